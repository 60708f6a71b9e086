"""Messages about the analysis of files."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "analysis_question": (
        422,
        Sentence(
            "The file leaves a question open, which a parameter can answer.",
            "Berkas ini menyisakan pertanyaan yang dapat dijawab dengan parameter.",
        ),
    ),
    "analysis_stopped": (
        422,
        Sentence(
            "The analysis was stopped before any series was finished. Send less: fewer rows, or fewer series.",
            "Analisis dihentikan sebelum satu deret pun selesai. Kirim lebih sedikit: baris atau deretnya dikurangi.",
        ),
    ),
    "analysis_too_large": (
        422,
        Sentence(
            "The answer would be larger than {megabytes} MB. Ask for fewer series (series=- for their sum alone), or"
            " without charts.",
            "Jawabannya akan lebih dari {megabytes} MB. Minta lebih sedikit deret (series=- untuk jumlahnya saja), atau"
            " tanpa grafik.",
        ),
    ),
    "too_many_analyses": (
        429,
        Sentence(
            "You have two analyses under way already. Wait for one of them.",
            "Dua analisis Anda masih berjalan. Tunggu salah satunya selesai.",
        ),
    ),
    "analyses_unavailable": (
        503,
        Sentence("Files can't be analysed right now.", "Berkas sedang tidak dapat dianalisis."),
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
        "At most {most} series {most:is|are} analysed at once; send series=- for their sum alone, or name another"
        " column.",
        "Paling banyak {most} deret dianalisis sekaligus; kirim series=- untuk jumlahnya saja, atau sebut kolom lain.",
    ),
    "json_broken": Sentence(
        "The JSON breaks off or is not valid in line {line}.", "JSON terputus atau tidak sah pada baris {line}."
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
        "The header names {columns} {columns:column|columns}, but rows have up to {cells} {cells:cell|cells}; put"
        " quotes around numbers with a decimal comma, or a semicolon between cells.",
        "Judul menamai {columns} kolom, tetapi baris punya sampai {cells} sel; apit angka dengan koma desimal dengan"
        " tanda kutip, atau pakai titik koma di antara sel.",
    ),
    "columns_ambiguous": Sentence(
        "Several columns may be meant; say which with the parameter {parameter}: {columns}.",
        "Beberapa kolom mungkin dimaksud; pilih dengan parameter {parameter}: {columns}.",
    ),
    "header_twice": Sentence(
        "Several columns are called “{name}”; write into each name which one it is, such as “Jan 2025”.",
        "Beberapa kolom bernama “{name}”; tulis di tiap nama yang mana, misalnya “Jan 2025”.",
    ),
    "direction_open": Sentence(
        "“{name}” says of each amount whether it comes in or goes out ({choices}), which is no sum; send which to leave"
        " out with the parameter {parameter}, or name the column with series.",
        "“{name}” menyebut apakah tiap nilai masuk atau keluar ({choices}), jadi tidak dijumlahkan; kirim yang tidak"
        " diikutkan dengan parameter {parameter}, atau sebut kolomnya dengan series.",
    ),
    "values_empty": Sentence("No row has a value in {columns}.", "Tidak ada baris dengan nilai di {columns}."),
    "dates_ambiguous": Sentence(
        "Whether “{sample}” in line {line} begins with the day or the month can't be told; say so with the parameter"
        " {parameter}: day_first or month_first.",
        "Tidak jelas apakah “{sample}” pada baris {line} diawali hari atau bulan; sebutkan dengan parameter"
        " {parameter}: day_first atau month_first.",
    ),
    "dates_short": Sentence(
        "Whether “{sample}” in line {line} is a day or a month of a year can't be told; send the {parameter} if it is a"
        " day, or write years with four digits.",
        "Tidak jelas apakah “{sample}” pada baris {line} sebuah hari atau bulan dari suatu tahun; kirim {parameter}"
        " jika itu hari, atau tulis tahun dengan empat angka.",
    ),
    "year_missing": Sentence(
        "“{sample}” in line {line} has no year, nor have most of the dates; say which with the parameter {parameter}.",
        "“{sample}” pada baris {line} tidak punya tahun, begitu pula kebanyakan tanggal; sebutkan dengan parameter"
        " {parameter}.",
    ),
    "years_open": Sentence(
        "The dates in “{column}” have no year, and the same ones come again; write the year, such as 2026-01.",
        "Tanggal di “{column}” tidak punya tahun, dan yang sama muncul lagi; tulis tahunnya, misalnya 2026-01.",
    ),
    "rows_unreadable": Sentence(
        "{faulty} of {rows} {rows:row|rows} can't be read; {faulty:it is|most of them are like} line {line}: "
        "“{sample}”.",
        "{faulty} dari {rows} baris tidak dapat dibaca; kebanyakan seperti baris {line}: “{sample}”.",
    ),
    "no_values": Sentence("No row has a value.", "Tidak ada baris yang berisi nilai."),
    "values_too_large": Sentence(
        "The values are too large to reckon with.", "Nilai-nilainya terlalu besar untuk dihitung."
    ),
    "frequency_unclear": Sentence(
        "The dates don't say how often values come; send frequency as one of {choices}.",
        "Tanggalnya tidak menunjukkan seberapa sering nilai dicatat; kirim frequency, salah satu dari {choices}.",
    ),
    "frequency_too_fine": Sentence(
        "The dates tell no more than the {grain}, so frequency can't be {frequency}.",
        "Tanggalnya hanya menyebut {grain}, jadi frequency tidak bisa {frequency}.",
    ),
    "aggregate_unclear": Sentence(
        "Several rows fall on one date, and it isn't clear whether they add up, as sales do, or don't, as prices "
        "({columns}); send aggregate as sum or mean.",
        "Beberapa baris jatuh pada satu tanggal, dan belum jelas apakah nilainya dijumlahkan seperti penjualan atau "
        "tidak seperti harga ({columns}); kirim aggregate sebagai sum atau mean.",
    ),
    "through_invalid": Sentence(
        "This must be a day such as 2026-08-17, of the years from 1700 to 2200.",
        "Ini harus berupa tanggal seperti 2026-08-17, dari tahun 1700 sampai 2200.",
    ),
    "too_many_periods": Sentence(
        "From its first to its last date “{series}” has {periods} {periods:period|periods}; at most {most} "
        "{most:is|are} analysed. Is a date "
        "mistyped? Or send a coarser frequency.",
        "Dari tanggal pertama sampai terakhir “{series}” punya {periods} periode; paling banyak {most} yang "
        "dianalisis. Apakah ada tanggal salah ketik? Atau kirim frequency yang lebih kasar.",
    ),
    "too_many_series": Sentence(
        "At most {most} series {most:is|are} analysed at once; send series=- for their sum alone.",
        "Paling banyak {most} deret dianalisis sekaligus; kirim series=- untuk jumlahnya saja.",
    ),
    "too_many_cells": Sentence(
        "All series together have {cells} {cells:period|periods}; at most {most} {most:is|are} analysed. Send a "
        "coarser frequency, fewer rows, or series=- for the sum of all alone.",
        "Semua deret bersama punya {cells} periode; paling banyak {most} yang dianalisis. Kirim frequency yang lebih "
        "kasar, lebih sedikit baris, atau series=- untuk jumlah semuanya saja.",
    ),
}

# Notices of an answer: of the whole, of single rows and columns, and of series.
NOTICES: dict[str, Sentence] = {
    "date_empty": Sentence("This row has no date.", "Baris ini tidak punya tanggal."),
    "date_unreadable": Sentence(
        "This is no date between 1700 and 2200.", "Ini bukan tanggal antara tahun 1700 dan 2200."
    ),
    "value_unreadable": Sentence("This is no number.", "Ini bukan angka."),
    "value_too_large": Sentence(
        "This number is beyond a thousand million million.", "Angka ini lebih dari seribu juta juta."
    ),
    "value_ambiguous": Sentence(
        "Other cells of this file write thousands and decimals in both ways, so this number may be a thousand times"
        " as much.",
        "Sel lain di berkas ini menulis ribuan dan desimal dengan dua cara, jadi angka ini bisa seribu kali lebih"
        " besar.",
    ),
    "value_unit": Sentence(
        "This number is in another unit than most of its column.",
        "Satuan angka ini berbeda dari kebanyakan di kolomnya.",
    ),
    "series_unnamed": Sentence("This row does not name its series.", "Baris ini tidak menyebut deretnya."),
    "row_cells": Sentence(
        "This row has more cells than the header; a comma inside a cell needs quotes around the cell.",
        "Baris ini punya lebih banyak sel daripada judulnya; sel yang berisi koma perlu diapit tanda kutip.",
    ),
    "header_short": Sentence(
        "The header names fewer columns than the rows have; they are taken to be: {sample}.",
        "Judul menamai lebih sedikit kolom daripada isi barisnya; kolomnya dianggap: {sample}.",
    ),
    "header_missing": Sentence(
        "No row names the columns; they are called {sample}.",
        "Tidak ada baris yang menamai kolom; kolomnya disebut {sample}.",
    ),
    "record_unreadable": Sentence("This is no JSON object.", "Ini bukan objek JSON."),
    "thousands_assumed": Sentence(
        "Numbers such as this one are read as thousands, as nothing in the file says otherwise.",
        "Angka seperti ini dibaca sebagai ribuan karena tidak ada petunjuk lain di berkas.",
    ),
    "decimals_assumed": Sentence(
        "Numbers such as this one are read with a decimal comma, as cells end with a semicolon and nothing else in the"
        " file tells.",
        "Angka seperti ini dibaca dengan koma desimal karena sel dipisah titik koma dan tidak ada petunjuk lain.",
    ),
    "year_rolled_over": Sentence(
        "The dates have no year and go over New Year; the first row has the year that was sent. They are {sample}.",
        "Tanggalnya tidak punya tahun dan melewati Tahun Baru; baris pertama memakai tahun yang dikirim. Rentangnya"
        " {sample}.",
    ),
    "amounts_signed": Sentence(
        "Amounts with CR come in, and those with DB go out: these are read as negative.",
        "Angka dengan CR adalah uang masuk, dan dengan DB uang keluar: dibaca sebagai negatif.",
    ),
    "line_encoding": Sentence(
        "This line is no UTF-8 as the rest of the file is; it is read as Windows-1252.",
        "Baris ini bukan UTF-8 seperti isi berkas lainnya; dibaca sebagai Windows-1252.",
    ),
    "rows_cancelled": Sentence(
        "Rows of this status are counted though it says that nothing was sold (rows, sum): {sample}. Leave them out"
        " with the parameter skip, as column:cell.",
        "Baris berstatus ini ikut dihitung walau statusnya berarti tidak jadi terjual (baris, jumlah): {sample}."
        " Keluarkan dengan parameter skip, sebagai kolom:isi.",
    ),
    "rows_left_out": Sentence(
        "Rows are left out as was asked: {sample}.", "Baris tidak diikutkan sesuai permintaan: {sample}."
    ),
    "rows_missed": Sentence(
        "No row says “{sample}” here, so none is left out.",
        "Tidak ada baris berisi “{sample}” di kolom ini, jadi tidak ada yang dikeluarkan.",
    ),
    "column_ignored": Sentence(
        "This column is taken for remarks; name it with the parameter series if it is more.",
        "Kolom ini dianggap catatan; sebut dengan parameter series jika lebih dari itu.",
    ),
    "column_unused": Sentence(
        "Nothing is read from this column; name it with the parameter value or date if it is meant.",
        "Tidak ada yang dibaca dari kolom ini; sebut dengan parameter value atau date jika dimaksud.",
    ),
    "series_empty": Sentence(
        "“{sample}” has no value and is left out.", "“{sample}” tidak punya nilai dan tidak diikutkan."
    ),
    "series_total": Sentence(
        "“{sample}” is taken for the sum of the others and left out, so that nothing counts twice.",
        "“{sample}” dianggap jumlah dari yang lain dan tidak diikutkan, supaya tidak terhitung dua kali.",
    ),
    "sum_assumed": Sentence(
        "Nothing names what these numbers are; they are added up as sales are. If they are prices or rates, send "
        "aggregate as mean.",
        "Tidak ada nama yang menjelaskan angka ini; angka dijumlahkan seperti penjualan. Jika ini harga atau kurs, "
        "kirim aggregate sebagai mean.",
    ),
    "mean_assumed": Sentence(
        "Nothing names what these numbers are; they are averaged as prices and rates are. If they are sales, send "
        "aggregate as sum.",
        "Tidak ada nama yang menjelaskan angka ini; angka dirata-rata seperti harga atau kurs. Jika ini penjualan, "
        "kirim aggregate sebagai sum.",
    ),
    "date_coarser": Sentence(
        "A row is dated {sample}, a longer period than the others; it is left out, so that nothing counts twice.",
        "Ada baris bertanggal {sample}, periode yang lebih panjang dari yang lain; baris itu tidak diikutkan supaya "
        "tidak terhitung dua kali.",
    ),
    "weekend_day": Sentence(
        "{sample} is a weekend among business days; it is counted on the Friday before.",
        "{sample} adalah akhir pekan di antara hari kerja; nilainya dihitung pada hari Jumat sebelumnya.",
    ),
    "value_estimated": Sentence(
        "“{sample}” has periods whose cells are empty or can't be read; they are estimated from their neighbours, not "
        "taken for zero.",
        "“{sample}” punya periode yang selnya kosong atau tidak terbaca; nilainya diperkirakan dari periode di "
        "sekitarnya, bukan dianggap nol.",
    ),
    "empty_zero": Sentence(
        "Many cells are empty; they are taken for nothing sold. If nobody knows, send fill as interpolate.",
        "Banyak sel kosong; dianggap tidak ada penjualan. Jika nilainya tidak diketahui, kirim fill sebagai "
        "interpolate.",
    ),
    "first_period_incomplete": Sentence(
        "The rows begin within the period {sample}, whose sum would be too small; it is left out.",
        "Baris dimulai di tengah periode {sample}, sehingga jumlahnya terlalu kecil; periode itu tidak diikutkan.",
    ),
    "last_period_incomplete": Sentence(
        "The rows end within the period {sample}, whose sum would be too small; it is left out.",
        "Baris berakhir di tengah periode {sample}, sehingga jumlahnya terlalu kecil; periode itu tidak diikutkan.",
    ),
    "horizon_beyond_history": Sentence(
        "The forecast reaches further ahead than the data reach back, so little is known of its end.",
        "Ramalan menjangkau lebih jauh daripada riwayat datanya, jadi bagian akhirnya kurang pasti.",
    ),
    "totals_unlike": Sentence(
        "There is no total: {sample} can't be added to each other.",
        "Tidak ada total: {sample} tidak bisa dijumlahkan.",
    ),
    "totals_left_out": Sentence(
        "The series are too far apart in time or size for a sum of them to tell anything.",
        "Deret-deretnya terlalu berjauhan waktu atau besarnya, jadi jumlahnya tidak bermakna.",
    ),
}
