/** Texts in the characters that every printer has, as the shop writes them (anyascii 0.3.3). */

const LATIN =
  "\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t \t!\tc\tGBP\t$\tY\t|\tS\t\"\t(C)\ta\t<<\t!\t\t(R)\t-\tdeg\t+-\t2\t3\t'\tu\tP\t-\t,\t1\to\t>>\t1/4\t1/2\t3/4\t?\tA\tA\tA\tA\tA\tA\tAe\tC\tE\tE\tE\tE\tI\tI\tI\tI\tD\tN\tO\tO\tO\tO\tO\t*\tO\tU\tU\tU\tU\tY\tTh\tss\ta\ta\ta\ta\ta\ta\tae\tc\te\te\te\te\ti\ti\ti\ti\td\tn\to\to\to\to\to\t/\to\tu\tu\tu\tu\ty\tth\ty\tA\ta\tA\ta\tA\ta\tC\tc\tC\tc\tC\tc\tC\tc\tD\td\tD\td\tE\te\tE\te\tE\te\tE\te\tE\te\tG\tg\tG\tg\tG\tg\tG\tg\tH\th\tH\th\tI\ti\tI\ti\tI\ti\tI\ti\tI\ti\tIJ\tij\tJ\tj\tK\tk\tq\tL\tl\tL\tl\tL\tl\tL\tl\tL\tl\tN\tn\tN\tn\tN\tn\t'n\tNg\tng\tO\to\tO\to\tO\to\tOe\toe\tR\tr\tR\tr\tR\tr\tS\ts\tS\ts\tS\ts\tS\ts\tT\tt\tT\tt\tT\tt\tU\tu\tU\tu\tU\tu\tU\tu\tU\tu\tU\tu\tW\tw\tY\ty\tY\tZ\tz\tZ\tz\tZ\tz\ts";
const PUNCTUATION =
  " \t \t \t \t \t \t \t \t \t \t \t\t\t\t\t\t-\t-\t-\t-\t-\t-\t||\t_\t'\t'\t'\t'\t\"\t\"\t\"\t\"\t+\t++\t*\t*\t.\t..\t...\t-\t \t \t\t\t\t\t\t \t%0\t%00\t'\t''\t'''\t`\t``\t```\t^\t<\t>\t*\t!!\t!?\t-\t_\t-\t^\t***\t-\t/\t[\t]\t??\t?!\t!?\t&\tP\t<\t>\t*\t;\t_\t**\t./.\t~\t_\t*\t:\t''''\t:\t*\t:\t:\t+\t:\t:\t \t\t\t\t\t\t\t\t\t\t\t\t\t\t\t\t";
/** The characters of Latin scripts and of punctuation, which need no table of all scripts. */
const KNOWN = new Map([
  ...cells(0x80, LATIN),
  ...cells(0x2000, PUNCTUATION),
  ...cells(0x0300, "\t".repeat(0x62)),
  ...cells(0xfe00, "\t".repeat(0x0f)),
  ...cells(0x20ac, "EUR"),
  ...cells(0x2122, "TM"),
]);
const PICTURES = /[\p{So}\p{Sk}\p{Cf}]/gu;
let all: ((text: string) => string) | undefined;

function cells(first: number, texts: string): [string, string][] {
  return texts.split("\t").map((text, index) => [String.fromCharCode(first + index), text]);
}

/** Load the table of all scripts if these texts need it. Offline without it, their other characters are question marks. */
export async function loadCharacters(texts: Iterable<string>): Promise<void> {
  // 210 kB, for shops whose goods have names in other scripts.
  if (!all && [...texts].some(isRare)) all = (await import("any-ascii")).default;
}

/** Return the text in printable ASCII. Emoji are left out, unless there is nothing else. */
export function printable(text: string): string {
  for (const candidate of [text.replace(PICTURES, ""), text]) {
    // Control characters would be commands to the printer.
    const found = ascii(candidate).replace(/[^ -~]/g, " ").split(" ").filter(Boolean).join(" ");
    if (found) return found;
  }
  return text && "?";
}

function ascii(text: string): string {
  if (all && !isKnown(text)) return all(text);
  return Array.from(text, (char) => (char <= "\x7f" ? char : (KNOWN.get(char) ?? "?"))).join("");
}

const isKnown = (text: string): boolean => Array.from(text).every((char) => char <= "\x7f" || KNOWN.has(char));

function isRare(text: string): boolean {
  const kept = text.replace(PICTURES, "");
  return !isKnown(kept) || (!ascii(kept).trim() && !isKnown(text));
}
