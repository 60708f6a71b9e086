"""What each figure means, in a sentence of both languages: pure."""

from __future__ import annotations

from typing import Literal

from domain.courses import Bilingual

Report = Literal["course-progress", "user-progress", "course-engagement", "completion-rates", "cohorts"]

HIDDEN = Bilingual(
    "True where fewer than 5 people learn and you are neither the course's owner nor an admin; in larger courses a "
    "figure that would tell of 1 to 4 people is null.",
    "True bila peserta kurang dari 5 orang dan Anda bukan pemilik kursus atau admin; pada kursus yang lebih besar, "
    "angka yang mengungkap 1 sampai 4 orang bernilai null.",
)
LEARNERS = Bilingual(
    "People who ever enrolled, also those who have left.", "Orang yang pernah mendaftar, termasuk yang sudah keluar."
)
SECONDS = Bilingual(
    "The time that the learner spent in all contents, in seconds.",
    "Waktu yang dihabiskan peserta di semua materi, dalam detik.",
)
PERCENT = Bilingual(
    "The share of the published version's required contents that the learner has satisfied, rounded down; 100 for good "
    "once the course was completed.",
    "Bagian materi wajib dari versi terbitan yang sudah dipenuhi peserta, dibulatkan ke bawah; tetap 100 setelah "
    "kursus selesai.",
)

DEFINITIONS: dict[Report, dict[str, Bilingual]] = {
    "course-progress": {
        "hidden": HIDDEN,
        "learners": LEARNERS,
        "not_started": Bilingual(
            "Learners who have neither left nor learned anything yet.",
            "Peserta yang belum keluar dan belum mempelajari apa pun.",
        ),
        "in_progress": Bilingual(
            "Learners who have begun, and have neither completed nor left the course.",
            "Peserta yang sudah mulai, belum menyelesaikan, dan belum keluar dari kursus.",
        ),
        "completed": Bilingual(
            "Learners who have completed the course, whatever they did afterwards.",
            "Peserta yang sudah menyelesaikan kursus, apa pun yang dilakukan sesudahnya.",
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
            "The least percentage that half of the learners don't exceed.",
            "Persentase terkecil yang tidak dilampaui separuh peserta.",
        ),
        "buckets": Bilingual(
            "How many learners stand at which percentage of the required contents.",
            "Berapa peserta berada pada persentase tertentu dari materi wajib.",
        ),
    },
    "user-progress": {
        "state": Bilingual(
            "completed, or left, or in_progress once anything was learned, or not_started: the first that fits.",
            "completed, atau left, atau in_progress bila sudah ada yang dipelajari, atau not_started: yang pertama "
            "sesuai.",
        ),
        "percent": PERCENT,
        "seconds": SECONDS,
        "started_at": Bilingual("When the learner learned something first.", "Saat peserta pertama kali belajar."),
        "active_at": Bilingual("When the learner learned something last.", "Saat peserta terakhir kali belajar."),
        "inactive_days": Bilingual(
            "Shows those who learned nothing for at least so many days, counted from their enrolment where they never "
            "began.",
            "Menampilkan peserta yang paling sedikit sekian hari tidak belajar, dihitung dari pendaftaran bila belum "
            "pernah mulai.",
        ),
    },
    "course-engagement": {
        "hidden": HIDDEN,
        "learners": LEARNERS,
        "active_7_days": Bilingual(
            "Learners who learned something in the last 7 days in Jakarta, today included.",
            "Peserta yang belajar dalam 7 hari terakhir di Jakarta, termasuk hari ini.",
        ),
        "active_30_days": Bilingual(
            "Learners who learned something in the last 30 days in Jakarta, today included.",
            "Peserta yang belajar dalam 30 hari terakhir di Jakarta, termasuk hari ini.",
        ),
        "mean_seconds": Bilingual(
            "The time that all learners spent, divided by their number, in whole seconds; of a content by the number "
            "of those who started it.",
            "Waktu yang dihabiskan semua peserta dibagi jumlahnya, dalam detik penuh; untuk materi dibagi jumlah yang "
            "memulainya.",
        ),
        "median_seconds": Bilingual(
            "The least time in seconds that half of the learners don't exceed; of a single course only.",
            "Waktu terkecil dalam detik yang tidak dilampaui separuh peserta; hanya untuk satu kursus.",
        ),
        "days": Bilingual(
            "Of a single course the learners who learned something on each of the last 30 days in Jakarta; null where "
            "one of the days tells of 1 to 4 people and you may not see them.",
            "Untuk satu kursus, peserta yang belajar pada masing-masing 30 hari terakhir di Jakarta; null bila salah "
            "satu hari mengungkap 1 sampai 4 orang dan Anda tidak berhak melihatnya.",
        ),
        "contents": Bilingual(
            "Of a single course the contents of its published version, in order.",
            "Untuk satu kursus, materi dari versi terbitannya, sesuai urutan.",
        ),
        "started": Bilingual(
            "Learners of whom anything is known in this content.", "Peserta yang punya catatan pada materi ini."
        ),
        "satisfied": Bilingual(
            "Learners who have met the content's rule, or were exempted from it.",
            "Peserta yang sudah memenuhi aturan materi, atau dibebaskan darinya.",
        ),
        "drop_off": Bilingual(
            "The share of those who started the content and have not satisfied it.",
            "Bagian dari peserta yang memulai materi tetapi belum memenuhinya.",
        ),
    },
    "completion-rates": {
        "hidden": HIDDEN,
        "enrolled": LEARNERS,
        "completed": Bilingual(
            "Those of them who have completed the course.", "Peserta di antaranya yang sudah menyelesaikan kursus."
        ),
        "rate": Bilingual("completed divided by enrolled.", "completed dibagi enrolled."),
        "rate_low": Bilingual(
            "The lower end of the rate's 95 % interval (Wilson's score interval): with few learners it is wide.",
            "Batas bawah selang 95 % dari rate (selang skor Wilson): lebar bila peserta sedikit.",
        ),
        "rate_high": Bilingual("The upper end of that interval.", "Batas atas selang itu."),
        "median_days": Bilingual(
            "The whole days from enrolment within which half of those who completed the course did so.",
            "Hari penuh sejak pendaftaran, yang dalam waktu itu separuh dari yang selesai menyelesaikan kursus.",
        ),
        "months": Bilingual(
            "The same of those who enrolled in one month in Jakarta.",
            "Angka yang sama untuk peserta yang mendaftar dalam satu bulan di Jakarta.",
        ),
    },
    "cohorts": {
        "hidden": HIDDEN,
        "month": Bilingual(
            "The month in Jakarta in which the people of the cohort enrolled.",
            "Bulan di Jakarta saat para anggota kohor mendaftar.",
        ),
        "size": Bilingual(
            "How many enrolled in it, also those who have left.",
            "Berapa orang mendaftar pada bulan itu, termasuk yang sudah keluar.",
        ),
        "completed_7_days": Bilingual(
            "Those of them who completed the course within 7 days of their enrolment; null until the last of them had "
            "7 days.",
            "Anggota yang menyelesaikan kursus dalam 7 hari sejak mendaftar; null sampai anggota terakhir melewati 7 "
            "hari.",
        ),
        "completed_30_days": Bilingual("The same within 30 days.", "Sama, dalam 30 hari."),
        "completed_90_days": Bilingual("The same within 90 days.", "Sama, dalam 90 hari."),
        "retention": Bilingual(
            "The share that learned something in week 0 to 12 after enrolment, week by week; null until the week is "
            "over for the whole cohort.",
            "Bagian yang belajar pada minggu ke-0 sampai ke-12 setelah mendaftar, per minggu; null sampai minggu itu "
            "berlalu bagi seluruh kohor.",
        ),
    },
}


def for_report(report: Report, language: str) -> dict[str, str]:
    """The definitions of a report's figures in `en` or `id`."""
    return {name: getattr(definition, language) for name, definition in DEFINITIONS[report].items()}
