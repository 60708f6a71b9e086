/** What the customer's display shows, and how the tab that sells tells it. */
import type { Measure } from "../pricing.ts";

/** Asked by displays, at first and again and again; a till that has just opened asks who listens. */
export const HELLO = "hello";
export const WHO = "who";
const NAME = "finenice.till.display";

/** The payment that is being made. */
export interface Paying {
  due: number;
  /** Cash as it was typed. */
  given: number | null;
  change: number | null;
  /** The shop's printed QRIS, and the amount that goes into it. */
  qris: { fixed: string; amount: number } | null;
}

/** What was paid. Without cash there is no change. */
export interface Sold {
  total: number;
  change: number | null;
}

export interface ScreenLine {
  key: number;
  name: string;
  price: number;
  quantity: number;
  measure: Measure;
  amount: number;
}

/** Nothing of staff and of customers is in it: whoever stands at the counter reads it. */
export interface Screen {
  outlet: string;
  lines: readonly ScreenLine[];
  /** Of the whole ticket; the amounts of the lines are without their own. */
  discount: number;
  service: number;
  tax: number;
  inclusive: boolean;
  /** Undefined if it is too large to be exact. */
  total: number | undefined;
  paying: Paying | null;
  sold: Sold | null;
}

export const openChannel = (): BroadcastChannel => new BroadcastChannel(NAME);

/** So long the thanks stay after the next ticket was begun, unless it has goods. */
const THANKS_MS = 15_000;
const listeners = new Set<() => void>();
let paying: Paying | null = null;
let sold: Sold | null = null;
let soldUntil = 0;

function changed(): void {
  for (const listener of listeners) listener();
}

export function showPaying(next: Paying | null): void {
  paying = next;
  changed();
}

/** Thank for a sale, for as long as its receipt is on the screen and a little longer. */
export function showSold(next: Sold): () => void {
  sold = next;
  soldUntil = Infinity;
  changed();
  return () => {
    soldUntil = Date.now() + THANKS_MS;
    changed();
  };
}

export const getShown = () => ({ paying, sold: Date.now() < soldUntil ? sold : null });

export function onShown(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
