"""Definitions of the sales figures and the order advice, in English and Indonesian."""

from __future__ import annotations

from typing import Literal, NamedTuple


class Definition(NamedTuple):
    """A sentence in both languages."""

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
    "forecast": {
        "products": Definition(
            "Listed goods that were sold in the last two years; by the stock's reach at the pace of the last 91 days, "
            "and within a page the most urgent first.",
            "Barang terdaftar yang terjual dalam dua tahun terakhir; menurut daya tahan stok pada laju 91 hari "
            "terakhir, dan dalam satu halaman yang paling mendesak lebih dulu.",
        ),
        "forecast": Definition(
            "Units a day from today on, learned from the days up to yesterday in Jakarta: the mean, and the intervals "
            "that hold 80 % and 95 % of outcomes.",
            "Unit per hari mulai hari ini, dipelajari dari hari-hari sampai kemarin di Jakarta: rata-rata, dan selang "
            "yang memuat 80 % dan 95 % kemungkinan.",
        ),
        "expected_units": Definition(
            "The units expected within the horizon, all days together.",
            "Jumlah yang diperkirakan terjual selama masa ramalan, semua hari digabung.",
        ),
        "days_without_stock": Definition(
            "Whole days on which nothing was in stock. Their demand is taken to be that of the same weekdays around "
            "them, not zero.",
            "Hari penuh tanpa stok. Permintaannya dianggap seperti hari yang sama pada minggu-minggu di sekitarnya, "
            "bukan nol.",
        ),
        "cover_days": Definition(
            "Whole days that the stock lasts if demand is as expected; null: more than 400.",
            "Hari penuh stok bertahan bila permintaan sesuai perkiraan; null: lebih dari 400.",
        ),
        "runs_out_on": Definition(
            "The first day whose demand the stock does not meet any more.",
            "Hari pertama yang permintaannya tidak lagi terpenuhi oleh stok.",
        ),
        "at_worst": Definition(
            "The same if demand is as high as it is with the chance of 1 less service_level.",
            "Sama, bila permintaan setinggi yang peluangnya 1 dikurangi service_level.",
        ),
        "reorder_point": Definition(
            "What the demand until a delivery does not exceed, at the service level: with less, order at once.",
            "Jumlah yang tidak dilampaui permintaan sampai kiriman tiba, pada taraf layanan: bila kurang dari ini, "
            "segera pesan.",
        ),
        "order_up_to": Definition(
            "The same for lead time and review period together, rounded up (periodic review, order-up-to level; "
            "Silver, Pyke and Peterson 1998).",
            "Sama, untuk waktu kirim dan jeda pemeriksaan bersama, dibulatkan ke atas (tinjauan berkala; Silver, Pyke, "
            "dan Peterson 1998).",
        ),
        "quantity": Definition(
            "order_up_to less stock, at least 0. What is on its way already is not known here.",
            "order_up_to dikurangi stok, paling sedikit 0. Pesanan yang sudah di jalan tidak diketahui di sini.",
        ),
        "order_cost": Definition(
            "quantity at today's cost; null where none is known.",
            "quantity menurut modal hari ini; null bila tidak diketahui.",
        ),
        "urgency": Definition(
            "out: sold out; now: below reorder_point; soon: below order_up_to; enough; none: hardly any demand.",
            "out: habis; now: di bawah reorder_point; soon: di bawah order_up_to; enough: cukup; none: "
            "hampir tanpa permintaan.",
        ),
        "totals": Definition(
            "Of the products of this page; the mean of each day is exactly the sum of theirs.",
            "Untuk produk pada halaman ini; rata-rata tiap hari tepat sama dengan jumlah rata-rata mereka.",
        ),
    },
}

# Advice to the shopkeeper, by urgency.
ADVICE: dict[str, Definition] = {
    "out": Definition(
        "Sold out, though about {week} a week are asked for. Order {quantity}.",
        "Habis, padahal biasanya diminta sekitar {week} seminggu. Pesan {quantity}.",
    ),
    "now": Definition(
        "The {stock} left last {cover}, in a busy spell {worst}, and a delivery takes {lead} days. Order {quantity} "
        "now.",
        "Sisa {stock} cukup untuk {cover}, bila ramai {worst}, sedangkan kiriman butuh {lead} hari. Pesan {quantity} "
        "sekarang.",
    ),
    "soon": Definition(
        "In the next {span} days up to {most} may be sold, and {stock} are left. Order {quantity} with the next order.",
        "Dalam {span} hari ke depan bisa terjual sampai {most}, sisanya {stock}. Pesan {quantity} bersama pesanan "
        "berikutnya.",
    ),
    "enough": Definition(
        "The {stock} left are enough for the next {span} days. Nothing to order.",
        "Sisa {stock} cukup untuk {span} hari ke depan. Belum perlu memesan.",
    ),
    "none": Definition(
        "Hardly any sales are to be expected in the next {span} days. Nothing to order.",
        "Hampir tidak ada penjualan yang diperkirakan dalam {span} hari ke depan. Belum perlu memesan.",
    ),
    "unknown": Definition(
        "There are too few days of sales to tell.", "Hari penjualannya masih terlalu sedikit untuk diperkirakan."
    ),
}


def of(call: Call, language: str) -> dict[str, str]:
    """Return the definitions of a call's figures in `en` or `id`."""
    return {name: getattr(definition, language) for name, definition in DEFINITIONS[call].items()}


def advice(code: str, language: str, **words: int | str | None) -> str:
    """Format the advice. `week` is in units; `cover` and `worst` are days, where None means more than 400."""

    def days(number: int | str | None) -> str:
        if number is None:
            return "more than 400 days" if language == "en" else "lebih dari 400 hari"
        if not number:
            return "less than a day" if language == "en" else "kurang dari sehari"
        return f"{number} day{'' if number == 1 else 's'}" if language == "en" else f"{number} hari"

    formatted = {**words, "cover": days(words.get("cover")), "worst": days(words.get("worst"))}
    return str(getattr(ADVICE[code], language)).format(**formatted)
