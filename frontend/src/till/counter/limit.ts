/** How much whoever is at the till may take off. */
import type { Copy } from "../copy";
import type { Duty } from "../device";
import { isWithin, LARGEST_BY_DUTY } from "../discounts.ts";
import { basketOf, type Ticket } from "./ticket";

export const largestDiscount = (duty: Duty): number => LARGEST_BY_DUTY[duty];

/** Whether the discounts of the ticket keep to the limit of the duty. */
export function allows(ticket: Ticket, copy: Copy, duty: Duty): boolean {
  const basket = basketOf(ticket, copy);
  if (!basket) return true;
  return isWithin(largestDiscount(duty), basket.lines.map(({ gross }) => gross), basket.lines.map(({ ownDiscount }) => ownDiscount), basket.orderDiscount);
}
