import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoment, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { Combobox } from "../ui/combobox";
import { Dialog } from "../ui/dialog";
import { save } from "../ui/download";
import { Badge, EmptyState, LoadedList } from "../ui/feedback";
import { Select, TextField } from "../ui/fields";
import { Download, History, ShieldCheck } from "../ui/icons";
import { Table } from "../ui/table";
import { toast } from "../ui/toast";
import { Admin } from "./admin";
import { auditNames } from "./audit-names";

const text = words({
  id: {
    operation: "Tindakan", all: "Semua", INSERT: "Dibuat", UPDATE: "Diubah", DELETE: "Dihapus", DENIED: "Akses ditolak", table: "Jenis data", row: "Nomor", user: "Pengguna", anyone: "Siapa saja", from: "Dari", to: "Sampai",
    export: "Unduh CSV", caption: "Catatan audit", when: "Kapan", who: "Siapa", what: "Apa", where: "Alamat", none: "Tidak ada catatan yang cocok", noneHint: "Longgarkan saringannya.", visitor: "Tamu", system: "Sistem",
    details: "Rincian", key: "Kunci API", route: "Panggilan", request: "Permintaan", column: "Kolom", before: "Sebelum", after: "Sesudah", noChanges: "Tanpa perubahan data.", head: "Ujung rantai",
    headHint: "Simpan nomor dan kode ini di tempat lain. Dengan itu kelak terlihat bila ada catatan yang dihapus.", sealed: "Disegel", notSealed: "belum", empty: "kosong",
  },
  en: {
    operation: "Operation", all: "All", INSERT: "Created", UPDATE: "Changed", DELETE: "Deleted", DENIED: "Access denied", table: "Kind of data", row: "Number", user: "User", anyone: "Anyone", from: "From", to: "To",
    export: "Download CSV", caption: "Audit log", when: "When", who: "Who", what: "What", where: "Address", none: "No entries match", noneHint: "Loosen the filters.", visitor: "Visitor", system: "System",
    details: "Details", key: "API key", route: "Call", request: "Request", column: "Column", before: "Before", after: "After", noChanges: "No data changed.", head: "End of the chain",
    headHint: "Keep this number and code elsewhere. They reveal later whether entries were removed.", sealed: "Sealed", notSealed: "not yet", empty: "empty",
  },
});

type Entry = Schemas["AuditEntry"];
const OPERATIONS = ["INSERT", "UPDATE", "DELETE", "DENIED"] as const;
const TONES = { INSERT: "good", UPDATE: "information", DELETE: "danger", DENIED: "warning" } as const;
const NAMES = ["operation", "table", "row_id", "user_id", "from", "to"] as const;

export default function Audit() {
  const t = useText(text);
  const names = useText(auditNames);
  const [params, setParams] = useSearchParams();
  const [shown, setShown] = useState<Entry | null>(null);
  const value = (name: string) => params.get(name) ?? "";
  const change = (next: Record<string, string>) => setParams(Object.fromEntries(Object.entries({ ...Object.fromEntries(params), ...next }).filter(([, given]) => given)), { replace: true });
  const query = Object.fromEntries(NAMES.filter((name) => value(name)).map((name) => [name, value(name)])) as Schemas["AuditEntry"] & object;
  const entries = useList(["audit", query], (cursor, signal) => api.audit.list({ ...(query as object), cursor, per_page: 50 }, { signal }));
  const saveAll = async () => {
    try {
      save("audit.csv", await api.audit.export({ ...(query as object), format: "csv" }), "text/csv");
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  return (
    <Admin page="audit" actions={<Button icon={Download} onClick={() => void saveAll()}>{t.export}</Button>}>
      <div className="filters">
        <Select label={t.operation} value={value("operation")} onChange={(event) => change({ operation: event.target.value })} choices={[{ value: "", label: t.all }, ...OPERATIONS.map((name) => ({ value: name, label: t[name] }))]} />
        <UserFilter value={value("user_id")} known={entries.data?.pages[0]?.entries} onChange={(user_id) => change({ user_id })} />
        <Select label={t.table} value={value("table")} onChange={(event) => change({ table: event.target.value, row_id: "" })} choices={[{ value: "", label: t.all }, ...tableChoices(names, value("table"))]} />
        {value("table") && <Filter label={t.row} value={value("row_id")} onChange={(row_id) => change({ row_id })} />}
        <TextField label={t.from} type="date" value={value("from")} onChange={(event) => change({ from: event.target.value })} />
        <TextField label={t.to} type="date" value={value("to")} onChange={(event) => change({ to: event.target.value })} />
      </div>
      <div className="stack">
        <LoadedList query={entries} rows={(page) => page.entries} empty={<EmptyState icon={History} title={t.none}>{t.noneHint}</EmptyState>}>
          {(rows) => (
            <Table
              caption={t.caption}
              rows={rows}
              rowKey={({ id }) => id}
              columns={[
                { key: "what", title: t.what, bare: true, cell: ({ operation, table, row_id }) => <span className="row"><Badge tone={TONES[operation]}>{t[operation]}</Badge>{names[table] ?? table} {shortened(row_id)}</span> },
                { key: "who", title: t.who, cell: (entry) => <Who entry={entry} /> },
                { key: "when", title: t.when, cell: ({ at }) => formatMoment(at) },
                { key: "where", title: t.where, cell: ({ address }) => address && <span className="soft">{address}</span> },
                { key: "more", title: t.details, hideTitle: true, bare: true, numeric: true, cell: (entry) => <Button look="quiet" aria-label={`${t.details} ${entry.id}`} onClick={() => setShown(entry)}>{t.details}</Button> },
              ]}
            />
          )}
        </LoadedList>
        <Head />
      </div>
      {shown && <EntryDialog entry={shown} onClose={() => setShown(null)} />}
    </Admin>
  );
}

/** The kinds of data by their names. One that has no name is in the address alone. */
const tableChoices = (names: Record<string, string>, chosen: string) =>
  Object.entries(chosen ? { [chosen]: chosen, ...names } : names).map(([value, label]) => ({ value, label })).sort((one, other) => one.label.localeCompare(other.label));

const LONGEST_ID = 12;
const shortened = (id: string) => (id.length > LONGEST_ID ? `${id.slice(0, LONGEST_ID - 1)}…` : id);

/** Who caused the entry: a user, a visitor of the API, or the shop itself. */
function Who({ entry: { user_name, address } }: { entry: Entry }) {
  const t = useText(text);
  return user_name ?? <span className="soft">{address ? t.visitor : t.system}</span>;
}

const TYPING_MS = 250;

/** A filter by user, who is found by name. `known` are entries that tell the name of the one in the address. */
function UserFilter({ value, known, onChange }: { value: string; known: readonly Entry[] | undefined; onChange: (value: string) => void }) {
  const t = useText(text);
  const [typed, setTyped] = useState("");
  const [search, setSearch] = useState("");
  const [chosen, setChosen] = useState({ value: "", label: "" });
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const people = useQuery({
    queryKey: ["people", "names", search],
    queryFn: async () => (await api.users.list({ ...(search && { search }), per_page: 20 })).users.map(({ id, name, username }) => ({ value: String(id), label: `${name} (${username})` })),
    placeholderData: (before) => before,
  });
  const name = chosen.value === value ? chosen.label : known?.find(({ user_id }) => String(user_id) === value)?.user_name ?? `# ${value}`;
  const others = (people.data ?? []).filter((person) => person.value !== value);
  const choices = value ? [...others, { value, label: name }] : others;
  return (
    <Combobox
      label={t.user}
      placeholder={t.anyone}
      value={value || null}
      choices={choices}
      onSearch={setTyped}
      onChange={(next) => { setChosen(choices.find((choice) => choice.value === next) ?? { value: "", label: "" }); onChange(next ?? ""); }}
    />
  );
}

/** A filter that is applied when the field is left, or with Enter. */
function Filter({ label, value, onChange }: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <form onSubmit={(event) => { event.preventDefault(); onChange(String(new FormData(event.currentTarget).get("value"))); }} className="field">
      <TextField
        key={value}
        label={label}
        name="value"
        defaultValue={value}
        maxLength={64}
        autoCapitalize="none"
        onBlur={(event) => { if (event.target.value !== value) onChange(event.target.value.trim()); }}
      />
    </form>
  );
}

function EntryDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const t = useText(text);
  const names = useText(auditNames);
  return (
    <Dialog title={`${t[entry.operation]}: ${names[entry.table] ?? entry.table} ${entry.row_id}`} onClose={onClose} size="large">
      <div className="stack">
        <dl className="details">
          <dt>{t.when}</dt><dd>{formatMoment(entry.at)}</dd>
          <dt>{t.who}</dt><dd><Who entry={entry} />{entry.user_id !== null && ` (${entry.user_id})`}</dd>
          {entry.key_id !== null && <><dt>{t.key}</dt><dd>{entry.key_id}</dd></>}
          {entry.address && <><dt>{t.where}</dt><dd>{entry.address}</dd></>}
          {entry.route && <><dt>{t.route}</dt><dd><code>{entry.route}</code></dd></>}
          {entry.request_id && <><dt>{t.request}</dt><dd><code>{entry.request_id}</code></dd></>}
        </dl>
        {entry.changes.length ? (
          <table className="changes">
            <thead><tr><th scope="col">{t.column}</th><th scope="col">{t.before}</th><th scope="col">{t.after}</th></tr></thead>
            <tbody>
              {entry.changes.map(({ column, old, new: next }) => (
                <tr key={column}>
                  <th scope="row"><code>{column}</code></th>
                  <td>{old === null || old === undefined ? <span className="soft">{t.empty}</span> : <del>{written(old)}</del>}</td>
                  <td>{next === null || next === undefined ? <span className="soft">{t.empty}</span> : <ins>{written(next)}</ins>}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ) : <p className="soft">{t.noChanges}</p>}
      </div>
    </Dialog>
  );
}

const written = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function Head() {
  const t = useText(text);
  const { data } = useQuery({ queryKey: ["audit-head"], queryFn: () => api.audit.showHead() });
  if (!data) return null;
  return (
    <div className="card">
      <h2 className="row"><ShieldCheck size={20} aria-hidden />{t.head}</h2>
      <p className="soft small">{t.headHint}</p>
      <dl className="details">
        <dt>#</dt><dd>{data.number}</dd>
        <dt>SHA-256</dt><dd><code>{data.link}</code></dd>
        <dt>{t.sealed}</dt><dd>{data.sealed_at ? formatMoment(data.sealed_at) : t.notSealed}</dd>
      </dl>
    </div>
  );
}
