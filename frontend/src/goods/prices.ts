/** New prices from old ones. */
export interface PriceChange {
  kind: "percent" | "amount";
  /** May be negative. */
  by: number;
  /** Round to a multiple of this; 1 is none. */
  rounding: number;
}

export const HIGHEST_PRICE = 1_000_000_000_000;

/** Return the new price: rounded to the nearest step, but never to zero because of the rounding. */
export function changedPrice(price: number, { kind, by, rounding }: PriceChange): number {
  const exact = kind === "percent" ? price + (price * by) / 100 : price + by;
  const rounded = Math.round(exact / rounding) * rounding;
  const least = exact > 0 && price > 0 ? rounding : 0;
  return Math.min(HIGHEST_PRICE, Math.max(least, rounded));
}
