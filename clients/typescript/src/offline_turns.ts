/** Work that one of several tabs does at a time. */
import { newKey } from "./calls.js";
import type { QueueStorage, Versioned } from "./offline_storage.js";

interface Lease extends Versioned {
  readonly owner: string;
  readonly until: number;
}

const LEASE_MS = 20_000;
const PAUSE_MS = 100;

/** Tells whether the turn still lasts, and has it last on. */
export type Extend = () => Promise<boolean>;

/**
 * Run the work when no other program with this storage is at it. Browsers have locks over HTTPS alone; elsewhere the
 * tabs agree by a lease in the storage. That of a tab that has ended passes by itself.
 */
export async function inTurn<T>(storage: QueueStorage, key: string, work: (extend: Extend) => Promise<T>): Promise<T> {
  const locks = (globalThis.navigator as Navigator | undefined)?.locks;
  if (locks) return (await locks.request(`finenice.${key}`, () => work(async () => true))) as T;
  const owner = newKey();
  const claim = async (until: number) => {
    const held = await storage.get<Lease>(key);
    const version = held?.version ?? 0;
    // A lease beyond the longest is of a clock that was set back.
    const left = (held?.until ?? 0) - Date.now();
    if (held?.owner !== owner && left > 0 && left <= LEASE_MS) return false;
    return storage.put(new Map([[key, { version: version + 1, owner, until }]]), { key, version });
  };
  while (!(await claim(Date.now() + LEASE_MS))) await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  try {
    return await work(() => claim(Date.now() + LEASE_MS));
  } finally {
    await claim(0);
  }
}
