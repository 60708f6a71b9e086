"""The activity log: list and export."""

from __future__ import annotations

import csv
import io
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import requests

import db
from queries.accounts import activities
from settings import Database
from support.accounts import add_activities
from support.app import at_once, wait_until
from support.database import Server, under_way
from support.people import PASSWORD, Person, Shop

PATH = "/api/users/activities"
EXPORT = "/api/users/export-activities"


def activities_of(person: Person, query: str = "") -> list[dict[str, Any]]:
    answer = person.get(f"{PATH}?per_page=100&{query}")
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json()["activities"]
    return found


def activity_types(person: Person, query: str = "") -> list[str]:
    return [row["type"] for row in activities_of(person, query)]


def download(person: Person, query: str = "") -> bytes:
    answer = person.http.get(f"{person.shop.url}{EXPORT}?{query}", timeout=60)
    assert answer.status_code == 200, answer.text
    return answer.content


def read_csv(file: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(file.decode("utf-8-sig"), newline="")))


def insert_activities(shop: Shop, person: Person, *rows: tuple[str, str, str]) -> None:
    """Insert entries of other days: type, detail, and time in UTC."""
    for row in rows:
        shop.rows(
            "INSERT INTO activities (user_id, type, detail, created_at, address) VALUES (%s, %s, %s, %s, '')",
            (person.id, *row),
        )


def test_activities_record_what_a_seller_does(shop: Shop, sari: Person) -> None:
    sari.sign_in()
    shop.visitor().post("/api/auth/login", {"username": "sari", "password": "not this"})
    product_id = sari.offers("Kopi Gayo", stock=5)
    sari.put(f"/api/products/{product_id}", {"price": 60_000, "stock": 4})
    sari.get(f"/api/products/{product_id}")
    sari.put("/api/users/profile", {"name": "Toko Sari"})
    sari.put("/api/users/profile", {"name": "Toko Sari"})
    sale = sari.buys(product_id).json()
    sari.delete(f"/api/products/{product_id}")
    found = [(row["type"], row["subject_id"], row["detail"]) for row in activities_of(sari)]
    assert found[:-3] == [
        ("product_deleted", product_id, "Kopi Gayo"),
        ("sale", sale["id"], sale["receipt_number"]),
        ("profile_changed", None, "name"),
        ("product_viewed", product_id, "Kopi Gayo"),
        ("product_changed", product_id, "price, stock"),
        ("product_created", product_id, "Kopi Gayo"),
    ]
    assert [row[0] for row in found[-3:]] == ["sign_in", "sign_in", "sign_up"]
    newest = activities_of(sari)[0]
    assert newest["address"] == "127.0.0.1"
    assert datetime.fromisoformat(newest["created_at"]).tzinfo is not None


def test_address_changes_and_role_requests_are_logged(shop: Shop, budi: Person, dewi: Person) -> None:
    budi.put("/api/users/profile", {"email": "budi@example.com", "current_password": PASSWORD})
    shop.rows("UPDATE one_time_links SET token_hash = UNHEX(SHA2('token', 256))")
    assert shop.visitor().post("/api/users/confirm-email", {"token": "token"}).status_code == 200
    path, wish = "/api/users/role-requests", {"role": "seller"}
    budi.delete(f"{path}/{budi.post(path, wish).json()['id']}")
    dewi.patch(f"{path}/{budi.post(path, wish).json()['id']}", {"state": "denied"})
    assert [(row["type"], row["detail"]) for row in activities_of(budi)][:5] == [
        ("role_requested", "seller"),
        ("role_request_withdrawn", "seller"),
        ("role_requested", "seller"),
        ("email_changed", "budi@example.com"),
        ("email_change_requested", "budi@example.com"),
    ]
    assert activity_types(dewi)[0] == "role_denied"


def test_failed_and_repeated_calls_are_not_logged(shop: Shop, sari: Person, budi: Person) -> None:
    product_id = sari.offers(stock=2)
    assert budi.buys(product_id, 3).status_code == 409
    assert {budi.buys(product_id, key="sekali").status_code for _ in range(3)} == {201}
    assert sari.put(f"/api/products/{product_id + 1}", {"price": 1}).status_code == 404
    assert sari.put(f"/api/products/{product_id}", {"price": -1}).status_code == 422
    assert activity_types(budi) == ["sale", "sign_in", "sign_up"]
    assert activity_types(sari) == ["product_created", "sign_in", "sign_up"]


@pytest.mark.parametrize("token", [None, "Bearer x.y.z", "Basic abc", "Bearer ", "ended"])
def test_public_page_ignores_an_invalid_token(shop: Shop, sari: Person, budi: Person, token: str | None) -> None:
    product_id = sari.offers()
    visitor = shop.visitor()
    if token == "ended":
        token = f"Bearer {budi.token}"
        budi.post("/api/auth/logout")
    if token is not None:
        visitor.http.headers["Authorization"] = token
    assert visitor.get(f"/api/products/{product_id}").status_code == 200
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'product_viewed'") == 0


def test_visitors_are_not_logged_as_the_previous_user_of_the_thread(shop: Shop, sari: Person, budi: Person) -> None:
    product_id = sari.offers()
    visitor = shop.visitor()
    at_once(8, lambda number: (budi if number % 2 else visitor).get(f"/api/products/{product_id}"))
    assert activity_types(budi, "type=product_viewed") == ["product_viewed"] * 4
    assert shop.value("SELECT COUNT(*) FROM activities WHERE type = 'product_viewed'") == 4


def test_users_see_their_own_log_only(shop: Shop, budi: Person, dewi: Person) -> None:
    assert {row["type"] for row in activities_of(dewi)} == {"sign_in", "sign_up"}
    assert len(activities_of(budi)) == 2
    for path in (PATH, EXPORT):
        assert shop.visitor().get(path).status_code == 401
        assert shop.visitor().get(f"{path}?nonsense=1").status_code == 401


def test_days_are_in_the_jakarta_time_zone(shop: Shop, budi: Person) -> None:
    insert_activities(
        shop, budi,
        ("sale", "late on the 16th", "2026-08-16 16:59:59.999999"),
        ("sale", "first on the 17th", "2026-08-16 17:00:00"),
        ("export", "last on the 17th", "2026-08-17 16:59:59.999999"),
        ("sale", "early on the 18th", "2026-08-17 17:00:00"),
    )  # fmt: skip

    def details(query: str) -> list[str]:
        return [row["detail"] for row in activities_of(budi, query)]

    assert details("from=2026-08-17&to=2026-08-17") == ["last on the 17th", "first on the 17th"]
    assert details("from=2026-08-17&to=2026-08-17&type=sale") == ["first on the 17th"]
    assert details("to=2026-08-16") == ["late on the 16th"]
    assert details("type=sale&from=2026-08-18") == ["early on the 18th"]
    assert details("to=0001-01-01") == details("from=9999-12-31") == []
    assert len(details("from=0001-01-01&to=9999-12-31")) == 6
    assert [row["detail"] for row in read_csv(download(budi, "type=sale&to=2026-08-17"))] == [
        "first on the 17th",
        "late on the 16th",
    ]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("from=2026-08-18&to=2026-08-17", "to"),
        ("from=17-08-2026", "from"),
        ("from=2026-02-30", "from"),
        ("to=1700000000", "to"),
        ("to=2026-08-17T00:00:00", "to"),
        ("from=", "from"),
        ("type=nonsense", "type"),
        ("user_id=1", "user_id"),
        ("first=2026-08-17", "first"),
    ],
)
def test_invalid_filter_names_the_parameter(budi: Person, query: str, field: str) -> None:
    for path in (PATH, EXPORT):
        answer = budi.get(f"{path}?{query}")
        assert answer.status_code == 422
        assert [error["field"] for error in answer.json()["errors"]] == [field]
    for bad in ("cursor=WzFd", "cursor=WyJ4IiwxXQ", "cursor=1", "cursor=~YQ.1", "page=0", "per_page=101"):
        assert budi.get(f"{PATH}?{bad}").status_code == 422
    assert budi.get(f"{EXPORT}?format=xlsx").status_code == 422
    assert "export" not in activity_types(budi)


@pytest.mark.parametrize("query", ["", "type=sale", "from=2026-01-02&to=2026-01-03", "type=sale&from=2026-01-02"])
def test_list_by_cursor_neither_skips_nor_repeats(shop: Shop, budi: Person, query: str) -> None:
    # Four share each timestamp, so only the id orders them.
    insert_activities(
        shop, budi, *(("sale", str(number), f"2026-01-0{1 + number // 4} 03:00:00") for number in range(12))
    )  # fmt: skip
    whole = activities_of(budi, query)
    walked: list[Any] = []
    cursor: str | None = ""
    while cursor is not None:
        page = budi.get(f"{PATH}?{query}&per_page=3&cursor={cursor}").json()
        assert (page["total_items"] - len(whole)) in (0, len(walked) > 0) and page["current_page"] is None
        walked += page["activities"]
        cursor = page["next_cursor"]
        if len(walked) == 3:
            budi.put("/api/users/profile", {"name": "Budi Santoso"})
    assert walked == whole
    assert walked == sorted(walked, key=lambda row: (row["created_at"], row["id"]), reverse=True)
    last = budi.get(f"{PATH}?type=sale&per_page=5&page=3").json()
    assert [row["detail"] for row in last["activities"]] == ["1", "0"]
    assert (last["total_pages"], last["current_page"], last["has_next"], last["has_prev"]) == (3, 3, False, True)


def test_export_equals_the_list(shop: Shop, budi: Person) -> None:
    nasty = 'Ayam "Geprek", pedas;\r\nnampan 😀'
    insert_activities(shop, budi, ("product_viewed", nasty, "2026-08-17 03:04:05"))
    answer = budi.get(f"{EXPORT}?format=csv")
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert answer.headers["Content-Disposition"] == "attachment; filename=activities.csv"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.content.startswith(b"\xef\xbb\xbfcreated_at,type,subject_id,detail,address,id\r\n")
    assert answer.content.endswith(b"\r\n")
    assert '"Ayam ""Geprek"", pedas;\r\nnampan 😀"'.encode() in answer.content
    rows = read_csv(answer.content)
    # The export itself is the newest entry of both.
    assert [(int(row["id"]), row["type"], row["detail"]) for row in rows] == [
        (row["id"], row["type"], row["detail"]) for row in activities_of(budi)
    ]
    assert (rows[0]["type"], rows[0]["detail"]) == ("export", "activities.csv")
    assert rows[-1]["created_at"] == "2026-08-17T10:04:05+07:00"
    answer = budi.get(f"{EXPORT}?format=json")
    assert answer.headers["Content-Type"] == "application/json"
    assert answer.headers["Content-Disposition"] == "attachment; filename=activities.json"
    assert answer.json() == {"activities": activities_of(budi)}


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "=cmd|'/c calc'!A1", "＝1+1"])
def test_csv_export_escapes_formulas(shop: Shop, budi: Person, formula: str) -> None:
    insert_activities(shop, budi, ("product_viewed", formula, "2026-08-17 00:00:00"))
    (row,) = read_csv(download(budi, "to=2026-08-17"))
    assert row["detail"] == "'" + formula
    answer = budi.get(f"{EXPORT}?to=2026-08-17&format=json").json()
    assert answer["activities"][0]["detail"] == formula


def test_csv_export_escapes_formulas_after_separators(shop: Shop) -> None:
    """Excel splits lines at the list separator of the locale, here the semicolon."""
    formula = "x;=cmd|' /C calc'!A0;"
    budi = shop.person("budi")
    budi.http.headers["User-Agent"] = formula
    budi.sign_in()
    text = budi.get(EXPORT).content.decode("utf-8-sig")
    assert "calc" in text
    cells = [cell for line in text.splitlines() for cell in re.split("[,;|\t]", line)]
    assert [cell for cell in cells if cell.strip(' "').startswith(("=", "+", "-", "@"))] == []
    assert formula in [row["detail"] for row in budi.get(f"{EXPORT}?format=json").json()["activities"]]


def test_csv_export_escapes_a_product_name(shop: Shop, sari: Person) -> None:
    sari.offers("=HYPERLINK(\"http://jahat.example\")")  # fmt: skip
    assert read_csv(download(sari, "type=product_created"))[0]["detail"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("form", ["csv", "json"])
def test_export_of_a_long_log_is_complete(shop: Shop, budi: Person, form: str) -> None:
    add_activities(shop, budi, 5_500)
    wanted = f"type=product_viewed&format={form}"
    file = download(budi, wanted)
    answer: Any = requests.models.complexjson.loads(file) if form == "json" else None
    ids = [int(row["id"]) for row in (answer["activities"] if answer else read_csv(file))]
    assert len(set(ids)) == len(ids) == 5_500
    # No connection is left inside a transaction.
    transactions = """
        SELECT t.trx_id FROM information_schema.innodb_trx t
        JOIN information_schema.processlist p ON p.id = t.trx_mysql_thread_id WHERE p.db = %s
    """
    wait_until(lambda: under_way(shop.database, transactions, shop.name) == [])


@pytest.mark.parametrize("form", ["csv", "json"])
def test_interrupted_export_says_that_it_is_incomplete(shop: Shop, budi: Person, form: str) -> None:
    add_activities(shop, budi, 30_000)
    url = f"{shop.url}{EXPORT}?format={form}"
    # Uncompressed, because all of it would fit into the socket buffers otherwise.
    headers = {**budi.http.headers, "Accept-Encoding": "identity"}
    with requests.get(url, headers=headers, stream=True, timeout=60) as answer:
        assert answer.status_code == 200
        file = answer.raw.read(1000)
        # The server waits for its reader and has not read most of the log yet.
        shop.rows("RENAME TABLE activities TO activities_away")
        try:
            file += answer.raw.read()
        finally:
            shop.rows("RENAME TABLE activities_away TO activities")
    if form == "csv":
        assert file.endswith(b"\r\nTIDAK LENGKAP / INCOMPLETE\r\n")
    else:
        with pytest.raises(ValueError, match=r"line 1"):
            requests.models.complexjson.loads(file)
    assert "a download broke off" in shop.app.log.read_text()
    assert budi.get(PATH).status_code == 200


def test_export_holds_no_connection_between_batches(shop: Shop, server: Server, budi: Person) -> None:
    add_activities(shop, budi, 1_500)
    socket = server.address.get("unix_socket")
    db.open(
        Database(
            server.address.get("host"), server.address.get("port", 0), server.address["user"],
            server.address.get("password", ""), shop.name, Path(socket) if socket else None,
        )
    )  # fmt: skip
    rows = activities.walk(budi.id, activities.Filter())
    next(rows)
    assert not db.has_connection()
    assert len(list(rows)) == 1_501
    assert not db.has_connection()
    db.close()


def test_abandoned_exports_release_their_connections(shop: Shop, budi: Person) -> None:
    add_activities(shop, budi, 30_000)
    url = f"{shop.url}{EXPORT}"
    for _ in range(20):
        # Uncompressed, because the first kilobyte would hold a third of the file otherwise.
        wanted = {**budi.http.headers, "Accept-Encoding": "identity"}
        with requests.get(url, headers=wanted, stream=True, timeout=60) as answer:
            assert answer.raw.read(1000)
    assert at_once(16, lambda _: budi.get(PATH).status_code) == [200] * 16


def test_registration_by_a_short_path_is_logged_alike(shop: Shop) -> None:
    person = shop.visitor()
    body = {"name": "Rina", "email": "rina@example.com", "password": PASSWORD}
    person.keep_tokens(person.post("/api/register", body).json() | {"user": {"id": 0}})
    assert activity_types(person) == ["sign_in", "sign_up"]
