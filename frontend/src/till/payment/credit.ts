import type { SaleItem } from "finenice-client";
import { useEffect, useState } from "react";
import { useWaiting } from "../context";
import type { TillQueue } from "../queue";

/** What of a sale is bought on credit. */
export function creditOf({ body: { payments, expected_total = 0 } }: SaleItem): number {
  const credit = payments.find(({ method }) => method === "credit");
  const others = payments.reduce((paid, { amount }) => paid + (amount ?? 0), 0);
  return credit ? (credit.amount ?? expected_total - others) : 0;
}

/** What the customer has bought on credit in sales that are not sent yet. */
export function usePendingCredit(queue: TillQueue, customerId: number | null): number {
  const { unsynced } = useWaiting(queue);
  const [pending, setPending] = useState(0);
  useEffect(() => {
    let current = true;
    void queue.items().then((items) => {
      const sum = items.reduce((total, { item }) => {
        if (item.type !== "sale" || item.body.customer_id !== customerId || customerId === null) return total;
        return total + creditOf(item);
      }, 0);
      if (current) setPending(sum);
    });
    return () => { current = false; };
  }, [queue, customerId, unsynced]);
  return pending;
}
