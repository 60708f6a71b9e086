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
            "Paid sales with at least one of the selected items; for a product, the sales that contain it. A refunded "
            "one counts, too.",
            "Penjualan lunas yang memuat paling sedikit satu dari barang yang dipilih; untuk produk, yang memuatnya. "
            "Yang uangnya dikembalikan tetap dihitung.",
        ),
        "units": Definition(
            "Units sold less those that came back on these days, each in the product's unit. Beside other products, "
            "what is sold by weight or length counts as one each time, until all of it came back; of one such product "
            "it is grams or millimetres.",
            "Banyaknya yang terjual dikurangi yang dikembalikan pada hari-hari itu, dalam satuan produknya. Bersama "
            "produk lain, barang timbangan dan meteran dihitung satu tiap kali, sampai semuanya dikembalikan; bila "
            "hanya produk itu, dalam gram atau milimeter.",
        ),
        "revenue": Definition(
            "Amount paid by buyers in rupiah, including tax, less what was given back on these days.",
            "Jumlah yang dibayar pembeli dalam rupiah, termasuk pajak, dikurangi yang dikembalikan pada hari-hari itu.",
        ),
        "tax": Definition(
            "PPN included in the revenue.",
            "PPN yang terkandung dalam revenue.",
        ),
        "average_basket": Definition(
            "revenue divided by transactions, in whole rupiah.", "revenue dibagi transactions, dalam rupiah bulat."
        ),
        "cost": Definition(
            "The seller's cost of the units on the day of the sale, or today's cost if none was recorded. Products "
            "without a cost are left out; null if no product has one. Goods that came back keep their cost unless they "
            "returned to the stock.",
            "Modal barang yang terjual pada hari penjualannya; bila saat itu belum diketahui, modal hari ini. Produk "
            "tanpa modal tidak dihitung; null bila semuanya demikian. Modal barang yang dikembalikan tetap dihitung, "
            "kecuali barangnya kembali ke stok.",
        ),
        "margin": Definition(
            "Revenue of those products without tax, minus their cost.",
            "revenue produk-produk itu tanpa pajaknya, dikurangi cost.",
        ),
        "margin_rate": Definition(
            "margin divided by that revenue without tax.", "margin dibagi revenue tanpa pajak itu."
        ),
        "cost_known": Definition(
            "Share of the revenue with a known cost; margins cover this part only.",
            "Bagian revenue yang modalnya diketahui; margin hanya mencakup bagian ini.",
        ),
        "previous": Definition(
            "The same number of days right before. If the span has not ended, both end at the same time of day.",
            "Jumlah hari yang sama tepat sebelumnya. Bila rentang belum selesai, keduanya berakhir pada jam yang sama.",
        ),
        "last_year": Definition(
            "The same dates a year earlier, cut in the same way.",
            "Tanggal yang sama setahun sebelumnya, dipotong dengan cara yang sama.",
        ),
        "growth": Definition(
            "The change as a fraction of the earlier value; null with the reason base_zero if nothing was sold then, "
            "or base_incomplete if the shop's first sale was within that span.",
            "Selisihnya sebagai pecahan dari waktu itu; null dengan alasan base_zero bila dulu tidak ada penjualan, "
            "dan base_incomplete bila penjualan pertama toko baru terjadi di tengahnya.",
        ),
        "series": Definition(
            "By days in Jakarta, weeks from Monday, or months; days is the number of their days within the span.",
            "Per hari di Jakarta, minggu mulai Senin, atau bulan; days menunjukkan berapa harinya dalam rentang.",
        ),
        "weekdays": Definition(
            "By weekday (1 is Monday) and hour of the day in Jakarta, from 0 to 23.",
            "Per hari dalam minggu (1 adalah Senin) dan jam di Jakarta, dari 0 sampai 23.",
        ),
        "class": Definition(
            "A: products that make the first 80 % of the revenue, B the next 15 %, C the last 5 %; null: not sold.",
            "A: produk yang menghasilkan 80 % pertama revenue, B 15 % berikutnya, C 5 % terakhir; null: tidak terjual.",
        ),
        "share": Definition(
            "Share of the total revenue.",
            "Bagian dari seluruh revenue.",
        ),
        "rising": Definition(
            "Products with significantly more sales than in the previous span (10 or more in both together, 1 % "
            "level); the most certain first.",
            "Produk dengan penjualan yang secara signifikan lebih banyak daripada rentang sebelumnya (10 atau lebih "
            "di keduanya, taraf 1 %); yang paling pasti lebih dulu.",
        ),
        "falling": Definition(
            "The same for fewer sales.",
            "Sama, untuk penjualan yang berkurang.",
        ),
        "unsold": Definition(
            "Listed products in stock that are older than 90 days and were not sold in the last 90 days, valued at "
            "cost or, if that is unknown, at their price.",
            "Barang terdaftar yang masih ada stoknya, lebih tua dari 90 hari, dan tidak dibeli siapa pun dalam 90 "
            "hari terakhir; dinilai menurut modal atau, bila tidak diketahui, menurut harga.",
        ),
    },
    "forecast": {
        "products": Definition(
            "Listed products that were sold in the last two years, ordered by stock cover at the pace of the last 91 "
            "days; within a page the most urgent first.",
            "Barang terdaftar yang terjual dalam dua tahun terakhir; menurut daya tahan stok pada laju 91 hari "
            "terakhir, dan dalam satu halaman yang paling mendesak lebih dulu.",
        ),
        "forecast": Definition(
            "Units per day from today on, learned from the days up to yesterday in Jakarta: the mean, and the "
            "intervals that contain 80 % and 95 % of outcomes.",
            "Unit per hari mulai hari ini, dipelajari dari hari-hari sampai kemarin di Jakarta: rata-rata, dan selang "
            "yang memuat 80 % dan 95 % kemungkinan.",
        ),
        "expected_units": Definition(
            "Expected units within the horizon, all days together.",
            "Jumlah yang diperkirakan terjual selama masa perkiraan, semua hari digabung.",
        ),
        "days_without_stock": Definition(
            "Whole days without stock. Their demand is estimated from the same weekdays around them, not set to zero.",
            "Hari penuh tanpa stok. Permintaannya diperkirakan dari hari yang sama pada minggu-minggu di sekitarnya, "
            "bukan nol.",
        ),
        "cover_days": Definition(
            "Whole days that the stock lasts at the expected demand; null: more than 400.",
            "Hari penuh stok bertahan bila permintaan sesuai perkiraan; null: lebih dari 400.",
        ),
        "runs_out_on": Definition(
            "The first day whose demand the stock no longer meets.",
            "Hari pertama yang permintaannya tidak lagi terpenuhi oleh stok.",
        ),
        "at_worst": Definition(
            "The same at a demand so high that it is exceeded with a probability of only 1 - service_level.",
            "Sama, pada permintaan tinggi yang hanya terlampaui dengan peluang 1 dikurangi service_level.",
        ),
        "reorder_point": Definition(
            "The demand until a delivery that is not exceeded at the service level; with less stock, order at once.",
            "Jumlah yang tidak dilampaui permintaan sampai kiriman tiba, pada taraf layanan: bila kurang dari ini, "
            "segera pesan.",
        ),
        "order_up_to": Definition(
            "The same for lead time and review period together, rounded up (periodic review, order-up-to level; "
            "Silver, Pyke and Peterson 1998).",
            "Sama, untuk waktu kirim dan jeda pemeriksaan bersama, dibulatkan ke atas (tinjauan berkala; Silver, "
            "Pyke, dan Peterson 1998).",
        ),
        "quantity": Definition(
            "order_up_to minus stock, at least 0. Orders on their way are not known here.",
            "order_up_to dikurangi stok, paling sedikit 0. Pesanan yang sudah di jalan tidak diketahui di sini.",
        ),
        "order_cost": Definition(
            "quantity at today's cost; null if the cost is unknown.",
            "quantity menurut modal hari ini; null bila tidak diketahui.",
        ),
        "urgency": Definition(
            "out: sold out; now: below reorder_point; soon: below order_up_to; enough; none: hardly any demand.",
            "out: habis; now: di bawah reorder_point; soon: di bawah order_up_to; enough: cukup; none: "
            "hampir tanpa permintaan.",
        ),
        "totals": Definition(
            "For the products of this page; the mean of each day is exactly the sum of theirs.",
            "Untuk produk pada halaman ini; rata-rata tiap hari tepat sama dengan jumlah rata-rata mereka.",
        ),
    },
}

# Advice to the shopkeeper, by urgency.
ADVICE: dict[str, Definition] = {
    "out": Definition(
        "Sold out, with a demand of about {week} a week. Order {quantity}.",
        "Habis, padahal biasanya diminta sekitar {week} seminggu. Pesan {quantity}.",
    ),
    "now": Definition(
        "The {stock} left last {cover}, at high demand {worst}, and a delivery takes {lead} days. Order {quantity} "
        "now.",
        "Sisa {stock} cukup untuk {cover}, bila ramai {worst}, sedangkan kiriman butuh {lead} hari. Pesan {quantity} "
        "sekarang.",
    ),
    "soon": Definition(
        "Up to {most} may be sold in the next {span} days, and {stock} are left. Order {quantity} with the next order.",
        "Dalam {span} hari ke depan bisa terjual sampai {most}, sisanya {stock}. Pesan {quantity} bersama pesanan "
        "berikutnya.",
    ),
    "enough": Definition(
        "The {stock} left are enough for the next {span} days. Nothing to order.",
        "Sisa {stock} cukup untuk {span} hari ke depan. Belum perlu memesan.",
    ),
    "none": Definition(
        "Hardly any sales are expected in the next {span} days. Nothing to order.",
        "Hampir tidak ada penjualan yang diperkirakan dalam {span} hari ke depan. Belum perlu memesan.",
    ),
    "unknown": Definition(
        "There are too few days of sales for a forecast.",
        "Hari penjualannya masih terlalu sedikit untuk diperkirakan.",
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
