import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { type FormEvent, useState } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { fieldErrors, formError } from "../app/problem";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { Checkbox, PasswordField, Radio, Select, TextArea, TextField } from "../ui/fields";
import { FileDrop } from "../ui/file-drop";
import { toast } from "../ui/toast";
import { type Account, isProvider, type Kind, kindName, type Provider } from "./names";
import { canReadQr, readQr } from "./read-qr";

const text = words({
  id: {
    add: "Tambah rekening", change: (name: string) => `Ubah ${name}`, kind: "Jenis", hints: { qris: "Kode QRIS cetak toko Anda, tanpa biaya tambahan", transfer: "Rekening bank Anda", midtrans: "Kartu, dompet digital, rekening virtual, QRIS", xendit: "Kartu, dompet digital, rekening virtual, QRIS", doku: "Halaman pembayaran DOKU", duitku: "Halaman pembayaran Duitku" },
    next: "Lanjut", back: "Batal", save: "Simpan", saved: "Rekening disimpan.", name: "Nama", nameHint: "Untuk Anda dan kasir, misalnya “QRIS BCA”.",
    qris: "Isi kode QRIS", qrisHint: "Pindai kode cetak dengan pembaca QR biasa (bukan aplikasi bank) dan tempel teksnya. Diawali 000201.", picture: "Baca dari foto kode QRIS", pictureHint: "Fotonya dibaca di perangkat ini dan tidak dikirim.", unread: "Tidak ada kode QR yang terbaca di foto ini. Coba foto yang lebih dekat dan lurus.",
    bank: "Bank", number: "Nomor rekening", numberHint: "5 sampai 20 angka.", holder: "Atas nama", codes: "Tambahkan kode 1–999 rupiah pada setiap jumlah", codesHint: "Dari jumlahnya Anda tahu pesanan mana yang dibayar.",
    environment: "Lingkungan", environments: { sandbox: "Uji coba (sandbox)", production: "Sungguhan", local: "Di komputer ini, tanpa penyedia" }, channel: "Yang didapat pembeli", channels: { page: "Halaman pembayaran penyedia", qris: "QRIS" },
    keys: "Kunci disimpan terenkripsi dan tidak pernah ditampilkan lagi.", replace: "Ganti kunci dan lingkungan", replaceHint: "Kabar dengan kunci lama lalu ditolak: ganti saat tidak ada pembayaran yang terbuka.",
    where: { midtrans: "Settings, Access keys", xendit: "Settings, API keys dan Webhooks", doku: "Integration, API keys", duitku: "My projects" },
  },
  en: {
    add: "Add an account", change: (name: string) => `Change ${name}`, kind: "Kind", hints: { qris: "The printed QRIS code of your shop, at no extra cost", transfer: "Your bank account", midtrans: "Cards, e-wallets, virtual accounts, QRIS", xendit: "Cards, e-wallets, virtual accounts, QRIS", doku: "A payment page of DOKU", duitku: "A payment page of Duitku" },
    next: "Continue", back: "Cancel", save: "Save", saved: "The account is saved.", name: "Name", nameHint: "For you and your cashiers, such as “QRIS BCA”.",
    qris: "Text of the QRIS code", qrisHint: "Scan the printed code with an ordinary QR reader (no bank app) and paste its text. It begins with 000201.", picture: "Read it from a photo of the code", pictureHint: "The photo is read on this device and is not sent.", unread: "No QR code can be read in this photo. Try one that is closer and straight.",
    bank: "Bank", number: "Account number", numberHint: "5 to 20 digits.", holder: "Account holder", codes: "Add a code of 1–999 rupiah to each amount", codesHint: "By the amount you know which order was paid.",
    environment: "Environment", environments: { sandbox: "Test (sandbox)", production: "Production", local: "On this computer, without a provider" }, channel: "What buyers get", channels: { page: "Payment page of the provider", qris: "QRIS" },
    keys: "Keys are stored encrypted and never shown again.", replace: "Replace keys and environment", replaceHint: "Notices with the old keys are then refused: do it while no payment is open.",
    where: { midtrans: "Settings, Access keys", xendit: "Settings, API keys and Webhooks", doku: "Integration, API keys", duitku: "My projects" },
  },
});

type New = Schemas["NewPaymentAccount"];
type NewProvider = Schemas["NewProvider"];
type KeyName = "server_key" | "secret_key" | "callback_token" | "client_id" | "merchant_code" | "api_key";

const KINDS: readonly Kind[] = ["qris", "transfer", "midtrans", "xendit", "doku", "duitku"];
const KEYS: Record<Provider, readonly KeyName[]> = {
  midtrans: ["server_key"], xendit: ["secret_key", "callback_token"], doku: ["client_id", "secret_key"], duitku: ["merchant_code", "api_key"],
};
/** As the dashboards of the providers call them, in both languages. */
const KEY_NAMES: Record<KeyName, string> = {
  server_key: "Server key", secret_key: "Secret key", callback_token: "Callback token", client_id: "Client ID", merchant_code: "Merchant code", api_key: "API key",
};
const WITH_QRIS: readonly Kind[] = ["midtrans", "xendit"];

interface Draft {
  name: string;
  qris: string;
  bank: string;
  number: string;
  holder: string;
  codes: boolean;
  environment: NewProvider["environment"];
  channel: "page" | "qris";
  keys: Partial<Record<KeyName, string>>;
}

const draftOf = (kind: Kind, account: Account | null): Draft => ({
  name: account?.name ?? "", qris: account?.qris?.payload ?? "", bank: account?.bank_account?.bank ?? "", number: account?.bank_account?.number ?? "", holder: account?.bank_account?.holder ?? "",
  codes: account?.unique_amounts ?? kind === "transfer", environment: account?.provider?.environment ?? "sandbox", channel: account?.provider?.channel ?? "page", keys: {},
});

/** What the account has that its kind alone has. */
function details(kind: Kind, draft: Draft): Pick<New, "qris" | "bank_account" | "provider"> {
  if (kind === "qris") return { qris: draft.qris.trim() };
  if (kind === "transfer") return { bank_account: { bank: draft.bank.trim(), number: draft.number.replace(/[\s.-]/g, ""), holder: draft.holder.trim() } };
  const keys = Object.fromEntries(KEYS[kind].map((name) => [name, draft.keys[name]?.trim() || undefined]));
  return { provider: { environment: draft.environment, channel: draft.channel, ...keys } };
}

const suggestedName = (kind: Kind, draft: Draft): string => (kind === "transfer" ? draft.bank.trim() || "Transfer" : kindName(kind));

/** Add an account, or change one. */
export function AccountForm({ account, onClose }: { account: Account | null; onClose: () => void }) {
  const [kind, setKind] = useState<Kind | null>(account?.kind ?? null);
  return kind ? <Fields key="fields" kind={kind} account={account} onClose={onClose} /> : <Kinds key="kinds" onChoose={setKind} onClose={onClose} />;
}

function Kinds({ onChoose, onClose }: { onChoose: (kind: Kind) => void; onClose: () => void }) {
  const t = useText(text);
  const [kind, setKind] = useState<Kind>("qris");
  return (
    <Dialog title={t.add} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.back}</Button><Button look="primary" onClick={() => onChoose(kind)}>{t.next}</Button></>}>
      <fieldset>
        <legend className="visually-hidden">{t.kind}</legend>
        {KINDS.map((each) => <Radio key={each} name="kind" label={kindName(each)} hint={t.hints[each]} checked={kind === each} onChange={() => setKind(each)} />)}
      </fieldset>
    </Dialog>
  );
}

function Fields({ kind, account, onClose }: { kind: Kind; account: Account | null; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(kind, account));
  // The keys of an account are unknown here: they are replaced as a whole, or not at all.
  const [withKeys, setWithKeys] = useState(account === null);
  const set = (change: Partial<Draft>) => setDraft({ ...draft, ...change });
  const save = useMutation({
    mutationFn: async () => {
      const name = draft.name.trim() || suggestedName(kind, draft);
      const codes = isProvider(kind) ? {} : { unique_amounts: draft.codes };
      if (!account) return api.paymentAccounts.create({ kind, name, ...codes, ...details(kind, draft) });
      return api.paymentAccounts.update(account.id, { name, ...codes, ...(withKeys || !isProvider(kind) ? details(kind, draft) : {}) } as Schemas["PaymentAccountUpdate"]);
    },
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ["payment-accounts"] });
      toast.done(t.saved);
      onClose();
    },
  });
  const errors = fieldErrors(save.error);
  const known = ["name", "qris", "bank_account.bank", "bank_account.number", "bank_account.holder", ...(isProvider(kind) ? KEYS[kind].map((each) => `provider.${each}`) : [])];
  const fault = formError(save.error, known);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    save.mutate();
  };
  return (
    <Dialog title={account ? t.change(account.name) : `${t.add}: ${kindName(kind)}`} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{t.back}</Button><Button look="primary" busy={save.isPending} onClick={() => save.mutate()}>{t.save}</Button></>}>
      <form className="stack" onSubmit={submit}>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        {kind === "qris" && <QrisField value={draft.qris} onChange={(qris) => set({ qris })} error={errors["qris"]} />}
        {kind === "transfer" && (
          <>
            <TextField label={t.bank} placeholder="BCA" maxLength={50} value={draft.bank} onChange={(event) => set({ bank: event.target.value })} error={errors["bank_account.bank"]} />
            <TextField label={t.number} hint={t.numberHint} inputMode="numeric" autoComplete="off" maxLength={30} value={draft.number} onChange={(event) => set({ number: event.target.value })} error={errors["bank_account.number"]} />
            <TextField label={t.holder} maxLength={100} value={draft.holder} onChange={(event) => set({ holder: event.target.value })} error={errors["bank_account.holder"]} />
          </>
        )}
        {isProvider(kind) && account && <Checkbox label={t.replace} hint={t.replaceHint} checked={withKeys} onChange={(event) => setWithKeys(event.target.checked)} />}
        {isProvider(kind) && withKeys && <ProviderFields kind={kind} draft={draft} errors={errors} onChange={set} />}
        {!isProvider(kind) && <Checkbox label={t.codes} hint={t.codesHint} checked={draft.codes} onChange={(event) => set({ codes: event.target.checked })} />}
        <TextField label={t.name} hint={t.nameHint} optional placeholder={suggestedName(kind, draft)} maxLength={100} value={draft.name} onChange={(event) => set({ name: event.target.value })} error={errors["name"]} />
        <button type="submit" hidden />
      </form>
    </Dialog>
  );
}

function QrisField({ value, onChange, error }: { value: string; onChange: (text: string) => void; error: string | undefined }) {
  const t = useText(text);
  const [unread, setUnread] = useState(false);
  const read = async (picture: File) => {
    const found = await readQr(picture);
    setUnread(!found);
    if (found) onChange(found);
  };
  return (
    <>
      <TextArea label={t.qris} hint={t.qrisHint} rows={3} maxLength={1000} autoComplete="off" spellCheck={false} value={value} onChange={(event) => onChange(event.target.value)} error={error} />
      {canReadQr() && <FileDrop label={t.picture} hint={t.pictureHint} accept="image/*" onFiles={([picture]) => { if (picture) void read(picture); }} />}
      {unread && <p className="field-error" role="alert">{t.unread}</p>}
    </>
  );
}

function ProviderFields({ kind, draft, errors, onChange }: { kind: Provider; draft: Draft; errors: Record<string, string>; onChange: (change: Partial<Draft>) => void }) {
  const t = useText(text);
  const environments = (["sandbox", "production", "local"] as const).map((value) => ({ value, label: t.environments[value] }));
  const channels = (["page", "qris"] as const).map((value) => ({ value, label: t.channels[value] }));
  return (
    <>
      <Select label={t.environment} value={draft.environment} onChange={(event) => onChange({ environment: event.target.value as Draft["environment"] })} choices={environments} />
      {WITH_QRIS.includes(kind) && <Select label={t.channel} value={draft.channel} onChange={(event) => onChange({ channel: event.target.value as Draft["channel"] })} choices={channels} />}
      {KEYS[kind].map((name) => (
        <PasswordField key={name} label={KEY_NAMES[name]} hint={t.where[kind]} maxLength={200} autoComplete="off" value={draft.keys[name] ?? ""} onChange={(event) => onChange({ keys: { ...draft.keys, [name]: event.target.value } })} error={errors[`provider.${name}`]} />
      ))}
      <p className="soft small">{t.keys}</p>
    </>
  );
}
