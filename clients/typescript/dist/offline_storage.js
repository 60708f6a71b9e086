/** Where a till keeps what it has not sent yet: in memory, or in the IndexedDB of a browser, which its tabs share. */
/** Keeps all in memory, for tests and for programs that run on. */
export class MemoryStorage {
    constructor() {
        this.values = new Map();
        this.listeners = new Set();
    }
    async get(key) {
        return copied(this.values.get(key));
    }
    async put(values, guard) {
        if (versionOf(this.values.get(guard.key)) !== guard.version)
            return false;
        for (const [key, value] of values)
            this.values.set(key, copied(value));
        this.tell();
        return true;
    }
    async delete(keys) {
        for (const key of keys)
            this.values.delete(key);
        this.tell();
    }
    async list(prefix) {
        const keys = [...this.values.keys()].filter((key) => key.startsWith(prefix)).sort();
        return keys.map((key) => copied(this.values.get(key)));
    }
    watch(listener) {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
    }
    tell() {
        for (const listener of this.listeners)
            listener();
    }
}
const STORE = "values";
/** Keeps all in IndexedDB, on the disk before a call returns. All tabs of the browser see the same. */
export class IndexedDbStorage {
    constructor(name = "finenice.offline") {
        this.name = name;
        this.listeners = new Set();
    }
    async get(key) {
        const store = (await this.database()).transaction(STORE).objectStore(STORE);
        return (await answer(store.get(key)));
    }
    async put(values, guard) {
        return this.change(async (store) => {
            if (versionOf(await answer(store.get(guard.key))) !== guard.version)
                return false;
            for (const [key, value] of values)
                store.put(value, key);
            return true;
        });
    }
    async delete(keys) {
        await this.change(async (store) => {
            for (const key of keys)
                store.delete(key);
            return true;
        });
    }
    async list(prefix) {
        const store = (await this.database()).transaction(STORE).objectStore(STORE);
        return (await answer(store.getAll(IDBKeyRange.bound(prefix, `${prefix}\uffff`))));
    }
    watch(listener) {
        this.listeners.add(listener);
        this.join();
        return () => {
            this.listeners.delete(listener);
            if (this.listeners.size)
                return;
            this.channel?.close();
            this.channel = undefined;
        };
    }
    /** Run the work in a transaction, and tell of it once it is on the disk. */
    async change(work) {
        const transaction = (await this.database()).transaction(STORE, "readwrite", { durability: "strict" });
        const ended = new Promise((resolve, reject) => {
            transaction.oncomplete = () => resolve();
            transaction.onabort = () => reject(transaction.error ?? new Error("the transaction was aborted"));
        });
        const [changed] = await Promise.all([work(transaction.objectStore(STORE)), ended]);
        if (changed)
            this.tell();
        return changed;
    }
    database() {
        return (this.opened ?? (this.opened = this.open().catch((error) => {
            this.opened = undefined;
            throw error;
        })));
    }
    async open() {
        const request = indexedDB.open(this.name, 1);
        request.onupgradeneeded = () => request.result.createObjectStore(STORE);
        const database = await answer(request);
        // The browser may end a connection; the next call makes another one.
        database.onclose = () => (this.opened = undefined);
        return database;
    }
    join() {
        if (this.channel || typeof BroadcastChannel === "undefined")
            return;
        this.channel = new BroadcastChannel(this.name);
        this.channel.onmessage = () => this.listeners.forEach((listener) => listener());
    }
    tell() {
        this.channel?.postMessage(null);
        for (const listener of this.listeners)
            listener();
    }
}
/** React Native has no `structuredClone`. */
function copied(value) {
    return value === undefined ? value : JSON.parse(JSON.stringify(value));
}
function answer(request) {
    return new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error("the storage has failed"));
    });
}
function versionOf(value) {
    return value?.version ?? 0;
}
