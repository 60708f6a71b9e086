/** Changes that aren't saved yet: warn before they are lost, and keep them for a return. */
import { useEffect } from "react";
import { useNavigate } from "react-router";
import { confirm } from "../ui/dialog";

/** Ask before a link or a reload leaves the page. */
export function useUnsavedWarning(dirty: boolean, question: { title: string; detail: string; action: string }): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (!dirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      const link = (event.target as Element).closest<HTMLAnchorElement>("a[href]");
      if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || link.target || link.download || link.origin !== location.origin) return;
      event.preventDefault();
      event.stopPropagation();
      void confirm({ ...question, danger: true }).then((agreed) => {
        if (agreed) void navigate(link.pathname + link.search);
      });
    };
    addEventListener("beforeunload", onUnload);
    // Before React's own listeners, which would navigate.
    addEventListener("click", onClick, { capture: true });
    return () => {
      removeEventListener("beforeunload", onUnload);
      removeEventListener("click", onClick, { capture: true });
    };
  }, [dirty, question.title]);
}

/** The Back button can't be asked about, so what was typed waits for a return. */
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
