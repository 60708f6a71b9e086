"""The data of the demo shop: 201 products and a year of sales, invented but reproducible.

Pure: a CSV file and a seeded random generator. Money is whole rupiah, time is aware UTC, and a product is identified by
its index in `catalogue()`, counted from 0.
"""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from itertools import accumulate
from pathlib import Path

# The SKU of the course for sale, which only its learners buy.
COURSE = "KRS-001"
JAKARTA = timezone(timedelta(hours=7), "WIB")
DAYS = 365
SALES = 3_000
SOLD_OUT = 6
DISPLAY_PIECES = 5  # the minimum stock of each of the first three products

# The category tree. A leaf has the prefix of the SKUs of its products.
CATEGORIES = {
    "Elektronik": {
        "Laptop & Tablet": "LPT", "Ponsel": "HPN", "Monitor": "MON", "Komponen Komputer": "KMP", "Aksesori": "AKS",
        "Audio": "AUD", "Jaringan": "JAR",
    },
    "Kantor & Sekolah": {"Printer & Tinta": "PRN", "Alat Tulis": "ATK"},
    "Rumah": {
        "Dapur": "DPR", "Listrik": "LIS", "Perlengkapan Rumah": "RMH", "Kebersihan": "BRS", "Mainan & Hobi": "MNA",
    },
    "Makanan & Minuman": {"Makanan": "MKN", "Minuman": "MNM", "Sembako": "SBK"},
    "Belajar": {"Kursus": "KRS"},
}  # fmt: skip
BRANDS = (
    "Awasi", "Batukilat", "Bekuna", "Cetaka", "Ciptari", "Dapurini", "Garuvex", "Gendhing", "Goresa", "Jaringku",
    "Kalindra", "Kilapa", "Klika", "Kopinara", "Kriuna", "Lajura", "Lautira", "Legira", "Lembayung", "Lembuna",
    "Nuvandra", "Nyamira", "Orvanta", "Pijara", "Rekata", "Renyahku", "Sahurani", "Sejukara", "Sejukin", "Semilir",
    "Senar", "Simpenan", "Swarasa", "Tahana", "Tenagara", "Timbana", "Tirtanala", "Vidara", "Wajana", "Wangira",
)  # fmt: skip

# Weights of customers by hour, from 08 to 20, and by number of products (1 to 4).
BUSY_HOURS = (3, 4, 6, 7, 8, 6, 5, 6, 8, 9, 10, 9, 5)
BASKETS = (38, 32, 20, 10)


@dataclass(frozen=True, slots=True)
class Product:
    """A row of catalogue.csv; `price` and `cost` in rupiah, `monthly_demand` in units a month."""

    sku: str
    name: str
    description: str
    price: int
    cost: int
    opening_stock: int
    monthly_demand: int
    season: str  # flat | ramadan | school | yearend | weekend

    @property
    def kind(self) -> str:
        """The prefix of the SKU, as in CATEGORIES."""
        return self.sku.partition("-")[0]

    @property
    def brand(self) -> str | None:
        """The brand in the product's name, one of BRANDS, or None."""
        return next((word for word in self.name.split() if word in BRANDS), None)

    @property
    def usual_quantity(self) -> int:
        """The average units per purchase: a dozen for noodles, one for a laptop."""
        for below, units in ((4_000, 12), (6_000, 8), (15_000, 4), (40_000, 2)):
            if self.price < below:
                return units
        return 1


@dataclass(frozen=True, slots=True)
class Sale:
    """One customer's purchase: `lines` is ((product index, units), ...), each product once."""

    at: datetime
    lines: tuple[tuple[int, int], ...]
    buyer: int | None = None  # None: the demo's buyers take turns


@dataclass(frozen=True, slots=True)
class Restock:
    """A delivery of `qty` units of one product at `at` (UTC)."""

    at: datetime
    product_index: int
    qty: int


Event = Sale | Restock


def barcode(index: int) -> str:
    """Return the EAN-13 of the product at this index: prefix 899 (Indonesia), check digit last."""
    digits = f"8999990{index + 1:05}"
    check = -sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(digits)) % 10
    return f"{digits}{check}"


def catalogue() -> list[Product]:
    """Return the 201 products in the order of their ids."""
    with Path(__file__).with_name("catalogue.csv").open(encoding="utf-8", newline="") as file:
        return [
            Product(
                sku=row["sku"],
                name=row["name"],
                description=row["description"],
                price=int(row["price"]),
                cost=int(row["cost"]),
                opening_stock=int(row["opening_stock"]),
                monthly_demand=int(row["monthly_demand"]),
                season=row["season"],
            )
            for row in csv.DictReader(file)
        ]


def year_of_sales(until: datetime, seed: int = 1) -> Iterator[Event]:
    """Yield the events of the 365 days before `until` in order: about 3,000 sales of 6,000 lines, and deliveries.

    Starting from `opening_stock`, no stock is ever negative. At the end the first three products have at least 5 units,
    and all others except about six have stock. Equal arguments yield equal events. `until` must be aware.
    """
    if until.tzinfo is None:
        raise ValueError("until must be an aware datetime")
    since = until - timedelta(days=DAYS)
    first = since.astimezone(JAKARTA).date()
    days = [first + timedelta(days=n) for n in range(DAYS + 1)]
    return _events(since.astimezone(UTC), until.astimezone(UTC), days, random.Random(seed))


def _events(since: datetime, until: datetime, days: list[date], rng: random.Random) -> Iterator[Event]:
    products = catalogue()
    everyone = range(len(products))
    stock = [product.opening_stock for product in products]
    pull = [product.monthly_demand / product.usual_quantity for product in products]
    fading = set(rng.sample([i for i in everyone if i > 2 and 3 <= pull[i] <= 12], SOLD_OUT))
    floor = [DISPLAY_PIECES if i < 3 else 0 if i in fading else 1 for i in everyone]

    wishes = [[pull[i] * _lift(products[i].season, day) for i in everyone] for day in days]
    crowd = [sum(wishes[n]) * (1.3 if day.weekday() > 4 else 1) * (0.9 + 0.2 * n / DAYS) for n, day in enumerate(days)]
    pace = SALES / sum(crowd)

    for n, day in enumerate(days):
        opening = datetime.combine(day, time(8), JAKARTA).astimezone(UTC)
        for i in everyone:
            demand = products[i].monthly_demand
            if demand == 0 or stock[i] > floor[i] + demand // 3 or (i in fading and n > DAYS - 75):
                continue
            at = opening + timedelta(seconds=i)
            if since <= at < until:
                lot = 3 + demand * 5 // 4
                stock[i] += lot
                yield Restock(at, i, lot)

        expected = crowd[n] * pace
        customers = max(0, round(rng.gauss(expected, expected**0.5)))
        cumulative = list(accumulate(wishes[n]))
        hours = rng.choices(range(13), BUSY_HOURS, k=customers)
        for second in sorted(hour * 3600 + rng.randrange(300, 3600) for hour in hours):
            at = opening + timedelta(seconds=second)
            if not since <= at < until:
                continue
            size = rng.choices((1, 2, 3, 4), BASKETS)[0]
            lines: dict[int, int] = {}
            for i in rng.choices(everyone, cum_weights=cumulative, k=size):
                wanted = rng.randint(1, 2 * products[i].usual_quantity - 1)
                if i not in lines and stock[i] > floor[i]:
                    lines[i] = min(wanted, stock[i] - floor[i])
                    stock[i] -= lines[i]
            if lines:
                yield Sale(at, tuple(lines.items()))


def _lift(season: str, day: date) -> float:
    """Return the demand of a season's product on this day, as a multiple of its average."""
    # Ramadan began on 18 February 2026, its shopping a week earlier; a lunar year is 354.367 days.
    moon = ((day - date(2026, 2, 11)).days % 354.367) if season == "ramadan" else 0.0
    high, low, now = {
        "ramadan": (2.9, 0.78, moon < 38),
        "school": (3.4, 0.78, (6, 24) <= (day.month, day.day) <= (7, 27)),
        "yearend": (2.8, 0.83, day.month == 12),
        "weekend": (1.8, 0.68, day.weekday() > 4),
        "flat": (1.0, 1.0, True),
    }[season]
    return high if now else low
