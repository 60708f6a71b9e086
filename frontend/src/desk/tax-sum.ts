/** What a tax profile makes of one price, as the shop computes it (docs/tax.md). */
import type { TaxProfile } from "./calls";

export type Taxes = Pick<TaxProfile, "regime" | "rate_bp" | "inclusive" | "service_bp">;

export interface Sum {
  /** What stands on the shelf. */
  price: number;
  service: number;
  /** The tax, in the total or added to it. */
  tax: number;
  total: number;
}

/** PPN is 12 % of 11/12 of the price. */
const PPN_BP = 1100;
const WHOLE = 10_000;

export const rateOf = ({ regime, rate_bp }: Taxes): number => (regime === "ppn" ? PPN_BP : regime === "pbjt" ? (rate_bp ?? 0) : 0);

/** Each part is rounded half up to a rupiah. */
export function sumOf(taxes: Taxes, price: number): Sum {
  const rate = rateOf(taxes);
  const service = Math.round((price * taxes.service_bp) / WHOLE);
  const base = price + service;
  const tax = Math.round((base * rate) / (taxes.inclusive ? WHOLE + rate : WHOLE));
  return { price, service, tax, total: taxes.inclusive ? base : base + tax };
}

/** Read a percentage such as `7,5` as hundredths of a percent; undefined if it is none. */
export function readPercent(typed: string): number | undefined {
  const written = typed.trim().replace("%", "").trim().replace(",", ".");
  return /^\d{1,2}(\.\d{1,2})?$/.test(written) ? Math.round(Number(written) * 100) : undefined;
}
