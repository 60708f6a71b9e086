/** Hand something to other programs of the device. */

/** Open the device's own sheet for sharing. Where it has none, copy the link and return true. */
export async function share(what: { url: string; title: string }): Promise<boolean> {
  if ("share" in navigator) {
    try {
      await navigator.share(what);
      return false;
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return false;
    }
  }
  return copy(what.url);
}

/** Browsers have no clipboard on plain HTTP, but still copy what is selected. */
async function copy(written: string): Promise<boolean> {
  if ("clipboard" in navigator) {
    try {
      await navigator.clipboard.writeText(written);
      return true;
    } catch {
      // Not allowed: try the other way.
    }
  }
  const field = document.createElement("textarea");
  field.value = written;
  document.body.append(field);
  field.select();
  const copied = document.execCommand("copy");
  field.remove();
  return copied;
}

const MINUTE = 60_000;

export function saveFile(blob: Blob, name: string): void {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), MINUTE);
}
