"""The messages of the API and the e-mails: grammar, plurals, articles, and names instead of ids."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from string import Formatter

import pytest

import messages.sentence
import problems
from mail.templates import CLOSING, TEMPLATES
from messages import FIELDS, LANGUAGES, NOTICES, PROBLEMS, REASONS, Sentence, fill
from messages.catalogue import IMPORT_WARNINGS
from support.app import ROOT
from support.people import Person, Shop
from web.openapi.problem_schema import BASE, MEMBERS

# All words of messages: numbers with a plural, and texts.
NUMBERS = {
    "available", "cells", "columns", "deepest", "expected_quantity", "faulty", "ge", "hours", "le", "longest",
    "max_length", "megabytes", "megapixels", "min_length", "minutes", "most", "parameters", "periods", "present",
    "rows", "seconds", "tags", "allowed", "limit", "used", "variants", "count", "receipt_no",
}  # fmt: skip
TEXTS = {
    "amount", "backup_error", "clock", "customer_name", "due", "largest", "last", "owed", "rest",
    "choices", "code", "column", "content_title", "course", "course_title", "day", "expected", "expected_total",
    "expires", "field", "fields", "first", "frequency", "grain", "id", "key", "kind", "known", "learner_name", "line",
    "lines", "link", "looked_up", "method", "name", "names", "needed", "note", "number", "old_code", "old_prefix",
    "one", "other", "others", "parameter", "prefix", "prefixes", "product_name", "question", "reason", "role", "roles",
    "sample", "scope", "seen", "series", "sheets", "shop", "shop_name", "sort_by", "sort_order", "state", "stores",
    "ends_at", "minimum", "reached", "starts_at", "sums", "till_name", "time", "title", "total", "voucher", "wanted",
    "asked", "end", "head", "where", "why", "outlet_name", "brand_name", "price", "event_id", "url", "receipt_number",
}  # fmt: skip
# What stands behind a number without being counted.
UNCOUNTED = {"MB", "KB", "of", "active", "some", "series", "at", "and", "are", "is", "or", "was", "were"}


def sentences() -> Iterator[tuple[str, str, str]]:
    """Yield every message and e-mail by name and language."""
    tables = {
        "problem": {code: sentence for code, (_, sentence) in PROBLEMS.items()},
        "field": FIELDS, "notice": NOTICES, "reason": REASONS, "note": IMPORT_WARNINGS,
    }  # fmt: skip
    for kind, table in tables.items():
        for code, sentence in table.items():
            for language, text in zip(LANGUAGES, sentence, strict=True):
                yield f"{kind} {code}", language, text
    for code, languages in TEMPLATES.items():
        for language, template in languages.items():
            yield f"e-mail {code}", language, template.subject + "\n" + template.body
    for language, closing in CLOSING.items():
        yield "closing", language, closing


def words_in(text: str) -> set[str]:
    plain = messages.sentence.CHOICE.sub(lambda found: f"{{{found[1]}}}" + found[2], text)
    return {name for _, name, *_ in Formatter().parse(plain) if name}


ALL = list(sentences())


def test_every_word_of_a_message_is_listed() -> None:
    """A new word must be in one of the two lists above, so that its message is checked with 0, 1 and 2."""
    unknown = {(name, word) for name, _, text in ALL for word in words_in(text) - NUMBERS - TEXTS}
    assert not unknown
    used = set().union(*(words_in(text) for _, _, text in ALL))
    assert not (NUMBERS | TEXTS) - used


def faults_of(said: str, count: int) -> list[str]:
    """Return the grammatical errors of an English text."""
    found = [
        f"{count} {noun}"
        for noun in re.findall(rf"(?<![\w.]){count} ([A-Za-z]+)", said)
        if noun not in UNCOUNTED and noun.endswith("s") == (count == 1)
    ]
    verb = re.search(r"\b1 [a-z]+ (?:are|were)\b" if count == 1 else rf"\b{count} [a-z]+ (?:is|was)\b", said)
    return found + ([verb[0]] if verb else [])


@pytest.mark.parametrize("count", [0, 1, 2])
def test_numbers_have_the_right_plural(count: int) -> None:
    wrong = []
    for name, language, text in ALL:
        words = dict.fromkeys(words_in(text) & NUMBERS, count) | dict.fromkeys(words_in(text) & TEXTS, "X")
        said = fill(text, words)
        assert not re.search(r"[{}|]", said), name
        wrong += [(name, fault) for fault in faults_of(said, count)] if language == "en" else []
    assert not wrong


def test_problems_do_not_override_common_members() -> None:
    """Check all calls of `Problem(code, ..., members={...}, word=...)`."""
    seen = 0
    for path in ROOT.glob("**/*.py"):
        if path.relative_to(ROOT).parts[0] in (".venv", "var", "tests", "clients"):
            continue
        for call in ast.walk(ast.parse(path.read_text())):
            if not isinstance(call, ast.Call) or ast.unparse(call.func) not in ("Problem", "problems.Problem"):
                continue
            seen += 1
            brought = {keyword.arg for keyword in call.keywords}
            for keyword in call.keywords:
                if keyword.arg == "members" and isinstance(keyword.value, ast.Dict):
                    brought |= {key.value for key in keyword.value.keys if isinstance(key, ast.Constant)}
            assert not (brought - {"reasons"}) & problems.RESERVED, f"{path.name}:{call.lineno}"
    assert seen > 100
    for code, (_, sentence) in PROBLEMS.items():
        assert not words_in(sentence.en + sentence.id) & problems.RESERVED, code
    with pytest.raises(TypeError, match="title"):
        problems.Problem("bad_request", members={"title": "x"})


def test_the_check_of_messages_finds_errors() -> None:
    assert faults_of("Use at least 1 characters.", 1) == ["1 characters"]
    assert faults_of("Wait 2 second.", 2) == ["2 second"]
    assert faults_of("At most 1 series are analysed at once.", 1) == ["1 series are"]
    assert faults_of("You have 0 key.", 0) == ["0 key"]
    assert faults_of("Use at most 1 MB, 1 of 1 row.", 1) == []


def test_articles_match_the_following_sound() -> None:
    for name, language, text in ALL:
        if language == "en":
            assert not re.search(r"\b[Aa] (?:[aeio]|[AEIO][a-z])|\b[Aa]n [bcdfgjklmnpqrstvwxyz]", text), name


def test_messages_use_names_instead_of_ids() -> None:
    """Only a 404 names the id that was requested."""
    for name, _, text in ALL:
        ids = {word for word in words_in(text) if word == "id" or word.endswith("_id")}
        assert not ids or name.endswith("_not_found") or name.startswith("field unknown_"), name


@pytest.mark.parametrize(("code", "name"), [("role_request_decided", "state"), ("frequency_too_fine", "grain")])
def test_api_values_are_translated_in_messages(code: str, name: str) -> None:
    sentence: Sentence = PROBLEMS[code][1] if code in PROBLEMS else FIELDS[code]
    for word, (english, indonesian) in messages.sentence.TERMS[name].items():
        words = {"frequency": "hour", name: word}
        assert english in sentence.translate("en", words) and indonesian in sentence.translate("id", words)
    forbidden = PROBLEMS["forbidden"][1].translate("id", {"roles": "seller / admin"})
    assert forbidden == "Ini memerlukan peran penjual / admin."


def test_words_of_a_message_do_not_override_members() -> None:
    """Words are members of the body, too, so they must not have the names of RFC 9457."""
    assert {code: found.keys() & BASE.keys() for code, found in MEMBERS.items() if found.keys() & BASE.keys()} == {}


def test_messages_name_the_product(shop: Shop, sari: Person, budi: Person) -> None:
    for stock, english, indonesian in (
        (0, "Kopi {Gayo|1} is sold out.", "Kopi {Gayo|1} sudah habis."),
        (1, "Only 1 of Kopi {Gayo|1} is left.", "Stok Kopi {Gayo|1} tinggal 1."),
        (3, "Only 3 of Kopi {Gayo|1} are left.", "Stok Kopi {Gayo|1} tinggal 3."),
    ):
        product = sari.offers("Kopi {Gayo|1}", stock=stock)
        body = {"items": [{"product_id": product, "qty": 4}]}
        for language, said in (("en", english), ("id", indonesian)):
            problem = budi.post("/api/transactions", body, headers={"Accept-Language": language}).json()
            assert (problem["code"], problem["detail"]) == ("insufficient_stock", said)
            line = {"product_id": product, "product_name": "Kopi {Gayo|1}", "requested": 4, "available": stock}
            assert problem["items"] == [line] and {name: problem[name] for name in line} == line


def test_field_errors_are_whole_sentences(shop: Shop, sari: Person) -> None:
    def told(body: object, path: str = "/api/products", language: str = "en") -> list[str]:
        answer = sari.post(path, body, headers={"Accept-Language": language})
        assert answer.status_code == 422
        return [error["msg"] for error in answer.json()["errors"]]

    assert told({"name": "  ", "price": 1}) == ["This field is required."]
    assert told({"name": "", "price": 1}, language="id") == ["Wajib diisi."]
    assert told({"name": "Budi", "email": "b@example.com", "password": "kopi"}, "/api/auth/register", "id") == [
        "Pakai paling sedikit 8 karakter."
    ]
    assert told({"name": "x" * 201, "price": 1}) == ["Use at most 200 characters."]
    assert told({"role": "king"}, "/api/users/role-requests") == ["This must be one of 'seller', 'developer'."]
    assert told({"role": "king"}, "/api/users/role-requests", "id") == [
        "Ini harus salah satu dari 'seller', 'developer'."
    ]


def test_messages_quote_the_question(shop: Shop, dewi: Person) -> None:
    course = dewi.post("/api/courses", {"title": "Ekspor"}).json()["id"]
    section = dewi.post(f"/api/courses/{course}/sections", {"title": "Satu"}).json()["id"]
    long = "Apa " + "ibu kota " * 20
    quiz = {"questions": [{"kind": "short", "text": text, "accepted": []} for text in ("Ibu kota {id}?", long)]}
    fields = {"section_id": section, "kind": "quiz", "title": "Kuis", "quiz": quiz}
    assert dewi.post(f"/api/courses/{course}/contents", fields).status_code == 201
    first, second = dewi.post(f"/api/courses/{course}/publish").json()["reasons"]
    assert first["msg"] == "The question “Ibu kota {id}?” of “Kuis” has no correct answer."
    assert second["msg"].startswith("The question “Apa ibu kota") and "ibu…” of “Kuis”" in second["msg"]
    assert len(second["msg"]) < 140
