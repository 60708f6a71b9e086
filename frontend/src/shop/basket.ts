/** The basket of this browser; it survives a reload and is shared by all tabs. */
import { useSyncExternalStore } from "react";
import { type Measure, unitsOf } from "../app/measure";
import { parse, stored } from "../app/store";

export interface BasketLine {
  product_id: number;
  qty: number;
  /** What the buyer saw when the product was added; the quote has today's. */
  name: string;
  price: number;
  /** Not in what earlier versions have stored, which were pieces. */
  measure?: Measure;
  image_url: string | null;
}

const MOST_LINES = 100;
const MOST_PIECES = 9_999;
/** A ton, a kilometre. */
const MOST_MEASURED = 1_000_000;
export const mostOf = (measure: Measure = "piece"): number => (measure === "piece" ? MOST_PIECES : MOST_MEASURED);
const listeners = new Set<() => void>();
let lines = read();

function read(): readonly BasketLine[] {
  const found = parse<BasketLine[]>(stored.get("basket"));
  return Array.isArray(found) ? found.filter(({ product_id, qty }) => Number.isInteger(product_id) && qty > 0) : [];
}

function change(next: readonly BasketLine[]): void {
  lines = next;
  stored.set("basket", JSON.stringify(next));
  for (const listener of listeners) listener();
}

window.addEventListener("storage", (event) => {
  if (event.key !== "finenice.basket") return;
  lines = read();
  for (const listener of listeners) listener();
});

const bounded = (qty: number, measure?: Measure) => Math.max(1, Math.min(mostOf(measure), Math.trunc(qty)));

export const basket = {
  get: () => lines,
  /** Add units of a product to those that are in the basket. False if the basket is full. */
  add(line: BasketLine): boolean {
    const there = lines.find(({ product_id }) => product_id === line.product_id);
    if (!there && lines.length >= MOST_LINES) return false;
    const rest = lines.filter((other) => other !== there);
    change(there ? lines.map((other) => (other === there ? { ...line, qty: bounded(there.qty + line.qty, line.measure) } : other)) : [...rest, { ...line, qty: bounded(line.qty, line.measure) }]);
    return true;
  },
  setQty: (productId: number, qty: number) => change(lines.map((line) => (line.product_id === productId ? { ...line, qty: bounded(qty, line.measure) } : line))),
  /** Take over today's name and price, after the buyer has been told. */
  update: (productId: number, now: Partial<BasketLine>) => change(lines.map((line) => (line.product_id === productId ? { ...line, ...now } : line))),
  remove: (productId: number) => change(lines.filter((line) => line.product_id !== productId)),
  restore: (before: readonly BasketLine[]) => change(before),
  clear: () => change([]),
};

export function useBasket(): readonly BasketLine[] {
  return useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, basket.get);
}

/** The number of units. */
/** The count as it fits into a badge. */
export const badgeOf = (count: number) => (count > 99 ? "99+" : count);

export function useBasketCount(): number {
  return unitsOf(useBasket());
}
