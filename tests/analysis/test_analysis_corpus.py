"""Files with the layouts of real ones; the JSON beside each describes the result. A new file needs no code here.

`tests/corpus/analysis/name.csv` (or `.data.json`) has a `name.json`: a list of cases, each with its `options` and the
expected result. Only what it names is compared:

- `columns`, `frequency` (its unit), `aggregate`, `rows`, and `notices` (the count of each code);
- `series`: for each by name `from`, `to`, `periods` and any of its statistics, to the last digit;
- `questions`: the candidates by parameter, if the file leaves questions; `refused`: the code, if it is refused.

If a case has `pandas`, the figures of `series` were written by `python -m bench.corpus`.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from domain.analytics.options import Options, Refused
from support.analysis.analyses import answer
from support.app import ROOT

CORPUS = ROOT / "tests" / "corpus" / "analysis"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".json" or path.stem.endswith(".data"))


def expected(file: Path) -> list[dict[str, Any]]:
    """Return the cases of a file."""
    path = file.with_name(file.name.split(".")[0] + ".json")
    questions: list[dict[str, Any]] = json.loads(path.read_text(), parse_float=Decimal)
    return questions


CASES = [
    pytest.param(file, case, id=f"{file.name} {place}") for file in FILES for place, case in enumerate(expected(file))
]


@pytest.mark.parametrize(("file", "case"), CASES)
def test_a_corpus_file_gives_the_described_result(file: Path, case: dict[str, Any]) -> None:
    options = {name: tuple(value) if isinstance(value, list) else value for name, value in case.pop("options").items()}
    wanted = {name: value for name, value in case.items() if name not in ("about", "pandas")}
    assert result_of(file, Options(**{"include_forecast": False, **options}), wanted) == wanted


def result_of(file: Path, options: Options, wanted: dict[str, Any]) -> dict[str, Any]:
    """Return the part of the result that the case describes."""
    try:
        found = answer(file.read_bytes(), options)
    except Refused as refused:
        return refusal(refused)
    return {name: value_of(name, found, wanted) for name in wanted}


def refusal(refused: Refused) -> dict[str, Any]:
    """Return a refusal in the form of the case files."""
    if "parameter" not in refused.words:
        return {"refused": refused.code}
    questions = [refused.words, *(one["words"] for one in refused.words.get("also", ()))]
    return {"questions": {words["parameter"]: words["candidates"] for words in questions}}


def value_of(name: str, found: dict[str, Any], wanted: dict[str, Any]) -> Any:
    """Return one part of an answer in the form of the case files."""
    if name == "frequency":
        return found["frequency"]["unit"]
    if name == "notices":
        return found["notice_counts"]
    if name != "series":
        return found.get(name)
    flat = {one["name"]: {**one, **one["statistics"], **one["quality"]} for one in found["series"]}
    return {
        one: {figure: flat[one].get(figure) for figure in wanted["series"].get(one, {"unexpected": None})}
        for one in flat
    }


def test_every_description_has_its_file() -> None:
    described = {path.stem for path in CORPUS.glob("*.json") if not path.stem.endswith(".data")}
    assert described == {file.name.split(".")[0] for file in FILES}
    assert FILES
