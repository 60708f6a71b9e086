/** From a ticket that is paid to the sale that is sent, and to what its receipt needs. */
import type { CounterPayment, SaleItem } from "finenice-client";
import type { TicketLine, Ticket } from "../counter/ticket";
import type { Copy, Outlet } from "../copy";
import type { Seller } from "../device";
import type { Discount } from "../discounts.ts";
import type { Basket, Settled, Tender } from "../pricing.ts";
import { settle } from "../pricing.ts";

/** A payment as it was entered. */
export interface Entered extends Tender {
  reference?: string | undefined;
  due_on?: string | undefined;
}

/** What a receipt of this till needs; stored with the sale. */
export interface SaleRecord {
  at: string;
  outlet: Outlet;
  series: string;
  cashier: string;
  customer: string | null;
  lines: readonly TicketLine[];
  basket: Basket;
  payments: readonly Settled[];
  debt: { amount: number; due_on: string | null } | null;
}

type Body = Omit<SaleItem["body"], "receipt_no">;

const asDiscount = ({ percent, amount }: Discount) => (percent ? { percent } : amount ? { amount } : undefined);

/** Return the body of the sale. The last payment pays what the others leave. */
export function bodyOf(ticket: Ticket, basket: Basket, payments: readonly Entered[]): Body {
  const discount = asDiscount(ticket.discount);
  return {
    items: ticket.lines.map(({ product_id, quantity, price, note, discount: own }) => {
      const off = asDiscount(own);
      return { product_id, qty: quantity, price, ...(note && { note }), ...(off && { discount: off }) };
    }),
    ...(discount && { discount }),
    ...(ticket.voucher !== null && { voucher: ticket.voucher }),
    ...(ticket.customer_id !== null && { customer_id: ticket.customer_id }),
    expected_total: basket.total,
    payments: payments.map(({ method, amount, tendered, reference, due_on }, place): CounterPayment => ({
      method,
      ...(amount !== undefined && place < payments.length - 1 && { amount }),
      ...(tendered !== undefined && { tendered }),
      ...(reference && { reference }),
      ...(due_on && { due_on }),
    })),
  };
}

export function recordOf(ticket: Ticket, basket: Basket, payments: readonly Entered[], copy: Copy, seller: Seller, moment: Date): SaleRecord {
  const credit = payments.find(({ method }) => method === "credit");
  const settled = settle(payments, basket.total, copy.outlet?.cash_step ?? 0) ?? [];
  return {
    at: moment.toISOString(),
    outlet: copy.outlet!,
    series: copy.till?.series ?? "",
    cashier: seller.name,
    customer: (ticket.customer_id !== null && copy.customers.get(ticket.customer_id)?.name) || null,
    lines: ticket.lines,
    basket,
    payments: settled,
    debt: credit ? { amount: settled.find(({ method }) => method === "credit")?.amount ?? 0, due_on: credit.due_on ?? null } : null,
  };
}

/** "A-000042" */
export const receiptNumber = (series: string, no: number): string => `${series}-${String(no).padStart(6, "0")}`;
