"""Choice of the layout that a header belongs to."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from domain.imports.known_exports import Loyverse, Shopee, Shopify, Square, WooCommerce
from domain.imports.layouts import Layout
from domain.imports.price_lists import PriceList

LAYOUTS: tuple[type[Layout], ...] = (Shopify, WooCommerce, Loyverse, Square, Shopee, PriceList)


def choose_layout(header: Sequence[str], named: Collection[str] = ()) -> type[Layout] | None:
    """Return the first layout that the header matches. `named` are fields whose columns the caller names."""
    for layout in LAYOUTS:
        if layout.matches(layout.fields_of(header) | set(named if layout is PriceList else ())):
            return layout
    return None


def count_known(header: Sequence[str]) -> int:
    """Return the number of titles that the best matching layout recognizes."""
    layout = choose_layout(header)
    if layout is None:
        return 0
    return sum(_is_known(layout, title) for title in header)


def count_price_list_titles(header: Sequence[str]) -> int:
    """Return the number of titles that a price list recognizes, whatever the others are."""
    return sum(_is_known(PriceList, title) for title in header)


def _is_known(layout: type[Layout], title: str) -> bool:
    if layout.field_of(title) is not None:
        return True
    return any(
        layout.field_for(title, names)
        for names in (layout.fallback_titles, layout.last_resort_titles, layout.ambiguous_titles)
    )
