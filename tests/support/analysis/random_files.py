"""Random files for the analysis, valid and hostile."""

from __future__ import annotations

import json
import random
import string
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from domain.analytics.options import Options

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
TINY = (
    b"",
    b"\x00",
    b"\xef\xbb\xbf",
    b" ",
    b"tanggal",
    b"tanggal,nilai\n",
    b"2024-01-01,5",
    b"5",
    b"null",
    b"[]",
    b"{}",
)


MAGIC = (b"PK\x03\x04", b"\x1f\x8b\x08", b"%PDF-1.7", b"\x89PNG\r\n", b"<!doctype html>", b"\xd0\xcf\x11\xe0")


Chance = random.Random


def spell_date(chance: Chance, style: int, day: date) -> str:
    return (
        day.isoformat(),
        day.strftime("%d/%m/%Y"),
        day.strftime("%m/%d/%Y"),
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
        f"{day.isoformat()}T{chance.randrange(24):02d}:00:00",
        f"{day.isoformat()} {chance.randrange(24):02d}:{chance.choice((0, 15, 30, 45)):02d}",
        f"{day.year}-{day.month:02d}",
        str(day.year),
        day.strftime("%Y%m%d"),
        str(chance.randrange(10**10)),
    )[style]


def spell_number(chance: Chance, style: int) -> str:
    value = chance.choice(
        (chance.gauss(100, 30), float(chance.randrange(50)), 0.0, -chance.random(), chance.random() * 1e7)
    )
    return (
        f"{value:.0f}", f"{value:.2f}", f"{value:,.2f}", f"{value:,.0f}".replace(",", "."), f"Rp {value:.0f}", "0",
        f"{value:.2f}".replace(".", ","), "7",
    )[style]  # fmt: skip


def table(chance: Chance) -> list[list[str]]:
    """A file as a merchant might write it: a header, then rows of a date, a series and values."""
    count = chance.choice((1, 2, 3, 10, 40, 120))
    names = [
        chance.choice(("Kopi", "Teh 250 g", "<b>", "=1+1", "Gula\x07", "é", "🍜", "")) + str(i)
        for i in range(chance.choice((1, 1, 2, 5)))
    ]
    style, figures = chance.choice((0, 0, 0, *range(10))), chance.randrange(8)
    step = chance.choice((1, 1, 1, 7, 30, 365))
    begin = date(chance.choice((2020, 2024, 1999)), chance.randrange(1, 13), chance.randrange(1, 29))
    header = ["tanggal", "produk", "jumlah"]
    if chance.random() < 0.15:
        header = chance.choices(["a", "b", "date", "x", "nilai", ""], k=3)
    lines = [
        [spell_date(chance, style, begin + timedelta(i * step)), name, spell_number(chance, figures)]
        for i in range(count)
        for name in names
    ]
    return [header, *lines]


def csv(lines: list[list[str]], mark: str = ",", end: str = "\n") -> bytes:
    def cell(text: str) -> str:
        return '"' + text.replace('"', '""') + '"' if mark in text or '"' in text else text

    return end.join(mark.join(map(cell, line)) for line in lines).encode()


def good(chance: Chance) -> bytes:
    return csv(table(chance), chance.choice(",;\t|"), chance.choice(("\n", "\r\n", "\r")))


def wide(chance: Chance) -> bytes:
    """A column for each period, whose names may be anything."""
    style, figures = chance.choice((0, 0, *range(10))), chance.randrange(8)
    step, beside = chance.choice((1, 31, 366)), chance.choice((["produk"], ["tahun"], ["no", "bulan"], []))
    periods = [spell_date(chance, style, date(2020, 1, 1) + timedelta(i * step)) for i in range(chance.choice((2, 12)))]
    rows = [
        [chance.choice(("Kopi", "Total", "2024", "Mei", "")) for _ in beside]
        + [spell_number(chance, figures) for _ in range(len(periods) + chance.choice((0, 0, -1, 1)))]
        for _ in range(chance.choice((1, 5, 20)))
    ]
    return csv([[*beside, *periods], *rows], chance.choice(",;"))


def encoded(chance: Chance) -> bytes:
    text = good(chance).decode()
    codec = chance.choice(("utf-16", "utf-16-le", "utf-32", "latin-1", "cp1252", "utf-8-sig", "utf-7"))
    data = text.encode(codec, "replace")
    return data + "é€".encode(chance.choice(("utf-8", "cp1252", "utf-16"))) if chance.random() < 0.5 else data


def mutated(chance: Chance) -> bytes:
    data = bytearray((good if chance.random() < 0.6 else documents)(chance))
    junk = (
        b"\x00", b'"', b"\xff\xfe", b"1e308", b"1e-320", b"inf", b"nan", b"-", b"=cmd|' /C calc'!A0", b"\r", b"\n\n",
        b",", b";", b"[", b"{", b"null", b"9" * 400, b"2024-02-30", b"0001-01-01", b"\xed\xa0\x80", b"\\ud800",
    )  # fmt: skip
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        place = chance.randrange(len(data) + 1)
        end = place + chance.randrange(30)
        match chance.randrange(5):
            case 0:
                data[place:place] = chance.choice(junk)
            case 1:
                del data[place:end]
            case 2:
                data[place:place] = data[place:end]
            case 3:
                data[place : place + 1] = bytes([chance.randrange(256)])
            case 4:
                del data[place:]
    return bytes(data)


def odd_values(chance: Chance) -> bytes:
    kinds = (
        ["1e308", "-1e308", "1.7e308"], ["1e-320", "5e-324", "0"], ["5e-324", "0"],
        ["inf", "-inf", "Infinity", "nan", "NaN", "1e999"],
        ["", "null", "-"], ["=1+1", "@SUM(A1)", "+5", "-7"], ["abc", "x"], ["42"], ["0", "0", "0", "0", "1"],
        ["-5", "-1.5", "-1000000"], ["999999999999999", "1000000000000000", "9007199254740993"],
        ["1,5", "1.5", "1.500", "1,500.00", "1.500,00"], ["1e100", "-1e100", "9e99"],
        ["0.1", "0.2", "0.30000000000000004"], ["1e99", "1"], ["1e-30", "1e30", "1"], ["٣", "½", "１２", "٫"],
        ["1e14", "0.0001"], ["100%", "12 kg", "Rp 5.000", "(300)", "1 000", "1'000"],
    )  # fmt: skip
    lines = table(chance)
    few = chance.choice(kinds)
    often = chance.choice((1.0, 1.0, 0.5, 0.05))
    for line in lines[1:]:
        if chance.random() < often:
            line[2] = chance.choice(few)
    return csv(lines, ";")


def odd_dates(chance: Chance) -> bytes:
    kinds = (
        ["0001-01-01", "9999-12-31"], ["9999-12-30", "9999-12-31", "9999-12-29"],
        ["2024-02-29", "2023-02-29", "2020-02-29"], ["1700-01-01", "2200-01-01"],
        ["0001-01-01", "0001-01-02", "0001-01-03"], ["2024-01-01"], ["01/02/2024", "02/01/2024", "13/01/2024"],
        ["1/1/24", "31/12/99"], ["2024-W01", "2024-W53", "2020-W53"], ["2024-Q1", "2024-Q4", "Q2 2025"],
        ["2024-13-01", "2024-00-00"], ["45000", "45001", "45002"], ["1704067200", "1704153600"], ["", "null"],
        ["2024", "2025", "1900", "9999"], ["24:00", "10:00"],
        ["2024-01-01T00:00:00Z", "2024-01-01T07:00:00+07:00", "2024-03-31T02:30:00"], ["2024-01-01 23:59:60"],
        ["-0044-03-15", "10000-01-01"], ["kemarin", "Senin"], ["9999-12", "9999-11"],
        ["2024-01-01T00:00:01", "2024-01-01T00:00:02", "2024-06-01T00:00:00"],
    )  # fmt: skip
    lines = table(chance)
    few = chance.choice(kinds)
    often = chance.choice((1.0, 1.0, 0.5, 0.05))
    for line in lines[1:]:
        if chance.random() < often:
            line[0] = chance.choice(few)
    return csv(lines)


def shuffled(chance: Chance) -> bytes:
    header, *lines = table(chance)
    if chance.random() < 0.5:
        lines.reverse()
    else:
        chance.shuffle(lines)
    lines += chance.choices(lines, k=chance.randrange(20))
    return csv([header, *lines])


def shapes(chance: Chance) -> bytes:
    """Too wide, too long, too much of the same, too little of anything."""
    match chance.randrange(12):
        case 0:
            return b"," * chance.choice((10, 59, 60, 5_000, 150_000))
        case 1:
            return b'"' + b"x" * chance.choice((299, 301, 100_000, 250_000)) + chance.choice((b"", b'"', b'",2024\n'))
        case 2:
            width = chance.choice((2, 30, 61, 2_000))
            header = ["tanggal", *(f"nilai {i}" for i in range(width))]
            return csv([header, *([f"2024-01-{day:02d}", *["1"] * width] for day in range(1, 9))])
        case 3:
            return b"\n" * chance.choice((1, 1_000, 100_000))
        case 4:
            return chance.choice(TINY)
        case 5:
            return b"tanggal,jumlah\n" + b"2024-01-01,1\n" * chance.choice((2_999, 3_001))
        case 6:
            names = (f"p{i}" for i in range(chance.choice((39, 40, 41, 2_000))))
            return csv([["tanggal", "produk", "jumlah"], *(["2024-01-01", name, "1"] for name in names)])
        case 7:
            lines = table(chance)
            return csv([line[: chance.randrange(4)] + ["x"] * chance.randrange(3) for line in lines])
        case 8:
            column = chance.choice((0, 2))
            return csv([[line[column]] for line in table(chance)])
        case 9:
            return b"tanggal,jumlah\n" + b'2024-01-01,"' + b"1\n" * 50_000
        case 10:
            lines = table(chance)
            return csv([[*line, *line] for line in lines])
        case _:
            return chance.choice(MAGIC) + chance.randbytes(200)


def noise(chance: Chance) -> bytes:
    if chance.random() < 0.5:
        return chance.randbytes(chance.choice((1, 10, 1_000, 20_000)))
    letters = string.digits + ",;\t\n\r\"'.-:/ eE+{}[]" + "abc\x00é"
    return "".join(chance.choices(letters, k=chance.choice((5, 100, 5_000)))).encode()


def documents(chance: Chance) -> bytes:
    header, *lines = table(chance)
    keys = header if len(set(header)) == 3 else ["tanggal", "produk", "jumlah"]
    things = (1, 2.5, None, True, "3", [1], {"a": 1}, 10**400, 10**18)
    values: Callable[[str], Any] = chance.choice((str, str, lambda text: chance.choice(things), lambda text: 7))
    rows = [dict(zip(keys, [*line[:2], values(line[2])], strict=True)) for line in lines]
    big = chance.choice(
        (b"1e308", b"1e999", b"-1e309", b"NaN", b"Infinity", b'"\\ud800"', b"1" * 5_000, b"-0", b"0.1e-400")
    )

    def dumped(thing: Any) -> bytes:
        return json.dumps(thing, ensure_ascii=chance.random() < 0.5).encode("utf-8", "surrogatepass")

    match chance.randrange(9):
        case 0:
            return dumped(rows)
        case 1:
            return b"\n".join(dumped(row) for row in rows)
        case 2:
            return dumped({key: [row[key] for row in rows] for key in keys})
        case 3:
            return dumped({chance.choice(("data", "rows", "x")): rows})
        case 4:
            return dumped(rows).replace(b"7", big)
        case 5:
            return dumped([list(row.values()) for row in rows])
        case 6:
            return dumped(
                {row["produk"]: {row["tanggal"]: row["jumlah"]} for row in rows if len(row) == 3 and "produk" in row}
                or 1
            )
        case 7:
            return b"[" + dumped(rows[0]).replace(b"}", b',"tanggal":1,"jumlah":2}') + b"]"
        case _:
            return dumped(rows)[: chance.randrange(100)]


def bombs(chance: Chance) -> bytes:
    depth = chance.choice((100, 5_000, 60_000))
    match chance.randrange(6):
        case 0:
            return b"[" * depth
        case 1:
            return b'{"a":' * depth + b"1" + b"}" * depth
        case 2:
            return b"[" * depth + b"]" * depth
        case 3:
            return b'[{"tanggal":"2024-01-01","jumlah":' + b"[" * depth + b"]" * depth + b"}]"
        case 4:
            return b'{"' + b"k" * depth + b'":' + b'"' + b"v" * depth + b'"}'
        case _:
            return b'[{"tanggal":"2024-01-01",' + b",".join(b'"k%d":1' % i for i in range(depth // 20)) + b"}]"


# How often each comes.
FAMILIES = {
    good: 1, wide: 1, encoded: 1, mutated: 3, odd_values: 2, odd_dates: 2, shuffled: 1, shapes: 1, noise: 1,
    documents: 2, bombs: 1,
}  # fmt: skip


def wish(chance: Chance) -> Options:
    """What a caller might ask for, sensible or not."""
    rude = chance.random() < 0.2

    def seldom(*choices: Any) -> Any:
        return chance.choice(choices) if chance.random() < 0.15 else None

    return Options(
        include_forecast=chance.random() < 0.9,
        include_visualizations=chance.random() < 0.3,
        horizon=seldom(1, 2, 30, 400),
        tier=chance.choice(("fast", "fast", "best")),
        frequency=seldom("hour", "day", "business_day", "week", "month", "quarter", "year"),
        date=seldom("tanggal") or (seldom("jumlah", "nosuch", "") if rude else None),
        series=seldom(("produk",)) or (seldom(("produk", "produk"), ("nosuch",), ("tanggal",)) if rude else None) or (),
        value=seldom(("jumlah",)) or (seldom(("jumlah", "produk"), ("nosuch",)) if rude else None) or (),
        aggregate=seldom("sum", "mean", "count"),
        fill=seldom("zero", "interpolate"),
        through=seldom("2024-12-31", "2030-01-01", *(("1900-01-01", "9999-12-31", "soon", "") if rude else ())),
        day_order=seldom("day_first", "month_first"),
        language=chance.choice(("en", "id")),
    )


def random_file(seed: int) -> tuple[bytes, Options]:
    """Return a file and the options of its analysis."""
    chance = Chance(seed)
    (family,) = chance.choices(list(FAMILIES), list(FAMILIES.values()))
    return family(chance), wish(chance)
