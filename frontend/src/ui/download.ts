/** Files that the page offers to save. */

/** Spreadsheets read UTF-8 only with a byte order mark. */
const MARK = "\ufeff";
const LIFETIME_MS = 60_000;

export function save(name: string, content: string, type = "text/csv;charset=utf-8"): void {
  saveBlob(name, new Blob([type.startsWith("text/csv") ? MARK + content.replace(MARK, "") : content], { type }));
}

export function saveBlob(name: string, blob: Blob): void {
  const url = URL.createObjectURL(blob);
  Object.assign(document.createElement("a"), { href: url, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(url), LIFETIME_MS);
}

type Cell = string | number | null | undefined;

/** Write rows as CSV (RFC 4180). A text that a spreadsheet would take for a formula gets an apostrophe. */
export function csv(rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) => {
    const written = typeof value === "string" && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value ?? "");
    return /[",\r\n]/.test(written) ? `"${written.replaceAll('"', '""')}"` : written;
  };
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}
