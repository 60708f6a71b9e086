/** What ways to pay, and the states of what was asked for, are called. */
import type { Schemas } from "finenice-client";
import { words } from "../app/language";
import { type Icon, ExternalLink, Landmark, QrCode } from "../ui/icons";

export type Account = Schemas["PaymentAccount"];
export type Request = Schemas["PaymentRequest"];
export type Kind = Account["kind"];
export type Provider = Exclude<Kind, "qris" | "transfer">;

export const PROVIDERS: Record<Provider, string> = { midtrans: "Midtrans", xendit: "Xendit", doku: "DOKU", duitku: "Duitku" };
export const isProvider = (kind: Kind): kind is Provider => kind in PROVIDERS;
export const kindName = (kind: Kind): string => (isProvider(kind) ? PROVIDERS[kind] : kind === "qris" ? "QRIS" : "Transfer");
export const iconOf = (kind: Kind): Icon => (kind === "qris" ? QrCode : kind === "transfer" ? Landmark : ExternalLink);

/** Whether only a person sees that the money has arrived: no provider tells it. */
export const needsPerson = ({ kind, state }: Request): boolean => state === "review" || (state === "pending" && !isProvider(kind));

export const TONES = { pending: "warning", paid: "good", cancelled: "neutral", expired: "neutral", failed: "neutral", review: "danger" } as const;

export const names = words({
  id: {
    states: { pending: "Menunggu uang", paid: "Lunas", cancelled: "Dibatalkan", expired: "Kedaluwarsa", failed: "Ditolak", review: "Perlu diputuskan" },
    order: (id: number) => `Pesanan #${id}`,
    reasons: {
      wrong_amount: "Yang masuk bukan jumlah yang diminta. Betulkan jumlahnya kalau salah ketik, atau kembalikan uangnya dan tolak.",
      exceeds_due: "Yang masuk lebih besar dari sisa tagihan. Kembalikan uangnya dan tolak.",
      order_already_paid: "Pesanan ini sudah lunas. Kembalikan uangnya dan tolak.",
      order_was_cancelled: "Pesanan ini sudah dibatalkan. Kembalikan uangnya dan tolak.",
      insufficient_stock: "Barangnya tidak cukup lagi. Tambah stok lalu terima, atau kembalikan uangnya dan tolak.",
      voucher_refused: "Voucher pesanan ini tidak berlaku lagi. Perpanjang vouchernya lalu terima, atau kembalikan uangnya dan tolak.",
      course_closed: "Kursusnya sudah ditutup. Buka kursusnya lalu terima, atau kembalikan uangnya dan tolak.",
      course_already_owned: "Pembeli sudah punya kursusnya. Kembalikan uangnya dan tolak.",
      payment_reversed: "Uangnya diambil kembali di penyedia. Kembalikan barangnya lewat pesanan ini, lalu terima.",
      payment_denied: "Midtrans menolak pembayaran ini setelah lunas. Tanyakan kepada mereka; penjualan tetap lunas sampai dikembalikan.",
      paid_twice: "Dibayar dua kali. Kembalikan yang kedua kepada pembeli, lalu terima.",
      amount_reused: "Pesanan lain meminta jumlah yang sama dalam sehari ini. Pastikan uangnya untuk pesanan ini, lalu terima.",
      unverified: "Penyedia tidak dapat ditanya selama sehari. Periksa dasbornya, lalu terima atau tolak.",
    },
  },
  en: {
    states: { pending: "Waiting for money", paid: "Paid", cancelled: "Cancelled", expired: "Expired", failed: "Rejected", review: "To decide" },
    order: (id: number) => `Order #${id}`,
    reasons: {
      wrong_amount: "Another amount arrived than was asked for. Correct it if it was mistyped, or give the money back and reject it.",
      exceeds_due: "More arrived than is due. Give the money back and reject it.",
      order_already_paid: "This order is paid already. Give the money back and reject it.",
      order_was_cancelled: "This order was cancelled. Give the money back and reject it.",
      insufficient_stock: "Not enough goods are left. Add stock and confirm it, or give the money back and reject it.",
      voucher_refused: "The voucher of this order is no longer valid. Extend it and confirm, or give the money back and reject it.",
      course_closed: "The course is closed. Open it and confirm, or give the money back and reject it.",
      course_already_owned: "The buyer has the course already. Give the money back and reject it.",
      payment_reversed: "The money was taken back at the provider. Refund the order if the goods are back, then confirm.",
      payment_denied: "Midtrans denied this payment after it was settled. Ask them; the sale stays paid until you refund it.",
      paid_twice: "It was paid twice. Give the second payment back to the buyer, then confirm.",
      amount_reused: "Another order asked for the same amount within a day. Make sure that the money is for this one, then confirm.",
      unverified: "The provider could not be asked for a day. Look at its dashboard, then confirm or reject.",
    },
  },
});
