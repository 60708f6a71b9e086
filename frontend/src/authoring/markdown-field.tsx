import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { type MouseEvent, type ReactNode, useEffect, useState, useSyncExternalStore } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { TextArea } from "../ui/fields";
import { Segments } from "../ui/tabs";

const text = words({
  id: {
    write: "Tulis", preview: "Pratinjau", view: (label: string) => `Tampilan ${label}`, nothing: "Pratinjau muncul di sini.",
    hint: "Markdown: **tebal**, # judul, - daftar, [tautan](https://…)",
  },
  en: {
    write: "Write", preview: "Preview", view: (label: string) => `View of ${label}`, nothing: "The preview appears here.",
    hint: "Markdown: **bold**, # heading, - list, [link](https://…)",
  },
});

/** The pause in typing after which the preview is rendered. */
const TYPING_MS = 400;
const WIDE = "(min-width: 1200px)";

function useWide(): boolean {
  return useSyncExternalStore(
    (listener) => {
      const query = matchMedia(WIDE);
      query.addEventListener("change", listener);
      return () => query.removeEventListener("change", listener);
    },
    () => matchMedia(WIDE).matches,
  );
}

function useSettled<T>(value: T): T {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), TYPING_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}

interface MarkdownFieldProps {
  courseId: number;
  label: string;
  hint?: ReactNode;
  error?: string | undefined;
  optional?: boolean;
  rows?: number;
  /** There is no room for the preview beside the text. */
  narrow?: boolean;
  maxLength: number;
  value: string;
  onChange: (value: string) => void;
}

/** A text in Markdown beside its preview, as the server renders it for learners. */
export function MarkdownField({ courseId, value, onChange, rows = 12, label, hint, narrow, ...rest }: MarkdownFieldProps) {
  const t = useText(text);
  const wide = useWide() && !narrow;
  const [view, setView] = useState<"write" | "preview">("write");
  return (
    <div className={`markdown ${wide ? "wide" : ""}`}>
      {!wide && <Segments label={t.view(label)} value={view} onChange={setView} choices={[{ value: "write", label: t.write }, { value: "preview", label: t.preview }]} />}
      {(wide || view === "write") && <TextArea {...rest} label={label} hint={hint ?? t.hint} rows={rows} value={value} onChange={(event) => onChange(event.target.value)} />}
      {(wide || view === "preview") && <Preview courseId={courseId} markdown={value} label={t.preview} />}
    </div>
  );
}

function Preview({ courseId, markdown, label }: { courseId: number; markdown: string; label: string }) {
  const t = useText(text);
  const settled = useSettled(markdown);
  const rendered = useQuery({
    queryKey: ["markdown", courseId, settled],
    queryFn: ({ signal }) => api.request<{ html: string }>("POST", `/api/courses/${courseId}/preview`, { body: { markdown: settled }, options: { signal } }),
    enabled: settled.trim() !== "",
    staleTime: Infinity,
    gcTime: 60_000,
    placeholderData: keepPreviousData,
  });
  const html = settled.trim() ? rendered.data?.html : "";
  return (
    <div className="stack tight">
      <p className="legend" aria-hidden>{label}</p>
      <div className="preview rendered" role="region" aria-label={label} tabIndex={0} onClick={openElsewhere}>
        {rendered.error ? <p className="field-error">{sentence(rendered.error)}</p> : !html ? <p className="soft">{t.nothing}</p> : <div dangerouslySetInnerHTML={{ __html: html }} />}
      </div>
    </div>
  );
}

/** A link in a preview must not replace the page that is being edited. */
export function openElsewhere(event: MouseEvent): void {
  const link = (event.target as Element).closest("a");
  if (!link) return;
  event.preventDefault();
  open(link.href, "_blank", "noopener");
}
