/** What is on a receipt (`domain/receipts/content.py`), and that of a sale which the shop may not know yet. */
import type { Basket, Line as PricedLine, Measure, Settled } from "../pricing.ts";
import { sum } from "../money.ts";
import { type Profile, taxOf, taxRate } from "../tax.ts";

export type Zone = "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";

/** The shop as its receipts name it. What is empty is not printed. */
export interface Shop {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly taxNumber: string;
  readonly footer: string;
  readonly zone: Zone;
}

/** Goods that were sold. What came back has no price: its amount is its share in what its line brought. */
export interface Line {
  readonly name: string;
  readonly quantity: number;
  readonly price: number;
  readonly amount: number;
  readonly discount: number;
  readonly unit: Measure;
  readonly note: string;
}

/** A tax of the lines, with its rate as the law writes it, or "". `added` is the part on top of prices. */
export interface Tax {
  readonly name: "PPN" | "PBJT";
  readonly rate: string;
  readonly amount: number;
  readonly added: number;
}

/** A movement of money. An amount below 0 was given back. */
export interface Payment {
  readonly method: string;
  readonly amount: number;
  readonly tendered?: number | null | undefined;
  readonly adjustment: number;
}

/** What a customer still owes for a sale on credit, and the day by which it is to be paid (YYYY-MM-DD), if one was agreed. */
export interface Debt {
  readonly amount: number;
  readonly dueOn?: string | null | undefined;
}

/** A receipt. `moment` is ISO 8601 in UTC; a walk-in customer has no name. With `refund` the lines are what came back. */
export interface Receipt {
  readonly shop: Shop;
  readonly orderId?: number | undefined;
  readonly number: string | null;
  readonly state: "pending" | "paid" | "cancelled" | "expired";
  readonly moment: string;
  readonly cashier: string | null;
  readonly buyer: string | null;
  readonly lines: readonly Line[];
  readonly service: number;
  readonly taxes: readonly Tax[];
  readonly total: number;
  readonly payments: readonly Payment[];
  readonly due: number;
  readonly copy: boolean;
  readonly debt?: Debt | null | undefined;
  readonly refund?: { readonly id: number; readonly reason: string } | null | undefined;
}

/** An outlet as the feed of changes has it. */
interface OutletRow {
  readonly name: string;
  readonly address: string;
  readonly phone: string;
  readonly tax_number?: string | null;
  readonly footer: string;
  readonly zone: string;
}

export function shopOf({ name, address, phone, tax_number, footer, zone }: OutletRow): Shop {
  return { name, address, phone, taxNumber: tax_number ?? "", footer, zone: zone as Zone };
}

const ZONES: Record<Zone, { name: string; hours: number }> = {
  "Asia/Jakarta": { name: "WIB", hours: 7 },
  "Asia/Makassar": { name: "WITA", hours: 8 },
  "Asia/Jayapura": { name: "WIT", hours: 9 },
};
const HOUR_MS = 3_600_000;

/** Return the moment in the zone of the shop: its day and time, read in UTC, and the name of the zone. */
export function localMoment(moment: string, zone: Zone): { local: Date; zoneName: string } {
  const { name, hours } = ZONES[zone];
  return { local: new Date(Date.parse(moment) + hours * HOUR_MS), zoneName: name };
}

/** Return the day in Jakarta of a moment, by which sales are taxed: YYYY-MM-DD. */
export const dayOf = (moment: string): string => localMoment(moment, "Asia/Jakarta").local.toISOString().slice(0, 10);

/** Return the receipt number of a sale at a till: `A-000042`. */
export const receiptNumber = (series: string, receiptNo: number): string => `${series}-${String(receiptNo).padStart(6, "0")}`;

/** A sale at the till. The basket is of `merged` items with their names and notes; `at` is ISO 8601 in UTC. */
export interface Sale {
  readonly basket: Basket;
  readonly outlet: OutletRow;
  readonly number: string;
  readonly at: string;
  readonly cashier: string | null;
  readonly customer?: string | null | undefined;
  readonly payments: readonly Settled[];
  /** The day by which a debt is to be paid. */
  readonly dueOn?: string | null | undefined;
  readonly copy?: boolean | undefined;
}

/** Return the receipt of a sale, as the shop prints it once it has booked it. */
export function ofSale({ basket, outlet, number, at, cashier, customer, payments, dueOn, copy }: Sale): Receipt {
  const credit = payments.filter(({ method }) => method === "credit");
  return {
    shop: shopOf(outlet), number, state: "paid", moment: at, cashier, buyer: customer ?? null,
    lines: basket.lines.map(({ item, gross, discount }) => ({
      name: item.name ?? "", quantity: item.quantity, price: item.price, amount: gross, discount, unit: item.measure, note: item.note ?? "",
    })),
    service: basket.service, taxes: taxesOf(basket.lines, dayOf(at)), total: basket.total, payments, due: 0, copy: copy ?? false,
    debt: customer && credit.length ? { amount: sum(credit.map(({ amount }) => amount)), dueOn } : null,
  };
}

/** Return the taxes that were charged on a day. A seller without any prints none. */
export function taxesOf(lines: readonly PricedLine[], on: string): Tax[] {
  return (["ppn", "ppn_luxury", "pbjt"] as const).flatMap((code) => {
    const taxed = lines.filter(({ taxCode }) => taxCode === code);
    const amount = sum(taxed.map(({ tax }) => tax));
    if (!amount) return [];
    const rate = code === "pbjt" ? pbjtRate(taxed, on) : ppnRate(taxed[0]!, on);
    return [{ name: code === "pbjt" ? "PBJT" : "PPN", rate, amount, added: sum(taxed.map(({ added }) => added)) } as const];
  });
}

/** Return the rate of PPN on a day: since 2025 that of most goods is 12 % of 11/12 of the price. */
function ppnRate({ item }: PricedLine, on: string): string {
  const [part, whole] = taxRate(item.profile, item.kind, on);
  return on >= "2025" && part === 11 ? "12% x 11/12" : percent((part * 10_000) / whole);
}

/** The shop prints the rate of PBJT where it explains the tax of all goods together. */
function pbjtRate(taxed: readonly PricedLine[], on: string): string {
  const profile: Profile = taxed[0]!.item.profile;
  const base = sum(taxed.map(({ subtotal, added }) => subtotal - added));
  const explained = taxOf(profile, base, "standard", on) === sum(taxed.map(({ tax }) => tax));
  return explained && profile.rateBp ? percent(profile.rateBp) : "";
}

/** Write hundredths of a percent: `7,5%`. */
function percent(hundredths: number): string {
  const rest = hundredths % 100;
  const digits = rest ? `,${String(rest).padStart(2, "0").replace(/0$/, "")}` : "";
  return `${(hundredths - rest) / 100}${digits}%`;
}
