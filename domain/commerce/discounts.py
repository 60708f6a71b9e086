"""Discounts and vouchers: what is taken off, who may take it off, and why a voucher is refused. Pure functions."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from domain.commerce.money import portion

VoucherKind = Literal["percent", "amount"]
Rule = Literal["known", "active", "started", "not_ended", "minimum", "uses_left", "uses_of_buyer"]

# The percentage that the owner and the staff may take off at a till.
LARGEST_BY_DUTY = {"owner": 100, "manager": 50, "cashier": 10}


@dataclass(frozen=True)
class Discount:
    """Whole percent, or an amount in rupiah; the other is 0."""

    percent: int = 0
    amount: int = 0

    def of(self, left: int) -> int:
        """Return what is taken off: never more than what is left."""
        return min(left, portion(left, self.percent, 100) + self.amount)


NO_DISCOUNT = Discount()


@dataclass(frozen=True)
class Voucher:
    """A discount on the goods of one seller, for whoever knows the code. `most` limits that of a percentage."""

    owner_id: int
    code: str
    kind: VoucherKind
    value: int
    minimum: int = 0
    most: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    limit_total: int | None = None
    limit_each: int | None = None
    used: int = 0
    active: bool = True

    def of(self, left: int) -> int:
        """Return what is taken off goods that cost this much."""
        taken = Discount(self.value).of(left) if self.kind == "percent" else min(left, self.value)
        return taken if self.most is None else min(taken, self.most)


@dataclass(frozen=True)
class Verdict:
    """Whether a rule of a voucher is met; `values` are those it compares."""

    rule: Rule
    ok: bool
    values: dict[str, Any]


def largest_discount(roles: Collection[str], sells_all: bool) -> int:
    """Return the percentage that a caller with these roles may take off.

    `sells_all` tells that all goods are the caller's own.
    """
    return 100 if "admin" in roles or ("seller" in roles and sells_all) else 0


def is_within(percent: int, amounts: Sequence[int], of_lines: Sequence[int], of_order: int) -> bool:
    """Tell whether discounts keep to a percentage of the amounts, each line's and their sum.

    A discount of exactly that percentage does, however it is rounded.
    """
    most = [portion(amount, percent, 100) for amount in amounts]
    most_of_all = max(sum(most), portion(sum(amounts), percent, 100))
    within_lines = all(taken <= limit for taken, limit in zip(of_lines, most, strict=True))
    return within_lines and sum(of_lines) + of_order <= most_of_all


def verdicts(voucher: Voucher | None, now: datetime, left: int, uses_of_buyer: int | None) -> list[Verdict]:
    """Return the verdict of each rule that the voucher has, on goods of its owner for which `left` is to be paid.

    `now` and the voucher's times are naive UTC. `uses_of_buyer` is None for a customer whom nobody knows, who can use
    no voucher with a limit for each.
    """
    if voucher is None:
        return [Verdict("known", False, {})]
    found = [Verdict("known", True, {}), Verdict("active", voucher.active, {})]
    if voucher.starts_at is not None:
        found.append(Verdict("started", voucher.starts_at <= now, {"starts_at": voucher.starts_at}))
    if voucher.ends_at is not None:
        found.append(Verdict("not_ended", now < voucher.ends_at, {"ends_at": voucher.ends_at}))
    if voucher.minimum:
        found.append(Verdict("minimum", left >= voucher.minimum, {"minimum": voucher.minimum, "reached": left}))
    if voucher.limit_total is not None:
        found.append(Verdict("uses_left", voucher.used < voucher.limit_total, {"limit": voucher.limit_total}))
    if voucher.limit_each is not None:
        ok = uses_of_buyer is not None and uses_of_buyer < voucher.limit_each
        found.append(Verdict("uses_of_buyer", ok, {"limit": voucher.limit_each, "used": uses_of_buyer}))
    return found
