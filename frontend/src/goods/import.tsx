import { useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useParams } from "react-router";
import { formatBytes, formatMoment, formatMoney, formatNumber, useText, words } from "../app/language";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { Alert, Badge, Loaded, Progress, Skeleton } from "../ui/feedback";
import { Box, ChevronLeft, CircleAlert, FileUp } from "../ui/icons";
import { FailedRows } from "./failed-rows";
import { type Import, importText, sentFile, tones, useImport } from "./import-data";
import { Questions, useUpload } from "./upload";
import "./goods.css";

const text = words({
  id: {
    back: "Impor", checked: "Ini baru pemeriksaan. Belum ada yang berubah.", now: "Impor sekarang", choose: "Untuk mengimpor, pilih berkasnya sekali lagi.", chooseAction: "Pilih berkas", progress: "Kemajuan impor",
    rows: (done: string, total: string) => `${done} dari ${total} baris`, left: (seconds: string) => `sekitar ${seconds} detik lagi`, read: "Cara berkas dibaca", column: "Kolom di berkas", sample: "Contoh", warnings: "Catatan", goods: "Lihat barang",
    fine: "Semua baris beres.", times: (count: string) => `${count}×`,
    fields: { sku: "SKU", name: "Nama", price: "Harga", cost: "Modal", stock: "Stok", unit: "Satuan", active: "Dijual", description: "Keterangan", category: "Kategori", brand: "Merek", barcodes: "Barcode" } as Record<string, string>, yes: "ya", no: "tidak",
  },
  en: {
    back: "Imports", checked: "This was a check. Nothing has changed yet.", now: "Import now", choose: "To import, choose the file once more.", chooseAction: "Choose the file", progress: "Progress of the import",
    rows: (done: string, total: string) => `${done} of ${total} rows`, left: (seconds: string) => `about ${seconds} seconds left`, read: "How the file was read", column: "Column in the file", sample: "Example", warnings: "Notes", goods: "View goods",
    fine: "All rows are fine.", times: (count: string) => `${count}×`,
    fields: { sku: "SKU", name: "Name", price: "Price", cost: "Cost", stock: "Stock", unit: "Unit", active: "For sale", description: "Description", category: "Category", brand: "Brand", barcodes: "Barcode" } as Record<string, string>, yes: "yes", no: "no",
  },
});

export default function GoodsImport() {
  const t = useText(text);
  const id = Number(useParams()["importId"]);
  const query = useImport(id);
  useTitle(query.data?.filename ?? t.back);
  return (
    <>
      <Link to="/goods/imports" className="goods-back"><ChevronLeft size={18} aria-hidden />{t.back}</Link>
      <Loaded query={query} skeleton={<Skeleton lines={6} height={44} />}>{(found) => <Report key={found.id} found={found} />}</Loaded>
    </>
  );
}

function Report({ found }: { found: Import }) {
  const t = useText(text);
  const states = useText(importText);
  const over = found.state === "done" || found.state === "failed";
  const { counts } = found;
  return (
    <div className="stack loose">
      <div className="page-head goods-report-head">
        <div className="grow"><h1 className="goods-wrap">{found.filename}</h1><p className="small">{formatMoment(found.created_at)} · {formatBytes(found.size)}</p></div>
        <div className="row">{found.dry_run && <Badge>{states.dryRun}</Badge>}<Badge tone={tones[found.state]}>{states.states[found.state]}</Badge></div>
      </div>
      {!over && <Live found={found} />}
      <dl className="import-counts" aria-live="polite">
        {(["rows", "created", "updated", "unchanged", "failed"] as const).map((name) => (
          <div key={name} className={name === "failed" && counts.failed ? "card faulty" : "card"}><dt>{states.counts[name]}</dt><dd>{formatNumber(counts[name])}</dd></div>
        ))}
      </dl>
      {found.error && <Alert tone="danger"><p>{found.error.msg}</p></Alert>}
      {over && found.dry_run && <Checked found={found} />}
      {found.warnings.length > 0 && <Warnings warnings={found.warnings} />}
      {counts.failed > 0 && over && <FailedRows found={found} />}
      {found.state === "done" && !found.dry_run && <div><ButtonLink icon={Box} look={counts.failed ? "plain" : "primary"} to="/goods">{t.goods}</ButtonLink></div>}
      <Reading found={found} />
    </div>
  );
}

function Live({ found: { progress } }: { found: Import }) {
  const t = useText(text);
  const { rows_done, rows_total, seconds_left } = progress;
  return (
    <div className="stack tight">
      <Progress value={rows_total ? (100 * rows_done) / rows_total : null} label={t.progress} />
      <p className="small soft">{t.rows(formatNumber(rows_done), formatNumber(rows_total))}{seconds_left ? ` · ${t.left(formatNumber(Math.ceil(seconds_left)))}` : ""}</p>
    </div>
  );
}

/** After a check: import the same file. */
function Checked({ found }: { found: Import }) {
  const t = useText(text);
  const navigate = useNavigate();
  const client = useQueryClient();
  const sent = sentFile(found.id);
  const upload = useUpload((started) => {
    client.setQueryData(["import", started.id], started);
    void client.invalidateQueries({ queryKey: ["imports"] });
    void navigate(`/goods/imports/${started.id}`);
  });
  if (upload.error) return <Questions {...upload} />;
  const action = sent ? (
    <Button look="primary" icon={FileUp} busy={upload.busy} onClick={() => void upload.send(sent.file, { ...sent.options, dry_run: false })}>{t.now}</Button>
  ) : <ButtonLink to="/goods/imports">{t.chooseAction}</ButtonLink>;
  return <Alert action={action}><p>{t.checked}</p>{!sent && <p>{t.choose}</p>}</Alert>;
}

function Warnings({ warnings }: { warnings: Import["warnings"] }) {
  const t = useText(text);
  return (
    <section className="stack tight">
      <h2>{t.warnings}</h2>
      <ul className="list import-notes">
        {warnings.map(({ code, msg, values, count }) => (
          <li key={code}>
            <CircleAlert size={18} aria-hidden />
            <div className="grow">
              <p>{msg}{!values.length && count > 1 && <span className="soft"> {t.times(formatNumber(count))}</span>}</p>
              {values.length > 0 && <p className="soft">{values.map(({ value, count: times }) => (times && times > 1 ? `${value} (${t.times(formatNumber(times))})` : value)).join(", ")}</p>}
            </div>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Which column was taken for which field, with the first row as an example. */
function Reading({ found: { columns, sample } }: { found: Import }) {
  const t = useText(text);
  const fields = Object.entries(columns);
  if (!fields.length) return null;
  const shown = (field: string) => {
    const value = sample[field as keyof typeof sample];
    if (value === null || value === undefined) return "–";
    if (Array.isArray(value)) return value.join(field === "category" ? " › " : ", ");
    if (typeof value === "number") return field === "stock" ? formatNumber(value) : formatMoney(value);
    return typeof value === "boolean" ? (value ? t.yes : t.no) : value;
  };
  return (
    <details className="card">
      <summary>{t.read}</summary>
      <dl className="import-reading">{fields.map(([field, title]) => <div key={field}><dt>{t.fields[field] ?? field}</dt><dd>“{title}” <span className="soft">{shown(field)}</span></dd></div>)}</dl>
    </details>
  );
}
