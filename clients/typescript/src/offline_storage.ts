/** Where a till keeps what it has not sent yet: in memory, or in the IndexedDB of a browser, which its tabs share. */

/** A value with the number of its changes. */
export interface Versioned {
  readonly version: number;
}

/** Store only if the value of this key still has this version; 0 says that there is none. */
export interface Guard {
  readonly key: string;
  readonly version: number;
}

/** A storage that outlives the program. Values are plain objects. */
export interface QueueStorage {
  get<T>(key: string): Promise<T | undefined>;
  /** Store all values, or none and return false if the guard does not hold. They are on the disk afterwards. */
  put(values: ReadonlyMap<string, unknown>, guard: Guard): Promise<boolean>;
  delete(keys: readonly string[]): Promise<void>;
  /** The values whose keys begin with the prefix, in the order of the keys. */
  list<T>(prefix: string): Promise<T[]>;
  /** Call the listener after changes, also by other tabs; return how to end that. */
  watch?(listener: () => void): () => void;
}

/** Keeps all in memory, for tests and for programs that run on. */
export class MemoryStorage implements QueueStorage {
  private readonly values = new Map<string, unknown>();
  private readonly listeners = new Set<() => void>();

  async get<T>(key: string): Promise<T | undefined> {
    return copied(this.values.get(key)) as T | undefined;
  }

  async put(values: ReadonlyMap<string, unknown>, guard: Guard): Promise<boolean> {
    if (versionOf(this.values.get(guard.key)) !== guard.version) return false;
    for (const [key, value] of values) this.values.set(key, copied(value));
    this.tell();
    return true;
  }

  async delete(keys: readonly string[]): Promise<void> {
    for (const key of keys) this.values.delete(key);
    this.tell();
  }

  async list<T>(prefix: string): Promise<T[]> {
    const keys = [...this.values.keys()].filter((key) => key.startsWith(prefix)).sort();
    return keys.map((key) => copied(this.values.get(key)) as T);
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

const STORE = "values";

/** Keeps all in IndexedDB, on the disk before a call returns. All tabs of the browser see the same. */
export class IndexedDbStorage implements QueueStorage {
  private opened: Promise<IDBDatabase> | undefined;
  private readonly listeners = new Set<() => void>();
  private channel: BroadcastChannel | undefined;

  constructor(readonly name: string = "finenice.offline") {}

  async get<T>(key: string): Promise<T | undefined> {
    const store = (await this.database()).transaction(STORE).objectStore(STORE);
    return (await answer(store.get(key))) as T | undefined;
  }

  async put(values: ReadonlyMap<string, unknown>, guard: Guard): Promise<boolean> {
    return this.change(async (store) => {
      if (versionOf(await answer(store.get(guard.key))) !== guard.version) return false;
      for (const [key, value] of values) store.put(value, key);
      return true;
    });
  }

  async delete(keys: readonly string[]): Promise<void> {
    await this.change(async (store) => {
      for (const key of keys) store.delete(key);
      return true;
    });
  }

  async list<T>(prefix: string): Promise<T[]> {
    const store = (await this.database()).transaction(STORE).objectStore(STORE);
    return (await answer(store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`)))) as T[];
  }

  watch(listener: () => void): () => void {
    this.listeners.add(listener);
    this.join();
    return () => {
      this.listeners.delete(listener);
      if (this.listeners.size) return;
      this.channel?.close();
      this.channel = undefined;
    };
  }

  /** Run the work in a transaction, and tell of it once it is on the disk. */
  private async change(work: (store: IDBObjectStore) => Promise<boolean>): Promise<boolean> {
    const transaction = (await this.database()).transaction(STORE, "readwrite", { durability: "strict" });
    const ended = new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
    });
    const [changed] = await Promise.all([work(transaction.objectStore(STORE)), ended]);
    if (changed) this.tell();
    return changed;
  }

  private database(): Promise<IDBDatabase> {
    return (this.opened ??= this.open().catch((error: unknown) => {
      this.opened = undefined;
      throw error;
    }));
  }

  private async open(): Promise<IDBDatabase> {
    const request = indexedDB.open(this.name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    const database = await answer(request);
    // The browser may end a connection; the next call makes another one.
    database.onclose = () => (this.opened = undefined);
    return database;
  }

  private join(): void {
    if (this.channel || typeof BroadcastChannel === "undefined") return;
    this.channel = new BroadcastChannel(this.name);
    this.channel.onmessage = () => this.listeners.forEach((listener) => listener());
  }

  private tell(): void {
    this.channel?.postMessage(null);
    for (const listener of this.listeners) listener();
  }
}

/** React Native has no `structuredClone`. */
function copied<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the storage has failed"));
  });
}

function versionOf(value: unknown): number {
  return (value as Versioned | undefined)?.version ?? 0;
}
