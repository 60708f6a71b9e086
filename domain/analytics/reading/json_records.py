"""Records of a JSON file, in batches, whatever shape the file gives them.

An array of objects, an array of arrays whose first names the columns, JSON lines, an object of columns
(`{"date": [...], "value": [...]}`, or of indexed columns as pandas writes them), or an object with one list of records
inside, and a list of `columns` beside it where the records are arrays. Arrays and lines are read in pieces, so that
memory does not grow with the file.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from domain.analytics.options import Refused
from domain.analytics.reading.sniffing import BLOCK_BYTES, Source

# What is loaded in one go where a file can't be read in pieces; it takes about six times as much memory.
LARGEST_WHOLE = 16 * 1024 * 1024
LONGEST_RECORD = 1_000_000

# A constant that JSON does not know is null (NaN), or text that is refused as a number.
_DECODER = json.JSONDecoder(parse_constant={"NaN": None, "Infinity": "inf", "-Infinity": "-inf"}.get, strict=False)
# What a list of the names of columns is called.
_NAMES = frozenset(["columns", "header", "headers", "fields", "names", "kolom"])
_SPACE = re.compile(r"\s*")
_BETWEEN = re.compile(rb"\}\s*,\s*(?=\{)")


@dataclass(slots=True)
class Batch:
    """Records in the order of the file; a record that is no JSON is None."""

    records: list[Any]
    # The line on which the record of a place begins; an object of columns has its records all on line 1.
    line: Callable[[int], int]


def batches(source: Source) -> Iterator[Batch]:
    """All records. Raises Refused: json_broken, json_shape, json_large."""
    head = source.head.lstrip()
    first, _, rest = head.partition(b"\n")
    if head.startswith(b"{") and rest.lstrip().startswith(b"{") and first.rstrip().endswith(b"}"):
        return _lines(source)
    if head.startswith(b"["):
        return _elements(source, source.head.index(b"[") + 1)
    return _object(source)


def _lines(source: Source) -> Iterator[Batch]:
    begin = 1
    for block in source.blocks():
        numbers, records = [], []
        for number, line in enumerate(block.split(source.newline), begin):
            if line and not line.isspace():
                numbers.append(number)
                records.append(_record(line, source, number))
        begin += block.count(source.newline)
        yield Batch(records, numbers.__getitem__)


def _record(line: bytes, source: Source, number: int) -> Any:
    try:
        return orjson.loads(line)
    except orjson.JSONDecodeError:
        pass
    try:
        return _DECODER.decode(source.decode(line, number))
    except (ValueError, RecursionError):
        return None


def _elements(source: Source, begin: int) -> Iterator[Batch]:
    """The elements of the list whose first byte behind the bracket is `begin`."""
    buffer, line = b"", source.head.count(source.newline, 0, begin) + 1
    parts = source.parts()
    skip = begin
    for part in parts:
        cut = min(skip, len(part))
        skip -= cut
        buffer += part[cut:]
        if len(buffer) < BLOCK_BYTES:
            continue
        records, used = _whole_objects(buffer)
        if records:
            yield Batch(records, _locator(buffer[:used], line))
            line += buffer.count(source.newline, 0, used)
            buffer = buffer[used:]
            continue
        records, used, closed = _walk(buffer, line, last=False)
        if records:
            yield Batch(records, _locator(buffer[:used], line))
        line += buffer.count(source.newline, 0, used)
        buffer = buffer[used:]
        if closed:
            return
    records, used, closed = _walk(buffer, line, last=True)
    if records:
        yield Batch(records, _locator(buffer[:used], line))


def _whole_objects(buffer: bytes) -> tuple[list[Any], int]:
    """As many objects as the buffer holds before one that may be cut, and how many bytes they took.

    None where the objects' ends are not soon found: a cut within a text or a list of objects is no JSON.
    """
    end = len(buffer)
    for _ in range(20):
        end = buffer.rfind(b"}", 0, end)
        if end < 0:
            break
        if found := _BETWEEN.match(buffer, end):
            try:
                return orjson.loads(b"[" + buffer[: end + 1] + b"]"), found.end()
            except orjson.JSONDecodeError:
                pass
    return [], 0


def _walk(buffer: bytes, line: int, last: bool) -> tuple[list[Any], int, bool]:
    """The elements of a list one by one, how many bytes they took, and whether the list ends behind them."""
    text = _text(buffer, line, partial=not last)
    records: list[Any] = []
    place = done = 0
    while True:
        place = _skip(text, place)
        if text[place : place + 1] == "]":
            return records, _size(text, done, buffer), True
        try:
            record, end = _DECODER.raw_decode(text, place)
            after = _skip(text, end)
            if text[after : after + 1] not in (",", "]"):
                raise ValueError
        except RecursionError:
            raise Refused("json_deep", line=line + text.count("\n", 0, place)) from None
        except ValueError:
            if last or len(text) - done > 2 * LONGEST_RECORD:
                raise Refused("json_broken", line=line + text.count("\n", 0, place)) from None
            return records, _size(text, done, buffer), False
        records.append(record)
        place = done = after + (text[after] == ",")


def _text(data: bytes, line: int, partial: bool = False) -> str:
    """JSON is UTF-8; where it is `partial` its last character may be cut."""
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        if partial and error.reason == "unexpected end of data":
            return data[: error.start].decode()
        raise Refused("file_encoding", line=line + data.count(b"\n", 0, error.start)) from None


def _size(text: str, done: int, buffer: bytes) -> int:
    return done if buffer.isascii() else len(text[:done].encode())


def _skip(text: str, place: int) -> int:
    return _SPACE.match(text, place).end()  # type: ignore[union-attr]


def _locator(piece: bytes, begin: int) -> Callable[[int], int]:
    """Finds the line of an element by going through its piece once more, when somebody wants to know."""
    lines: list[int] = []

    def line(index: int) -> int:
        if not lines:
            text = _text(piece, begin)
            place, number = 0, begin
            while (start := _skip(text, place)) < len(text) and text[start] != "]":
                number += text.count("\n", place, start)
                lines.append(number)
                _, end = _DECODER.raw_decode(text, start)
                after = _skip(text, end)
                number += text.count("\n", start, after)
                place = after + 1
        return lines[index]

    return line


def _object(source: Source) -> Iterator[Batch]:
    """What stands in one object: a list of records somewhere at its first level, columns, or one record."""
    begin = _list_within(source)
    if begin:
        yield from _elements(source, begin)
        return
    size, parts = 0, []
    for part in source.parts():
        size += len(part)
        if size > LARGEST_WHOLE:
            raise Refused("json_large", megabytes=LARGEST_WHOLE >> 20)
        parts.append(part)
    try:
        found = _DECODER.decode(_text(b"".join(parts), 1))
    except RecursionError:
        raise Refused("json_deep", line=1) from None
    except json.JSONDecodeError as error:
        raise Refused("json_broken", line=error.lineno) from None
    yield from _columns(found)


def _columns(found: dict[str, Any]) -> Iterator[Batch]:
    lists = {
        name: list(value.values()) if isinstance(value, dict) else value
        for name, value in found.items()
        if isinstance(value, list | dict)
    }
    if not lists:
        yield Batch([found], lambda _: 1)
        return
    longest = max(map(len, lists.values()))
    lists = {name: value for name, value in lists.items() if len(value) == longest}
    if len(lists) < 2:
        raise Refused("json_shape")
    names = list(lists)
    columns = list(lists.values())
    for start in range(0, longest, 10_000):
        rows = zip(*(column[start : start + 10_000] for column in columns), strict=True)
        yield Batch([dict(zip(names, row, strict=True)) for row in rows], lambda _: 1)


def names(source: Source) -> list[str]:
    """The names that an object has for the columns of its list of rows: `{"columns": ["date", "value"], "data": [[...`.

    They may stand behind the rows only where the head of the file is all of it.
    """
    text = _text(source.head, 1, partial=True)
    if not text.lstrip().startswith("{"):
        return []
    for member, place in _members(text):
        if member.casefold() not in _NAMES:
            continue
        try:
            found, _ = _DECODER.raw_decode(text, place)
        except (ValueError, RecursionError):
            return []
        if isinstance(found, list):
            if all(isinstance(one, dict) for one in found):
                found = [one.get("name", one.get("id")) for one in found]
            if found and all(isinstance(one, str | int | float | None) for one in found):
                return ["" if one is None else str(one) for one in found]
    return []


def _list_within(source: Source) -> int:
    """The byte behind the bracket of the object's list of records among its members, or 0."""
    text = _text(source.head, 1, partial=True)
    named = 0
    for member, value in _members(text):
        inner = _skip(text, value + 1) if text[value : value + 1] == "[" else len(text)
        if text[inner : inner + 1] in ("{", "["):
            begin = _size(text, value + 1, source.head)
            if member.casefold() not in _NAMES:
                return begin
            named = named or begin
    return named


def _members(text: str) -> Iterator[tuple[str, int]]:
    """The names of the members of an object and the places where their values begin, as far as they can be read."""
    place = text.index("{") + 1
    try:
        while True:
            name, end = _DECODER.raw_decode(text, _skip(text, place))
            colon = _skip(text, end)
            if not isinstance(name, str) or text[colon : colon + 1] != ":":
                return
            value = _skip(text, colon + 1)
            yield name, value
            _, end = _DECODER.raw_decode(text, value)
            comma = _skip(text, end)
            if text[comma : comma + 1] != ",":
                return
            place = comma + 1
    except (ValueError, RecursionError):
        return
