/** Who sells for the seller, with which duty and PIN. */
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { formatDate, useText, words } from "../app/language";
import { fieldErrors, formError } from "../app/problem";
import { Button } from "../ui/button";
import { confirm, Dialog } from "../ui/dialog";
import { Alert, Badge, EmptyState, Loaded } from "../ui/feedback";
import { PasswordField, Radio, TextField } from "../ui/fields";
import { KeyRound, Lock, Plus, Trash2, Undo2, User, UserCog, Users } from "../ui/icons";
import { Menu } from "../ui/menu";
import { type Staff, staff } from "./calls";
import { Desk, deskText, useAct, useChange } from "./frame";

const text = words({
  id: {
    lead: "Mereka berjualan di kasir Anda dengan PIN. PIN itu hanya membuka kasir, bukan akun mereka.", add: "Tambah karyawan", none: "Belum ada karyawan", noneHint: "Buat dulu akun untuk mereka di toko ini, lalu tambahkan dengan nama penggunanya.", caption: "Karyawan",
    cashier: "Kasir", manager: "Manajer", cashierHint: "Berjualan, membuka dan menutup shift. Diskon sampai 10 %.", managerHint: "Juga melihat isi laci sebelum dihitung dan memutuskan penjualan tanpa sambungan. Diskon sampai 50 %.",
    username: "Nama pengguna atau email", usernameHint: "Akun mereka di toko ini.", duty: "Tugas", pin: "PIN", pinHint: "4 sampai 8 angka yang tidak berulang atau berurutan, misalnya bukan 1212 atau 1234.", newPin: "PIN baru", badPin: "Isi 4 sampai 8 angka.",
    changeDuty: "Ubah tugas", setPin: "Ganti PIN", pinEnds: "Ia langsung keluar dari semua kasir dan masuk lagi dengan PIN baru.", deactivate: "Nonaktifkan", deactivateAsk: (name: string) => `Nonaktifkan ${name}?`, deactivateHint: "Ia langsung keluar dari semua kasir dan tidak dapat masuk lagi sampai diaktifkan.", deactivated: (name: string) => `${name} dinonaktifkan.`,
    activate: "Aktifkan lagi", activated: (name: string) => `${name} dapat masuk lagi.`, remove: "Hapus dari karyawan", removeAsk: (name: string) => `Hapus ${name} dari karyawan?`, removeHint: "Ia langsung keluar dari semua kasir. Penjualannya tetap memakai namanya, dan akunnya sendiri tetap ada.", removed: (name: string) => `${name} bukan karyawan lagi.`,
    inactive: "Nonaktif", since: (day: string) => `sejak ${day}`, added: (name: string) => `${name} dapat masuk di kasir dengan PIN-nya.`,
  },
  en: {
    lead: "They sell at your tills with a PIN, which opens the tills alone and not their account.", add: "Add staff", none: "No staff yet", noneHint: "They need an account in this shop first. Then add them by their username.", caption: "Staff",
    cashier: "Cashier", manager: "Manager", cashierHint: "Sells, opens and closes shifts. Discounts of up to 10 %.", managerHint: "Also sees the cash before it is counted, and decides about offline sales. Discounts of up to 50 %.",
    username: "Username or e-mail", usernameHint: "Their account in this shop.", duty: "Duty", pin: "PIN", pinHint: "4 to 8 digits that neither repeat nor count on, so not 1212 or 1234.", newPin: "New PIN", badPin: "Enter 4 to 8 digits.",
    changeDuty: "Change the duty", setPin: "Change the PIN", pinEnds: "They are signed out of all tills at once, and sign in again with the new PIN.", deactivate: "Deactivate", deactivateAsk: (name: string) => `Deactivate ${name}?`, deactivateHint: "They are signed out of all tills at once, and can't sign in until they are activated again.", deactivated: (name: string) => `${name} has been deactivated.`,
    activate: "Activate again", activated: (name: string) => `${name} can sign in again.`, remove: "Remove from the staff", removeAsk: (name: string) => `Remove ${name} from the staff?`, removeHint: "They are signed out of all tills at once. Their sales keep their name, and their own account stays.", removed: (name: string) => `${name} has been removed from the staff.`,
    inactive: "Inactive", since: (day: string) => `since ${day}`, added: (name: string) => `${name} can sign in at the tills with the PIN.`,
  },
});

type Duty = Staff["duty"];
const DUTIES = ["cashier", "manager"] as const;
const PIN = /^\d{4,8}$/;
type Editing = { kind: "new" } | { kind: "duty" | "pin"; person: Staff };

export default function StaffPage() {
  const t = useText(text);
  const query = useQuery({ queryKey: ["staff"], queryFn: () => staff.list() });
  const [editing, setEditing] = useState<Editing | null>(null);
  const add = <Button look="primary" icon={Plus} onClick={() => setEditing({ kind: "new" })}>{t.add}</Button>;
  return (
    <Desk page="staff" lead={t.lead} actions={query.data?.staff.length ? add : undefined}>
      <Loaded query={query}>
        {({ staff: people }) => (people.length ? (
          <ul className="list open-list" aria-label={t.caption}>{people.map((person) => <StaffRow key={person.user_id} person={person} onEdit={(kind) => setEditing({ kind, person })} />)}</ul>
        ) : <div className="card flush"><EmptyState icon={Users} title={t.none} action={add}>{t.noneHint}</EmptyState></div>)}
      </Loaded>
      {editing && <StaffForm editing={editing} onClose={() => setEditing(null)} />}
    </Desk>
  );
}

function StaffRow({ person, onEdit }: { person: Staff; onEdit: (kind: "duty" | "pin") => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const act = useAct("staff");
  const { user_id, name, username, duty, active, created_at } = person;
  const ask = async (title: string, detail: string, action: string, send: () => PromiseLike<unknown>, done: string) => {
    if (await confirm({ title, detail: <p>{detail}</p>, action, danger: true })) await act(send, done);
  };
  return (
    <li className="list-row with-state">
      <span className="office-who"><User size={20} aria-hidden className="soft" /><span className="grow"><span>{name}</span><br /><span>{username} · {t.since(formatDate(created_at))}</span></span></span>
      <span className="row"><Badge tone={duty === "manager" ? "information" : "neutral"}>{t[duty]}</Badge>{!active && <Badge tone="warning">{t.inactive}</Badge>}</span>
      <Menu
        label={desk.actions(name)}
        actions={[
          { label: t.changeDuty, icon: UserCog, run: () => onEdit("duty") },
          { label: t.setPin, icon: KeyRound, run: () => onEdit("pin") },
          active && { label: t.deactivate, icon: Lock, run: () => void ask(t.deactivateAsk(name), t.deactivateHint, t.deactivate, () => staff.update(user_id, { active: false }), t.deactivated(name)) },
          !active && { label: t.activate, icon: Undo2, run: () => void act(() => staff.update(user_id, { active: true }), t.activated(name)) },
          { label: t.remove, icon: Trash2, danger: true, run: () => void ask(t.removeAsk(name), t.removeHint, t.remove, () => staff.remove(user_id), t.removed(name)) },
        ]}
      />
    </li>
  );
}

function StaffForm({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const person = editing.kind === "new" ? null : editing.person;
  const [username, setUsername] = useState("");
  const [duty, setDuty] = useState<Duty>(person?.duty ?? "cashier");
  const [pin, setPin] = useState("");
  const [tried, setTried] = useState(false);
  const asksPin = editing.kind !== "duty";
  const save = useChange({
    key: "staff",
    send: () => (person ? staff.update(person.user_id, asksPin ? { pin } : { duty }) : staff.create({ username: username.trim(), duty, pin })),
    done: ({ name }) => (person ? desk.saved(name) : t.added(name)),
    then: onClose,
  });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["username", "pin", "duty"]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if ((person || username.trim()) && (!asksPin || PIN.test(pin)) && !save.isPending) save.mutate(undefined);
  };
  return (
    <Dialog title={person ? `${editing.kind === "pin" ? t.setPin : t.changeDuty}: ${person.name}` : t.add} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="staff-form" busy={save.isPending}>{desk.save}</Button></>}>
      <form id="staff-form" className="stack" onSubmit={onSubmit} noValidate>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        {!person && <TextField label={t.username} data-autofocus hint={t.usernameHint} maxLength={254} autoCapitalize="none" autoComplete="off" spellCheck={false} value={username} error={tried && !username.trim() ? desk.needed : errors["username"]} onChange={(event) => setUsername(event.target.value)} />}
        {editing.kind !== "pin" && (
          <fieldset className="office-choices">
            <legend className="legend">{t.duty}</legend>
            {DUTIES.map((each) => <Radio key={each} name="duty" label={t[each]} hint={t[`${each}Hint`]} checked={duty === each} onChange={() => setDuty(each)} />)}
          </fieldset>
        )}
        {asksPin && <PasswordField label={person ? t.newPin : t.pin} data-autofocus={person ? true : undefined} hint={t.pinHint} inputMode="numeric" autoComplete="off" maxLength={8} value={pin} error={tried && !PIN.test(pin) ? t.badPin : errors["pin"]} onChange={(event) => setPin(event.target.value)} />}
        {editing.kind === "pin" && <p className="hint">{t.pinEnds}</p>}
      </form>
    </Dialog>
  );
}
