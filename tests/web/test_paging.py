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


def test_pages_of_searches_and_filters_end_earlier(shop: Shop, sari: Person) -> None:
    sari.offers("Kopi")
    for filtered in ("search=kopi", f"seller_id={sari.id}", "min_price=0", "in_stock=true", "in_stock=false"):
        path = f"/api/products?{filtered}&sort_by=name&per_page=100"
        assert shop.visitor().get(f"{path}&page=20").status_code == 200
        (fault,) = shop.visitor().get(f"{path}&page=21").json()["errors"]
        assert fault["code"] == "page_too_deep" and "2000" in fault["msg"] and "cursor" in fault["msg"]
        assert shop.visitor().get(f"{path}&page=21&cursor=").status_code == 200
    assert shop.visitor().get("/api/products?search=&sort_by=name&per_page=100&page=21").status_code == 200
    assert sari.get("/api/products?scope=own&per_page=100&page=21").status_code == 200
