/** What the tables of the audit log hold. Tables without a name here are shown as the API names them. */
import { words } from "../app/language";

type Names = Record<string, string>;

export const auditNames = words<Names>({
  id: {
    api_keys: "Kunci API", brands: "Merek", categories: "Kategori", certificates: "Sertifikat", course_contents: "Materi kursus", course_sections: "Bagian kursus", course_versions: "Versi kursus", courses: "Kursus",
    customers: "Pelanggan", enrolments: "Pendaftaran kursus", imports: "Impor barang", jobs: "Pekerjaan latar", one_time_links: "Tautan sekali pakai", outlet_stocks: "Stok gerai", outlets: "Gerai", payments: "Pembayaran",
    product_images: "Foto barang", products: "Barang", progress: "Kemajuan belajar", quiz_allowances: "Kelonggaran kuis", quiz_attempts: "Percobaan kuis", recovery_codes: "Kode pemulihan", refunds: "Pengembalian",
    role_requests: "Permintaan peran", second_factor_policy: "Aturan verifikasi dua langkah", second_factors: "Verifikasi dua langkah", sessions: "Sesi masuk", shifts: "Shift kasir", shop: "Toko", staff: "Karyawan",
    tax_profiles: "Profil pajak", tills: "Kasir", transactions: "Penjualan", user_roles: "Peran pengguna", users: "Pengguna", vouchers: "Voucher",
    deliveries: "Pengiriman webhook", payment_accounts: "Rekening penerima", payment_requests: "Permintaan pembayaran", sync_items: "Catatan kasir luring", webhooks: "Webhook",
  },
  en: {
    api_keys: "API key", brands: "Brand", categories: "Category", certificates: "Certificate", course_contents: "Course content", course_sections: "Course section", course_versions: "Course version", courses: "Course",
    customers: "Customer", enrolments: "Enrolment", imports: "Import of goods", jobs: "Background job", one_time_links: "One-time link", outlet_stocks: "Stock of an outlet", outlets: "Outlet", payments: "Payment",
    product_images: "Product photo", products: "Product", progress: "Learning progress", quiz_allowances: "Quiz allowance", quiz_attempts: "Quiz attempt", recovery_codes: "Recovery code", refunds: "Refund",
    role_requests: "Role request", second_factor_policy: "Rule for two-step verification", second_factors: "Two-step verification", sessions: "Session", shifts: "Shift", shop: "Shop", staff: "Staff",
    tax_profiles: "Tax profile", tills: "Till", transactions: "Sale", user_roles: "Role of a user", users: "User", vouchers: "Voucher",
    deliveries: "Webhook delivery", payment_accounts: "Receiving account", payment_requests: "Payment request", sync_items: "Record of an offline till", webhooks: "Webhook",
  },
});
