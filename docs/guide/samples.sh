#!/usr/bin/env bash
# The samples of the guide, in order: FINENICE_PASSWORD=... bash docs/guide/samples.sh

# == start
set -eu
shop=${FINENICE_URL:-http://127.0.0.1:5000}
password=$FINENICE_PASSWORD # `make run` has printed it
json='Content-Type: application/json'
pick() { # or jq -r
    python3 -c "import json, sys; found = json.load(sys.stdin)$1; print(found if type(found) is str else json.dumps(found))"
}

# == sign-up
email="rina-$(python3 -c 'import uuid; print(uuid.uuid4())')@example.com" # an address has one account
curl -s "$shop/api/auth/register" -H "$json" \
    -d '{"name": "Rina", "email": "'"$email"'", "password": "kopi-tubruk-panas"}'

# == sign-in
signed_in=$(curl -s "$shop/api/auth/login" -H "$json" -d '{"username": "seller", "password": "'"$password"'"}')
auth="Authorization: Bearer $(pick '["access_token"]' <<<"$signed_in")"

# == product
product=$(curl -s "$shop/api/products" -H "$auth" -H "$json" \
    -d '{"name": "Kopi Gayo 250 g", "price": 50000, "stock": 4}')
echo "$product"
product_id=$(pick '["id"]' <<<"$product")

# == find
curl -s "$shop/api/products?search=kopi+gayo&in_stock=true&sort_by=price&per_page=1"

# == quote
basket='{"items": [{"product_id": '$product_id', "qty": 2}]}'
quote=$(curl -s "$shop/api/transactions/quote" -H "$auth" -H "$json" -d "$basket")
echo "$quote"

# == sell
key=$(python3 -c 'import uuid; print(uuid.uuid4())')
agreed='{"items": [{"product_id": '$product_id', "qty": 2}], "expected_total": '$(pick '["total"]' <<<"$quote")'}'
curl -s "$shop/api/transactions" -H "$auth" -H "$json" -H "Idempotency-Key: $key" -d "$agreed"
echo
# Was the response lost? A repeated call with the same key sells nothing more.
curl -s -o /dev/null -w '%header{idempotent-replayed}\n' "$shop/api/transactions" \
    -H "$auth" -H "$json" -H "Idempotency-Key: $key" -d "$agreed"

# == counter
counter='{
    "items": [{"product_id": '$product_id', "qty": 1, "note": "digiling halus"}],
    "discount": {"percent": 10},
    "payments": [{"method": "cash", "tendered": 100000}],
    "client_id": "'$(python3 -c 'import uuid; print(uuid.uuid4())')'"
}'
sale=$(curl -s "$shop/api/transactions" -H "$auth" -H "$json" -H "Idempotency-Key: counter-$key" -d "$counter")
echo "$sale"

# == refund
refund='{"items": [{"line": 1, "qty": 1, "restock": false}], "method": "cash", "reason": "Kemasan sobek"}'
curl -s "$shop/api/transactions/$(pick '["id"]' <<<"$sale")/refunds" \
    -H "$auth" -H "$json" -H "Idempotency-Key: refund-$key" -d "$refund"

# == refused
curl -s "$shop/api/transactions" -H "$auth" -H "$json" -H 'Accept-Language: id' -d "$basket"

# == invalid
curl -s "$shop/api/products" -H "$auth" -H "$json" -d '{"name": "Teh", "price": "5000", "colour": "red"}'

# == walk
cursor=
while [ "$cursor" != null ]; do
    page=$(curl -s "$shop/api/products?per_page=100&cursor=$cursor")
    pick '["products"][0]["name"]' <<<"$page"
    cursor=$(pick '["next_cursor"]' <<<"$page")
done

# == changes
since= # what was kept of the last call
more=true
while [ "$more" = true ]; do
    changes=$(curl -s "$shop/api/changes?limit=500&since=$since")
    pick '["changes"][-1]["product"]["name"]' <<<"$changes"
    since=$(pick '["next_since"]' <<<"$changes")
    more=$(pick '["has_more"]' <<<"$changes")
done

# == etag
etag=$(curl -s -o /dev/null -w '%header{etag}' "$shop/api/products/$product_id" -H "$auth")
curl -s -o /dev/null -w '%{http_code}\n' "$shop/api/products/$product_id" -H "$auth" -H "If-None-Match: $etag"
curl -s -o /dev/null -w '%{http_code}\n' -X PUT "$shop/api/products/$product_id" \
    -H "$auth" -H "$json" -H "If-Match: $etag" -d '{"price": 52000}'
# Another client has read the same version and writes later.
curl -s -X PUT "$shop/api/products/$product_id" -H "$auth" -H "$json" -H "If-Match: $etag" -d '{"price": 49000}'

# == wait
# --retry waits for what Retry-After says.
curl -s --retry 5 -o /dev/null -w '%{http_code}\n' "$shop/api/products" -H "$auth"

# == course
course_id=$(curl -s "$shop/api/courses" | pick '["courses"][-1]["id"]')
curl -s -X POST "$shop/api/courses/$course_id/enroll" -H "$auth" >/dev/null
progress=$(curl -s "$shop/api/courses/$course_id/progress" -H "$auth" -H "$json" -d '{"completed": true}')
pick '["percent"]' <<<"$progress"

# == analyse
analysis=$(curl -s "$shop/api/analytics/analyze?horizon=2" -H "$auth" -F 'file=@-;filename=sales.csv' <<'CSV'
kuartal,terjual
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
CSV
)
pick '["series"][0]["trend"]["direction"]' <<<"$analysis"
pick '["series"][0]["forecast"]' <<<"$analysis"

# == key
signed_in=$(curl -s "$shop/api/auth/login" -H "$json" -d '{"username": "developer", "password": "'"$password"'"}')
developer="Authorization: Bearer $(pick '["access_token"]' <<<"$signed_in")"
made=$(curl -s "$shop/api/developer/key" -H "$developer" -H "$json" \
    -d '{"name": "Nightly report", "scopes": ["analytics:read"], "expires_in_days": 30}')
echo "$made"
api_key=$(pick '["api_key"]' <<<"$made")

# == call
curl -s "$shop/api/analytics/course-progress?course_id=$course_id" -H "Authorization: ApiKey $api_key"
echo
curl -s "$shop/api/transactions" -H "X-API-Key: $api_key"

# == rotate
key_id=$(pick '["id"]' <<<"$made")
rotated=$(curl -s "$shop/api/developer/keys/$key_id/rotate" -H "$developer" -H "$json" -d '{"overlap_hours": 48}')
new_key=$(pick '["api_key"]' <<<"$rotated")
curl -s "$shop/api/developer/key/self" -H "Authorization: ApiKey $new_key" | pick '["state"]'
curl -s "$shop/api/developer/keys/$key_id" -H "$developer" | pick '["state"]'

# == leak
curl -s "$shop/api/developer/key/report" -H "$json" -d '{"api_key": "'"$new_key"'", "where": "a public gist"}'
echo
curl -s "$shop/api/developer/key/self" -H "Authorization: ApiKey $new_key"

# == refresh
signed_in=$(curl -s "$shop/api/auth/refresh" -H "$json" \
    -d '{"refresh_token": "'"$(pick '["refresh_token"]' <<<"$signed_in")"'"}')
developer="Authorization: Bearer $(pick '["access_token"]' <<<"$signed_in")"
curl -s -X POST "$shop/api/auth/logout" -H "$developer"
