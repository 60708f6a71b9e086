"""Payment accounts and requests of Sari that calls of the access matrix name."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from support.deployments.providers import KEYS as PROVIDER_KEYS
from support.people import Person

# The printed code of a shop.
QRIS = (
    "00020101021126470014COM.GO-JEK.WWW01189360091434506469550303UMI51440014ID.CO.QRIS.WWW0215ID102001761"
    "14730303UMI5204581253033605502015802ID5914WARUNG BU TINI6007BANDUNG61054011162070703A01630472F2"
)
BANK = {"bank": "BCA", "number": "1234567890", "holder": "Sari"}


class IncomingRows:
    """The part of a world that is about money from outside."""

    people: dict[str, Person]

    def new(self) -> int:
        raise NotImplementedError

    def order(self) -> int:
        raise NotImplementedError

    def new_account(self) -> int:
        """Return the id of an account of Sari, for QRIS with unique amounts."""
        body = {"kind": "qris", "name": "QRIS", "qris": QRIS, "unique_amounts": True}
        return int(self.people["sari"].post("/api/payment-accounts", body).json()["id"])

    @cached_property
    def payment_account(self) -> int:
        return self.new_account()

    def asked(self) -> Any:
        """Return a new request for an order of Budi."""
        path, key = f"/api/transactions/{self.order()}/payment-requests", {"Idempotency-Key": f"minta-{self.new()}"}
        return self.people["budi"].post(path, {"account_id": self.payment_account}, headers=key).json()

    def provided(self, kind: str) -> tuple[int, str]:
        """Return the id of a new request on a new account at a provider, and the id in the account's address."""
        body = {"kind": kind, "name": kind, "provider": {"environment": "sandbox", **PROVIDER_KEYS[kind]}}
        account = self.people["sari"].post("/api/payment-accounts", body).json()
        path, key = f"/api/transactions/{self.order()}/payment-requests", {"Idempotency-Key": f"minta-{self.new()}"}
        request = self.people["budi"].post(path, {"account_id": account["id"]}, headers=key).json()
        return int(request["id"]), str(account["provider"]["notice_url"]).rpartition("/")[2]

    def payment_request(self) -> int:
        return int(self.asked()["id"])

    def awaiting_account(self) -> int:
        """Return the account on which `arrival` is expected."""
        self.arrival = {"amount": self.asked()["payable"], "reference": f"BCA {self.new()}"}
        return self.payment_account
