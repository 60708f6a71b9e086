"""The samples of the guide, in order: FINENICE_PASSWORD=... python docs/guide/samples.py"""

# == start
import json
import os
import time
import uuid

import requests

shop = os.environ.get("FINENICE_URL", "http://127.0.0.1:5000")
password = os.environ["FINENICE_PASSWORD"]  # `make run` has printed it

# == sign-up
email = f"rina-{uuid.uuid4()}@example.com"  # an address has one account
rina = {"name": "Rina", "email": email, "password": "kopi-tubruk-panas"}
print(requests.post(f"{shop}/api/auth/register", json=rina).text)

# == sign-in
signed_in = requests.post(f"{shop}/api/auth/login", json={"username": "seller", "password": password}).json()
seller = requests.Session()
seller.headers["Authorization"] = f"Bearer {signed_in['access_token']}"

# == product
coffee = {"name": "Kopi Gayo 250 g", "price": 50000, "stock": 4}
product = seller.post(f"{shop}/api/products", json=coffee).json()
print(json.dumps(product))

# == find
query = {"search": "kopi gayo", "in_stock": "true", "sort_by": "price", "per_page": 1}
print(requests.get(f"{shop}/api/products", params=query).text)

# == quote
basket = {"items": [{"product_id": product["id"], "qty": 2}]}
quote = seller.post(f"{shop}/api/transactions/quote", json=basket)
print(quote.text)

# == sell
once = {"Idempotency-Key": str(uuid.uuid4())}
agreed = {**basket, "expected_total": quote.json()["total"]}
print(seller.post(f"{shop}/api/transactions", json=agreed, headers=once).text)
# Was the response lost? A repeated call with the same key sells nothing more.
again = seller.post(f"{shop}/api/transactions", json=agreed, headers=once)
print(again.headers["Idempotent-Replayed"])

# == counter
counter = {
    "items": [{"product_id": product["id"], "qty": 1, "note": "digiling halus"}],
    "discount": {"percent": 10},
    "payments": [{"method": "cash", "tendered": 100000}],
    "client_id": str(uuid.uuid4()),
}
once = {"Idempotency-Key": str(uuid.uuid4())}
sale = seller.post(f"{shop}/api/transactions", json=counter, headers=once)
print(sale.text)

# == refund
refund = {
    "items": [{"line": 1, "qty": 1, "restock": False}],
    "method": "cash",
    "reason": "Kemasan sobek",
}
once = {"Idempotency-Key": str(uuid.uuid4())}
print(seller.post(f"{shop}/api/transactions/{sale.json()['id']}/refunds", json=refund, headers=once).text)

# == refused
refused = seller.post(f"{shop}/api/transactions", json=basket, headers={"Accept-Language": "id"})
problem = refused.json()
if problem["code"] == "insufficient_stock":
    print(json.dumps(problem))

# == invalid
wrong = {"name": "Teh", "price": "5000", "colour": "red"}
print(seller.post(f"{shop}/api/products", json=wrong).text)

# == walk
cursor = ""
while cursor is not None:
    page = requests.get(f"{shop}/api/products", params={"per_page": 100, "cursor": cursor}).json()
    print(page["products"][0]["name"])
    cursor = page["next_cursor"]

# == changes
since, more = "", True  # since: what was kept of the last call
while more:
    feed = requests.get(f"{shop}/api/changes", params={"limit": 500, "since": since}).json()
    print(feed["changes"][-1]["product"]["name"])
    since, more = feed["next_since"], feed["has_more"]

# == etag
url = f"{shop}/api/products/{product['id']}"
etag = seller.get(url).headers["ETag"]
print(seller.get(url, headers={"If-None-Match": etag}).status_code)
print(seller.put(url, json={"price": 52000}, headers={"If-Match": etag}).status_code)
# Another client has read the same version and writes later.
print(seller.put(url, json={"price": 49000}, headers={"If-Match": etag}).text)


# == wait
def patiently(session, method, url, **call):
    while (answer := session.request(method, url, **call)).status_code in (429, 503):
        time.sleep(int(answer.headers["Retry-After"]))
    return answer


print(patiently(seller, "GET", f"{shop}/api/products").status_code)

# == course
courses = requests.get(f"{shop}/api/courses").json()["courses"]
course = f"{shop}/api/courses/{courses[-1]['id']}"
seller.post(f"{course}/enroll")
print(seller.post(f"{course}/progress", json={"completed": True}).json()["percent"])

# == analyse
sales = """kuartal,terjual
2023-Q1,310
2023-Q2,355
2023-Q3,340
2023-Q4,460
2024-Q1,325
2024-Q2,370
2024-Q3,362
2024-Q4,481
2025-Q1,341
2025-Q2,392
2025-Q3,377
2025-Q4,509
"""
analysis = seller.post(f"{shop}/api/analytics/analyze?horizon=2", files={"file": ("sales.csv", sales)}).json()
print(analysis["series"][0]["trend"]["direction"])
print(json.dumps(analysis["series"][0]["forecast"]))

# == key
signed_in = requests.post(f"{shop}/api/auth/login", json={"username": "developer", "password": password}).json()
developer = requests.Session()
developer.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
wanted = {"name": "Nightly report", "scopes": ["analytics:read"], "expires_in_days": 30}
made = developer.post(f"{shop}/api/developer/key", json=wanted).json()
print(json.dumps(made))

# == call
figures = f"{shop}/api/analytics/course-progress?course_id={courses[-1]['id']}"
print(requests.get(figures, headers={"Authorization": f"ApiKey {made['api_key']}"}).text)
print(requests.get(f"{shop}/api/transactions", headers={"X-API-Key": made["api_key"]}).text)

# == rotate
key = f"{shop}/api/developer/keys/{made['id']}"
rotated = developer.post(f"{key}/rotate", json={"overlap_hours": 48}).json()
program = {"Authorization": f"ApiKey {rotated['api_key']}"}
print(requests.get(f"{shop}/api/developer/key/self", headers=program).json()["state"])
print(developer.get(key).json()["state"])

# == leak
leaked = {"api_key": rotated["api_key"], "where": "a public gist"}
print(requests.post(f"{shop}/api/developer/key/report", json=leaked).text)
print(requests.get(f"{shop}/api/developer/key/self", headers=program).text)

# == refresh
body = {"refresh_token": signed_in["refresh_token"]}
signed_in = requests.post(f"{shop}/api/auth/refresh", json=body).json()
developer.headers["Authorization"] = f"Bearer {signed_in['access_token']}"
print(developer.post(f"{shop}/api/auth/logout").text)
