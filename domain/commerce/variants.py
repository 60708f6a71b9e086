"""Variants: products of a seller that are offered as one, and the rules of their groups.

A group is a main product and the products that name it as theirs. Each has its own price, stock and codes; options such
as `Ukuran=M` set them apart. All have the same names of options, in the order of the main product.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import orjson

# Pairs of a name and a value, in order.
Options = tuple[tuple[str, str], ...]

MAX_OPTIONS = 3
MAX_NAME = 30
MAX_VALUE = 50
# They separate options in the cell of a file, so names and values have none of them.
SEPARATORS = frozenset("=;")
# The products of a group.
MAX_MEMBERS = 100


class Member(NamedTuple):
    """What the rules ask of a product."""

    variant_of: int | None
    options: Options
    measure: str
    active: bool
    stocked: bool


class Misfit(NamedTuple):
    """Why a product does not fit into a group: the field, a key of messages.FIELDS, and the words of its sentence."""

    field: str
    code: str
    words: dict[str, Any] = {}


def encode(options: Iterable[tuple[str, str]]) -> str | None:
    """Return the options as a row has them: JSON, or None if there are none."""
    pairs = list(options)
    return orjson.dumps(pairs).decode() if pairs else None


def decode(text: str | None) -> Options:
    return tuple((name, value) for name, value in orjson.loads(text)) if text else ()


def alike(text: str) -> str:
    """Return a name or a value in a form that is the same for those that look the same: by case, width or accents."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())


def has_separator(text: str) -> bool:
    """Return whether a name or a value could not be told from the next in the cell of a file."""
    return not SEPARATORS.isdisjoint(text)


def member(row: Mapping[str, Any]) -> Member:
    """Return what the rules ask of the row of a product; of a new one, some columns may be absent."""
    return Member(
        row.get("variant_of"),
        decode(row.get("options")),
        row.get("measure", "piece"),
        bool(row.get("active", True)),
        bool(row.get("stocked", True)),
    )


def aligned(options: Options, main: Options) -> Options:
    """Return the options with the names of the main product, in its order, or unchanged if the names differ."""
    values = {alike(name): value for name, value in options}
    if len(values) != len(main) or any(alike(name) not in values for name, _ in main):
        return options
    return tuple((name, values[alike(name)]) for name, _ in main)


def key(options: Options) -> tuple[str, ...]:
    """Return the values in a form in which those of a group must differ."""
    return tuple(alike(value) for _, value in options)


def misfit(variant: Member, main: Member) -> Misfit | None:
    """Return why the two can't be variant and main product, if so. The options are `aligned`."""
    if main.variant_of is not None:
        return Misfit("variant_of", "main_is_variant")
    if not (main.stocked and variant.stocked):
        return Misfit("variant_of", "variant_of_course")
    if not main.options:
        return Misfit("variant_of", "main_without_options")
    names = [name for name, _ in main.options]
    if [name for name, _ in variant.options] != names:
        return Misfit("options", "option_names", {"names": ", ".join(names)})
    if variant.measure != main.measure:
        return Misfit("measure", "variant_measure")
    if variant.active and not main.active:
        return Misfit("active", "main_inactive")
    return None


class Groups:
    """The groups that the rows of a file make of the catalogue, row by row."""

    def __init__(self) -> None:
        # The main products among the rows, by SKU.
        self._mains: dict[str, Member] = {}
        # The options that rows have taken in each group, by its key, with what identifies the product.
        self._taken: dict[int | str, dict[tuple[str, ...], Any]] = {}

    def add_main(self, sku: str | None, product: Member) -> None:
        """Let rows that follow name this product as their main one."""
        if sku and product.options:
            self._mains[sku] = product

    def main(self, sku: str | None, row: Mapping[str, Any] | None) -> Member | None:
        """Return the main product with this SKU as the rows change it, or as its row in the catalogue has it."""
        return self._mains.get(sku or "") or (member(row) if row is not None else None)

    def place(
        self, group: int | str, variant: Member, main: Member, product: Any, present: Mapping[tuple[str, ...], Any]
    ) -> Misfit | None:
        """Add the product to the group, or return why it does not fit.

        `present` has the products of the group in the catalogue by their options.
        """
        if found := misfit(variant, main):
            return found
        wanted, taken = key(variant.options), self._taken.setdefault(group, {})
        if wanted == key(main.options) or any(other.get(wanted, product) != product for other in (present, taken)):
            return Misfit("options", "taken")
        # The main product is one of them.
        if len({*present, *taken, key(main.options), wanted}) > MAX_MEMBERS:
            return Misfit("variant_of", "too_many_variants", {"most": MAX_MEMBERS})
        taken[wanted] = product
        return None


def misfit_of_main(main: Member, variants: Iterable[Member]) -> Misfit | None:
    """Return why a product with these variants can't be changed to this, if so."""
    for variant in variants:
        found = misfit(variant, main)
        if found and found.field in ("variant_of", "active"):
            return Misfit(found.field, "has_variants")
        if found:
            return Misfit(found.field, "kept_by_variants")
        if key(variant.options) == key(main.options):
            return Misfit("options", "taken")
    return None
