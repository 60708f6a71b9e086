import { useState } from "react";

/** How often a page asks whether money has arrived, in milliseconds, by how long it has waited. */
const STEPS = [[120_000, 3_000], [600_000, 8_000]] as const;
const SLOWEST_MS = 20_000;

/** Return how long to wait before asking again: ever longer, the longer this page is open. */
export function usePatience(): () => number {
  const [start] = useState(Date.now);
  return () => STEPS.find(([until]) => Date.now() - start < until)?.[1] ?? SLOWEST_MS;
}
