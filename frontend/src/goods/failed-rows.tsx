/** The rows of an import that failed, to be corrected on the screen and imported again. */
import { useQueryClient } from "@tanstack/react-query";
import { memo, useCallback, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { save } from "../ui/download";
import { Alert, Badge, LoadedList } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { Download, FileUp } from "../ui/icons";
import { toast } from "../ui/toast";
import { correctionsOf, keepCorrections } from "./corrections";
import { toCsv } from "./csv";
import { type FailedRow, type Import, sentFile } from "./import-data";
import { Questions, useUpload } from "./upload";

const text = words({
  id: {
    title: "Baris yang perlu diperbaiki", hint: "Perbaiki di sini, lalu impor lagi. Baris lain sudah tersimpan.", hintDry: "Impor dulu; baris ini dapat diperbaiki sesudahnya.", line: (n: string) => `Baris ${n}`, all: "Semua kolom", fewer: "Ringkas",
    send: (count: string) => `Impor ${count} baris yang diperbaiki`, none: "Belum ada baris yang diperbaiki", download: "Unduh CSV", untitled: (n: number) => `Kolom ${n}`, corrected: "Diperbaiki",
    sent: "Sudah diimpor lagi", report: "Lihat impornya", allSent: "Semua baris ini sudah diperbaiki dan diimpor lagi.",
  },
  en: {
    title: "Rows to correct", hint: "Correct them here and import them again. The other rows are saved.", hintDry: "Import first; you can correct these rows afterwards.", line: (n: string) => `Line ${n}`, all: "All columns", fewer: "Fewer",
    send: (count: string) => `Import ${count} corrected rows`, none: "No rows corrected yet", download: "Download CSV", untitled: (n: number) => `Column ${n}`, corrected: "Corrected",
    sent: "Imported again", report: "See that import", allSent: "All of these rows have been corrected and imported again.",
  },
});

const PAGE_SIZE = 50;
/** The last column of a file of failed rows. */
const REASONS = ["reason", "alasan"];

export function FailedRows({ found }: { found: Import }) {
  const t = useText(text);
  const navigate = useNavigate();
  const client = useQueryClient();
  const rows = useList(["import-rows", found.id], (cursor, signal) => api.imports.listFailedRows(found.id, { cursor, per_page: PAGE_SIZE }, { signal }));
  const [corrected, setCorrected] = useState<ReadonlyMap<number, readonly string[]>>(new Map());
  // Rows that were sent again are not offered once more.
  const [sent] = useState(() => correctionsOf(found.id));
  const upload = useUpload((started) => {
    keepCorrections(found.id, corrected.keys(), started.id);
    client.setQueryData(["import", started.id], started);
    void client.invalidateQueries({ queryKey: ["imports"] });
    void navigate(`/goods/imports/${started.id}`);
  });
  const change = useCallback((row: FailedRow, cells: readonly string[]) => {
    setCorrected((now) => {
      const next = new Map(now);
      if (cells.some((cell, place) => cell !== (row.cells[place] ?? ""))) next.set(row.line, cells);
      else next.delete(row.line);
      return next;
    });
  }, []);
  const header = found.header ?? [];
  const send = () => {
    const lines = [...corrected].sort(([one], [other]) => one - other).map(([, cells]) => cells);
    const file = new File([toCsv([header, ...lines], found.delimiter)], found.filename.replace(/(\.\w+)?$/, "-perbaikan.csv"), { type: "text/csv" });
    const rate = found.warnings.find(({ code }) => code === "rate")?.values[0]?.value;
    // The same answers as for the whole file, but those about a workbook.
    const { sheet: _, encoding: __, ...options } = sentFile(found.id)?.options ?? (rate ? { rate } : {});
    void upload.send(file, { ...options, dry_run: false, mode: found.mode, create_missing: found.create_missing });
  };
  const saveAll = async () => {
    try {
      save(`import-${found.id}.csv`, `\ufeff${await api.imports.downloadFailedRows(found.id)}`);
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  const editable = !found.dry_run && header.length > 0;
  const allSent = sent.size >= found.counts.failed;
  return (
    <section className="stack">
      <div className="row between">
        <div><h2>{t.title}</h2><p className="small soft">{found.dry_run ? t.hintDry : !allSent && t.hint}</p></div>
        <Button icon={Download} onClick={() => void saveAll()}>{t.download}</Button>
      </div>
      {allSent && <Alert tone="good"><p>{t.allSent}</p></Alert>}
      <LoadedList query={rows} rows={(page) => page.rows} empty={null}>
        {(list) => <ul className="stack tight">{list.map((row) => <Row key={row.line} row={row} header={header} cells={corrected.get(row.line)} correction={sent.get(row.line)} editable={editable && !sent.has(row.line)} onChange={change} />)}</ul>}
      </LoadedList>
      {upload.error !== null && <Questions {...upload} />}
      {editable && !allSent && (
        <div className="goods-save">
          <Button look="primary" icon={FileUp} busy={upload.busy} disabled={!corrected.size} onClick={send}>{corrected.size ? t.send(formatNumber(corrected.size)) : t.none}</Button>
        </div>
      )}
    </section>
  );
}

interface RowProps {
  row: FailedRow;
  header: readonly string[];
  /** The corrected cells, if any. */
  cells: readonly string[] | undefined;
  /** The import that has the row corrected, if it was sent again. */
  correction: number | undefined;
  editable: boolean;
  onChange: (row: FailedRow, cells: readonly string[]) => void;
}

const Row = memo(function Row({ row, header, cells, correction, editable, onChange }: RowProps) {
  const t = useText(text);
  const [all, setAll] = useState(false);
  const now = cells ?? row.cells;
  const width = Math.max(header.length, row.cells.length);
  const places = Array.from({ length: width }, (_, place) => place).filter((place) => !REASONS.includes((header[place] ?? "").trim().toLowerCase()));
  const errorsAt = (place: number) => row.errors.filter(({ column }) => column !== "" && column === header[place]);
  const rest = row.errors.filter(({ column }) => !column || !header.includes(column));
  const faulty = places.filter((place) => errorsAt(place).length);
  // An error of the row as a whole may be in any cell.
  const shown = all || !faulty.length ? places : faulty;
  const summary = places.filter((place) => !shown.includes(place) && now[place]).map((place) => now[place]).join(" · ");
  const set = (place: number, value: string) => onChange(row, Array.from({ length: width }, (_, each) => (each === place ? value : now[each] ?? "")));
  if (correction !== undefined) {
    return (
      <li className="card row between">
        <p className="grow"><strong>{t.line(formatNumber(row.line))}</strong> <Badge tone="good">{t.sent}</Badge> <span className="soft small">{places.map((place) => now[place]).filter(Boolean).join(" · ")}</span></p>
        <Link to={`/goods/imports/${correction}`}>{t.report}</Link>
      </li>
    );
  }
  return (
    <li className="card failed-row">
      <div className="row between">
        <p className="grow"><strong>{t.line(formatNumber(row.line))}</strong> <span className="soft small">{cells ? t.corrected : summary}</span></p>
        {editable && faulty.length > 0 && faulty.length < places.length && <Button look="quiet" aria-expanded={all} onClick={() => setAll(!all)}>{all ? t.fewer : t.all}</Button>}
      </div>
      {rest.map(({ code, msg }) => <p key={code} className="field-error">{msg}</p>)}
      {editable ? (
        <div className="failed-cells">
          {shown.map((place) => {
            const faults = errorsAt(place);
            const changed = (now[place] ?? "") !== (row.cells[place] ?? "");
            return (
              <TextField
                key={place}
                label={header[place] || t.untitled(place + 1)}
                autoComplete="off"
                error={!changed && faults.length ? faults.map(({ msg }) => msg).join(" ") : undefined}
                value={now[place] ?? ""}
                onChange={(event) => set(place, event.target.value)}
              />
            );
          })}
        </div>
      ) : (
        <ul>{row.errors.filter(({ column }) => column).map(({ column, code, msg }) => <li key={column + code} className="field-error"><strong>{column}:</strong> {msg} <span className="soft">{now[header.indexOf(column)]}</span></li>)}</ul>
      )}
    </li>
  );
});
