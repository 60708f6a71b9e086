/** Who sells: a tile with a PIN for each of the staff, or the person who is signed in in this browser. */
import { useEffect, useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { isUnreachable, sentence } from "../../app/problem";
import { useSession, useSignInPath } from "../../app/session";
import { Button, ButtonLink, IconButton } from "../../ui/button";
import { confirm } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { ArrowLeft, User } from "../../ui/icons";
import { type TillParts, useCopy, useWaiting } from "../context";
import { type Duty, forgetDevice, signInByPin, signInPerson, signInUnchecked, signOutSeller } from "../device";
import { PlainNotice } from "./plain-notice";
import "./sign-in.css";

const text = words({
  id: {
    who: "Siapa yang berjualan?", owner: "pemilik", manager: "manajer", cashier: "kasir", other: "Nama lain", username: "Nama pengguna", next: "Lanjut",
    pin: "PIN", signIn: "Masuk", back: "Kembali", delete: "Hapus", key: (digit: string) => `Angka ${digit}`,
    unchecked: "Tanpa sambungan, PIN tidak dapat diperiksa.", sellOn: "Berjualan tanpa sambungan", uncheckedHint: "Penjualan dicatat atas nama ini, dan dikirim setelah masuk dengan PIN.",
    password: "Pemilik: masuk dengan kata sandi", leave: "Bukan kasir lagi", leaveTitle: "Berhenti memakai perangkat ini sebagai kasir?", leaveHint: "Pemilik dapat menyiapkannya lagi kapan saja.",
    waits: (count: number) => `${count} menunggu dikirim. Masuk untuk mengirimnya.`, signedIn: (name: string) => `Keluarkan ${name} dari browser ini`, close: "Ke toko", loading: (count: number) => `Memuat barang dan orang: ${count}`,
    signOut: "Keluar dari kasir", stays: "Keluar dapat dilakukan setelah semua penjualan terkirim.",
  },
  en: {
    who: "Who sells?", owner: "owner", manager: "manager", cashier: "cashier", other: "Another name", username: "Username", next: "Next",
    pin: "PIN", signIn: "Sign in", back: "Back", delete: "Delete", key: (digit: string) => `Digit ${digit}`,
    unchecked: "The PIN can't be checked without a network.", sellOn: "Sell without a network", uncheckedHint: "Sales are recorded under this name, and sent after a sign-in with the PIN.",
    password: "Owner: sign in with a password", leave: "No till any more", leaveTitle: "Stop using this device as a till?", leaveHint: "The owner can set it up again at any time.",
    waits: (count: number) => `${count} waiting to be sent. Sign in to send them.`, signedIn: (name: string) => `Sign ${name} out of this browser`, close: "To the shop", loading: (count: number) => `Loading goods and people: ${count}`,
    signOut: "Sign out of the till", stays: "Signing out is possible once all sales are sent.",
  },
});

interface Choice {
  user_id: number;
  name: string;
  username: string;
  duty: Duty;
}

export default function SignIn({ parts, onClose }: { parts: TillParts; onClose?: (() => void) | undefined }) {
  const t = useText(text);
  const copy = useCopy(parts.copy);
  const { unsynced } = useWaiting(parts.queue);
  const { user, signOut } = useSession();
  const signInPath = useSignInPath();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const duty: Duty | undefined = user ? (user.id === copy.device.owner_id ? "owner" : copy.staff.get(user.id)?.duty === "manager" ? "manager" : undefined) : undefined;
  const staff = [...copy.staff.values()].sort((a, b) => a.name.localeCompare(b.name));
  const leave = async () => {
    if (await confirm({ title: t.leaveTitle, detail: t.leaveHint, action: t.leave, danger: true })) forgetDevice();
  };
  if (chosen) return <div className="till-gate"><PinPad choice={chosen} onBack={() => setChosen(null)} onDone={onClose} /></div>;
  return (
    <div className="till-gate">
      <section className="card stack narrow">
        <div className="row between">
          <h2>{t.who}</h2>
          {onClose && <Button look="quiet" icon={ArrowLeft} onClick={onClose}>{t.back}</Button>}
        </div>
        {!onClose && <PlainNotice />}
        {unsynced > 0 && !onClose && <Alert tone="warning"><p>{t.waits(unsynced)}</p></Alert>}
        {duty && !copy.complete && <p className="soft" role="status">{t.loading(copy.products.size)}</p>}
        <div className="till-people">
          {user && duty && <Tile name={user.name} duty={t[duty]} onClick={() => { signInPerson(user, duty); onClose?.(); }} />}
          {staff.map(({ id, name, username, duty: each }) => username && (
            <Tile key={id} name={name} duty={t[each]} onClick={() => setChosen({ user_id: id, name, username, duty: each })} />
          ))}
        </div>
        <details className="till-more">
          <summary>{t.other}</summary>
          <form
            className="stack tight"
            onSubmit={(event) => {
              event.preventDefault();
              const username = String(new FormData(event.currentTarget).get("username")).trim();
              const known = staff.find((each) => each.username === username.toLowerCase());
              setChosen({ user_id: known?.id ?? 0, name: known?.name ?? username, username, duty: known?.duty ?? "cashier" });
            }}
          >
            <TextField label={t.username} name="username" required autoComplete="off" autoCapitalize="none" spellCheck={false} />
            <Button type="submit">{t.next}</Button>
          </form>
          {!user && <ButtonLink look="quiet" to={signInPath}>{t.password}</ButtonLink>}
        </details>
        {onClose ? (
          <>
            <Button disabled={unsynced > 0} onClick={() => { signOutSeller(); onClose(); }}>{t.signOut}</Button>
            {unsynced > 0 && <p className="soft small">{t.stays}</p>}
          </>
        ) : (
          <div className="row between">
            <ButtonLink look="quiet" to="/">{t.close}</ButtonLink>
            {user ? <Button look="quiet" disabled={!copy.complete} onClick={() => void signOut()}>{t.signedIn(user.name)}</Button> : null}
            {duty === "owner" && unsynced === 0 && <Button look="quiet" onClick={() => void leave()}>{t.leave}</Button>}
          </div>
        )}
      </section>
    </div>
  );
}

function Tile({ name, duty, onClick }: { name: string; duty: string; onClick: () => void }) {
  return (
    <button type="button" className="till-person" onClick={onClick}>
      <User size={24} aria-hidden />
      <span>{name}</span>
      <small className="soft">{duty}</small>
    </button>
  );
}

const LONGEST = 8;
const SHORTEST = 4;

function PinPad({ choice, onBack, onDone }: { choice: Choice; onBack: () => void; onDone: (() => void) | undefined }) {
  const t = useText(text);
  const [pin, setPin] = useState("");
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const field = useRef<HTMLInputElement>(null);
  useEffect(() => field.current?.focus(), []);
  const submit = async () => {
    if (busy || pin.length < SHORTEST) return;
    setBusy(true);
    setError(undefined);
    try {
      await signInByPin(choice, pin);
      onDone?.();
    } catch (failed) {
      setError(failed);
      setPin("");
      setBusy(false);
      field.current?.focus();
    }
  };
  return (
    <form className="card stack narrow" onSubmit={(event) => { event.preventDefault(); void submit(); }}>
      <div className="row">
        <IconButton icon={ArrowLeft} label={t.back} onClick={onBack} />
        <h2 className="grow">{choice.name}</h2>
      </div>
      <input ref={field} className="input till-pin" type="password" inputMode="numeric" autoComplete="off" aria-label={t.pin} maxLength={LONGEST} value={pin} onChange={(event) => setPin(event.target.value.replace(/\D/g, ""))} />
      <div className="till-digits">
        {["1", "2", "3", "4", "5", "6", "7", "8", "9", "", "0"].map((digit, place) => digit ? (
          <Button key={digit} size="large" aria-label={t.key(digit)} onClick={() => setPin((before) => (before + digit).slice(0, LONGEST))}>{digit}</Button>
        ) : <span key={place} />)}
        <Button size="large" look="quiet" onClick={() => setPin((before) => before.slice(0, -1))}>{t.delete}</Button>
      </div>
      {isUnreachable(error) ? (
        <Alert tone="warning" title={t.unchecked}>
          {choice.user_id > 0 && <div className="stack tight"><p>{t.uncheckedHint}</p><Button onClick={() => { signInUnchecked(choice); onDone?.(); }}>{t.sellOn}</Button></div>}
        </Alert>
      ) : error !== undefined && <Alert tone="danger"><p>{sentence(error)}</p></Alert>}
      <Button type="submit" look="primary" size="large" wide busy={busy} disabled={pin.length < SHORTEST}>{t.signIn}</Button>
    </form>
  );
}
