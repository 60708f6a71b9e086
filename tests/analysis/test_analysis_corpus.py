"""Files in the layouts of real ones: each is read as the JSON beside it says. A new file needs no code here.

`tests/corpus/analysis/name.csv` (or `.data.json`) has a `name.json`: a list of what is asked of the file, each with its
`options` and what comes of it. Only what it names is compared:

- `columns`, `frequency` (its unit), `aggregate`, `rows`, and `notices` (how many of each code);
- `series`: of each by its name the `from`, `to`, `periods` and any of its statistics, to the last digit;
- `questions`: the candidates by parameter where the file leaves questions; `refused`: the code where it is refused.

Where there is a `pandas` the figures of `series` are what `python -m bench.corpus` has written by it.
"""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from analyses import answer

from conftest import ROOT
from domain.analytics.options import Options, Refused

CORPUS = ROOT / "tests" / "corpus" / "analysis"
FILES = sorted(path for path in CORPUS.iterdir() if path.suffix != ".json" or path.stem.endswith(".data"))


def expected(file: Path) -> list[dict[str, Any]]:
    """What is asked of a file, and what comes of it."""
    path = file.with_name(file.name.split(".")[0] + ".json")
    asked: list[dict[str, Any]] = json.loads(path.read_text(), parse_float=Decimal)
    return asked


CASES = [
    pytest.param(file, case, id=f"{file.name} {place}") for file in FILES for place, case in enumerate(expected(file))
]


@pytest.mark.parametrize(("file", "case"), CASES)
def test_a_file_is_read_as_the_json_beside_it_says(file: Path, case: dict[str, Any]) -> None:
    options = {name: tuple(value) if isinstance(value, list) else value for name, value in case.pop("options").items()}
    wanted = {name: value for name, value in case.items() if name not in ("about", "pandas")}
    assert comes_of(file, Options(**{"include_forecast": False, **options}), wanted) == wanted


def comes_of(file: Path, options: Options, wanted: dict[str, Any]) -> dict[str, Any]:
    """What an analysis says of all that is wanted."""
    try:
        found = answer(file.read_bytes(), options)
    except Refused as refused:
        return refusal(refused)
    return {name: found_of(name, found, wanted) for name in wanted}


def refusal(refused: Refused) -> dict[str, Any]:
    """A refusal as the files write it."""
    if "parameter" not in refused.words:
        return {"refused": refused.code}
    asked = [refused.words, *(one["words"] for one in refused.words.get("also", ()))]
    return {"questions": {words["parameter"]: words["candidates"] for words in asked}}


def found_of(name: str, found: dict[str, Any], wanted: dict[str, Any]) -> Any:
    """What an answer says of one thing that the file names, as the file writes it."""
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
