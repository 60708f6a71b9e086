/** Changes of a form that aren't saved yet: they wait for a return to its page. */
export const draft = {
  read<T>(name: string): T | null {
    try {
      return JSON.parse(sessionStorage.getItem(`finenice.draft.${name}`) ?? "null") as T | null;
    } catch {
      return null;
    }
  },
  write(name: string, value: unknown): void {
    try {
      if (value === null) sessionStorage.removeItem(`finenice.draft.${name}`);
      else sessionStorage.setItem(`finenice.draft.${name}`, JSON.stringify(value));
    } catch {
      // Without storage there are no drafts.
    }
  },
};
