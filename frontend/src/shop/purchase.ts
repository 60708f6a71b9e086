/** A purchase that was sent to the shop, kept until its answer is known, so that it never happens twice. */
import { newKey } from "finenice-client";
import { useSyncExternalStore } from "react";
import { isProblem } from "../app/problem";
import { parse, stored } from "../app/store";
import type { BasketLine } from "./basket";

export interface Purchase {
  /** The idempotency key: the same for each attempt. */
  key: string;
  userId: number;
  lines: readonly Pick<BasketLine, "product_id" | "qty" | "name">[];
  total: number;
  /** Whether the lines are those of the basket, and leave it when they are bought. */
  fromBasket: boolean;
}

const listeners = new Set<() => void>();
let current = parse<Purchase>(stored.get("purchase")) ?? null;

function keep(next: Purchase | null): void {
  current = next;
  stored.set("purchase", next && JSON.stringify(next));
  for (const listener of listeners) listener();
}

window.addEventListener("storage", (event) => {
  if (event.key !== "finenice.purchase") return;
  current = parse<Purchase>(event.newValue) ?? null;
  for (const listener of listeners) listener();
});

/** Remember the purchase before it is sent. */
export function begin(purchase: Omit<Purchase, "key">): Purchase {
  const begun = { ...purchase, key: newKey() };
  keep(begun);
  return begun;
}

export const settle = () => keep(null);

/** The purchase of this user whose answer has not arrived. */
export function usePending(userId: number): Purchase | null {
  const purchase = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => current);
  return purchase?.userId === userId ? purchase : null;
}

/** Whether the shop has refused, so that nothing was bought. Otherwise it may have been. */
export const isRefusal = (error: unknown): boolean =>
  isProblem(error) && error.code !== undefined && error.status < 500 && error.code !== "idempotency_in_progress";
