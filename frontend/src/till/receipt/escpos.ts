/** Receipts for thermal printers: the bytes that the shop itself sends them (`domain/receipts/escpos.py`). */
import type { Receipt } from "./content.ts";
import { printable } from "./ascii.ts";
import { rows, type Row } from "./layout.ts";
import type { Language } from "./words.ts";
import { wrapped } from "./wrapping.ts";

/** The paper rolls, in millimetres. */
export type Width = "58" | "80";
export interface PrintOptions {
  readonly language?: Language | undefined;
  /** Open the drawer first. */
  readonly openDrawer?: boolean | undefined;
}

/** Characters in a line of the font that printers start with. */
const COLUMNS: Record<Width, number> = { "58": 32, "80": 48 };
const INITIALIZE = "\x1b@";
const [LEFT, CENTRE] = ["\x1ba\x00", "\x1ba\x01"];
const [BOLD, NOT_BOLD] = ["\x1bE\x01", "\x1bE\x00"];
const [TALL, NOT_TALL] = ["\x1d!\x01", "\x1d!\x00"];
/** Feed to the knife, and cut all but a point. */
const CUT = "\x1dVB\x00";
/** A pulse of 50 ms on the first pin, which the drawer is connected to. */
const OPEN_DRAWER = "\x1bp\x00\x19\xfa";

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** Return the bytes that print a receipt. Call `loadCharacters` first: without it rare scripts are question marks. */
export function receiptBytes(receipt: Receipt, width: Width, { language = "id", openDrawer = false }: PrintOptions = {}): Uint8Array<ArrayBuffer> {
  const printed = rows(receipt, language).map((row) => print(row, COLUMNS[width]));
  return bytesOf([INITIALIZE, openDrawer ? OPEN_DRAWER : "", ...printed, "\n", CUT].join(""));
}

/** Return the bytes that open the drawer. */
export const drawerBytes = (): Uint8Array<ArrayBuffer> => bytesOf(INITIALIZE + OPEN_DRAWER);

/** Return the lines of a receipt as a printer prints them. */
export function receiptText(receipt: Receipt, width: Width, language: Language = "id"): string[] {
  const columns = COLUMNS[width];
  return rows(receipt, language).flatMap((row) => {
    const centred = isCentred(row);
    return lines(row, columns).map((line) => (centred ? " ".repeat((columns - line.length) >> 1) + line : line));
  });
}

const isBig = ({ role }: Row): boolean => role === "shop" || role === "mark" || role === "total";
const isCentred = ({ role }: Row): boolean => ["shop", "mark", "contact", "notice", "footer"].includes(role);

function print(row: Row, columns: number): string {
  let text = lines(row, columns).map((line) => `${line}\n`).join("");
  if (isBig(row)) text = BOLD + TALL + text + NOT_TALL + NOT_BOLD;
  return isCentred(row) ? CENTRE + text + LEFT : text;
}

function lines({ role, cells }: Row, columns: number): string[] {
  const [first = "", second = "", ...others] = cells.map(printable);
  switch (role) {
    case "rule":
      return ["-".repeat(columns)];
    case "item":
      return [...wrapped(first, columns), ...pair(`  ${[second, ...others.slice(0, -1)].join(" x ")}`, others.at(-1) ?? "", columns)];
    case "detail":
      return pair(`  ${first}`, second, columns);
    case "fact":
    case "sum":
    case "total":
      return pair(first, second, columns);
    case "heading":
      return [];
    default:
      return wrapped(first, columns);
  }
}

/** Put both texts at the borders of a line; what does not fit is wrapped, and the right one follows below. */
function pair(left: string, right: string, columns: number): string[] {
  if (left.length + 1 + right.length <= columns) return [`${left}${right.padStart(columns - left.length)}`.replace(/ +$/, "")];
  return [...wrapped(left, columns), ...wrapped(right, columns).map((line) => line.padStart(columns))];
}
