"""docs/analytics.md matches the code, and its example is a real answer."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Iterator
from typing import get_args

import pytest

import messages
from domain.analytics import charts, pipeline, rendering
from domain.analytics.options import LONGEST_HORIZON, Limits, Options
from domain.analytics.reading.json_records import LARGEST_WHOLE
from domain.analytics.reading.sniffing import LONGEST_LINE
from domain.analytics.series import calendars, growth
from routes.analysis.file_analysis import CSV_COLUMNS, AnalysisParameters
from support.analysis.analyses import events, whole
from support.app import ROOT
from support.samples import matches_sample

PAGE = (ROOT / "docs" / "analytics.md").read_text()
ENGINE = [ast.parse(path.read_text()) for path in sorted((ROOT / "domain" / "analytics").rglob("*.py"))]
# Refusals that a file can't cause, because an earlier check applies: dates and numbers have smaller limits, series are
# counted, and the route accepts days only.
UNSEEN = {"values_too_large", "too_many_series", "through_invalid"}
# Reasons and a parameter that share their name with a code elsewhere.
OTHERS = {"too_large", "too_short", "day_order"}


def chapter(title: str) -> str:
    """Return the text under a heading, up to the next one of its level."""
    mark = re.search(rf"^(#+) {re.escape(title)}$", PAGE, re.MULTILINE)
    assert mark, title
    return re.split(rf"^#{{2,{len(mark[1])}}} ", PAGE[mark.end() :], maxsplit=1, flags=re.MULTILINE)[0]


def rows(text: str) -> Iterator[list[str]]:
    """Yield the rows of tables without header and rule."""
    for table in re.findall(r"(?:^\|.*\n)+", text, re.MULTILINE):
        for row in table.splitlines()[2:]:
            yield [cell.strip() for cell in re.split(r"(?<!\\)\|", row)[1:-1]]


def codes(text: str) -> set[str]:
    return set(re.findall(r"`([a-z][a-z0-9_]*)`", text))


def first_column_codes(title: str) -> set[str]:
    """Return the codes in the first column of a chapter's tables."""
    return set().union(*(codes(row[0]) for row in rows(chapter(title))))


def block(kind: str, number: int = 0) -> str:
    return re.findall(rf"^```{kind}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)[number]


def engine_strings() -> set[str]:
    """Return all string constants of the engine's code."""
    constants = (node.value for tree in ENGINE for node in ast.walk(tree) if isinstance(node, ast.Constant))
    return {value for value in constants if isinstance(value, str)} | {"date_missing", "value_missing"}


def reasons(call: str, module: str) -> set[str]:
    """Return the reasons that a module passes to `call`."""
    tree = ast.parse((ROOT / "domain" / "analytics" / module).read_text())
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and getattr(node.func, "id", "") == call]
    given = [node for made in calls for node in (*made.args[1:], *(word.value for word in made.keywords))]
    return {node.value for node in given if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_the_example_in_the_docs_is_a_real_answer() -> None:
    answer = json.loads(whole(events(block("csv").encode(), Options(horizon=2))))
    shown = json.loads(block("json"))
    assert matches_sample(answer, shown), json.dumps(answer, indent=1)
    shown_fields = [name for name, value in shown.items() if value != "…"]
    assert shown_fields == [name for name in answer if name != "totals" or shown["totals"]][: len(shown_fields)]
    header, *lines = block("csv", 2).splitlines()
    assert header.split(",") == list(CSV_COLUMNS)
    coffee, total = answer["series"][0]["forecast"][0], answer["totals"]["forecast"][0]
    for line, row in zip(lines[1:], (coffee, total), strict=True):
        assert line.split(",")[4:] == [str(row[name]) for name in CSV_COLUMNS[4:]]


def test_the_wide_example_in_the_docs_is_read_without_a_question() -> None:
    answer = json.loads(whole(events(block("csv", 1).encode())))
    assert [(series["name"], series["from"]) for series in answer["series"]] == [
        ("Kopi Gayo", "2026-01-31"),
        ("Teh Melati", "2026-01-31"),
    ]


def test_the_docs_explain_every_code_and_no_other() -> None:
    explained = first_column_codes("Questions") | first_column_codes("Refusals") | first_column_codes("Notices")
    known = {code for code in messages.FIELDS.keys() | messages.NOTICES.keys() if "_" in code}
    assert explained == engine_strings() & known - UNSEEN - OTHERS
    parameters_by_code = {code: parameter for code, parameter, _ in rows(chapter("Questions"))}
    for tree in ENGINE:
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
                parameters = [word for word in node.keywords if word.arg == "parameter"]
                assert bool(parameters) == any(f"`{text}`" in parameters_by_code for text in refusal_codes(node)), (
                    ast.unparse(node)
                )


def refusal_codes(call: ast.Call) -> set[str]:
    """Return the codes of a refusal; that of a missing column is concatenated."""
    code = call.args[0]
    if isinstance(code, ast.Constant):
        return {str(code.value)}
    return {"date_missing", "value_missing"} if "_missing" in ast.unparse(code) else {"file_pdf"}


def test_the_docs_name_every_field_of_the_answer() -> None:
    schemas = json.loads((ROOT / "docs" / "openapi.json").read_text())["components"]["schemas"]
    own: set[str] = set()
    found = {"Analysis"}
    while found - own:
        own |= found
        found = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps([schemas[name] for name in own])))
    own = {name for name in own if "properties" in schemas[name]}
    assert len(own) > 10
    named = codes(PAGE) | set(re.findall(r'"(\w+)":', block("json")))
    for name in own:
        assert schemas[name]["properties"].keys() <= named, name


def test_the_docs_list_every_parameter_with_its_choices() -> None:
    table = {row[0].strip("`"): row[1] + row[2] for row in rows(chapter("Parameters"))}
    assert list(table) == list(AnalysisParameters.model_fields)
    for name, field in AnalysisParameters.model_fields.items():
        choices = {text for kind in (field.annotation, *get_args(field.annotation)) for text in get_args(kind)}
        assert {text for text in choices if isinstance(text, str)} <= codes(table[name]), name


def test_the_docs_have_a_remedy_for_every_question() -> None:
    table = list(rows(chapter("My file is not read")))
    symptoms = set().union(*(codes(symptom) for symptom, _ in table))
    assert first_column_codes("Questions") <= symptoms | {"value_missing"}
    assert {code for code in symptoms if "_" in code} <= messages.FIELDS.keys() | messages.NOTICES.keys()
    remedies = [found for _, remedy in table for found in re.findall(r"`(\w+)=([^`]+)`", remedy)]
    assert {"date", "value", "series"} <= set().union(*(codes(remedy) for _, remedy in table))
    for name, value in remedies:
        assert name in AnalysisParameters.model_fields
        AnalysisParameters.model_validate({name: [value] if name in ("series", "value", "skip") else value})
    assert PAGE.index("My file is not read") < PAGE.index("## A file and its answer")


def test_the_docs_list_the_reasons_of_the_code() -> None:
    assert first_column_codes("`growth`") - set(growth.Growth.__slots__) - {"reason"} == reasons(
        "Change", "series/growth.py"
    )
    trend = next(row for row in rows(chapter("`trend`")) if row[0] == "`reason`")
    assert codes(trend[1]) == reasons("Trend", "series/trends.py") - {"none"}
    forecast = next(row for row in rows(chapter("The forecast")) if row[0] == "`forecast_reason`")
    assert codes(forecast[1]) == reasons("_bare", "forecasting/__init__.py") - {"short"} | {"too_large"}
    assert first_column_codes("Limits") - {"reason"} >= {"deadline", "cpu", "memory", "crashed", "tier"}
    assert set(get_args(pipeline.Stage)) <= codes(chapter("Limits"))


def test_the_docs_list_horizons_and_seasons_of_the_code() -> None:
    listed = {row[0].strip("`"): row[1:] for row in rows(chapter("The forecast")) if len(row) == 3}
    assert {unit: int(horizon) for unit, (horizon, _) in listed.items() if unit != "step"} == calendars.HORIZONS
    for unit, seasons in calendars.SEASONS.items():
        assert listed[unit][1] == ", ".join(map(str, seasons))


LIMITS = Limits()


@pytest.mark.parametrize(
    ("title", "number"),
    [
        ("Limits", f"{LIMITS.bytes >> 20} MB"),
        ("Limits", f"{LARGEST_WHOLE >> 20} MB"),
        ("Limits", f"{LIMITS.rows:,}, {LIMITS.columns:,}, {LIMITS.series:,}"),
        ("Limits", f"{LIMITS.cell:,} and {LONGEST_LINE:,} characters"),
        ("Limits", f"{LIMITS.periods:,}, {LIMITS.cells:,}"),
        ("Parameters", f"at most {LONGEST_HORIZON}"),
        ("The forecast", f"{pipeline.BEST_TIER_VALUES:,} periods"),
        ("As CSV", f"last {rendering.ROWS} periods"),
        ("Charts", f"at least {charts.MIN_PERIODS}, at most {charts.MAX_PERIODS}"),
    ],
)
def test_numbers_in_the_docs_match_the_code(title: str, number: str) -> None:
    assert number in chapter(title)


def test_the_docs_list_the_colours_of_charts() -> None:
    listed = re.findall(r"(--chart-\w+): ?(#\w+)", chapter("Charts"))
    assert {f"var({name},{colour})" for name, colour in listed} == {charts.FORECAST, charts.OUTLIER}


def test_links_in_the_docs_have_targets() -> None:
    titles = re.findall(r"^#+ (.+)$", PAGE, re.MULTILINE)
    anchors = {re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") for title in titles}
    assert set(re.findall(r"\]\(#([^)]+)\)", PAGE)) <= anchors
    assert all((ROOT / "docs" / path).exists() for path in re.findall(r"\]\(([^)#]+)\)", PAGE))
