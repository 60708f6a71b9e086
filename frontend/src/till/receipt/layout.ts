/** The layout of receipts (`domain/receipts/layout.py`): rows of text cells with roles, which all forms are written from. */
import type { Measure } from "../pricing.ts";
import { sum } from "../money.ts";
import { type Debt, type Line, localMoment, type Payment, type Receipt, type Tax } from "./content.ts";
import { type Language, MONTHS, WORDS } from "./words.ts";

export type Role = "shop" | "contact" | "mark" | "rule" | "fact" | "heading" | "item" | "detail" | "sum" | "total" | "notice" | "footer";
/**
 * Cells by role: none of a rule; label and value of a fact, detail, sum or total; name, quantity, price and amount of the
 * heading and of an item, without a price if it came back; one text of all others.
 */
export interface Row {
  readonly role: Role;
  readonly cells: readonly string[];
}
type Dictionary = Record<keyof (typeof WORDS)["id"], string>;

const UNITS: Record<Measure, string> = { piece: "", gram: " kg", millimetre: " m" };
/** A document about a receipt of more money than this is subject to stamp duty. */
const STAMP_DUTY_ABOVE = 5_000_000;

const row = (role: Role, ...cells: string[]): Row => ({ role, cells });

/** Return the rows of a receipt from top to bottom, with a rule between two sections. */
export function rows(receipt: Receipt, language: Language): Row[] {
  const words: Dictionary = WORDS[language];
  const sections = [
    [...head(receipt, words), ...marks(receipt, words)], facts(receipt, words, language),
    receipt.refund ? returned(receipt, words) : items(receipt, words), sums(receipt, words), end(receipt, words, language),
  ];
  const [first = [], ...others] = sections.filter((section) => section.length);
  return [...first, ...others.flatMap((section) => [row("rule"), ...section])];
}

/** Return the title of the document: `Struk A-000042`. */
export function title({ refund, number, orderId }: Receipt, language: Language): string {
  const words = WORDS[language];
  if (refund) return `${words.refund} ${refund.id}`;
  return number ? `${words.title} ${number}` : `${words.bill} ${orderId}`;
}

/** Group the digits of a whole number: `-15.000`. */
export const grouped = (amount: number): string => String(amount).replace(/\B(?=(?:\d{3})+$)/g, ".");
export const rupiah = (amount: number): string => `Rp ${grouped(amount)}`;
const filled = (sentence: string, value: string): string => sentence.replace("{}", () => value);

/** Split at every character that ends a line anywhere, as the shop does. */
function linesOf(text: string): string[] {
  const lines = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (!lines.at(-1)) lines.pop();
  return lines;
}

function head({ shop }: Receipt, words: Dictionary): Row[] {
  const found = [row("shop", shop.name), ...linesOf(shop.address).map((line) => row("contact", line))];
  if (shop.phone) found.push(row("contact", filled(words.phone, shop.phone)));
  if (shop.taxNumber) found.push(row("contact", filled(words.tax_number, shop.taxNumber)));
  return found;
}

function marks({ state, refund, copy }: Receipt, words: Dictionary): Row[] {
  const found = state === "paid" ? [] : [row("mark", words[state])];
  if (refund) found.push(row("mark", words.refund_mark));
  if (copy) found.push(row("mark", words.copy));
  return found;
}

function facts({ shop, refund, number, orderId, moment, cashier, buyer, lines }: Receipt, words: Dictionary, language: Language): Row[] {
  const found = refund ? [row("fact", words.number, `${refund.id}`)] : [];
  found.push(number ? row("fact", refund ? words.title : words.number, number) : row("fact", words.order, `${orderId}`));
  const { local, zoneName } = localMoment(moment, shop.zone);
  const time = local.toISOString().slice(11, 16).replace(":", language === "en" ? ":" : ".");
  found.push(row("fact", words.moment, `${dayText(local, language)} ${time} ${zoneName}`));
  if (cashier) found.push(row("fact", words.cashier, cashier));
  if (buyer) found.push(row("fact", words.buyer, buyer));
  if (refund?.reason) found.push(row("fact", words.reason, refund.reason));
  if (refund && !lines.length) found.push(row("fact", words.goods, words.kept));
  return found;
}

function items({ lines }: Receipt, words: Dictionary): Row[] {
  const found = [row("heading", words.item, words.quantity, words.price, words.amount)];
  for (const line of lines) {
    found.push(row("item", line.name, quantity(line), grouped(line.price), grouped(line.amount)));
    if (line.discount) found.push(row("detail", words.discount, grouped(-line.discount)));
    if (line.note) found.push(row("detail", `${words.note}: ${line.note}`, ""));
  }
  return found;
}

function returned({ lines }: Receipt, words: Dictionary): Row[] {
  const found = lines.map((line) => row("item", line.name, quantity(line), grouped(line.amount)));
  return found.length ? [row("heading", words.item, words.quantity, words.amount), ...found] : found;
}

function quantity({ quantity: count, unit }: Line): string {
  if (unit === "piece") return grouped(count);
  const rest = count % 1000;
  const digits = rest ? `,${String(rest).padStart(3, "0").replace(/0+$/, "")}` : "";
  return `${grouped((count - rest) / 1000)}${digits}${UNITS[unit]}`;
}

/** The total, what leads to it or is included in it, and what was paid. */
function sums({ lines, service, taxes, total, payments, due, refund }: Receipt, words: Dictionary): Row[] {
  const discount = sum(lines.map((line) => line.discount));
  const added = taxes.filter((tax) => tax.added);
  const found: Row[] = [];
  if (discount || service || added.length) found.push(row("sum", words.gross, grouped(sum(lines.map(({ amount }) => amount)))));
  if (discount) found.push(row("sum", words.discount, grouped(-discount)));
  if (service) found.push(row("sum", words.service, grouped(service)));
  for (const tax of added) found.push(row("sum", taxName(tax), grouped(tax.added)));
  found.push(row("total", refund ? words.refunded : words.total, rupiah(total)));
  for (const tax of taxes) {
    if (tax.amount !== tax.added) found.push(row("sum", filled(words.included, taxName(tax)), grouped(tax.amount - tax.added)));
  }
  for (const each of payments) found.push(...paymentRows(each, refund ? { ...words, credit: words.off_credit } : words));
  if (due) found.push(row("sum", words.due, grouped(due)));
  return found;
}

function paymentRows({ method, amount, tendered, adjustment }: Payment, words: Dictionary): Row[] {
  const name = Object.hasOwn(words, method) ? words[method as keyof Dictionary] : method.toUpperCase();
  const paid = amount + adjustment;
  const found = adjustment ? [row("sum", method === "cash" ? words.rounding : words.code, grouped(adjustment))] : [];
  if (amount < 0) return [...found, row("sum", filled(words.given_back, name.toLowerCase()), grouped(paid))];
  found.push(row("sum", name, grouped(tendered ?? paid)));
  const change = (tendered ?? paid) - paid;
  if (change) found.push(row("sum", words.change, grouped(change)));
  return found;
}

function end({ shop, state, total, debt, refund }: Receipt, words: Dictionary, language: Language): Row[] {
  const found = debt ? [row("notice", debtText(debt, words, language))] : [];
  if (state === "paid" && !refund && total > STAMP_DUTY_ABOVE) found.push(row("notice", words.stamp_duty));
  return [...found, ...linesOf(shop.footer).map((line) => row("footer", line))];
}

function debtText({ amount, dueOn }: Debt, words: Dictionary, language: Language): string {
  if (!amount) return words.debt_paid;
  return filled(words.debt, rupiah(amount)) + (dueOn ? filled(words.until, dayText(new Date(dueOn), language)) : "");
}

const dayText = (day: Date, language: Language): string => `${day.getUTCDate()} ${MONTHS[language][day.getUTCMonth()]} ${day.getUTCFullYear()}`;
const taxName = ({ name, rate }: Tax): string => `${name} ${rate}`.trim();
