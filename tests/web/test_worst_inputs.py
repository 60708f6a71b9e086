"""Every parser of what strangers send takes time that grows with its input, whatever that is made of.

Each is fed n and 4n of what could be its worst characters and must take less than 6 times the time; at the largest size
that its door lets in it has a ceiling. `LONG=1` (make storm) goes up to that size and tries pairs of characters, too.
What is measured is the CPU time of this thread, so a busy machine makes no difference.

The second half reads the sources: a regular expression that is not measured here fails. test_parser_uses does the same
for calls of parsers.
"""

from __future__ import annotations

import ast
import contextlib
import gc
import importlib
import io
import math
import os
import re
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from functools import partial
from itertools import product
from typing import Any

import numpy as np
import pytest
from flask import Flask
from pydantic import TypeAdapter, ValidationError
from werkzeug.datastructures import FileStorage
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

import domain.analytics.options
import domain.analytics.pipeline
import domain.analytics.reading.columns
import domain.analytics.reading.dates
import domain.analytics.reading.directions
import domain.analytics.reading.numbers
import queries.accounts.users
import queries.catalogue.search_index
from domain import imports
from domain.analytics.reading import additivity, date_parts
from domain.analytics.reading.observations import Observations
from domain.courses import Version, certificate_pdf, markdown, quizzes
from domain.courses.certificate import Certificate, Issuer
from domain.events import receivers
from domain.imports import amounts, csv_files, headers, known_exports, layout_detection, layouts, text_cells
from domain.media import containers, image_decoder
from domain.payments.providers.base import Unreadable, form, read_json
from domain.receipts import escpos, pdf
from domain.receipts.layout import Row
from domain.security import api_keys, passwords
from problems import Problem
from routes.courses.progress import ProgressFields
from support.app import ROOT
from support.sources import SOURCES
from web import idempotency, json_body, paging, preconditions, query_parameters, uploads
from web.authentication import tokens
from web.openapi import field_types
from web.server import proxies

LONG = os.environ.get("LONG") == "1"
KB, MB = 1024, 1024 * 1024
# Shorter times depend on clock, allocator and caches more than on the parser; LONG inputs exceed the caches.
FLOOR = 0.02 if LONG else 0.004
MOST_TIMES = 6
# The limit for the largest input, in CPU seconds.
CEILING = 2.5
LARGEST = 128 * KB if LONG else 16 * KB
SMALLEST = 4 * KB

UNITS = [
    " ", "a", "A", "1", "0", "(", ")", "[", "{", "<", ">", '"', '\\"', "'", "\\", "/", "-", "_", ".", ",", ";", ":",
    "=", "+", "%", "&", "@", "#", "*", "|", "`", "~", "!", "?", "\n", "\r\n", "\t", "é", "ß", "ﷺ", "\u0315\u0300",
    "\u200b", "<a ", "<a", "<!--", "<p>", "</", "&#", "&#1", "a@", "a.", "1.", "1,", "1 ", "rp ", "-1", "%2", "=?",
    "\\u0041", "[]", "[],", "{},", '{"a":', '"a":1,', '"",', '""', "a=", "a;", "a,", "q=", "*a ", "> ", "- ", "![",
    "](b)", "2024-01-", "T0", "../", "bytes=0-,", '"a"', "W/", "::", "1:", "\ufeff", "a\n", "a,b\n", "(a", "a)", "#'",
]  # fmt: skip
PAIRED = [" ", "a", "1", "(", ")", "[", "<", '"', "\\", ",", ".", "\n", "*", "_", "-", "&"]

Make = Callable[[int], str]


def converted(text: str) -> int:
    return amounts.convert_price(text, amounts.NumberStyle(), "", Decimal(2))


def detected(text: str) -> str:
    return csv_files.detect_encoding([text.encode("utf-8", "replace")])


def repeated(units: list[str]) -> Iterator[Make]:
    """Yield generators of texts of about n characters: each unit repeated, alone and after an open quote."""
    for unit in units:
        yield lambda n, unit=unit: unit * (n // len(unit))  # type: ignore[misc]
        if LONG or len(unit) == 1:
            yield lambda n, unit=unit: '"' + unit * (n // len(unit)) + "x"  # type: ignore[misc]


def paired(units: list[str]) -> Iterator[Make]:
    """Yield generators of two units, alternating and one after the other."""
    for one, two in product(units, repeat=2):
        yield lambda n, unit=one + two: unit * (n // len(unit))  # type: ignore[misc]
        yield lambda n, one=one, two=two: one * (n // 2 // len(one)) + two * (n // 2 // len(two))  # type: ignore[misc]


WORST: list[Make] = [
    lambda n: "a" + "\u0315" * (n // 2) + "\u0300" * (n // 2),
    lambda n: "(" * (n // 2) + ")" * (n // 2),
    lambda n: '"' + '\\"' * (n // 2 - 17) + "[" * 33,
    lambda n: "[" * (n // 2) + "]" * (n // 2),
    lambda n: "<b>" * (n // 8) + "<p>" * (n // 8),
    lambda n: "<a " * (n // 3),
    lambda n: "1" * (n // 2) + "." + "0" * (n // 2),
    lambda n: "{" + ",".join(f'"{number}":1' for number in range(n // 10)) + "}",
    lambda n: ",".join(f"h{number}" for number in range(n // 6)) + "\n",
    lambda n: "> " * 100 + "a\n" + "b\n" * (n // 2),
]


def seconds(call: Callable[[], object], times: int = 1) -> float:
    """Return the CPU seconds of the fastest call."""
    found = []
    for _ in range(times):
        begun = time.thread_time()
        call()
        found.append(time.thread_time() - begun)
    return min(found)


def growth_error(call: Callable[[Any], object], make: Callable[[int], Any], largest: int, doubts: int = 4) -> str:
    """Return an error if the times grow too fast in all measurements, `doubts` after the first, else an empty text."""
    size, before = min(SMALLEST, max(largest // 4, 1)), None
    known: dict[int, float] = {}
    if not LONG:
        # A time that is no error whatever a quarter takes needs no other measurement. A long run measures each size.
        top = size * 4 ** int(math.log(largest / size, 4))
        known[top] = seconds(partial(call, make(top)[:largest]))
        if known[top] <= MOST_TIMES * FLOOR:
            return ""
    while size <= largest:
        sent = make(size)
        if isinstance(sent, str):
            sent = sent[:largest]
        took = known.get(size) or seconds(partial(call, sent))
        # On a busy machine even CPU seconds vary, so a parser is slow only if it is slow each time.
        for _ in range(doubts):
            if before is not None and took > MOST_TIMES * max(before, FLOOR):
                before, took = (seconds(partial(call, each), 3) for each in (make(size // 4), sent))
        if before is not None and took > MOST_TIMES * max(before, FLOOR):
            return f"{sent[:40]!r} x {size}: {took:.3f} s, a quarter of it {before:.3f} s"
        if took > CEILING:
            return f"{sent[:40]!r} x {size}: {took:.1f} s"
        before, size = took, size * 4
    return ""


@pytest.fixture(scope="module", autouse=True)
def without_gc() -> Iterator[None]:
    """Keep the collector, which takes long beside thousands of other tests, out of what is measured."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()


@dataclass(frozen=True)
class Parser:
    """A parser. `largest` is the maximum size of its input; `raises` are its errors."""

    call: Callable[[Any], object]
    largest: int = MB
    raises: tuple[type[Exception], ...] = ()


app = Flask("parsers")
app.config.update(JWT_SECRET_KEY="x" * 40, SECRET_KEY="x")


def header(name: str, read: Callable[[Request], object]) -> Callable[[str], object]:
    def call(text: str) -> object:
        line = text.replace("\n", " ").replace("\r", " ").encode().decode("latin-1")
        return read(Request({**EnvironBuilder().get_environ(), name: line}))

    return call


def multipart(text: str) -> object:
    body = text.encode()
    environ = EnvironBuilder(method="POST", content_type="multipart/form-data; boundary=x").get_environ()
    request = Request({**environ, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)})
    return request.form, request.files


def head_of_part(text: str) -> object:
    return multipart("--x\r\nContent-Disposition: form-data; name=" + text + "\r\n\r\n1\r\n--x--")


def boundary(text: str) -> object:
    body = b"--x" * 1000
    environ = EnvironBuilder(method="POST").get_environ()
    kind = "multipart/form-data; boundary=" + text.replace("\n", " ").replace("\r", " ").encode().decode("latin-1")
    environ |= {"CONTENT_TYPE": kind, "CONTENT_LENGTH": str(len(body)), "wsgi.input": io.BytesIO(body)}
    return Request(environ).form


def token(text: str) -> object:
    with app.app_context():
        return tokens.verify(text, "access")


def imported(text: str) -> object:
    return [*imports.ProductFile(lambda: [text.encode("utf-8", "replace")]).rows()]


def imported_cell(text: str) -> object:
    cell = text.replace('"', '""')
    return imported(f'Handle,Title,Body (HTML),Variant SKU,Variant Price\na,"{cell}","{cell}","{cell}","{cell}"\n')


def analysed(text: str) -> object:
    stream = io.BytesIO(text.encode("utf-8", "replace"))
    return [
        *domain.analytics.pipeline.analyze_file(
            stream, domain.analytics.options.Options(), domain.analytics.options.Limits()
        )
    ]


def analysed_cell(text: str) -> object:
    cell = text.replace('"', '""')[:1000]
    return analysed("tanggal;produk;nilai\n" + f'"{cell}";"{cell}";"{cell}"\n' * max(1, len(text) // 3000))


def email(text: str) -> object:
    message = EmailMessage()
    message["Subject"] = " ".join(text.split())
    message["To"] = Address("".join(mark for mark in text if mark.isprintable())[:150], "budi", "toko.example")
    message.set_content(text)
    return message.as_bytes(policy=SMTP)


def certificate(text: str) -> object:
    version = Version(1, 1, 1, text, "en", False, (), ())
    found = Certificate("A" * 26, text, None, text, "", "en", version, datetime(2026, 1, 5))
    return certificate_pdf.render(found, Issuer(text, "https://toko.example"))


def receipt(text: str) -> object:
    rows = [Row("item", (text, "1", "5.000", "5.000")), Row("footer", (text,))]
    return escpos.render(rows, "58"), pdf.render(rows, "58", text, text, "id")


def names_of_columns(text: str) -> object:
    """Decide the aggregate by the names of a column and of a series."""
    whole, moments, values = np.zeros(1, np.int32), np.zeros(1, np.int64), np.ones(1)
    found = Observations(moments, whole, values, [text], "day", "tanggal", ["produk"], [text], 1)
    return additivity.resolve_options(found, domain.analytics.options.Options())


def woocommerce(column: str) -> Callable[[str], object]:
    return known_exports.WooCommerce.readers[column]


def model(kind: Any) -> Callable[[str], object]:
    return TypeAdapter(kind).validate_python


def picture(text: str) -> object:
    """Decode the text as each kind of image, and as their chunks and blocks."""
    told = text.encode("utf-8", "replace")
    for head in (b"\xff\xd8", containers.PNG_HEAD, b"GIF89a" + bytes(7), b"RIFF\0\0\0\0WEBP", b"\0\0\xff\xffftypmif1"):
        for unit in (told, told.replace(b"a", b"\xff"), told.replace(b"1", b"\0")):
            with contextlib.suppress(image_decoder.InvalidImage):
                containers.strip(head + unit)
    return None


# Half of the time of all; test_worst_markdown tries more texts.
SLOW = ("Markdown", "link in Markdown", "lines of a certificate")
LAX = (ValueError, Problem)
UNREADABLE = (amounts.InvalidCell,)
PARSERS = {
    "JSON body": Parser(lambda text: json_body.parse(text.encode()), MB, LAX),
    "line": Parser(model(field_types.Line), MB, (ValidationError,)),
    "prose": Parser(model(field_types.Prose), MB, (ValidationError,)),
    "e-mail": Parser(model(field_types.Email), MB, (ValidationError,)),
    "username": Parser(model(field_types.Username), MB, (ValidationError,)),
    "password": Parser(model(field_types.Password), MB, (ValidationError,)),
    "password to be hashed": Parser(lambda text: passwords.normalize(text[:1024]), MB),
    "instant": Parser(model(field_types.Instant), MB, (ValidationError,)),
    "id": Parser(model(field_types.Id), MB, (ValidationError,)),
    "day": Parser(model(query_parameters.Day), 256 * KB, (ValidationError,)),
    "moment": Parser(lambda text: ProgressFields(recorded_at=text), MB, (ValidationError,)),  # type: ignore[arg-type]
    "visit": Parser(lambda text: ProgressFields(visit=text), MB, (ValidationError,)),
    "idempotency key": Parser(lambda text: re.fullmatch(idempotency.PATTERN, text), 256 * KB),
    "cursor": Parser(lambda text: paging.decode(text, str, int), 2048, LAX),
    "If-Match": Parser(lambda text: preconditions.IfMatch(if_match=text).versions, 256 * KB, (Problem,)),
    "forwarded address": Parser(proxies.normalize, 256 * KB),
    "URL of a webhook": Parser(lambda text: receivers.fault(f"https://{text}", private=False), 64 * KB),
    "notice of a payment": Parser(lambda text: read_json(text.encode()), 64 * KB, (Unreadable,)),
    "form of a notice": Parser(lambda text: form(text.encode()), 64 * KB, (Unreadable,)),
    "token": Parser(token, 256 * KB, (Problem,)),
    "API key": Parser(api_keys.parse, 256 * KB),
    "hidden API keys": Parser(api_keys.redact, 64 * KB),
    "file name": Parser(lambda text: uploads.file_name(FileStorage(filename=text)), 256 * KB),
    "Cookie": Parser(header("HTTP_COOKIE", lambda request: request.cookies), 256 * KB),
    "Accept-Language": Parser(
        header("HTTP_ACCEPT_LANGUAGE", lambda request: request.accept_languages.best_match(["en", "id"])), 256 * KB
    ),
    "Accept": Parser(header("HTTP_ACCEPT", lambda request: request.accept_mimetypes.best), 256 * KB),
    "If-None-Match": Parser(header("HTTP_IF_NONE_MATCH", lambda request: request.if_none_match), 256 * KB),
    "If-Modified-Since": Parser(header("HTTP_IF_MODIFIED_SINCE", lambda request: request.if_modified_since), 256 * KB),
    "Range": Parser(header("HTTP_RANGE", lambda request: request.range), 256 * KB),
    "If-Range": Parser(header("HTTP_IF_RANGE", lambda request: request.if_range), 256 * KB),
    "Authorization": Parser(header("HTTP_AUTHORIZATION", lambda request: request.authorization), 256 * KB),
    "X-Forwarded-For": Parser(header("HTTP_X_FORWARDED_FOR", lambda request: request.access_route), 256 * KB),
    "Host": Parser(header("HTTP_HOST", lambda request: request.host), 256 * KB, (Exception,)),
    "Content-Type": Parser(header("CONTENT_TYPE", lambda request: request.mimetype_params), 256 * KB),
    "query string": Parser(header("QUERY_STRING", lambda request: request.args), 256 * KB),
    "path": Parser(header("PATH_INFO", lambda request: (request.path, request.url)), 256 * KB, (Exception,)),
    "multipart": Parser(multipart, MB, (Exception,)),
    "head of a part": Parser(head_of_part, MB, (Exception,)),
    "boundary": Parser(boundary, 64 * KB, (Exception,)),
    "search": Parser(queries.catalogue.search_index.split, MB),
    "search for people": Parser(queries.accounts.users.search_ids, 200),
    "quiz answer": Parser(quizzes.normalize_answer, 500),
    "Markdown": Parser(
        lambda text: markdown.has_visible_content(markdown.render(text)), 200_000, (markdown.TooComplex,)
    ),
    "link": Parser(markdown.normalize_url, 200_000),
    "link in Markdown": Parser(lambda text: markdown.render(f"[a](<{text}>)"), 200_000, (markdown.TooComplex,)),
    "e-mail to be sent": Parser(email, 500, (ValueError, LookupError)),
    "name on a certificate": Parser(lambda text: certificate_pdf.printable(text, certificate_pdf.TEXT), 200),
    "lines of a certificate": Parser(certificate, 200),
    "lines of a receipt": Parser(receipt, 300),
    "header of an import": Parser(layouts.normalize_title, 131_072),
    "head of an import": Parser(lambda text: headers.find_header(text, {"price": "harga"}), MB),
    "column that is named": Parser(lambda text: headers.same_title(text, text), 131_072),
    "unit in the name of a column": Parser(lambda text: (amounts.unit_of_title(text), amounts.strip_unit(text)), 200),
    "unit in a title": Parser(amounts.unit_of_heading, 200),
    "amount among names": Parser(amounts.looks_like_amount, 131_072),
    "known headers": Parser(lambda text: layout_detection.count_known([text, "nama", "harga"]), 131_072),
    "escapes of WooCommerce": Parser(woocommerce("description"), 131_072, UNREADABLE),
    "list of WooCommerce": Parser(woocommerce("categories"), 131_072, UNREADABLE),
    "name in an import": Parser(text_cells.line(200), 131_072, UNREADABLE),
    "prose in an import": Parser(text_cells.multiline, 131_072, UNREADABLE),
    "HTML in an import": Parser(text_cells.html, 131_072, UNREADABLE),
    "SKU": Parser(text_cells.sku, 131_072, UNREADABLE),
    "barcodes": Parser(text_cells.barcodes, 131_072, UNREADABLE),
    "yes": Parser(text_cells.boolean, 131_072, UNREADABLE),
    "path of categories": Parser(text_cells.category_path, 131_072, UNREADABLE),
    "options of a variant": Parser(text_cells.options, 131_072, UNREADABLE),
    "price": Parser(lambda text: amounts.parse_price(text, amounts.NumberStyle()), 131_072, UNREADABLE),
    "style of prices": Parser(lambda text: amounts.NumberStyle().observe(text), 131_072),
    "price in dollars": Parser(converted, MB, UNREADABLE),
    "count": Parser(amounts.parse_count, 131_072, UNREADABLE),
    "encoding": Parser(detected, MB, (csv_files.InvalidFile,)),
    "first rows of an import": Parser(csv_files.split_rows, MB),
    "entities in an import": Parser(text_cells.decode_entities, 131_072),
    "import": Parser(imported, MB, (csv_files.InvalidFile,)),
    "cell of an import": Parser(imported_cell, 131_072, (csv_files.InvalidFile,)),
    "number of an analysis": Parser(lambda text: domain.analytics.reading.numbers.read(text, None), MB, (Exception,)),
    "unit of numbers": Parser(domain.analytics.reading.numbers.unit, MB),
    "style of numbers": Parser(domain.analytics.reading.numbers.evidence, MB),
    "date of an analysis": Parser(lambda text: domain.analytics.reading.dates.read(text), MB, (Exception,)),
    "format of dates": Parser(
        lambda text: domain.analytics.reading.dates.FormatEvidence().learn(text), MB, (Exception,)
    ),
    "time of a date": Parser(domain.analytics.reading.dates.clock, MB, (Exception,)),
    "date in several columns": Parser(lambda text: date_parts.written("day of month", [text, text]), MB),
    "month in a column of its own": Parser(lambda text: date_parts.written("quarter", [text, text]), MB),
    "number that is a date": Parser(domain.analytics.reading.dates.is_number, MB),
    "direction of money": Parser(domain.analytics.reading.directions.direction_of, MB),
    "status of a sale": Parser(domain.analytics.reading.directions.is_void, MB),
    "words of a column": Parser(domain.analytics.reading.columns.words, MB),
    "names of columns and series": Parser(names_of_columns, MB),
    "parts of a picture": Parser(picture, 10 * MB),
    "analysis": Parser(analysed, MB, (domain.analytics.options.Refused,)),
    "cell of an analysis": Parser(analysed_cell, MB, (domain.analytics.options.Refused,)),
}  # fmt: skip


@pytest.mark.parametrize("name", PARSERS)
def test_four_times_the_input_takes_less_than_six_times_the_time(name: str) -> None:
    parser = PARSERS[name]

    def call(text: str) -> None:
        with contextlib.suppress(*parser.raises):
            parser.call(text)

    call("x")
    units = UNITS if LONG or name not in SLOW else UNITS[::4]
    tried = [(make, LARGEST) for make in [*WORST, *repeated(units)]]
    if LONG:
        tried += [(make, 16 * KB) for make in paired(PAIRED)] + [(make, parser.largest) for make in WORST]
    found = [told for make, most in tried if (told := growth_error(call, make, min(parser.largest, most)))]
    assert not found, "\n".join(found)


# ---- regular expressions in the sources

FUNCTIONS = {"compile", "search", "match", "fullmatch", "sub", "subn", "split", "findall", "finditer"}


@dataclass(frozen=True)
class Expression:
    """A regular expression of a source, and the methods that use it."""

    place: str
    pattern: Any
    methods: frozenset[str]


# What may hold one of them, so that few sources are parsed.
USES = re.compile(r"\bre\.[a-z]|\b_pattern\b")


def expressions() -> Iterator[Expression]:
    texts = {path: path.read_text() for path in SOURCES}
    uses = methods_by_name(texts.values())
    for path, source in texts.items():
        if not USES.search(source):
            continue
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        names = vars(importlib.import_module(module))
        nodes = list(ast.walk(ast.parse(source)))
        # The `re.compile(text)` of a helper that others call with their expressions.
        helpers = [node for node in nodes if isinstance(node, ast.FunctionDef) and node.name == "_pattern"]
        inside_helpers = {id(node) for helper in helpers for node in ast.walk(helper)}
        targets = {id(node.value): node.targets[0] for node in nodes if isinstance(node, ast.Assign)}
        for node in nodes:
            if not (isinstance(node, ast.Call) and node.args and called(node) in CALLS) or id(node) in inside_helpers:
                continue
            function = node.func.attr if isinstance(node.func, ast.Attribute) else "compile"
            value = eval(compile(ast.Expression(node.args[0]), module, "eval"), dict(names))
            flags = next(
                (eval(ast.unparse(word.value), dict(names)) for word in node.keywords if word.arg == "flags"), 0
            )
            if function == "compile" and len(node.args) > 1:
                flags = eval(ast.unparse(node.args[1]), dict(names))
            target = targets.get(id(node))
            used = uses.get(target.id, frozenset()) if isinstance(target, ast.Name) else frozenset()
            methods = frozenset([function]) if function != "compile" else used or frozenset(["fullmatch"])
            yield Expression(f"{path.relative_to(ROOT)}:{node.lineno}", re.compile(value, flags), methods)


CALLS = {f"re.{name}" for name in FUNCTIONS} | {"_pattern"}


def called(call: ast.Call) -> str:
    """Return the name of the called function, such as `re.compile`, or an empty text."""
    function = call.func
    if isinstance(function, ast.Attribute):
        return f"{function.value.id}.{function.attr}" if isinstance(function.value, ast.Name) else ""
    return function.id if isinstance(function, ast.Name) else ""


def methods_by_name(sources: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the methods of expressions that the sources call on each name."""
    found: dict[str, set[str]] = {}
    # The lookahead finds `b.split` in `a.b.split`, too.
    for name, method in (each for source in sources for each in re.findall(r"\b(?=(\w+)\.([a-z]+)\b)", source)):
        if method in FUNCTIONS:
            found.setdefault(name, set()).add(method)
    return {name: frozenset(methods) for name, methods in found.items()}


def marks_of(pattern: Any) -> list[Any]:
    """Return the characters of an expression, and some of its classes."""
    text = pattern.pattern if isinstance(pattern.pattern, str) else pattern.pattern.decode("latin-1")
    literal = sorted({mark for mark in text if mark not in "\\^$?+*{}"})[:24]
    return [*dict.fromkeys([*literal, " ", "a", "A", "1", "x", "(", "\\", "*", "+", "?", "{", "}"])]


EXPRESSIONS = list(expressions())


@pytest.mark.parametrize("expression", EXPRESSIONS, ids=lambda expression: expression.place)
def test_no_expression_backtracks(expression: Expression) -> None:
    pattern = expression.pattern
    binary = isinstance(pattern.pattern, bytes)
    marks = marks_of(pattern)
    makes = [*repeated(marks), *repeated([one + "a" for one in marks])]
    if LONG:
        makes += [*repeated(["1" + one for one in marks]), *paired(marks)]

    def call(text: str) -> None:
        sent = text.encode("latin-1", "replace") if binary else text
        for method in expression.methods:
            if method in ("sub", "subn"):
                getattr(pattern, method)(b"" if binary else "", sent)
            elif method == "finditer":
                list(pattern.finditer(sent))
            else:
                getattr(pattern, method)(sent)

    found = [told for make in makes if (told := growth_error(call, make, 32 * KB if LONG else 16 * KB))]
    assert not found, "\n".join(found)


def test_the_measure_detects_a_quadratic_parser() -> None:
    """The measure finds the expressions that were fixed. A smaller header takes a fast processor less than FLOOR."""
    header, brackets = re.compile(r"\([^)]*\)"), re.compile(r'"(?:[^"\\]|\\.)*"|[\[\]{}]', re.DOTALL)
    size = 16 * KB if LONG else 8 * KB
    assert growth_error(lambda text: header.sub("", text), lambda n: "(" * n, 64 * KB if LONG else 16 * KB, doubts=1)
    assert growth_error(lambda text: list(brackets.finditer(text)), lambda n: '"' + '\\"' * (n // 2), size, doubts=1)
    assert not growth_error(lambda text: text.count("("), lambda n: "(" * n, size)
