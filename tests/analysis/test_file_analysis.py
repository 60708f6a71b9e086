"""Upload of a file: the answer as JSON and CSV, questions, caching and limits."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from support.accounts import client_with_key, create_key
from support.app import ROOT, App, at_once
from support.people import Person, Shop

ANALYZE = "/api/analytics/analyze"
MONTHS = [f"{2024 + number // 12}-{number % 12 + 1:02}" for number in range(24)]
COFFEE = "bulan,jumlah\n" + "".join(f"{month},{100 + number * 3}\n" for number, month in enumerate(MONTHS))
TWO = "bulan;produk;terjual\n" + "".join(
    f"{month};Kopi;{100 + number}\n{month};=TEH();{50 - number}\n" for number, month in enumerate(MONTHS)
)


def send(person: Person, text: str | bytes, query: str = "", *, name: str = "penjualan.csv", **kwargs: Any) -> Any:
    content = text.encode() if isinstance(text, str) else text
    return person.post(ANALYZE + query, files={"file": (name, content)}, **kwargs)


def test_a_file_is_analysed_and_forecast(budi: Person) -> None:
    answer = send(budi, COFFEE, "?horizon=3")
    assert answer.status_code == 200, answer.text
    body = answer.json()
    (series,) = body["series"]
    assert body["columns"] == {"date": "bulan", "series": [], "value": ["jumlah"]}
    assert (body["frequency"]["unit"], body["rows"], body["totals"], body["degraded"]) == ("month", 24, None, None)
    assert (series["statistics"]["count"], series["statistics"]["last"]) == (24, 169)
    assert [row["date"] for row in series["forecast"]] == ["2026-01-01", "2026-02-01", "2026-03-01"]
    assert all(row["lo95"] <= row["lo80"] <= row["mean"] <= row["hi80"] <= row["hi95"] for row in series["forecast"])
    assert len(series["chart"]) == 27 and "svg" not in series
    (line,) = budi.get("/api/users/activities?type=analysis").json()["activities"]
    assert line["detail"] == f"penjualan.csv ({len(COFFEE)} bytes)"


def test_parameters_are_accepted_in_query_and_form(budi: Person) -> None:
    form = {"horizon": "2", "include_visualizations": "true", "series": ["produk"], "value": ["terjual"]}
    body = send(budi, TWO, "?horizon=5&date=bulan", data=form).json()
    assert {series["name"]: len(series["forecast"]) for series in body["series"]} == {"Kopi": 2, "=TEH()": 2}
    assert all(series["svg"].startswith("<svg") for series in body["series"])
    means = [sum(rows) for rows in zip(*([row["mean"] for row in s["forecast"]] for s in body["series"]), strict=True)]
    assert [row["mean"] for row in body["totals"]["forecast"]] == pytest.approx(means)
    assert send(budi, TWO, "?series=produk&include_forecast=false").json()["series"][0]["forecast"] is None
    for query, data in (("?periode=3", {}), ("", {"periode": "3"})):
        answer = send(budi, TWO, query, data=data)
        assert answer.status_code == 422
        code = "unknown_parameter" if query else "extra_forbidden"
        assert [(fault["field"], fault["code"]) for fault in answer.json()["errors"]] == [("periode", code)]


def test_a_question_names_the_parameter_that_answers_it(budi: Person) -> None:
    text = "tanggal kirim,tanggal bayar,jumlah\n" + "".join(
        f"2026-01-{day:02},2026-02-{day:02},{day}\n" for day in range(1, 29)
    )
    answer = send(budi, text, headers={"Accept-Language": "id"})
    problem = answer.json()
    assert (answer.status_code, problem["code"], problem["parameter"]) == (422, "analysis_question", "date")
    assert [one["parameter"] for one in problem["questions"]] == ["date"]
    assert problem["candidates"] == ["tanggal kirim", "tanggal bayar"]
    assert problem["errors"][0]["msg"].startswith("Ada beberapa kolom yang mungkin")
    assert send(budi, text, "?date=tanggal bayar").json()["columns"]["date"] == "tanggal bayar"
    orders = "tanggal,qty,harga\n" + "".join(f"0{month}/0{day}/2026,1,5\n" for month in (1, 2) for day in range(3, 9))
    problem = send(budi, orders).json()
    assert [(one["parameter"], one["candidates"]) for one in problem["questions"]] == [
        ("value", ["qty", "harga"]), ("day_order", ["day_first", "month_first"]),
    ]  # fmt: skip
    assert [fault["field"] for fault in problem["errors"]] == ["value", "day_order"]
    assert send(budi, orders, "?value=qty&day_order=month_first").status_code == 200
    problem = send(budi, "bulan,jumlah\nJanuari,3\nFebruari,4\n").json()
    assert (problem["parameter"], problem["errors"][0]["code"]) == ("year", "year_missing")
    assert send(budi, "bulan,jumlah\nJanuari,3\nFebruari,4\n", "?year=2026").json()["series"][0]["to"] == "2026-02-01"
    seldom = "tanggal,jumlah\n" + "".join(f"2026-{day},3\n" for day in ("01-01", "01-20", "03-03", "03-07", "06-07"))
    problem = send(budi, seldom).json()
    assert (problem["code"], problem["parameter"]) == ("analysis_question", "frequency")
    assert send(budi, seldom, f"?frequency={problem['candidates'][0]}").status_code == 200
    answer = send(budi, b"%PDF-1.7", name="laporan.csv")
    assert (answer.status_code, answer.json()["errors"][0]["code"]) == (422, "file_pdf")


def test_notices_are_in_the_callers_language(budi: Person) -> None:
    text = COFFEE.replace("2024-05,112", "2024-05,seratus")
    for language, sentence in (("en", "This is not a number."), ("id", "Ini bukan angka.")):
        body = send(budi, text, headers={"Accept-Language": language}).json()
        assert body["notice_counts"]["value_unreadable"] == 1
        (notice,) = [notice for notice in body["notices"] if notice["code"] == "value_unreadable"]
        assert (notice["line"], notice["column"], notice["sample"]) == (6, "jumlah", "seratus")
        assert notice["msg"] == sentence


def test_the_answer_can_be_exported_as_csv(budi: Person) -> None:
    answer = send(budi, TWO, "?export_format=csv&horizon=2", name="../toko saya.csv")
    assert answer.headers["Content-Type"].startswith("text/csv")
    assert 'filename="toko saya-analysis.csv"' in answer.headers["Content-Disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert {row["name"] for row in rows} == {"Kopi", "'=TEH()", ""}
    coffee = [row for row in rows if row["name"] == "Kopi"]
    assert [row["kind"] for row in coffee] == ["actual"] * 24 + ["forecast"] * 2
    assert (coffee[0]["date"], coffee[0]["value"], coffee[0]["mean"]) == ("2024-01-01", "100", "")
    assert float(coffee[-1]["lo95"]) <= float(coffee[-1]["mean"]) and coffee[-1]["value"] == ""
    assert [row["kind"] for row in rows if not row["name"]] == ["total"] * 26
    file = send(budi, TWO, "?export_format=json&horizon=2")
    assert "filename=penjualan-analysis.json" in file.headers["Content-Disposition"]
    assert file.json() == send(budi, TWO, "?horizon=2").json()


def test_a_repeated_file_has_the_same_etag(budi: Person, sari: Person) -> None:
    first, again = send(budi, COFFEE), send(sari, COFFEE, name="lain.csv")
    assert first.content == again.content
    etag = first.headers["ETag"]
    assert again.headers["ETag"] == etag
    seen = send(budi, COFFEE, headers={"If-None-Match": etag})
    assert (seen.status_code, seen.content, seen.headers["ETag"]) == (304, b"", etag)
    others = [send(budi, COFFEE + "2026-01,1\n"), send(budi, COFFEE, "?horizon=7"), send(budi, COFFEE, "?tier=best")]
    others += [send(budi, COFFEE, "?export_format=csv"), send(budi, COFFEE, headers={"Accept-Language": "id"})]
    assert len({etag, *(answer.headers["ETag"] for answer in others)}) == 6


def test_an_api_key_needs_the_analytics_scope(shop: Shop) -> None:
    dian = shop.person("dian", "developer")
    may = client_with_key(shop, create_key(dian, scopes=["analytics:read"])["api_key"])
    may_not = client_with_key(shop, create_key(dian, scopes=["courses:read"])["api_key"])
    assert send(may, COFFEE).status_code == 200
    refused = send(may_not, COFFEE)
    assert (refused.status_code, refused.json()["code"]) == (403, "insufficient_scope")


def test_a_missing_or_too_large_file_is_refused(budi: Person) -> None:
    assert budi.post(ANALYZE, files={"horizon": (None, "3")}).json()["errors"][0]["field"] == "file"
    assert budi.post(ANALYZE, {"file": "x"}).status_code == 415
    assert send(budi, "").json()["errors"][0]["code"] in ("missing", "file_is_empty")
    assert send(budi, b"x" * (65 * 1024 * 1024)).status_code == 413


def children(app: App) -> Iterator[int]:
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            try:
                parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
            if parent == app.process.pid:
                yield int(entry.name)


def test_web_processes_do_not_load_numpy(shop: Shop, budi: Person) -> None:
    assert send(budi, COFFEE).status_code == 200
    family = [shop.app.process.pid, *children(shop.app)]
    assert len(family) > 1
    for pid in family:
        assert "numpy" not in Path(f"/proc/{pid}/maps").read_text()


def test_concurrent_analyses_are_answered_or_told_to_retry(shop: Shop, sari: Person, budi: Person) -> None:
    text = TWO.replace("Kopi", "Kopi {number}")

    def ask(number: int) -> tuple[int, str]:
        person = (sari, budi)[number % 2]
        answer = requests.post(
            shop.url + ANALYZE,
            files={"file": text.format(number=number)},
            headers=dict(person.http.headers),
            timeout=30,
        )
        return answer.status_code, answer.json().get("code", "")

    found = set(at_once(6, ask))
    assert (200, "") in found
    assert found <= {(200, ""), (429, "too_many_analyses"), (503, "busy")}


def test_the_openapi_schema_covers_the_answer(budi: Person) -> None:
    document = json.loads((ROOT / "docs" / "openapi.json").read_text())
    body = send(budi, TWO, "?include_visualizations=true").json()
    schemas = document["components"]["schemas"]
    assert schemas["Analysis"]["properties"].keys() == body.keys()
    name = schemas["Analysis"]["properties"]["series"]["items"]["$ref"].rpartition("/")[2]
    assert schemas[name]["properties"].keys() == body["series"][0].keys()


def test_outgoing_rows_raise_a_question_and_can_be_left_out(budi: Person) -> None:
    text = "tanggal,arah,nominal\n" + "".join(
        f"2026-01-{day:02},{way},{day}000\n" for day in range(1, 29) for way in ("CR", "DB")
    )
    body = send(budi, text, "?series=-", headers={"Accept-Language": "id"}).json()
    assert (body["parameter"], body["candidates"]) == ("skip", ["arah:CR", "arah:DB", "-"])
    assert body["errors"][0]["msg"].startswith("“arah” menyebut apakah tiap nilai masuk atau keluar (CR, DB)")
    body = send(budi, text, "?series=-&skip=arah:DB").json()
    assert (body["series"][0]["statistics"]["sum"], body["rows"]) == (406_000, 28)
    assert [one["msg"] for one in body["notices"]] == ["Rows were left out as requested: DB: 28."]
    assert send(budi, text, "?skip=arah").json()["errors"][0]["field"] == "skip.0"
