import { Link } from "react-router";
import { api } from "../app/api";
import { formatBytes, formatMoment, formatNumber, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { EmptyState, LoadedList } from "../ui/feedback";
import { FileUp } from "../ui/icons";
import { Table } from "../ui/table";
import { Admin, StateBadge } from "./admin";

const text = words({
  id: { caption: "Impor", file: "Berkas", user: "Pengguna", state: "Keadaan", rows: "Baris", failed: "Gagal", created: "Dibuat", trial: "percobaan", none: "Belum ada impor", noneHint: "Berkas barang yang diunggah penjual muncul di sini." },
  en: { caption: "Imports", file: "File", user: "User", state: "State", rows: "Rows", failed: "Failed", created: "Created", trial: "dry run", none: "No imports yet", noneHint: "Files of goods that sellers upload appear here." },
});

export default function Imports() {
  const t = useText(text);
  const imports = useList(["imports", "all"], (cursor) => api.imports.list({ cursor, per_page: 50 }));
  return (
    <Admin page="imports">
      <LoadedList query={imports} rows={(page) => page.imports} empty={<EmptyState icon={FileUp} title={t.none}>{t.noneHint}</EmptyState>}>
        {(rows) => (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: "file", title: t.file, bare: true, cell: ({ id, filename, size, dry_run }) => <span><Link to={`/goods/imports/${id}`}>{filename}</Link> <span className="soft small">{formatBytes(size)}{dry_run && `, ${t.trial}`}</span></span> },
              { key: "user", title: t.user, cell: ({ user_id }) => <Link to={`/admin/audit?user_id=${user_id}`}>{user_id}</Link> },
              { key: "state", title: t.state, cell: (row) => <StateBadge state={row.state} /> },
              { key: "rows", title: t.rows, numeric: true, cell: ({ counts }) => formatNumber(counts.rows) },
              { key: "failed", title: t.failed, numeric: true, cell: ({ counts }) => formatNumber(counts.failed) },
              { key: "created", title: t.created, cell: ({ created_at }) => formatMoment(created_at) },
            ]}
          />
        )}
      </LoadedList>
    </Admin>
  );
}
