/** The columns of the reports, and how a group of each is called. */
import type { Schemas } from "finenice-client";
import type { ReactNode } from "react";
import { formatDay, formatMonth, formatNumber, useText, words } from "../../app/language";
import { formatQuantity } from "../../app/measure";
import { Money } from "../../ui/money";
import { deskText } from "../frame";

export const REPORTS = ["sales", "payments", "stock", "debts", "tax"] as const;
export type Report = (typeof REPORTS)[number];
export const BY: Record<Report, readonly string[]> = {
  sales: ["day", "hour", "product", "category", "cashier", "method", "outlet"],
  payments: ["method", "day", "hour", "cashier", "outlet"],
  stock: ["product", "category"],
  debts: [],
  tax: [],
};

/** A group of any report: its name, and a figure for each column. */
export type Row = Record<string, number | string | null>;

type SalesGroup = Schemas["SalesBooks"]["groups"][number];
type StockGroup = Schemas["StockGroup"];

export const bookText = words({
  id: {
    name: "Kelompok", customer: "Pelanggan", month: "Bulan",
    none: { product: "Tanpa barang", category: "Tanpa kategori", cashier: "Tanpa kasir", method: "Tanpa pembayaran", outlet: "Tanpa gerai" } as Record<string, string>,
    mixed: "Beberapa cara", total: "Jumlah", hour: (from: string, to: string) => `${from}.00–${to}.00`, taxes: { ppn: "PPN", ppn_luxury: "PPN barang mewah", pbjt: "PBJT", exempt: "Dibebaskan", none: "Tanpa pajak" } as Record<string, string>,
    columns: {
      sales: "Transaksi", gross: "Kotor", discount: "Diskon", service: "Layanan", added: "Pajak ditambahkan", paid: "Dibayar pembeli", tax: "Pajak", net: "Tanpa pajak", refunded: "Dikembalikan",
      payments: "Pembayaran", received: "Diterima", repaid: "Pelunasan kasbon", given_back: "Dikembalikan", adjustment: "Pembulatan dan kode", moved: "Uang masuk laci", total: "Jumlah",
      start: "Awal", came: "Datang", sold: "Terjual", returned: "Retur", wasted: "Rusak", counted: "Hasil hitung", other: "Lainnya", end: "Akhir", value: "Nilai",
      days_0_30: "0–30 hari", days_31_60: "31–60 hari", days_61_90: "61–90 hari", days_over_90: "Di atas 90 hari", balance: "Utang", base: "Dasar pajak", refunded_base: "Dasar dikembalikan", refunded_tax: "Pajak dikembalikan",
    },
  },
  en: {
    name: "Group", customer: "Customer", month: "Month",
    none: { product: "No product", category: "No category", cashier: "No cashier", method: "No payment", outlet: "No outlet" } as Record<string, string>,
    mixed: "Several ways", total: "Total", hour: (from: string, to: string) => `${from}:00–${to}:00`, taxes: { ppn: "VAT", ppn_luxury: "VAT of luxury goods", pbjt: "Regional tax (PBJT)", exempt: "Exempt", none: "No tax" } as Record<string, string>,
    columns: {
      sales: "Sales", gross: "Gross", discount: "Discount", service: "Service", added: "Tax added", paid: "Paid by buyers", tax: "Tax", net: "Without tax", refunded: "Given back",
      payments: "Payments", received: "Received", repaid: "Debts paid back", given_back: "Given back", adjustment: "Rounding and codes", moved: "Cash put in", total: "Total",
      start: "Start", came: "Came", sold: "Sold", returned: "Returned", wasted: "Wasted", counted: "By counts", other: "Other", end: "End", value: "Value",
      days_0_30: "0–30 days", days_31_60: "31–60 days", days_61_90: "61–90 days", days_over_90: "Over 90 days", balance: "Owed", base: "Tax base", refunded_base: "Base given back", refunded_tax: "Tax given back",
    },
  },
});

type Name = keyof (typeof bookText)["id"]["columns"];
interface Figure {
  name: Name;
  /** The name in the answer, where it is another one. */
  from?: string;
  kind?: "count" | "quantity";
  /** Leave it out if this figure, or that of this name, is 0 in all groups. */
  ifAny?: boolean | Name;
}

const COLUMNS: Record<Report, readonly Figure[]> = {
  sales: [
    { name: "sales", kind: "count", ifAny: true }, { name: "gross" }, { name: "discount", ifAny: true }, { name: "service", ifAny: true }, { name: "added", ifAny: true }, { name: "paid", from: "total" },
    { name: "tax", ifAny: true }, { name: "net", ifAny: "tax" }, { name: "refunded", ifAny: true },
  ],
  payments: [
    { name: "payments", kind: "count" }, { name: "received" }, { name: "repaid", ifAny: true }, { name: "given_back", ifAny: true }, { name: "adjustment", ifAny: true }, { name: "total" }, { name: "moved", ifAny: true },
  ],
  stock: [
    { name: "start", kind: "quantity" }, { name: "came", from: "received", kind: "quantity" }, { name: "sold", kind: "quantity" }, { name: "returned", kind: "quantity", ifAny: true },
    { name: "wasted", kind: "quantity", ifAny: true }, { name: "counted", kind: "quantity", ifAny: true }, { name: "other", kind: "quantity", ifAny: true }, { name: "end", kind: "quantity" }, { name: "value" },
  ],
  debts: [{ name: "days_0_30" }, { name: "days_31_60" }, { name: "days_61_90" }, { name: "days_over_90" }, { name: "balance" }],
  tax: [{ name: "base" }, { name: "tax" }, { name: "refunded_base", ifAny: true }, { name: "refunded_tax", ifAny: true }],
};

const valueOf = (row: Row, { name, from = name }: Figure) => row[from] ?? null;

/** The columns of a report that say something about these rows. */
export const columnsOf = (report: Report, rows: readonly Row[]): readonly Figure[] =>
  COLUMNS[report].filter((figure) => {
    const told = typeof figure.ifAny === "string" ? { name: figure.ifAny } : figure;
    return !figure.ifAny || rows.some((row) => valueOf(row, told));
  });

export function Figured({ row, figure }: { row: Row; figure: Figure }): ReactNode {
  const value = valueOf(row, figure);
  if (typeof value !== "number") return <span className="soft">–</span>;
  if (figure.kind === "count") return formatNumber(value);
  if (figure.kind === "quantity") return <span className="money">{value < 0 && "−"}{formatQuantity(Math.abs(value), row["measure"] as StockGroup["measure"])}</span>;
  return <Money value={value} />;
}

/** How each row of a report is called. */
export function useRowName(report: Report, by: string): (row: Row) => string {
  const t = useText(bookText);
  const desk = useText(deskText);
  return ({ key, name, month, tax_code: code }) => {
    if (report === "debts") return String(name);
    if (report === "tax") return `${formatMonth(`${month}-01`)} · ${t.taxes[String(code)] ?? code}`;
    const found = key as SalesGroup["key"];
    if (found === null) return t.none[by] ?? "–";
    if (by === "day") return formatDay(found);
    if (by === "hour") return t.hour(found.padStart(2, "0"), String(Number(found) + 1).padStart(2, "0"));
    if (by === "method") return found === "mixed" ? t.mixed : (desk.methods[found] ?? found);
    return String(name ?? found);
  };
}

/** The same as cells of a file. */
export const cellsOf = (row: Row, figures: readonly Figure[]) => figures.map((figure) => valueOf(row, figure));
