"""What each figure of a shop's sales means, in a sentence of both languages: pure."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Definition(NamedTuple):
    """One sentence in both languages."""

    en: str
    id: str


Call = Literal["sales", "forecast"]

DEFINITIONS: dict[Call, dict[str, Definition]] = {
    "sales": {
        "transactions": Definition(
            "Paid sales with at least one of the lines that are counted; of a product, those that have it.",
            "Penjualan lunas yang memuat paling sedikit satu dari baris yang dihitung; untuk produk, yang memuatnya.",
        ),
        "units": Definition(
            "How many were sold, each in the product's unit.", "Banyaknya yang terjual, dalam satuan produknya."
        ),
        "revenue": Definition(
            "What buyers paid, in rupiah, with the tax that it contains.",
            "Yang dibayar pembeli, dalam rupiah, termasuk pajak di dalamnya.",
        ),
        "tax": Definition("The PPN contained in the revenue.", "PPN yang terkandung dalam revenue."),
        "average_basket": Definition(
            "revenue divided by transactions, in whole rupiah.", "revenue dibagi transactions, dalam rupiah bulat."
        ),
        "cost": Definition(
            "What the units had cost the seller on the day they were sold; where none was known then, what they cost "
            "today. Products without a cost are left out; null where that is all of them.",
            "Modal barang yang terjual pada hari penjualannya; bila saat itu belum diketahui, modal hari ini. Produk "
            "tanpa modal tidak dihitung; null bila semuanya demikian.",
        ),
        "margin": Definition(
            "The revenue of those products without its tax, less their cost.",
            "revenue produk-produk itu tanpa pajaknya, dikurangi cost.",
        ),
        "margin_rate": Definition(
            "margin divided by that revenue without tax.", "margin dibagi revenue tanpa pajak itu."
        ),
        "cost_known": Definition(
            "The share of the revenue whose cost is known: margins speak of this part alone.",
            "Bagian revenue yang modalnya diketahui: margin hanya berbicara tentang bagian ini.",
        ),
        "previous": Definition(
            "As many days right before. Where the span is not over, both end at the same time of day.",
            "Jumlah hari yang sama tepat sebelumnya. Bila rentang belum selesai, keduanya berakhir pada jam yang sama.",
        ),
        "last_year": Definition(
            "The same dates a year before, cut like the previous ones.",
            "Tanggal yang sama setahun sebelumnya, dipotong dengan cara yang sama.",
        ),
        "growth": Definition(
            "The difference as a fraction of then; null with the reason base_zero where nothing was sold then, and "
            "base_incomplete where the shop's first sale was in the midst of it.",
            "Selisihnya sebagai pecahan dari waktu itu; null dengan alasan base_zero bila dulu tidak ada penjualan, "
            "dan base_incomplete bila penjualan pertama toko baru terjadi di tengahnya.",
        ),
        "series": Definition(
            "By days in Jakarta, weeks from Monday, or months; days tells how many of its days lie in the span.",
            "Per hari di Jakarta, minggu mulai Senin, atau bulan; days menunjukkan berapa harinya dalam rentang.",
        ),
        "weekdays": Definition(
            "By weekday (1 is Monday) and hour of the day in Jakarta, from 0 to 23.",
            "Per hari dalam minggu (1 adalah Senin) dan jam di Jakarta, dari 0 sampai 23.",
        ),
        "class": Definition(
            "A: the products that make the first 80 % of the revenue, B the next 15 %, C the last 5 %; null: not sold.",
            "A: produk yang menghasilkan 80 % pertama revenue, B 15 % berikutnya, C 5 % terakhir; null: tidak terjual.",
        ),
        "share": Definition("The part of the whole revenue.", "Bagian dari seluruh revenue."),
        "rising": Definition(
            "Products that were in more sales than in the previous span, by more than chance explains (10 or more in "
            "both together, 1 % level); the surest first.",
            "Produk yang masuk lebih banyak penjualan daripada rentang sebelumnya, melebihi kebetulan (10 atau lebih "
            "di keduanya, taraf 1 %); yang paling pasti lebih dulu.",
        ),
        "falling": Definition("The same of fewer sales.", "Sama, untuk penjualan yang berkurang."),
        "unsold": Definition(
            "Listed goods in stock that are older than 90 days and that nobody bought in the last 90 days up to now, "
            "valued at cost or, where that is unknown, at their price.",
            "Barang terdaftar yang masih ada stoknya, lebih tua dari 90 hari, dan tidak dibeli siapa pun dalam 90 hari "
            "terakhir; dinilai menurut modal atau, bila tidak diketahui, menurut harga.",
        ),
    },
    "forecast": {},
}


def of(call: Call, language: str) -> dict[str, str]:
    """The definitions of a call's figures in `en` or `id`."""
    return {name: getattr(definition, language) for name, definition in DEFINITIONS[call].items()}
