"""Books what a till has done without a network: a few plain sales in a transaction, any other item in one of its own.

The client id of an item is inserted with what it did, so that it is booked once, whoever sends it and how often. What
can't be booked as it is waits for a review, without a trace in the books.
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Sequence
from itertools import islice
from typing import Any, NamedTuple

import mysql.connector

import db
from domain.commerce.offline import Sent, in_order
from domain.commerce.orders import Order
from domain.receipts import numbers
from faults import UNFIT
from problems import Problem
from queries.sales import checkout
from queries.sales.sync import items
from queries.sales.sync.items import Flags, Known, Outcome
from queries.sales.sync.work import Post, do, require_references, sell_together
from queries.sales.till import drawers

log = logging.getLogger("finenice.sync")

# These are answers of the moment: the same item may be booked later, so nothing is kept of it.
PASSING = frozenset({"reference_unknown", "reference_in_review", "shift_open", "shift_incomplete", "client_id_reused"})
# Keys that the twin of an item violates.
TWINS = ("PRIMARY", "uq_transactions_client")
# So many sales are booked together, and so many lines of theirs: others wait for their till and products meanwhile.
MOST_TOGETHER, MOST_LINES = 10, 200


class Result(NamedTuple):
    """What the till is told about an item: `created`, `known`, `refused` or `review`."""

    result: str
    id: int | None = None
    flags: Flags = []
    problem: Problem | None = None


def book_all(sent: Sequence[Sent], post: Post) -> list[Result]:
    """Book items in the order of the till, and return the result of each in the order of the call."""
    post.look_up(sent)
    results: dict[int, Result] = {}
    order = deque(in_order(sent))
    while order:
        group = _next_sales([sent[index] for index in islice(order, MOST_TOGETHER)], post)
        booked = _book_together(group, post) if len(group) > 1 else None
        for each in booked or (book(part, post) for part in group or [sent[order[0]]]):
            results[order.popleft()] = each
    known = {
        result.id
        for index, result in results.items()
        if sent[index].type == "sale" and result.id is not None and result.id not in post.numbers
    }
    post.numbers |= {
        sale_id: numbers.of_till(series, receipt_no) for sale_id, (series, receipt_no) in items.receipts(known).items()
    }
    return [results[index] for index in range(len(sent))]


def book(sent: Sent, post: Post) -> Result:
    """Book an item, or tell what is known of it, why it is refused, or why it waits for a review."""
    if sent.client_id in post.known:
        return _as_known(sent, post.known[sent.client_id])
    try:
        require_references(sent, post)
    except Problem as problem:
        # A shuffled day has hundreds of these, which should not cost a transaction each.
        if problem.code in PASSING:
            return Result("refused", problem=problem)
    sold = sent.client_id in post.sales
    try:
        outcome = checkout.despite_expired(lambda: _book(sent, post))
    except Problem as problem:
        # Another call may have sent or sold the same meanwhile.
        post.look_up([sent])
        if sent.client_id in post.known:
            return _as_known(sent, post.known[sent.client_id])
        if sent.client_id in post.sales and not sold:
            return book(sent, post)
        if problem.code in PASSING:
            return Result("refused", problem=problem)
        return _keep(sent, post, problem)
    except mysql.connector.Error as error:
        if error.errno in UNFIT:
            return _keep(sent, post, unfit(error))
        return _twin(sent, post, error)
    post.note(sent, outcome)
    return Result("created", outcome.document_id, outcome.flags)


def _next_sales(sent: Sequence[Sent], post: Post) -> list[Sent]:
    """Return those at the beginning that may be booked together: new sales of goods to customers who are not known.

    So their locks are those of a single sale: the till, then products, then the change number.
    """
    group, lines = list[Sent](), 0
    for each in sent:
        order = each.content
        new = each.client_id not in post.known and each.client_id not in post.sales
        if not (new and isinstance(order, Order) and order.voucher is None and order.customer_id is None):
            break
        lines += len(order.items)
        if lines > MOST_LINES or any(name not in post.known for name in each.references):
            break
        group.append(each)
    return group


def _book_together(sent: Sequence[Sent], post: Post) -> list[Result] | None:
    """Book sales in one transaction, or return None if one of them fails: then each has to go by itself."""
    try:
        outcomes = _book_sales(sent, post)
    except Problem:
        return None
    except mysql.connector.Error as error:
        if error.errno not in UNFIT | {db.DUPLICATE}:
            raise
        return None
    for each, outcome in zip(sent, outcomes, strict=True):
        post.note(each, outcome)
    return [Result("created", outcome.document_id, outcome.flags) for outcome in outcomes]


@db.transactional(repeatable=True)
def _book_sales(sent: Sequence[Sent], post: Post) -> list[Outcome]:
    outcomes = sell_together(sent, post)
    items.insert_all(post.place.owner_id, post.place.till_id, [*zip(sent, outcomes, strict=True)], post.caller.user_id)
    return outcomes


@db.transactional(repeatable=True)
def _book(sent: Sent, post: Post) -> Outcome:
    outcome = do(sent, post)
    items.insert_all(post.place.owner_id, post.place.till_id, [(sent, outcome)], post.caller.user_id)
    return outcome


def _keep(sent: Sent, post: Post, problem: Problem) -> Result:
    """Keep an item for a review. Its receipt number is taken, so that no other sale gets it.

    One that can't be kept either is refused.
    """

    @db.transactional(repeatable=True)
    def keep() -> Outcome:
        drawer, shift_id = drawers.lock(post.place), None
        if isinstance(sent.shift, int):
            shift_id = sent.shift
        elif isinstance(sent.shift, str) and sent.shift in post.known:
            shift_id = post.known[sent.shift].document_id
        outcome = Outcome("review", None, shift_id or drawer.shift_id, [], problem)
        items.insert_all(post.place.owner_id, post.place.till_id, [(sent, outcome)], post.caller.user_id)
        if (
            sent.receipt_no is not None
            and drawer.last_number < sent.receipt_no
            and drawers.is_free(drawer, sent.receipt_no)
        ):
            drawers.note_number(post.place.till_id, sent.receipt_no)
        return outcome

    try:
        outcome = keep()
    except mysql.connector.Error as error:
        if error.errno in UNFIT:
            return Result("refused", problem=unfit(error))
        return _twin(sent, post, error)
    post.note(sent, outcome)
    return Result("review", problem=problem)


def unfit(error: mysql.connector.Error) -> Problem:
    """Return the 409 of an item with a value that the database does not take. Such a value lacks a rule of its own."""
    log.error("the database does not take an item", extra={"errno": error.errno}, exc_info=error)
    return Problem("item_unfit")


def _twin(sent: Sent, post: Post, error: mysql.connector.Error) -> Result:
    """Return the result of an item that another call has sent meanwhile."""
    if db.violated(error) not in TWINS:
        raise error
    post.look_up([sent])
    if sent.client_id in post.known:
        return _as_known(sent, post.known[sent.client_id])
    if sent.client_id not in post.sales:
        raise error
    return book(sent, post)


def _as_known(sent: Sent, known: Known) -> Result:
    if known.fingerprint != sent.fingerprint or known.type != sent.type:
        return Result("refused", problem=Problem("client_id_reused", members={"client_id": sent.client_id}))
    if known.state == "review":
        return Result("review", flags=known.flags, problem=known.problem)
    rejected: Flags = [{"code": "rejected"}] if known.state == "rejected" else []
    return Result("known", known.document_id, [*known.flags, *rejected])


def to_members(results: Sequence[Result], sent: Sequence[Sent], post: Post) -> list[dict[str, Any]]:
    """Return the results as a reply has them, with the receipt numbers of sales."""
    return [
        {
            "client_id": item.client_id,
            **result._asdict(),
            "receipt_number": post.numbers.get(result.id or 0) if item.type == "sale" else None,
        }
        for item, result in zip(sent, results, strict=True)
    ]
