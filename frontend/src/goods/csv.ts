/** Return rows as CSV, with the delimiter of the file that they come from. */
export function toCsv(rows: readonly (readonly string[])[], delimiter: string): string {
  const special = new RegExp(`["\\r\\n${delimiter === "\t" ? "\\t" : delimiter}]|^\\s|\\s$`);
  const cell = (value: string) => (special.test(value) ? `"${value.replaceAll('"', '""')}"` : value);
  return rows.map((row) => row.map(cell).join(delimiter)).join("\r\n") + "\r\n";
}
