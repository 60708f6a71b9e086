"""Payment providers: their formulas, and words that nobody sends."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from domain.payments.providers import PROVIDERS, doku, duitku, event_key, midtrans
from domain.payments.providers.base import Asked, Event, Notice, Unreadable, instant, read_json, rupiah
from support.deployments.providers import KEYS

AT = datetime(2026, 12, 1, 3, 0, tzinfo=UTC)
PATH = "/api/payments/notices/x/0123456789abcdef0123456789abcdef"


def event(**changed: object) -> Event:
    told = {"order": "FN1-abc", "reference": "ref-1", "state": "paid", "amount": 50_000, "method": "qris", "key": ""}
    return Event(texts={}, **{**told, **changed})  # type: ignore[arg-type]


def sent(name: str, path: str = PATH, **changed: object) -> Notice:
    made = PROVIDERS[name].send(event(**changed), KEYS[name], path, AT)
    return Notice({header.lower(): value for header, value in made.headers.items()}, made.body, PATH)


def test_midtrans_signs_as_its_documentation_does() -> None:
    """The example of docs.midtrans.com/docs/https-notification-webhooks; its hash is that of omnipay-midtrans."""
    assert midtrans.signature("1111", "200", "100000.00", "askvnoibnosifnboseofinbofinfgbiufglnbfg") == (
        "edc076b21793ebe3e17926350f5b8ae67d902fe657b3d0aa31b932d5c127e2375d308a2bc94f3265ac2d80a1f181a79b997ac178a236"
        "fcff35af263fc4d4c231"
    )


def test_doku_signs_the_lines_of_its_documentation() -> None:
    """It publishes no example with its secret. These are its lines, signed by OpenSSL:

    printf '%s' "$LINES" | openssl dgst -sha256 -hmac SK-contoh -binary | base64
    """
    signed = doku.signature(
        "MCH-0001-10791114622547", "479b663f-5c9d-400d-8e80-3e548a8f7639", "2020-08-11T08:45:42Z",
        "/payments/notifications", b'{"order":{"amount":150000}}', "SK-contoh",
    )  # fmt: skip
    assert signed == "HMACSHA256=ci41MxPEUEzEoxST25bWJzFaWK24GDkWc1yHazDHOO0="


def test_duitku_signs_as_its_documentation_says() -> None:
    """MD5(merchantcode + amount + merchantOrderId + apiKey), by md5sum. Its own example is a placeholder."""
    assert duitku.signature("DXXXX", "150000", "abcde12345", "XXXCX80TXXX5Q70QCI") == "c3b0d8d13e1f2d9ed1658e4292d4ad17"


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_notice_is_read_as_it_was_sent(name: str) -> None:
    provider, notice = PROVIDERS[name], sent(name)
    assert provider.is_authentic(notice, KEYS[name])
    read = provider.read(notice)
    assert (read.order, read.reference, read.state, read.amount, read.method) == (
        "FN1-abc", "ref-1", "paid", 50_000, "qris",
    )  # fmt: skip
    assert event_key(read) == event_key(provider.read(sent(name)))
    assert event_key(read) != event_key(provider.read(sent(name, amount=50_001)))
    assert event_key(read) != event_key(provider.read(sent(name, order="FN2-abc")))
    assert read.at == (None if name == "duitku" else AT)
    for state in ("failed", "expired", "reversed"):
        told = provider.read(sent(name, state=state)).state
        assert told == ("failed" if name == "duitku" else state)


@pytest.mark.parametrize("name", PROVIDERS)
def test_a_forged_notice_is_not_authentic(name: str) -> None:
    provider, notice = PROVIDERS[name], sent(name)
    other = {key: f"{value}x" for key, value in KEYS[name].items()}
    assert not provider.is_authentic(notice, other)
    assert not provider.is_authentic(Notice({}, b"", PATH), KEYS[name])
    assert not provider.is_authentic(Notice({}, b"[" * 60_000, PATH), KEYS[name])
    assert not provider.is_authentic(Notice({}, b"\xff\x00{}", PATH), KEYS[name])
    if name != "xendit":
        # Its token covers nothing.
        forged = notice._replace(body=notice.body.replace(b"50000", b"50001"))
        assert forged.body != notice.body
        assert not provider.is_authentic(forged, KEYS[name])


def test_doku_signs_the_path() -> None:
    assert not PROVIDERS["doku"].is_authentic(sent("doku", path="/hooks/doku"), KEYS["doku"])


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("10000", 10_000), ("10000.00", 10_000), ("10000.0", 10_000), ("10000.50", None), ("1e4", None), ("-1", None),
        ("010", None), ("10.000", None), (" 1", None), ("", None), ("١", None), (10_000, None), (None, None),
        ("9" * 16, None),
    ],
)  # fmt: skip
def test_an_amount_is_whole_rupiah(text: object, amount: int | None) -> None:
    assert rupiah(text) == amount


@pytest.mark.parametrize(("name", "path"), [("midtrans", ()), ("xendit", ()), ("doku", ("order",))])
def test_an_amount_of_another_currency_is_none(name: str, path: tuple[str, ...]) -> None:
    fields = json.loads(sent(name).body)
    for currency, amount in (("IDR", 50_000), ("USD", None), ("idr", None)):
        (fields[path[0]] if path else fields)["currency"] = currency
        assert PROVIDERS[name].read(Notice({}, json.dumps(fields).encode(), PATH)).amount == amount


def test_the_amount_of_midtrans_is_signed_as_text() -> None:
    fields = json.loads(sent("midtrans").body)
    fields["gross_amount"] = "50000.0"
    notice = Notice({}, json.dumps(fields).encode(), PATH)
    assert not PROVIDERS["midtrans"].is_authentic(notice, KEYS["midtrans"])
    fields["signature_key"] = midtrans.signature("FN1-abc", "200", "50000.50", KEYS["midtrans"]["server_key"])
    fields["gross_amount"] = "50000.50"
    notice = Notice({}, json.dumps(fields).encode(), PATH)
    assert PROVIDERS["midtrans"].is_authentic(notice, KEYS["midtrans"])
    assert PROVIDERS["midtrans"].read(notice).amount is None


@pytest.mark.parametrize(
    ("word", "fraud", "state"),
    [("capture", "accept", "paid"), ("capture", "challenge", "pending"), ("capture", "deny", "failed")],
)
def test_a_card_payment_of_midtrans_waits_for_its_risk(word: str, fraud: str, state: str) -> None:
    fields = {**json.loads(sent("midtrans").body), "transaction_status": word, "fraud_status": fraud}
    assert PROVIDERS["midtrans"].read(Notice({}, json.dumps(fields).encode(), PATH)).state == state


def test_an_unknown_word_is_no_state() -> None:
    fields = {**json.loads(sent("midtrans").body), "transaction_status": "celebrated"}
    with pytest.raises(Unreadable):
        PROVIDERS["midtrans"].read(Notice({}, json.dumps(fields).encode(), PATH))


@pytest.mark.parametrize("text", ["", "kemarin", "2026-13-01", "0001-01-01T00:00:00+23:59", "9" * 200])
def test_an_unreadable_time_is_none(text: str) -> None:
    assert instant(text) is None


def test_xendit_is_asked_about_the_invoice_of_the_notice() -> None:
    """Two invoices of one request are paid; the first in the list is not the one that the notice is about."""
    found = [read_json(sent("xendit", reference=each).body) for each in ("satu", "dua")]
    asked = Asked("FN1-abc", 50_000, "page", "sandbox", KEYS["xendit"], "", "", AT, 60, {"reference": "dua"})
    read = PROVIDERS["xendit"].said(asked, found)
    assert read is not None and read.reference == "dua"


def test_no_data_of_cards_is_kept() -> None:
    fields = {**json.loads(sent("midtrans").body), "masked_card": "48111111-1114", "saved_token_id": "4811"}
    kept = PROVIDERS["midtrans"].read(Notice({}, json.dumps(fields).encode(), PATH)).texts
    assert "4811" not in json.dumps(kept)
