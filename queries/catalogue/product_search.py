"""Product lists and searches: the cheapest query for the rows of a page, and their count.

Each condition of a list also holds as a condition on the product's row; queries differ in how they find the rows. If
many products match, an index in the order of the list is scanned until the page is full. If few match, the rarest
condition, such as a word or a category, yields all its products at once, to be sorted. A scan that has not filled the
page after SCANNED_ROWS products is given up for the rarest condition: all its products may stand at the far end.

By relevance, products that a search finds by their names come first: they are collected at once, and the rest of the
list follows, newest first. If many products match, only the newest of them are collected.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import db
from queries.catalogue import categories, products
from queries.catalogue.search_index import Term, complete_prefix, terms_of

# The sort keys of a list: the column, and the index in that order. Ids are in order of creation.
SORTS = {
    "created_at": ("p.id", "ix_products_newest"),
    "relevance": ("p.id", "ix_products_newest"),
    "price": ("p.price", "ix_products_price"),
    "name": ("p.name", "ix_products_name"),
    "stock": ("p.stock", "ix_products_stock"),
}
# A condition that more products meet is common: sorting them costs more than scanning until a page is full, which among
# a million products finds one in 220.
COMMON_ROWS = 4_500
# So few are sorted faster than another condition is checked.
RARE_ROWS = 200
# Counting stops here: each row costs time, and nobody turns so many pages.
MAX_COUNT = 10_000
# The number of products sampled for the lower bound of a common condition.
SAMPLE_ROWS = 400
# The most ids to count when queries are compared with each other, and with a scan.
MAX_COMPARED, MAX_WEIGHED = 8_000, 100_000
# Of a scan in the order of the list. If a condition is no more common than MAX_JOINED, its products are read then.
SCANNED_ROWS = (1_000, 10_000)
MAX_JOINED = 40_000
# How well a search fits a product: its name begins with the words, its name has them, or only its other texts do.
BEGINS, NAMED, OTHER = 2, 1, 0
# The lowest id that is ranked if none is.
NO_WINDOW = 10**18 - 1
MAX_PRICE = 2**63 - 1


class Filter(NamedTuple):
    """The products that a list shows. None and an empty search leave a condition out.

    With an `owner_id` it shows all products of this seller, including inactive ones; otherwise listed products.
    """

    search: str = ""
    category_id: int | None = None
    brand_id: int | None = None
    seller_id: int | None = None
    min_price: int | None = None
    max_price: int | None = None
    in_stock: bool | None = None
    owner_id: int | None = None
    # These two are for owners alone: no index has them.
    active: bool | None = None
    max_stock: int | None = None
    variant_of: int | None = None
    # Leaves variants out, so that each group is there once.
    grouped: bool = False


class Count(NamedTuple):
    """The number of products that a filter matches; a lower bound if not `exact`."""

    items: int
    exact: bool


class IdQuery(NamedTuple):
    """A SELECT of the ids of all products that meet one condition; `in_order` if an index has them in id order."""

    ids: str
    params: tuple[Any, ...]
    in_order: bool = True


LISTED = IdQuery("SELECT id FROM products FORCE INDEX (ix_products_newest) WHERE listed = 1", ())


@db.readable_anywhere
def page(
    filters: Filter, sort_by: str, descending: bool, limit: int, offset: int = 0, after: tuple[Any, int] | None = None
) -> tuple[list[db.Row], Count]:
    """Return one page in total order of `(sort_by, id)`, from `offset` or after the row `after`, and the total count.

    `after` is that row's `(value of sort_by, id)`; a list by `created_at` uses its id alone. By `relevance` the best
    and newest come first whatever `descending` says, and rows have their value as `relevance`.
    """
    terms = terms_of(filters.search)
    if terms and filters.owner_id is None:
        terms[-1] = complete_prefix(terms[-1])
    branch = categories.branch(filters.category_id) if filters.category_id is not None else []
    if (filters.search and not terms) or (filters.category_id is not None and not branch):
        return [], Count(0, True)
    column, index = SORTS[sort_by]
    by_id, owned = column == "p.id", filters.owner_id is not None
    conditions, params = _conditions(filters, terms, branch)
    id_queries = _id_queries(filters, terms, branch)
    alone = len(id_queries) < 2 and (not owned or filters == Filter(owner_id=filters.owner_id))
    measured = _by_size(id_queries or [LISTED], MAX_COUNT if alone else MAX_COMPARED)
    fewest, rarest = measured[0]
    if not fewest:
        return [], Count(0, True)
    rare = owned or fewest <= COMMON_ROWS
    if alone:
        count = Count(min(fewest, MAX_COUNT), fewest <= MAX_COUNT)
    else:
        count = Count(_count_matches(rarest, None if rare else SAMPLE_ROWS, conditions, params), rare)
    if by_id and not rare:
        chosen = next((query for _, query in measured if query.in_order), None)
    elif rare or (not alone and _is_cheaper_than_scan(rarest, count.items)):
        chosen = rarest
    else:
        chosen = None
    order = Order(column, index, descending or sort_by == "relevance")
    best = None
    if sort_by == "relevance":
        best = _best(chosen if terms else None, rare, terms, conditions, params, after)
        conditions, params = [*conditions, best.others], [*params, *best.params]
    # A list without conditions is scanned in any case.
    whole = chosen if (rare or not by_id) and chosen is not LISTED else None
    found = Matches(conditions, params, id_queries, whole, None if whole else chosen)
    if best is None:
        return _page(found, order, limit, offset, after), count
    rows = _rows_by_id(best.found[offset : offset + limit], best.lowest_id)
    if len(rows) < limit:
        start = max(0, offset - len(best.found))
        position = after if after is not None and after[0][0] == OTHER else None
        others = _page(found, order, limit - len(rows), start, position)
        rows += [{**row, "relevance": (OTHER, best.lowest_id)} for row in others]
    return rows, count


class Order(NamedTuple):
    """The order of a list: its column and the index of products in that order."""

    column: str
    index_name: str
    descending: bool

    def by(self, column: str) -> str:
        """Return the terms of ORDER BY, with ids in this column."""
        direction = "DESC" if self.descending else "ASC"
        if self.column == "p.id":
            return f"{column} {direction}"
        return f"{self.column} {direction}, {column} {direction}"

    def beyond(self, after: tuple[Any, int] | None) -> tuple[str, list[Any]]:
        """Return the condition on rows `p` after a position, and its parameters."""
        if after is None:
            return "", []
        sign, (value, product_id) = ("<" if self.descending else ">"), after
        if self.column == "p.id":
            return f"AND p.id {sign} %s", [product_id]
        condition = f"AND ({self.column} {sign} %s OR ({self.column} = %s AND p.id {sign} %s))"
        return condition, [value, value, product_id]


class Matches(NamedTuple):
    """The products of a list: the conditions on rows `p`, and how they are found.

    All products of `whole` are read, if there is one; otherwise those of the `scanned` query in the order of ids, or of
    the list's index, until the page is full.
    """

    conditions: Sequence[str]
    params: Sequence[Any]
    id_queries: Sequence[IdQuery]
    whole: IdQuery | None
    scanned: IdQuery | None


def _page(found: Matches, order: Order, limit: int, offset: int, after: tuple[Any, int] | None) -> list[db.Row]:
    """Return one page of the products in this order."""
    if found.whole is not None:
        return _rows(found, found.whole, order, limit, offset, after)
    if not found.id_queries:
        # Every product of the index is shown.
        return _rows(found, None, order, limit, offset, after)
    scan = _scan(found.scanned, order, after)
    for most in SCANNED_ROWS:
        rows = _rows(found, IdQuery(f"{scan.ids} LIMIT {most}", scan.params), order, limit, offset, after)
        if len(rows) == limit or _size(scan, most) < most:
            return rows
    fewest, rarest = _by_size(found.id_queries, MAX_JOINED)[0]
    # Where all are common, the page is near, or nowhere.
    return _rows(found, rarest if fewest <= MAX_JOINED else found.scanned, order, limit, offset, after)


def _scan(query: IdQuery | None, order: Order, after: tuple[Any, int] | None) -> IdQuery:
    """Return the ids after the position, in order: those of the query, or of all listed products."""
    beyond, position = order.beyond(after)
    source, params = f"products p FORCE INDEX ({order.index_name})", list[Any]()
    if query is not None:
        source, params = f"({query.ids}) p", list(query.params)
    else:
        beyond = f"AND p.listed = 1 {beyond}"
    sql = f"SELECT p.id FROM {source} WHERE 1 = 1 {beyond} ORDER BY {order.by('p.id')}"
    return IdQuery(sql, (*params, *position))


class Best(NamedTuple):
    """The products with names that have the words, as `(rank, id)`, best and newest first.

    Those with ids below `lowest_id` are not ranked. `others` is the condition of all other products.
    """

    found: list[tuple[int, int]]
    lowest_id: int
    others: str
    params: list[Any]


def _best(
    window: IdQuery | None,
    rare: bool,
    terms: Sequence[Term],
    conditions: Sequence[str],
    params: Sequence[Any],
    after: tuple[Any, int] | None,
) -> Best:
    """Return the best of the products that the query finds, from the position on.

    The lowest id is part of a position, so that the order of a walk stays the same while others insert.
    """
    if window is None:
        return Best([], NO_WINDOW, "1 = 1", [])
    lowest_id = 0 if rare else _lowest_of_newest(window)
    if after is not None:
        lowest_id = after[0][1]
    named = " AND ".join(["p.name LIKE %s"] * len(terms))
    names = [f"%{term.word}%" for term in terms]
    rows = db.fetch_all(
        f"""
        SELECT   p.id, IF(p.words LIKE %s, {BEGINS}, {NAMED}) AS name_rank
        FROM     ({window.ids}
                  {"" if rare else f"ORDER BY id DESC LIMIT {2 * COMMON_ROWS}"}) matched
        STRAIGHT_JOIN products p FORCE INDEX (PRIMARY) ON p.id = matched.id
        WHERE    {" AND ".join(conditions)} AND p.id >= %s AND {named}
        ORDER BY name_rank DESC, p.id DESC
        """,
        [f" {' '.join(term.word for term in terms)}%", *window.params, *params, lowest_id, *names],
    )
    found = [(int(row["name_rank"]), int(row["id"])) for row in rows]
    if after is not None:
        found = [each for each in found if each < (after[0][0], after[1])]
    return Best(found, lowest_id, f"NOT (p.id >= %s AND {named})", [lowest_id, *names])


def _lowest_of_newest(query: IdQuery) -> int:
    """Return the lowest of the newest COMMON_ROWS ids of the query."""
    return int(
        db.fetch_value(
            f"""
            SELECT MIN(id)
            FROM   ({query.ids}
                    ORDER BY id DESC
                    LIMIT %s) newest
            """,
            [*query.params, COMMON_ROWS],
        )
    )


def _rows_by_id(ranked: Sequence[tuple[int, int]], lowest_id: int) -> list[db.Row]:
    """Return the products in this order."""
    if not ranked:
        return []
    found = products.read(
        f"""
        SELECT   {products.COLUMNS}
        FROM     products p
        WHERE    p.id IN ({db.placeholders(len(ranked))})
        """,
        [product_id for _, product_id in ranked],
    )
    by_id = {row["id"]: row for row in found}
    return [{**by_id[each], "relevance": (rank, lowest_id)} for rank, each in ranked if each in by_id]


def _rows(
    found: Matches, query: IdQuery | None, order: Order, limit: int, offset: int, after: tuple[Any, int] | None
) -> list[db.Row]:
    """Return one page of the products of the query, or of the list's index, that meet all conditions."""
    beyond, position = order.beyond(after)
    conditions = f"{' AND '.join(found.conditions)} {beyond}"
    if query is None:
        return products.read(
            f"""
            SELECT   {products.COLUMNS}
            FROM     products p FORCE INDEX ({order.index_name})
            WHERE    {conditions}
            ORDER BY {order.by("p.id")}
            LIMIT    %s OFFSET %s
            """,
            [*found.params, *position, limit, offset],
        )
    # Only ids are sorted; an index on those of the query may have their order already.
    return products.read(
        f"""
        SELECT   {products.COLUMNS}
        FROM     (SELECT   p.id
                  FROM     ({query.ids}) matched
                  STRAIGHT_JOIN products p FORCE INDEX (PRIMARY) ON p.id = matched.id
                  WHERE    {conditions}
                  ORDER BY {order.by("matched.id")}
                  LIMIT    %s OFFSET %s) page
        STRAIGHT_JOIN products p ON p.id = page.id
        ORDER BY {order.by("p.id")}
        """,
        [*query.params, *found.params, *position, limit, offset],
    )


def _by_size(id_queries: Sequence[IdQuery], most: int) -> list[tuple[int, IdQuery]]:
    """Return the queries with their sizes, counted up to `most` + 1, smallest first."""
    found: list[tuple[int, IdQuery]] = []
    for query in id_queries:
        found.append((_size(query, most), query))
        if found[-1][0] <= RARE_ROWS:
            break
    return sorted(found, key=lambda pair: pair[0])


def _size(query: IdQuery, most: int) -> int:
    """Return the number of ids that the query yields, counted up to `most` + 1."""
    return int(
        db.fetch_value(
            f"""
            SELECT COUNT(*)
            FROM   ({query.ids}
                    LIMIT %s) matched
            """,
            [*query.params, most + 1],
        )
    )


def _count_matches(query: IdQuery, sample: int | None, conditions: Sequence[str], params: Sequence[Any]) -> int:
    """Return how many products of the query, or of its first `sample`, meet all conditions."""
    found = db.fetch_value(
        f"""
        SELECT COUNT(*)
        FROM   ({query.ids}
                LIMIT %s) matched
        STRAIGHT_JOIN products p FORCE INDEX (PRIMARY) ON p.id = matched.id
        WHERE  {" AND ".join(conditions)}
        """,
        [*query.params, sample or 2**31, *params],
    )
    return int(found)


def _is_cheaper_than_scan(query: IdQuery, matches: int) -> bool:
    """Return True if fetching all ids of the query takes fewer steps than a scan until a page is full.

    Of the query's first SAMPLE_ROWS products `matches` meet all conditions; the same share is assumed for the rest.
    """
    length = _size(query, MAX_WEIGHED)
    newest = db.fetch_value(
        """
        SELECT MAX(id)
        FROM   products
        """
    )
    return bool(length < 20 * newest / max(length * matches / SAMPLE_ROWS, 1))


def _id_queries(filters: Filter, terms: Sequence[Term], branch: Sequence[int]) -> list[IdQuery]:
    """Return one query for each condition. Longer words come first, since they are rarer."""
    if filters.owner_id is not None:
        sql = "SELECT id FROM products FORCE INDEX (ix_products_seller) WHERE seller_id = %s AND deleted_at IS NULL"
        return [IdQuery(sql, (filters.owner_id,))]
    id_queries = []
    for term in sorted(terms, key=lambda term: -len(term.word)):
        if term.is_prefix:
            sql = "SELECT DISTINCT product_id AS id FROM product_words WHERE word LIKE %s"
            id_queries.append(IdQuery(sql, (f"{term.word}%",), in_order=False))
        else:
            id_queries.append(IdQuery("SELECT product_id AS id FROM product_words WHERE word = %s", (term.word,)))
    listed = "SELECT id FROM products FORCE INDEX (ix_products_{index}) WHERE {condition} AND listed = 1"
    for index, column, values in (
        ("category", "category_id", tuple(branch)),
        ("brand", "brand_id", (filters.brand_id,)),
        ("seller", "seller_id", (filters.seller_id,)),
        ("variants", "variant_of", (filters.variant_of,)),
    ):
        if values and values != (None,):
            condition = f"{column} IN ({db.placeholders(len(values))})" if len(values) > 1 else f"{column} = %s"
            id_queries.append(IdQuery(listed.format(index=index, condition=condition), values, len(values) == 1))
    if filters.grouped:
        id_queries.append(IdQuery(listed.format(index="variants", condition="variant_of IS NULL"), ()))
    if filters.min_price is not None or filters.max_price is not None:
        values = (filters.min_price or 0, MAX_PRICE if filters.max_price is None else filters.max_price)
        id_queries.append(
            IdQuery(listed.format(index="price", condition="price BETWEEN %s AND %s"), values, in_order=False)
        )
    if filters.in_stock is not None:
        id_queries.append(IdQuery(listed.format(index="in_stock", condition="in_stock = %s"), (filters.in_stock,)))
    return id_queries


def _conditions(filters: Filter, terms: Sequence[Term], branch: Sequence[int]) -> tuple[list[str], list[Any]]:
    """Return all conditions on the row `p`."""
    found: list[tuple[str, tuple[Any, ...]]] = [("p.listed = 1", ())]
    if filters.owner_id is not None:
        found = [("p.seller_id = %s AND p.deleted_at IS NULL", (filters.owner_id,))]
    for term in terms:
        found.append(("p.words LIKE %s", (f"% {term.word}%" if term.is_prefix else f"% {term.word} %",)))
    if branch:
        found.append((f"p.category_id IN ({db.placeholders(len(branch))})", tuple(branch)))
    for condition, value in (
        ("p.brand_id = %s", filters.brand_id),
        ("p.seller_id = %s", filters.seller_id),
        ("p.price >= %s", filters.min_price),
        ("p.price <= %s", filters.max_price),
        ("p.variant_of = %s", filters.variant_of),
    ):
        if value is not None:
            found.append((condition, (value,)))
    if filters.grouped:
        found.append(("p.variant_of IS NULL", ()))
    if filters.in_stock is not None:
        found.append(("p.in_stock = %s", (filters.in_stock,)))
    if filters.active is not None:
        found.append(("p.active = %s", (filters.active,)))
    if filters.max_stock is not None:
        found.append(("p.stocked AND p.stock <= %s", (filters.max_stock,)))
    return [condition for condition, _ in found], [value for _, values in found for value in values]
