"""Messages about courses, progress and certificates."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "purchase_required": (
        403,
        Sentence("This course is for who has bought it.", "Kursus ini untuk yang sudah membelinya."),
    ),
    "attempt_not_found": (404, Sentence("Attempt {id} does not exist.", "Percobaan {id} tidak ada.")),
    "course_not_found": (404, Sentence("Course {id} does not exist.", "Kursus {id} tidak ada.")),
    "section_not_found": (404, Sentence("This course has no section {id}.", "Kursus ini tidak punya bagian {id}.")),
    "content_not_found": (404, Sentence("This course has no content {id}.", "Kursus ini tidak punya materi {id}.")),
    "learner_not_found": (
        404,
        Sentence("This course has no learner {id}.", "Kursus ini tidak punya peserta {id}."),
    ),
    "version_not_found": (
        404,
        Sentence("This course has no version {number}.", "Kursus ini tidak punya versi {number}."),
    ),
    "file_not_found": (404, Sentence("This content has no file.", "Materi ini tidak punya berkas.")),
    "not_enrolled": (404, Sentence("Enrol in this course first.", "Daftar dulu ke kursus ini.")),
    "no_attempts_left": (
        409,
        Sentence(
            "{most:The only attempt is|All {most} attempts are} used up.",
            "{most:Satu-satunya percobaan|Semua {most} percobaan} sudah dipakai.",
        ),
    ),
    "attempt_ended": (
        409,
        Sentence("This attempt has ended.", "Percobaan ini sudah selesai."),
    ),
    "course_closed": (
        409,
        Sentence(
            "{product_name} is not for sale now, because its course takes no new learners.",
            "{product_name} sedang tidak dijual, karena kursusnya tidak menerima peserta baru.",
        ),
    ),
    "course_already_owned": (
        409,
        Sentence("You own this already: {product_name}.", "Anda sudah memiliki ini: {product_name}."),
    ),
    "course_has_buyers": (
        409,
        Sentence(
            "Somebody has paid for this course, so it can't be deleted and needs its product. Take it off the list, or "
            "let another product sell it.",
            "Sudah ada yang membayar kursus ini, jadi tidak bisa dihapus dan tetap memerlukan produknya. Keluarkan "
            "dari daftar, atau pakai produk lain untuk menjualnya.",
        ),
    ),
    "course_not_published": (
        409,
        Sentence("This course is not published yet.", "Kursus ini belum diterbitkan."),
    ),
    "prerequisites_missing": (
        409,
        Sentence("Complete this first: {needed}.", "Tuntaskan ini dulu: {needed}."),
    ),
    "content_locked": (
        409,
        Sentence("“{content_title}” opens after {needed}.", "“{content_title}” terbuka setelah {needed}."),
    ),
    "outline_limit_reached": (
        409,
        Sentence("A course has at most {most} of these.", "Satu kursus paling banyak punya {most} dari ini."),
    ),
    "course_not_completable": (
        409,
        Sentence(
            "Nobody could ever complete this course as it is.",
            "Dengan keadaan sekarang tidak seorang pun bisa menuntaskan kursus ini.",
        ),
    ),
}

# What is wrong with one field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "markdown_too_complex": Sentence(
        "This text has too many marks of Markdown within one another, or uses a long link too often, to be laid out.",
        "Teks ini punya terlalu banyak tanda Markdown bertumpuk, atau terlalu sering memakai tautan panjang, sehingga "
        "tidak dapat ditata.",
    ),
    "duplicate_id": Sentence("Two of these have the same id.", "Dua di antaranya punya id yang sama."),
    "unknown_question": Sentence("This attempt has no such question.", "Percobaan ini tidak punya pertanyaan itu."),
    "unknown_option": Sentence("This question has no such option.", "Pertanyaan ini tidak punya pilihan itu."),
    "wrong_answer_kind": Sentence(
        "Choices are answered by options, short answers by text.",
        "Pilihan dijawab dengan options, jawaban singkat dengan text.",
    ),
    "single_option_only": Sentence("This question takes one option.", "Pertanyaan ini menerima satu pilihan."),
    "not_for_content_kind": Sentence(
        "Contents of the kind {kind} have none.", "Materi berjenis {kind} tidak memilikinya."
    ),
    "unknown_user": Sentence("This person does not exist.", "Orang ini tidak ada."),
    "unknown_course": Sentence("Course {id} does not exist.", "Kursus {id} tidak ada."),
    "unknown_section": Sentence("This course has no such section.", "Kursus ini tidak punya bagian itu."),
    "unknown_content": Sentence("This course has no content {id}.", "Kursus ini tidak punya materi {id}."),
    "single_correct_option": Sentence(
        "A question of the kind single has one correct option; for several use multiple.",
        "Pertanyaan berjenis single punya satu pilihan benar; untuk beberapa, pakai multiple.",
    ),
    "product_not_owned": Sentence("This product belongs to another seller.", "Produk ini milik penjual lain."),
    "outline_incomplete": Sentence(
        "Name each section and each content of the draft once.",
        "Sebutkan setiap bagian dan setiap materi draf ini satu kali.",
    ),
    "timestamp": Sentence(
        "This must be a moment such as 2026-08-17T09:00:00+07:00.",
        "Ini harus waktu seperti 2026-08-17T09:00:00+07:00.",
    ),
    "visit_name": Sentence(
        "Use at most 64 visible ASCII characters.", "Pakai paling banyak 64 karakter ASCII yang terlihat."
    ),
}

# Why a course can't be published, by the codes of domain/courses/publishing.py.
REASONS: dict[str, Sentence] = {
    "no_required_content": Sentence(
        "No content has to be done: a course needs at least one that is required.",
        "Tidak ada materi yang harus dikerjakan: kursus perlu paling sedikit satu materi wajib.",
    ),
    "cannot_be_passed": Sentence(
        "“{title}” has to be passed, but only a quiz can be passed.",
        "“{title}” harus lulus, padahal hanya kuis yang bisa lulus.",
    ),
    "text_empty": Sentence("The text “{title}” is empty.", "Teks “{title}” kosong."),
    "video_link_missing": Sentence("The video “{title}” has no link.", "Video “{title}” tidak punya tautan."),
    "file_missing": Sentence("“{title}” has no file.", "“{title}” tidak punya berkas."),
    "no_questions": Sentence("The quiz “{title}” has no questions.", "Kuis “{title}” tidak punya pertanyaan."),
    "too_few_questions": Sentence(
        "The quiz “{title}” draws more questions than it has.",
        "Kuis “{title}” mengambil lebih banyak pertanyaan daripada yang ada.",
    ),
    "no_correct_answer": Sentence(
        "The question “{question}” of “{title}” has no right answer.",
        "Pertanyaan “{question}” pada “{title}” tidak punya jawaban benar.",
    ),
    "several_correct_answers": Sentence(
        "The question “{question}” of “{title}” takes one answer, but has several right ones.",
        "Pertanyaan “{question}” pada “{title}” menerima satu jawaban, padahal punya beberapa jawaban benar.",
    ),
    "too_few_options": Sentence(
        "The question “{question}” of “{title}” leaves no choice.",
        "Pertanyaan “{question}” pada “{title}” tidak memberi pilihan.",
    ),
    "requires_itself": Sentence(
        "“{title}” has to be done before itself.", "“{title}” harus dikerjakan sebelum dirinya sendiri."
    ),
    "requires_removed_content": Sentence(
        "“{title}” opens after “{needed}”, which is not in the course any more.",
        "“{title}” terbuka setelah “{needed}”, yang sudah tidak ada di kursus ini.",
    ),
    "prerequisite_cycle": Sentence(
        "“{title}” opens after “{needed}”, which opens only after “{title}”.",
        "“{title}” terbuka setelah “{needed}”, yang baru terbuka setelah “{title}”.",
    ),
    "requires_later_content": Sentence(
        "“{title}” opens after “{needed}”, which stands behind it and opens only after it.",
        "“{title}” terbuka setelah “{needed}”, yang berada di belakangnya dan baru terbuka sesudahnya.",
    ),
    "requires_impossible_content": Sentence(
        "“{title}” opens after “{needed}”, which can never be done.",
        "“{title}” terbuka setelah “{needed}”, yang tidak akan pernah bisa dituntaskan.",
    ),
    "required_course_not_published": Sentence(
        "The course “{needed}”, which has to be completed first, is not published.",
        "Kursus “{needed}”, yang harus dituntaskan lebih dulu, tidak diterbitkan.",
    ),
    "course_cycle": Sentence(
        "The course “{needed}”, which has to be completed first, itself asks for this one.",
        "Kursus “{needed}”, yang harus dituntaskan lebih dulu, justru meminta kursus ini.",
    ),
}
