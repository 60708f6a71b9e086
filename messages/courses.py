"""Messages about courses, progress and certificates."""

from __future__ import annotations

from messages.sentence import Sentence

# Problems by code: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "purchase_required": (
        403,
        Sentence("Buy this course to enrol in it.", "Beli kursus ini untuk mendaftar."),
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
    "not_enrolled": (404, Sentence("You are not enrolled in this course.", "Anda belum terdaftar di kursus ini.")),
    "no_attempts_left": (
        409,
        Sentence(
            "You have used {most:the only attempt|all {most} attempts}.",
            "{most:Satu-satunya percobaan|Semua {most} percobaan} sudah Anda pakai.",
        ),
    ),
    "attempt_ended": (
        409,
        Sentence("This attempt has ended.", "Percobaan ini sudah selesai."),
    ),
    "course_closed": (
        409,
        Sentence(
            "{product_name} is not for sale now because its course is closed to new learners.",
            "{product_name} sedang tidak dijual karena kursusnya tidak menerima peserta baru.",
        ),
    ),
    "course_already_owned": (
        409,
        Sentence("You already own {product_name}.", "Anda sudah memiliki {product_name}."),
    ),
    "course_has_buyers": (
        409,
        Sentence(
            "This course has buyers, so it can't be deleted and must keep a product. Unlist it, or sell it with "
            "another product.",
            "Kursus ini sudah punya pembeli, jadi tidak bisa dihapus dan harus tetap punya produk. Keluarkan dari "
            "daftar, atau jual dengan produk lain.",
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
        Sentence("A course can have at most {most} of these.", "Satu kursus paling banyak memuat {most} dari ini."),
    ),
    "course_not_completable": (
        409,
        Sentence(
            "Nobody could complete this course in its current state.",
            "Dalam keadaan sekarang, tidak ada yang bisa menuntaskan kursus ini.",
        ),
    ),
}

# Errors of one field or cell, by pydantic's error type or our own code.
FIELDS: dict[str, Sentence] = {
    "markdown_too_complex": Sentence(
        "The Markdown of this text has too many marks, is nested too deeply or repeats a long link too often to be "
        "rendered. Split the text into several contents.",
        "Markdown teks ini memiliki terlalu banyak tanda, terlalu bertumpuk, atau terlalu sering mengulang tautan "
        "panjang, sehingga tidak dapat ditampilkan. Bagi teks ini menjadi beberapa konten.",
    ),
    "draft_too_long": Sentence(
        "The draft has too much new text to be published at once. Publish it in parts: take some texts out, publish, "
        "and put them back.",
        "Draf ini punya terlalu banyak teks baru untuk diterbitkan sekaligus. Terbitkan bertahap: keluarkan sebagian "
        "teks, terbitkan, lalu kembalikan.",
    ),
    "duplicate_id": Sentence("Two of these have the same id.", "Dua di antaranya memiliki id yang sama."),
    "unknown_question": Sentence("This attempt has no such question.", "Percobaan ini tidak punya pertanyaan itu."),
    "question_repeated": Sentence(
        "Question {number} is answered more than once.", "Pertanyaan {number} dijawab lebih dari satu kali."
    ),
    "unknown_option": Sentence("This question has no such option.", "Pertanyaan ini tidak punya pilihan itu."),
    "wrong_answer_kind": Sentence(
        "Answer a choice with options and a short answer with text.",
        "Jawab pilihan dengan options, jawaban singkat dengan text.",
    ),
    "single_option_only": Sentence("Choose one option for this question.", "Pilih satu pilihan untuk pertanyaan ini."),
    "not_for_content_kind": Sentence(
        "Contents of the kind {kind} don't have this field.", "Materi berjenis {kind} tidak memiliki kolom ini."
    ),
    "unknown_user": Sentence("This user does not exist.", "Pengguna ini tidak ada."),
    "unknown_course": Sentence("Course {id} does not exist.", "Kursus {id} tidak ada."),
    "unknown_section": Sentence("This course has no such section.", "Kursus ini tidak punya bagian itu."),
    "unknown_content": Sentence("This course has no content {id}.", "Kursus ini tidak punya materi {id}."),
    "single_correct_option": Sentence(
        "A question of the kind single has one correct option; use multiple for several.",
        "Pertanyaan berjenis single punya satu pilihan benar; untuk beberapa, pakai multiple.",
    ),
    "course_with_options": Sentence(
        "A product with options can't sell a course.", "Barang yang punya opsi tidak bisa menjual kursus."
    ),
    "product_not_owned": Sentence("You don't sell this product.", "Anda tidak menjual produk ini."),
    "outline_incomplete": Sentence(
        "List every section and every content of the draft exactly once.",
        "Cantumkan setiap bagian dan setiap materi draf ini tepat satu kali.",
    ),
    "timestamp": Sentence(
        "Enter a time with an offset, such as 2026-08-17T09:00:00+07:00.",
        "Isi waktu beserta selisihnya dari UTC, seperti 2026-08-17T09:00:00+07:00.",
    ),
    "visit_name": Sentence(
        "Use at most 64 visible ASCII characters.", "Pakai paling banyak 64 karakter ASCII yang terlihat."
    ),
}

# Why a course can't be published: the codes of domain/courses/publishing.py.
REASONS: dict[str, Sentence] = {
    "no_required_content": Sentence(
        "A course needs at least one required content.",
        "Kursus perlu paling sedikit satu materi wajib.",
    ),
    "cannot_be_passed": Sentence(
        "“{title}” must be passed, but only a quiz can be passed.",
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
        "The question “{question}” of “{title}” has no correct answer.",
        "Pertanyaan “{question}” pada “{title}” tidak punya jawaban benar.",
    ),
    "several_correct_answers": Sentence(
        "The question “{question}” of “{title}” takes one answer but has several correct ones.",
        "Pertanyaan “{question}” pada “{title}” menerima satu jawaban, padahal punya beberapa jawaban benar.",
    ),
    "too_few_options": Sentence(
        "The question “{question}” of “{title}” has fewer than two options.",
        "Pertanyaan “{question}” pada “{title}” punya kurang dari dua pilihan.",
    ),
    "requires_itself": Sentence("“{title}” requires itself.", "“{title}” mensyaratkan dirinya sendiri."),
    "requires_removed_content": Sentence(
        "“{title}” requires “{needed}”, which is no longer in the course.",
        "“{title}” mensyaratkan “{needed}”, yang sudah tidak ada di kursus ini.",
    ),
    "prerequisite_cycle": Sentence(
        "“{title}” requires “{needed}”, which itself requires “{title}”.",
        "“{title}” mensyaratkan “{needed}”, yang justru mensyaratkan “{title}”.",
    ),
    "requires_later_content": Sentence(
        "“{title}” requires “{needed}”, which comes later and opens only after it.",
        "“{title}” mensyaratkan “{needed}”, yang urutannya di belakang dan baru terbuka sesudahnya.",
    ),
    "requires_impossible_content": Sentence(
        "“{title}” requires “{needed}”, which nobody can complete.",
        "“{title}” mensyaratkan “{needed}”, yang tidak bisa dituntaskan siapa pun.",
    ),
    "required_course_not_published": Sentence(
        "The required course “{needed}” is not published.",
        "Kursus “{needed}” yang disyaratkan tidak diterbitkan.",
    ),
    "course_cycle": Sentence(
        "The required course “{needed}” itself requires this one.",
        "Kursus “{needed}” yang disyaratkan justru mensyaratkan kursus ini.",
    ),
}
