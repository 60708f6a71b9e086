/** Sending a file to be imported: its options, and the questions that the shop asks about it. */
import { newKey } from "finenice-client";
import { useRef, useState } from "react";
import { formatBytes, formatNumber, useText, words } from "../app/language";
import { isProblem, sentence } from "../app/problem";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Alert, Progress } from "../ui/feedback";
import { Checkbox, TextField } from "../ui/fields";
import { FileDrop } from "../ui/file-drop";
import { FileText, X } from "../ui/icons";
import { IconButton } from "../ui/button";
import { type Import, type ImportOptions, sendFile } from "./import-data";

const text = words({
  id: {
    drop: "Tarik berkas CSV atau XLSX ke sini, atau pilih", hint: "Daftar sendiri, templat kami, atau ekspor dari program lain. Paling besar 50 MB.", check: "Periksa dulu", checkHint: "Tidak ada yang berubah sampai Anda menyetujuinya.",
    missing: "Tambah kategori dan merek yang belum ada", only: "Hanya tambah barang baru", onlyHint: "Barang yang sudah ada tidak diubah.", start: "Impor", startCheck: "Periksa berkas", sending: "Mengirim berkas", other: "Pilih berkas lain",
    questions: {
      price_column: "Kolom mana yang berisi harga jual?", name_column: "Kolom mana yang berisi nama barang?", sku_column: "Kolom mana yang berisi kode (SKU)?", cost_column: "Kolom mana yang berisi modal?",
      stock_column: "Kolom mana yang berisi stok?", barcode_column: "Kolom mana yang berisi barcode?", sheet: "Lembar mana yang diimpor?", store: "Toko mana yang harganya dipakai?", encoding: "Huruf berkas ini memakai pengodean apa?",
      rate: "Harga di berkas ini dalam satuan apa?",
    } as Record<string, string>,
    rates: { "1": "Rupiah penuh", "1000": "Ribuan rupiah", "1000000": "Jutaan rupiah" } as Record<string, string>, rateField: "Rupiah untuk satu satuan mata uang", use: "Pakai", write: "Tulis sendiri", again: "Coba lagi",
  },
  en: {
    drop: "Drop a CSV or XLSX file here, or choose", hint: "Your own list, our template, or an export of another program. At most 50 MB.", check: "Check first", checkHint: "Nothing changes until you agree.",
    missing: "Add missing categories and brands", only: "Only add new goods", onlyHint: "Goods you already have don't change.", start: "Import", startCheck: "Check the file", sending: "Sending the file", other: "Choose another file",
    questions: {
      price_column: "Which column has the prices?", name_column: "Which column has the names?", sku_column: "Which column has the codes (SKU)?", cost_column: "Which column has the cost?",
      stock_column: "Which column has the stock?", barcode_column: "Which column has the barcodes?", sheet: "Which sheet do you want to import?", store: "Which store's prices do you want?", encoding: "Which encoding is this file in?",
      rate: "What unit are the prices in?",
    } as Record<string, string>,
    rates: { "1": "Whole rupiah", "1000": "Thousands of rupiah", "1000000": "Millions of rupiah" } as Record<string, string>, rateField: "Rupiah for one unit of the currency", use: "Use", write: "Write it yourself", again: "Try again",
  },
});

/** Send a file; each answer to a question sends it again. */
export function useUpload(onStarted: (started: Import) => void) {
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const last = useRef<{ file: File; options: ImportOptions; key: string } | null>(null);
  const send = async (file: File, options: ImportOptions) => {
    const before = last.current;
    const same = before?.file === file && JSON.stringify(before.options) === JSON.stringify(options);
    last.current = { file, options, key: same ? before.key : newKey() };
    setBusy(true);
    setError(null);
    try {
      onStarted(await sendFile(file, options, last.current.key));
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const answer = (more: Partial<ImportOptions>) => last.current && void send(last.current.file, { ...last.current.options, ...more });
  return { busy, error, send, answer, again: () => answer({}), clear: () => setError(null) };
}

export function Upload({ onStarted }: { onStarted: (started: Import) => void }) {
  const t = useText(text);
  const [file, setFile] = useState<File | null>(null);
  const [options, setOptions] = useState<ImportOptions>({ dry_run: true, create_missing: true });
  const upload = useUpload(onStarted);
  const set = (values: ImportOptions) => {
    setOptions({ ...options, ...values });
    upload.clear();
  };
  const accept = ".csv,.tsv,.txt,.xlsx,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
  if (!file) return <FileDrop label={t.drop} hint={t.hint} accept={accept} onFiles={([first]) => { if (first) setFile(first); upload.clear(); }} />;
  return (
    <section className="card stack" aria-label={file.name}>
      <div className="row">
        <FileText size={24} aria-hidden />
        <div className="grow"><p><strong>{file.name}</strong></p><p className="small soft">{formatBytes(file.size)}</p></div>
        <IconButton icon={X} label={t.other} disabled={upload.busy} onClick={() => { setFile(null); upload.clear(); }} />
      </div>
      <div className="import-options">
        <Checkbox label={t.check} hint={t.checkHint} checked={options.dry_run ?? false} onChange={(event) => set({ dry_run: event.target.checked })} />
        <Checkbox label={t.missing} checked={options.create_missing ?? false} onChange={(event) => set({ create_missing: event.target.checked })} />
        <Checkbox label={t.only} hint={t.onlyHint} checked={options.mode === "create"} onChange={(event) => set({ mode: event.target.checked ? "create" : "upsert" })} />
      </div>
      {upload.error ? <Questions {...upload} /> : upload.busy ? <Progress value={null} label={t.sending} /> : (
        <div><Button look="primary" onClick={() => void upload.send(file, options)}>{options.dry_run ? t.startCheck : t.start}</Button></div>
      )}
    </section>
  );
}

/** The message without what a program would send. */
const reason = (msg: string) => msg.split(/(?<=[.?]) (?=Kirim|Send|Jika stok|If it is)/)[0];

interface Question {
  parameter: keyof ImportOptions;
  candidates: string[];
}

/** Why the shop could not read the file, with its questions as buttons. */
export function Questions({ error, busy, answer, again }: Pick<ReturnType<typeof useUpload>, "error" | "busy" | "answer" | "again">) {
  const t = useText(text);
  if (!error) return null;
  const questions = (isProblem(error) ? (error.members as { questions?: Question[] }).questions : undefined) ?? [];
  const told = (isProblem(error) && error.errors[0]) || { code: "", msg: sentence(error) };
  const [question] = questions;
  if (!question) return <Alert tone="danger" action={<Button busy={busy} onClick={again}>{t.again}</Button>}><p>{told.msg}</p></Alert>;
  const { parameter, candidates } = question;
  const label = (value: string) => (parameter === "rate" ? t.rates[value] ?? formatNumber(Number(value)) : value);
  return (
    <Alert tone="warning" title={t.questions[parameter] ?? told.msg}>
      <div className="stack tight" role="group" aria-label={t.questions[parameter]}>
        <div className="row">
          {candidates.map((value) => <Button key={value} disabled={busy} onClick={() => answer({ [parameter]: value })}>{label(value)}</Button>)}
        </div>
        {(parameter === "rate" || !candidates.length) && <OwnAnswer rate={parameter === "rate"} busy={busy} onAnswer={(value) => answer({ [parameter]: value })} />}
        {t.questions[parameter] && told.code !== "file_columns_choose" && <p className="small soft">{reason(told.msg)}</p>}
      </div>
    </Alert>
  );
}

function OwnAnswer({ rate, busy, onAnswer }: { rate: boolean; busy: boolean; onAnswer: (value: string) => void }) {
  const t = useText(text);
  const [value, setValue] = useState("");
  return (
    <div className="barcode-field">
      {rate ? (
        <AmountField label={t.rateField} money value={value ? Number(value) : null} onChange={(next) => setValue(next ? String(next) : "")} />
      ) : <TextField label={t.write} value={value} onChange={(event) => setValue(event.target.value)} />}
      <Button busy={busy} disabled={!value} onClick={() => onAnswer(value)}>{t.use}</Button>
    </div>
  );
}
