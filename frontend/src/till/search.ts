/** Goods by what was typed. */
import type { Copy, Product } from "./copy";

const MARKS = /\p{Diacritic}/gu;

/** Return the text as search compares it: lower case, without accents. */
export const fold = (text: string): string => text.normalize("NFD").replace(MARKS, "").toLowerCase();

/** Return the goods whose names have all the words, those that begin with them first; variants after their main product. */
export function search(copy: Copy, typed: string, most: number): Product[] {
  const words = fold(typed).split(/\s+/).filter(Boolean);
  const [first = ""] = words;
  const starting: number[] = [];
  const having: number[] = [];
  for (const [id, folded] of copy.folded) {
    if (!words.every((word) => folded.includes(word))) continue;
    (folded.startsWith(first) || folded.includes(` ${first}`) ? starting : having).push(id);
    if (starting.length >= most) break;
  }
  return [...starting, ...having].slice(0, most).flatMap((id) => copy.products.get(id) ?? []);
}
