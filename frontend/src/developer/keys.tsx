import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useRef, useState } from "react";
import { useReauthentication } from "../account/reauthentication";
import { api } from "../app/api";
import { formatDate, formatMoment, formatNumber, useText, words } from "../app/language";
import { fieldErrors, formError, sentence } from "../app/problem";
import { useList } from "../app/queries";
import { useTitle } from "../app/title";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { confirm, Dialog } from "../ui/dialog";
import { Alert, Badge, EmptyState, LoadedList, Progress } from "../ui/feedback";
import { Checkbox, Select, TextField } from "../ui/fields";
import { KeyRound, Plus } from "../ui/icons";
import { Menu } from "../ui/menu";
import { toast } from "../ui/toast";
import { Secret } from "./secret";
import { DeveloperTabs } from "./tabs";
import "./developer.css";

const text = words({
  id: {
    title: "Kunci API", lead: "Dengan kunci, program Anda memanggil toko ini.", agents: "Agen AI memakainya lewat Model Context Protocol di", create: "Buat kunci", none: "Belum ada kunci", noneHint: "Buat satu, lalu kirim di header Authorization: ApiKey fn_…", docs: "Dokumentasi",
    name: "Nama", nameHint: "Di mana kunci ini dipakai, misalnya “Aplikasi kasir”.", scopes: "Yang boleh dilakukan", days: "Berlaku", day: (days: number) => `${days} hari`, quota: "Kuota per jam",
    quotaHint: "Kosongkan untuk kuota penuh.", cancel: "Batal", shownOnce: "Simpan kunci ini sekarang", shownOnceHint: "Kunci hanya ditampilkan sekali ini. Siapa pun yang memegangnya bertindak atas nama Anda.",
    created: "Dibuat", expires: "Berlaku sampai", used: "Terakhir dipakai", never: "belum pernah", from: (address: string) => `dari ${address}`, used_of: (used: string, quota: string) => `${used} dari ${quota} panggilan jam ini`,
    rotate: "Ganti", rotateHint: "Kunci lama masih berlaku selama ini setelah penggantinya dibuat.", overlap: "Kunci lama berlaku lagi", hours: (hours: number) => (hours ? `${hours} jam` : "tidak sama sekali"),
    revoke: "Cabut", revokeAsk: (name: string) => `Cabut kunci ${name}?`, revokeHint: "Program yang memakainya langsung ditolak. Ini tidak dapat diurungkan.", revoked: "Kunci sudah dicabut.", actions: (name: string) => `Tindakan untuk ${name}`,
    asked: "Permintaan peran pengembang sudah dikirim. Kunci dapat dibuat setelah disetujui.", unnamed: "Tanpa nama", rename: "Ubah nama atau kuota", save: "Simpan", changed: "Kunci sudah diubah.",
    states: { active: "Aktif", overlapping: "Segera berakhir", rotated: "Diganti", expired: "Kedaluwarsa", revoked: "Dicabut" },
  },
  en: {
    title: "API keys", lead: "With a key, your programs call this shop.", agents: "AI agents use it by the Model Context Protocol at", create: "Create a key", none: "No keys yet", noneHint: "Create one and send it in the header Authorization: ApiKey fn_…", docs: "Documentation",
    name: "Name", nameHint: "Where this key is used, such as “Till app”.", scopes: "What it may do", days: "Valid for", day: (days: number) => `${days} days`, quota: "Quota per hour",
    quotaHint: "Leave it empty for the full quota.", cancel: "Cancel", shownOnce: "Store this key now", shownOnceHint: "The key is shown only this once. Whoever holds it acts on your behalf.",
    created: "Created", expires: "Valid until", used: "Last used", never: "never", from: (address: string) => `from ${address}`, used_of: (used: string, quota: string) => `${used} of ${quota} calls in this hour`,
    rotate: "Replace", rotateHint: "The old key keeps working for this long after its replacement is created.", overlap: "The old key works for another", hours: (hours: number) => (hours ? `${hours} hours` : "no time"),
    revoke: "Revoke", revokeAsk: (name: string) => `Revoke the key ${name}?`, revokeHint: "Programs that use it are rejected at once. This can't be undone.", revoked: "The key has been revoked.", actions: (name: string) => `Actions for ${name}`,
    asked: "The developer role has been requested. You can create a key once it is granted.", unnamed: "Unnamed", rename: "Change the name or quota", save: "Save", changed: "The key has been changed.",
    states: { active: "Active", overlapping: "Ending soon", rotated: "Replaced", expired: "Expired", revoked: "Revoked" },
  },
});

type Key = Schemas["ApiKey"];
type Scope = Key["scopes"][number];
const TONES = { active: "good", overlapping: "warning", rotated: "neutral", expired: "neutral", revoked: "danger" } as const;
const SCOPES: readonly Scope[] = [
  "products:read", "products:write", "transactions:read", "transactions:write", "customers:read", "customers:write", "payments:write", "courses:read", "courses:write", "analytics:read", "imports:read", "imports:write", "users:read", "webhooks:read", "webhooks:write",
];
const DAYS = [30, 90, 180, 365];
const HOURS = [0, 1, 24, 72];

export default function Keys() {
  const t = useText(text);
  useTitle(t.title);
  const client = useQueryClient();
  const reauthentication = useReauthentication();
  const [creating, setCreating] = useState(false);
  const [rotating, setRotating] = useState<Key | null>(null);
  const [editing, setEditing] = useState<Key | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const keys = useList(["api-keys"], (cursor) => api.apiKeys.list({ cursor, per_page: 50 }));
  const reload = () => client.invalidateQueries({ queryKey: ["api-keys"] });
  const revoke = async (key: Key) => {
    if (!(await confirm({ title: t.revokeAsk(key.name || t.unnamed), detail: <p>{t.revokeHint}</p>, action: t.revoke, danger: true }))) return;
    try {
      await api.apiKeys.revoke(key.id);
      toast.done(t.revoked);
      await reload();
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  return (
    <>
      <DeveloperTabs />
      <div className="page-head">
        <div><h1>{t.title}</h1><p>{t.lead} {t.agents} <code>{location.origin}/mcp</code>.</p></div>
        <div className="row">
          <a className="button plain" href="/docs">{t.docs}</a>
          <Button look="primary" icon={Plus} onClick={() => setCreating(true)}>{t.create}</Button>
        </div>
      </div>
      <LoadedList
        query={keys}
        rows={(page) => page.api_keys}
        empty={<EmptyState icon={KeyRound} title={t.none} action={<Button look="primary" onClick={() => setCreating(true)}>{t.create}</Button>}>{t.noneHint}</EmptyState>}
      >
        {(rows) => <ul className="stack">{rows.map((key) => <KeyCard key={key.id} apiKey={key} onRotate={() => setRotating(key)} onEdit={() => setEditing(key)} onRevoke={() => void revoke(key)} />)}</ul>}
      </LoadedList>
      {creating && <CreateKey run={reauthentication.run} onClose={() => setCreating(false)} onCreated={(made) => { setCreating(false); setSecret(made); void reload(); }} />}
      {rotating && <RotateKey apiKey={rotating} run={reauthentication.run} onClose={() => setRotating(null)} onCreated={(made) => { setRotating(null); setSecret(made); void reload(); }} />}
      {editing && <EditKey apiKey={editing} onClose={() => setEditing(null)} onChanged={() => { setEditing(null); toast.done(t.changed); void reload(); }} />}
      {secret && <Secret title={t.shownOnce} hint={t.shownOnceHint} secret={secret} onClose={() => setSecret(null)} />}
      {reauthentication.dialog}
    </>
  );
}

function KeyCard({ apiKey, onRotate, onEdit, onRevoke }: { apiKey: Key; onRotate: () => void; onEdit: () => void; onRevoke: () => void }) {
  const t = useText(text);
  const { name, prefix, scopes, state, created_at, expires_at, last_used_at, last_used_from } = apiKey;
  const alive = state === "active" || state === "overlapping";
  return (
    <li className="card stack tight">
      <div className="row between">
        <div className="row"><h2 className="key-name">{name || t.unnamed}</h2><Badge tone={TONES[state]}>{t.states[state]}</Badge></div>
        {alive && (
          <Menu
            label={t.actions(name || t.unnamed)}
            actions={[{ label: t.rename, run: onEdit }, state === "active" && { label: t.rotate, run: onRotate }, { label: t.revoke, danger: true, run: onRevoke }]}
          />
        )}
      </div>
      <p><code>{prefix}…</code></p>
      <p className="row">{scopes.map((scope) => <Badge key={scope}>{scope}</Badge>)}</p>
      {alive && <Usage apiKey={apiKey} />}
      <dl className="key-facts">
        <div><dt>{t.created}</dt><dd>{formatDate(created_at)}</dd></div>
        <div><dt>{t.expires}</dt><dd>{formatDate(expires_at)}</dd></div>
        <div><dt>{t.used}</dt><dd>{last_used_at ? `${formatMoment(last_used_at)} ${last_used_from ? t.from(last_used_from) : ""}` : t.never}</dd></div>
      </dl>
    </li>
  );
}

/** The calls of the key in this hour, against its quota. */
function Usage({ apiKey }: { apiKey: Key }) {
  const t = useText(text);
  const { data } = useQuery({ queryKey: ["api-keys", apiKey.id, "usage"], queryFn: () => api.apiKeys.show(apiKey.id) });
  const { used, allowed } = (data ?? {}) as { used?: number | null; allowed?: number | null };
  if (typeof used !== "number" || !allowed) return null;
  return (
    <div className="key-usage">
      <Progress value={Math.min(100, (100 * used) / allowed)} label={t.used_of(formatNumber(used), formatNumber(allowed))} />
      <p className="soft small">{t.used_of(formatNumber(used), formatNumber(allowed))}</p>
    </div>
  );
}

type Run = ReturnType<typeof useReauthentication>["run"];

/** Send a call that makes a key; one intent has one idempotency key, however often it is sent. */
function useKeyMaker(run: Run, send: (password: { current_password?: string }, options: { idempotencyKey: string }) => PromiseLike<{ api_key?: string | undefined }>, onCreated: (secret: string) => void) {
  const t = useText(text);
  const intent = useRef(newKey());
  return useMutation({
    mutationFn: async () => {
      let made: string | undefined;
      const done = await run(async (password) => {
        const answer = await send(password === undefined ? {} : { current_password: password }, { idempotencyKey: password === undefined ? intent.current : newKey() });
        made = answer.api_key;
      });
      return done ? (made ?? null) : undefined;
    },
    onSuccess: (made) => {
      if (made) onCreated(made);
      else if (made === null) toast.done(t.asked);
    },
  });
}

function CreateKey({ run, onClose, onCreated }: { run: Run; onClose: () => void; onCreated: (secret: string) => void }) {
  const t = useText(text);
  const [name, setName] = useState("");
  const [scopes, setScopes] = useState<readonly Scope[]>(["products:read", "analytics:read"]);
  const [days, setDays] = useState(90);
  const [quota, setQuota] = useState<number | null | undefined>(null);
  const create = useKeyMaker(run, (password, options) => api.apiKeys.create({ name: name.trim(), scopes: [...scopes], expires_in_days: days, quota: quota ?? null, ...password }, options), onCreated);
  const errors = fieldErrors(create.error);
  const fault = formError(create.error, ["name", "scopes", "quota", "expires_in_days"]);
  return (
    <Dialog title={t.create} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.cancel}</Button><Button look="primary" busy={create.isPending} disabled={!scopes.length || quota === undefined} onClick={() => create.mutate()}>{t.create}</Button></>}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (quota !== undefined) create.mutate(); }}>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <TextField label={t.name} hint={t.nameHint} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} error={errors["name"]} />
        <fieldset>
          <legend className="legend">{t.scopes}</legend>
          <div className="scopes">
            {SCOPES.map((scope) => (
              <Checkbox key={scope} label={<code>{scope}</code>} checked={scopes.includes(scope)} onChange={(event) => setScopes(SCOPES.filter((other) => (other === scope ? event.target.checked : scopes.includes(other))))} />
            ))}
          </div>
          {errors["scopes"] && <p className="field-error" role="alert">{errors["scopes"]}</p>}
        </fieldset>
        <Select label={t.days} value={String(days)} onChange={(event) => setDays(Number(event.target.value))} choices={DAYS.map((each) => ({ value: String(each), label: t.day(each) }))} error={errors["expires_in_days"]} />
        <AmountField label={t.quota} hint={t.quotaHint} optional value={quota} onChange={setQuota} error={errors["quota"]} />
      </form>
    </Dialog>
  );
}

function RotateKey({ apiKey, run, onClose, onCreated }: { apiKey: Key; run: Run; onClose: () => void; onCreated: (secret: string) => void }) {
  const t = useText(text);
  const [hours, setHours] = useState(24);
  const rotate = useKeyMaker(run, (password, options) => api.apiKeys.rotate(apiKey.id, { overlap_hours: hours, ...password }, options), onCreated);
  return (
    <Dialog title={`${t.rotate}: ${apiKey.name || t.unnamed}`} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.cancel}</Button><Button look="primary" busy={rotate.isPending} onClick={() => rotate.mutate()}>{t.rotate}</Button></>}>
      <div className="stack">
        {rotate.error && <Alert tone="danger"><p>{sentence(rotate.error)}</p></Alert>}
        <Select label={t.overlap} hint={t.rotateHint} value={String(hours)} onChange={(event) => setHours(Number(event.target.value))} choices={HOURS.map((each) => ({ value: String(each), label: t.hours(each) }))} />
      </div>
    </Dialog>
  );
}

function EditKey({ apiKey, onClose, onChanged }: { apiKey: Key; onClose: () => void; onChanged: () => void }) {
  const t = useText(text);
  const [name, setName] = useState(apiKey.name);
  const [quota, setQuota] = useState<number | null | undefined>(apiKey.quota);
  const save = useMutation({ mutationFn: async () => api.apiKeys.update(apiKey.id, { name: name.trim(), quota: quota ?? null }), onSuccess: onChanged });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["name", "quota"]);
  return (
    <Dialog title={t.rename} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.cancel}</Button><Button look="primary" busy={save.isPending} disabled={quota === undefined} onClick={() => save.mutate()}>{t.save}</Button></>}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (quota !== undefined) save.mutate(); }}>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <TextField label={t.name} hint={t.nameHint} maxLength={100} value={name} onChange={(event) => setName(event.target.value)} error={errors["name"]} />
        <AmountField label={t.quota} hint={t.quotaHint} optional value={quota} onChange={setQuota} error={errors["quota"]} />
      </form>
    </Dialog>
  );
}
