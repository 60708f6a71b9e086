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

interface Kept {
  type: Kind;
  id: number;
  row: object;
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
    try {
      for (let more = true; more && !this.closed; ) {
        const query = { till_id: this.device.till_id, since: this.since, limit: PAGE };
        const { changes, next_since, has_more } = await shop.request<ChangeList>("GET", "/api/changes", { query });
        if (changes.length || next_since !== this.since) await this.apply(changes, next_since);
        more = has_more;
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
    for (const each of changes) {
      const row = this.rowOf(each);
      const key = `${each.type}/${each.id}`;
      this.put(each.type, each.id, row);
      if (row) store?.put({ type: each.type, id: each.id, row } satisfies Kept, key);
      else store?.delete(key);
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
    rows.forEach((kept: Kept, place) => {
      if (keys[place] === POSITION) this.since = (kept as unknown as { since: string }).since;
      else this.put(kept.type, kept.id, kept.row);
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
  const request = indexedDB.open(name, 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE);
  return answer(request);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error("the storage has failed"));
  });
}
