"""Calls of payment providers: what a buyer pays with, and whether a payment that a notice tells of is true."""

from __future__ import annotations

import logging
import ssl
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlsplit

import orjson

import actor
import queries.sales.incoming.asking
import queries.sales.incoming.notices
from domain.payments.providers import PROVIDERS
from domain.payments.providers.base import Asked, Call, Unreadable, read_json
from domain.security.encryption import Cipher, DecryptionFailed
from jobs.context import Job, JobFailed, RetryLater
from mail.provider import Unavailable, call_with_timeout
from settings import Settings

log = logging.getLogger("finenice.jobs")

QUEUE = "payments"
TIMEOUT_SECONDS = 10
LONGEST_ANSWER = 256 * 1024
# A buyer does not wait for longer, and what a notice tells is then left to a person.
LONGEST_ASKING_SECONDS = 3600
LONGEST_LOOKING_SECONDS = 24 * 3600
LONGEST_PAUSE_SECONDS = 600
# Of an order that waits for ever; providers want a limit.
LONGEST_MINUTES = 24 * 60
# Statuses that may be others at the next attempt.
TEMPORARY = frozenset((408, 409, 425, 429))


class Refused(Exception):
    """The provider will not do this. The message holds no value of its answer."""


def ask(job: Job) -> None:
    """Ask the provider for what the buyer of a request pays with, unless an earlier attempt did."""
    actor.set_current(actor.ANONYMOUS)
    found = queries.sales.incoming.asking.get(job.payload["request_id"])
    if found is None or found["state"] != "pending" or found["payload"] is not None:
        return
    provider, asked = PROVIDERS[found["kind"]], _asked(found, job.settings)
    try:
        if found["expires_at"] is not None and found["expires_at"] <= datetime.now(UTC).replace(tzinfo=None):
            raise Refused("the order has expired")
        payload = provider.created(_object(_call(provider.create(asked), job.settings)))
    except (Refused, Unreadable) as fault:
        reason = f"{found['kind']}: {fault}"
        queries.sales.incoming.asking.give_up(found, reason)
        raise JobFailed(reason) from None
    except Unavailable as fault:
        if found["age"] > LONGEST_ASKING_SECONDS:
            queries.sales.incoming.asking.give_up(found, f"{found['kind']}: {fault}")
            raise JobFailed(str(fault)) from None
        raise RetryLater(str(fault), _pause(found["age"], fault)) from None
    queries.sales.incoming.asking.keep_answer(found, payload)


def look_up(job: Job) -> None:
    """Ask the provider whether what a notice tells is true, and apply what it answers."""
    actor.set_current(actor.ANONYMOUS)
    account_id, key = job.payload["account_id"], job.payload["event_key"]
    request_id = queries.sales.incoming.notices.waiting(account_id, key)
    found = None if request_id is None else queries.sales.incoming.asking.get(request_id)
    if found is None:
        return
    # A job of the release before has no reference.
    known = {name: job.payload[name] for name in ("method", "reference") if name in job.payload}
    provider, asked = PROVIDERS[found["kind"]], _asked(found, job.settings, **known)
    try:
        answer = _call(provider.status(asked), job.settings, missing=True)
        event = None if answer is None else provider.said(asked, answer)
        if event is not None and event.order != asked.order:
            raise Unreadable("another payment")
    except (Refused, Unreadable, Unavailable) as fault:
        since = queries.sales.incoming.notices.age(account_id, key)
        if since > LONGEST_LOOKING_SECONDS:
            queries.sales.incoming.notices.leave_to_person(account_id, key)
            raise JobFailed(f"{found['kind']}: {fault}") from None
        raise RetryLater(f"{found['kind']}: {fault}", _pause(since, fault)) from None
    verdict = queries.sales.incoming.notices.decide(account_id, key, event)
    if verdict in ("unknown", "review"):
        log.warning("a payment is %s", verdict, extra={"payment_request": request_id})


def _asked(found: dict[str, Any], settings: Settings, **known: str) -> Asked:
    """Return what a provider needs to know, or raise RetryLater while no key opens the account's keys."""
    try:
        opened = Cipher(settings.tokens.encryption_keys).decrypt(found["sealed"].encode())
    except DecryptionFailed:
        raise RetryLater("the keys of the account can't be decrypted", LONGEST_PAUSE_SECONDS) from None
    at, details = datetime.now(UTC), found["details"]
    ends = found["expires_at"]
    left = LONGEST_MINUTES if ends is None else round((ends - at.replace(tzinfo=None)).total_seconds() / 60)
    return Asked(
        order=found["provider_ref"],
        amount=int(found["payable"]),
        channel=details["channel"],
        # An account that had a provider before it became a local one.
        environment="sandbox" if details["environment"] == "local" else details["environment"],
        keys=orjson.loads(opened),
        notice_url=f"{settings.public_url}/api/payments/notices/{found['kind']}/{found['public_id']}",
        email=settings.mail.sender,
        at=at,
        minutes=max(1, min(left, LONGEST_MINUTES)),
        known={**(found["payload"] or {}), **known},
    )


def _call(call: Call, settings: Settings, missing: bool = False) -> Any:
    """Return the JSON of an answer, or None for a 404 that may be. Raise Refused or Unavailable."""
    url = call.url
    if settings.payment_providers_url:
        parts = urlsplit(url)
        url = f"{settings.payment_providers_url}/{parts.netloc}{url.partition(parts.netloc)[2]}"
    status, body = call_with_timeout(TIMEOUT_SECONDS, lambda: _answer(call, url))
    if missing and status == 404:
        return None
    if status >= 500 or status in TEMPORARY:
        raise Unavailable(f"answered {status}")
    if not 200 <= status < 300:
        raise Refused(f"answered {status}")
    answer = read_json(body)
    # Midtrans answers 200 for most of its failures.
    told = answer.get("status_code") if isinstance(answer, dict) else None
    if isinstance(told, str) and told.startswith("5"):
        raise Unavailable(f"answered {told}")
    return answer


def _answer(call: Call, url: str) -> tuple[int, bytes]:
    # Loaded by the process that calls a provider alone.
    import urllib3

    # The job has its own retries. A redirect would send the keys to another host.
    http = urllib3.PoolManager(
        retries=False, timeout=urllib3.Timeout(TIMEOUT_SECONDS), ssl_context=ssl.create_default_context()
    )
    try:
        response = http.request(
            call.method, url, body=call.body or None, headers=call.headers, redirect=False, preload_content=False
        )
        return response.status, response.read(LONGEST_ANSWER)
    except urllib3.exceptions.HTTPError as error:
        raise Unavailable(f"no answer ({type(error).__name__})") from None
    finally:
        http.clear()


def _object(answer: Any) -> dict[str, Any]:
    if not isinstance(answer, dict):
        raise Unreadable("no object")
    return answer


def _pause(age: float, fault: Exception) -> float:
    """Return a pause that grows with the time that has passed already."""
    asked = fault.after_seconds if isinstance(fault, Unavailable) else 0
    return min(LONGEST_PAUSE_SECONDS, max(2, age / 2, asked))
