/**
 * A queue for tills that sell without a network: what happens is stored first, and sent by `POST /api/sync` later.
 *
 *     const queue = await OfflineQueue.open(shop, till.id, new IndexedDbStorage(), { lastNumber: till.last_number });
 *     const sale = await queue.add({ type: "sale", body: { items, payments: [{ method: "cash" }] } });
 *     print(sale.body.receipt_no);
 *     await queue.flush();
 */
import type { SyncCalls } from "./api.js";
import { newKey, Problem } from "./calls.js";
import type { QueueStorage, Versioned } from "./offline_storage.js";
import { type Extend, inTurn } from "./offline_turns.js";
import type { SaleItem, SyncPost, SyncResult } from "./schema.js";

/** An item as it is sent. */
export type OfflineItem = SyncPost["items"][number];
type Given<T> = Omit<T, "client_id" | "at"> & { client_id?: string | undefined; at?: string | undefined };
type Each<T> = T extends SaleItem
  ? Omit<Given<T>, "body"> & { body: Omit<T["body"], "receipt_no"> & { receipt_no?: number | undefined } }
  : Given<T>;
/** An item without what the queue adds: `client_id`, `at`, `receipt_no`, its shift, and how many items a shift has. */
export type NewOfflineItem = OfflineItem extends infer T ? (T extends OfflineItem ? Each<T> : never) : never;
type Sent<N extends NewOfflineItem> = Extract<OfflineItem, { type: N["type"] }>;

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

/** What the till counts: its items, its receipts, and the shift that it has opened. */
interface Head extends Versioned {
  readonly last: number;
  readonly lastNumber: number | null;
  readonly shift: { readonly client_id: string; readonly items: number } | null;
  readonly closed: string | null;
}

const NEW: Head = { version: 0, last: 0, lastNumber: null, shift: null, closed: null };
/** The shop takes so many items in a post. */
const MOST = 500;
const SETTLED: readonly SyncResult["result"][] = ["created", "known", "review"];

/** The queue of one till. Tabs with the same storage share it. */
export class OfflineQueue {
  private current: QueueState = { unsynced: 0, refused: [], flushing: false };
  private readonly listeners = new Set<(state: QueueState) => void>();
  private readonly prefix: string;
  private running: Promise<FlushReport> | undefined;
  private again = false;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private faults = 0;
  private readings = 0;
  private most = MOST;
  private closed = false;
  private unwatch: (() => void) | undefined;
  private readonly online = () => this.flushLater(0);

  private constructor(
    private readonly shop: { readonly sync: Pick<SyncCalls, "send"> },
    readonly tillId: number,
    private readonly storage: QueueStorage,
    private readonly options: QueueOptions,
  ) {
    this.prefix = `till/${tillId}/`;
  }

  /** Return the queue of a till with what the storage has of it. */
  static async open(
    shop: { readonly sync: Pick<SyncCalls, "send"> },
    tillId: number,
    storage: QueueStorage,
    options: QueueOptions = {},
  ): Promise<OfflineQueue> {
    const queue = new OfflineQueue(shop, tillId, storage, options);
    if (options.lastNumber !== undefined) await queue.countFrom(options.lastNumber);
    queue.unwatch = storage.watch?.(() => void queue.refresh().catch((error: unknown) => queue.report(error)));
    globalThis.addEventListener?.("online", queue.online);
    await queue.refresh();
    return queue;
  }

  /** Go on after this receipt number of the till, unless the queue is further. */
  async countFrom(lastNumber: number): Promise<void> {
    await this.change((head) => [{ ...head, lastNumber: Math.max(lastNumber, head.lastNumber ?? 0) }]);
  }

  /** What is not booked yet, as it was last read. A new object after each change. */
  get state(): QueueState {
    return this.current;
  }

  /** How many items the shop has not booked yet. */
  get unsynced(): number {
    return this.current.unsynced;
  }

  /** Call the listener at each change; return how to end that. */
  subscribe(listener: (state: QueueState) => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  /**
   * Store what has happened, and return it as it will be sent. Print the receipt afterwards: it is on the disk then.
   *
   * An item belongs to the shift that this queue has opened, unless it names another one.
   */
  async add<N extends NewOfflineItem>(given: N): Promise<Sent<N>> {
    const named = { client_id: newClientId(), ...stripped(given) };
    const item = await this.change((head) => {
      // The times of receipts are in the order of their numbers.
      const [next, made] = completed(head, { at: new Date().toISOString(), ...named } as OfflineItem);
      const key = `${this.prefix}item/${String(next.last).padStart(12, "0")}`;
      return [next, { key, item: made, problem: null }];
    });
    await this.refresh();
    return item!.item as Sent<N>;
  }

  /** All that is not booked yet, in the order in which it happened. */
  async items(): Promise<QueuedItem[]> {
    return this.storage.list<QueuedItem>(`${this.prefix}item/`);
  }

  /**
   * Send what is stored, and keep what the shop does not book or take into review.
   *
   * After a fault of the network it ends, and is repeated after a pause, which grows. Throws the problem if the shop
   * refuses all, for example because the session has ended; everything is kept then, too.
   */
  flush(): Promise<FlushReport> {
    this.again = true;
    clearTimeout(this.timer);
    return (this.running ??= this.run());
  }

  /** Drop a refused item for good, for example after it was booked by hand, and return it. */
  async discard(clientId: string): Promise<OfflineItem> {
    const found = (await this.items()).find(({ item }) => item.client_id === clientId);
    if (!found?.problem) throw new Error(`no refused item has the id ${clientId}`);
    await this.storage.delete([found.key]);
    await this.refresh();
    return found.item;
  }

  /** End what the queue does by itself. What is stored stays. */
  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    this.unwatch?.();
    globalThis.removeEventListener?.("online", this.online);
    this.listeners.clear();
  }

  private async run(): Promise<FlushReport> {
    const results = new Map<string, SyncResult>();
    let fault: unknown;
    let unsynced: number;
    try {
      await this.refresh();
      do {
        await inTurn(this.storage, `${this.prefix}flush`, (extend) => this.sendAll(results, extend));
        this.faults = 0;
        unsynced = (await this.items()).length;
        // What a caller has added meanwhile is sent before they get the report.
      } while (this.again);
    } catch (error) {
      if (!isFault(error)) throw error;
      fault = error;
      this.flushLater(this.pause());
      unsynced = (await this.items()).length;
    } finally {
      this.running = undefined;
      void this.refresh().catch((error: unknown) => this.report(error));
    }
    return { results: [...results.values()], unsynced, fault };
  }

  /** Send in rounds: what was refused may be booked once what it refers to has come. */
  private async sendAll(results: Map<string, SyncResult>, extend: Extend): Promise<void> {
    for (let settled = 0; this.again || settled; ) {
      [this.again, settled] = [false, 0];
      const found = await this.items();
      const waiting = [...found.filter(({ problem }) => !problem), ...found.filter(({ problem }) => problem)];
      while (waiting.length) {
        if (!(await extend())) return;
        const post = waiting.splice(0, this.most);
        const answers = await this.send(post);
        if (!answers) {
          waiting.unshift(...post);
          continue;
        }
        settled += await this.note(post, answers, results);
      }
    }
  }

  /** Post these items; return undefined if they are too large for one call. */
  private async send(post: readonly QueuedItem[]): Promise<readonly SyncResult[] | undefined> {
    const giveUp = new AbortController();
    const timer = setTimeout(() => giveUp.abort(), this.options.timeout ?? 60_000);
    const body = { till_id: this.tillId, items: post.map(({ item }) => item) };
    try {
      const { results } = await this.shop.sync.send(body, { signal: giveUp.signal });
      // A portal that wants a sign-in to the network answers anything.
      if (results?.length !== post.length) throw new Error("this is no answer of the shop");
      return results;
    } catch (error) {
      if (!(error instanceof Problem) || error.status !== 413 || post.length === 1) throw error;
      this.most = Math.ceil(post.length / 2);
      return undefined;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Forget what is booked or in review, keep the rest with its problem, and return how much was forgotten. */
  private async note(
    post: readonly QueuedItem[],
    answers: readonly SyncResult[],
    results: Map<string, SyncResult>,
  ): Promise<number> {
    const refused = new Map<string, QueuedItem>();
    const settled: string[] = [];
    post.forEach((queued, place) => {
      const answer = answers[place];
      if (answer === undefined) return;
      results.set(queued.item.client_id, answer);
      if (SETTLED.includes(answer.result)) settled.push(queued.key);
      else refused.set(queued.key, { ...queued, problem: answer.problem });
    });
    if (settled.length) await this.storage.delete(settled);
    // A tab whose turn has passed must not bring back what another one has settled.
    if (refused.size) await this.change((head, kept) => [head, ...[...refused.values()].filter(({ key }) => kept.has(key))]);
    return settled.length;
  }

  /** Change the head together with items, or try again if another tab was faster. Return the first item. */
  private async change(
    work: (head: Head, kept: ReadonlySet<string>) => [Head, ...QueuedItem[]],
  ): Promise<QueuedItem | undefined> {
    const key = `${this.prefix}head`;
    for (;;) {
      const found = (await this.storage.get<Head>(key)) ?? NEW;
      const kept = new Set((await this.items()).map((item) => item.key));
      const [head, ...items] = work(found, kept);
      const values = new Map<string, unknown>(items.map((item) => [item.key, item]));
      values.set(key, { ...head, version: found.version + 1 });
      if (await this.storage.put(values, { key, version: found.version })) return items[0];
    }
  }

  private async refresh(): Promise<void> {
    const reading = ++this.readings;
    const found = await this.items();
    // A later reading knows more.
    if (reading !== this.readings || this.closed) return;
    const refused = found.filter(({ problem }) => problem);
    this.current = { unsynced: found.length, refused, flushing: this.running !== undefined };
    for (const listener of this.listeners) listener(this.current);
  }

  private pause(): number {
    const [shortest, longest] = this.options.pauses ?? [1_000, 60_000];
    this.faults += 1;
    // The tills of a market hall come back together, but should not call together.
    return Math.min(longest, shortest * 2 ** (this.faults - 1)) * (0.5 + Math.random() / 2);
  }

  private flushLater(milliseconds: number): void {
    clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = setTimeout(() => void this.flush().catch((error: unknown) => this.report(error)), milliseconds);
  }

  private report(problem: unknown): void {
    this.options.onProblem?.(problem);
  }
}

/** Return a new UUID. Browsers have `crypto.randomUUID` over HTTPS alone. */
export function newClientId(): string {
  if (globalThis.crypto?.randomUUID) return globalThis.crypto.randomUUID();
  const hex = newKey();
  const variant = ((parseInt(hex.charAt(16), 16) & 3) | 8).toString(16);
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, variant + hex.slice(17, 20), hex.slice(20)].join("-");
}

/** Return the item with what the till counts, and the head after it. */
function completed(head: Head, item: OfflineItem): [Head, OfflineItem] {
  let next = { ...head, last: head.last + 1 };
  let made = item;
  if (made.type === "sale") {
    const given = made.body.receipt_no as number | undefined;
    if (given === undefined && head.lastNumber === null) throw new Error("the last receipt number of the till is not known");
    const receipt_no = given ?? (head.lastNumber ?? 0) + 1;
    next = { ...next, lastNumber: Math.max(receipt_no, head.lastNumber ?? 0) };
    made = { ...made, body: { ...made.body, receipt_no } };
  }
  if (made.type === "shift_open") {
    // A shift is not opened before the last one is closed.
    if (head.closed && !made.after) made = { ...made, after: [head.closed] };
    return [{ ...next, shift: { client_id: made.client_id, items: 0 } }, made];
  }
  const named = made.shift_client_id ?? made.shift_id;
  const shift = named === undefined || named === null || named === head.shift?.client_id ? head.shift : null;
  if (shift) made = { ...made, shift_client_id: shift.client_id };
  if (made.type !== "shift_close") return [shift ? { ...next, shift: { ...shift, items: shift.items + 1 } } : next, made];
  if (shift && made.items === undefined) made = { ...made, items: shift.items };
  return [{ ...next, shift: shift ? null : head.shift, closed: made.client_id }, made];
}

/** Tell whether the same call may succeed later without anybody doing something. */
function isFault(error: unknown): boolean {
  if (!(error instanceof Problem)) return true;
  return error.status >= 500 || error.status === 429 || error.status === 408 || error.code === undefined
    || error.code === "idempotency_in_progress";
}

/** Return the item without members that are undefined: they would hide what the queue adds. */
function stripped<T extends object>(given: T): Partial<T> {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
