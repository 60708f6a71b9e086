/** Discounts and vouchers: what is taken off, who may take it off, and why a voucher is refused. */
import { portion, sum } from "./money.ts";

/** Whole percent, or an amount in rupiah; the other is 0. */
export interface Discount {
  readonly percent: number;
  readonly amount: number;
}

export const NO_DISCOUNT: Discount = { percent: 0, amount: 0 };
/** The percentage that the owner and the staff may take off. */
export const LARGEST_BY_DUTY = { owner: 100, manager: 50, cashier: 10 } as const;

/** A discount on the goods of its owner. Times are ISO 8601; `most` limits that of a percentage. */
export interface Voucher {
  readonly ownerId: number;
  readonly code: string;
  readonly kind: "percent" | "amount";
  readonly value: number;
  readonly minimum: number;
  readonly most: number | null;
  readonly startsAt: string | null;
  readonly endsAt: string | null;
  readonly limitTotal: number | null;
  readonly limitEach: number | null;
  readonly used: number;
}

export type VoucherRule = "known" | "active" | "started" | "not_ended" | "minimum" | "uses_left" | "uses_of_buyer";

/** Whether a rule is met; null if only the shop knows. `values` are those it compares. */
export interface Verdict {
  readonly rule: VoucherRule;
  readonly ok: boolean | null;
  readonly values: Readonly<Record<string, string | number | null>>;
}

/** A voucher as the feed of changes has it. */
interface VoucherRow {
  readonly code: string;
  readonly kind: "percent" | "amount";
  readonly value: number;
  readonly minimum: number;
  readonly most?: number | null;
  readonly starts_at?: string | null;
  readonly ends_at?: string | null;
  readonly limit_total?: number | null;
  readonly limit_each?: number | null;
  readonly used: number;
}

export function voucherOf(row: VoucherRow, ownerId: number): Voucher {
  return {
    ownerId, code: row.code, kind: row.kind, value: row.value, minimum: row.minimum, most: row.most ?? null,
    startsAt: row.starts_at ?? null, endsAt: row.ends_at ?? null, limitTotal: row.limit_total ?? null,
    limitEach: row.limit_each ?? null, used: row.used,
  };
}

/** Return what a discount takes off: never more than what is left. */
export const taken = ({ percent, amount }: Discount, left: number): number => Math.min(left, portion(left, percent, 100) + amount);

/** Return what a voucher takes off goods of its owner that cost this much. */
export function takenByVoucher({ kind, value, most }: Voucher, left: number): number {
  return Math.min(left, kind === "percent" ? portion(left, value, 100) : value, most ?? Infinity);
}

/** Tell whether discounts keep to a percentage of the lines' amounts, each line's and their sum, however it is rounded. */
export function isWithin(percent: number, amounts: readonly number[], ofLines: readonly number[], ofOrder: number): boolean {
  const most = amounts.map((amount) => portion(amount, percent, 100));
  const mostOfAll = Math.max(sum(most), portion(sum(amounts), percent, 100));
  return ofLines.every((each, index) => each <= most[index]!) && sum(ofLines) + ofOrder <= mostOfAll;
}

/**
 * Return the verdict of each rule that a voucher of the copy has, on goods of its owner for which `left` is to be paid.
 * `now` is in milliseconds. How often a known customer has used it, only the shop knows; others can use no voucher with
 * a limit for each.
 */
export function verdicts(voucher: Voucher | undefined, now: number, left: number, customerKnown: boolean): Verdict[] {
  if (!voucher) return [{ rule: "known", ok: false, values: {} }];
  const { startsAt, endsAt, minimum, limitTotal, limitEach, used } = voucher;
  // A voucher that was withdrawn is not in the copy.
  const found: Verdict[] = [{ rule: "known", ok: true, values: {} }, { rule: "active", ok: true, values: {} }];
  if (startsAt !== null) found.push({ rule: "started", ok: Date.parse(startsAt) <= now, values: { starts_at: startsAt } });
  if (endsAt !== null) found.push({ rule: "not_ended", ok: now < Date.parse(endsAt), values: { ends_at: endsAt } });
  if (minimum) found.push({ rule: "minimum", ok: left >= minimum, values: { minimum, reached: left } });
  if (limitTotal !== null) found.push({ rule: "uses_left", ok: used < limitTotal, values: { limit: limitTotal } });
  if (limitEach !== null) found.push({ rule: "uses_of_buyer", ok: customerKnown ? null : false, values: { limit: limitEach, used: null } });
  return found;
}
