"""The templates of e-mails: both languages, text and HTML, hostile words."""

from __future__ import annotations

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from typing import Any

import pytest
from outbox import shop_settings

import queries.accounts.users
import queries.system.audit
import queries.system.emails
import queries.system.encrypted_columns
import queries.system.jobs
import queries.system.schema
from domain.courses.certificate import Issuer
from jobs.emails import build_message
from mail.renderer import render
from mail.templates import TEMPLATES

SIGN = {"name": "Toko Sari", "logo_id": None}
HOSTILE = 'Budi</title>\r\nBcc: x@y.z\r\n\r\n<script>alert(1)</script>"\u0085{link}'


# What e-mails say


def placeholders(template: str, language: str) -> set[str]:
    text = TEMPLATES[template][language]
    return set(re.findall(r"\{(\w+)\}", text.subject + text.body)) - {"shop"}


def sample(template: str, value: str) -> dict[str, Any]:
    """Return the words of a template, each of them `value`."""
    tables = {"lines", "sums"} if template == "receipt" else set()
    link = {"link": "https://toko.example/open?token=x&y=1"}
    words = placeholders(template, "en")
    return {word: [(value, value)] if word in tables else link.get(word, value) for word in words}


@pytest.mark.parametrize("template", TEMPLATES)
def test_each_template_has_the_same_words_in_both_languages(template: str) -> None:
    assert TEMPLATES[template].keys() == {"en", "id"}
    assert placeholders(template, "en") == placeholders(template, "id")
    assert TEMPLATES[template]["en"].body != TEMPLATES[template]["id"].body


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_text_and_html_of_an_email_agree(template: str, language: str) -> None:
    written = render(template, language, sample(template, "Zamrud"), Issuer("Toko Sari", "https://toko.example"))
    assert f'<html lang="{language}">' in written.html and "Toko Sari" in written.html
    told = placeholders(template, language) - {"link"}
    assert not re.search(r"[{}]", written.subject + written.text + written.html)
    for form in (written.text, written.html):
        assert ("Zamrud" in form) == bool(told)
    if "link" in placeholders(template, language):
        assert "https://toko.example/open?token=x&y=1" in written.text.splitlines()
        assert '<a href="https://toko.example/open?token=x&amp;y=1"' in written.html


# What a shop writes. `where`, `note` and `reason` are somebody's text of several lines.
WORDS: dict[str, Any] = {
    "name": "Rina Wijaya", "link": "https://toko.example/open#token=Zx81kq", "hours": 24, "minutes": 1,
    "role": "developer", "note": "Selamat datang.\nJam kerja 9-17.", "course": "Ekspor Pertama",
    "learner_name": "Rina Wijaya", "old_code": "2M9Z7QKT4XW8RB6HNPC3VJ5YDA", "others": "",
    "code": "7QK2M9ZT4XW8RB6HNPC3VJ5YDA", "reason": "Kuis dikerjakan orang lain.", "number": "INV-20261121-000007",
    "day": "21 November 2026", "time": "14.05 WITA", "key": "Kasir depan", "prefix": "fn_4kQ9aZ81LmXc",
    "old_prefix": "fn_9aZ81LmXc4kQ", "expires": "21 Februari 2027", "where": "https://gist.example/1\nbaris 12",
    "prefixes": "Kasir (fn_4kQ9aZ81LmXc…)\nGudang (fn_9aZ81LmXc4kQ…)",
    "lines": [("2 × Kopi Gayo 250 g (Rp 75.000)", "Rp 150.000"), ("1 × Teh (Rp 20.000)", "Rp 20.000")],
    "sums": [("Total", "Rp 170.000"), ("Termasuk PPN", "Rp 16.847")], "backup_error": "storage_full",
    "last": "2026-11-20 19:00 UTC", "head": "Kedai Bali\nJl. Pantai 3", "end": "Terima kasih\nSampai jumpa",
    "url": "https://kasir.example/hook",
}  # fmt: skip


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_each_email_renders_as_expected(template: str, language: str) -> None:
    words = {word: WORDS[word] for word in placeholders(template, language)}
    written = render(template, language, words, Issuer("Toko Sari", "https://toko.example"))
    for form in (written.subject, written.text, written.html):
        assert not re.search(r"[{}\[\]]|None|_\w+_|\bshop_name\b", form)
        # Whoever reads Indonesian is no "developer".
        assert language == "en" or "developer" not in form
    greeting, first, *rest = written.text.split("\n\n")
    assert re.fullmatch(r"(Hello|Halo)( Rina Wijaya)?,", greeting)
    for sentence in (first, *rest[:-1]):
        assert not sentence[0].islower(), sentence
    # A template's own line breaks are none of the e-mail's; those of a person are.
    own = sum(str(words.get(word, "")).count("\n") for word in ("note", "where", "prefixes", "head", "end"))
    assert written.html.count("<br>") == own + 1
    buttons = re.findall(r'<a href="(.+?)" style="display.+?>(.+?)</a>', written.html)
    assert len(buttons) == len(re.findall(r"^https://toko", written.text, re.MULTILINE))
    for address, says in buttons:
        assert says != written.subject and f"{says}:\n{address}\n" in written.text
    if template == "receipt":
        bold = re.findall(r'font-weight: bold; text-align: \w+(?:; white-space: nowrap)?">(.+?)<', written.html)
        assert bold == ["Total", "Rp 170.000"]


@pytest.mark.parametrize("template", TEMPLATES)
def test_a_hostile_name_stays_a_name(template: str) -> None:
    settings = shop_settings()
    row = {
        "id": 7, "recipient": "budi@example.com", "template": template, "language": "id", "attempts": 0,
        "words": sample(template, HOSTILE), "created_at": datetime(2026, 11, 21),
    }  # fmt: skip
    written = render(template, "id", row["words"], Issuer("Toko", "https://toko.example"))
    assert "\n" not in written.subject and "\r" not in written.subject
    assert "<script" not in written.html and written.html.count("</title>") == 1
    assert ("&lt;script&gt;" in written.html) == bool(placeholders(template, "id") - {"link"})
    # The words of these two are read of the sale.
    if template not in ("receipt", "course_bought"):
        mail = build_message(row, settings, SIGN)
        read = message_from_bytes(mail.as_bytes(), policy=default)
        assert isinstance(read, EmailMessage)
        assert read["Bcc"] is None and str(read["Subject"]).strip() == written.subject
        assert [part.get_content_type() for part in read.iter_parts()] == ["text/plain", "text/html"]
        assert mail.as_bytes().isascii()


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("template", TEMPLATES)
def test_subjects_contain_no_text_of_users(template: str, language: str) -> None:
    ours = {"role", "number", "expires", "prefix", "old_prefix"}
    assert set(re.findall(r"\{(\w+)\}", TEMPLATES[template][language].subject)) <= ours
    assert TEMPLATES[template][language].subject.isascii()


@pytest.mark.parametrize("template", sorted(queries.system.emails.SENT_UNVERIFIED))
def test_emails_to_unverified_addresses_contain_no_text_of_callers(template: str) -> None:
    assert placeholders(template, "en") <= {"link", "hours", "minutes"}
