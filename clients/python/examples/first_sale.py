"""Lists a product, walks through the catalogue, sells the last one, and hears that there is no other."""

import os

from finenice import Finenice, InsufficientStock, ValidationFailed

shop = Finenice(os.environ.get("FINENICE_URL", "http://127.0.0.1:5000"))
shop.sign_in("seller", os.environ["FINENICE_PASSWORD"])
product = shop.products.create({"name": "Kopi Gayo", "price": 50_000, "stock": 1})

for found in shop.products.walk(per_page=1):
    print(f"{found['name']}: {found['price']}")

sale = shop.transactions.create({"items": [{"product_id": product["id"], "qty": 1}]})
print(f"sold for {sale['total']}")

try:
    shop.images.add(product["id"], {"images": [b"GIF89a"]})
except ValidationFailed as problem:
    for error in problem.errors:
        print(f"{error['field']}: {error['msg']}")

try:
    shop.transactions.create({"items": [{"product_id": product["id"], "qty": 1}]})
except InsufficientStock as problem:
    print(f"{problem['available']} left")
