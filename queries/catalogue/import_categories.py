"""Creation of the categories and brands that an import adds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import db
from domain.commerce import days
from domain.imports.missing_names import DAYS, MAX_EXISTING, MAX_OF_SELLER, MissingNames, Path
from problems import Problem
from queries.accounts import activities, roles
from queries.catalogue import brands, categories


def allowance(seller_id: int) -> dict[str, int]:
    """Return how many categories and brands the imports of a seller may add today. An admin's may add any number.

    What was deleted since counts, too.
    """
    if roles.has_role(seller_id, "admin"):
        return dict.fromkeys(MAX_OF_SELLER, MAX_EXISTING)
    first = days.day(datetime.now(UTC)) - timedelta(days=DAYS)
    made: dict[str, activities.Type] = {"categories": "category_created", "brands": "brand_created"}
    return {
        table: max(0, most - activities.count(seller_id, activities.Filter(type=made[table], first=first)))
        for table, most in MAX_OF_SELLER.items()
    }


def create(missing: MissingNames, placeholder: int) -> int | None:
    """Create the row of a placeholder in its own transaction.

    Return its id, or None if the name is another seller's by now.
    """
    if placeholder not in missing.ids:
        table, path = missing.names[placeholder]
        try:
            created = _create(table, path, missing.seller_id)
        except Problem as problem:
            if problem.code != "taken":
                raise
            # Another request created it just now.
            created = _create(table, path, missing.seller_id)
        if created is None:
            return None
        missing.ids[placeholder] = created
    return missing.ids[placeholder]


def _create(table: str, path: Path, seller_id: int) -> int | None:
    return get_or_create_category(path) if table == "categories" else get_or_create_brand(path[0], seller_id)


@db.transactional()
def get_or_create_category(path: Sequence[str]) -> int:
    """Return the id of the category with this path of names. Missing levels are created."""
    parent_id = None
    for name in path:
        found = _child(parent_id, name)
        parent_id = found if found is not None else categories.insert(name, parent_id)
    if parent_id is None:
        raise ValueError("a path without names")
    return parent_id


@db.transactional()
def get_or_create_brand(name: str, seller_id: int) -> int | None:
    """Return the id of the brand, created as the seller's own (open to all for an admin).

    None if it belongs to another seller.
    """
    row = db.fetch_one(
        """
        SELECT id, owner_id
        FROM   brands FORCE INDEX (uq_brands_name)
        WHERE  name = %s AND living = 1
        FOR UPDATE
        """,
        (name,),
    )
    if row is not None:
        return int(row["id"]) if row["owner_id"] in (None, seller_id) else None
    try:
        created = brands.add(name, seller_id)
    except Problem as problem:
        # Only sellers can own a brand.
        if problem.code != "validation_failed":
            raise
        created = brands.add(name, None)
    return int(created["id"])


def _child(parent_id: int | None, name: str) -> int | None:
    row = db.fetch_one(
        """
        SELECT id
        FROM   categories FORCE INDEX (uq_categories_name)
        WHERE  parent_key = %s AND name = %s AND living = 1
        FOR UPDATE
        """,
        (parent_id or 0, name),
    )
    return row["id"] if row else None
