/** What an item of a till without a network contains. */
import { useQueries } from "@tanstack/react-query";
import { api } from "../../app/api";
import { formatMoney, formatNumber, useText, words } from "../../app/language";
import { formatQuantity } from "../../app/measure";
import { Money } from "../../ui/money";
import type { KeptItem } from "../calls";
import { deskText } from "../frame";

export const typeText = words<Record<KeptItem["type"], string>>({
  id: { sale: "Penjualan", refund: "Pengembalian", shift_open: "Pembukaan shift", move: "Uang masuk atau keluar", shift_close: "Penutupan shift", debt_payment: "Pelunasan kasbon" },
  en: { sale: "Sale", refund: "Refund", shift_open: "Opening of a shift", move: "Move of cash", shift_close: "Closing of a shift", debt_payment: "Repayment of a debt" },
});

export const flagText = words<Record<KeptItem["flags"][number]["code"], string>>({
  id: {
    price_differs: "Harga lain dari katalog", discount_too_large: "Diskon melewati batas", credit_limit: "Kasbon melewati batas", voucher_refused: "Voucher tidak berlaku", stock_short: "Stok kurang", product_unlisted: "Barang tidak dijual lagi", time_ahead: "Jam kasir terlalu cepat", time_before_shift: "Sebelum shift dibuka", time_after_shift: "Setelah shift ditutup",
    late: "Masuk ke shift yang sudah ditutup", closed_before: "Shift sudah ditutup", receipt_number_changed: "Nomor struk berubah", other_shift: "Shift lain", total_differs: "Jumlah berbeda", staff_unknown: "Karyawan tidak dikenal", staff_named: "Dikirim kasir atas nama atasan", sold_online: "Sudah dicatat dengan sambungan", rejected: "Ditolak",
  },
  en: {
    price_differs: "Other price than the catalogue", discount_too_large: "Discount above the limit", credit_limit: "Credit above the limit", voucher_refused: "Voucher refused", stock_short: "Too little in stock", product_unlisted: "No longer for sale", time_ahead: "The till's clock is ahead", time_before_shift: "Before the shift", time_after_shift: "After the shift",
    late: "Accepted into a closed shift", closed_before: "The shift was closed already", receipt_number_changed: "Receipt number changed", other_shift: "Another shift", total_differs: "Other total", staff_unknown: "Unknown staff", staff_named: "Sent by a cashier in a superior's name", sold_online: "Booked with a network already", rejected: "Rejected",
  },
});

const text = words({
  id: { receipt: (number: string) => `Nomor struk ${number} di kasir`, product: (id: string) => `Barang ${id}`, line: (line: string) => `Baris ${line}`, rest: "seluruhnya", opening: "Modal awal", counted: "Dihitung", in: "Uang masuk", out: "Uang keluar", discount: "Diskon", voucher: "Voucher", total: "Jumlah barang" },
  en: { receipt: (number: string) => `Receipt number ${number} at the till`, product: (id: string) => `Product ${id}`, line: (line: string) => `Line ${line}`, rest: "all of it", opening: "Opening cash", counted: "Counted", in: "Put in", out: "Taken out", discount: "Discount", voucher: "Voucher", total: "Total of the goods" },
});

/** The parts that are shown. A till may have sent anything, so nothing is taken for granted. */
interface Sent {
  items?: { product_id?: number; line?: number; qty?: number; price?: number }[];
  payments?: { method?: string; amount?: number | null }[];
  receipt_no?: number;
  opening?: number;
  counted?: number;
  kind?: "in" | "out";
  amount?: number | null;
  method?: string;
  reason?: string;
  voucher?: string | null;
}

const sentOf = (item: KeptItem): Sent => ((item.body as { body?: Sent } | null)?.body ?? {});

export function ItemBody({ item }: { item: KeptItem }) {
  const t = useText(text);
  const desk = useText(deskText);
  const sent = sentOf(item);
  const paid = (sent.payments ?? []).map(({ method = "", amount }) => `${desk.methods[method] ?? method}${amount ? ` ${formatMoney(amount)}` : ""}`).join(", ");
  const fact = (label: string, value: number | null | undefined) => typeof value === "number" && <li><span>{label}</span><Money value={value} /></li>;
  const facts = [sent.receipt_no && t.receipt(formatNumber(sent.receipt_no)), paid, sent.method && (desk.methods[sent.method] ?? sent.method), sent.voucher && `${t.voucher} ${sent.voucher}`, sent.reason];
  return (
    <div className="office-why">
      <ul className="office-lines">
        {Array.isArray(sent.items) && <Goods items={sent.items} />}
        {fact(t.opening, sent.opening)}
        {fact(t.counted, sent.counted)}
        {fact(sent.kind === "out" ? t.out : sent.kind === "in" ? t.in : desk.methods[sent.method ?? ""] ?? t.rest, sent.amount)}
      </ul>
      <p className="soft small">{facts.filter(Boolean).join(" · ")}</p>
    </div>
  );
}

function Goods({ items }: { items: NonNullable<Sent["items"]> }) {
  const t = useText(text);
  const ids = [...new Set(items.flatMap(({ product_id }) => (product_id ? [product_id] : [])))];
  const products = useQueries({ queries: ids.map((id) => ({ queryKey: ["product", id], queryFn: () => api.products.show(id), retry: false })) });
  const known = new Map(products.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])));
  return items.map(({ product_id, line, qty = 0, price }, place) => {
    const product = product_id ? known.get(product_id) : undefined;
    const measure = product?.measure ?? "piece";
    const sum = price === undefined ? undefined : Math.round((price * qty) / (measure === "piece" ? 1 : 1000));
    return <li key={place}><span>{formatQuantity(qty, measure)} × {product?.name ?? (product_id ? t.product(String(product_id)) : t.line(String(line)))}</span>{sum !== undefined && <Money value={sum} />}</li>;
  });
}
