"""Events and webhooks of Sari that calls of the access matrix name."""

from __future__ import annotations

from typing import Any

from support.people import Person, Shop


class EventRows:
    """The part of a world that is about events."""

    shop: Shop
    people: dict[str, Person]

    def new(self) -> int:
        raise NotImplementedError

    def product(self, **fields: Any) -> int:
        raise NotImplementedError

    def new_webhook(self) -> dict[str, Any]:
        # A user has ten of them.
        self.shop.rows("DELETE FROM webhooks")
        return {"url": f"https://example.com/{self.new()}", "active": False}

    def webhook(self) -> int:
        """Return the id of a webhook of Sari."""
        return int(self.people["sari"].post("/api/webhooks", self.new_webhook()).json()["id"])

    def delivered_event(self) -> str:
        """Return the path of an event of Sari below one of her webhooks."""
        self.product()
        event = self.people["sari"].get("/api/events").json()["events"][0]
        return f"{self.webhook()}/deliveries/{event['id']}"
