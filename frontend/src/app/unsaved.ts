import { useEffect, useRef } from "react";
import { useLocation, useNavigate } from "react-router";
import { confirm } from "../ui/dialog";
import { back } from "./back";
import { getLanguage, words } from "./language";

const text = words({
  id: { title: "Tinggalkan halaman ini?", detail: "Perubahan di halaman ini belum disimpan.", action: "Tinggalkan" },
  en: { title: "Leave this page?", detail: "The changes on this page are not saved yet.", action: "Leave" },
});

/** The place of an entry in the browser's history, as React Router counts. */
const placeOf = (state: unknown): number | undefined => (state as { idx?: number } | null)?.idx;

/** Ask before a link, the Back button, a reload or a closed tab loses what was typed. */
export function useUnsavedWarning(dirty: boolean): void {
  const navigate = useNavigate();
  const { pathname, key } = useLocation();
  const unsaved = useRef(dirty);
  unsaved.current = dirty;
  const here = useRef({ pathname, place: 0 });
  const state = useRef<"staying" | "asking" | "leaving">("staying");
  useEffect(() => {
    here.current = { pathname, place: placeOf(history.state) ?? 0 };
    state.current = "staying";
  }, [pathname, key]);
  useEffect(() => {
    const ask = async (leave: () => void) => {
      state.current = "asking";
      const agreed = await confirm({ ...text[getLanguage()], danger: true });
      state.current = agreed ? "leaving" : "staying";
      if (agreed) leave();
    };
    const closing = (event: BeforeUnloadEvent) => {
      if (unsaved.current && state.current !== "leaving") event.preventDefault();
    };
    const clicked = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.<HTMLAnchorElement>("a[href]");
      if (!unsaved.current || !link || link.target || link.download || event.button || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.origin !== location.origin || (link.pathname === location.pathname && link.search === location.search)) return;
      event.preventDefault();
      event.stopPropagation();
      void ask(() => void navigate(link.pathname + link.search + link.hash));
    };
    let question: (() => void) | undefined;
    const popped = (event: PopStateEvent) => {
      if (question) {
        event.stopImmediatePropagation();
        question();
        question = undefined;
        return;
      }
      if (!unsaved.current || state.current === "leaving" || location.pathname === here.current.pathname) return;
      // The browser has gone already: go back to the page, then ask.
      const steps = (placeOf(event.state) ?? here.current.place - 1) - here.current.place;
      event.stopImmediatePropagation();
      question = () => {
        if (state.current === "staying") void ask(() => history.go(steps));
      };
      history.go(-steps);
    };
    addEventListener("beforeunload", closing);
    // Before React Router sees the click.
    addEventListener("click", clicked, { capture: true });
    back.guard = popped;
    return () => {
      removeEventListener("beforeunload", closing);
      removeEventListener("click", clicked, { capture: true });
      if (back.guard === popped) back.guard = null;
    };
  }, [navigate]);
}
