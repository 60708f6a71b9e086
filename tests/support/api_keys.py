"""API keys, and clients that use them."""

from __future__ import annotations

from typing import Any

from support.people import Person, Shop

KEY, KEYS = "/api/developer/key", "/api/developer/keys"


def create_key(person: Person, path: str = KEY, **wanted: Any) -> dict[str, Any]:
    answer = person.post(path, wanted or None)
    assert answer.status_code == 201, answer.text
    assert answer.headers["Cache-Control"] == "no-store"
    key: dict[str, Any] = answer.json()
    return key


def api_client(shop: Shop, key: str, header: str = "X-API-Key") -> Person:
    """Return a client that sends this key."""
    caller = shop.visitor()
    caller.http.headers[header] = f"ApiKey {key}" if header == "Authorization" else key
    return caller
