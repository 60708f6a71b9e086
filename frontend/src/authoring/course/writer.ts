import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { api } from "../../app/api";
import { useText, words } from "../../app/language";
import { hasCode, sentence } from "../../app/problem";
import { toast } from "../../ui/toast";
import { type Draft, draftKey, tag, useReload } from "../draft";
import { type Order, orderOf } from "./outline-order";

const text = words({
  id: { conflict: "Kursus ini sudah diubah di tempat lain. Susunan terbaru ditampilkan; ulangi perubahan Anda bila masih perlu." },
  en: { conflict: "This course was changed elsewhere. The latest outline is shown; repeat your change if it is still needed." },
});

/** Changes of the outline, one after the other, each on the revision that the one before has made. */
export function useOutline(draft: Draft) {
  const t = useText(text);
  const client = useQueryClient();
  const reload = useReload(draft.id);
  const [order, setOrder] = useState<Order | null>(null);
  const [busy, setBusy] = useState(0);
  const [conflict, setConflict] = useState<string | null>(null);
  const waiting = useRef<Promise<unknown>>(Promise.resolve());
  const wanted = useRef<Order | null>(null);

  const revision = () => client.getQueryData<Draft>(draftKey(draft.id))?.revision ?? draft.revision;
  /** Run the write after those before it; tell whether it has succeeded. */
  const write = (call: (ifMatch: string) => PromiseLike<unknown>): Promise<boolean> => {
    setBusy((count) => count + 1);
    setConflict(null);
    const run = async () => {
      try {
        await call(tag(revision()));
        return true;
      } catch (error) {
        wanted.current = null;
        if (hasCode(error, "version_conflict")) setConflict(t.conflict);
        else toast.failed(sentence(error));
        return false;
      } finally {
        await reload();
        setBusy((count) => count - 1);
      }
    };
    const done = waiting.current.then(run);
    waiting.current = done;
    return done;
  };
  const arrange = (next: Order) => {
    setOrder(next);
    const first = wanted.current === null;
    wanted.current = next;
    // Moves that follow while a write is under way are sent together.
    if (!first) return;
    void write(async (ifMatch) => {
      const sections = wanted.current?.map(({ id, contents }) => ({ id, contents: [...contents] })) ?? [];
      wanted.current = null;
      await api.courseDrafts.reorderOutline(draft.id, { sections }, { ifMatch });
    });
  };
  useEffect(() => {
    // The saved order is the one to show once nothing is under way.
    if (busy === 0 && wanted.current === null) setOrder(null);
  }, [busy]);
  return { order: order ?? orderOf(draft), arrange, write, busy: busy > 0, conflict };
}
