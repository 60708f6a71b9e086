import type { QueueStorage } from "./offline_storage.js";
/** Tells whether the turn still lasts, and has it last on. */
export type Extend = () => Promise<boolean>;
/**
 * Run the work when no other program with this storage is at it. Browsers have locks over HTTPS alone; elsewhere the
 * tabs agree by a lease in the storage. That of a tab that has ended passes by itself.
 */
export declare function inTurn<T>(storage: QueueStorage, key: string, work: (extend: Extend) => Promise<T>): Promise<T>;
