/** Goods that come back while others are bought: the sale is paid with their value, and a refund of it names that sale. */
import type { NewOfflineItem } from "finenice-client/offline";
import { roundToStep } from "../money.ts";
import type { Sale, TillQueue } from "../queue";

/** What comes back with a ticket. It stays with the ticket until that is paid or put aside. */
export interface Exchange {
  /** That of the refund, so that goods are given back once. */
  client_id: string;
  sale_id: number;
  receipt: string;
  items: { line: number; qty: number; restock: boolean }[];
  reason: string;
  /** What is given back for the goods, and how much of it there is in coins. */
  amount: number;
  cash: number;
}

/**
 * Return what is due for what is left to pay of a ticket by a method, less what comes back; below 0 it is to be given to
 * the customer. All cash of a sale is rounded as one sum, and so is that of the refund.
 */
export function dueOf(left: number, inCash: number | null, step: number, exchange: Exchange | null | undefined): { amount: number; adjustment: number } {
  const whole = inCash === null ? left : roundToStep(inCash + left, step) - roundToStep(inCash, step);
  const amount = whole - (exchange ? (inCash === null ? exchange.amount : exchange.cash) : 0);
  return { amount, adjustment: amount - left + (exchange?.amount ?? 0) };
}

/**
 * Record the refund of an exchange that is sold, unless it is recorded. It is given back by the method that pays the
 * rest, so that the drawer has the difference alone. All of it follows from the sale: sent twice, it is the same item.
 */
export async function giveBackFor({ item }: Sale, exchange: Exchange, queue: TillQueue): Promise<void> {
  if ((await queue.items()).some((each) => each.item.client_id === exchange.client_id)) return;
  const { client_id, sale_id, items, reason } = exchange;
  const { staff_id, shift_id, shift_client_id, at } = item;
  const method = item.body.payments.at(-1)!.method as "cash";
  await queue.record({
    type: "refund", client_id, at, staff_id, shift_id, shift_client_id, transaction_id: sale_id, exchange_client_id: item.client_id,
    body: { items, method, reason },
  } as NewOfflineItem);
}
