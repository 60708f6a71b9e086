/**
 * QRIS codes without a network: a shop's static code gets the amount of a sale (`domain/payments/qris.py`).
 *
 * A code is a row of fields: a tag of two digits, a length of two digits, and the value. The last one is the CRC of all
 * before it and of its own tag and length.
 */

export type QrisFault = "qris_too_long" | "qris_characters" | "qris_malformed" | "qris_checksum" | "qris_foreign" | "qris_not_static";

/** A text that is no static QRIS code, with the code of the reason. */
export class UnreadableQris extends Error {
  readonly code: QrisFault;

  constructor(code: QrisFault) {
    super(code);
    this.code = code;
  }
}

const LONGEST = 512;
/** The digits that field 54 holds. */
const LARGEST_AMOUNT = 10 ** 13 - 1;
const [FORMAT, METHOD, CURRENCY, AMOUNT, COUNTRY, CRC] = ["00", "01", "53", "54", "58", "63"] as const;
const REQUIRED = [FORMAT, "52", CURRENCY, COUNTRY, "59", "60"];
const FIXED = [[FORMAT, "01"], [CURRENCY, "360"], [COUNTRY, "ID"]] as const;
/** A tip or a fee of the buyer, which would change what is paid. */
const TIPS = ["55", "56", "57"];

/** Return the dynamic code that asks for an amount in rupiah. Raises UnreadableQris for a text that is not static. */
export function qrisWithAmount(fixed: string, amount: number): string {
  if (!Number.isInteger(amount) || amount <= 0 || amount > LARGEST_AMOUNT) throw new RangeError(`${amount} does not fit into a code`);
  const fields = read(fixed);
  for (const tag of [...TIPS, CRC]) fields.delete(tag);
  fields.set(METHOD, "12").set(AMOUNT, String(amount));
  const text = [...fields].sort(([a], [b]) => (a < b ? -1 : 1)).map(([tag, value]) => `${tag}${String(value.length).padStart(2, "0")}${value}`).join("");
  return `${text}${CRC}04${checksum(`${text}${CRC}04`)}`;
}

/** Return whom a static code pays, as the buyer's app shows it. */
export function qrisMerchant(fixed: string): { name: string; city: string } {
  const fields = read(fixed);
  return { name: fields.get("59")!, city: fields.get("60")! };
}

/** Return the CRC-16/CCITT-FALSE of a text in ASCII as four digits: `29B1` for `123456789`. */
export function checksum(text: string): string {
  let crc = 0xffff;
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index) << 8;
    for (let bit = 0; bit < 8; bit++) crc = ((crc << 1) ^ (crc & 0x8000 ? 0x1021 : 0)) & 0xffff;
  }
  return crc.toString(16).toUpperCase().padStart(4, "0");
}

function read(text: string): Map<string, string> {
  if (text.length > LONGEST) throw new UnreadableQris("qris_too_long");
  if (!/^[ -~]+$/.test(text)) throw new UnreadableQris("qris_characters");
  const found = split(text);
  const fields = new Map(found);
  const crc = fields.get(CRC);
  if (fields.size < found.length || found[0]![0] !== FORMAT || found.at(-1)![0] !== CRC || crc?.length !== 4) throw new UnreadableQris("qris_malformed");
  if (crc.toUpperCase() !== checksum(text.slice(0, -4))) throw new UnreadableQris("qris_checksum");
  const isForeign = REQUIRED.some((tag) => !fields.has(tag)) || FIXED.some(([tag, value]) => fields.get(tag) !== value);
  if (isForeign) throw new UnreadableQris("qris_foreign");
  // Fields of acquirers and of the national register, with fields of their own.
  const merchants = found.filter(([tag]) => tag >= "26" && tag <= "51").map(([, value]) => new Map(split(value)));
  if (!merchants.some((merchant) => merchant.has("00"))) throw new UnreadableQris("qris_foreign");
  if (fields.has(AMOUNT) || (fields.get(METHOD) ?? "11") !== "11") throw new UnreadableQris("qris_not_static");
  return fields;
}

function split(text: string): [tag: string, value: string][] {
  const fields: [string, string][] = [];
  for (let start = 0; start < text.length; ) {
    const head = text.slice(start, start + 4);
    const end = start + 4 + Number(head.slice(2));
    if (!/^\d{4}$/.test(head) || end === start + 4 || end > text.length) throw new UnreadableQris("qris_malformed");
    fields.push([head.slice(0, 2), text.slice(start + 4, end)]);
    start = end;
  }
  return fields;
}

/** A QR code to draw: `<svg viewBox={viewBox}><path d={path} /></svg>`, dark on white. The margin is in the box. */
export interface Drawing {
  readonly viewBox: string;
  readonly path: string;
}

/** The light modules around a code that ISO/IEC 18004 requires. */
const MARGIN = 4;

/** Return a text as a QR code. The encoder is loaded at the first call, and kept for offline use. */
export async function drawQr(text: string): Promise<Drawing> {
  const [{ correction, generate }, { toSvgPath }] = await Promise.all([import("lean-qr"), import("lean-qr/extras/svg")]);
  const code = generate(text, { minCorrectionLevel: correction.M });
  const side = code.size + 2 * MARGIN;
  return { viewBox: `${-MARGIN} ${-MARGIN} ${side} ${side}`, path: toSvgPath(code) };
}
