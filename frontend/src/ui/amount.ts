/** Whole amounts that were typed or pasted. */
const AMOUNT = /^(?<currency>rp\.?\s*)?(?<whole>\d+|[1-9]\d{0,2}(?:(?<group>[.,])\d{3}(?:\k<group>\d{3})*))(?:(?<point>[.,])0{1,2}|,-)?$/i;
/** More are not exact as a number. */
export const MOST_DIGITS = 15;
/** The shop takes no more money than this at once. A barcode that was scanned into the field is more. */
const MOST_MONEY = 10 ** 12;

/** Return the amount, null for an empty text, or undefined if it isn't whole or could be read in two ways. */
export function readAmount(text: string, money: boolean): number | null | undefined {
  if (!text.trim()) return null;
  const { currency, whole, group, point } = AMOUNT.exec(text.trim())?.groups ?? {};
  const digits = whole?.replace(/\D/g, "");
  if (!digits || digits.length > MOST_DIGITS || (currency && !money) || (point && point === group)) return undefined;
  return money && Number(digits) > MOST_MONEY ? undefined : Number(digits);
}
