"""Messages about the analysis of files."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "analysis_question": (
        422,
        Sentence(
            "The file leaves a choice open. Send the parameter that decides it.",
            "Ada pilihan yang belum jelas dari berkas ini. Kirim parameter yang menentukannya.",
        ),
    ),
    "analysis_stopped": (
        422,
        Sentence(
            "The analysis was stopped before any series was finished. Send fewer rows or fewer series.",
            "Analisis dihentikan sebelum satu deret pun selesai. Kurangi baris atau deretnya.",
        ),
    ),
    "analysis_too_large": (
        422,
        Sentence(
            "The answer exceeds {megabytes} MB. Request fewer series (series=- for their sum only), or no charts.",
            "Jawabannya melebihi {megabytes} MB. Minta lebih sedikit deret (series=- untuk jumlahnya saja), atau "
            "tanpa grafik.",
        ),
    ),
    "too_many_analyses": (
        429,
        Sentence(
            "Two of your analyses are running already. Wait until one has finished.",
            "Dua analisis Anda masih berjalan. Tunggu salah satunya selesai.",
        ),
    ),
    "analyses_unavailable": (
        503,
        Sentence(
            "File analysis is not available at the moment.",
            "Analisis berkas sedang tidak tersedia.",
        ),
    ),
}

# What is wrong with one field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "too_short": Sentence("Give at least {min_length}.", "Beri paling sedikit {min_length}."),
    "file_compressed": Sentence(
        "This is a compressed file; unpack it and send the CSV or JSON inside.",
        "Ini berkas terkompresi; ekstrak lalu kirim CSV atau JSON di dalamnya.",
    ),
    "file_pdf": Sentence(
        "This is a PDF; send the table as CSV or JSON.", "Ini PDF; kirim tabelnya sebagai CSV atau JSON."
    ),
    "file_picture": Sentence(
        "This is a picture; send the table as CSV or JSON.", "Ini gambar; kirim tabelnya sebagai CSV atau JSON."
    ),
    "file_series": Sentence(
        "At most {most} series {most:is|are} analysed at once; send series=- for their sum only, or name another "
        "column.",
        "Paling banyak {most} deret dianalisis sekaligus; kirim series=- untuk jumlahnya saja, atau sebut kolom lain.",
    ),
    "json_broken": Sentence(
        "The JSON ends early or is invalid in line {line}.",
        "JSON terputus atau tidak sah pada baris {line}.",
    ),
    "json_deep": Sentence(
        "The JSON is nested too deeply in line {line}.", "JSON bersarang terlalu dalam pada baris {line}."
    ),
    "json_large": Sentence(
        "JSON of this shape may have {megabytes} MB at most; send JSON lines or CSV.",
        "JSON berbentuk ini paling besar {megabytes} MB; kirim JSON lines atau CSV.",
    ),
    "json_shape": Sentence(
        "This JSON holds no table: send a list of objects, JSON lines, or an object with a list for each column.",
        "JSON ini tidak berisi tabel: kirim daftar objek, JSON lines, atau objek dengan satu daftar per kolom.",
    ),
    "header_short_of_cells": Sentence(
        "The header has {columns} {columns:column|columns}, but rows have up to {cells} {cells:cell|cells}; quote "
        "numbers with a decimal comma, or use a semicolon as the delimiter.",
        "Judul punya {columns} kolom, tetapi baris punya sampai {cells} sel; apit angka dengan koma desimal dengan "
        "tanda kutip, atau pakai titik koma sebagai pemisah.",
    ),
    "columns_ambiguous": Sentence(
        "Several columns are possible; choose with the parameter {parameter}: {columns}.",
        "Ada beberapa kolom yang mungkin; pilih dengan parameter {parameter}: {columns}.",
    ),
    "header_twice": Sentence(
        "Several columns are named “{name}”; make the names distinct, for example “Jan 2025”.",
        "Beberapa kolom bernama “{name}”; bedakan namanya, misalnya “Jan 2025”.",
    ),
    "direction_open": Sentence(
        "“{name}” says whether an amount comes in or goes out ({choices}), so the amounts can't be added; send which "
        "to leave out with the parameter {parameter}, or name the column in series.",
        "“{name}” menyebut apakah tiap nilai masuk atau keluar ({choices}), jadi tidak dijumlahkan; kirim yang tidak "
        "diikutkan dengan parameter {parameter}, atau sebut kolomnya dengan series.",
    ),
    "values_empty": Sentence("No row has a value in {columns}.", "Tidak ada baris dengan nilai di {columns}."),
    "dates_ambiguous": Sentence(
        "It is unclear whether “{sample}” in line {line} starts with the day or the month; send the parameter "
        "{parameter}: day_first or month_first.",
        "Tidak jelas apakah “{sample}” pada baris {line} diawali hari atau bulan; sebutkan dengan parameter "
        "{parameter}: day_first atau month_first.",
    ),
    "dates_short": Sentence(
        "It is unclear whether “{sample}” in line {line} is a day or a month of a year; send the {parameter} if it is "
        "a day, or write years with four digits.",
        "Tidak jelas apakah “{sample}” pada baris {line} sebuah hari atau bulan dari suatu tahun; kirim {parameter} "
        "jika itu hari, atau tulis tahun dengan empat angka.",
    ),
    "year_missing": Sentence(
        "“{sample}” in line {line} has no year, like most of the dates; send it with the parameter {parameter}.",
        "“{sample}” pada baris {line} tidak punya tahun, begitu pula kebanyakan tanggal; kirim tahunnya dengan "
        "parameter {parameter}.",
    ),
    "years_open": Sentence(
        "The dates in “{column}” have no year, and the same dates repeat; write the year, such as 2026-01.",
        "Tanggal di “{column}” tidak punya tahun, dan tanggal yang sama berulang; tulis tahunnya, misalnya 2026-01.",
    ),
    "rows_unreadable": Sentence(
        "{faulty} of {rows} {rows:row|rows} can't be read; {faulty:it is|most of them are like} line {line}: "
        "“{sample}”.",
        "{faulty} dari {rows} baris tidak dapat dibaca; kebanyakan seperti baris {line}: “{sample}”.",
    ),
    "no_values": Sentence("No row has a value.", "Tidak ada baris yang berisi nilai."),
    "values_too_large": Sentence(
        "The values are too large to calculate with.",
        "Nilai-nilainya terlalu besar untuk dihitung.",
    ),
    "frequency_unclear": Sentence(
        "The dates do not show how often values are recorded; send frequency as one of {choices}.",
        "Tanggalnya tidak menunjukkan seberapa sering nilai dicatat; kirim frequency, salah satu dari {choices}.",
    ),
    "frequency_too_fine": Sentence(
        "The dates are no finer than the {grain}, so frequency can't be {frequency}.",
        "Tanggalnya hanya sampai {grain}, jadi frequency tidak bisa {frequency}.",
    ),
    "aggregate_unclear": Sentence(
        "Several rows have the same date, and it is unclear whether they add up, like sales, or not, like prices "
        "({columns}); send aggregate as sum or mean.",
        "Beberapa baris jatuh pada satu tanggal, dan belum jelas apakah nilainya dijumlahkan seperti penjualan atau "
        "tidak seperti harga ({columns}); kirim aggregate sebagai sum atau mean.",
    ),
    "through_invalid": Sentence(
        "This must be a day such as 2026-08-17, in the years 1700 to 2200.",
        "Ini harus berupa tanggal seperti 2026-08-17, dari tahun 1700 sampai 2200.",
    ),
    "too_many_periods": Sentence(
        "“{series}” has {periods} {periods:period|periods} from its first to its last date; at most {most} "
        "{most:is|are} analysed. Check for a mistyped date, or send a coarser frequency.",
        "“{series}” punya {periods} periode dari tanggal pertama sampai terakhir; paling banyak {most} yang "
        "dianalisis. Periksa apakah ada tanggal salah ketik, atau kirim frequency yang lebih kasar.",
    ),
    "too_many_series": Sentence(
        "At most {most} series {most:is|are} analysed at once; send series=- for their sum only.",
        "Paling banyak {most} deret dianalisis sekaligus; kirim series=- untuk jumlahnya saja.",
    ),
    "too_many_cells": Sentence(
        "All series together have {cells} {cells:period|periods}; at most {most} {most:is|are} analysed. Send a "
        "coarser frequency, fewer rows, or series=- for their sum only.",
        "Semua deret bersama punya {cells} periode; paling banyak {most} yang dianalisis. Kirim frequency yang lebih "
        "kasar, lebih sedikit baris, atau series=- untuk jumlah semuanya saja.",
    ),
}

# Notices of an answer: of the whole, of single rows and columns, and of series.
NOTICES: dict[str, Sentence] = {
    "date_empty": Sentence("This row has no date.", "Baris ini tidak punya tanggal."),
    "date_unreadable": Sentence(
        "This is not a date between 1700 and 2200.",
        "Ini bukan tanggal antara tahun 1700 dan 2200.",
    ),
    "value_unreadable": Sentence(
        "This is not a number.",
        "Ini bukan angka.",
    ),
    "value_too_large": Sentence(
        "This number exceeds a quadrillion (10^15).",
        "Angka ini melebihi satu kuadriliun (10^15).",
    ),
    "value_ambiguous": Sentence(
        "Other cells of this file use both notations for thousands and decimals, so this number may be a thousand "
        "times as large.",
        "Sel lain di berkas ini menulis ribuan dan desimal dengan dua cara, jadi angka ini bisa seribu kali lebih "
        "besar.",
    ),
    "value_unit": Sentence(
        "This number has another unit than most of its column.",
        "Satuan angka ini berbeda dari kebanyakan di kolomnya.",
    ),
    "series_unnamed": Sentence(
        "This row does not name a series.",
        "Baris ini tidak menyebut nama deret.",
    ),
    "row_cells": Sentence(
        "This row has more cells than the header; quote cells that contain a comma.",
        "Baris ini punya lebih banyak sel daripada judulnya; sel yang berisi koma perlu diapit tanda kutip.",
    ),
    "header_short": Sentence(
        "The header has fewer columns than the rows; the columns are assumed to be: {sample}.",
        "Judul punya lebih sedikit kolom daripada barisnya; kolomnya dianggap: {sample}.",
    ),
    "header_missing": Sentence(
        "There is no header; the columns are named {sample}.",
        "Tidak ada baris judul; kolomnya dinamai {sample}.",
    ),
    "record_unreadable": Sentence(
        "This is not a JSON object.",
        "Ini bukan objek JSON.",
    ),
    "thousands_assumed": Sentence(
        "Numbers like this one are read as thousands, because the file has no other evidence.",
        "Angka seperti ini dibaca sebagai ribuan karena tidak ada petunjuk lain di berkas.",
    ),
    "decimals_assumed": Sentence(
        "Numbers like this one are read with a decimal comma, because the delimiter is a semicolon and the file has "
        "no other evidence.",
        "Angka seperti ini dibaca dengan koma desimal karena pemisahnya titik koma dan tidak ada petunjuk lain di "
        "berkas.",
    ),
    "year_rolled_over": Sentence(
        "The dates have no year and cross New Year; the first row is in the year that was sent. They range over "
        "{sample}.",
        "Tanggalnya tidak punya tahun dan melewati Tahun Baru; baris pertama memakai tahun yang dikirim. Rentangnya "
        "{sample}.",
    ),
    "amounts_signed": Sentence(
        "Amounts marked CR are incoming; those marked DB are outgoing and read as negative.",
        "Angka dengan CR adalah uang masuk, dan dengan DB uang keluar: dibaca sebagai negatif.",
    ),
    "line_encoding": Sentence(
        "Unlike the rest of the file, this line is not UTF-8; it is read as Windows-1252.",
        "Baris ini bukan UTF-8 seperti isi berkas lainnya; dibaca sebagai Windows-1252.",
    ),
    "rows_cancelled": Sentence(
        "Rows with this status are counted, although it means that nothing was sold (rows, sum): {sample}. Leave them "
        "out with the parameter skip, as column:cell.",
        "Baris berstatus ini ikut dihitung walau statusnya berarti tidak jadi terjual (baris, jumlah): {sample}. "
        "Keluarkan dengan parameter skip, sebagai kolom:isi.",
    ),
    "rows_left_out": Sentence(
        "Rows were left out as requested: {sample}.",
        "Baris tidak diikutkan sesuai permintaan: {sample}.",
    ),
    "rows_missed": Sentence(
        "No row has “{sample}” in this column, so none is left out.",
        "Tidak ada baris berisi “{sample}” di kolom ini, jadi tidak ada yang dikeluarkan.",
    ),
    "column_ignored": Sentence(
        "This column is treated as remarks; name it in the parameter series if it identifies series.",
        "Kolom ini dianggap catatan; sebut dengan parameter series jika kolom ini menandai deret.",
    ),
    "column_unused": Sentence(
        "This column is not used; name it in the parameter value or date if needed.",
        "Kolom ini tidak dipakai; sebut dengan parameter value atau date jika diperlukan.",
    ),
    "series_empty": Sentence(
        "“{sample}” has no values and is left out.",
        "“{sample}” tidak punya nilai dan tidak diikutkan.",
    ),
    "series_total": Sentence(
        "“{sample}” is treated as the total of the others and left out, so that nothing counts twice.",
        "“{sample}” dianggap jumlah dari yang lain dan tidak diikutkan, supaya tidak terhitung dua kali.",
    ),
    "sum_assumed": Sentence(
        "The column names do not say what these numbers are; they are added up like sales. For prices or rates send "
        "aggregate as mean.",
        "Tidak ada nama yang menjelaskan angka ini; angka dijumlahkan seperti penjualan. Jika ini harga atau kurs, "
        "kirim aggregate sebagai mean.",
    ),
    "mean_assumed": Sentence(
        "The column names do not say what these numbers are; they are averaged like prices and rates. For sales send "
        "aggregate as sum.",
        "Tidak ada nama yang menjelaskan angka ini; angka dirata-rata seperti harga atau kurs. Jika ini penjualan, "
        "kirim aggregate sebagai sum.",
    ),
    "date_coarser": Sentence(
        "A row is dated {sample}, a longer period than the other rows; it is left out, so that nothing counts twice.",
        "Ada baris bertanggal {sample}, periode yang lebih panjang dari yang lain; baris itu tidak diikutkan supaya "
        "tidak terhitung dua kali.",
    ),
    "weekend_day": Sentence(
        "{sample} is a weekend among business days; it is counted on the Friday before.",
        "{sample} adalah akhir pekan di antara hari kerja; nilainya dihitung pada hari Jumat sebelumnya.",
    ),
    "value_estimated": Sentence(
        "“{sample}” has periods with empty or unreadable cells; they are estimated from their neighbours, not set to "
        "zero.",
        "“{sample}” punya periode yang selnya kosong atau tidak terbaca; nilainya diperkirakan dari periode di "
        "sekitarnya, bukan dianggap nol.",
    ),
    "empty_zero": Sentence(
        "Many cells are empty; they count as nothing sold. If the values are unknown, send fill as interpolate.",
        "Banyak sel kosong; dianggap tidak ada penjualan. Jika nilainya tidak diketahui, kirim fill sebagai "
        "interpolate.",
    ),
    "first_period_incomplete": Sentence(
        "The rows start within the period {sample}, whose sum would be too small; it is left out.",
        "Baris dimulai di tengah periode {sample}, sehingga jumlahnya terlalu kecil; periode itu tidak diikutkan.",
    ),
    "last_period_incomplete": Sentence(
        "The rows end within the period {sample}, whose sum would be too small; it is left out.",
        "Baris berakhir di tengah periode {sample}, sehingga jumlahnya terlalu kecil; periode itu tidak diikutkan.",
    ),
    "horizon_beyond_history": Sentence(
        "The forecast covers more periods than the data, so its end is very uncertain.",
        "Perkiraan mencakup lebih banyak periode daripada datanya, jadi bagian akhirnya sangat tidak pasti.",
    ),
    "totals_unlike": Sentence(
        "There is no total: {sample} can't be added.",
        "Tidak ada total: {sample} tidak bisa dijumlahkan.",
    ),
    "totals_left_out": Sentence(
        "The series are too far apart in time or size for a meaningful sum.",
        "Deret-deretnya terlalu berjauhan waktu atau besarnya, jadi jumlahnya tidak bermakna.",
    ),
}
