"""Webhooks: addresses to which the caller's events are sent (Standard Webhooks 1.0)."""

from __future__ import annotations

from typing import Annotated, Any

from apiflask import APIBlueprint
from flask import current_app, g
from pydantic import Field

import queries.events.webhooks
from auth import role
from domain.events import receivers, signatures
from domain.events.types import TYPES, Type
from errors import request_language
from problems import invalid
from queries.events.webhooks import Kind, PauseReason
from web import paging
from web.openapi.field_types import LARGEST_ID, Body, Instant, Message, NotNull, PartialUpdate, Prose, Reply, problems

bp = APIBlueprint("webhooks", __name__, tag="events")

NO_STORE = {"Cache-Control": "no-store"}

Url = Annotated[str, Field(min_length=1, max_length=500, description="`https`, and no address of a private network.")]
Description = Annotated[Prose, Field(max_length=200)]
Types = Annotated[list[Type], Field(max_length=len(TYPES), description="Empty: all, and those that are added later.")]
Active = Annotated[bool, Field(description="False pauses it; true has it go on where it stopped.")]


class NewWebhook(Body):
    url: Url
    description: Description = ""
    types: Types = []
    active: Active = True


class WebhookUpdate(PartialUpdate):
    url: Annotated[Url, NotNull] = ""
    description: Annotated[Description, NotNull] = ""
    types: Annotated[Types, NotNull] = []
    active: Annotated[Active, NotNull] = True


class Webhook(Reply):
    id: int
    url: str
    description: str
    types: list[str]
    active: bool
    pause_reason: Annotated[
        PauseReason | None,
        Field(
            description="failing: no success for three days; gone: it has answered 410; owner: by you; "
            "password_reset: with your API keys."
        ),
    ]
    paused_at: Instant | None
    failures: Annotated[int, Field(description="Failed attempts since the last success.")]
    failing_since: Instant | None
    next_at: Annotated[Instant | None, Field(description="The next attempt, of one that fails.")]
    position_at: Annotated[Instant, Field(description="The last success. Events of the last 30 days wait for others.")]
    old_secret_ends_at: Annotated[Instant | None, Field(description="Until then the secret before signs as well.")]
    created_at: Instant


class WebhookWithSecret(Webhook):
    secret: Annotated[str, Field(description="Shown only now; it verifies the signatures.")]


class WebhookPage(paging.CursorPage):
    webhooks: list[Webhook]


class Delivery(Reply):
    id: int
    kind: Kind
    event_id: str
    type: str
    created_at: Instant
    sent_at: Annotated[Instant | None, Field(description="Null: a replay or a test that waits.")]
    milliseconds: int | None
    status_code: Annotated[int | None, Field(description="Null: there was no answer; see `error`.")]
    answer: Annotated[str | None, Field(description="The first 500 characters.")]
    error: str | None


class DeliveryPage(paging.CursorPage):
    deliveries: list[Delivery]


@bp.get("")
@bp.input(paging.CursorQuery, location="query")
@bp.output(WebhookPage)
@bp.doc(operation_id="webhooks_list")
@role("seller", "developer", "admin", scope="webhooks:read")
def list_webhooks(query_data: paging.CursorQuery) -> dict[str, Any]:
    """List the caller's webhooks, newest first."""
    rows = queries.events.webhooks.page(g.identity.user_id, query_data.after_id(LARGEST_ID), query_data.limit)
    return paging.cursor_page("webhooks", rows, query_data, paging.by_id)


@bp.post("")
@bp.input(NewWebhook)
@bp.output(WebhookWithSecret, 201)
@bp.doc(operation_id="webhooks_create")
@problems(409)
@role("seller", "developer", "admin", scope="webhooks:write")
def create(json_data: NewWebhook) -> Any:
    """Add a webhook, which gets the caller's events from now on, each in order.

    An attempt is a success if the answer is 2xx within 10 seconds. Others are repeated over three days, with the same
    `webhook-id`; then the webhook is paused, and an e-mail tells you. Up to 10 webhooks.
    """
    _check_url(json_data.url)
    secret = signatures.new_secret()
    row = queries.events.webhooks.add(g.identity.user_id, json_data.model_dump(), _sealed(secret), request_language())
    return {**row, "secret": secret}, 201, NO_STORE


@bp.get("/<int:webhook_id>")
@bp.output(Webhook)
@bp.doc(operation_id="webhooks_show")
@role("seller", "developer", "admin", scope="webhooks:read")
def show(webhook_id: int) -> dict[str, Any]:
    """Show one of the caller's webhooks."""
    return queries.events.webhooks.get(g.identity.user_id, webhook_id)


@bp.patch("/<int:webhook_id>")
@bp.input(WebhookUpdate)
@bp.output(Webhook)
@bp.doc(operation_id="webhooks_update")
@problems("webhook_not_found")
@role("seller", "developer", "admin", scope="webhooks:write")
def update(webhook_id: int, json_data: WebhookUpdate) -> dict[str, Any]:
    """Set the given fields. `active` true ends a pause, and has the next attempt be made at once."""
    fields = json_data.model_dump(exclude_unset=True)
    if "url" in fields:
        _check_url(fields["url"])
    return queries.events.webhooks.update(g.identity.user_id, webhook_id, fields)


@bp.delete("/<int:webhook_id>")
@bp.output(Message)
@bp.doc(operation_id="webhooks_delete")
@problems("webhook_not_found")
@role("seller", "developer", "admin", scope="webhooks:write")
def delete(webhook_id: int) -> dict[str, Any]:
    """Delete a webhook. Nothing is sent to it any more."""
    queries.events.webhooks.delete(g.identity.user_id, webhook_id)
    return {"msg": "The webhook is deleted."}


@bp.post("/<int:webhook_id>/rotate")
@bp.output(WebhookWithSecret)
@bp.doc(operation_id="webhooks_rotate")
@problems("webhook_not_found")
@role("seller", "developer", "admin", scope="webhooks:write")
def rotate(webhook_id: int) -> Any:
    """Replace the secret. For 24 hours the one before signs as well, and each attempt has both signatures."""
    secret = signatures.new_secret()
    row = queries.events.webhooks.rotate(g.identity.user_id, webhook_id, _sealed(secret))
    return {**row, "secret": secret}, 200, NO_STORE


@bp.post("/<int:webhook_id>/test")
@bp.output(Delivery, 202)
@bp.doc(operation_id="webhooks_test")
@problems("webhook_not_found", 409)
@role("seller", "developer", "admin", scope="webhooks:write")
def send_test(webhook_id: int) -> dict[str, Any]:
    """Send a `webhook.test` within seconds; the deliveries tell how it ended."""
    return queries.events.webhooks.request(g.identity.user_id, webhook_id, None)


@bp.get("/<int:webhook_id>/deliveries")
@bp.input(paging.CursorQuery, location="query")
@bp.output(DeliveryPage)
@bp.doc(operation_id="webhooks_list_deliveries")
@problems("webhook_not_found")
@role("seller", "developer", "admin", scope="webhooks:read")
def list_deliveries(webhook_id: int, query_data: paging.CursorQuery) -> dict[str, Any]:
    """List the attempts of 30 days, newest first."""
    before = query_data.after_id(LARGEST_ID)
    rows = queries.events.webhooks.deliveries(g.identity.user_id, webhook_id, before, query_data.limit)
    return paging.cursor_page("deliveries", rows, query_data, paging.by_id)


@bp.post("/<int:webhook_id>/deliveries/<event_id>/replay")
@bp.output(Delivery, 202)
@bp.doc(operation_id="webhooks_replay")
@problems("webhook_not_found", "event_not_found", 409)
@role("seller", "developer", "admin", scope="webhooks:write")
def replay(webhook_id: int, event_id: str) -> dict[str, Any]:
    """Send an event once more within seconds, with its own `webhook-id`; the deliveries tell how it ended."""
    return queries.events.webhooks.request(g.identity.user_id, webhook_id, event_id)


def _check_url(url: str) -> None:
    if code := receivers.fault(url, current_app.config["WEBHOOKS_PRIVATE"]):
        raise invalid("url", code)


def _sealed(secret: str) -> bytes:
    sealed: bytes = current_app.extensions["cipher"].encrypt(secret)
    return sealed
