"""A learner's way through a course: on several devices, with a quiz, without a connection, to the certificate."""

from __future__ import annotations

import os
import re
import struct
from pathlib import Path
from typing import Any

import pytest
import requests
from accessibility import check
from devices import Open
from playwright.sync_api import Page, Response, Route, expect

from support.people import Person, Shop

PARAGRAPHS = "\n\n".join(f"Alinea {number}. " + "Kopi dikirim dengan kapal. " * 12 for number in range(40))
QUIZ = {
    "questions": [
        {
            "kind": "single",
            "text": "Siapa yang membayar kapal pada FOB?",
            "options": [{"text": "Pembeli", "correct": True}, {"text": "Penjual"}],
            "explanation": "Pada FOB pembeli membayar kapal.",
        },
        {
            "kind": "multiple",
            "text": "Dokumen mana yang perlu?",
            "options": [
                {"text": "Faktur", "correct": True},
                {"text": "Daftar kemasan", "correct": True},
                {"text": "Brosur"},
            ],
        },
        {"kind": "short", "text": "Apa singkatan surat kredit?", "accepted": ["L/C"]},
    ],
    "minutes": 30,
    "attempts": 2,
    "shuffle": False,
}
SECONDS = 30
SCROLL_TO = "(text) => window.scrollTo(0, scrollY + text.getBoundingClientRect().top - 60)"
SEEK = "() => { const audio = document.querySelector('audio'); audio.pause(); audio.currentTime = 12.5 }"


def wav(seconds: int) -> bytes:
    """Return so many seconds of silence."""
    rate = 8_000
    size = seconds * rate
    head = struct.pack(
        "<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + size, b"WAVE", b"fmt ", 16, 1, 1, rate, rate, 1, 8, b"data", size
    )
    return head + b"\x80" * size


def teach(dewi: Person, first: dict[str, Any], *others: dict[str, Any], **fields: Any) -> dict[str, Any]:
    """Publish a course; a content of the kind `file` gets a recording."""
    course = dewi.teaches(first, **fields)
    path = f"/api/courses/{course['id']}"
    for content in others:
        answer = dewi.post(f"{path}/contents", {"section_id": course["section"], **content})
        assert answer.status_code == 201, answer.text
        course["contents"].append(answer.json()["id"])
        if content["kind"] == "file":
            file = ("Rekaman.wav", wav(SECONDS))
            assert dewi.put(f"{path}/contents/{course['contents'][-1]}/file", files={"file": file}).status_code == 200
    if others:
        assert dewi.post(f"{path}/publish").status_code == 201
    return course


def is_report(answer: Response) -> bool:
    return answer.ok and answer.url.endswith("/progress") and answer.request.method == "POST"


def answer_quiz(page: Page) -> None:
    page.get_by_label("Pembeli").check()
    page.get_by_role("button", name="Soal berikutnya").click()
    page.get_by_label("Faktur").check()
    page.get_by_label("Daftar kemasan").check()
    page.get_by_role("button", name="Soal berikutnya").click()
    page.get_by_label("Jawaban Anda").fill("l/c")


def pass_quiz(page: Page) -> None:
    """Read the rules, answer all questions and see the result with the completed course."""
    expect(page.get_by_text("30 menit")).to_be_visible()
    expect(page.get_by_text("2 dari 2")).to_be_visible()
    expect(page.get_by_text("75%", exact=True)).to_be_visible()
    page.get_by_role("button", name="Mulai kuis").click()
    answer_quiz(page)
    page.get_by_role("button", name="Kumpulkan").click()
    expect(page.get_by_text("100%", exact=True)).to_be_visible()
    expect(page.get_by_text("Pada FOB pembeli membayar kapal.")).to_be_visible()
    expect(page.get_by_text("Selamat, kursus ini tuntas")).to_be_visible()


def listen_in_part(page: Page) -> None:
    """Play the recording to 12.5 seconds, and leave."""
    page.get_by_role("button", name="Putar").click()
    page.wait_for_function("() => document.querySelector('audio')?.duration > 0")
    with page.expect_response(lambda answer: "/progress" in answer.url and "12.5" in (answer.request.post_data or "")):
        page.evaluate(
            "() => { const audio = document.querySelector('audio'); audio.pause(); audio.currentTime = 12.5 }"
        )
        page.wait_for_function("() => !document.querySelector('audio').seeking")
        page.get_by_role("link", name="Ekspor kopi").first.click()


def test_a_course_that_ends_before_an_optional_quiz_is_celebrated(dewi: Person, budi: Person, open_as: Open) -> None:
    quiz = {"kind": "quiz", "title": "Latihan", "quiz": QUIZ, "required": False}
    course = teach(dewi, {"title": "Bacaan"}, quiz)
    budi.post(f"/api/courses/{course['id']}/enroll")
    page = open_as(budi, width=1280)
    held: list[Route] = []
    page.route(f"**/api/courses/*/contents/{course['contents'][1]}", lambda route: held.append(route), times=1)
    page.goto(f"/courses/{course['id']}/contents/{course['contents'][0]}")
    page.get_by_role("link", name="Lanjut").click()
    # The course is completed before the quiz is there.
    expect(page.get_by_role("progressbar", name="100%")).to_be_attached()
    held[0].continue_()
    expect(page.get_by_role("status").filter(has_text="Selamat, kursus ini tuntas")).to_be_visible()
    expect(page.get_by_role("button", name="Mulai kuis")).to_be_visible()


def downloaded_certificate(page: Page, directory: Path) -> bytes:
    with page.expect_download() as download:
        page.get_by_role("button", name="Unduh PDF").click()
    download.value.save_as(directory / "certificate.pdf")
    return (directory / "certificate.pdf").read_bytes()


def progress_of(person: Person, course: dict[str, Any]) -> Any:
    return person.get(f"/api/courses/{course['id']}/progress").json()


def content_of(person: Person, course: dict[str, Any], place: int) -> Any:
    return progress_of(person, course)["contents"][place]


def test_a_learner_starts_on_a_phone_and_finishes_on_a_laptop(
    shop: Shop, dewi: Person, budi: Person, open_as: Open, tmp_path: Path
) -> None:
    course = teach(
        dewi,
        {"title": "Syarat jual", "body": PARAGRAPHS},
        {"kind": "file", "title": "Cerita eksportir"},
        {"kind": "quiz", "title": "Ujian", "quiz": QUIZ, "mastery_score": 75},
        title="Ekspor kopi",
        sequential=True,
    )
    phone = open_as(budi, "/courses")
    phone.get_by_role("link", name="Ekspor kopi").click()
    expect(phone.get_by_text("Materi terbuka berurutan.")).to_be_visible()
    phone.get_by_role("button", name="Ikuti kursus").click()
    expect(phone.get_by_role("heading", name="Syarat jual")).to_be_visible()
    phone.get_by_text("Alinea 20.").evaluate(
        "(text) => window.scrollTo(0, scrollY + text.getBoundingClientRect().top - 60)"
    )
    phone.wait_for_function("() => window.scrollY > 1000")
    with phone.expect_response(is_report):
        phone.get_by_role("navigation", name="Utama").get_by_role("link", name="Kursus").click()
    assert int(content_of(budi, course, 0)["position"]) == 20

    laptop = open_as(budi, "/courses?scope=mine", width=1280)
    laptop.get_by_role("link", name="Mulai: Ekspor kopi").click()
    expect(laptop.get_by_text("Dilanjutkan dari tempat terakhir Anda membaca.")).to_be_visible()
    expect(laptop.get_by_text("Alinea 20.")).to_be_in_viewport()
    laptop.get_by_role("link", name="Lanjut", exact=True).click()
    expect(laptop.get_by_role("heading", name="Cerita eksportir")).to_be_visible()
    listen_in_part(laptop)
    assert content_of(budi, course, 1)["position"] == 12.5

    phone.goto(f"/courses/{course['id']}/contents/resume")
    phone.get_by_role("button", name="Lanjut dari 0.12").click()
    phone.wait_for_function("() => document.querySelector('audio')?.currentTime >= 12.5")
    phone.get_by_role("button", name="Lanjut", exact=True).click()
    expect(phone.get_by_text("Selesaikan materi ini dulu")).to_be_visible()
    phone.get_by_role("button", name="Tandai selesai").click()
    phone.get_by_role("link", name="Lanjut", exact=True).click()

    pass_quiz(phone)
    assert progress_of(budi, course)["completed"]
    assert downloaded_certificate(phone, tmp_path).startswith(b"%PDF-1.")

    # The other device finishes, too, with what it had open: nothing is issued twice.
    laptop.goto(f"/courses/{course['id']}/contents/{course['contents'][0]}")
    expect(laptop.get_by_text("Selesai", exact=True)).to_be_visible()
    laptop.get_by_role("link", name="Ekspor kopi").first.click()
    assert shop.value("SELECT COUNT(*) FROM certificates") == 1
    expect(laptop.get_by_text("Sertifikat Anda")).to_be_visible()
    laptop.get_by_role("link", name="Lihat", exact=True).click()
    expect(laptop.get_by_text("Sertifikat ini asli dan berlaku")).to_be_visible()


def test_the_countdown_and_the_answers_survive_a_reload(dewi: Person, budi: Person, open_as: Open, shop: Shop) -> None:
    course = teach(dewi, {"kind": "quiz", "title": "Ujian", "quiz": QUIZ, "mastery_score": 75})
    budi.post(f"/api/courses/{course['id']}/enroll")
    page = open_as(budi, f"/courses/{course['id']}/contents/resume")
    page.get_by_role("button", name="Mulai kuis").click()
    with page.expect_response(lambda answer: answer.request.method == "PUT"):
        page.get_by_label("Pembeli").check()
    # Twelve minutes pass.
    shop.rows("UPDATE quiz_attempts SET expires_at = DATE_SUB(expires_at, INTERVAL 12 MINUTE)")
    page.reload()
    expect(page.get_by_label("Pembeli")).to_be_checked()
    expect(page.get_by_role("timer")).to_have_text(re.compile(r"^17\.\d\d$|^18\.00$"))
    page.get_by_role("button", name="Soal 3, belum dijawab").click()
    page.get_by_role("button", name="Kumpulkan").click()
    dialog = page.get_by_role("dialog", name="Kumpulkan sekarang?")
    expect(dialog).to_contain_text("2 soal belum dijawab")
    dialog.get_by_role("button", name="Batal").click()
    # Its end comes while the page is open.
    shop.rows("UPDATE quiz_attempts SET expires_at = DATE_ADD(UTC_TIMESTAMP(6), INTERVAL 2 SECOND)")
    page.reload()
    expect(page.get_by_text("Hasil percobaan 1")).to_be_visible()
    expect(page.get_by_text("33%", exact=True)).to_be_visible()
    expect(page.get_by_text("1 dari 2")).to_be_visible()
    expect(page.get_by_role("button", name="Coba lagi")).to_be_visible()


def test_what_is_done_without_a_connection_is_kept_and_sent(dewi: Person, budi: Person, open_as: Open) -> None:
    quiz = {"kind": "quiz", "title": "Ujian", "quiz": QUIZ, "mastery_score": 75}
    course = teach(dewi, {"title": "Pengantar", "body": "Singkat saja."}, quiz)
    path = f"/api/courses/{course['id']}"
    budi.post(f"{path}/enroll")
    page = open_as(budi, f"/courses/{course['id']}/contents/{course['contents'][0]}")
    expect(page.get_by_text("Singkat saja.")).to_be_visible()
    page.context.set_offline(True)
    page.get_by_role("button", name="Tandai selesai").click()
    expect(page.get_by_text("Kemajuan Anda disimpan di perangkat ini")).to_be_visible()
    assert content_of(budi, course, 0)["state"] == "started"
    with page.expect_response(
        lambda answer: answer.ok and "/progress" in answer.url and answer.request.method == "POST"
    ):
        page.context.set_offline(False)
    assert content_of(budi, course, 0)["state"] == "satisfied"

    page.get_by_role("link", name="Lanjut", exact=True).click()
    page.get_by_role("button", name="Mulai kuis").click()
    expect(page.get_by_label("Pembeli")).to_be_visible()
    page.context.set_offline(True)
    answer_quiz(page)
    expect(page.get_by_text("Tanpa sambungan, jawaban disimpan di perangkat ini")).to_be_visible()
    page.context.set_offline(False)
    expect(page.get_by_text("Jawaban tersimpan")).to_be_visible()
    attempts = f"{path}/contents/{course['contents'][1]}/attempts"
    attempt = budi.get(f"{attempts}/{budi.get(attempts).json()['attempts'][0]['id']}").json()
    assert all(question["answer"] for question in attempt["questions"])


def test_a_sold_course_goes_into_the_basket_and_a_closed_one_says_why(
    sari: Person, dewi: Person, budi: Person, open_as: Open
) -> None:
    product = sari.offers("Kelas ekspor", 149_000)
    course = dewi.teaches({}, title="Harga ekspor", product_id=product)
    page = open_as(budi, f"/courses/{course['id']}")
    page.get_by_role("button", name="Beli").click()
    page.wait_for_url("**/basket")
    assert page.evaluate("() => JSON.parse(localStorage['finenice.basket'])[0].product_id") == product
    assert budi.buys(product).status_code == 201
    page.goto(f"/courses/{course['id']}")
    expect(page.get_by_role("link", name="Mulai")).to_be_visible()
    page.get_by_role("button", name="Keluar dari kursus").click()
    page.get_by_role("dialog").get_by_role("button", name="Keluar dari kursus").click()
    expect(page.get_by_text("Anda keluar dari kursus ini.")).to_be_visible()
    # Whoever has bought it enters again without paying.
    page.get_by_role("button", name="Beli").click()
    expect(page.get_by_role("heading", name="Materi 1")).to_be_visible()
    budi.delete(f"/api/courses/{course['id']}/enroll")
    assert dewi.patch(f"/api/courses/{course['id']}", {"listed": False}).status_code == 200
    page.goto(f"/courses/{course['id']}")
    expect(page.get_by_text("Kursus ini tidak menerima peserta baru.")).to_be_visible()


@pytest.mark.skipif(not os.environ.get("LONG"), reason="LONG checks states that no address names")
@pytest.mark.parametrize(("theme", "widths"), [("light", (320, 1280)), ("dark", (390,))])
def test_the_pages_of_a_course_are_accessible(
    dewi: Person, budi: Person, open_as: Open, theme: str, widths: tuple[int, ...]
) -> None:
    body = "## Judul\n\n| Satu | Dua |\n|---|---|\n| a | b |\n\n- butir\n\n```\nkode\n```"
    quiz = {"kind": "quiz", "title": "Ujian", "quiz": QUIZ, "mastery_score": 75}
    course = teach(dewi, {"body": body}, {"kind": "file", "title": "Rekaman"}, quiz, sequential=True)
    done = dewi.teaches({}, title="Dasar")
    code = budi.graduates(done)
    budi.post(f"/api/courses/{course['id']}/enroll")
    base = f"/courses/{course['id']}"
    page = open_as(budi, "/courses")
    faults: list[str] = []

    def look(path: str, seen: str) -> None:
        page.goto(path)
        expect(page.get_by_text(seen).first).to_be_visible()
        faults.extend(fault for width in widths for fault in check(page, width=width, theme=theme))

    look("/courses", "Dasar")
    look(base, "Terbuka setelah")
    look(f"/courses/{done['id']}", "Sertifikat Anda")
    look(f"{base}/contents/{course['contents'][0]}", "Judul")
    look(f"{base}/contents/{course['contents'][2]}", "masih terkunci")
    budi.post(f"/api{base}/progress", {"completed": True})
    look(f"{base}/contents/{course['contents'][1]}", "Rekaman.wav")
    look(f"{base}/contents/{course['contents'][2]}", "Mulai kuis")
    page.get_by_role("button", name="Mulai kuis").click()
    expect(page.get_by_text("Soal 1 dari 3")).to_be_visible()
    faults.extend(fault for width in widths for fault in check(page, width=width, theme=theme))
    attempts = f"/api{base}/contents/{course['contents'][2]}/attempts"
    attempt = budi.get(attempts).json()["attempts"][0]["id"]
    budi.post(f"{attempts}/{attempt}/submit", {"answers": []})
    look(f"{base}/contents/{course['contents'][2]}?attempt={attempt}", "Hasil percobaan 1")
    look(f"/certificates/{code}?lang=id", "asli dan berlaku")
    look(f"/certificates/{code}?lang=en", "genuine and valid")
    assert not faults, "\n".join(faults)


def test_a_wrong_code_of_a_certificate_has_a_page(shop: Shop) -> None:
    answer = requests.get(f"{shop.url}/certificates/NONE?lang=en", timeout=30)
    assert answer.status_code == 404
    assert "does not exist" in answer.text
