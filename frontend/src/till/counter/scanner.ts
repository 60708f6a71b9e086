/** Barcode scanners that type: characters that come faster than people type, and Enter. */

/** Between two characters of a scanner, also on a tablet that is busy. */
const FAST_MS = 100;
const SHORTEST = 3;
/** In a field of a dialog so many characters are a code; fewer are an amount that somebody types fast. */
export const SHORTEST_IN_FIELD = 8;
/** Scanners may say first which kind of code it is (AIM), and some send control characters. */
const SYMBOLOGY = /^\][A-Za-z]\d/;
const CONTROL = /[\u0000-\u001f\u007f]/g;

export const cleanCode = (code: string): string => code.replace(CONTROL, "").replace(SYMBOLOGY, "").trim();

const isField = (target: EventTarget | null): target is HTMLInputElement =>
  target instanceof HTMLTextAreaElement || (target instanceof HTMLInputElement && !["checkbox", "radio", "button"].includes(target.type));

/** Set a field's text as if it had been typed, so that React notices. */
export function setField(field: HTMLInputElement, text: string): void {
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value")!.set!.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

/**
 * Call the listener with each code that a scanner types, wherever the focus is. `before` is what stood in the entry
 * field, such as `3*`, or the first characters if they came slowly. Returns how to end that.
 */
export function listenToScanner(entry: () => HTMLInputElement | null, onCode: (code: string, before: string) => void): () => void {
  let code = "";
  let last = 0;
  let field: HTMLInputElement | null = null;
  let before = "";
  const onKey = (event: KeyboardEvent) => {
    const now = event.timeStamp;
    const fast = now - last <= FAST_MS;
    const ends = event.key === "Enter" || event.key === "Tab";
    // A key of the till ends what was typed before it, such as - before F4.
    if (/^F\d/.test(event.key)) code = "";
    if (!ends && (event.key.length !== 1 || event.ctrlKey || event.altKey || event.metaKey)) {
      // A control character within a code, such as Ctrl+J, is no shortcut of the browser.
      if (fast && code && event.ctrlKey && event.key !== "Control") {
        event.preventDefault();
        last = now;
      }
      return;
    }
    if (!ends) {
      if (!fast || !code) {
        code = "";
        field = isField(event.target) ? event.target : null;
        before = (field ?? entry())?.value ?? "";
      }
      code += event.key;
      last = now;
      return;
    }
    const found = cleanCode(code);
    const ours = !field || field === entry();
    const scanned = fast && found.length >= (ours ? SHORTEST : SHORTEST_IN_FIELD);
    code = "";
    if (!scanned) return;
    event.preventDefault();
    event.stopPropagation();
    if (field && !ours) setField(field, before);
    onCode(found, ours ? before : "");
  };
  addEventListener("keydown", onKey, { capture: true });
  return () => removeEventListener("keydown", onKey, { capture: true });
}

/** Read `3*` or `0,25*` before a code: how many, or how many kilograms. */
export function readEntry(text: string): { times: number | null; code: string } {
  const found = /^\s*(\d{1,6}(?:[.,]\d{1,3})?)\s*[*x×]\s*(.*)$/is.exec(text);
  if (!found) return { times: null, code: text.trim() };
  return { times: Number(found[1]!.replace(",", ".")), code: found[2]!.trim() };
}
