import type { Schemas } from "finenice-client";
import { words } from "../app/language";

export type ActivityType = Schemas["Activity"]["type"];

const id: Record<ActivityType, string> = {
  sign_up: "Mendaftar", sign_in: "Masuk", profile_changed: "Mengubah profil", email_change_requested: "Meminta email baru", email_changed: "Mengganti email",
  email_verified: "Memastikan email", password_reset_requested: "Meminta kata sandi baru", password_reset: "Membuat kata sandi baru", password_changed: "Mengganti kata sandi",
  second_factor_enabled: "Mengaktifkan verifikasi dua langkah", second_factor_disabled: "Mematikan verifikasi dua langkah", second_factor_reset: "Verifikasi dua langkah dimatikan admin",
  second_factor_policy: "Mengubah kewajiban verifikasi dua langkah", recovery_code_used: "Memakai kode pemulihan", recovery_codes_renewed: "Membuat kode pemulihan",
  product_created: "Menambah barang", product_changed: "Mengubah barang", product_deleted: "Menghapus barang", product_viewed: "Melihat barang",
  category_created: "Menambah kategori", category_changed: "Mengubah kategori", category_deleted: "Menghapus kategori", brand_created: "Menambah merek",
  brand_changed: "Mengubah merek", brand_deleted: "Menghapus merek", stock_moved: "Mencatat stok", customer_created: "Menambah pelanggan", customer_changed: "Mengubah pelanggan", customer_erased: "Menghapus data pelanggan", debt_repaid: "Mencatat pelunasan kasbon", sale: "Pembelian", counter_sale: "Menjual di kasir", order_placed: "Memesan", order_payment: "Mencatat pembayaran", order_paid: "Mencatat pelunasan", order_cancelled: "Membatalkan pesanan", refund: "Mengembalikan uang", voucher_created: "Membuat voucher", voucher_changed: "Mengubah voucher", import: "Mengimpor barang", export: "Mengekspor data", analysis: "Menganalisis berkas",
  course_created: "Membuat kursus", course_changed: "Mengubah kursus", course_published: "Menerbitkan kursus", course_deleted: "Menghapus kursus", course_restored: "Memulihkan kursus",
  course_enrolled: "Ikut kursus", course_left: "Keluar dari kursus", course_completed: "Menyelesaikan kursus", quiz_submitted: "Mengumpulkan kuis", progress_waived: "Membebaskan materi",
  learner_removed: "Mengeluarkan peserta", learner_readmitted: "Menerima kembali peserta", quiz_allowed: "Menambah percobaan kuis", certificate_reissued: "Menerbitkan ulang sertifikat",
  certificate_revoked: "Mencabut sertifikat", api_key_created: "Membuat kunci API", api_key_changed: "Mengubah kunci API", api_key_rotated: "Mengganti kunci API",
  api_key_revoked: "Mencabut kunci API", role_requested: "Meminta peran", role_request_withdrawn: "Menarik permintaan peran", role_granted: "Peran diberikan", role_denied: "Peran ditolak",
  shop_changed: "Mengubah data toko",
};

const en: Record<ActivityType, string> = {
  sign_up: "Signed up", sign_in: "Signed in", profile_changed: "Changed profile", email_change_requested: "Requested new e-mail", email_changed: "Changed e-mail",
  email_verified: "Verified e-mail", password_reset_requested: "Requested password reset", password_reset: "Reset password", password_changed: "Changed password",
  second_factor_enabled: "Turned on two-step verification", second_factor_disabled: "Turned off two-step verification", second_factor_reset: "Two-step verification turned off by admin",
  second_factor_policy: "Changed who needs two-step verification", recovery_code_used: "Used recovery code", recovery_codes_renewed: "Renewed recovery codes",
  product_created: "Added product", product_changed: "Changed product", product_deleted: "Deleted product", product_viewed: "Viewed product",
  category_created: "Added category", category_changed: "Changed category", category_deleted: "Deleted category", brand_created: "Added brand",
  brand_changed: "Changed brand", brand_deleted: "Deleted brand", stock_moved: "Recorded stock", customer_created: "Added a customer", customer_changed: "Changed a customer", customer_erased: "Erased a customer", debt_repaid: "Recorded a repayment", sale: "Purchase", counter_sale: "Sold at the counter", order_placed: "Placed an order", order_payment: "Recorded a payment", order_paid: "Recorded the full payment", order_cancelled: "Cancelled an order", refund: "Gave money back", voucher_created: "Created a voucher", voucher_changed: "Changed a voucher", import: "Imported goods", export: "Exported data", analysis: "Analysed file",
  course_created: "Created course", course_changed: "Changed course", course_published: "Published course", course_deleted: "Deleted course", course_restored: "Restored course",
  course_enrolled: "Joined course", course_left: "Left course", course_completed: "Completed course", quiz_submitted: "Submitted quiz", progress_waived: "Waived content",
  learner_removed: "Removed learner", learner_readmitted: "Readmitted learner", quiz_allowed: "Allowed quiz attempts", certificate_reissued: "Reissued certificate",
  certificate_revoked: "Revoked certificate", api_key_created: "Created API key", api_key_changed: "Changed API key", api_key_rotated: "Rotated API key",
  api_key_revoked: "Revoked API key", role_requested: "Requested role", role_request_withdrawn: "Withdrew role request", role_granted: "Role granted", role_denied: "Role denied",
  shop_changed: "Changed the shop",
};

export const activityNames = words({ id, en });
