"""Records of a JSON file in batches.

Accepted shapes: an array of objects; an array of arrays, the first of which names the columns; JSON lines; an object of
columns (`{"date": [...], "value": [...]}`, or indexed columns as pandas writes them); an object with one list of
records inside, and a list of `columns` beside it if the records are arrays. Arrays and lines are read in pieces, so
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

# Limit for shapes that must be loaded at once; that takes about six times as much memory.
LARGEST_WHOLE = 16 * 1024 * 1024
LONGEST_RECORD = 1_000_000

# NaN becomes null; infinities become text, which is refused as a number.
_DECODER = json.JSONDecoder(parse_constant={"NaN": None, "Infinity": "inf", "-Infinity": "-inf"}.get, strict=False)
# Names of a list of column names.
_NAMES = frozenset(["columns", "header", "headers", "fields", "names", "kolom"])
_SPACE = re.compile(r"\s*")
_BETWEEN = re.compile(rb"\}\s*,\s*(?=\{)")


@dataclass(slots=True)
class Batch:
    """Records in file order; None for a record that is not valid JSON."""

    records: list[Any]
    # Returns the line on which a record begins; in an object of columns all records are on line 1.
    line: Callable[[int], int]


def batches(source: Source) -> Iterator[Batch]:
    """Yield all records. Raises Refused: json_broken, json_shape, json_large."""
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
    """Yield the elements of the list whose first byte after the bracket is `begin`."""
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
    """Return as many whole objects as the buffer holds, and the bytes they take.

    Returns none if the end of an object is not found soon: cut within a text or a nested list the buffer is not valid
    JSON.
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
    """Return the elements of a list one by one, the bytes they take, and whether the list ends after them."""
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
    """Decode UTF-8; if `partial`, the last character may be cut."""
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
    """Return a function that finds the line of an element by parsing the piece again."""
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
    """Yield the records of one object: a list of records at its first level, columns, or a single record."""
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
    """Return the column names beside a list of rows: `{"columns": ["date", "value"], "data": [[...`.

    They may follow the rows only if the head is the whole file.
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
    """Return the byte after the bracket of the first list of records among the object's members, or 0."""
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
    """Yield the names of an object's members and the offsets of their values, as far as they can be parsed."""
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
