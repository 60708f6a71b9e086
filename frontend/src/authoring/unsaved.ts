import { useEffect, useRef } from "react";
import { useNavigate } from "react-router";
import { getLanguage, words } from "../app/language";
import { confirm } from "../ui/dialog";

const text = words({
  id: { title: "Tinggalkan halaman ini?", detail: "Perubahan di halaman ini belum disimpan.", leave: "Tinggalkan tanpa menyimpan" },
  en: { title: "Leave this page?", detail: "The changes on this page are not saved yet.", leave: "Leave without saving" },
});

/** Ask before a link, a reload or a closed tab loses what was typed. */
export function useUnsavedWarning(dirty: boolean): void {
  const navigate = useNavigate();
  const unsaved = useRef(dirty);
  unsaved.current = dirty;
  useEffect(() => {
    const closing = (event: BeforeUnloadEvent) => {
      if (unsaved.current) event.preventDefault();
    };
    // Before React Router sees the click.
    const clicked = (event: MouseEvent) => {
      const link = (event.target as Element).closest?.("a[href]") as HTMLAnchorElement | null;
      if (!unsaved.current || !link || link.target || link.download || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (link.origin !== location.origin || (link.pathname === location.pathname && link.search === location.search)) return;
      event.preventDefault();
      event.stopPropagation();
      const t = text[getLanguage()];
      void confirm({ title: t.title, detail: t.detail, action: t.leave, danger: true }).then((agreed) => {
        if (!agreed) return;
        unsaved.current = false;
        void navigate(link.pathname + link.search + link.hash);
      });
    };
    addEventListener("beforeunload", closing);
    document.addEventListener("click", clicked, true);
    return () => {
      removeEventListener("beforeunload", closing);
      document.removeEventListener("click", clicked, true);
    };
  }, [navigate]);
}
