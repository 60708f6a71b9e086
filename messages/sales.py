"""Messages about transactions and sales reports."""

from __future__ import annotations

from messages.sentence import Sentence

# Problem codes: the status and the sentence.
PROBLEMS: dict[str, tuple[int, Sentence]] = {
    "transaction_not_found": (404, Sentence("Transaction {id} does not exist.", "Transaksi {id} tidak ada.")),
    "receipt_not_found": (
        404,
        Sentence("The shop has no receipt {receipt_number}.", "Toko ini tidak punya struk {receipt_number}."),
    ),
    "refund_not_found": (404, Sentence("The sale has no refund {id}.", "Penjualan ini tidak punya pengembalian {id}.")),
    "insufficient_stock": (
        409,
        Sentence(
            "{available:{product_name} is sold out.|Only 1 of {product_name} is left.|"
            "Only {available} of {product_name} are left.}",
            "{available:{product_name} sudah habis.|Stok {product_name} tinggal 1.|"
            "Stok {product_name} tinggal {available}.}",
        ),
    ),
    "seller_unavailable": (
        409,
        Sentence(
            "{product_name} is not for sale: its seller sells nothing at present.",
            "{product_name} tidak dijual: penjualnya sedang tidak berjualan.",
        ),
    ),
    "too_many_unpaid_orders": (
        409,
        Sentence(
            "You have {present} {present:order|orders} of the last 24 hours without a payment; at most {most} "
            "{most:is|are} allowed. Order again from {clock} WIB on, or once one of them is paid.",
            "{present} pesanan Anda dalam 24 jam terakhir belum ada pembayarannya; paling banyak {most}. Pesan lagi "
            "mulai pukul {clock} WIB, atau setelah salah satunya dibayar.",
        ),
    ),
    "unpaid_orders_too_large": (
        409,
        Sentence(
            "Your unpaid orders may hold at most {most} {most:unit|units} or goods of {largest}. Order less, pay the "
            "other orders first, or ask the shop.",
            "Pesanan Anda yang belum dibayar paling banyak {most} barang atau senilai {largest}. Pesan lebih "
            "sedikit, bayar dulu pesanan lain, atau hubungi toko.",
        ),
    ),
    "voucher_needs_verified_email": (
        409,
        Sentence(
            "The uses of this voucher are limited. Verify your e-mail address to order with it.",
            "Pemakaian voucher ini terbatas. Verifikasi alamat email Anda agar bisa memesan dengannya.",
        ),
    ),
    "verified_email_required": (
        409,
        Sentence(
            "An order of yours waits for its payment. Pay or cancel it first, or verify your e-mail address to place "
            "further orders.",
            "Satu pesanan Anda menunggu pembayaran. Bayar atau batalkan dulu, atau verifikasi alamat email Anda agar "
            "bisa memesan lagi.",
        ),
    ),
    "stock_changed": (
        409,
        Sentence(
            "The stock of {product_name} is now {available}, not {expected_quantity}. Count it again.",
            "Stok {product_name} sekarang {available}, bukan {expected_quantity}. Hitung lagi.",
        ),
    ),
    "customer_not_found": (404, Sentence("Customer {id} does not exist.", "Pelanggan {id} tidak ada.")),
    "credit_limit": (
        409,
        Sentence(
            "{customer_name} can buy for {rest} more on credit.",
            "{customer_name} hanya bisa kasbon {rest} lagi.",
        ),
    ),
    "sum_too_large": (
        409,
        Sentence(
            "Together with what there is, it would be more than {largest}.",
            "Bersama yang sudah ada, jumlahnya melebihi {largest}.",
        ),
    ),
    "item_unfit": (
        409,
        Sentence(
            "This item has a value that can't be booked.",
            "Butir ini berisi nilai yang tidak dapat dibukukan.",
        ),
    ),
    "customer_owes": (
        409,
        Sentence("{customer_name} still owes {owed}.", "{customer_name} masih berutang {owed}."),
    ),
    "tax_profile_not_found": (
        404,
        Sentence("There is no tax profile from {day} on.", "Tidak ada profil pajak mulai {day}."),
    ),
    "order_of_others": (
        403,
        Sentence(
            "Only the seller of all its items, or an admin, may do this.",
            "Hanya penjual semua barangnya, atau admin, yang boleh melakukan ini.",
        ),
    ),
    "order_already_paid": (
        409,
        Sentence("This order is paid already.", "Pesanan ini sudah lunas."),
    ),
    "order_was_cancelled": (
        409,
        Sentence("This order was cancelled.", "Pesanan ini sudah dibatalkan."),
    ),
    "order_has_expired": (
        409,
        Sentence(
            "This order has expired; its items are for sale again.",
            "Pesanan ini sudah kedaluwarsa; barangnya dijual lagi.",
        ),
    ),
    "refund_exceeds_paid": (
        409,
        Sentence(
            "No more can be given back of this sale than what is left: {rest}.",
            "Yang masih bisa dikembalikan dari penjualan ini tinggal {rest}.",
        ),
    ),
    "order_partly_paid": (
        409,
        Sentence(
            "This order is partly paid; ask the seller to cancel it.",
            "Pesanan ini sudah dibayar sebagian; minta penjual membatalkannya.",
        ),
    ),
    "order_not_paid": (
        409,
        Sentence(
            "This order is not paid; this is for paid sales alone.",
            "Pesanan ini belum lunas; ini hanya untuk penjualan yang sudah lunas.",
        ),
    ),
    "receipt_link_invalid": (
        404,
        Sentence("This link does not lead to a receipt.", "Tautan ini tidak menuju struk mana pun."),
    ),
    "receipt_link_expired": (
        410,
        Sentence(
            "This link to a receipt has expired. Ask the shop for a new one.",
            "Tautan struk ini sudah kedaluwarsa. Minta yang baru kepada toko.",
        ),
    ),
    "voucher_not_found": (404, Sentence("Voucher {id} does not exist.", "Voucher {id} tidak ada.")),
    "voucher_refused": (
        409,
        Sentence(
            "The voucher {voucher} can't be used for this order.", "Voucher {voucher} tidak berlaku untuk pesanan ini."
        ),
    ),
    "discount_too_large": (
        403,
        Sentence(
            "{allowed:You may give no discount.|You may take off at most {allowed} %.|"
            "You may take off at most {allowed} %.}",
            "{allowed:Anda tidak boleh memberi diskon.|Diskon Anda paling besar {allowed} %.|"
            "Diskon Anda paling besar {allowed} %.}",
        ),
    ),
    "price_changed": (
        409,
        Sentence(
            "{product_name} now costs {price}. Load the products again.",
            "Harga {product_name} sekarang {price}. Muat ulang daftar barang.",
        ),
    ),
    "total_changed": (
        409,
        Sentence(
            "The total is now {total}, not {expected_total}. Confirm the new quote.",
            "Totalnya sekarang {total}, bukan {expected_total}. Setujui dulu penawaran yang baru.",
        ),
    ),
    "payment_required": (
        422,
        Sentence(
            "A sale at a till is paid at once: send its payments.",
            "Penjualan di kasir langsung dibayar: kirim pembayarannya.",
        ),
    ),
    "outlet_not_found": (404, Sentence("You have no outlet {id}.", "Anda tidak punya gerai {id}.")),
    "staff_not_found": (
        404,
        Sentence("User {id} is not among your staff.", "Pengguna {id} bukan karyawan Anda."),
    ),
    "till_not_found": (404, Sentence("You have no till {id}.", "Anda tidak punya kasir {id}.")),
    "shift_not_found": (404, Sentence("Shift {id} does not exist.", "Shift {id} tidak ada.")),
    "payment_account_not_found": (
        404,
        Sentence("You have no payment account {id}.", "Anda tidak punya rekening pembayaran {id}."),
    ),
    "payment_request_not_found": (
        404,
        Sentence("Payment request {id} does not exist.", "Permintaan pembayaran {id} tidak ada."),
    ),
    "payment_request_paid": (
        409,
        Sentence(
            "This payment request is paid already. If more money arrived, give it back.",
            "Permintaan pembayaran ini sudah dibayar. Jika ada uang lain yang masuk, kembalikan.",
        ),
    ),
    "payment_reported": (
        403,
        Sentence(
            "The provider has reported a payment for this request: the owner or a manager rejects it.",
            "Penyedia sudah melaporkan pembayaran untuk permintaan ini: yang menolaknya pemilik atau manajer.",
        ),
    ),
    "no_request_matches": (
        404,
        Sentence(
            "No open payment request on this account asks for {asked}.",
            "Tidak ada permintaan pembayaran di rekening ini yang meminta {asked}.",
        ),
    ),
    "arrival_ambiguous": (
        409,
        Sentence(
            "It is not certain for which payment request {asked} is: a buyer may have left out the code. Name it in "
            "`request_id`.",
            "Belum pasti {asked} ini untuk permintaan pembayaran yang mana: mungkin pembeli lupa kodenya. Sebutkan di "
            "`request_id`.",
        ),
    ),
    "notice_not_authentic": (
        401,
        Sentence(
            "The signature of this notice is not that of a payment account.",
            "Tanda tangan pemberitahuan ini bukan milik rekening pembayaran mana pun.",
        ),
    ),
    "no_qr_code": (
        409,
        Sentence("This payment request has no QR code.", "Permintaan pembayaran ini tidak punya kode QR."),
    ),
    "no_open_shift": (
        404,
        Sentence("No shift is open at {till_name}.", "Belum ada shift yang dibuka di {till_name}."),
    ),
    "outlet_is_default": (
        409,
        Sentence(
            "The default outlet can't be a closed one. Make another one the default, or open this one.",
            "Gerai utama tidak boleh ditutup. Jadikan gerai lain yang utama, atau buka gerai ini.",
        ),
    ),
    "outlet_has_stock": (
        409,
        Sentence(
            "{outlet_name} still has {product_name} in stock. Transfer all of its goods elsewhere first.",
            "{outlet_name} masih punya stok {product_name}. Pindahkan dulu semua barangnya.",
        ),
    ),
    "outlet_has_open_shift": (
        409,
        Sentence(
            "The shift at {till_name} of {outlet_name} is open. Count its drawer and close it first.",
            "Shift di {till_name}, {outlet_name}, masih terbuka. Hitung isi lacinya dan tutup dulu.",
        ),
    ),
    "limit_reached": (
        409,
        Sentence("There are {most} of them already, which is the most.", "Sudah ada {most}; tidak bisa lebih."),
    ),
    "till_inactive": (
        409,
        Sentence("{till_name} is not in use.", "{till_name} sedang tidak dipakai."),
    ),
    "shift_open": (
        409,
        Sentence("A shift is open at {till_name}; close it first.", "Shift di {till_name} masih terbuka; tutup dulu."),
    ),
    "shift_closed": (
        409,
        Sentence(
            "The shift at {till_name} is closed; open one first.", "Shift di {till_name} sudah ditutup; buka dulu."
        ),
    ),
    "till_of_others": (
        403,
        Sentence(
            "Only the owner of this till and the staff on duty may do this.",
            "Hanya pemilik kasir ini dan karyawannya yang boleh melakukan ini.",
        ),
    ),
    "managers_only": (
        403,
        Sentence(
            "Only the owner and managers see this before the cash is counted.",
            "Sebelum uang dihitung, hanya pemilik dan manajer yang boleh melihat ini.",
        ),
    ),
    "till_session_not_allowed": (
        403,
        Sentence(
            "A sign-in by PIN reaches only what is done at the till. Sign in with your password.",
            "Dengan PIN hanya bisa bekerja di kasir. Masuklah dengan kata sandi Anda.",
        ),
    ),
    "till_token_unknown": (
        401,
        Sentence(
            "This is not the token of a till in use. Ask the owner to set up the device again.",
            "Ini bukan token kasir yang dipakai. Minta pemilik menyiapkan perangkat ini lagi.",
        ),
    ),
    "wrong_pin": (401, Sentence("Wrong name or PIN.", "Nama atau PIN salah.")),
    "reference_unknown": (
        409,
        Sentence(
            "What this item refers to has not come yet. Send that first, or both again.",
            "Yang dirujuk butir ini belum diterima. Kirim itu dulu, atau keduanya lagi.",
        ),
    ),
    "reference_in_review": (
        409,
        Sentence(
            "What this item refers to waits for a review. Send this one again afterwards.",
            "Yang dirujuk butir ini masih menunggu pemeriksaan. Kirim lagi butir ini sesudahnya.",
        ),
    ),
    "reference_rejected": (
        409,
        Sentence("What this item refers to was rejected.", "Yang dirujuk butir ini ditolak."),
    ),
    "client_id_reused": (
        409,
        Sentence(
            "Another item has this UUID already. Give this one its own.",
            "UUID ini sudah dipakai butir lain. Beri butir ini UUID sendiri.",
        ),
    ),
    "shift_incomplete": (
        409,
        Sentence(
            "Only {present} of {count} {count:item|items} of this shift have come. Send the others first.",
            "Baru {present} dari {count} butir shift ini yang diterima. Kirim dulu yang lain.",
        ),
    ),
    "receipt_number_taken": (
        409,
        Sentence(
            "Another sale has the receipt number {receipt_number}.",
            "Nomor struk {receipt_number} milik penjualan lain.",
        ),
    ),
    "receipt_number_far": (
        409,
        Sentence(
            "The receipt number {receipt_no} is far beyond the last one of this till.",
            "Nomor struk {receipt_no} jauh melampaui nomor terakhir kasir ini.",
        ),
    ),
    "sync_item_not_found": (
        404,
        Sentence("You have no item {id}.", "Anda tidak punya butir {id}."),
    ),
    "item_reviewed": (
        409,
        Sentence("This item does not wait for a review.", "Butir ini tidak menunggu pemeriksaan."),
    ),
    "too_many_pins": (
        429,
        Sentence(
            "Too many wrong PINs. Wait {seconds} {seconds:second|seconds}, or ask the owner for a new one.",
            "PIN terlalu sering salah. Tunggu {seconds} detik, atau minta PIN baru kepada pemilik.",
        ),
    ),
}

# What is wrong with one field or cell, by pydantic's error type or by a code of ours.
FIELDS: dict[str, Sentence] = {
    "greater_than_equal": Sentence("This must be at least {ge}.", "Ini harus paling sedikit {ge}."),
    "span": Sentence("Ask for at most {most} {most:day|days}.", "Minta paling banyak {most} hari."),
    "too_many_groups": Sentence(
        "This report would have more than {most} {most:row|rows}. Ask for fewer days, or by another figure.",
        "Laporan ini akan lebih dari {most} baris. Minta hari yang lebih sedikit, atau kelompokkan dengan cara lain.",
    ),
    "rate_of_pbjt": Sentence(
        "The regime pbjt needs its rate, and only this regime has one.",
        "Rezim pbjt perlu tarifnya, dan hanya rezim ini yang memilikinya.",
    ),
    "percent_or_amount": Sentence(
        "Give either a percentage or an amount.", "Isi salah satu: persen atau jumlah rupiahnya."
    ),
    "voucher_code": Sentence(
        "Write 3 to 32 letters, digits and hyphens.", "Tulis 3 sampai 32 huruf, angka, dan tanda hubung."
    ),
    "largest_percentage": Sentence("This is at most 100 percent.", "Ini paling banyak 100 persen."),
    "only_of_percentages": Sentence("Only a percentage has this limit.", "Hanya persentase yang memiliki batas ini."),
    "ends_before_it_starts": Sentence("This must be after its start.", "Ini harus sesudah mulainya."),
    "used_more_often": Sentence(
        "It was used {used} {used:time|times} already.", "Voucher ini sudah dipakai {used} kali."
    ),
    "voucher_known": Sentence("No seller of these goods has it.", "Penjual barang ini tidak memiliki voucher itu."),
    "voucher_active": Sentence("It was withdrawn.", "Voucher ini sudah ditarik."),
    "voucher_started": Sentence("It is valid from {starts_at}.", "Voucher ini berlaku mulai {starts_at}."),
    "voucher_not_ended": Sentence("It was valid until {ends_at}.", "Voucher ini berlaku sampai {ends_at}."),
    "voucher_minimum": Sentence(
        "It needs goods of at least {minimum}; these are {reached}.",
        "Belanja paling sedikit {minimum}; ini baru {reached}.",
    ),
    "voucher_uses_left": Sentence("It is used up.", "Voucher ini sudah habis dipakai."),
    "voucher_uses_of_buyer": Sentence(
        "Each buyer may use it {limit} {limit:time|times}.",
        "Setiap pembeli boleh memakainya {limit} kali.",
    ),
    "voucher_needs_customer": Sentence(
        "Each buyer may use it {limit} {limit:time|times}. Choose a customer first.",
        "Setiap pembeli boleh memakainya {limit} kali. Pilih pelanggannya dahulu.",
    ),
    "exceeds_due": Sentence("Only {due} is due.", "Yang belum dibayar tinggal {due}."),
    "due_in_the_past": Sentence("Credit is due today or later.", "Jatuh tempo utang paling cepat hari ini."),
    "all_is_asked": Sentence(
        "A buyer asks for all that is due: {due}. Omit the amount.",
        "Pembeli meminta seluruh sisa tagihan: {due}. Kosongkan jumlahnya.",
    ),
    "unknown_account": Sentence(
        "The order can't be paid on this account.", "Pesanan ini tidak bisa dibayar ke rekening ini."
    ),
    "account_number": Sentence(
        "An account number has 5 to 20 digits.", "Nomor rekening terdiri dari 5 sampai 20 angka."
    ),
    "qris_or_bank_account": Sentence(
        "Give `qris` for the kind qris, `bank_account` for transfer, `provider` for the other kinds, and only that.",
        "Isi `qris` untuk jenis qris, `bank_account` untuk transfer, `provider` untuk jenis lain, dan hanya itu.",
    ),
    "provider_keys": Sentence(
        "An account at this provider has exactly these keys: {names}.",
        "Rekening di penyedia ini punya tepat kunci ini: {names}.",
    ),
    "no_local_payments": Sentence(
        "In production a payment account belongs to a real provider.",
        "Di produksi rekening pembayaran harus milik penyedia sungguhan.",
    ),
    "no_unique_amounts": Sentence(
        "A provider names its payments itself: its amounts get no code.",
        "Penyedia menamai pembayarannya sendiri: jumlahnya tidak diberi kode.",
    ),
    "not_of_this_kind": Sentence("An account of this kind has none.", "Rekening jenis ini tidak punya."),
    "too_large_for_qris": Sentence("A QRIS can't hold this amount.", "QRIS tidak bisa memuat jumlah ini."),
    "qris_too_long": Sentence(
        "A QRIS has at most {most} {most:character|characters}.", "QRIS paling panjang {most} karakter."
    ),
    "qris_characters": Sentence(
        "A QRIS has only letters, digits and signs of ASCII.", "QRIS hanya memuat huruf, angka dan tanda ASCII."
    ),
    "qris_malformed": Sentence(
        "This is no QRIS: copy the whole text of the QR code, which begins with 000201.",
        "Ini bukan QRIS: salin seluruh isi kode QR, yang berawal 000201.",
    ),
    "qris_checksum": Sentence(
        "The checksum of this QRIS is wrong: a character is missing or was changed. Copy it again.",
        "Checksum QRIS ini salah: ada karakter yang hilang atau berubah. Salin lagi.",
    ),
    "qris_foreign": Sentence(
        "This QR code is not a QRIS of a merchant in Indonesia, in rupiah.",
        "Kode QR ini bukan QRIS pedagang di Indonesia dalam rupiah.",
    ),
    "qris_not_static": Sentence(
        "This QRIS is for one payment only. Use the printed one of the shop, which has no amount.",
        "QRIS ini hanya untuk satu pembayaran. Pakai QRIS cetak toko, yang tanpa nominal.",
    ),
    "less_than_amount": Sentence("This is less than the amount of {amount}.", "Ini kurang dari jumlahnya, {amount}."),
    "only_cash_is_tendered": Sentence("Only cash is handed over.", "Hanya uang tunai yang diserahkan."),
    "one_rest": Sentence("Only one payment may have no amount.", "Hanya satu pembayaran yang boleh tanpa jumlah."),
    "not_the_total": Sentence("The payments must sum up to {total}.", "Jumlah pembayarannya harus {total}."),
    "one_credit": Sentence("Only one payment may be on credit.", "Hanya satu pembayaran yang boleh kasbon."),
    "only_credit_is_due": Sentence("Only credit has a due day.", "Hanya kasbon yang punya jatuh tempo."),
    "credit_needs_customer": Sentence(
        "Name the customer who buys on credit.", "Sebutkan pelanggan yang membeli dengan kasbon."
    ),
    "unknown_customer": Sentence("The seller has no such customer.", "Penjual tidak punya pelanggan ini."),
    "exceeds_debt": Sentence("Only {owed} is owed.", "Utangnya hanya {owed}."),
    "only_with_payments": Sentence(
        "Only a sale with payments has this.", "Ini hanya untuk penjualan yang disertai pembayaran."
    ),
    "items_or_amount": Sentence(
        "Send either the items that come back or an amount.",
        "Kirim barang yang dikembalikan, atau jumlah uangnya saja.",
    ),
    "unknown_line": Sentence(
        "There is no such line: the sale has {most} {most:line|lines}.",
        "Baris ini tidak ada: penjualannya punya {most} baris.",
    ),
    "line_twice": Sentence("Name each line only once.", "Sebutkan setiap baris satu kali saja."),
    "no_exchange": Sentence(
        "This is not another paid sale of the same seller.",
        "Ini bukan penjualan lunas lain dari penjual yang sama.",
    ),
    "exchange_named": Sentence(
        "Another refund names this sale already.",
        "Penjualan ini sudah disebut dalam pengembalian lain.",
    ),
    "other_seller": Sentence(
        "Another seller sells this: record a sale for each seller.",
        "Ini dijual penjual lain: catat satu penjualan untuk setiap penjual.",
    ),
    "course_needs_account": Sentence(
        "{product_name} opens a course, so its learner has to buy it with an account.",
        "{product_name} membuka kursus, jadi pesertanya perlu membelinya dengan akun.",
    ),
    "movement_or_count": Sentence(
        "Send either kind and delta, or counted and expected_quantity.",
        "Kirim kind dan delta, atau counted dan expected_quantity.",
    ),
    "sign_of_movement": Sentence(
        "received takes a delta above 0, waste one below 0, correction any but 0.",
        "received memerlukan delta di atas 0, waste di bawah 0, correction selain 0.",
    ),
    "unknown_outlet": Sentence("This outlet does not exist.", "Gerai ini tidak ada."),
    "outlet_shares_stock": Sentence("This outlet has no stock of its own.", "Gerai ini tidak punya stok sendiri."),
    "default_shares_stock": Sentence(
        "The default outlet sells from the shared stock.", "Gerai utama menjual dari stok bersama."
    ),
    "same_stock": Sentence("Name two different stocks.", "Sebutkan dua stok yang berbeda."),
    "course_has_no_stock": Sentence(
        "This product sells a course, which has no stock.",
        "Produk ini menjual kursus, yang tidak memiliki stok.",
    ),
    "printers_have_rolls": Sentence(
        "Printers of receipts have rolls of 58 or 80 mm.", "Pencetak struk memakai gulungan 58 atau 80 mm."
    ),
    "phone_number": Sentence(
        "This is no phone number, such as 0812 3456 7890 or +62 812 3456 7890.",
        "Ini bukan nomor telepon, seperti 0812 3456 7890 atau +62 812 3456 7890.",
    ),
    "tax_number": Sentence(
        "An NPWP has 15 or 16 digits, without dots.", "NPWP terdiri dari 15 atau 16 angka, tanpa titik."
    ),
    "forbidden_clause": Sentence(
        "A receipt must not say that goods or money are never given back; such a clause is void (UU 8/1999, "
        "article 18, paragraph 1, b and c). Leave it out, or write within how many days and with what.",
        "Struk tidak boleh menyatakan barang atau uang tidak dapat dikembalikan; klausul itu batal demi hukum "
        "(UU 8/1999 Pasal 18 ayat 1 huruf b dan c). Hapuslah, atau tulis batas harinya dan syaratnya.",
    ),
    "series": Sentence(
        "A series begins with a capital letter and has at most eight capital letters and digits.",
        "Seri diawali huruf besar dan paling panjang delapan huruf besar dan angka.",
    ),
    "one_shift": Sentence(
        "Name the shift either by its id or by the client id of its opening.",
        "Sebutkan shift dengan id-nya atau dengan client_id pembukaannya, salah satu.",
    ),
    "one_sale": Sentence(
        "Name the sale either by its id or by its client id.",
        "Sebutkan penjualan dengan id-nya atau dengan client_id-nya, salah satu.",
    ),
    "of_other_till": Sentence("This names another till.", "Ini menyebut kasir lain."),
    "of_other_item": Sentence("This names another item.", "Ini menyebut butir lain."),
    "pin": Sentence("A PIN has four to eight digits.", "PIN terdiri dari empat sampai delapan angka."),
    "trivial_pin": Sentence(
        "This PIN is easily guessed. Take digits that neither repeat nor count on.",
        "PIN ini mudah ditebak. Pakai angka yang tidak berulang dan tidak berurutan.",
    ),
    "own_staff": Sentence(
        "The owner needs no PIN: sign in with your password.", "Pemilik tidak perlu PIN: masuk dengan kata sandi."
    ),
    "course_once": Sentence(
        "A course can be bought only once.",
        "Satu kursus hanya bisa dibeli satu kali.",
    ),
}

# Notices of an answer: of the whole, of single rows and columns, and of series.
NOTICES: dict[str, Sentence] = {
    "own_purchases": Sentence(
        "These are your own purchases; send scope=sales for your sales.",
        "Ini pembelian Anda sendiri; kirim scope=sales untuk melihat penjualan Anda.",
    ),
}
