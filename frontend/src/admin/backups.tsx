/** The backups: what was saved when, and why one failed. */
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { formatBytes, formatMoment, formatNumber, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { Alert, EmptyState, LoadedList } from "../ui/feedback";
import { Save } from "../ui/icons";
import { Table } from "../ui/table";
import { Admin, StateBadge } from "./admin";

const text = words({
  id: { caption: "Cadangan", name: "Arsip", state: "Keadaan", started: "Mulai", finished: "Selesai", size: "Besar", rows: "Baris", files: "Berkas", error: "Sebab", deleted: (moment: string) => `Dihapus ${moment}`, none: "Belum ada cadangan", noneHint: "Atur BACKUP_TO, dan toko mencadangkan diri tiap malam; atau jalankan flask backup.", late: "Cadangan terakhir yang berhasil lebih dari dua hari yang lalu.", noSuccess: "Belum ada cadangan yang berhasil." },
  en: { caption: "Backups", name: "Archive", state: "State", started: "Started", finished: "Finished", size: "Size", rows: "Rows", files: "Files", error: "Reason", deleted: (moment: string) => `Deleted ${moment}`, none: "No backups yet", noneHint: "Set BACKUP_TO, and the shop backs itself up every night; or run flask backup.", late: "The last backup that succeeded is more than two days old.", noSuccess: "No backup has succeeded yet." },
});

type Backup = Schemas["Backup"];
const LATE_MS = 48 * 3_600_000;

export default function Backups() {
  const t = useText(text);
  const query = useList(["backups"], (cursor) => api.request<Schemas["Backups"]>("GET", "/api/backups", { query: { cursor, per_page: 50 } }));
  return (
    <Admin page="backups">
      <LoadedList query={query} rows={(page) => page.backups} empty={<div className="card flush"><EmptyState icon={Save} title={t.none}>{t.noneHint}</EmptyState></div>}>
        {(rows) => (
          <div className="stack">
            <Lateness rows={rows} whole={!query.hasNextPage} />
            <Table
              caption={t.caption}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                { key: "name", title: t.name, bare: true, cell: ({ name, deleted_at }) => <span><code>{name}</code>{deleted_at && <><br /><span className="soft small">{t.deleted(formatMoment(deleted_at))}</span></>}</span> },
                { key: "state", title: t.state, cell: ({ state }) => <StateBadge state={state} /> },
                { key: "started", title: t.started, cell: ({ started_at }) => formatMoment(started_at) },
                { key: "finished", title: t.finished, cell: ({ finished_at }) => (finished_at ? formatMoment(finished_at) : "–") },
                { key: "size", title: t.size, numeric: true, cell: ({ bytes }) => (bytes === null ? "–" : formatBytes(bytes)) },
                { key: "rows", title: t.rows, numeric: true, cell: ({ row_count }) => (row_count === null ? "–" : formatNumber(row_count)) },
                { key: "files", title: t.files, numeric: true, cell: ({ file_count }) => (file_count === null ? "–" : formatNumber(file_count)) },
                { key: "error", title: t.error, cell: ({ error }) => error && <span className="soft small">{error}</span> },
              ]}
            />
          </div>
        )}
      </LoadedList>
    </Admin>
  );
}

/** Warn if the last success is long ago. With more pages, an older one may have succeeded. */
function Lateness({ rows, whole }: { rows: readonly Backup[]; whole: boolean }) {
  const t = useText(text);
  const last = rows.find(({ state }) => state === "done");
  if (last) return Date.now() - Date.parse(last.started_at) > LATE_MS ? <Alert tone="warning"><p>{t.late}</p></Alert> : null;
  return whole ? <Alert tone="danger"><p>{t.noSuccess}</p></Alert> : null;
}
