/** Keys that a cashier types while the dialog that they are for is still loading. */
import { SHORTEST_IN_FIELD, setField } from "./scanner";

let typed: string[] | null = null;

/** Keep keys from the counter between `keepKeys` and `giveKeys`. Before all other listeners; returns how to end that. */
export function listenAhead(): () => void {
  const onKey = (event: KeyboardEvent) => {
    if (!typed || event.ctrlKey || event.altKey || event.metaKey) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    typed.push(event.key);
  };
  addEventListener("keydown", onKey, { capture: true });
  return () => {
    dropKeys();
    removeEventListener("keydown", onKey, { capture: true });
  };
}

export function keepKeys(): void {
  typed ??= [];
}

export function dropKeys(): void {
  typed = null;
}

/** Type what was kept into the field that has the focus, as far as it is text and Enter. A scanned code is no amount. */
export function giveKeys(): void {
  const keys = typed ?? [];
  dropKeys();
  const field = document.activeElement;
  if (!(field instanceof HTMLInputElement) || !field.form) return;
  const end = keys.indexOf("Enter");
  const text = keys.slice(0, end < 0 ? undefined : end).filter((key) => key.length === 1).join("");
  if (text.length >= SHORTEST_IN_FIELD) return;
  if (text) setField(field, text);
  // Once the field's form knows the text.
  if (end >= 0) setTimeout(() => field.form?.requestSubmit());
}
