/** Line breaks as Python's `textwrap` sets them, which the shop wraps its receipts with. For printable ASCII. */

const CHUNKS = /( +|(?<=[\w!"'&.,?])-{2,}(?=\w)|[^ ]+?(?:-(?:(?<=[A-Za-z_]{2}-)|(?<=[A-Za-z_]-[A-Za-z_]-))(?=[A-Za-z_]-?[A-Za-z_])|(?= |$)|(?<=[\w!"'&.,?])(?=-{2,}\w)))/;

const isBlank = (chunk: string | undefined): boolean => chunk !== undefined && !chunk.trim();

/** Wrap a text into lines of at most so many columns; all but the first have its indent. */
export function wrapped(text: string, columns: number): string[] {
  const indent = /^ */.exec(text)![0];
  const chunks = text.split(CHUNKS).filter(Boolean);
  const lines: string[] = [];
  while (chunks.length) {
    const width = lines.length ? columns - indent.length : columns;
    if (lines.length && isBlank(chunks[0])) chunks.shift();
    const line: string[] = [];
    let used = 0;
    while (chunks.length && used + chunks[0]!.length <= width) {
      const chunk = chunks.shift()!;
      line.push(chunk);
      used += chunk.length;
    }
    if (chunks.length && chunks[0]!.length > width) {
      const [part, rest] = broken(chunks[0]!, width - used);
      line.push(part);
      chunks[0] = rest;
    }
    if (isBlank(line.at(-1))) line.pop();
    if (line.length) lines.push((lines.length ? indent : "") + line.join(""));
  }
  return lines;
}

/** Break a word that fits in no line, after a hyphen if it has one. */
function broken(word: string, room: number): [string, string] {
  let end = room;
  if (word.length > room) {
    const hyphen = room > 0 ? word.lastIndexOf("-", room - 1) : -1;
    if (hyphen > 0 && /[^-]/.test(word.slice(0, hyphen))) end = hyphen + 1;
  }
  return [word.slice(0, end), word.slice(end)];
}
