/** What a voucher does and when, in words. */
import { formatDay, formatMoney, formatNumber, useText, words } from "../app/language";
import { dayOf } from "../today/days";
import type { Voucher } from "./calls";

const text = words({
  id: { atMost: (most: string) => `, paling banyak ${most}`, from: (minimum: string) => `belanja mulai ${minimum}`, each: (count: string) => `${count} kali per pembeli`, starts: (day: string) => `mulai ${day}`, ends: (day: string) => `sampai ${day}`, always: "tanpa syarat" },
  en: { atMost: (most: string) => `, at most ${most}`, from: (minimum: string) => `purchases from ${minimum}`, each: (count: string) => `${count} times per buyer`, starts: (day: string) => `from ${day}`, ends: (day: string) => `until ${day}`, always: "no conditions" },
});

/** The last day of its use: it ends with the first moment of the next one. */
export const lastDay = (endsAt: string): string => dayOf(new Date(Date.parse(endsAt) - 1));

export function useVoucherWords() {
  const t = useText(text);
  return {
    off: ({ kind, value, most }: Pick<Voucher, "kind" | "value" | "most">): string => (kind === "percent" ? `${formatNumber(value)} %${most ? t.atMost(formatMoney(most)) : ""}` : formatMoney(value)),
    rules: ({ minimum, starts_at, ends_at, limit_each }: Pick<Voucher, "minimum" | "starts_at" | "ends_at" | "limit_each">): string =>
      [minimum > 0 && t.from(formatMoney(minimum)), starts_at && t.starts(formatDay(dayOf(starts_at))), ends_at && t.ends(formatDay(lastDay(ends_at))), limit_each && t.each(formatNumber(limit_each))].filter(Boolean).join(" · ") || t.always,
  };
}
