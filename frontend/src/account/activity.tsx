import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoment, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { save } from "../ui/download";
import { EmptyState, LoadedList } from "../ui/feedback";
import { Select, TextField } from "../ui/fields";
import { Download, History } from "../ui/icons";
import { Menu } from "../ui/menu";
import { type Column, Table } from "../ui/table";
import { toast } from "../ui/toast";
import { activityNames, type ActivityType } from "./activity-names";
import { useDeviceName } from "./devices";
import { Settings } from "./settings";

const text = words({
  id: {
    type: "Jenis", all: "Semua", from: "Dari tanggal", to: "Sampai tanggal", export: "Ekspor", csv: "CSV untuk lembar sebar", json: "JSON", caption: "Aktivitas Anda, terbaru dulu",
    when: "Waktu", what: "Aktivitas", detail: "Rincian", address: "Alamat IP", none: "Belum ada aktivitas", noneFiltered: "Tidak ada aktivitas yang cocok", clear: "Hapus saringan",
    noneHint: "Yang Anda kerjakan di toko ini tercatat di sini.", saved: "Berkas sudah diunduh.", file: "aktivitas",
  },
  en: {
    type: "Type", all: "All", from: "From", to: "To", export: "Export", csv: "CSV for spreadsheets", json: "JSON", caption: "Your activity, newest first",
    when: "Time", what: "Activity", detail: "Detail", address: "IP address", none: "No activity yet", noneFiltered: "No activity matches", clear: "Clear filters",
    noneHint: "What you do in this shop is recorded here.", saved: "The file was downloaded.", file: "activity",
  },
});

type Activity = Schemas["Activity"];
const PER_PAGE = 50;
const BYTE_ORDER_MARK = "\ufeff";

export default function ActivityPage() {
  const t = useText(text);
  const names = useText(activityNames);
  const [search, setSearch] = useSearchParams();
  const given = { type: search.get("type") ?? "", from: search.get("from") ?? "", to: search.get("to") ?? "" };
  const filters = Object.fromEntries(Object.entries(given).filter(([, value]) => value)) as Schemas["ActivitiesExportQuery"];
  const set = (name: string, value: string) => {
    const next = new URLSearchParams(search);
    if (value) next.set(name, value);
    else next.delete(name);
    setSearch(next, { replace: true });
  };
  const query = useList(["activities", filters], (cursor, signal) => api.activities.list({ per_page: PER_PAGE, ...filters, cursor }, { signal }));
  const types = (Object.keys(names) as ActivityType[]).map((value) => ({ value, label: names[value] })).sort((one, other) => one.label.localeCompare(other.label));
  const filtered = Object.keys(filters).length > 0;
  return (
    <Settings page="activity">
      <div className="filters-row">
        <Select label={t.type} value={given.type} onChange={(event) => set("type", event.target.value)} choices={[{ value: "", label: t.all }, ...types]} />
        <TextField label={t.from} type="date" value={given.from} max={given.to || undefined} onChange={(event) => set("from", event.target.value)} />
        <TextField label={t.to} type="date" value={given.to} min={given.from || undefined} onChange={(event) => set("to", event.target.value)} />
        <Export filters={filters} />
      </div>
      <LoadedList
        query={query}
        rows={(page: Schemas["ActivityPage"]) => page.activities}
        empty={
          <EmptyState
            icon={History} title={filtered ? t.noneFiltered : t.none}
            action={filtered && <Button onClick={() => setSearch({}, { replace: true })}>{t.clear}</Button>}
          >
            {!filtered && t.noneHint}
          </EmptyState>
        }
      >
        {(rows) => <Rows rows={rows} />}
      </LoadedList>
    </Settings>
  );
}

function Rows({ rows }: { rows: readonly Activity[] }) {
  const t = useText(text);
  const names = useText(activityNames);
  const nameDevice = useDeviceName();
  // The detail of a sign-in is what the browser calls itself.
  const detail = (activity: Activity) => (activity.type === "sign_in" ? nameDevice(activity.detail) : activity.detail);
  const columns: Column<Activity>[] = [
    { key: "what", title: t.what, bare: true, cell: (activity) => <strong>{names[activity.type]}</strong> },
    { key: "detail", title: t.detail, cell: (activity) => detail(activity) || null },
    { key: "when", title: t.when, cell: (activity) => formatMoment(activity.created_at) },
    { key: "address", title: t.address, cell: (activity) => activity.address },
  ];
  return <Table caption={t.caption} columns={columns} rows={rows} rowKey={({ id }) => id} />;
}

function Export({ filters }: { filters: Schemas["ActivitiesExportQuery"] }) {
  const t = useText(text);
  const run = useMutation({
    mutationFn: async (format: "csv" | "json") => {
      if (format === "csv") save(`${t.file}.csv`, BYTE_ORDER_MARK + await api.activities.export({ ...filters, format }), "text/csv");
      else save(`${t.file}.json`, JSON.stringify((await api.activities.export({ ...filters, format })).activities, null, 2), "application/json");
    },
    onSuccess: () => toast.done(t.saved),
    onError: (error) => toast.failed(sentence(error)),
  });
  const actions = (["csv", "json"] as const).map((format) => ({ label: t[format], run: () => run.mutate(format) }));
  return (
    <Menu label={t.export} actions={actions}>
      {run.isPending ? <span className="spinner" aria-hidden /> : <Download size={18} aria-hidden />}
      {t.export}
    </Menu>
  );
}
