/** Days as the shop counts them: in Jakarta, wherever the device is. */
import { SHOP_ZONE } from "../app/language";

const DAY_MS = 86_400_000;
const day = new Intl.DateTimeFormat("en-CA", { timeZone: SHOP_ZONE, year: "numeric", month: "2-digit", day: "2-digit" });

/** "2026-11-28" */
export const dayOf = (moment: string | Date): string => day.format(new Date(moment));
export const today = (): string => dayOf(new Date());
export const daysLater = (date: string, count: number): string => new Date(Date.parse(date) + count * DAY_MS).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS) + 1;
export const isDate = (written: string | null): written is string => /^\d{4}-\d{2}-\d{2}$/.test(written ?? "") && !Number.isNaN(Date.parse(written!));

export interface Span {
  from: string;
  to: string;
}

export const PERIODS = ["today", "7", "30", "90", "month"] as const;
export type Period = (typeof PERIODS)[number];

export const isPeriod = (written: string | null): written is Period => PERIODS.includes(written as Period);

/** Return the days of a period that ends today. */
export function spanOf(period: Period): Span {
  const to = today();
  if (period === "month") return { from: `${to.slice(0, 8)}01`, to };
  return { from: daysLater(to, period === "today" ? 0 : 1 - Number(period)), to };
}
