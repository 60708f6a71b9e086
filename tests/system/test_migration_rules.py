"""Rules of migrations/: released steps never change, and new ones leave room for the release before."""

from __future__ import annotations

import hashlib
import re

import pytest

from queries.system.schema import steps
from queries.system.schema.steps import Statement, Step
from support.deployments.releases import previous_release

# Steps before this one are older than the rules.
FIRST_WITH_RULES = 18
# What a release that does not know the step would fail at.
CONTRACTING = {
    "drops or renames something": r"\bDROP (COLUMN|TABLE)\b|\bRENAME\b|\bCHANGE\b",
    "adds a column that needs a value": (
        r"\bADD COLUMN\b(?=[^,]*\bNOT NULL\b)(?![^,]*\b(DEFAULT|GENERATED|AUTO_INCREMENT)\b)"
    ),
    "makes a column need a value": r"\bMODIFY\b[^,]*\bNOT NULL\b(?![^,]*\bDEFAULT\b)",
}


def broken_rules(step: Step, previous: int) -> list[str]:
    """Return the rules that a step breaks, if the release before is that of the step `previous`."""
    found = []
    for statement in step.statements:
        text = re.sub(r"\s+", " ", statement.text)
        found += [rule for rule, sign in CONTRACTING.items() if re.search(sign, text) and not step.oldest_release]
        if re.match(r"UPDATE|DELETE", text) and not (statement.repeated and re.search(r" WHERE .* LIMIT \d+$", text)):
            found.append("changes rows otherwise than in batches")
    if step.oldest_release and step.oldest_release > previous:
        found.append("contracts what the release before still uses")
    return found


def test_released_steps_have_not_changed() -> None:
    """Every step has its line in migrations/checksums.txt, as `sha256sum` writes it."""
    recorded = (steps.MIGRATIONS / "checksums.txt").read_text().splitlines()
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}"
        for path in sorted(steps.MIGRATIONS.glob("*.sql"))
    ]
    released = {line.split()[1] for line in recorded}
    edited = [line for line in lines if line not in recorded and line.split()[1] in released]
    assert not edited, f"a released step was edited: write a new step instead. {edited}"
    assert [line for line in lines if line not in recorded] == [], "add these lines to migrations/checksums.txt"
    assert len(recorded) == len(lines), "a released step is missing"
    numbers = [step.version for step in steps.read_all()]
    assert len(set(numbers)) == len(numbers)


@pytest.mark.parametrize("step", [step for step in steps.read_all() if step.version >= FIRST_WITH_RULES], ids=str)
def test_a_new_step_leaves_room_for_the_release_before(step: Step) -> None:
    assert broken_rules(step, previous_release().schema) == []


def test_steps_that_break_a_rule_are_found() -> None:
    def rules(text: str, repeated: bool = False, contracts: int | None = None) -> list[str]:
        return broken_rules(Step(20, "x", [Statement(text, repeated)], "", contracts), 18)

    (drops, needs, modifies), batches = CONTRACTING, "changes rows otherwise than in batches"
    assert rules("ALTER TABLE t DROP COLUMN c") == [drops]
    assert rules("ALTER TABLE t ADD COLUMN a INT NULL, ADD COLUMN c INT NOT NULL") == [needs]
    assert rules("ALTER TABLE t\n    MODIFY COLUMN c INT NOT NULL") == [modifies]
    assert rules("UPDATE t SET c = 1 WHERE c IS NULL") == [batches]
    assert rules("UPDATE t SET c = 1 WHERE c IS NULL LIMIT 1000") == [batches]
    assert rules("ALTER TABLE t DROP COLUMN c", contracts=19) == ["contracts what the release before still uses"]
    assert rules("ALTER TABLE t DROP COLUMN c", contracts=18) == []
    assert rules("ALTER TABLE t ADD COLUMN a INT NOT NULL DEFAULT 0, ADD KEY ix_t_a (a), DROP KEY ix_t_b") == []
    assert rules("UPDATE t SET c = 1\nWHERE c IS NULL LIMIT 1000", repeated=True) == []
