"""Notices of payment providers."""

from __future__ import annotations

import logging
from typing import Any

import orjson
from apiflask import APIBlueprint
from flask import current_app, request

import queries.sales.incoming.accounts
import queries.sales.incoming.notices
from auth import public
from domain.payments.providers import PROVIDERS
from domain.payments.providers.base import Notice, Unreadable
from domain.security.encryption import DecryptionFailed
from problems import Problem
from web.idempotency import read_only
from web.rate_limits.limiter import exempt

log = logging.getLogger("finenice")

# For providers alone: the document of the API is for clients.
bp = APIBlueprint("payment_notices", __name__, enable_openapi=False)

LONGEST_BODY = 64 * 1024


@bp.post("/notices/<provider>/<public_id>")
@exempt
@read_only
@public
def receive(provider: str, public_id: str) -> dict[str, Any]:
    """Receive a notice of a provider (midtrans, xendit, doku, duitku) at the `notice_url` of an account.

    Its signature is checked first; without a right one nothing is stored. Everything else is answered by 200, or the
    provider would repeat it: repeats, unknown orders, and what can't be read. Where the signature does not cover the
    state, a job asks the provider for it. The key of the event does what an idempotency key does.
    """
    if (request.content_length or 0) > LONGEST_BODY or len(body := request.get_data()) > LONGEST_BODY:
        raise Problem("payload_too_large")
    # The column holds ASCII alone.
    may_be_known = provider in PROVIDERS and public_id.isascii()
    account = queries.sales.incoming.accounts.of_notices(provider, public_id) if may_be_known else None
    local = account is not None and account["details"]["environment"] == "local"
    if account is None or (local and not current_app.config["LOCAL_PAYMENTS"]):
        raise Problem("notice_not_authentic")
    # DOKU signs the path of the public address, which a proxy in front may have changed.
    path = f"/api/payments/notices/{provider}/{public_id}"
    headers = {name.lower(): value for name, value in request.headers.items()}
    notice, adapter = Notice(headers, body, path), PROVIDERS[provider]
    try:
        keys = orjson.loads(current_app.extensions["cipher"].decrypt(account["sealed"].encode()))
    except DecryptionFailed:
        # To be sent again, once the key is back in ENCRYPTION_KEYS.
        log.error("the keys of a payment account can't be decrypted", extra={"account": account["id"]})
        raise Problem("notice_not_authentic") from None
    if not adapter.is_authentic(notice, keys):
        raise Problem("notice_not_authentic")
    try:
        event = adapter.read(notice)
    except Unreadable as fault:
        verdict = queries.sales.incoming.notices.receive_unreadable(account, body)
        why = str(fault)
    else:
        verdict, why = queries.sales.incoming.notices.receive(account, event, local or adapter.signs_all), ""
    if verdict in ("unknown", "unreadable", "review"):
        log.warning("a payment notice is %s", verdict, extra={"account": account["id"], "why": why})
    return {"received": True}
