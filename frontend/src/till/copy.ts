/** The till's copy of the shop: goods, prices, taxes, vouchers, staff and customers, in IndexedDB and in memory. */
import type { ChangeList, Schemas } from "finenice-client";
import { isUnreachable } from "../app/problem";
import { type Device, onDevice, reader } from "./device";
import { NameOrder } from "./order.ts";
import { fold } from "./search";

type Listed = Schemas["ListedProduct"];
export type Product = Pick<Listed, "variant_of" | "options" | "category_id" | "sku" | "barcodes" | "name" | "measure" | "price" | "tax_kind" | "stock" | "image_url"> & { id: number };
export type Customer = Schemas["TillCustomer"] & { id: number };
export type Staff = Schemas["TillStaff"] & { id: number };
export type Voucher = Schemas["TillVoucher"] & { id: number };
export type Outlet = Schemas["TillOutlet"];
export type Till = Schemas["TillSettings"];
export type TaxProfile = Schemas["TaxProfile"];
type Change = ChangeList["changes"][number];
type Kind = Change["type"];

/** What is kept of an item; without a row it is gone. */
interface Kept {
  type: Kind;
  id: number;
  row: object | undefined;
}

const STORE = "rows";
const POSITION = "position";
const PAGE = 1000;
const EVERY_MS = 5_000;
const NUMBERS = /^\d+$/;

/** What is known of the shop. `version` grows with each change, so that views notice it. */
export class Copy {
  version = 0;
  /** Grows with each change of rows. */
  rowVersion = 0;
  /** Grows with each change of goods or categories. */
  goodsVersion = 0;
  /** Whether everything has come at least once. */
  complete = false;
  /** Whether the last call has reached the shop. */
  online = navigator.onLine;
  outlet: Outlet | undefined;
  till: Till | undefined;
  readonly products = new Map<number, Product>();
  readonly categories = new Map<number, { id: number; name: string; parent_id: number | null }>();
  readonly staff = new Map<number, Staff>();
  readonly customers = new Map<number, Customer>();
  readonly vouchers = new Map<string, Voucher>();
  readonly taxProfiles = new Map<number, TaxProfile>();
  /** Codes and folded names of the goods. */
  readonly byCode = new Map<string, number>();
  readonly folded = new Map<number, string>();
  private readonly order = new NameOrder(this.products);
  /** The members of each group of variants by the id of its main product. */
  readonly groups = new Map<number, Set<number>>();
  private since = "";
  private database: IDBDatabase | undefined;
  /**
   * How many pages are stored as they came, under their numbers, which a browser does ten times as fast as item by item.
   * Only the first copy is: no item has been stored by itself yet, which would be newer than a page.
   */
  private pages: number | undefined = 0;
  private readonly listeners = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private running: Promise<void> | undefined;
  private closed = false;
  private readonly leave: (() => void)[] = [];

  private constructor(readonly device: Device) {}

  /** Open what is on the disk, and keep it up to date from now on. */
  static async open(device: Device): Promise<Copy> {
    const copy = new Copy(device);
    copy.database = await openDatabase(`finenice.till.${device.till_id}`).catch(() => undefined);
    await copy.load();
    const soon = () => copy.later(0);
    const offline = () => copy.told(false);
    addEventListener("online", soon);
    addEventListener("offline", offline);
    copy.leave.push(onDevice(soon), () => removeEventListener("online", soon), () => removeEventListener("offline", offline));
    void navigator.storage?.persist?.();
    copy.later(0);
    return copy;
  }

  close(): void {
    this.closed = true;
    clearTimeout(this.timer);
    for (const leave of this.leave) leave();
    this.database?.close();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Read what has changed until nothing is left. */
  refresh(): Promise<void> {
    return (this.running ??= this.read().finally(() => (this.running = undefined)));
  }

  /** The product with this barcode or SKU. */
  find(code: string): Product | undefined {
    const id = this.byCode.get(code) ?? this.byCode.get(code.toLowerCase());
    return id === undefined ? undefined : this.products.get(id);
  }

  /** The ids of all goods in the order of their names. */
  byName(): readonly number[] {
    return this.order.get();
  }

  /** The members of the product's group in the order of their ids; none if it has no variants. */
  variantsOf({ id, variant_of }: Product): Product[] {
    const members = this.groups.get(variant_of ?? id);
    return members && members.size > 1 ? [...members].sort((a, b) => a - b).flatMap((each) => this.products.get(each) ?? []) : [];
  }

  private later(milliseconds: number): void {
    clearTimeout(this.timer);
    if (this.closed) return;
    this.timer = setTimeout(() => void this.refresh().catch(() => undefined).then(() => this.later(EVERY_MS)), milliseconds);
  }

  private async read(): Promise<void> {
    const shop = reader();
    if (!shop) return;
    const ask = (since: string) => shop.request<ChangeList>("GET", "/api/changes", { query: { till_id: this.device.till_id, since, limit: PAGE } });
    try {
      for (let page: Promise<ChangeList> | undefined = ask(this.since); page && !this.closed; ) {
        const { changes, next_since, has_more }: ChangeList = await page;
        // The next page comes while this one is stored.
        page = has_more ? ask(next_since) : undefined;
        page?.catch(() => undefined);
        if (changes.length || next_since !== this.since) await this.apply(changes, next_since);
      }
      const first = !this.complete;
      this.complete = true;
      this.told(true, first);
    } catch (error) {
      this.told(!isUnreachable(error));
    }
  }

  private told(online: boolean, changed = false): void {
    if (online === this.online && !changed) return;
    this.online = online;
    this.tell();
  }

  private tell(): void {
    this.version += 1;
    for (const listener of this.listeners) listener();
  }

  private async apply(changes: readonly Change[], since: string): Promise<void> {
    const transaction = this.database?.transaction(STORE, "readwrite");
    const store = transaction?.objectStore(STORE);
    // Goods of others, which never were here, leave no trace.
    const kept = changes.map((each): Kept => ({ type: each.type, id: each.id, row: this.rowOf(each) })).filter(({ type, id, row }) => row || type !== "product" || this.products.has(id));
    for (const { type, id, row } of kept) this.put(type, id, row);
    if (this.pages !== undefined && !this.complete) store?.put(kept, this.pages++);
    else if (kept.length) {
      this.pages = undefined;
      for (const each of kept) store?.put(each, `${each.type}/${each.id}`);
    }
    store?.put({ since }, POSITION);
    if (transaction) await new Promise<void>((resolve, reject) => {
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error ?? new Error("the copy could not be stored"));
    });
    this.since = since;
    this.rowVersion += 1;
    this.tell();
  }

  /** What is kept of a change; undefined if it is gone, or of no use here. */
  private rowOf(each: Change): object | undefined {
    if (each.deleted) return undefined;
    if (each.type !== "product") return (each as unknown as Record<string, object | null>)[each.type] ?? undefined;
    const { product } = each;
    // Courses need an account of the buyer.
    if (!product || product.seller_id !== this.device.owner_id || !product.stocked) return undefined;
    const { variant_of, options, category_id, sku, barcodes, name, measure, price, tax_kind, stock, image_url } = product;
    return { variant_of, options, category_id, sku, barcodes, name, measure, price, tax_kind, stock, image_url };
  }

  private put(type: Kind, id: number, row: object | undefined): void {
    if (type === "product" || type === "category") this.goodsVersion += 1;
    if (type === "product") this.putProduct(id, row as Omit<Product, "id"> | undefined);
    else if (type === "category") set(this.categories, id, row && { id, ...(row as { name: string; parent_id: number | null }) });
    else if (type === "staff") set(this.staff, id, row && { id, ...(row as Schemas["TillStaff"]) });
    else if (type === "customer") set(this.customers, id, row && { id, ...(row as Schemas["TillCustomer"]) });
    else if (type === "tax_profile") set(this.taxProfiles, id, row as TaxProfile | undefined);
    else if (type === "outlet") this.outlet = row as Outlet | undefined;
    else if (type === "till") this.till = row as Till | undefined;
    else if (type === "voucher") {
      for (const [code, voucher] of this.vouchers) if (voucher.id === id) this.vouchers.delete(code);
      if (row) this.vouchers.set((row as Voucher).code, { id, ...(row as Schemas["TillVoucher"]) });
    }
  }

  private putProduct(id: number, row: Omit<Product, "id"> | undefined): void {
    const before = this.products.get(id);
    if (before?.name !== row?.name) this.order.move(id);
    if (before) {
      for (const code of codesOf(before)) if (this.byCode.get(code) === id) this.byCode.delete(code);
      this.groups.get(before.variant_of ?? id)?.delete(id);
    }
    if (!row) {
      this.products.delete(id);
      this.folded.delete(id);
      return;
    }
    const product = { id, ...row };
    this.products.set(id, product);
    for (const code of codesOf(product)) this.byCode.set(code, id);
    this.folded.set(id, fold(`${nameOf(product)} ${product.sku ?? ""}`));
    const group = product.variant_of ?? (product.options.length ? id : null);
    if (group === null) return;
    const members = this.groups.get(group) ?? new Set();
    this.groups.set(group, members.add(id));
  }

  private async load(): Promise<void> {
    if (!this.database) return;
    const store = this.database.transaction(STORE).objectStore(STORE);
    const [rows, keys] = await Promise.all([answer(store.getAll()), answer(store.getAllKeys())]);
    // Numbers come before texts, so that pages come first.
    rows.forEach((kept: Kept | Kept[], place) => {
      const key = keys[place];
      if (key === POSITION) this.since = (kept as unknown as { since: string }).since;
      else if (typeof key !== "number") this.pages = undefined;
      else this.pages = key + 1;
      if (key !== POSITION) for (const { type, id, row } of [kept].flat()) this.put(type, id, row);
    });
    this.complete = this.till !== undefined && this.outlet !== undefined;
  }
}

/** The name of a product with what sets it apart from its variants. */
export function nameOf({ name, options }: Pick<Product, "name" | "options">): string {
  const missing = options.filter(({ value }) => !name.includes(value));
  return missing.length ? `${name} (${missing.map(({ value }) => value).join(", ")})` : name;
}

/** The price of a product is for so many of what its quantity counts. */
export const perOf = (measure: Product["measure"]): number => (measure === "piece" ? 1 : 1000);

/** Scanners write an EAN-13 with a leading 0 as an UPC-A, or the other way round. */
function codesOf({ barcodes, sku }: Product): string[] {
  const found = barcodes.flatMap((code) => (!NUMBERS.test(code) ? [code] : code.length === 12 ? [code, `0${code}`] : code.length === 13 && code.startsWith("0") ? [code, code.slice(1)] : [code]));
  return sku ? [...found, sku.toLowerCase()] : found;
}

function set<T>(map: Map<number, T>, id: number, value: T | undefined): void {
  if (value === undefined) map.delete(id);
  else map.set(id, value);
}

function openDatabase(name: string): Promise<IDBDatabase> {
  // Releases before the second version can't read pages: they open nothing then, and read all anew.
  const request = indexedDB.open(name, 2);
  request.onupgradeneeded = ({ oldVersion }) => oldVersion || request.result.createObjectStore(STORE);
  return answer(request);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the storage has failed"));
  });
}
