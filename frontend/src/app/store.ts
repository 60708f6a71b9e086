/** Values that could not be stored, because storage is blocked or full. They last until a reload. */
const unstored = new Map<string, string | null>();

/** Values that survive a reload, where the browser lets us keep them. */
export const stored = {
  get(name: string): string | null {
    const value = unstored.get(name);
    if (value !== undefined) return value;
    try {
      return localStorage.getItem(`finenice.${name}`);
    } catch {
      return null;
    }
  },
  set(name: string, value: string | null): void {
    try {
      if (value === null) localStorage.removeItem(`finenice.${name}`);
      else localStorage.setItem(`finenice.${name}`, value);
      unstored.delete(name);
    } catch {
      unstored.set(name, value);
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
