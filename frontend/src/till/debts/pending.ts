/** What customers owe, with what this till has not sent yet. */
import type { QueuedItem } from "finenice-client/offline";
import { useEffect, useState } from "react";
import { useWaiting } from "../context";
import { creditOf } from "../payment/credit";
import type { TillQueue } from "../queue";

export interface Pending {
  /** By how much the debt of each customer is another one than the shop has told. */
  debts: ReadonlyMap<number, number>;
  /** The sales on credit that are not sent, by customer: they must be known before they are paid. */
  sales: ReadonlyMap<number, string[]>;
}

const NONE: Pending = { debts: new Map(), sales: new Map() };

/** Read the queue again with each item that is added or sent. */
export function usePendingDebts(queue: TillQueue): Pending {
  const { unsynced } = useWaiting(queue);
  const [pending, setPending] = useState(NONE);
  useEffect(() => {
    let current = true;
    void queue.items().then((items) => { if (current) setPending(pendingOf(items)); });
    return () => { current = false; };
  }, [queue, unsynced]);
  return pending;
}

function pendingOf(items: readonly QueuedItem[]): Pending {
  const debts = new Map<number, number>();
  const sales = new Map<number, string[]>();
  const change = (customer: number, amount: number) => debts.set(customer, (debts.get(customer) ?? 0) + amount);
  for (const { item } of items) {
    if (item.type === "debt_payment") change(item.customer_id, -(item.body.amount ?? 0));
    else if (item.type === "sale" && item.body.customer_id) {
      const credit = creditOf(item);
      change(item.body.customer_id, credit);
      if (credit) sales.set(item.body.customer_id, [...(sales.get(item.body.customer_id) ?? []), item.client_id]);
    }
  }
  return { debts, sales };
}
