/** Work that one tab does at a time. */
import { newKey } from "finenice-client";
import { parse, stored } from "./store";

interface Lease {
  owner: string;
  until: number;
}

const LEASE = "renewing";
/** Long enough for what the other tabs have written to arrive, and to be seen if two tabs claim at once. */
const SETTLE_MS = 60;
/** A hidden tab may sleep before it sees that its claim won; then the others go on. */
const CLAIM_MS = 1_000;
const WORK_MS = 30_000;

const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const lease = () => parse<Lease>(stored.get(LEASE));
const claim = (owner: string, milliseconds: number) => stored.set(LEASE, JSON.stringify({ owner, until: Date.now() + milliseconds } satisfies Lease));

/** Run the work when no other tab of this browser is at it. */
export async function inTurn(work: () => Promise<void>): Promise<void> {
  // Browsers have locks over HTTPS alone; over plain HTTP the tabs agree through their common storage.
  if (navigator.locks) return navigator.locks.request(`finenice.${LEASE}`, work);
  const owner = newKey();
  for (;;) {
    const { until = 0 } = lease() ?? {};
    if (until < Date.now()) {
      claim(owner, CLAIM_MS);
      await pause(SETTLE_MS);
      if (lease()?.owner === owner) break;
    } else await pause(SETTLE_MS);
  }
  claim(owner, WORK_MS);
  try {
    await work();
  } finally {
    if (lease()?.owner === owner) stored.set(LEASE, null);
  }
}
