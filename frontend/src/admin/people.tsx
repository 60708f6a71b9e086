import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { roleNames } from "../account/role-names";
import { api } from "../app/api";
import { formatDate, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { type Role, useUser } from "../app/session";
import { Button } from "../ui/button";
import { confirm, Dialog } from "../ui/dialog";
import { Alert, Badge, EmptyState, LoadedList } from "../ui/feedback";
import { Checkbox, Select, Switch, TextField } from "../ui/fields";
import { Users } from "../ui/icons";
import { Table } from "../ui/table";
import { toast } from "../ui/toast";
import { Admin } from "./admin";

const text = words({
  id: {
    search: "Cari nama, email atau nama pengguna", role: "Peran", every: "Semua peran", active: "Akun", all: "Semua", yes: "Aktif", no: "Nonaktif", caption: "Pengguna", name: "Nama", roles: "Peran",
    since: "Sejak", state: "Keadaan", change: "Ubah", nobody: "Tidak ada pengguna yang cocok", nobodyHint: "Coba kata lain atau hapus saringannya.", save: "Simpan", cancel: "Batal", mayIn: "Boleh masuk",
    saved: (name: string) => `${name} sudah diubah.`, reset: "Cabut verifikasi dua langkah", resetAsk: (name: string) => `Cabut verifikasi dua langkah ${name}?`,
    resetHint: "Untuk orang yang kehilangan ponselnya. Pastikan dulu bahwa ini memang orangnya.", resetDone: "Verifikasi dua langkah dicabut.", own: "Ini akun Anda sendiri.",
    deactivate: (name: string) => `Nonaktifkan ${name}?`, deactivateHint: "Semua sesinya berakhir dan kunci API-nya dicabut. Anda dapat mengaktifkannya lagi nanti; kuncinya tidak kembali.", deactivateDo: "Nonaktifkan",
  },
  en: {
    search: "Search by name, e-mail or username", role: "Role", every: "All roles", active: "Account", all: "All", yes: "Active", no: "Inactive", caption: "People", name: "Name", roles: "Roles",
    since: "Since", state: "State", change: "Edit", nobody: "Nobody matches", nobodyHint: "Try another word, or clear the filters.", save: "Save", cancel: "Cancel", mayIn: "May sign in",
    saved: (name: string) => `${name} has been changed.`, reset: "Remove two-step verification", resetAsk: (name: string) => `Remove two-step verification of ${name}?`,
    resetHint: "For someone who has lost their phone. Make sure first that it is really them.", resetDone: "Two-step verification has been removed.", own: "This is your own account.",
    deactivate: (name: string) => `Deactivate ${name}?`, deactivateHint: "All of their sessions end and their API keys are revoked. You can activate the account again; the keys stay revoked.", deactivateDo: "Deactivate",
  },
});

type Person = Schemas["Profile"];
const ROLES: readonly Role[] = ["buyer", "seller", "developer", "admin"];
const TYPING_MS = 250;

export default function People() {
  const t = useText(text);
  const names = useText(roleNames);
  const [params, setParams] = useSearchParams();
  const [editing, setEditing] = useState<Person | null>(null);
  const value = (name: string) => params.get(name) ?? "";
  const change = (next: Record<string, string>) => setParams(Object.fromEntries(Object.entries({ ...Object.fromEntries(params), ...next }).filter(([, given]) => given)), { replace: true });
  const [typed, setTyped] = useState(value("search"));
  useEffect(() => {
    if (typed.trim() === value("search")) return;
    const timer = setTimeout(() => change({ search: typed.trim() }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = {
    ...(value("search") && { search: value("search") }),
    ...(value("role") && { role: value("role") as Role }),
    ...(value("active") && { active: value("active") === "yes" }),
  };
  const people = useList(["people", query], (cursor, signal) => api.users.list({ ...query, cursor, per_page: 50 }, { signal }));
  return (
    <Admin page="people">
      <div className="filters">
        <TextField className="wide" label={t.search} type="search" maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Select label={t.role} value={value("role")} onChange={(event) => change({ role: event.target.value })} choices={[{ value: "", label: t.every }, ...ROLES.map((role) => ({ value: role, label: names[role] }))]} />
        <Select label={t.active} value={value("active")} onChange={(event) => change({ active: event.target.value })} choices={[{ value: "", label: t.all }, { value: "yes", label: t.yes }, { value: "no", label: t.no }]} />
      </div>
      <LoadedList query={people} rows={(page) => page.users} empty={<EmptyState icon={Users} title={t.nobody}>{t.nobodyHint}</EmptyState>}>
        {(rows) => (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: "name", title: t.name, bare: true, cell: (person) => <PersonCell person={person} /> },
              { key: "roles", title: t.roles, cell: ({ roles }) => <span className="row">{roles.map((role) => <Badge key={role} tone={role === "admin" ? "information" : "neutral"}>{names[role]}</Badge>)}</span> },
              { key: "state", title: t.state, cell: ({ active }) => <Badge tone={active ? "good" : "danger"}>{active ? t.yes : t.no}</Badge> },
              { key: "since", title: t.since, cell: ({ created_at }) => formatDate(created_at) },
              { key: "change", title: t.change, hideTitle: true, bare: true, numeric: true, cell: (person) => <Button look="quiet" aria-label={`${t.change} ${person.name}`} onClick={() => setEditing(person)}>{t.change}</Button> },
            ]}
          />
        )}
      </LoadedList>
      {editing && <EditPerson person={editing} onClose={() => setEditing(null)} />}
    </Admin>
  );
}

function PersonCell({ person: { name, email, username, avatar_url } }: { person: Person }) {
  return (
    <span className="person-cell">
      {avatar_url ? <img src={avatar_url} alt="" loading="lazy" /> : <span className="person-initial" aria-hidden>{name.slice(0, 1).toUpperCase()}</span>}
      <span><strong>{name}</strong><br /><span className="soft small">{email ?? username}</span></span>
    </span>
  );
}

function EditPerson({ person, onClose }: { person: Person; onClose: () => void }) {
  const t = useText(text);
  const names = useText(roleNames);
  const own = useUser().id === person.id;
  const client = useQueryClient();
  const [roles, setRoles] = useState<readonly Role[]>(person.roles);
  const [active, setActive] = useState(person.active);
  const save = useMutation({
    mutationFn: async () => api.users.update(person.id, {
      ...(roles.join() !== person.roles.join() && { roles: [...roles] }),
      ...(active !== person.active && { active }),
    }),
    onSuccess: async () => {
      toast.done(t.saved(person.name));
      onClose();
      await client.invalidateQueries({ queryKey: ["people"] });
    },
  });
  const submit = async () => {
    const ends = person.active && !active;
    if (ends && !(await confirm({ title: t.deactivate(person.name), detail: <p>{t.deactivateHint}</p>, action: t.deactivateDo, danger: true }))) return;
    save.mutate();
  };
  const resetTwoFactor = async () => {
    if (!(await confirm({ title: t.resetAsk(person.name), detail: <p>{t.resetHint}</p>, action: t.reset, danger: true }))) return;
    try {
      await api.users.resetTwoFactor(person.id);
      toast.done(t.resetDone);
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  return (
    <Dialog
      title={person.name}
      onClose={onClose}
      kind="sheet"
      actions={<><Button onClick={onClose}>{t.cancel}</Button><Button look="primary" busy={save.isPending} onClick={() => void submit()}>{t.save}</Button></>}
    >
      <div className="stack">
        {own && <Alert tone="warning"><p>{t.own}</p></Alert>}
        {save.error && <Alert tone="danger"><p>{sentence(save.error)}</p></Alert>}
        <fieldset>
          <legend className="legend">{t.roles}</legend>
          {ROLES.map((role) => (
            <Checkbox key={role} label={names[role]} checked={roles.includes(role)} onChange={(event) => setRoles(ROLES.filter((other) => (other === role ? event.target.checked : roles.includes(other))))} />
          ))}
        </fieldset>
        <Switch label={t.mayIn} checked={active} onChange={setActive} />
        {!own && <Button onClick={() => void resetTwoFactor()}>{t.reset}</Button>}
      </div>
    </Dialog>
  );
}
