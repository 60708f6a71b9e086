"""Accounts at payment providers, as calls give them."""

from __future__ import annotations

from typing import Annotated, Any, Literal

import orjson
from flask import current_app
from pydantic import Field

from domain.payments.providers import KEYS, PROVIDERS
from problems import invalid
from web.openapi.field_types import Body

Secret = Annotated[
    str | None, Field(min_length=1, max_length=200, pattern="^[!-~]+$", json_schema_extra={"format": "password"})
]


class NewProvider(Body):
    """The keys that the provider of the account has, and no others. No answer shows them."""

    environment: Annotated[
        Literal["production", "sandbox", "local"],
        Field(description="local: no provider is called, and `flask play` pays; not in production."),
    ]
    channel: Annotated[
        Literal["page", "qris"],
        Field(description="What buyers get: a page of the provider, or a QRIS (midtrans, xendit)."),
    ] = "page"
    server_key: Annotated[Secret, Field(description="midtrans")] = None
    secret_key: Annotated[Secret, Field(description="xendit, doku")] = None
    callback_token: Annotated[Secret, Field(description="xendit: the verification token of webhooks")] = None
    client_id: Annotated[Secret, Field(description="doku")] = None
    merchant_code: Annotated[Secret, Field(description="duitku")] = None
    api_key: Annotated[Secret, Field(description="duitku")] = None


def columns(kind: str, given: dict[str, Any] | None) -> dict[str, Any]:
    """Return the columns of an account at a provider, its keys sealed, or raise a 422."""
    if kind not in PROVIDERS or given is None:
        raise invalid("provider", "not_of_this_kind")
    provider = PROVIDERS[kind]
    keys = {name: given[name] for name in KEYS if given.get(name) is not None}
    if set(keys) != set(provider.keys):
        names = ", ".join(f"`{name}`" for name in provider.keys)
        raise invalid("provider", "provider_keys", names=names)
    if given["channel"] not in provider.channels:
        raise invalid("provider.channel", "not_of_this_kind")
    if given["environment"] == "local" and not current_app.config["LOCAL_PAYMENTS"]:
        raise invalid("provider.environment", "no_local_payments")
    sealed = current_app.extensions["cipher"].encrypt(orjson.dumps(keys).decode()).decode()
    return {"details": {name: given[name] for name in ("environment", "channel")}, "sealed": sealed}
