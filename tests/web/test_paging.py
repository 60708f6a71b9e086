"""Pages by number end, and a cursor goes on."""

from __future__ import annotations

from support.people import Person, Shop


def test_pages_by_number_end_where_a_cursor_goes_on(shop: Shop, sari: Person, dewi: Person) -> None:
    sari.offers("Kopi")
    for person, path in ((shop.visitor(), "/api/products"), (dewi, "/api/users"), (dewi, "/api/audit")):
        assert person.get(f"{path}?page=100&per_page=100").status_code == 200
        for deep in ("page=101&per_page=100", "page=10000&per_page=2", "page=10001&per_page=1"):
            answer = person.get(f"{path}?{deep}")
            assert answer.status_code == 422, answer.text
    (fault,) = shop.visitor().get("/api/products?page=101&per_page=100").json()["errors"]
    assert fault["code"] == "page_too_deep" and "cursor" in fault["msg"]
