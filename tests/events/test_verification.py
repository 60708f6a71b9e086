"""The clients verify webhooks: what another implementation signs, with both secrets, and nothing else."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from standardwebhooks.webhooks import Webhook

from domain.events import signatures
from support.app import ROOT

CLIENTS = ROOT / "clients"
sys.path += [str(CLIENTS), str(CLIENTS / "python")]

import make_typescript  # noqa: E402
from finenice import WebhookError, verify_webhook  # noqa: E402

BODY = '{"id":"evt_7_0","type":"order.paid","timestamp":"2026-12-01T07:00:00Z","data":{"id":7,"note":"Kopi ☕"}}'
OLD, NEW, OTHER = (signatures.new_secret() for _ in range(3))
SCRIPT = """
import { verifyWebhook, WebhookError } from %s;
const told = [];
for (const [headers, secret, body] of JSON.parse(process.argv[1])) {
  try {
    told.push((await verifyWebhook(body, headers, secret)).data.note);
  } catch (error) {
    if (!(error instanceof WebhookError)) throw error;
    told.push(null);
  }
}
console.log(JSON.stringify(told));
"""

# Headers, the secrets of the receiver, the body, and whether it is accepted.
Case = tuple[dict[str, str], Any, str, bool]


def signed(*secrets: str, minutes: int = 0) -> dict[str, str]:
    """Return the headers of a request that another implementation has signed, minutes from now."""
    at = datetime.now(UTC) + timedelta(minutes=minutes)
    found = [Webhook(secret).sign("evt_7_0", at, BODY) for secret in secrets]
    seconds = str(int(at.timestamp()))
    return {"Webhook-Id": "evt_7_0", "webhook-timestamp": seconds, "webhook-signature": " ".join(found)}


def cases() -> dict[str, Case]:
    """Return the cases, signed now: a run of all tests takes longer than a signature is accepted."""
    return {
        "signed": (signed(NEW), NEW, BODY, True),
        "signed by both": (signed(NEW, OLD), OLD, BODY, True),
        "two secrets": (signed(OLD), [NEW, OLD], BODY, True),
        "another scheme beside it": (
            {**signed(NEW), "webhook-signature": "v1a,AAAA " + signed(NEW)["webhook-signature"]}, NEW, BODY, True,
        ),
        "four minutes old": (signed(NEW, minutes=-4), NEW, BODY, True),
        "six minutes old": (signed(NEW, minutes=-6), NEW, BODY, False),
        "from the future": (signed(NEW, minutes=6), NEW, BODY, False),
        "another secret": (signed(OTHER), NEW, BODY, False),
        "another body": (signed(NEW), NEW, BODY + " ", False),
        "another id": ({**signed(NEW), "Webhook-Id": "evt_8_0"}, NEW, BODY, False),
        "another scheme": ({**signed(NEW), "webhook-signature": "v1a,AAAA"}, NEW, BODY, False),
        "no signature": ({"webhook-id": "evt_7_0", "webhook-timestamp": "1796101200"}, NEW, BODY, False),
        "no time": ({**signed(NEW), "webhook-timestamp": "x"}, NEW, BODY, False),
    }  # fmt: skip


@pytest.mark.parametrize("name", cases())
def test_the_python_client_verifies(name: str) -> None:
    headers, secret, body, accepted = cases()[name]
    if accepted:
        assert verify_webhook(body.encode(), headers, secret)["data"]["note"] == "Kopi ☕"
    else:
        with pytest.raises(WebhookError):
            verify_webhook(body.encode(), headers, secret)


@pytest.mark.skipif(not make_typescript.NODE, reason="no Node here")
def test_the_typescript_client_verifies() -> None:
    script = SCRIPT % json.dumps(str(make_typescript.DIST / "index.js"))
    given = cases()
    sent = json.dumps([case[:3] for case in given.values()])
    command = [make_typescript.NODE, "--input-type=module", "-e", script, sent]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=90, check=False)
    assert ended.returncode == 0, ended.stderr
    assert json.loads(ended.stdout) == ["Kopi ☕" if case[3] else None for case in given.values()]
