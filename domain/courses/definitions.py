"""Definitions of the figures in course reports, in both languages. Pure."""

from __future__ import annotations

from typing import Literal

from domain.courses import Bilingual

Report = Literal["course-progress", "user-progress", "course-engagement", "completion-rates", "cohorts"]

HIDDEN = Bilingual(
    "True if the course has fewer than 5 learners and you are neither the course's owner nor an admin; in larger "
    "courses a figure that would reveal 1 to 4 people is null.",
    "True bila peserta kurang dari 5 orang dan Anda bukan pemilik kursus atau admin; pada kursus yang lebih besar, "
    "angka yang mengungkap 1 sampai 4 orang bernilai null.",
)
LEARNERS = Bilingual(
    "People who ever enrolled, including those who left.", "Orang yang pernah mendaftar, termasuk yang sudah keluar."
)
SECONDS = Bilingual(
    "The time that the learner spent on all contents, in seconds.",
    "Waktu yang dihabiskan peserta di semua materi, dalam detik.",
)
PERCENT = Bilingual(
    "The percentage of the published version's required contents that the learner satisfied, rounded down; it stays "
    "100 once the course is completed.",
    "Persentase materi wajib versi terbitan yang sudah dipenuhi peserta, dibulatkan ke bawah; tetap 100 setelah "
    "kursus selesai.",
)

DEFINITIONS: dict[Report, dict[str, Bilingual]] = {
    "course-progress": {
        "hidden": HIDDEN,
        "learners": LEARNERS,
        "not_started": Bilingual(
            "Learners who have not started and have not left.",
            "Peserta yang belum mulai dan belum keluar.",
        ),
        "in_progress": Bilingual(
            "Learners who have started and have neither completed nor left the course.",
            "Peserta yang sudah mulai, belum menyelesaikan, dan belum keluar dari kursus.",
        ),
        "completed": Bilingual(
            "Learners who have completed the course, even if they left afterwards.",
            "Peserta yang sudah menyelesaikan kursus, termasuk yang keluar sesudahnya.",
        ),
        "left": Bilingual(
            "Learners who have left before they completed the course.",
            "Peserta yang keluar sebelum menyelesaikan kursus.",
        ),
        "mean_percent": Bilingual(
            "The mean of all learners' percentages, to one decimal.",
            "Rata-rata persentase semua peserta, satu angka di belakang koma.",
        ),
        "median_percent": Bilingual(
            "The lowest percentage that at least half of the learners don't exceed.",
            "Persentase terkecil yang tidak dilampaui separuh peserta.",
        ),
        "buckets": Bilingual(
            "The number of learners by percentage of the required contents.",
            "Jumlah peserta menurut persentase materi wajib.",
        ),
    },
    "user-progress": {
        "state": Bilingual(
            "completed, left, in_progress once the learner started, or not_started: the first that applies.",
            "completed, left, in_progress bila sudah mulai belajar, atau not_started: yang pertama sesuai.",
        ),
        "percent": PERCENT,
        "seconds": SECONDS,
        "started_at": Bilingual("When the learner was first active.", "Saat peserta pertama kali belajar."),
        "active_at": Bilingual("When the learner was last active.", "Saat peserta terakhir kali belajar."),
        "inactive_days": Bilingual(
            "Shows learners who were inactive for at least this many days, counted from their enrolment if they never "
            "started.",
            "Menampilkan peserta yang tidak belajar setidaknya sekian hari, dihitung dari pendaftaran bila belum "
            "pernah mulai.",
        ),
    },
    "course-engagement": {
        "hidden": HIDDEN,
        "learners": LEARNERS,
        "active_7_days": Bilingual(
            "Learners who were active in the last 7 days in Jakarta, including today.",
            "Peserta yang belajar dalam 7 hari terakhir di Jakarta, termasuk hari ini.",
        ),
        "active_30_days": Bilingual(
            "Learners who were active in the last 30 days in Jakarta, including today.",
            "Peserta yang belajar dalam 30 hari terakhir di Jakarta, termasuk hari ini.",
        ),
        "mean_seconds": Bilingual(
            "The time that all learners spent, divided by their number, in whole seconds; for a content, by the number "
            "of those who started it.",
            "Waktu yang dihabiskan semua peserta dibagi jumlahnya, dalam detik penuh; untuk materi dibagi jumlah yang "
            "memulainya.",
        ),
        "median_seconds": Bilingual(
            "The lowest time in seconds that at least half of the learners don't exceed; for a single course only.",
            "Waktu terkecil dalam detik yang tidak dilampaui separuh peserta; hanya untuk satu kursus.",
        ),
        "days": Bilingual(
            "For a single course, the learners active on each of the last 30 days in Jakarta; null if "
            "one of the days reveals 1 to 4 people whom you may not see.",
            "Untuk satu kursus, peserta yang belajar pada masing-masing 30 hari terakhir di Jakarta; null bila salah "
            "satu hari mengungkap 1 sampai 4 orang dan Anda tidak berhak melihatnya.",
        ),
        "contents": Bilingual(
            "For a single course, the contents of its published version, in order.",
            "Untuk satu kursus, materi dari versi terbitannya, sesuai urutan.",
        ),
        "started": Bilingual(
            "Learners with any progress in this content.", "Peserta yang punya catatan pada materi ini."
        ),
        "satisfied": Bilingual(
            "Learners who met the content's rule or had it waived.",
            "Peserta yang sudah memenuhi aturan materi, atau dibebaskan darinya.",
        ),
        "drop_off": Bilingual(
            "The share of learners who started the content but have not satisfied it.",
            "Bagian dari peserta yang memulai materi tetapi belum memenuhinya.",
        ),
    },
    "completion-rates": {
        "hidden": HIDDEN,
        "enrolled": LEARNERS,
        "completed": Bilingual("Learners who have completed the course.", "Peserta yang sudah menyelesaikan kursus."),
        "rate": Bilingual("completed divided by enrolled.", "completed dibagi enrolled."),
        "rate_low": Bilingual(
            "The lower bound of the rate's 95 % confidence interval (Wilson score): it is wide with few learners.",
            "Batas bawah selang 95 % dari rate (selang skor Wilson): lebar bila peserta sedikit.",
        ),
        "rate_high": Bilingual("The upper bound of that interval.", "Batas atas selang itu."),
        "median_days": Bilingual(
            "The median of the whole days from enrolment to completion, over those who completed the course.",
            "Median hari penuh dari pendaftaran sampai selesai, dari peserta yang menyelesaikan kursus.",
        ),
        "months": Bilingual(
            "The same for learners who enrolled in one month in Jakarta.",
            "Angka yang sama untuk peserta yang mendaftar dalam satu bulan di Jakarta.",
        ),
    },
    "cohorts": {
        "hidden": HIDDEN,
        "month": Bilingual(
            "The month in Jakarta in which the cohort enrolled.",
            "Bulan di Jakarta saat para anggota kohor mendaftar.",
        ),
        "size": Bilingual(
            "The number of learners who enrolled in it, including those who left.",
            "Berapa orang mendaftar pada bulan itu, termasuk yang sudah keluar.",
        ),
        "completed_7_days": Bilingual(
            "Learners of the cohort who completed the course within 7 days of enrolment; null until the last of "
            "them had 7 days.",
            "Anggota yang menyelesaikan kursus dalam 7 hari sejak mendaftar; null sampai anggota terakhir melewati 7 "
            "hari.",
        ),
        "completed_30_days": Bilingual("The same within 30 days.", "Sama, dalam 30 hari."),
        "completed_90_days": Bilingual("The same within 90 days.", "Sama, dalam 90 hari."),
        "retention": Bilingual(
            "The share of the cohort active in each of the weeks 0 to 12 after enrolment; null until the week is "
            "over for the whole cohort.",
            "Bagian yang belajar pada minggu ke-0 sampai ke-12 setelah mendaftar, per minggu; null sampai minggu itu "
            "berlalu bagi seluruh kohor.",
        ),
    },
}


def for_report(report: Report, language: str) -> dict[str, str]:
    """Return the definitions of a report's figures in `en` or `id`."""
    return {name: getattr(definition, language) for name, definition in DEFINITIONS[report].items()}
