/** Imports: their progress, live, and the files of this visit. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { ImportsCreateQuery, Schemas } from "finenice-client";
import { useEffect } from "react";
import { api } from "../app/api";
import { words } from "../app/language";
import { isProblem } from "../app/problem";
import { forgetLists } from "./data";

/** `header`: the titles of the columns, in the order of the cells. */
export type Import = Schemas["Import"] & { header?: string[] };
export type ImportSummary = Schemas["ImportSummary"];
export type FailedRow = Schemas["FailedRow"];
export type ImportOptions = ImportsCreateQuery;

export const importText = words({
  id: {
    states: { queued: "Menunggu", running: "Berjalan", done: "Selesai", failed: "Berhenti" }, dryRun: "Pemeriksaan", counts: { rows: "Baris", created: "Baru", updated: "Berubah", unchanged: "Tetap", failed: "Perlu diperbaiki" },
  },
  en: {
    states: { queued: "Waiting", running: "Running", done: "Done", failed: "Stopped" }, dryRun: "Check", counts: { rows: "Rows", created: "New", updated: "Changed", unchanged: "Unchanged", failed: "To correct" },
  },
});

export const tones = { queued: "neutral", running: "information", done: "good", failed: "danger" } as const;

/** The file and the answers of an import of this visit, so that a check can become an import. */
export interface Sent {
  file: File;
  options: ImportOptions;
}
const sent = new Map<number, Sent>();

export const sentFile = (id: number) => sent.get(id);

export async function sendFile(file: File, options: ImportOptions, idempotencyKey: string): Promise<Import> {
  const started = await api.imports.create({ file }, options, { idempotencyKey });
  sent.set(started.id, { file, options });
  if (!options.dry_run) forgetLists();
  return started;
}

const isOver = ({ state }: ImportSummary) => state === "done" || state === "failed";
const POLL_MS = 2000;
const AGAIN_MS = 1000;

/** An import, followed until it ends: by its event stream, or by asking again if there is none. */
export function useImport(id: number) {
  const client = useQueryClient();
  const key = ["import", id];
  const query = useQuery({ queryKey: key, queryFn: async (): Promise<Import> => api.imports.show(id) });
  const live = query.data !== undefined && !isOver(query.data);
  useEffect(() => {
    if (!live) return;
    const stop = new AbortController();
    const follow = async () => {
      while (!stop.signal.aborted) {
        try {
          const ended = await readEvents(await api.imports.streamEvents(id, { signal: stop.signal }), (summary) => {
            client.setQueryData<Import>(key, (before) => before && { ...before, ...summary });
          });
          if (ended) break;
          await pause(AGAIN_MS, stop.signal);
        } catch (error) {
          if (stop.signal.aborted || (isProblem(error) && error.status === 404)) return;
          // A proxy may hold back the stream, or too many are open.
          await pause(POLL_MS, stop.signal);
          if (!stop.signal.aborted) await client.refetchQueries({ queryKey: key });
          if (isOver(client.getQueryData<Import>(key) ?? query.data!)) break;
        }
      }
      if (stop.signal.aborted) return;
      forgetLists();
      await client.invalidateQueries({ queryKey: key });
      await client.invalidateQueries({ queryKey: ["imports"] });
    };
    void follow();
    return () => stop.abort();
  }, [id, live]);
  return query;
}

const pause = (ms: number, signal: AbortSignal) => new Promise<void>((resolve) => {
  const timer = setTimeout(resolve, ms);
  signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); });
});

/** Call `onEvent` with the data of each event; return whether the last one said that the import has ended. */
async function readEvents(response: Response, onEvent: (summary: ImportSummary) => void): Promise<boolean> {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let [waiting, ended] = ["", false];
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    waiting += value;
    const events = waiting.split("\n\n");
    waiting = events.pop() ?? "";
    for (const event of events) {
      const data = /^data: (.*)$/m.exec(event)?.[1];
      if (data) onEvent(JSON.parse(data) as ImportSummary);
      ended ||= /^event: done$/m.test(event);
    }
  }
  return ended;
}
