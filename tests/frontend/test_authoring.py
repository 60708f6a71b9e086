"""The story of an author: a course is written, checked, published, and its learners are followed."""

from __future__ import annotations

import os
import re

from devices import Open
from playwright.sync_api import Page, expect

from support.people import Person, Shop

LONG = os.environ.get("LONG")
QUIZ = {"questions": [{"kind": "short", "text": "Apa?", "accepted": ["L/C"]}], "attempts": 1}


def add_content(page: Page, kind: str, title: str) -> None:
    page.get_by_role("button", name="Tambah materi ke Dokumen").click()
    page.get_by_role("menuitem", name=kind).click()
    page.get_by_role("dialog").get_by_label("Judul").fill(title)
    page.get_by_role("dialog").get_by_role("button", name="Tambah", exact=True).click()
    expect(page.get_by_role("link", name=title).first).to_be_visible()


def rows(page: Page) -> list[str]:
    return page.locator("[data-content] .draft-title").evaluate_all("all => all.map(each => each.lastChild.data)")


def save(page: Page) -> None:
    page.get_by_role("button", name="Simpan", exact=True).click()
    expect(page.get_by_text("Perubahan belum disimpan")).to_have_count(0)


def mend(page: Page) -> None:
    """Follow each reason why the course can't be published to its place, and complete what is missing."""
    publishing = page.get_by_role("region", name="Penerbitan")
    expect(publishing.get_by_role("listitem")).to_have_count(3)
    publishing.get_by_role("link", name="Teks “Faktur” kosong.").click()
    page.get_by_label("Isi", exact=True).fill("**Faktur** menyebut harga.")
    expect(page.get_by_role("region", name="Pratinjau").locator("strong")).to_have_text("Faktur")
    # A link doesn't lose what was typed.
    page.get_by_role("link", name="Ekspor kopi").click()
    page.get_by_role("dialog").get_by_role("button", name="Batal").click()
    save(page)
    page.get_by_role("link", name="Ekspor kopi").click()

    publishing.get_by_role("link", name=re.compile("Contoh")).click()
    page.set_input_files(
        "input[type=file]", {"name": "faktur.pdf", "mimeType": "application/pdf", "buffer": b"x" * 9000}
    )
    expect(page.get_by_text("faktur.pdf")).to_be_visible()
    page.get_by_role("link", name="Ekspor kopi").click()

    publishing.get_by_role("link", name=re.compile("Ujian")).click()
    page.get_by_role("button", name="Tambah pertanyaan").click()
    page.get_by_role("menuitem", name="Satu jawaban benar").click()
    page.get_by_label("Pertanyaan", exact=True).fill("Siapa membayar kapal pada FOB?")
    page.get_by_label("Pilihan 1", exact=True).fill("Pembeli")
    save_button = page.get_by_role("button", name="Simpan", exact=True)
    save_button.click()
    # The empty option is refused beside its field.
    expect(page.get_by_label("Pilihan 2", exact=True)).to_be_focused()
    page.get_by_label("Pilihan 2", exact=True).fill("Penjual")
    page.get_by_label("Pilihan 1 benar").check()
    save(page)
    page.get_by_role("button", name="Pratinjau kuis").click()
    expect(page.get_by_role("dialog").get_by_role("radio", name="Pembeli")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("link", name="Ekspor kopi").click()


def test_an_author_writes_and_publishes_a_course(shop: Shop, dewi: Person, open_as: Open) -> None:
    page = open_as(dewi, "/authoring", width=1280)
    page.get_by_role("button", name="Buat kursus").first.click()
    page.get_by_role("dialog").get_by_label("Judul").fill("Ekspor kopi")
    page.get_by_role("dialog").get_by_role("button", name="Buat kursus").click()
    page.get_by_role("button", name="Tambah bagian").click()
    page.get_by_role("dialog").get_by_label("Judul").fill("Dokumen")
    page.get_by_role("dialog").get_by_role("button", name="Tambah", exact=True).click()
    for kind, title in (("Teks", "Faktur"), ("Berkas", "Contoh"), ("Kuis", "Ujian")):
        add_content(page, kind, title)

    # By keyboard: the quiz up by two, with the focus kept and the place told.
    page.get_by_role("button", name="Pindahkan Ujian").focus()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert rows(page) == ["Ujian", "Faktur", "Contoh"]
    expect(page.get_by_text("Ujian kini nomor 1 dari 3 di Dokumen.")).to_be_attached()
    expect(page.get_by_role("button", name="Pindahkan Ujian")).to_be_focused()
    expect(page.get_by_text("Menyimpan…")).to_have_count(0)
    stored = shop.rows("SELECT title FROM course_contents ORDER BY position")
    assert [row["title"] for row in stored] == ["Ujian", "Faktur", "Contoh"]

    mend(page)
    publishing = page.get_by_role("region", name="Penerbitan")
    publishing.get_by_role("button", name="Terbitkan").click()
    expect(publishing.get_by_text("Peserta sudah melihat isi ini sebagai versi 1.")).to_be_visible()
    assert shop.value("SELECT COUNT(*) FROM version_contents") == 3


def test_a_second_tab_is_told_of_what_the_first_has_changed(shop: Shop, dewi: Person, open_as: Open) -> None:
    course = dewi.teaches({"title": "Faktur"})
    path = f"/authoring/{course['id']}/contents/{course['contents'][0]}"
    first = open_as(dewi, path, width=1280)
    second = open_as(dewi, path, width=1280)
    for page, words in ((first, "Dari tab pertama."), (second, "Dari tab kedua.")):
        page.get_by_label("Isi", exact=True).fill(words)
    save(first)
    second.get_by_role("button", name="Simpan", exact=True).click()
    expect(second.get_by_text("Diubah juga di tempat lain")).to_be_visible()
    assert shop.value("SELECT body FROM course_contents") == "Dari tab pertama."
    second.get_by_role("button", name="Simpan punya saya").click()
    expect(second.get_by_text("Tersimpan.")).to_be_visible()
    assert shop.value("SELECT body FROM course_contents") == "Dari tab kedua."
    # Other fields of the course don't conflict.
    first.get_by_label("Judul").fill("Faktur niaga")
    save(first)
    assert shop.rows("SELECT title, body FROM course_contents") == [
        {"title": "Faktur niaga", "body": "Dari tab kedua."}
    ]


def test_the_back_button_asks_before_changes_are_lost(shop: Shop, dewi: Person, open_as: Open) -> None:
    course = dewi.teaches({"title": "Faktur"})
    page = open_as(dewi, f"/authoring/{course['id']}", width=1280)
    page.get_by_role("link", name="Faktur").first.click()
    body = page.get_by_label("Isi", exact=True)
    body.fill("Belum disimpan.")
    content = page.url
    question = page.get_by_role("dialog", name="Tinggalkan halaman ini?")
    for answer in ("Batal", "Tutup"):
        page.evaluate("history.back()")
        question.get_by_role("button", name=answer).click()
        expect(body).to_have_value("Belum disimpan.")
        assert page.url == content
    save(page)
    page.evaluate("history.back()")
    page.wait_for_url(f"**/authoring/{course['id']}")
    page.evaluate("history.forward()")
    expect(body).to_have_value("Belum disimpan.")
    body.fill("Tidak jadi.")
    page.evaluate("history.back()")
    question.get_by_role("button", name="Tinggalkan", exact=True).click()
    page.wait_for_url(f"**/authoring/{course['id']}")
    assert shop.value("SELECT body FROM course_contents") == "Belum disimpan."


def test_an_owner_follows_a_learner_and_reads_figures(
    shop: Shop, dewi: Person, sari: Person, budi: Person, open_as: Open
) -> None:
    course = dewi.teaches({"title": "Faktur"}, {"kind": "quiz", "title": "Ujian", "quiz": QUIZ}, owner_id=sari.id)
    path = f"/api/courses/{course['id']}"
    budi.post(f"{path}/enroll")
    budi.post(f"{path}/progress", {"content_id": course["contents"][0], "completed": True})
    quiz = f"{path}/contents/{course['contents'][1]}/attempts"
    attempt = budi.post(quiz).json()
    budi.post(
        f"{quiz}/{attempt['id']}/submit", {"answers": [{"question_id": attempt["questions"][0]["id"], "text": "FOB"}]}
    )
    name = shop.value("SELECT name FROM users WHERE id = %s", (budi.id,))

    page = open_as(sari, "/authoring", width=1280)
    page.get_by_role("link", name="Ekspor kopi").click()
    page.get_by_role("link", name="Peserta", exact=True).click()
    page.get_by_label("Cari nama").fill("tidak ada")
    expect(page.get_by_text("Tidak ada peserta yang cocok")).to_be_visible()
    page.get_by_role("button", name="Hapus saringan").click()
    row = page.get_by_role("row").filter(has_text=name)
    expect(row).to_contain_text("50%")
    row.get_by_role("button").click()
    page.get_by_role("button", name="Tindakan untuk Ujian").click()
    page.get_by_role("menuitem", name="Lihat percobaan").click()
    page.get_by_role("button", name=re.compile("Percobaan 1")).click()
    expect(page.get_by_text("Jawaban: FOB")).to_be_visible()
    page.get_by_role("button", name="Beri kelonggaran").click()
    page.get_by_label("Percobaan tambahan").fill("1")
    page.get_by_label("Alasan").fill("Listrik padam")
    page.get_by_role("dialog").last.get_by_role("button", name="Beri kelonggaran").click()
    expect(page.get_by_text("Sisa 1 percobaan.")).to_be_visible()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tindakan untuk Ujian").click()
    page.get_by_role("menuitem", name="Bebaskan").click()
    page.get_by_label("Alasan").fill("Sudah bersertifikat")
    page.get_by_role("button", name="Bebaskan", exact=True).click()
    expect(page.get_by_role("dialog").get_by_text("Sertifikat", exact=True)).to_be_visible()
    assert budi.get(f"{path}/progress").json()["completed"]
    page.keyboard.press("Escape")
    expect(row).to_contain_text("Selesai")

    page.get_by_role("link", name="Angka").click()
    expect(page.get_by_role("group", name="Tingkat selesai", exact=True)).to_contain_text("100")
    page.get_by_role("button", name="Unduh").click()
    with page.expect_download() as download:
        page.get_by_role("menuitem", name="Kemajuan (CSV)").click()
    assert "Ekspor kopi" in download.value.path().read_text(encoding="utf-8")
    page.get_by_role("link", name="Versi", exact=True).click()
    page.get_by_role("button", name=re.compile("Versi 1")).click()
    expect(page.get_by_role("heading", name="Bagian 1")).to_be_visible()
