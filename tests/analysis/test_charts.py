"""Charts: they show what the numbers say, in words, too, for any numbers and names."""

from __future__ import annotations

import re
from datetime import date, timedelta
from itertools import accumulate
from typing import Any
from xml.etree import ElementTree

import numpy as np
import pytest

from domain.analytics import charts
from domain.analytics.charts import Scale, label_positions

SVG = "{http://www.w3.org/2000/svg}"
YEAR = [(date(2024, 1, 1) + timedelta(day)).isoformat() for day in range(393)]
RANDOM = np.random.default_rng(6)
SALES = np.round(100 + 40 * np.sin(np.arange(365) * 2 * np.pi / 7) + RANDOM.normal(0, 15, 365)).clip(0)


def outlook(last: float, horizon: int, width: float) -> np.ndarray:
    mean = last + np.arange(horizon) * width / 10
    reach = width * np.sqrt(np.arange(1, horizon + 1))
    return np.round([mean, mean - reach, mean + reach, mean - 1.5 * reach, mean + 1.5 * reach], 2)


def draw(**said: Any) -> str:
    arguments: dict[str, Any] = {
        "place": 0, "name": "Kopi Gayo", "unit": "day", "dates": YEAR, "values": SALES, "outliers": [],
        "outlook": outlook(100, 28, 10), "direction": "none", "language": "en", **said,
    }  # fmt: skip
    return charts.svg(**arguments)


def texts(svg: str) -> list[str]:
    return [element.text or "" for element in ElementTree.fromstring(svg).iter(SVG + "text")]


def test_the_chart_of_a_year_fits_in_seven_kilobytes() -> None:
    assert len(draw(outliers=[17, 201]).encode()) <= 7_000


def test_history_leaves_room_for_the_forecast() -> None:
    shown = [charts.drawn_periods(1_000, horizon) for horizon in (0, 1, 12, 28, 400)]
    assert shown == [365, 120, 120, 168, 365]
    assert charts.drawn_periods(80, 28) == 80


def test_charts_have_an_accessible_name_and_description() -> None:
    picture = ElementTree.fromstring(draw(place=4, direction="rising", outliers=[17, 201]))
    assert picture.get("role") == "img" and picture.get("aria-labelledby") == "chart-4-title chart-4-desc"
    title, description = picture[0], picture[1]
    assert (title.tag, title.get("id"), title.text) == (SVG + "title", "chart-4-title", "Kopi Gayo")
    assert (description.tag, description.get("id")) == (SVG + "desc", "chart-4-desc")
    assert description.text == (
        f"Daily values from 1 January 2024 to 30 December 2024, between {SALES.min():.0f} and {SALES.max():.0f}, "
        "with a rising trend; 2 outliers are marked. The forecast goes up to 27 January 2025 and ends at 127, "
        "in 95 of 100 cases between 47.63 and 206.37."
    )


def test_charts_are_available_in_indonesian() -> None:
    months = [f"{2020 + month // 12}-{month % 12 + 1:02d}-01" for month in range(36)]
    values = np.linspace(12_500_000.5, 19_000_000, 30)
    ahead = outlook(19e6, 6, 1e6)
    picture = draw(unit="month", dates=months, values=values, outlook=ahead, direction="falling", language="id")
    description = ElementTree.fromstring(picture)[1].text
    assert description == (
        "Nilai bulanan dari Januari 2020 sampai Juni 2022, antara 12.500.000,5 dan 19.000.000, dengan tren turun. "
        "Perkiraan sampai Desember 2022 berakhir di 19.500.000, dalam 95 dari 100 kejadian antara 15.825.765,39 dan "
        "23.174.234,61."
    )
    shown = texts(picture)
    assert {"perkiraan", "selang 80 % dan 95 %", "20 jt", "Jul 2020"} <= set(shown)
    assert "outlier" not in shown


def test_lines_are_drawn_at_the_values() -> None:
    picture = ElementTree.fromstring(draw(outliers=[]))
    (inner,) = [group for group in picture.iter(SVG + "g") if "scale" in group.get("transform", "")]
    history = next(path for path in inner if path.get("stroke") == "currentColor").get("d", "")
    start, _, path_steps = history.removeprefix("M0 ").partition("l1")
    falls = [
        int(step) for step in re.split(r" 1 ?(?=[ -]|\d)", path_steps.replace("-", " -").strip().replace("  ", " "))
    ]
    heights = np.array(list(accumulate(falls, initial=int(start))))
    labels = [float(text) for text in texts(draw()) if re.fullmatch(r"\d+", text)]
    top, foot = max(labels), min(labels)
    drawn = top - heights / (charts.CHART_HEIGHT * charts.SUBPIXELS) * (top - foot)
    assert len(drawn) == 365
    # Half a tenth of a pixel.
    assert np.abs(drawn - SALES).max() <= (top - foot) / charts.CHART_HEIGHT / 20 + 1e-9


@pytest.mark.parametrize(
    "name", ["<script>alert(1)</script>", "a & b", 'x" onload="y', "]]>", "'", "\x00\x1b[31m\ud800\ufffe"]
)
def test_names_are_escaped(name: str) -> None:
    picture = ElementTree.fromstring(draw(name=name).encode())
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        "svg",
        "title",
        "desc",
        "g",
        "path",
        "text",
        "circle",
    }
    assert picture[0].text == (name if name.isprintable() else "[31m")


def test_a_long_name_is_shortened_in_the_heading_only() -> None:
    picture = draw(name="Beras " * 40)
    assert ElementTree.fromstring(picture)[0].text == ("Beras " * 40).strip()
    assert texts(picture)[0].endswith("…") and len(texts(picture)[0]) == charts.MAX_NAME_LENGTH


@pytest.mark.parametrize(
    "values",
    [[0.0], [5.0], [-3.0, -3.0], [1e100, -1e100], [1e100, 1e100], [1e-100, 2e-100], [5e-324, 0], [0, 1e-320],
     [1e9, 1e9 + 1],
     [1e15, 1e15 + 2], [-5, 5], [1e300, -1e300], [0.1 + 0.2, 0.3]],
)  # fmt: skip
@pytest.mark.parametrize("language", ["en", "id"])
def test_any_numbers_give_a_chart(values: list[float], language: str) -> None:
    history = np.array(values)
    for ahead in (
        None,
        np.full((5, 3), history[-1]),
        np.full((5, 3), np.nan),
        np.array([[history[-1]] * 3] + [[np.nan] * 3] * 4),
    ):
        dates = YEAR[: len(values) + (0 if ahead is None else 3)]
        picture = draw(values=history, dates=dates, outlook=ahead, outliers=[0], language=language)
        ElementTree.fromstring(picture)
        assert not re.search(r"\b(nan|inf|None)\b", picture)


def test_wide_intervals_leave_the_history_readable() -> None:
    ahead = outlook(100, 28, 1e6)
    ahead[0] = 100
    scale = Scale.of(SALES, ahead)
    assert scale.top * scale.step <= 3 * SALES.max()
    # Values outside the scale are drawn at the edge.
    assert {0, charts.CHART_HEIGHT * charts.SUBPIXELS} <= {*scale.heights(ahead[3]), *scale.heights(ahead[4])}
    assert all(0 <= height <= charts.CHART_HEIGHT * charts.SUBPIXELS for row in ahead for height in scale.heights(row))


def test_the_legend_lists_only_what_is_drawn() -> None:
    assert {"forecast", "80 % and 95 % intervals", "outlier"} <= set(texts(draw(outliers=[3])))
    assert "outlier" not in texts(draw()) and "forecast" not in texts(draw(outlook=None, dates=YEAR[:365]))
    alone = outlook(100, 28, 10)
    alone[1:] = np.nan
    assert "80 % and 95 % intervals" not in texts(draw(outlook=alone))
    assert "95 of 100" not in draw(outlook=alone) and "ends at 127." in draw(outlook=alone)


def every(unit: str, count: int) -> list[str]:
    begin = date(2021, 11, 15)
    if unit == "year":
        return [f"{1950 + i}-01-01" for i in range(count)]
    if unit in ("month", "quarter"):
        length = 1 if unit == "month" else 3
        return [f"{2001 + i * length // 12}-{i * length % 12 + 1:02d}-01" for i in range(count)]
    if unit == "hour":
        return [f"{begin + timedelta(i // 24)}T{i % 24:02d}:00:00" for i in range(count)]
    return [(begin + timedelta(i * (7 if unit == "week" else 1))).isoformat() for i in range(count)]


@pytest.mark.parametrize("unit", ["year", "quarter", "month", "week", "day", "business_day", "hour", "step"])
@pytest.mark.parametrize("count", [1, 2, 3, 5, 8, 13, 29, 61, 120, 250, 393, 765])
def test_the_time_axis_has_a_few_labels(unit: str, count: int) -> None:
    dates = every("hour" if unit == "step" else unit, count)
    found = label_positions(dates, unit, "en")
    assert min(count, 3) <= len(found) <= charts.MAX_DATE_LABELS
    labels = [text for _, text in found]
    assert len(set(labels)) == len(labels)
    for place, text in found:
        assert dates[place][:4] in text or str(int(dates[place][8:10])) in text.split()


def test_axis_labels_of_rates_are_readable() -> None:
    rates = {"values": np.array([16_600.0, 17_400]), "dates": YEAR[:2], "outlook": None}
    assert "16.800" in texts(draw(**rates, language="id")) and "16,800" in texts(draw(**rates, language="en"))


def test_axis_labels_of_amounts_are_short_in_both_languages() -> None:
    for language, expected in (("en", {"0", "0.5B", "2.0B"}), ("id", {"0", "0,5 M", "2,0 M"})):
        picture = draw(values=np.array([0, 2e9]), dates=YEAR[:2], outlook=None, language=language)
        assert expected <= set(texts(picture)), texts(picture)


WORTH = {"en": {"K": 1e3, "M": 1e6, "B": 1e9, "T": 1e12}, "id": {"rb": 1e3, "jt": 1e6, "M": 1e9, "T": 1e12}}


def as_read(label: str, language: str) -> float:
    """Return the number that a reader takes from a label."""
    found = re.fullmatch(r"(-?[\d.,]+) ?([A-Za-z]*)", label)
    assert found, label
    number, suffix = found.groups()
    if language == "id":
        number = number.translate(str.maketrans(".,", ",."))
    assert re.fullmatch(r"-?\d{1,3}(,\d{3})*(\.\d+)?", number), label
    return float(number.replace(",", "")) * (WORTH[language][suffix] if suffix else 1)


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    ("value", "other"),
    [
        *((value, 0) for value in (0.00002, 0.02, 1, 15, 999, 1_000, 9_999, 10_000, 12_500, 40_000, 123_456, 999_999)),
        *((value, 0) for value in (1e6, 1.5e6, 37_250_000, 2e9, 8.4e11, 1e12, 3e14)),
        *(
            (-40_000, 20_000),
            (-1.5e6, -2e6),
            (-15, 3),
            (15_900, 15_700),
            (12_510_000, 12_500_000),
            (1.25e9, 1.24e9),
            (17_400, 16_600),
        ),
    ],
)
def test_axis_labels_give_the_right_values(value: float, other: float, language: str) -> None:
    picture = ElementTree.fromstring(
        draw(values=np.array([value, other, value]), dates=YEAR[:3], outlook=None, language=language)
    )
    axis = [text for text in picture.iter(SVG + "text") if text.get("x") == "-8"]
    heights = [float(text.get("y", "")) - 4 for text in axis]
    said = [as_read(text.text or "", language) for text in axis]
    (inner,) = [group for group in picture.iter(SVG + "g") if "scale" in group.get("transform", "")]
    drawn = int(re.match(r"M0 (\d+)", inner[0].get("d", ""))[1]) / charts.SUBPIXELS  # type: ignore[index]
    # One pixel.
    assert np.interp(-drawn, -np.array(heights), said) == pytest.approx(
        value, abs=(said[-1] - said[0]) / charts.CHART_HEIGHT
    )
    assert len(set(said)) == len(said) >= 4
    # Large labels use a suffix, so that nobody has to count digits.
    assert abs(value) < 1e4 or abs(value - other) < abs(value) / 10 or any(text.text[-1:].isalpha() for text in axis)
