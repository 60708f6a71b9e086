/** What was counted and is not booked yet; it survives a reload. */
import { parse, stored } from "../app/store";
import type { Product } from "../goods/data";

export interface Counted {
  id: number;
  name: string;
  sku: string | null;
  measure: Product["measure"];
  /** Undefined while what was typed can't be read. */
  counted: number | null | undefined;
  /** The stock when it was counted: a sale in between makes the count void. */
  expected: number;
  /** The stock has changed since, so it has to be counted again. */
  again?: boolean;
}

export type CountList = readonly Counted[];

export const readCounts = (userId: number): CountList => parse<CountList>(stored.get(`count.${userId}`)) ?? [];
export const storeCounts = (userId: number, list: CountList): void => stored.set(`count.${userId}`, list.length ? JSON.stringify(list) : null);

/** Count `times` more of the product, which comes first. What has to be counted again begins anew. */
export function countMore(list: CountList, { id, name, sku, measure, stock }: Product, times: number | null): CountList {
  const before = list.find((line) => line.id === id);
  const rest = list.filter((line) => line.id !== id);
  const more = measure === "piece" ? (times ?? 1) : times === null ? null : Math.round(times * 1_000);
  if (!before || before.again) return [{ id, name, sku, measure, counted: more, expected: stock }, ...rest];
  return [{ ...before, counted: more === null ? before.counted : (before.counted ?? 0) + more }, ...rest];
}

export const change = (list: CountList, id: number, counted: number | null | undefined): CountList => list.map((line) => (line.id === id ? { ...line, counted } : line));

export type Ready = Counted & { counted: number };
export const isReady = (line: Counted): line is Ready => typeof line.counted === "number" && !line.again;
