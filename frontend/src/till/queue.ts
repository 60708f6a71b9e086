/**
 * What the till has done and not sent yet, and what it remembers of it: the open shift and the last sales.
 *
 * Everything is stored with the queue's own change, in one transaction: after a power cut a sale is there with its
 * receipt, or not at all.
 */
import type { Shift, SyncResult } from "finenice-client";
import { type FlushReport, newClientId, type NewOfflineItem, type OfflineItem, OfflineQueue, type QueuedItem, type QueueState } from "finenice-client/offline";
import { type Guard, IndexedDbStorage } from "finenice-client/offline_storage";
import { hasCode, isProblem } from "../app/problem";
import type { Copy } from "./copy";
import { type Device, getDevice, isSignedIn, onDevice, tillApi } from "./device";

type Sent<T extends OfflineItem["type"]> = Extract<OfflineItem, { type: T }>;

/** The shift that this till sells in: by the item that has opened it here, or by the id of one that was opened elsewhere. */
export interface OpenShift {
  client_id: string | null;
  id: number | null;
  at: string;
  opening: number | null;
  name: string;
}

/** A sale of this till with what its receipt needs. */
export interface Sale<R = unknown> {
  item: Sent<"sale">;
  receipt: R;
}

export interface Waiting extends QueueState {
  shift: OpenShift | null;
  /** Items of which a manager decides, as far as this till was told. */
  review: readonly SyncResult[];
  /** The shift that was closed last on this page, for its report: without an id while the shop has not booked it. */
  closed: { client_id: string; id: number | null } | null;
  /** Whether the shop was asked which shift is open, or can't be. */
  compared: boolean;
  /** The problem that keeps everything from being sent. */
  fault: unknown;
}

const MOST_SALES = 300;
const FLUSH_MS = 60_000;
const ENDED = ["expired_token", "invalid_token", "revoked_token", "reused_token"] as const;

/** The storage of the queue, which stores a sale together with its receipt, and the shift together with its opening. */
class TillStorage extends IndexedDbStorage {
  /** What belongs to items that are about to be stored, by their client ids. */
  readonly beside = new Map<string, unknown>();

  override async put(values: ReadonlyMap<string, unknown>, guard: Guard): Promise<boolean> {
    const all = new Map(values);
    for (const value of values.values()) {
      const item = (value as Partial<QueuedItem>).item;
      if (!item || (value as QueuedItem).problem) continue;
      const beside = this.beside.get(item.client_id);
      if (beside === undefined) continue;
      if (item.type === "sale") {
        all.set(saleKey(guard.key, item.body.receipt_no), { item, receipt: beside } satisfies Sale);
      } else all.set(shiftKey(guard.key), beside);
    }
    return super.put(all, guard);
  }
}

/** Keys stand beside the queue's own, `till/7/head`. */
const root = (headKey: string) => headKey.replace(/^till\/(\d+)\/.*$/, "own/$1/");
const saleKey = (headKey: string, receiptNo: number) => `${root(headKey)}sale/${String(receiptNo).padStart(12, "0")}`;
const shiftKey = (headKey: string) => `${root(headKey)}shift`;

export class TillQueue {
  private state: Waiting;
  private readonly listeners = new Set<() => void>();
  private readonly leave: (() => void)[] = [];
  private readonly head: string;

  private constructor(private readonly queue: OfflineQueue, private readonly storage: TillStorage, private readonly copy: Copy, shift: OpenShift | null) {
    this.head = `till/${queue.tillId}/head`;
    this.state = { ...queue.state, shift, review: [], closed: null, compared: false, fault: undefined };
  }

  static async open(device: Device, copy: Copy): Promise<TillQueue> {
    const storage = new TillStorage("finenice.queue");
    const sync = { send: (body: object, options?: { signal?: AbortSignal }) => tillApi().request("POST", "/api/sync", { body, options }) };
    let till: TillQueue | undefined;
    const queue = await OfflineQueue.open({ sync } as never, device.till_id, storage, {
      ...(copy.till && { lastNumber: copy.till.last_number }),
      timeout: FLUSH_MS,
      pauses: [1_000, 15_000],
      onProblem: (problem) => till?.change({ fault: problem }),
    });
    const shift = await storage.get<{ shift: OpenShift | null }>(shiftKey(`till/${device.till_id}/head`));
    till = new TillQueue(queue, storage, copy, shift?.shift ?? null);
    till.start();
    return till;
  }

  private start(): void {
    this.leave.push(this.queue.subscribe((queue) => this.change(queue)));
    let counted: number | undefined;
    this.leave.push(this.copy.subscribe(() => {
      const { till } = this.copy;
      if (till && till.last_number !== counted) void this.queue.countFrom((counted = till.last_number));
    }));
    const begin = () => void this.send().then(() => this.compareShift());
    this.leave.push(onDevice(begin));
    begin();
  }

  close(): void {
    for (const leave of this.leave) leave();
    this.queue.close();
  }

  getState = (): Waiting => this.state;
  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  items(): Promise<QueuedItem[]> {
    return this.queue.items();
  }

  /** Store a sale with its receipt, which may need the number that it gets. The client id makes it the same sale for ever. */
  async sell(clientId: string, body: Omit<Sent<"sale">["body"], "receipt_no">, receipt: unknown, moment: Date): Promise<Sale> {
    const item = await this.add({ type: "sale", client_id: clientId, at: moment.toISOString(), body, ...this.inShift() }, receipt);
    void this.prune();
    void this.send();
    return { item: item as Sent<"sale">, receipt };
  }

  async openShift(opening: number, name: string): Promise<void> {
    const at = new Date().toISOString();
    const client_id = newClientId();
    const shift: OpenShift = { client_id, id: null, at, opening, name };
    await this.add({ type: "shift_open", client_id, at, body: { till_id: this.queue.tillId, opening } }, { version: 0, shift });
    this.change({ shift });
    void this.send();
  }

  /** Close the shift with what was counted. */
  async closeShift(counted: number): Promise<void> {
    const item = await this.add({ type: "shift_close", client_id: newClientId(), body: { counted }, ...this.inShift() }, { version: 0, shift: null });
    this.change({ shift: null, closed: { client_id: item.client_id, id: null } });
    void this.send();
  }

  async move(kind: "in" | "out", amount: number, reason: string): Promise<void> {
    await this.add({ type: "move", client_id: newClientId(), body: { kind, amount, reason }, ...this.inShift() }, undefined);
    void this.send();
  }

  /** Add what another part of the till has done, in the open shift unless it names one: a refund, or a debt that is paid. */
  async record(item: NewOfflineItem): Promise<OfflineItem> {
    const named = item.shift_id !== undefined || item.shift_client_id !== undefined;
    const added = await this.add({ ...item, ...(!named && this.inShift()) } as NewOfflineItem, undefined);
    void this.send();
    return added;
  }

  /** The last sales of this till, newest first. */
  async sales(most = MOST_SALES): Promise<Sale[]> {
    return (await this.storage.list<Sale>(`${root(this.head)}sale/`)).slice(-most).reverse();
  }

  /** Send what waits. Returns nothing if nobody is signed in. */
  async send(): Promise<FlushReport | undefined> {
    const { seller } = getDevice();
    if (!seller || !isSignedIn(seller)) return undefined;
    try {
      const report = await this.queue.flush();
      const review = report.results.filter(({ result }) => result === "review");
      const booked = this.state.shift && report.results.find(({ client_id, id }) => id !== null && client_id === this.state.shift?.client_id);
      if (booked) await this.keepShift({ ...this.state.shift!, id: booked.id });
      const { closed } = this.state;
      const ended = closed && report.results.find(({ client_id }) => client_id === closed.client_id);
      if (ended && ended.result !== "refused") this.change({ closed: { ...closed, id: ended.id } });
      this.change({ fault: report.fault, review: [...this.state.review, ...review] });
      if (report.results.length) void this.copy.refresh();
      return report;
    } catch (error) {
      this.change({ fault: ENDED.some((code) => hasCode(error, code)) ? undefined : error });
      return undefined;
    }
  }

  forgetReview(): void {
    this.change({ review: [] });
  }

  async discard(clientId: string): Promise<void> {
    await this.queue.discard(clientId);
  }

  /** Ask the shop which shift is open, while nothing waits: it may have been opened or closed elsewhere. */
  async compareShift(): Promise<void> {
    const { seller } = getDevice();
    if (!seller) return;
    if (!isSignedIn(seller) || this.queue.unsynced) return this.change({ compared: true });
    try {
      const found = await tillApi().request<Shift>("GET", "/api/shifts/current", { query: { till_id: this.queue.tillId } });
      if (this.queue.unsynced || this.state.shift?.id === found.id) return;
      await this.keepShift({ client_id: null, id: found.id, at: found.opened_at, opening: null, name: found.opened_by_name });
    } catch (error) {
      // It was closed elsewhere.
      if (isProblem(error) && error.status === 404 && !this.queue.unsynced && this.state.shift) await this.keepShift(null);
    } finally {
      this.change({ compared: true });
    }
  }

  private async keepShift(shift: OpenShift | null): Promise<void> {
    for (;;) {
      const key = shiftKey(this.head);
      const version = (await this.storage.get<{ version: number }>(key))?.version ?? 0;
      if (await this.storage.put(new Map([[key, { version: version + 1, shift }]]), { key, version })) break;
    }
    this.change({ shift });
  }

  private inShift(): { shift_client_id?: string; shift_id?: number; staff_id?: number } {
    const { shift } = this.state;
    const { seller } = getDevice();
    const who = seller ? { staff_id: seller.user_id } : {};
    if (!shift) return who;
    return shift.client_id ? { ...who, shift_client_id: shift.client_id } : { ...who, shift_id: shift.id! };
  }

  private async add(given: NewOfflineItem & { client_id: string }, beside: unknown): Promise<OfflineItem>;
  private async add(given: NewOfflineItem, beside: unknown): Promise<OfflineItem>;
  private async add(given: NewOfflineItem, beside: unknown): Promise<OfflineItem> {
    const { seller } = getDevice();
    const item = { ...(seller && { staff_id: seller.user_id }), ...given } as NewOfflineItem;
    const id = item.client_id;
    if (id && beside !== undefined) this.storage.beside.set(id, beside);
    try {
      return await this.queue.add(item);
    } finally {
      if (id) this.storage.beside.delete(id);
    }
  }

  private async prune(): Promise<void> {
    const sales = await this.storage.list<Sale>(`${root(this.head)}sale/`);
    const old = sales.slice(0, -MOST_SALES).map(({ item }) => saleKey(this.head, item.body.receipt_no));
    if (old.length) await this.storage.delete(old);
  }

  private change(next: Partial<Waiting>): void {
    this.state = { ...this.state, ...next };
    for (const listener of this.listeners) listener();
  }
}
