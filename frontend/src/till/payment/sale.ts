/** From a ticket that is paid to the sale that is sent, and to what its receipt needs. */
import type { CounterPayment, SaleItem } from "finenice-client";
import type { Ticket } from "../counter/ticket";
import type { Copy } from "../copy";
import type { Seller } from "../device";
import type { Discount } from "../discounts.ts";
import { type Basket, settle, type Settled, type Tender } from "../pricing.ts";
import type { Sale } from "../queue";
import { ofSale, type Receipt, receiptNumber } from "../receipt/content.ts";

/** A payment as it was entered. */
export interface Entered extends Tender {
  reference?: string | undefined;
  due_on?: string | undefined;
}

/** The receipt of a sale, stored with it. Its number comes from the queue. */
export interface SaleRecord {
  series: string;
  receipt: Receipt;
  change: number;
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
  const settled: Settled[] = settle(payments, basket.total, copy.outlet!.cash_step) ?? [];
  const receipt = ofSale({
    basket, outlet: copy.outlet!, number: "", at: moment.toISOString(), cashier: seller.name, payments: settled,
    customer: ticket.customer_id === null ? null : copy.customers.get(ticket.customer_id)?.name,
    dueOn: payments.find(({ method }) => method === "credit")?.due_on,
  });
  return { series: copy.till!.series, receipt, change: settled.reduce((sum, { change }) => sum + change, 0) };
}

/** "A-000042" */
export const numberOf = ({ item, receipt }: Sale): string => receiptNumber((receipt as SaleRecord).series, item.body.receipt_no);

/** The receipt of a sale with its number; `copy` says that it was printed before. */
export const receiptOf = (sale: Sale, copy: boolean): Receipt => ({ ...(sale.receipt as SaleRecord).receipt, number: numberOf(sale), copy });
