/**
 * A queue for tills that sell without a network: what happens is stored first, and sent by `POST /api/sync` later.
 *
 *     const queue = await OfflineQueue.open(shop, till.id, new IndexedDbStorage(), { lastNumber: till.last_number });
 *     const sale = await queue.add({ type: "sale", body: { items, payments: [{ method: "cash" }] } });
 *     print(sale.body.receipt_no);
 *     await queue.flush();
 */
import type { SyncCalls } from "./api.js";
import type { QueueStorage } from "./offline_storage.js";
import type { SaleItem, SyncPost, SyncResult } from "./schema.js";
/** An item as it is sent. */
export type OfflineItem = SyncPost["items"][number];
type Given<T> = Omit<T, "client_id" | "at"> & {
    client_id?: string | undefined;
    at?: string | undefined;
};
type Each<T> = T extends SaleItem ? Omit<Given<T>, "body"> & {
    body: Omit<T["body"], "receipt_no"> & {
        receipt_no?: number | undefined;
    };
} : Given<T>;
/** An item without what the queue adds: `client_id`, `at`, `receipt_no`, its shift, and how many items a shift has. */
export type NewOfflineItem = OfflineItem extends infer T ? (T extends OfflineItem ? Each<T> : never) : never;
type Sent<N extends NewOfflineItem> = Extract<OfflineItem, {
    type: N["type"];
}>;
/** An item that is stored: why the shop has refused it, if it has. */
export interface QueuedItem {
    readonly key: string;
    readonly item: OfflineItem;
    readonly problem: SyncResult["problem"];
}
export interface QueueState {
    /** How many items the shop has not booked yet, the refused ones among them. */
    readonly unsynced: number;
    /** What the shop has refused. It stays, and is sent again with the next flush. */
    readonly refused: readonly QueuedItem[];
    readonly flushing: boolean;
}
export interface FlushReport {
    /** The last answer to each item. Tell the staff of `review` and `refused`. */
    readonly results: readonly SyncResult[];
    readonly unsynced: number;
    /** The fault of the network or the shop that has ended it; it is tried again by itself. */
    readonly fault: unknown;
}
export interface QueueOptions {
    /** `last_number` of the till, from `GET /api/changes`. The queue goes on after the larger of this and its own. */
    lastNumber?: number | undefined;
    /** The pauses after faults, doubled each time, in milliseconds: 1,000 to 60,000 by default. */
    pauses?: readonly [shortest: number, longest: number] | undefined;
    /** The milliseconds after which a post counts as lost, 60,000 by default. */
    timeout?: number | undefined;
    /** Called when flushing has failed by itself, for example because the session has ended. */
    onProblem?: ((problem: unknown) => void) | undefined;
}
/** The queue of one till. Tabs with the same storage share it. */
export declare class OfflineQueue {
    private readonly shop;
    readonly tillId: number;
    private readonly storage;
    private readonly options;
    private current;
    private readonly listeners;
    private readonly prefix;
    private running;
    private again;
    private timer;
    private faults;
    private readings;
    private most;
    private closed;
    private unwatch;
    private readonly online;
    private constructor();
    /** Return the queue of a till with what the storage has of it. */
    static open(shop: {
        readonly sync: Pick<SyncCalls, "send">;
    }, tillId: number, storage: QueueStorage, options?: QueueOptions): Promise<OfflineQueue>;
    /** Go on after this receipt number of the till, unless the queue is further. */
    countFrom(lastNumber: number): Promise<void>;
    /** What is not booked yet, as it was last read. A new object after each change. */
    get state(): QueueState;
    /** How many items the shop has not booked yet. */
    get unsynced(): number;
    /** Call the listener at each change; return how to end that. */
    subscribe(listener: (state: QueueState) => void): () => void;
    /**
     * Store what has happened, and return it as it will be sent. Print the receipt afterwards: it is on the disk then.
     *
     * An item belongs to the shift that this queue has opened, unless it names another one.
     */
    add<N extends NewOfflineItem>(given: N): Promise<Sent<N>>;
    /** All that is not booked yet, in the order in which it happened. */
    items(): Promise<QueuedItem[]>;
    /**
     * Send what is stored, and keep what the shop does not book or take into review.
     *
     * After a fault of the network it ends, and is repeated after a pause, which grows. Throws the problem if the shop
     * refuses all, for example because the session has ended; everything is kept then, too.
     */
    flush(): Promise<FlushReport>;
    /** Drop a refused item for good, for example after it was booked by hand, and return it. */
    discard(clientId: string): Promise<OfflineItem>;
    /** End what the queue does by itself. What is stored stays. */
    close(): void;
    private run;
    /** Send in rounds: what was refused may be booked once what it refers to has come. */
    private sendAll;
    /** Post these items; return undefined if they are too large for one call. */
    private send;
    /** Forget what is booked or in review, keep the rest with its problem, and return how much was forgotten. */
    private note;
    /** Change the head together with items, or try again if another tab was faster. Return the first item. */
    private change;
    private refresh;
    private pause;
    private flushLater;
    private report;
}
/** Return a new UUID. Browsers have `crypto.randomUUID` over HTTPS alone. */
export declare function newClientId(): string;
export {};
