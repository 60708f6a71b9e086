/** Make this browser a till. The shop's owner does it once. */
import { useMutation, useQuery } from "@tanstack/react-query";
import type { OutletList, TillList, TillWithToken } from "finenice-client";
import { useState } from "react";
import { api } from "../../app/api";
import { useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { queryClient } from "../../app/queries";
import { useSession, useSignInPath } from "../../app/session";
import { Button, ButtonLink } from "../../ui/button";
import { confirm } from "../../ui/dialog";
import { Alert, EmptyState, Loaded } from "../../ui/feedback";
import { Radio, Select, TextField } from "../../ui/fields";
import { Store } from "../../ui/icons";
import { setDevice } from "../device";
import { PlainNotice } from "./plain-notice";

const text = words({
  id: {
    none: "Perangkat ini belum menjadi kasir", noneHint: "Pemilik toko masuk sekali untuk menyiapkannya. Setelah itu kasir cukup memakai PIN.", signIn: "Masuk sebagai pemilik", home: "Ke toko",
    notOwner: "Hanya pemilik toko yang dapat menyiapkan kasir.", title: "Jadikan perangkat ini kasir", outlet: "Outlet", till: "Kasir", fresh: "Kasir baru",
    name: "Nama kasir", nameHint: "Misalnya Kasir depan.", series: "Seri struk", seriesHint: "Awal nomor struk, misalnya A pada A-000042. Tidak dapat diubah.",
    last: (number: string) => `struk terakhir ${number}`, noReceipt: "belum ada struk", use: "Pakai kasir ini",
    replace: (name: string) => `Pakai ${name} di perangkat ini?`, replaceHint: "Perangkat lain dengan kasir ini langsung keluar. Pastikan di sana tidak ada penjualan yang menunggu dikirim.",
  },
  en: {
    none: "This device is no till yet", noneHint: "The shop's owner signs in once to set it up. Cashiers need only their PIN afterwards.", signIn: "Sign in as the owner", home: "To the shop",
    notOwner: "Only the owner of a shop can set up a till.", title: "Make this device a till", outlet: "Outlet", till: "Till", fresh: "New till",
    name: "Name of the till", nameHint: "Such as Front till.", series: "Receipt series", seriesHint: "The beginning of receipt numbers, such as A in A-000042. It can't be changed.",
    last: (number: string) => `last receipt ${number}`, noReceipt: "no receipt yet", use: "Use this till",
    replace: (name: string) => `Use ${name} on this device?`, replaceHint: "Another device with this till is signed out at once. Make sure that no sales wait to be sent there.",
  },
});

export default function SetUp() {
  const t = useText(text);
  const { user, loading, has } = useSession();
  const signInPath = useSignInPath();
  if (loading) return null;
  if (!user || !has("seller", "admin")) return (
    <div className="till-gate">
      <EmptyState icon={Store} title={t.none} action={<div className="row"><ButtonLink to="/">{t.home}</ButtonLink>{!user && <ButtonLink look="primary" to={signInPath}>{t.signIn}</ButtonLink>}</div>}>{user ? t.notOwner : t.noneHint}</EmptyState>
    </div>
  );
  return <ChooseTill ownerId={user.id} />;
}

function ChooseTill({ ownerId }: { ownerId: number }) {
  const t = useText(text);
  const outlets = useQuery({ queryKey: ["outlets"], queryFn: () => api.request<OutletList>("GET", "/api/outlets") });
  return (
    <div className="till-gate">
      <div className="card stack narrow">
        <h2>{t.title}</h2>
        <PlainNotice />
        <Loaded query={outlets}>{({ outlets: all }) => <TillForm ownerId={ownerId} outlets={all.filter(({ archived }) => !archived)} />}</Loaded>
      </div>
    </div>
  );
}

function TillForm({ ownerId, outlets }: { ownerId: number; outlets: OutletList["outlets"] }) {
  const t = useText(text);
  const [outletId, setOutletId] = useState(String(outlets[0]?.id ?? ""));
  const [chosen, setChosen] = useState<number | null | undefined>(undefined);
  const tills = useQuery({ queryKey: ["tills", outletId], queryFn: () => api.request<TillList>("GET", `/api/outlets/${outletId}/tills`) });
  const found = tills.data?.tills.filter(({ active }) => active) ?? [];
  const tillId = chosen === undefined ? (found[0]?.id ?? null) : chosen;
  const use = useMutation({
    mutationFn: (form: FormData) => {
      if (tillId !== null) return api.request<TillWithToken>("POST", `/api/tills/${tillId}/token`).then((till) => till);
      const body = { name: String(form.get("name")).trim(), series: String(form.get("series")).trim().toUpperCase() };
      return api.request<TillWithToken>("POST", `/api/outlets/${outletId}/tills`, { body }).then((till) => till);
    },
    onSuccess: ({ id, token }) => {
      void queryClient.invalidateQueries({ queryKey: ["tills"] });
      setDevice({ till_id: id, token, owner_id: ownerId });
    },
  });
  const submit = async (event: React.FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const till = found.find(({ id }) => id === tillId);
    // A till without a receipt has sold nothing elsewhere.
    if (till?.last_number && !(await confirm({ title: t.replace(till.name), detail: t.replaceHint, action: t.use, danger: true }))) return;
    use.mutate(form);
  };
  const errors = fieldErrors(use.error);
  const failed = formError(use.error, ["name", "series"]);
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <Select label={t.outlet} value={outletId} onChange={(event) => { setOutletId(event.target.value); setChosen(undefined); }} choices={outlets.map(({ id, name }) => ({ value: String(id), label: name }))} />
      <Loaded query={tills}>{() => (
        <fieldset>
          <legend className="legend">{t.till}</legend>
          {found.map(({ id, name, series, last_number }) => (
            <Radio key={id} name="till" checked={tillId === id} onChange={() => setChosen(id)} label={name} hint={last_number ? t.last(`${series}-${String(last_number).padStart(6, "0")}`) : t.noReceipt} />
          ))}
          <Radio name="till" checked={tillId === null} onChange={() => setChosen(null)} label={t.fresh} />
        </fieldset>
      )}</Loaded>
      {tills.data && tillId === null && (
        <>
          <TextField label={t.name} hint={t.nameHint} name="name" required maxLength={100} error={errors["name"]} />
          <TextField label={t.series} hint={t.seriesHint} name="series" required maxLength={8} pattern="[A-Za-z][A-Za-z0-9]*" autoCapitalize="characters" error={errors["series"]} />
        </>
      )}
      {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
      <Button type="submit" look="primary" size="large" wide busy={use.isPending}>{t.use}</Button>
    </form>
  );
}
