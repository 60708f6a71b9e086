"""Price lists kept by hand: titles of columns, and rows that are not products."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from domain.imports import amounts, text_cells
from domain.imports.amounts import InvalidCell, NumberStyle
from domain.imports.layouts import READERS, Cells, Fault, Layout, Note, is_guide, normalize_title, title_map

MAX_TOTAL = 30
MAX_UNPRICED_CELL = 200
# How subtotal rows and rows below the list begin.
SUBTOTALS = ("subtotal ", "sub total ", "sub-total ", "grand total ")
FOOTERS = ("dicetak", "printed ", "halaman ", "page ", "diekspor", "exported ", "generated ", "tanggal cetak")
# The first cell of a total row.
TOTALS = frozenset(
    ["total", "grandtotal", "subtotal", "jumlah", "jumlahtotal", "totaljumlah", "totalkeseluruhan", "jumlahkeseluruhan",
     "totalstok", "jumlahstok", "totalbarang", "jumlahbarang", "totalproduk", "totalitem", "totalharga", "totalnilai"]
)  # fmt: skip


class PriceList(Layout):
    """Our template, and lists kept by hand, in Indonesian or English."""

    name = "shop"
    titles = title_map(
        sku="sku kode kodebarang kodeproduk kodesku kodeitem kodebrg code itemcode productcode nosku skuname namasku"
        " skuproduk skubarang",
        barcodes="barcode barcodes barkode kodebarcode kodebatang ean ean13 upc gtin isbn",
        name="nama namabarang namabrg namaproduk namaitem name productname itemname product produk barang title judul",
        description="deskripsi deskripsiproduk keterangan uraian description productdescription desc",
        category="kategori kategoriproduk kategoribarang category productcategory jenis kelompok",
        brand="merek merk brand",
        unit="satuan unit uom",
        price="harga hargajual hargasatuan hargaproduk hargabarang hargajualsatuan hrgjual price sellingprice"
        " sellprice basicprice unitprice retailprice regularprice harganormal hargareguler",
        cost="modal hargamodal hargabeli hargapokok hrgbeli hpp cost costprice purchaseprice buyingprice buyprice"
        " basiccost costperitem",
        stock="stok jumlahstok jmlstok sisastok stoksisa stokakhir stoksaatini stoksekarang stoktersedia stokbarang"
        " totalstok stoktotal stok stock stockqty stokqty qty quantity kuantitas banyaknya sisa saldo saldoakhir"
        " saldostok persediaan inventory instock currentstock stockonhand quantityonhand onhand qtyonhand",
        tax_kind="jenispajak taxkind",
        measure="takaran measure",
        active="aktif active isactive status statusproduk statusbarang",
        sold="dijual forsale availableforsale sellable bisadijual",
        shown="ditampilkan tampil tampilkan tampildimenu tampilditoko published visible showinmenu",
        variant="varian namavarian variant variantname variasi namavariasi variation variationname",
        size="ukuran size",
        colour="warna color colour",
        flavour="rasa flavor flavour",
        variant_of="variandari variantof",
        options="opsi options",
    )
    # Titles that count next to the ones above: opening stock, the higher of several prices.
    fallback_titles = title_map(
        sku="nobarang noitem itemno",
        name="deskripsibarang namadanspesifikasi uraianbarang itemdescription",
        category="categoryname namakategori productgroupname",
        cost="cogs",
        stock="stokawal saldoawal stokfisik stoktoko stokgudang stokcabang stoketalase available",
        price="hargaeceran hargaretail hargaecer hargaumum hargatoko hargakonsumen hrg hargajual1 harga1 hargajualecer"
        " hargajualeceran hargajualumum hargajualretail saleprice",
    )
    # In a stock list the number of pieces, on a bill the amount.
    last_resort_titles = title_map(
        stock="jumlah jml",
        description="itemdescription",
        active="availablestatus availability ketersediaan statusketersediaan",
    )
    ambiguous_titles = title_map(
        price="hargacoret hargadiskon hargapromo hargaobral hargasetelahdiskon hargasebelumdiskon hargaasli hargaawal"
        " hargaakhir hargamember discountprice promoprice"
    )
    titles_have_units = True
    readers = {**READERS, "sold": text_cells.boolean, "shown": text_cells.boolean}

    def __init__(self, header: Sequence[str], delimiter: str = ",", named: Mapping[str, int] | None = None) -> None:
        super().__init__(header, delimiter, named)
        self._begun = False
        self._states = [field for field in ("active", "sold", "shown") if field in self.index_of]
        options = [field for field in ("variant", "size", "colour", "flavour") if field in self.index_of]
        self._options = sorted(options, key=lambda field: self.index_of[field])
        # True if the stock is in a column such as `Jumlah`, next to prices, not named by the caller.
        self.stock_may_be_amount = "price" in self.index_of and "stock" not in self.named and "stock" in self.index_of
        if self.stock_may_be_amount:
            self.stock_may_be_amount = (
                self.field_for(self.header[self.index_of["stock"]], self.last_resort_titles) == "stock"
            )
        # Rows whose stock is a multiple of the price, and rows where it is not.
        self.multiples = self.others = 0

    def _place_columns(self) -> None:
        super()._place_columns()
        # Alone, a column such as `Opsi` may hold anything.
        if "options" in self.index_of and "variant_of" not in self.index_of:
            self.unknown = sorted([*self.unknown, self.index_of.pop("options")])
            self.ambiguous.pop("options", None)

    @classmethod
    def fields_of(cls, header: Sequence[str]) -> set[str]:
        tables = (cls.titles, cls.fallback_titles, cls.last_resort_titles, cls.ambiguous_titles)
        named = (title for title in header if title)
        return {next(filter(None, (cls.field_for(title, names) for names in tables)), "other") for title in named}

    def observe(self, cells: Cells) -> None:
        super().observe(cells)
        if self._begun and not self.stock_may_be_amount:
            return
        price, stock = self.cell(cells, "price"), self.cell(cells, "stock")
        if not self._begun:
            self._begun = True
            if is_guide(price) and is_guide(stock):
                self.guides.add(self.guide_key(cells))
        if price and stock and self.stock_may_be_amount:
            try:
                one, all_of_it = amounts.parse_price(price, NumberStyle()), amounts.parse_price(stock, NumberStyle())
            except InvalidCell:
                return
            if one > 1 and all_of_it:
                self.multiples += all_of_it % one == 0
                self.others += all_of_it % one != 0

    @classmethod
    def matches(cls, fields: set[str]) -> bool:
        return bool(fields & {"sku", "barcodes", "name"}) and len(fields) > 1

    def prepare_row(self, cells: Cells) -> str:
        priced = self.index_of.get("price")
        # Most rows have a price, so its length is checked first.
        bare = priced is not None and len(cells[priced]) < 3 and not self.cell(cells, "price")
        if bare and (note := self._classify_unpriced(cells)):
            return note
        first = next((cell for cell in cells if cell), "")
        name = cells[self.index_of["name"]] if "name" in self.index_of else ""
        if not any(
            len(cell) <= MAX_TOTAL and "l" in cell.lower() and normalize_title(cell) in TOTALS for cell in (first, name)
        ):
            return ""
        others = [self.cell(cells, field) for field in ("name", "sku", "barcodes")]
        if normalize_title(first) in TOTALS and others[0].isdigit():
            # The number of products.
            others = others[1:]
        return "" if any(other and normalize_title(other) not in TOTALS for other in others) else "total_rows"

    def _classify_unpriced(self, cells: Cells) -> str:
        """Return the note for a row without a price that is a subtotal or below the list."""
        filled = [cell.strip() for cell in cells if cell and not cell.isspace()]
        if not filled or len(filled[0]) > MAX_UNPRICED_CELL:
            return ""
        if len(filled) == 1 and filled[0].casefold().startswith(FOOTERS):
            return "footer_rows"
        keys = [self.cell(cells, field) for field in ("sku", "barcodes")]
        if filled[0].casefold().startswith(SUBTOTALS) and (not any(keys) or keys[0] == filled[0]):
            return "total_rows"
        return ""

    def derive_fields(self, values: dict[str, Any], cells: Cells, faults: list[Fault]) -> Iterable[Note]:
        if self._states and (states := [values.pop(field) for field in self._states if field in values]):
            values["active"] = all(states)
        if options := self._options:
            self.append_options(values, cells, faults, options)
            # Merged cells have their text in the first row only.
            keyed = any(field in values for field in ("name", "sku", "barcodes"))
            if not keyed and "name" in self.index_of and any(self.cell(cells, field) for field in options):
                faults.append(Fault("name", "name_in_merged_cells", self.header[self.index_of["name"]]))
        return ()
