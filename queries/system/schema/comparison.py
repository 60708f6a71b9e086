"""Compare the tables of the database with schema.sql, by SHOW CREATE TABLE, which any user of a table may send.

Both texts are reduced to the same words, because each server writes defaults, types and expressions in its own way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

import db
from queries.system.schema import steps

TEXT_TYPES = ("char", "varchar", "text", "tinytext", "mediumtext", "longtext")


class Table(NamedTuple):
    """The definition of a table: what it has by name (`column x`, `key y`), and its columns in order."""

    parts: dict[str, str]
    columns: list[str]


def differences(with_order: bool = False) -> list[db.Row]:
    """Return rows with `id`, `is_now` and `should_be` where the tables differ from schema.sql.

    The order of columns matters to no statement, and is compared on demand only.
    """
    expected, actual = _expected(), _actual()
    found = []
    for table in sorted(expected.keys() | actual.keys()):
        if table not in actual or table not in expected:
            found.append((table, *("a table" if table in side else "missing" for side in (actual, expected))))
            continue
        now, then = actual[table], expected[table]
        for part in sorted(now.parts.keys() | then.parts.keys()):
            pair = now.parts.get(part, "missing"), then.parts.get(part, "missing")
            if pair[0] != pair[1]:
                found.append((f"{table}: {part}", *pair))
        if with_order and now.columns != then.columns:
            found.append((f"{table}: order of columns", ", ".join(now.columns), ", ".join(then.columns)))
    return [{"id": name, "is_now": now, "should_be": then} for name, now, then in found]


def _expected() -> dict[str, Table]:
    text = (steps.ROOT / "schema.sql").read_text(encoding="utf-8")
    # A comment at the end of a line.
    text = re.sub(r"\s--\s.*$", "", text, flags=re.MULTILINE)
    created = [statement.text for statement in steps.read_statements(text)]
    return {_table_name(text): parse(text) for text in created if text.startswith("CREATE TABLE")}


def _actual() -> dict[str, Table]:
    names = db.fetch_all(
        """
        SELECT table_name AS name
        FROM   information_schema.tables
        WHERE  table_schema = DATABASE() AND table_type = 'BASE TABLE'
        """
    )
    created = (db.fetch_one(f"SHOW CREATE TABLE `{row['name']}`") for row in names)
    return {row["Table"]: parse(row["Create Table"]) for row in created if row}


def _table_name(created: str) -> str:
    return created.split("(", 1)[0].split()[-1].strip("`")


def parse(created: str) -> Table:
    """Return the definition in a CREATE TABLE statement."""
    body, _, options = created.partition("(")[2].rpartition(")")
    collation = _option(re.search(r"COLLATE[ =]+(\w+)", options, re.IGNORECASE))
    engine = _option(re.search(r"ENGINE[ =]+([A-Za-z]+)", options, re.IGNORECASE))
    parts = {"options": f"{engine} {collation}".lower()}
    columns, references = [], set[str]()
    for item in _split(body):
        words = re.sub(r"\s+", " ", item.strip().replace("`", ""))
        if words.startswith("PRIMARY KEY"):
            parts["primary key"] = _columns(words)
        elif found := re.match(r"(UNIQUE |FULLTEXT )?(?:KEY|INDEX) (\w+)", words):
            parts[f"key {found[2]}"] = f"{(found[1] or '').lower()}{_columns(words)}"
        elif found := re.match(r"CONSTRAINT (\w+) FOREIGN KEY", words):
            parts[f"constraint {found[1]}"] = _reference(words)
            references.add(f"key {found[1]}")
        elif found := re.match(r"CONSTRAINT (\w+) CHECK", words):
            parts[f"constraint {found[1]}"] = f"check {_expression(words.split('CHECK', 1)[1])}"
        else:
            name, definition = words.split(" ", 1)
            columns.append(name)
            parts[f"column {name}"] = _column(definition, collation)
    # A server adds a key for a foreign key without one, and names it like the constraint.
    return Table({name: part for name, part in parts.items() if name not in references}, columns)


def _option(found: re.Match[str] | None) -> str:
    return found[1] if found else ""


def _split(body: str) -> Iterator[str]:
    """Yield the items between the commas that stand neither in parentheses nor in quotes."""
    depth, start, quoted = 0, 0, False
    for position, mark in enumerate(body):
        if mark == "'":
            quoted = not quoted
        elif not quoted:
            depth += (mark == "(") - (mark == ")")
            if mark == "," and not depth:
                yield body[start:position]
                start = position + 1
    yield body[start:]


def _columns(words: str) -> str:
    return words[words.index("(") : words.index(")") + 1].replace(" ", "").lower()


def _reference(words: str) -> str:
    words = re.sub(r" ON (DELETE|UPDATE) (RESTRICT|NO ACTION)", "", words.split("FOREIGN KEY", 1)[1])
    return f"references {words.replace(' ', '').lower()}"


def _column(definition: str, collation: str) -> str:
    """Return type, collation, NULL, default and expression of a column."""
    generated = re.search(r"(?:GENERATED ALWAYS )?AS (\(.*\)) (STORED|PERSISTENT|VIRTUAL)", definition)
    expression = ""
    if generated:
        kind = "virtual" if generated[2] == "VIRTUAL" else "stored"
        expression = f" {kind} {_expression(generated[1])}"
        definition = definition.replace(generated[0], "")
    kind = _type(definition)
    texts = ""
    if kind.split("(")[0] in TEXT_TYPES:
        texts = " " + (_option(re.search(r"COLLATE (\w+)", definition, re.IGNORECASE)) or collation)
    null = " not null" if "NOT NULL" in definition else ""
    counted = " auto_increment" if "AUTO_INCREMENT" in definition else ""
    renewed = " on update" if re.search("ON UPDATE", definition, flags=re.IGNORECASE) else ""
    return f"{kind}{texts}{null}{_default(definition)}{renewed}{counted}{expression}"


def _type(definition: str) -> str:
    found = re.match(r"\w+(\(\d+(,\d+)?\))?( unsigned)?", definition, flags=re.IGNORECASE)
    assert found is not None
    kind = found[0].lower()
    # Widths of integers mean nothing, and MySQL no longer tells most of them.
    kind = re.sub(r"^(tinyint|smallint|mediumint|int|bigint)\(\d+\)", r"\1", kind)
    return "tinyint" if kind == "boolean" else kind


def _default(definition: str) -> str:
    value = _option(re.search(r"DEFAULT ('[^']*'|[\w.-]+(?:\(\d*\))?)", definition, re.IGNORECASE))
    if value.upper() in ("", "NULL"):
        return ""
    number = re.fullmatch(r"'(-?\d+(?:\.\d+)?)'", value)
    value = number[1] if number else value if value.startswith("'") else value.lower()
    return f" default { {'true': '1', 'false': '0'}.get(value, value) }"


def _expression(text: str) -> str:
    """Return an expression without what servers add to it: parentheses, spaces, character sets, comparisons with 0."""
    pieces = re.split(r"('[^']*')", re.sub(r"_(ascii|utf8mb4)\\?'", "'", text.replace("\\'", "'")))
    # Every second piece is a quoted text.
    code = "\0".join(pieces[::2]).lower()
    code = re.sub(r"\(0 = \(?(\w+)\)?\)", r"not \1", code)
    code = re.sub(r"\(0 <> \(?(\w+)\)?\)", r"\1", code)
    code = re.sub(r"\b(\w+) = 0\b", r"not \1", code)
    code = re.sub(r"\b(\w+) <> 0\b", r"\1", code)
    code = re.sub(r" in ?\(\0\)", " = \0", code)
    code = re.sub(r"[\s()]", "", code).replace("!", "not")
    texts = iter(pieces[1::2])
    return re.sub("\0", lambda _: next(texts), code)
