"""`flask play`: what a payment provider would say about an order, signed as it signs, over HTTP to the local shop."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import click
import orjson
import urllib3
from flask import current_app
from urllib3.exceptions import HTTPError

import queries.sales.incoming.accounts
import queries.sales.incoming.asking
import queries.sales.incoming.requests
import queries.sales.order_expiry
import queries.sales.transactions
import settings as configuration
from domain.commerce.orders import Caller
from domain.payments.providers import PROVIDERS
from domain.payments.providers.base import Event, Sent, State
from problems import Problem

STATES: dict[str, State] = {
    "paid": "paid", "failed": "failed", "expired": "expired", "late": "paid", "twice": "paid", "wrong-amount": "paid",
    "chargeback": "reversed",
}  # fmt: skip
TIMEOUT_SECONDS = 10


@click.command("play")
@click.argument("what", type=click.Choice(list(STATES)))
@click.argument("order", type=click.IntRange(1))
@click.option("--provider", "kind", type=click.Choice(list(PROVIDERS)), default="midtrans", show_default=True)
def play(what: str, order: int, kind: str) -> None:
    """Let a provider say something about ORDER, for development.

    It is about the order's request on a local account. If there is none, one is made, on an account at --provider.
    """
    settings = configuration.load()
    if settings.production:
        raise click.ClickException("Nobody plays with payments in production.")
    try:
        request_id = queries.sales.incoming.asking.newest_local(order) or _ask(order, kind)
    except Problem as problem:
        raise click.ClickException(problem.sentence.translate("en", problem.words)) from None
    if what == "late" and not queries.sales.order_expiry.let_expire(order):
        raise click.ClickException(f"Order {order} does not expire any more.")
    found = queries.sales.incoming.asking.get(request_id)
    assert found is not None
    address = f"{settings.public_url}/api/payments/notices/{found['kind']}/{found['public_id']}"
    sent = _notice(found, what, address)
    for _ in range(2 if what == "twice" else 1):
        status = _post(address, sent)
        click.echo(f"{found['kind']} says {what} about {found['provider_ref']}; the shop answers {status}.")
    told = queries.sales.incoming.requests.get(request_id)
    reason = f" ({told['review_reason']})" if told["review_reason"] else ""
    click.echo(f"Payment request {request_id} is {told['state']}{reason}.")


def _ask(order_id: int, kind: str) -> int:
    """Return a new request for what is due, on a local account of the seller."""
    sellers = queries.sales.transactions.sellers(order_id)
    if len(sellers) != 1:
        raise click.ClickException(f"Order {order_id} does not exist, or has several sellers.")
    (owner_id,) = sellers
    accounts = queries.sales.incoming.accounts.offered(owner_id, None)
    local = [each for each in accounts if each["kind"] == kind and each["details"].get("environment") == "local"]
    account = local[0] if local else _add_account(owner_id, kind)
    caller = Caller(owner_id, ("seller",))
    return int(queries.sales.incoming.requests.add(order_id, account["id"], None, caller, None)["id"])


def _add_account(owner_id: int, kind: str) -> dict[str, Any]:
    keys = {name: secrets.token_hex(16) for name in PROVIDERS[kind].keys}
    fields = {
        "kind": kind,
        "name": f"{kind} (local)",
        "outlet_id": None,
        "unique_amounts": False,
        "details": {"environment": "local", "channel": "page"},
        "sealed": current_app.extensions["cipher"].encrypt(orjson.dumps(keys).decode()).decode(),
    }
    return queries.sales.incoming.accounts.add(owner_id, fields)


def _notice(found: dict[str, Any], what: str, address: str) -> Sent:
    keys = orjson.loads(current_app.extensions["cipher"].decrypt(found["sealed"].encode()))
    event = Event(
        order=found["provider_ref"],
        # The same for each call, as it is the same payment.
        reference=f"play-{found['id']}",
        state=STATES[what],
        amount=int(found["payable"]) + (1 if what == "wrong-amount" else 0),
        method="qris" if found["details"]["channel"] == "qris" else "transfer",
        key="",
        texts={},
    )
    # The path that the shop expects is signed, and no key of a repeat depends on the time.
    return PROVIDERS[found["kind"]].send(event, keys, urlsplit(address).path, datetime.now(UTC))


def _post(address: str, sent: Sent) -> int:
    try:
        answer = urllib3.request(
            "POST", address, body=sent.body, headers=sent.headers, retries=False, timeout=TIMEOUT_SECONDS
        )
    except HTTPError as error:
        raise click.ClickException(f"No shop answers at {address} ({type(error).__name__}).") from None
    return answer.status
