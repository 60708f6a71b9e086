import { type RefObject, useEffect } from "react";

/** Focus the first invalid field of a form, once an error has marked it. */
export function useInvalidFocus(form: RefObject<HTMLElement | null>, error: unknown) {
  useEffect(() => {
    if (error) form.current?.querySelector<HTMLElement>("[aria-invalid]")?.focus();
  }, [error]);
}
