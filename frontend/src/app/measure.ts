/** Goods by piece, by weight (whole grams) and by length (whole millimetres), whose price is for a thousand. */
import type { Schemas } from "finenice-client";
import { formatMoney, formatNumber } from "./language";

export type Measure = Schemas["Product"]["measure"];

const LARGE = { gram: "kg", millimetre: "m" } as const;
const SMALL = { gram: "g", millimetre: "mm" } as const;
const THOUSAND = 1_000;

/** What − and + change, and what is taken at first. */
export const stepOf = (measure: Measure): number => (measure === "piece" ? 1 : 100);
/** The price of a quantity in whole rupiah, half up, as the shop computes it. */
export const amountOf = (price: number, qty: number, measure: Measure): number => (measure === "piece" ? price * qty : Math.round((price * qty) / THOUSAND));
/** "3", "250 g", "1,25 kg". */
export const formatQuantity = (qty: number, measure: Measure): string =>
  measure === "piece" ? formatNumber(qty) : qty < THOUSAND ? `${formatNumber(qty)} ${SMALL[measure]}` : `${formatNumber(qty / THOUSAND, 3)} ${LARGE[measure]}`;
/** "3", "1.250 g": as it is counted. */
export const formatSmall = (qty: number, measure: Measure): string => (measure === "piece" ? formatNumber(qty) : `${formatNumber(qty)} ${SMALL[measure]}`);
/** "Rp 98.500", "Rp 98.500/kg". */
export const formatPrice = (price: number, measure: Measure): string => `${formatMoney(price)}${perOf(measure)}`;
/** "/kg" */
export const perOf = (measure: Measure): string => (measure === "piece" ? "" : `/${LARGE[measure]}`);
/** Units in sight of the buyer: what is weighed is one. */
export const unitsOf = (lines: readonly { qty: number; measure?: Measure }[]): number => lines.reduce((sum, { qty, measure = "piece" }) => sum + (measure === "piece" ? qty : 1), 0);
