"""Requests of the Postman collection about events and webhooks."""

from __future__ import annotations

from postman_step import problem, step

HOOK = {"webhook_id": "{{webhookId}}"}

EVENTS = (
    step("events_list", 200, "List the events", "answer.events.length", keep={"eventId": "answer.events[0].id"}),
    step("events_list", 200, "Begin with what comes", {"events": []}, query={"since": "now"}),
    step("events_stream", 200, "Follow them for a second", "pm.response.text().startsWith('retry:')",
         query={"seconds": 1}),
    step("webhooks_create", 201, "Add a webhook", {"active": False}, "answer.secret.startsWith('whsec_')",
         keep={"webhookId": "answer.id"},
         body={"url": "https://example.com/hook", "types": ["order.paid"], "active": False}),
    step("webhooks_list", 200, "List the webhooks", {"webhooks[0].id": "{{webhookId}}"}),
    step("webhooks_show", 200, "Show it", {"pause_reason": "owner"}, path=HOOK),
    step("webhooks_update", 200, "Describe it", {"description": "Board"}, path=HOOK, body={"description": "Board"}),
    step("webhooks_rotate", 200, "Replace its secret", "answer.old_secret_ends_at", path=HOOK),
    step("webhooks_test", 202, "Try it", {"type": "webhook.test"}, path=HOOK),
    step("webhooks_replay", 202, "Send an event again", {"event_id": "{{eventId}}"},
         path={**HOOK, "event_id": "{{eventId}}"}),
    step("webhooks_list_deliveries", 200, "List what was sent", {"deliveries[0].kind": "replay"}, path=HOOK),
    step("webhooks_delete", 200, "Delete it", "answer.msg", path=HOOK),
    problem("webhooks_show", 404, "webhook_not_found", "Show it once more", path=HOOK),
)  # fmt: skip
