import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useTitle } from "../app/title";
import { Button, IconButton } from "../ui/button";
import { Badge, EmptyState, Loaded } from "../ui/feedback";
import { Switch } from "../ui/fields";
import { Copy, Landmark, Pencil, Plus } from "../ui/icons";
import { copy } from "../ui/share";
import { toast } from "../ui/toast";
import { AccountForm } from "./account-form";
import { type Account, iconOf, isProvider, kindName } from "./names";
import "./payments.css";
import { SalesTabs } from "./sales-tabs";

const text = words({
  id: {
    title: "Rekening pembayaran", lead: "Ke sini pembeli membayar pesanan di web dan di kasir.", add: "Tambah rekening", none: "Belum ada rekening", noneHint: "Dengan QRIS toko atau rekening bank, pembeli dapat membayar di web. Tidak perlu kontrak dengan siapa pun.",
    active: "Ditawarkan kepada pembeli", edit: "Ubah", codes: "Kode di setiap jumlah", off: "Tidak ditawarkan", outlet: "Hanya di satu gerai", merchant: "Penerima", city: "Kota", number: "Nomor", holder: "Atas nama",
    environment: "Lingkungan", environments: { production: "Sungguhan", sandbox: "Uji coba (sandbox)", local: "Di komputer ini" }, gets: "Yang didapat pembeli", channels: { page: "Halaman pembayaran", qris: "QRIS" },
    notice: "Alamat kabar", copyNotice: "Salin alamat kabar", enter: "Isikan alamat ini di Xendit: Settings, Webhooks, untuk invoice dan QR code.", sends: (provider: string) => `${provider} mengirim kabarnya sendiri ke alamat ini; alamatnya harus terjangkau dari internet lewat HTTPS.`,
    turnedOff: "Tidak ditawarkan lagi. Permintaan yang ada tetap berlaku.", turnedOn: "Ditawarkan kepada pembeli.",
  },
  en: {
    title: "Payment accounts", lead: "Buyers pay their orders of the web and at the till here.", add: "Add an account", none: "No accounts yet", noneHint: "With the QRIS of your shop or a bank account, buyers can pay on the web. You need no contract with anybody.",
    active: "Offered to buyers", edit: "Change", codes: "A code in each amount", off: "Not offered", outlet: "At one outlet only", merchant: "Recipient", city: "City", number: "Number", holder: "Account holder",
    environment: "Environment", environments: { production: "Production", sandbox: "Test (sandbox)", local: "On this computer" }, gets: "What buyers get", channels: { page: "Payment page", qris: "QRIS" },
    notice: "Notice address", copyNotice: "Copy the notice address", enter: "Enter this address at Xendit: Settings, Webhooks, for invoices and QR codes.", sends: (provider: string) => `${provider} sends its notices to this address by itself; it must be reachable from the internet by HTTPS.`,
    turnedOff: "No longer offered. Requests that exist stay valid.", turnedOn: "Offered to buyers.",
  },
});

export default function Accounts() {
  const t = useText(text);
  useTitle(t.title);
  const [form, setForm] = useState<Account | "new" | null>(null);
  const accounts = useQuery({ queryKey: ["payment-accounts"], queryFn: () => api.paymentAccounts.list() });
  const add = <Button look="primary" icon={Plus} onClick={() => setForm("new")}>{t.add}</Button>;
  return (
    <div className="payments-page">
      <SalesTabs />
      <div className="page-head">
        <div><h1>{t.title}</h1><p>{t.lead}</p></div>
        {Boolean(accounts.data?.payment_accounts.length) && add}
      </div>
      <Loaded query={accounts}>
        {({ payment_accounts: rows }) => rows.length
          ? <ul className="stack">{rows.map((account) => <AccountCard key={account.id} account={account} onEdit={() => setForm(account)} />)}</ul>
          : <div className="card flush"><EmptyState icon={Landmark} title={t.none} action={add}>{t.noneHint}</EmptyState></div>}
      </Loaded>
      {form && <AccountForm account={form === "new" ? null : form} onClose={() => setForm(null)} />}
    </div>
  );
}

function AccountCard({ account, onEdit }: { account: Account; onEdit: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const { id, kind, name, active, outlet_id, unique_amounts, qris, bank_account, provider } = account;
  const Icon = iconOf(kind);
  const change = useMutation({
    mutationFn: (next: boolean) => api.paymentAccounts.update(id, { active: next }),
    onSuccess: (now) => toast.done(now.active ? t.turnedOn : t.turnedOff),
    onError: (error) => toast.failed(sentence(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["payment-accounts"] }),
  });
  const facts: [string, string | null | undefined][] = qris
    ? [[t.merchant, qris.merchant], [t.city, qris.city], ["NMID", qris.nmid]]
    : bank_account
      ? [["Bank", bank_account.bank], [t.number, bank_account.number], [t.holder, bank_account.holder]]
      : provider ? [[t.environment, t.environments[provider.environment]], [t.gets, t.channels[provider.channel]]] : [];
  return (
    <li className="card stack tight">
      <div className="row between">
        <div className="row pay-account-name"><Icon size={20} aria-hidden /><h2>{name}</h2><Badge>{kindName(kind)}</Badge>{!active && <Badge tone="warning">{t.off}</Badge>}</div>
        <Button look="quiet" icon={Pencil} aria-label={`${t.edit}: ${name}`} onClick={onEdit}>{t.edit}</Button>
      </div>
      <dl className="pay-account-facts">{facts.map(([label, value]) => value && <div key={label}><dt>{label}</dt><dd>{value}</dd></div>)}</dl>
      {(unique_amounts || outlet_id !== null) && <p className="row">{unique_amounts && <Badge tone="information">{t.codes}</Badge>}{outlet_id !== null && <Badge>{t.outlet}</Badge>}</p>}
      {isProvider(kind) && provider?.notice_url && (
        <div className="stack tight">
          <p className="legend">{t.notice}</p>
          <div className="pay-notice"><code>{provider.notice_url}</code><IconButton icon={Copy} label={t.copyNotice} onClick={() => void copy(provider.notice_url!)} /></div>
          <p className="soft small">{kind === "xendit" ? t.enter : t.sends(kindName(kind))}</p>
        </div>
      )}
      <Switch label={t.active} checked={change.isPending ? change.variables : active} onChange={(next) => change.mutate(next)} />
    </li>
  );
}
