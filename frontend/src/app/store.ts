/** Values that survive a reload, where the browser lets us keep them. */
export const stored = {
  get(name: string): string | null {
    try {
      return localStorage.getItem(`finenice.${name}`);
    } catch {
      return null; // Storage is blocked.
    }
  },
  set(name: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`finenice.${name}`);
      else localStorage.setItem(`finenice.${name}`, value);
    } catch {
      // Storage is blocked or full: the value lasts until a reload.
    }
  },
};

/** Return what the JSON text holds, or undefined. */
export function parse<T>(text: string | null): T | undefined {
  try {
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}
