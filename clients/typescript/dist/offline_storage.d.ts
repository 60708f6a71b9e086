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
export declare class MemoryStorage implements QueueStorage {
    private readonly values;
    private readonly listeners;
    get<T>(key: string): Promise<T | undefined>;
    put(values: ReadonlyMap<string, unknown>, guard: Guard): Promise<boolean>;
    delete(keys: readonly string[]): Promise<void>;
    list<T>(prefix: string): Promise<T[]>;
    watch(listener: () => void): () => void;
    private tell;
}
/** Keeps all in IndexedDB, on the disk before a call returns. All tabs of the browser see the same. */
export declare class IndexedDbStorage implements QueueStorage {
    readonly name: string;
    private opened;
    private readonly listeners;
    private channel;
    constructor(name?: string);
    get<T>(key: string): Promise<T | undefined>;
    put(values: ReadonlyMap<string, unknown>, guard: Guard): Promise<boolean>;
    delete(keys: readonly string[]): Promise<void>;
    list<T>(prefix: string): Promise<T[]>;
    watch(listener: () => void): () => void;
    /** Run the work in a transaction, and tell of it once it is on the disk. */
    private change;
    private database;
    private open;
    private join;
    private tell;
}
