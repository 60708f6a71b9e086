import { getLanguage, words } from "../app/language";
import { toast } from "./toast";

const text = words({
  id: { copied: "Sudah disalin.", refused: "Peramban ini tidak mengizinkan penyalinan. Tandai dan salin sendiri." },
  en: { copied: "Copied.", refused: "This browser does not allow copying. Select the text and copy it." },
});

/** Copy the text and tell so, also over plain HTTP, where browsers have no clipboard API. */
export async function copy(content: string): Promise<void> {
  const t = text[getLanguage()];
  try {
    if (navigator.clipboard) await navigator.clipboard.writeText(content);
    else if (!copyFromField(content)) throw new DOMException("not copied");
    toast.done(t.copied);
  } catch {
    toast.failed(t.refused);
  }
}

function copyFromField(content: string): boolean {
  const field = document.createElement("textarea");
  field.value = content;
  // A modal dialog lets nothing outside of it have the focus.
  const place = document.querySelector("dialog[open]") ?? document.body;
  place.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

/** Open the device's own sheet for sharing, or copy the link where there is none. */
export async function share(what: { url: string; title: string }): Promise<void> {
  if (typeof navigator.share !== "function") return copy(what.url);
  try {
    await navigator.share(what);
  } catch (error) {
    // Closing the sheet is no failure.
    if (!(error instanceof DOMException && error.name === "AbortError")) await copy(what.url);
  }
}

/** Open WhatsApp with this message. */
export function sendByWhatsApp(message: string): void {
  window.open(`https://wa.me/?text=${encodeURIComponent(message)}`, "_blank", "noopener");
}
