/** Names of the kinds of jobs and e-mails. Kinds without a name here are shown as the API names them. */
import { words } from "../app/language";

type Names = Record<string, string>;

export const jobNames = words<Names>({
  id: {
    letters: "Kirim email", import: "Impor barang", password_reset: "Email kata sandi baru", key_warnings: "Peringatan kunci API", sweep: "Pembersihan", demo_pictures: "Foto demo",
  },
  en: {
    letters: "Send e-mails", import: "Import goods", password_reset: "E-mail for a new password", key_warnings: "Warnings about API keys", sweep: "Clean-up", demo_pictures: "Pictures of the demo",
  },
});

export const emailNames = words<Names>({
  id: {
    verify: "Verifikasi email", email_change: "Konfirmasi alamat email baru", email_changed: "Alamat email diganti", password_reset: "Buat kata sandi baru", password_changed: "Kata sandi diganti", second_factor_on: "Verifikasi dua langkah aktif",
    second_factor_off: "Verifikasi dua langkah dicabut", role_granted: "Peran diberikan", role_denied: "Peran ditolak", key_created: "Kunci API dibuat", key_rotated: "Kunci API diganti", key_expiring: "Kunci API segera berakhir",
    key_revoked: "Kunci API dicabut", key_leaked: "Kunci API bocor", key_withdrawn: "Kunci API ditarik", certificate_issued: "Sertifikat terbit", certificate_reissued: "Sertifikat terbit ulang", certificate_revoked: "Sertifikat dicabut",
    course_bought: "Kursus dibeli", learner_removed: "Peserta dikeluarkan", learner_readmitted: "Peserta diterima lagi", receipt: "Struk",
  },
  en: {
    verify: "Verify the e-mail address", email_change: "Confirm the new e-mail address", email_changed: "E-mail address changed", password_reset: "Set a new password", password_changed: "Password changed", second_factor_on: "Two-step verification on",
    second_factor_off: "Two-step verification off", role_granted: "Role granted", role_denied: "Role denied", key_created: "API key created", key_rotated: "API key replaced", key_expiring: "API key about to expire",
    key_revoked: "API key revoked", key_leaked: "API key leaked", key_withdrawn: "API key withdrawn", certificate_issued: "Certificate issued", certificate_reissued: "Certificate issued again", certificate_revoked: "Certificate revoked",
    course_bought: "Course bought", learner_removed: "Learner removed", learner_readmitted: "Learner readmitted", receipt: "Receipt",
  },
});
