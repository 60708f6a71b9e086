"""Matching of file rows to the products of a seller, and the changes that follow.

A row matches a product by its SKU; without a SKU by its barcodes; without both by its exact name. Only the fields that
a row has are changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from domain.commerce import variants
from domain.imports.layouts import Fault, Row
from domain.imports.missing_names import MissingNames, Path

Product = dict[str, Any]
# By what a warning is counted: its kind, and the word of the file or the code of a note.
WarningKey = tuple[str, str]

FIELDS = (
    "name", "description", "unit", "measure", "price", "cost", "tax_kind", "stock", "active", "category_id", "brand_id",
    "variant_of", "options",
)  # fmt: skip
REFERENCES = {"categories": "category_id", "brands": "brand_id"}
MAX_WARNING_VALUES = 50


@dataclass
class Candidates:
    """The products of the seller that the rows of a batch may match."""

    by_sku: dict[str, Product]
    by_id: dict[int, Product]
    by_name: dict[str, list[Product]]
    # The product of each barcode.
    barcode_owners: dict[str, int]
    # The products of each group that these belong to, by the id of its main product.
    groups: dict[int, list[Product]] = field(default_factory=dict)
    # True under the locks of a transaction: no main product is still to be written.
    locked: bool = False
    _options: dict[int, dict[tuple[str, ...], int]] = field(default_factory=dict)

    def options_in(self, main_id: int) -> dict[tuple[str, ...], int]:
        """Return the ids of the products of a group by their options."""
        if main_id not in self._options:
            rows = self.groups.get(main_id, ())
            self._options[main_id] = {variants.key(variants.decode(row["options"])): row["id"] for row in rows}
        return self._options[main_id]

    def match(self, row: Row, renamed: Mapping[int, int]) -> tuple[str, list[Product]]:
        """Return the field that the row is matched by, and its products. More than one product is a fault.

        `renamed` has the lines that give products another name; later rows do not match the old name.
        """
        values = row.values
        if "sku" in values:
            product = self.by_sku.get(values["sku"])
            return "sku", [product] if product else []
        if values.get("barcodes"):
            ids = {self.barcode_owners[code] for code in values["barcodes"] if code in self.barcode_owners}
            return "barcodes", [self.by_id[product_id] for product_id in ids if product_id in self.by_id]
        named = self.by_name.get(values.get("name", ""), [])
        return "name", [product for product in named if renamed.get(product["id"], row.line) >= row.line]


@dataclass
class Plan:
    """The changes that the rows of a batch make."""

    # The columns of a new product and its barcodes.
    new: list[tuple[Product, tuple[str, ...]]] = field(default_factory=list)
    # A product before and after the change, and the barcodes that are added.
    changed: list[tuple[Product, Product, list[str]]] = field(default_factory=list)
    unchanged: int = 0
    failed: list[tuple[Row, list[Fault]]] = field(default_factory=list)
    warnings: Counter[WarningKey] = field(default_factory=Counter)
    # The main products of groups that rows are added to, as far as they are in the catalogue.
    main_ids: set[int] = field(default_factory=set)
    # True if a row names its main product.
    has_variants: bool = False

    @property
    def changed_ids(self) -> list[int]:
        return [product["id"] for product, _, _ in self.changed]

    def placeholders(self) -> list[int]:
        """Return the placeholders of categories and brands that the products refer to, in order of appearance."""
        found = {after.get(column) or 0 for _, after in self._versions() for column in REFERENCES.values()}
        return sorted((number for number in found if number < 0), reverse=True)

    def resolve_placeholders(self, ids: Mapping[int, int]) -> None:
        """Replace placeholders by ids, or by the previous value if nothing could be added."""
        for before, after in self._versions():
            for column in REFERENCES.values():
                if (after.get(column) or 0) < 0:
                    after[column] = ids.get(after[column], before.get(column))

    def new_references(self, table: str) -> set[int]:
        """Return the ids of the categories or brands that products newly refer to."""
        column = REFERENCES[table]
        return {
            after[column] for before, after in self._versions() if after.get(column) not in (None, before.get(column))
        }

    def drop_references(self, table: str, ids: Collection[int]) -> None:
        """Restore the previous value where a product refers to one of these ids, with a warning."""
        column = REFERENCES[table]
        for before, after in self._versions():
            if after.get(column) in ids:
                after[column] = before.get(column)
                self.warnings[table, ""] += 1

    def _versions(self) -> Iterator[tuple[Product, Product]]:
        yield from (({}, fields) for fields, _ in self.new)
        yield from ((before, after) for before, after, _ in self.changed)


@dataclass
class Matcher:
    """The state of the matching across the batches of one import, and the names that the shop has."""

    creates_only: bool
    # The file's name of the column of each field.
    columns: Mapping[str, str]
    # Categories by path or unique name, and brands that the seller may use; all case folded.
    categories: Mapping[Path, int]
    brands: Mapping[str, int]
    # What is added if the shop lacks it, or None.
    missing: MissingNames | None
    # SKUs of digits with leading zeros, by the number a workbook would show. Only used for workbooks.
    zero_padded_skus: Mapping[str, str]
    # The line that first matches a product, and the line that renames it, by product id.
    matched: dict[int, int] = field(default_factory=dict)
    renamed: dict[int, int] = field(default_factory=dict)
    groups: variants.Groups = field(default_factory=variants.Groups)

    def plan(self, rows: Sequence[Row], candidates: Candidates) -> Plan:
        """Return the changes that the rows make to the products as they are."""
        plan = Plan()
        for row in rows:
            if row.faults:
                plan.failed.append((row, row.faults))
                continue
            if not row.values:
                plan.unchanged += 1
            elif faults := self._plan_row(plan, candidates, row):
                plan.failed.append((row, faults))
                continue
            plan.warnings.update([note if isinstance(note, tuple) else ("notes", note) for note in row.notes])
        return plan

    def _plan_row(self, plan: Plan, candidates: Candidates, row: Row) -> list[Fault]:
        """Add the row to the new, changed or unchanged products, or return its faults."""
        key, products = candidates.match(row, self.renamed)
        if other := self.zero_padded_skus.get(row.values.get("sku", "")):
            return [Fault("sku", "sku_leading_zeros", self.columns["sku"], {"code": row.values["sku"], "other": other})]
        if len(products) > 1:
            return [Fault(key, "several_products")]
        product = products[0] if products else None
        product_id = product["id"] if product else None
        codes = row.values.get("barcodes", ())
        if any(candidates.barcode_owners.get(code, product_id) != product_id for code in codes):
            return [Fault("barcodes", "taken")]
        if product is None:
            return self._plan_new(plan, candidates, row, codes)
        if self.creates_only:
            return [Fault(key, "taken")]
        first = self.matched.setdefault(product["id"], row.line)
        if first < row.line:
            return [Fault("row", "row_repeated", words={"line": first})]
        if row.values.get("measure", product["measure"]) != product["measure"]:
            return [Fault("measure", "measure_kept", self.columns["measure"])]
        fields = _fields(row)
        if faults := self._fit(plan, candidates, row, product, fields):
            return faults
        fields |= self._references(plan, row.values)
        if fields.get("name", product["name"]) != product["name"]:
            self.renamed[product["id"]] = row.line
        added = [code for code in codes if code not in candidates.barcode_owners]
        if added or any(product[name] != value for name, value in fields.items()):
            plan.changed.append((product, {**product, **fields}, added))
        else:
            plan.unchanged += 1
        return []

    def _plan_new(self, plan: Plan, candidates: Candidates, row: Row, codes: tuple[str, ...]) -> list[Fault]:
        fields = _fields(row)
        absent = [name for name in ("name", "price") if name not in fields]
        if absent:
            return [Fault(name, "missing", self.columns.get(name, "")) for name in absent]
        if faults := self._fit(plan, candidates, row, None, fields):
            return faults
        fields |= self._references(plan, row.values)
        if "stock" not in fields:
            plan.warnings["notes", "uncounted"] += 1
        plan.new.append(({"description": "", "stock": 0, "sku": row.values.get("sku"), **fields}, codes))
        return []

    def _fit(
        self, plan: Plan, candidates: Candidates, row: Row, product: Product | None, fields: Product
    ) -> list[Fault]:
        """Complete the fields of a product that has options, or return why it does not fit into its group."""
        after, main_sku = {**(product or {}), **fields}, row.values.get("variant_of")
        if main_sku is None and not after.get("options"):
            return []
        misfit = None
        if product is not None and (product["options"] or main_sku is None):
            own = [each for each in candidates.groups.get(product["id"], ()) if each["id"] != product["id"]]
            changed = {**after, "variant_of": 0} if main_sku else after
            misfit = variants.misfit_of_main(variants.member(changed), map(variants.member, own))
        if misfit is None:
            misfit = self._join(plan, candidates, row, product, fields, after)
        if misfit is None:
            return []
        return [Fault(misfit.field, misfit.code, self.columns.get(misfit.field, ""), misfit.words)]

    def _join(
        self, plan: Plan, candidates: Candidates, row: Row, product: Product | None, fields: Product, after: Product
    ) -> variants.Misfit | None:
        """Add the product to the group of its main product, or let variants name it. Return why that can't be."""
        main_sku, main_row = row.values.get("variant_of"), None
        if main_sku is not None:
            plan.has_variants = True
            main_row = candidates.by_sku.get(main_sku)
        elif after.get("variant_of"):
            rows = candidates.groups.get(after["variant_of"], ())
            main_row = next((each for each in rows if each["id"] == after["variant_of"]), None)
            main_sku = main_row["sku"] if main_row else None
        else:
            self.groups.add_main(row.values.get("sku") or after.get("sku"), variants.member(after))
            return None
        itself = main_row is not None and product is not None and main_row["id"] == product["id"]
        main = self.groups.main(main_sku, main_row)
        if main is None or itself or (main_row is None and candidates.locked):
            return variants.Misfit("variant_of", "unknown_main")
        found = variants.aligned(variants.decode(after.get("options")), main.options)
        # 0 stands for a main product that is still to be written.
        main_id: int = main_row["id"] if main_row else 0
        fields["variant_of"] = main_id
        fields["options"] = variants.encode(found)
        if main_id:
            plan.main_ids.add(main_id)
        variant = variants.member({**after, **fields})
        identity = product["id"] if product else f"line {row.line}"
        return self.groups.place(main_id or str(main_sku), variant, main, identity, candidates.options_in(main_id))

    def _references(self, plan: Plan, values: Mapping[str, Any]) -> Product:
        """Return the ids of the row's category and brand. Unknown ones are noted, and may be added."""
        found: Product = {}
        if path := values.get("category"):
            known = self.categories.get(tuple(name.casefold() for name in path))
            self._refer(plan, found, "categories", path, known)
        if brand := values.get("brand"):
            self._refer(plan, found, "brands", (brand,), self.brands.get(brand.casefold()))
        return found

    def _refer(self, plan: Plan, found: Product, table: str, path: Path, known: int | None) -> None:
        reference = known
        if known is None:
            warning = table
            if self.missing is not None and (reference := self.missing.reference(table, path)) is not None:
                warning, path = f"new_{table}", self.missing.spelling(table, path)
            elif self.missing is not None and (note := self.missing.refusal(table, path)) is not None:
                plan.warnings["notes", note] += 1
            plan.warnings[warning, " > ".join(path)] += 1
        if reference is not None:
            found[REFERENCES[table]] = reference


def usable(rows: Sequence[Row]) -> list[Row]:
    """Return the rows that are products and have no faults."""
    return [row for row in rows if row.values and not row.faults]


def with_unique_names(paths: Mapping[Path, int]) -> dict[Path, int]:
    """Return categories by path, and by their name alone if no other category has it."""
    names = Counter(path[-1] for path in paths)
    alone = {path[-1:]: category_id for path, category_id in paths.items() if names[path[-1]] == 1}
    return {**alone, **paths}


def merge_warnings(warnings: Mapping[str, Any], added: Mapping[WarningKey, int]) -> dict[str, Any]:
    """Return the warnings of an import plus those of a batch. Of each kind only the first values keep their name."""
    merged = {**warnings}
    for (kind, name), number in added.items():
        counts = merged[kind] = {**merged.get(kind, {})}
        name = name if name in counts or len(counts) < MAX_WARNING_VALUES else ""
        counts[name] = counts.get(name, 0) + number
    return merged


def _fields(row: Row) -> Product:
    """Return the fields of the product as its row has them. Its main product is found later."""
    found = {name: row.values[name] for name in FIELDS if name in row.values and name != "variant_of"}
    if "options" in found:
        found["options"] = variants.encode(found["options"])
    return found
