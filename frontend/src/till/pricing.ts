/** Price of a ticket, as the shop computes it (`domain/commerce/pricing.py`): the same rupiah in every line. */
import { type Discount, NO_DISCOUNT, taken, takenByVoucher, type Voucher } from "./discounts.ts";
import { portion, roundToStep, split, sum } from "./money.ts";
import { type Profile, serviceOf, type TaxCode, taxCode, type TaxKind, taxOf } from "./tax.ts";

/** Goods by weight and length are counted in grams and millimetres; their price is for 1,000. */
export type Measure = "piece" | "gram" | "millimetre";

export interface Item {
  readonly productId: number;
  readonly price: number;
  readonly quantity: number;
  readonly sellerId: number;
  readonly profile: Profile;
  readonly kind: TaxKind;
  readonly measure: Measure;
  readonly discount: Discount;
  /** What the receipt says of it. */
  readonly name?: string | undefined;
  readonly note?: string | null | undefined;
}

/**
 * A priced item. `subtotal` is `gross` less `discount`, plus `service`, plus `added`, the tax that the price does not
 * include. `discount` is all that is taken off, `ownDiscount` the part of the item.
 */
export interface Line {
  readonly item: Item;
  readonly gross: number;
  readonly ownDiscount: number;
  readonly discount: number;
  readonly service: number;
  readonly subtotal: number;
  readonly tax: number;
  readonly added: number;
  readonly taxCode: TaxCode | null;
}

/** Lines in the order of their items, and their sums. `voucherBase` is what was left for the voucher's goods before it. */
export interface Basket {
  readonly lines: readonly Line[];
  readonly gross: number;
  readonly discount: number;
  readonly service: number;
  readonly tax: number;
  readonly total: number;
  readonly orderDiscount: number;
  readonly voucher: number;
  readonly voucherBase: number;
}

/** The total is larger than the integers that JavaScript represents exactly. */
export class TotalTooLarge extends Error {}

export const amountOf = (price: number, quantity: number, measure: Measure): number => portion(price, quantity, measure === "piece" ? 1 : 1000);

/**
 * Return one item for each line of the sale, as the shop makes them and prints them: by product, note, discount and price.
 * Amounts of equal discounts add up. Price these, because 250 g twice may cost another rupiah than 500 g.
 */
export function merged(items: readonly Item[]): Item[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const { productId, note, discount, price } = item;
    const key = JSON.stringify([productId, note || "", discount.percent, discount.amount, price]);
    groups.set(key, [...(groups.get(key) ?? []), item]);
  }
  const lines = [...groups.values()].sort(([a], [b]) => {
    return a!.productId - b!.productId || byCodePoint(a!.note || "", b!.note || "") || a!.discount.percent - b!.discount.percent
      || a!.discount.amount - b!.discount.amount || a!.price - b!.price;
  });
  return lines.map((same) => {
    const { percent, amount } = same[0]!.discount;
    return { ...same[0]!, quantity: sum(same.map(({ quantity }) => quantity)), discount: { percent, amount: amount * same.length } };
  });
}

function byCodePoint(a: string, b: string): number {
  const [left, right] = [Array.from(a), Array.from(b)];
  const place = left.findIndex((char, index) => char !== right[index]);
  return place < 0 ? left.length - right.length : (left[place]!.codePointAt(0)! - (right[place]?.codePointAt(0) ?? -1));
}

/** Price items at the tax rates of a day in Jakarta (YYYY-MM-DD). The order of the items changes no line. */
export function price(items: readonly Item[], on: string, discount: Discount = NO_DISCOUNT, voucher?: Voucher): Basket {
  // Remainders go to the same items in each order of them.
  const order = items.map((_, index) => index).sort((a, b) => compare(items[a]!, items[b]!));
  const basket = priced(order.map((index) => items[index]!), on, discount, voucher);
  const lines: Line[] = [];
  order.forEach((index, place) => (lines[index] = basket.lines[place]!));
  return { ...basket, lines };
}

function compare(a: Item, b: Item): number {
  return a.productId - b.productId || a.quantity - b.quantity  || a.price - b.price
    || a.discount.percent - b.discount.percent || a.discount.amount - b.discount.amount;
}

function priced(items: readonly Item[], on: string, discount: Discount, voucher: Voucher | undefined): Basket {
  const gross = items.map((item) => amountOf(item.price, item.quantity, item.measure));
  check(sum(gross));
  const own = items.map((item, index) => taken(item.discount, gross[index]!));
  let left = less(gross, own);
  const orderDiscount = taken(discount, sum(left));
  left = less(left, split(orderDiscount, left));
  const owned = items.map((item, index) => (voucher && item.sellerId === voucher.ownerId ? left[index]! : 0));
  const ofVoucher = voucher ? takenByVoucher(voucher, sum(owned)) : 0;
  left = less(left, split(ofVoucher, owned));
  const service = shares(items, left, (item) => `${item.sellerId}`, (item, total) => serviceOf(item.profile, total));
  const taxed = left.map((amount, index) => amount + service[index]!);
  check(sum(taxed));
  const taxes = shares(items, taxed, (item) => `${item.sellerId} ${item.kind}`, (item, total) => taxOf(item.profile, total, item.kind, on));
  const lines = items.map((item, index): Line => {
    const tax = taxes[index]!;
    const added = item.profile.inclusive ? 0 : tax;
    return {
      item, gross: gross[index]!, ownDiscount: own[index]!, discount: gross[index]! - left[index]!, service: service[index]!,
      subtotal: taxed[index]! + added, tax, added, taxCode: taxCode(item.profile, item.kind),
    };
  });
  const total = sum(lines.map((line) => line.subtotal));
  check(total);
  return {
    lines, gross: sum(gross), discount: sum(lines.map((line) => line.discount)), service: sum(service), tax: sum(taxes), total,
    orderDiscount, voucher: ofVoucher, voucherBase: sum(owned),
  };
}

function check(total: number): void {
  if (!Number.isSafeInteger(total)) throw new TotalTooLarge();
}

const less = (amounts: readonly number[], off: readonly number[]): number[] => amounts.map((amount, index) => amount - off[index]!);

/** Return the share of each item in what is computed once for the amounts of its group. */
function shares(
  items: readonly Item[], amounts: readonly number[], groupOf: (item: Item) => string, sumOf: (item: Item, total: number) => number,
): number[] {
  const groups = new Map<string, number[]>();
  items.forEach((item, index) => {
    const members = groups.get(groupOf(item));
    if (members) members.push(index);
    else groups.set(groupOf(item), [index]);
  });
  const found = items.map(() => 0);
  for (const members of groups.values()) {
    const weights = members.map((index) => amounts[index]!);
    const parts = split(sumOf(items[members[0]!]!, sum(weights)), weights);
    members.forEach((index, place) => (found[index] = parts[place]!));
  }
  return found;
}

/** A payment as it is asked for: without an amount it pays the rest. */
export interface Tender {
  readonly method: "cash" | "transfer" | "qris" | "card" | "ewallet" | "credit";
  readonly amount?: number | undefined;
  readonly tendered?: number | undefined;
}

/** A payment with its amount. `adjustment` is what cash was rounded by; `change` is given back at once. */
export interface Settled extends Tender {
  readonly amount: number;
  readonly adjustment: number;
  readonly change: number;
}

/** Return what is to be paid in cash for an amount, and by how much it was rounded. */
export function cashAmount(total: number, step: number): { amount: number; adjustment: number } {
  const amount = roundToStep(total, step);
  return { amount, adjustment: amount - total };
}

/**
 * Return the payments with their amounts, without those of nothing, or null unless they sum up to the total and enough
 * cash is handed over. All cash of a sale is rounded as one sum.
 */
export function settle(tenders: readonly Tender[], total: number, cashStep: number): Settled[] | null {
  const rest = total - sum(tenders.map(({ amount }) => amount ?? 0));
  let [cash, handed] = [0, 0];
  const settled = tenders.map((tender): Settled => {
    const amount = tender.amount ?? rest;
    if (tender.method !== "cash" || amount <= 0) return { ...tender, amount, adjustment: 0, change: (tender.tendered ?? amount) - amount };
    const given = Math.max(0, roundToStep(cash + amount, cashStep) - handed);
    [cash, handed] = [cash + amount, handed + given];
    return { ...tender, amount, adjustment: given - amount, change: (tender.tendered ?? given) - given };
  });
  if (rest < 0 || sum(settled.map(({ amount }) => amount)) !== total || settled.some(({ change }) => change < 0)) return null;
  return settled.filter(({ amount }) => amount);
}
