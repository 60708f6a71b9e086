/** Links that open WhatsApp with a receipt, for a number or for the contact that the cashier chooses. They need no shop. */
import type { Receipt } from "./content.ts";
import { rows, type Row, title } from "./layout.ts";
import type { Language } from "./words.ts";

/** Links that are much longer do not open everywhere; then the goods are left out. */
const LONGEST = 3_000;

/** Return a phone number in international digits, or null: `0812-3456-789` becomes `628123456789`. */
export function phoneNumber(text: string): string | null {
  const digits = text.replace(/[ .\-()\u00a0]/g, "");
  if (/^0[1-9]\d{6,12}$/.test(digits)) return `62${digits.slice(1)}`;
  return /^\+?([1-9]\d{7,14})$/.exec(digits)?.[1] ?? null;
}

/** Return the link that opens WhatsApp with the text of a receipt; `phone` is in international digits. */
export function whatsappUrl(receipt: Receipt, language: Language, phone = ""): string {
  const whole = link(message(rows(receipt, language), title(receipt, language)), phone);
  if (whole.length <= LONGEST) return whole;
  const shown = rows(receipt, language).filter(({ role }) => role !== "item" && role !== "detail");
  return link(message(shown, title(receipt, language)), phone);
}

function message(shown: readonly Row[], heading: string): string {
  const texts = shown.map(({ role, cells: [first = "", ...others] }) => {
    if (role === "shop" || role === "mark") return `*${first}*`;
    if (role === "item") return `${first}\n   ${others.slice(0, -1).join(" × ")} = ${others.at(-1)}`;
    if (role === "detail") return `   ${[first, ...others.filter(Boolean)].join(": ")}`;
    if (role === "total") return `*${first}: ${others[0]}*`;
    return role === "rule" || role === "heading" ? "" : [first, ...others].join(": ");
  });
  return [heading, ...texts].join("\n").replace(/\n{2,}/g, "\n\n");
}

function link(text: string, phone: string): string {
  const quoted = encodeURIComponent(text.replace(/\p{Cs}/gu, "\ufffd")).replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
  return `https://wa.me/${phone}?text=${quoted}`;
}
