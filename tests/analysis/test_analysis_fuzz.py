"""Hostile files: each gives a valid answer or a readable refusal."""

from __future__ import annotations

import os
import random
from xml.etree import ElementTree

import orjson
import pytest

from domain.analytics.options import Limits, Refused
from messages import FIELDS, LANGUAGES, NOTICES
from support.analysis.analyses import answer
from support.analysis.random_files import random_file

LONG = bool(os.environ.get("LONG"))
FILES = 10_000 if LONG else 300
BATCHES = 10
# Small limits, so that small files reach them.
LIMITS = Limits(bytes=200_000, rows=3_000, columns=60, cell=300, series=40, periods=4_000, cells=20_000)


Chance = random.Random


def run(seed: int) -> str:
    """Run one file from its seed; return the outcome."""
    data, options = random_file(seed)
    try:
        found = answer(data, options, LIMITS)
    except Refused as refused:
        words = orjson.loads(orjson.dumps(refused.words))
        said = [FIELDS[refused.code].translate(language, words) for language in LANGUAGES]
        return refused.code if all(said) else ""
    assert NOTICES.keys() >= found["notice_counts"].keys()
    for series in found["series"]:
        if options.include_visualizations:
            ElementTree.fromstring(series["svg"])
    return "answered"


@pytest.mark.parametrize("batch", range(BATCHES))
def test_hostile_files_give_an_answer_or_a_refusal(batch: int) -> None:
    ends = set()
    for seed in range(batch, FILES, BATCHES):
        try:
            ends.add(run(seed))
        except Exception as error:
            raise AssertionError(f"seed {seed}: {error!r}") from error
    assert "answered" in ends and len(ends) > 3
