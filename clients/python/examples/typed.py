"""Checks of the types; this file only passes through mypy."""

from finenice import Finenice, InsufficientStock, NewSale, Quote, TotalChanged

shop = Finenice("http://127.0.0.1:5000")
sale: NewSale = shop.transactions.create({"items": [{"product_id": 1, "qty": 1}]}, idempotency_key="mine")
quote: Quote = shop.transactions.quote({"items": [{"product_id": 1, "qty": 1}], "expected_total": sale["total"]})
answer = shop.with_response(shop.products.show, 1)
changed = shop.products.update(answer.data["id"], {"price": quote["total"]}, if_match=answer.etag)

# The shop may have the role granted by an admin first.
made = shop.api_keys.create({"name": changed["name"]})
if "api_key" in made:
    print(made["api_key"].strip())
else:
    print(made["state"], made["decided_at"])

try:
    shop.products.delete(1)
except TotalChanged as problem:
    print(problem.quote["total"] + 1, problem.expected_total + 1)
except InsufficientStock as problem:
    print(problem.available + 1, problem.items[0]["product_name"].strip())
