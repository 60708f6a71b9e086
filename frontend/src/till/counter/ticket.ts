/** The ticket at the counter and those on hold. They survive a reload. */
import { newClientId } from "finenice-client/offline";
import { useSyncExternalStore } from "react";
import { parse, stored } from "../../app/store";
import type { Copy, Product } from "../copy";
import { type Discount, NO_DISCOUNT, voucherOf } from "../discounts.ts";
import type { Exchange } from "../refund/exchange.ts";
import { type Basket, type Item, type Measure, merged, price, TotalTooLarge } from "../pricing.ts";
import { type Profile, profileOn, type TaxKind } from "../tax.ts";

export interface TicketLine {
  key: number;
  product_id: number;
  name: string;
  /** As receipts have it. */
  printed: string;
  price: number;
  quantity: number;
  measure: Measure;
  tax_kind: TaxKind;
  note: string;
  discount: Discount;
}

/** The id becomes that of the sale, so a ticket can't be sold twice. */
export interface Ticket {
  id: string;
  at: string;
  last: number;
  lines: readonly TicketLine[];
  discount: Discount;
  voucher: string | null;
  customer_id: number | null;
  label: string;
  /** What the customer brings back; tickets of the release before have none. */
  exchange?: Exchange | null;
}

export const MOST_LINES = 200;
export const MOST_QUANTITY = 1_000_000;

const listeners = new Set<() => void>();
const emptyTicket = (): Ticket => ({ id: newClientId(), at: new Date().toISOString(), last: 0, lines: [], discount: NO_DISCOUNT, voucher: null, customer_id: null, label: "", exchange: null });

export interface Tickets {
  current: Ticket;
  held: readonly Ticket[];
  /** The line that keys change. */
  selected: number | null;
}

let state: Tickets = read();

function read(): Tickets {
  const kept = parse<Omit<Tickets, "selected">>(stored.get("till.tickets"));
  return { current: kept?.current ?? emptyTicket(), held: kept?.held ?? [], selected: kept?.current.lines.at(-1)?.key ?? null };
}

/** Read what another tab has stored, which has sold until now. */
export function readTickets(): void {
  state = read();
  for (const listener of listeners) listener();
}

let unstored = false;

function store(): void {
  if (!unstored) return;
  unstored = false;
  const { current, held } = state;
  stored.set("till.tickets", JSON.stringify({ current, held }));
}

/** Store the tickets once what has changed is painted: a frame later, or when the page goes. */
function storeSoon(): void {
  if (unstored) return;
  unstored = true;
  if (document.hidden) store();
  else requestAnimationFrame(() => setTimeout(store));
}
addEventListener("pagehide", store);
document.addEventListener("visibilitychange", store);

function set(next: Partial<Tickets>): void {
  state = { ...state, ...next };
  for (const listener of listeners) listener();
}

/** Change which tickets there are. */
function change(next: Partial<Tickets>): void {
  set(next);
  unstored = true;
  store();
}

/** Call the listener with each change. */
export const onTickets = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const getTickets = (): Tickets => state;
/** The tickets, or what is selected of them. */
export function useTickets(): Tickets;
export function useTickets<T>(select: (state: Tickets) => T): T;
export function useTickets(select: (state: Tickets) => unknown = (all) => all): unknown {
  return useSyncExternalStore(onTickets, () => select(state));
}

function changeCurrent(next: Partial<Ticket>, selected = state.selected): void {
  set({ current: { ...state.current, ...next }, selected });
  storeSoon();
}
const isSame = (line: TicketLine, product: Product) => line.product_id === product.id && line.price === product.price && !line.note && !line.discount.percent && !line.discount.amount;

/** Add a quantity of the product; false if the ticket is full. */
export function addProduct(product: Product, name: string, quantity: number): boolean {
  const { current } = state;
  const same = current.lines.find((line) => isSame(line, product));
  if (same) {
    if (same.quantity + quantity > MOST_QUANTITY) return false;
    changeCurrent({ lines: current.lines.map((line) => (line === same ? { ...line, quantity: line.quantity + quantity } : line)) }, same.key);
    return true;
  }
  if (current.lines.length >= MOST_LINES || quantity > MOST_QUANTITY) return false;
  const { id, price: each, measure, tax_kind } = product;
  const key = current.last + 1;
  const line: TicketLine = { key, product_id: id, name, printed: product.name, price: each, quantity, measure, tax_kind, note: "", discount: NO_DISCOUNT };
  changeCurrent({ last: key, lines: [...current.lines, line] }, key);
  return true;
}

/** Change a line; with a quantity of 0 it goes. */
export function changeLine(key: number, next: Partial<TicketLine>): void {
  if (next.quantity === 0) return removeLine(key);
  changeCurrent({ lines: state.current.lines.map((line) => (line.key === key ? { ...line, ...next } : line)) }, key);
}

export function removeLine(key: number): void {
  const { lines } = state.current;
  const place = lines.findIndex((line) => line.key === key);
  const left = lines.filter((line) => line.key !== key);
  changeCurrent({ lines: left }, left[Math.min(place, left.length - 1)]?.key ?? null);
}

/** Put a line back where it was. */
export function restoreLine(line: TicketLine, place: number): void {
  changeCurrent({ lines: [...state.current.lines.slice(0, place), line, ...state.current.lines.slice(place)] }, line.key);
}

export const select = (key: number | null): void => set({ selected: key });

/** Select the line above or below. */
export function selectNext(step: 1 | -1): void {
  const { lines } = state.current;
  const now = lines.findIndex(({ key }) => key === state.selected);
  const next = lines[Math.max(0, Math.min(lines.length - 1, now < 0 ? lines.length - 1 : now + step))];
  if (next) select(next.key);
}

export const changeTicket = (next: Partial<Pick<Ticket, "discount" | "voucher" | "customer_id" | "label" | "exchange">>): void => changeCurrent(next);

/** Begin a new ticket, and forget this one. */
export const clearTicket = (): void => change({ current: emptyTicket(), selected: null });

/** Put the ticket aside under a label, and begin a new one. */
export function hold(label: string): void {
  if (state.current.lines.length) change({ current: emptyTicket(), held: [...state.held, { ...state.current, label }], selected: null });
}

/** Go on with a ticket that is on hold; that at the counter is put aside for it. */
export function recall(id: string): void {
  const ticket = state.held.find((each) => each.id === id);
  if (!ticket) return;
  const held = state.held.filter((each) => each !== ticket);
  change({ current: ticket, held: state.current.lines.length || state.current.exchange ? [...held, state.current] : held, selected: ticket.lines.at(-1)?.key ?? null });
}

export const discardHeld = (id: string): void => change({ held: state.held.filter((ticket) => ticket.id !== id) });

const day = new Intl.DateTimeFormat("en-CA", { timeZone: "Asia/Jakarta", year: "numeric", month: "2-digit", day: "2-digit" });
/** The day whose tax rates count, as the shop reckons. */
export const taxDay = (moment: Date): string => day.format(moment);

const baskets = new WeakMap<Ticket, { copy: Copy; version: number; on: string; basket: Basket | undefined }>();

/**
 * Price the ticket as the shop will, which puts equal lines together; undefined if its total is too large to be exact.
 * It is priced once, however many views show it.
 */
export function basketOf(ticket: Ticket, copy: Copy, moment = new Date()): Basket | undefined {
  const on = taxDay(moment);
  const kept = baskets.get(ticket);
  if (kept?.copy === copy && kept.version === copy.rowVersion && kept.on === on) return kept.basket;
  const basket = priceOf(ticket, copy, on);
  baskets.set(ticket, { copy, version: copy.rowVersion, on, basket });
  return basket;
}

function priceOf({ lines, discount, voucher }: Ticket, copy: Copy, on: string): Basket | undefined {
  const profile: Profile = profileOn(copy.taxProfiles.values(), on);
  const sellerId = copy.device.owner_id;
  const items = lines.map((line): Item => ({
    productId: line.product_id, price: line.price, quantity: line.quantity, sellerId, profile, kind: line.tax_kind, measure: line.measure, discount: line.discount,
    name: line.printed, note: line.note,
  }));
  const row = voucher === null ? undefined : copy.vouchers.get(voucher);
  try {
    return price(merged(items), on, discount, row && voucherOf(row, sellerId));
  } catch (error) {
    if (error instanceof TotalTooLarge) return undefined;
    throw error;
  }
}
