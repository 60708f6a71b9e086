/** How quantities and discounts are written and read. */
import { formatMoney, formatNumber } from "../../app/language";
import type { Discount } from "../discounts.ts";
import { NO_DISCOUNT } from "../discounts.ts";
import type { Measure } from "../pricing.ts";

const UNITS = { piece: "", gram: "kg", millimetre: "m" };

/** "2", "0,25 kg" */
export const quantityLabel = (quantity: number, measure: Measure): string =>
  measure === "piece" ? formatNumber(quantity) : `${formatNumber(quantity / 1000, 3)} ${UNITS[measure]}`;

/** "10 %", "Rp 5.000", or nothing. */
export const discountLabel = ({ percent, amount }: Discount): string => (percent ? `${percent} %` : amount ? formatMoney(amount) : "");

/** Read "10%" or "5000"; undefined for what is neither. */
export function readDiscount(text: string): Discount | undefined {
  const typed = text.trim();
  if (!typed) return NO_DISCOUNT;
  const percent = /^(\d{1,3})\s*%$/.exec(typed);
  if (percent) return Number(percent[1]) <= 100 ? { percent: Number(percent[1]), amount: 0 } : undefined;
  const amount = /^(?:rp\.?\s*)?(\d{1,3}(?:[.,]\d{3})+|\d{1,12})$/i.exec(typed);
  return amount ? { percent: 0, amount: Number(amount[1]!.replace(/\D/g, "")) } : undefined;
}

/** Read a quantity: whole pieces, or kilograms and metres with up to three decimals; undefined for what is none. */
export function readQuantity(text: string, measure: Measure): number | undefined {
  const typed = text.trim().replace(",", ".");
  if (measure === "piece") return /^\d{1,7}$/.test(typed) ? Number(typed) : undefined;
  return /^\d{1,4}(\.\d{1,3})?$/.test(typed) ? Math.round(Number(typed) * 1000) : undefined;
}
