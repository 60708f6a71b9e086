import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useText, words } from "../../app/language";
import { fieldErrors, formError, sentence } from "../../app/problem";
import { Button } from "../../ui/button";
import { confirm, Dialog } from "../../ui/dialog";
import { Alert, Badge, Loaded } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { Copy, KeyRound, Lock, Monitor, Pencil, Plus, Undo2 } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { copy } from "../../ui/share";
import { toast } from "../../ui/toast";
import { type Outlet, type Till, tills, type TillWithToken } from "../calls";
import { deskText, useAct, useChange, useTills } from "../frame";

const text = words({
  id: {
    tills: "Kasir", add: "Tambah kasir", none: "Belum ada kasir. Tambahkan satu untuk setiap perangkat.", name: "Nama kasir", nameHint: "Misalnya Kasir depan.", series: "Seri struk", seriesHint: (series: string) => `Awal nomor struk, seperti ${series}-000001. Tidak dapat diubah lagi.`,
    last: (number: string) => `Struk terakhir ${number}`, noReceipt: (series: string) => `Seri ${series}, belum ada struk`, open: "Shift terbuka", inactive: "Nonaktif", rename: "Ganti nama", newToken: "Token baru",
    tokenAsk: (name: string) => `Token baru untuk ${name}?`, tokenHint: "Perangkat yang sekarang memakai kasir ini langsung keluar dan token lamanya tidak berlaku lagi. Pastikan di sana tidak ada penjualan yang menunggu dikirim.", tokenDo: "Buat token baru",
    deactivate: "Nonaktifkan", deactivateAsk: (name: string) => `Nonaktifkan ${name}?`, deactivateHint: "Semua yang masuk di kasir ini langsung keluar. Shift yang terbuka masih dapat Anda hitung.", deactivated: (name: string) => `${name} dinonaktifkan.`, activate: "Aktifkan lagi", activated: (name: string) => `${name} aktif. Kasirnya perlu masuk lagi.`,
    tokenOf: (name: string) => `Token ${name}`, once: "Token ini hanya ditampilkan sekali. Siapa pun yang memilikinya, dengan PIN karyawan, dapat berjualan di kasir ini.", use: "Masukkan ke program kasir di perangkat itu. Kasir di peramban tidak memerlukannya: buka halaman Kasir di sana, dan masuk sebagai pemilik.", copy: "Salin", stored: "Sudah saya simpan", badSeries: "Huruf besar dan angka, diawali huruf, paling banyak 8.",
  },
  en: {
    tills: "Tills", add: "Add till", none: "No tills yet. Add one for each device.", name: "Name of the till", nameHint: "Such as Front till.", series: "Receipt series", seriesHint: (series: string) => `The beginning of receipt numbers, as in ${series}-000001. It can't be changed later.`,
    last: (number: string) => `Last receipt ${number}`, noReceipt: (series: string) => `Series ${series}, no receipt yet`, open: "Shift open", inactive: "Inactive", rename: "Rename", newToken: "New token",
    tokenAsk: (name: string) => `A new token for ${name}?`, tokenHint: "The device that uses this till now is signed out at once, and its token is void. Make sure that no sales wait to be sent there.", tokenDo: "Make a new token",
    deactivate: "Deactivate", deactivateAsk: (name: string) => `Deactivate ${name}?`, deactivateHint: "Everybody at this till is signed out at once. You can still count an open shift.", deactivated: (name: string) => `${name} has been deactivated.`, activate: "Activate again", activated: (name: string) => `${name} is active. Its cashiers need to sign in again.`,
    tokenOf: (name: string) => `Token of ${name}`, once: "The token is shown only this once. Whoever has it can sell at this till with a PIN of your staff.", use: "Enter it in the till program of that device. A till in a browser does not need it: open the page Till there, and sign in as the owner.", copy: "Copy", stored: "I have stored it", badSeries: "Capital letters and digits, a letter first, at most 8.",
  },
});

const SERIES = /^[A-Z][A-Z0-9]{0,7}$/;
const DIGITS = 6;

export function Tills({ outlet }: { outlet: Outlet }) {
  const t = useText(text);
  const query = useQuery({ queryKey: ["tills", outlet.id], queryFn: () => tills.list(outlet.id) });
  const [editing, setEditing] = useState<Till | "new" | null>(null);
  const [fresh, setFresh] = useState<TillWithToken | null>(null);
  return (
    <div className="stack tight">
      <div className="row between"><h3>{t.tills}</h3>{!outlet.archived && <Button icon={Plus} onClick={() => setEditing("new")}>{t.add}</Button>}</div>
      <Loaded query={query}>
        {({ tills: found }) => (found.length ? <ul className="list">{found.map((till) => <TillRow key={till.id} till={till} onEdit={() => setEditing(till)} onToken={setFresh} />)}</ul> : <p className="soft small office-none">{t.none}</p>)}
      </Loaded>
      {editing && <TillForm outlet={outlet} till={editing === "new" ? null : editing} onClose={() => setEditing(null)} onMade={setFresh} />}
      {fresh && <Token till={fresh} onClose={() => setFresh(null)} />}
    </div>
  );
}

function TillRow({ till, onEdit, onToken }: { till: Till; onEdit: () => void; onToken: (till: TillWithToken) => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const act = useAct("tills");
  const { id, name, series, last_number, shift_id, active } = till;
  const replace = async () => {
    if (!(await confirm({ title: t.tokenAsk(name), detail: <p>{t.tokenHint}</p>, action: t.tokenDo, danger: true }))) return;
    try {
      onToken(await tills.replaceToken(id));
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  const deactivate = async () => {
    if (await confirm({ title: t.deactivateAsk(name), detail: <p>{t.deactivateHint}</p>, action: t.deactivate, danger: true })) await act(() => tills.update(id, { active: false }), t.deactivated(name));
  };
  return (
    <li className="list-row with-state">
      <span className="office-who"><Monitor size={20} aria-hidden className="soft" /><span className="grow"><span>{name}</span><br /><span>{last_number ? t.last(`${series}-${String(last_number).padStart(DIGITS, "0")}`) : t.noReceipt(series)}</span></span></span>
      <span className="row">{shift_id !== null && <Badge tone="information">{t.open}</Badge>}{!active && <Badge>{t.inactive}</Badge>}</span>
      <Menu
        label={desk.actions(name)}
        actions={[
          { label: t.rename, icon: Pencil, run: onEdit },
          active && { label: t.newToken, icon: KeyRound, run: () => void replace() },
          active && { label: t.deactivate, icon: Lock, danger: true, run: () => void deactivate() },
          !active && { label: t.activate, icon: Undo2, run: () => void act(() => tills.update(id, { active: true }), t.activated(name)) },
        ]}
      />
    </li>
  );
}

/** The first letter that no till of the seller has. */
function useFreeSeries(): string {
  const taken = new Set(useTills().data?.map(({ series }) => series));
  return [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"].find((letter) => !taken.has(letter)) ?? "";
}

function TillForm({ outlet, till, onClose, onMade }: { outlet: Outlet; till: Till | null; onClose: () => void; onMade: (till: TillWithToken) => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const [name, setName] = useState(till?.name ?? "");
  const [typed, setTyped] = useState<string | null>(null);
  const [tried, setTried] = useState(false);
  const free = useFreeSeries();
  const series = typed ?? free;
  const save = useChange<undefined, Till | TillWithToken>({
    key: "tills",
    send: () => (till ? tills.update(till.id, { name: name.trim() }) : tills.create(outlet.id, { name: name.trim(), series })),
    done: desk.saved(name),
    then: (made) => { onClose(); if ("token" in made) onMade(made); },
  });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["name", "series"]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (name.trim() && (till || SERIES.test(series)) && !save.isPending) save.mutate(undefined);
  };
  return (
    <Dialog title={till?.name ?? t.add} onClose={onClose} actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="till-form" busy={save.isPending}>{desk.save}</Button></>}>
      <form id="till-form" className="stack" onSubmit={onSubmit} noValidate>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <TextField label={t.name} data-autofocus hint={t.nameHint} maxLength={100} value={name} error={tried && !name.trim() ? desk.needed : errors["name"]} onChange={(event) => setName(event.target.value)} />
        {!till && <TextField label={t.series} hint={t.seriesHint(series || "A")} maxLength={8} autoCapitalize="characters" autoComplete="off" value={series} error={tried && !SERIES.test(series) ? t.badSeries : errors["series"]} onChange={(event) => setTyped(event.target.value.toUpperCase())} />}
      </form>
    </Dialog>
  );
}

function Token({ till: { name, token }, onClose }: { till: TillWithToken; onClose: () => void }) {
  const t = useText(text);
  return (
    <Dialog title={t.tokenOf(name)} onClose={onClose} actions={<><Button icon={Copy} onClick={() => void copy(token)}>{t.copy}</Button><Button look="primary" onClick={onClose}>{t.stored}</Button></>}>
      <div className="stack">
        <Alert tone="warning"><p>{t.once}</p></Alert>
        <p>{t.use}</p>
        <p className="office-token"><code>{token}</code></p>
      </div>
    </Dialog>
  );
}
