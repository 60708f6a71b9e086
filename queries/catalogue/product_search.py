"""Finding products: the way to a list's rows that takes the fewest steps, and how many rows there are.

Each condition of a list holds of the product's own row; what differs is the way there. Where much matches, an
index in the list's order is walked until the page is full. Where little does, the rarest condition, such as a
word or a category, leads to all of its products at once, to be sorted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import db
from queries.catalogue import categories, products, search_index

# What a list may be sorted by: its column, and the index that is in that order. Ids are the order of creation.
SORTS = {
    "created_at": ("p.id", "ix_products_newest"),
    "price": ("p.price", "ix_products_price"),
    "name": ("p.name", "ix_products_name"),
    "stock": ("p.stock", "ix_products_stock"),
}
# A condition that more products fulfil is common: sorting them costs more than walking until a page is full, which
# among a million products meets one in 220.
COMMON = 4_500
# So few are sorted sooner than any other condition is looked at.
RARE = 200
# Counting stops here, because each row costs time and nobody turns so many pages.
COUNTED = 10_000
# Of what is common this many are looked at to say how many there are at least.
SAMPLED = 400
# How far a common way is followed where it is compared with others, and where it is compared with a walk.
COMPARED, WEIGHED = 8_000, 100_000
MOST_TERMS = 8
HIGHEST_PRICE = 2**63 - 1


class Filter(NamedTuple):
    """Which products a list shows; None and an empty search leave a condition out.

    With an `owner_id` it shows all that this seller has, inactive products among them; else what is listed.
    """

    search: str = ""
    category_id: int | None = None
    brand_id: int | None = None
    seller_id: int | None = None
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool | None = None
    owner_id: int | None = None


class Count(NamedTuple):
    """How many products a filter shows; there are at least so many where it is not `exact`."""

    items: int
    exact: bool


class Way(NamedTuple):
    """A SELECT of the ids of all products that fulfil one condition; `in_order` where an index has them so."""

    ids: str
    params: tuple[Any, ...]
    in_order: bool = True


LISTED = Way("SELECT id FROM products FORCE INDEX (ix_products_newest) WHERE listed = 1", ())


class Term(NamedTuple):
    """A word of a search, or the beginning of one."""

    word: str
    is_prefix: bool


def page(
    wanted: Filter, sort_by: str, descending: bool, limit: int, offset: int = 0, after: tuple[Any, int] | None = None
) -> tuple[list[db.Row], Count]:
    """One page in total order of `(sort_by, id)`, from `offset` or from behind the row `after`, and the count of all.

    `after` is that row's `(value of sort_by, id)`; a list by `created_at` looks at its id alone.
    """
    terms = _terms(wanted.search)
    if terms and wanted.owner_id is None:
        terms[-1] = _completed(terms[-1])
    branch = categories.branch(wanted.category_id) if wanted.category_id is not None else []
    if (wanted.search and not terms) or (wanted.category_id is not None and not branch):
        return [], Count(0, True)
    column, index = SORTS[sort_by]
    by_id, owned = column == "p.id", wanted.owner_id is not None
    conditions, params = _conditions(wanted, terms, branch)
    ways = _ways(wanted, terms, branch)
    alone = len(ways) < 2 and (not owned or wanted == Filter(owner_id=wanted.owner_id))
    measured = _measured(ways or [LISTED], COUNTED if alone else COMPARED)
    fewest, rarest = measured[0]
    if not fewest:
        return [], Count(0, True)
    rare = owned or fewest <= COMMON
    if alone:
        count = Count(min(fewest, COUNTED), fewest <= COUNTED)
    else:
        count = Count(_met(rarest, None if rare else SAMPLED, conditions, params), rare)
    if by_id and not rare:
        chosen = next((way for _, way in measured if way.in_order), None)
    elif rare or (not alone and _is_shorter_than_walking(rarest, count.items)):
        chosen = rarest
    else:
        chosen = None
    source = f"products p FORCE INDEX ({index})"
    # The list of everything is walked in any case: its way is no shorter.
    if chosen not in (None, LISTED):
        source, params = f"({chosen.ids}) met STRAIGHT_JOIN products p ON p.id = met.id", [*chosen.params, *params]
        column = "met.id" if by_id else column
    return _rows(source, params, conditions, column, descending, limit, offset, after), count


def _rows(
    source: str,
    params: Sequence[Any],
    conditions: Sequence[str],
    column: str,
    descending: bool,
    limit: int,
    offset: int,
    after: tuple[Any, int] | None,
) -> list[db.Row]:
    direction, beyond = ("DESC", "<") if descending else ("ASC", ">")
    order, behind, place = f"{column} {direction}, p.id {direction}", "", []
    if column.endswith(".id"):
        order = f"{column} {direction}"
    if after is not None:
        value, product_id = after
        behind = f"AND ({column} {beyond} %s OR ({column} = %s AND p.id {beyond} %s))"
        place = [value, value, product_id]
        if column.endswith(".id"):
            behind, place = f"AND {column} {beyond} %s", [product_id]
    return products.read(
        f"""
        SELECT   {products.COLUMNS}
        FROM     {source}
        WHERE    {" AND ".join(conditions)} {behind}
        ORDER BY {order}
        LIMIT    %s OFFSET %s
        """,
        [*params, *place, limit, offset],
    )


def _measured(ways: Sequence[Way], most: int) -> list[tuple[int, Way]]:
    """The ways with how far they lead, counted up to one more than `most`, the shortest first."""
    found: list[tuple[int, Way]] = []
    for way in ways:
        found.append((_length(way, most), way))
        if found[-1][0] <= RARE:
            break
    return sorted(found, key=lambda pair: pair[0])


def _length(way: Way, most: int) -> int:
    """How many products the way leads to, counted up to one more than `most`."""
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   ({way.ids}
                    LIMIT %s) met
            """,
            [*way.params, most + 1],
        )
    )


def _met(way: Way, looked_at: int | None, conditions: Sequence[str], params: Sequence[Any]) -> int:
    """How many of the products on the way (of its first `looked_at`) fulfil all conditions."""
    found = db.fetch_value(
        f"""
        SELECT COUNT(*)
        FROM   ({way.ids}
                LIMIT %s) met
        STRAIGHT_JOIN products p ON p.id = met.id
        WHERE  {" AND ".join(conditions)}
        """,
        [*way.params, looked_at or 2**31, *params],
    )
    return int(found)


def _is_shorter_than_walking(way: Way, met: int) -> bool:
    """Whether following the whole way takes fewer steps than walking until a page is full.

    Of the way's first SAMPLED products `met` fulfil all conditions, and so will about as many of the others.
    """
    length = _length(way, WEIGHED)
    newest = db.fetch_value(
        """
        SELECT MAX(id)
        FROM   products
        """
    )
    return bool(length < 20 * newest / max(length * met / SAMPLED, 1))


def _terms(search: str) -> list[Term]:
    """The words of a search; its last may be the beginning of a word, as it is while somebody types."""
    found = search_index.split(search)[:MOST_TERMS]
    return [Term(word, place == len(found)) for place, word in enumerate(found, 1)]


def _completed(term: Term) -> Term:
    """The only word that begins like this, or the beginning itself where there are several or none."""
    behind: str | None = term.word
    found = []
    for comparison in (">=", ">"):
        behind = db.fetch_value(
            f"""
            SELECT   word
            FROM     product_words
            WHERE    word {comparison} %s
            ORDER BY word
            LIMIT    1
            """,
            (behind,),
        )
        if behind is None or not behind.startswith(term.word):
            break
        found.append(behind)
    return Term(found[0], is_prefix=False) if len(found) == 1 else term


def _ways(wanted: Filter, terms: Sequence[Term], branch: Sequence[int]) -> list[Way]:
    """One way for each condition; longer words come first, since they are rarer."""
    if wanted.owner_id is not None:
        sql = "SELECT id FROM products FORCE INDEX (ix_products_seller) WHERE seller_id = %s AND deleted_at IS NULL"
        return [Way(sql, (wanted.owner_id,))]
    ways = []
    for term in sorted(terms, key=lambda term: -len(term.word)):
        if term.is_prefix:
            sql = "SELECT DISTINCT product_id AS id FROM product_words WHERE word LIKE %s"
            ways.append(Way(sql, (f"{term.word}%",), in_order=False))
        else:
            ways.append(Way("SELECT product_id AS id FROM product_words WHERE word = %s", (term.word,)))
    listed = "SELECT id FROM products FORCE INDEX (ix_products_{index}) WHERE {condition} AND listed = 1"
    for index, column, values in (
        ("category", "category_id", tuple(branch)),
        ("brand", "brand_id", (wanted.brand_id,)),
        ("seller", "seller_id", (wanted.seller_id,)),
    ):
        if values and values != (None,):
            condition = f"{column} IN ({db.marks(len(values))})" if len(values) > 1 else f"{column} = %s"
            ways.append(Way(listed.format(index=index, condition=condition), values, len(values) == 1))
    if wanted.min_price is not None or wanted.max_price is not None:
        values = (wanted.min_price or 0, HIGHEST_PRICE if wanted.max_price is None else wanted.max_price)
        ways.append(Way(listed.format(index="price", condition="price BETWEEN %s AND %s"), values, in_order=False))
    if wanted.in_stock is not None:
        ways.append(Way(listed.format(index="in_stock", condition="in_stock = %s"), (wanted.in_stock,)))
    return ways


def _conditions(wanted: Filter, terms: Sequence[Term], branch: Sequence[int]) -> tuple[list[str], list[Any]]:
    """All conditions as they hold of the row `p`."""
    found: list[tuple[str, tuple[Any, ...]]] = [("p.listed = 1", ())]
    if wanted.owner_id is not None:
        found = [("p.seller_id = %s AND p.deleted_at IS NULL", (wanted.owner_id,))]
    for term in terms:
        found.append(("p.words LIKE %s", (f"% {term.word}%" if term.is_prefix else f"% {term.word} %",)))
    if branch:
        found.append((f"p.category_id IN ({db.marks(len(branch))})", tuple(branch)))
    for condition, value in (
        ("p.brand_id = %s", wanted.brand_id),
        ("p.seller_id = %s", wanted.seller_id),
        ("p.price >= %s", wanted.min_price),
        ("p.price <= %s", wanted.max_price),
    ):
        if value is not None:
            found.append((condition, (value,)))
    if wanted.in_stock is not None:
        found.append(("p.in_stock = %s", (wanted.in_stock,)))
    return [condition for condition, _ in found], [value for _, values in found for value in values]
