/** Which failed rows were corrected and sent again, and in which import; kept in this browser. */
import { parse, stored } from "../app/store";

/** Imports by their ids, their lines, and the id of the import that has the correction. */
type Kept = Record<string, Record<string, number>>;

const MOST_IMPORTS = 50;
const read = (): Kept => parse<Kept>(stored.get("corrections")) ?? {};

export function correctionsOf(importId: number): ReadonlyMap<number, number> {
  return new Map(Object.entries(read()[importId] ?? {}).map(([line, correction]) => [Number(line), correction]));
}

export function keepCorrections(importId: number, lines: Iterable<number>, correction: number): void {
  const kept = read();
  kept[importId] = { ...kept[importId], ...Object.fromEntries([...lines].map((line) => [line, correction])) };
  // The keys are numbers, and so in their order: the newest imports stay.
  stored.set("corrections", JSON.stringify(Object.fromEntries(Object.entries(kept).slice(-MOST_IMPORTS))));
}
