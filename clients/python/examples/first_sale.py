"""Create a product, iterate over the catalogue, sell the last unit, and handle the failure of the next sale."""

import os

from finenice import Finenice, InsufficientStock, ValidationFailed

shop = Finenice(os.environ.get("FINENICE_URL", "http://127.0.0.1:5000"))
shop.sign_in("seller", os.environ["FINENICE_PASSWORD"])
product = shop.products.create({"name": "Kopi Gayo", "price": 50_000, "stock": 1})

for found in shop.products.walk():
    print(f"{found['name']}: {found['price']}")

quote = shop.transactions.quote({"items": [{"product_id": product["id"], "qty": 1}]})
sale = shop.transactions.create({"items": [{"product_id": product["id"], "qty": 1}], "expected_total": quote["total"]})
print(f"sold for {sale['total']}")

try:
    shop.images.upload(product["id"], {"images": [b"GIF89a"]})
except ValidationFailed as problem:
    for error in problem.errors:
        print(f"{error['field']}: {error['msg']}")

try:
    shop.transactions.create({"items": [{"product_id": product["id"], "qty": 1}]})
except InsufficientStock as problem:
    print(f"{problem.available} left")

months = "".join(f"2026-{month + 1:02},{100 + 5 * month}\n" for month in range(12))
file = ("sales.csv", f"month,sold\n{months}".encode())
analysis = shop.analyses.create({"file": file}, horizon=1, value=["sold"])
for series in analysis["series"]:
    for row in series["forecast"] or []:
        print(f"{series['name']} is {series['trend']['direction']}, forecast for {row['date']}")
