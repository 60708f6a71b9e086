import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { roleNames } from "../account/role-names";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { fieldErrors, formError, sentence } from "../app/problem";
import type { Role } from "../app/session";
import { Button } from "../ui/button";
import { Alert, Loaded } from "../ui/feedback";
import { Checkbox, TextField } from "../ui/fields";
import { FileDrop } from "../ui/file-drop";
import { toast } from "../ui/toast";
import { Admin } from "./admin";

const text = words({
  id: {
    name: "Nama toko", nameHint: "Tampil di halaman, struk, email dan sertifikat. Kosongkan untuk memakai nama dari pengaturan.", save: "Simpan", saved: "Toko sudah diubah.", logo: "Logo",
    logoHint: "JPEG, PNG, WebP atau GIF sampai 10 MB. Latar tembus pandang dipertahankan.", choose: "Pilih atau seret gambar", removeLogo: "Hapus logo", security: "Verifikasi dua langkah",
    securityHint: "Peran yang wajib memakainya. Siapa pun yang belum memasangnya diminta memasangnya saat masuk.",
  },
  en: {
    name: "Name of the shop", nameHint: "Shown on pages, receipts, e-mails and certificates. Leave it empty to use the name in the settings.", save: "Save", saved: "The shop has been changed.", logo: "Logo",
    logoHint: "JPEG, PNG, WebP or GIF up to 10 MB. Transparency is kept.", choose: "Choose an image or drop it here", removeLogo: "Delete the logo", security: "Two-step verification",
    securityHint: "The roles that must use it. Whoever has not set it up is asked to when they sign in.",
  },
});

type Shop = Schemas["Shop"];

export default function ShopSettings() {
  const shop = useQuery({ queryKey: ["shop", "etag"], queryFn: () => api.shop.show().withResponse() });
  return (
    <Admin page="shop">
      <div className="stack shop-settings">
        <Loaded query={shop}>{({ data, etag }) => <ShopForm key={etag} shop={data} etag={etag} />}</Loaded>
        <Policy />
      </div>
    </Admin>
  );
}

function ShopForm({ shop: { name, logo_url }, etag }: { shop: Shop; etag: string | undefined }) {
  const t = useText(text);
  const client = useQueryClient();
  const [typed, setTyped] = useState(name);
  const change = useMutation({
    mutationFn: async (send: () => PromiseLike<unknown>) => send(),
    onSuccess: async () => {
      toast.done(t.saved);
      await client.invalidateQueries({ queryKey: ["shop"] });
    },
  });
  const options = { ifMatch: etag };
  return (
    <>
      <form className="card stack" onSubmit={(event) => { event.preventDefault(); change.mutate(() => api.shop.update({ name: typed.trim() || null }, options)); }}>
        {change.error && formError(change.error, ["name"]) && <Alert tone="danger"><p>{formError(change.error, ["name"])}</p></Alert>}
        <TextField label={t.name} hint={t.nameHint} maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} error={fieldErrors(change.error)["name"]} />
        <div className="row end"><Button type="submit" look="primary" busy={change.isPending}>{t.save}</Button></div>
      </form>
      <div className="card stack">
        <h2>{t.logo}</h2>
        {logo_url && <div className="row"><img className="logo-preview" src={logo_url} alt={name} /><Button onClick={() => change.mutate(() => api.shop.deleteLogo(options))}>{t.removeLogo}</Button></div>}
        <FileDrop label={t.choose} hint={t.logoHint} accept="image/*" onFiles={([logo]) => logo && change.mutate(() => api.shop.updateLogo({ logo }, options))} />
      </div>
    </>
  );
}

const ROLES: readonly Role[] = ["buyer", "seller", "developer", "admin"];

function Policy() {
  const t = useText(text);
  const names = useText(roleNames);
  const client = useQueryClient();
  const policy = useQuery({ queryKey: ["two-factor-policy"], queryFn: () => api.twoFactor.showPolicy() });
  const change = useMutation({
    mutationFn: async (roles: Role[]) => api.twoFactor.updatePolicy({ roles }),
    onSuccess: (now) => client.setQueryData(["two-factor-policy"], now),
    onError: (error) => toast.failed(sentence(error)),
  });
  return (
    <div className="card stack tight">
      <h2>{t.security}</h2>
      <p className="soft small">{t.securityHint}</p>
      <Loaded query={policy}>
        {({ roles }) => ROLES.map((role) => (
          <Checkbox
            key={role}
            label={names[role]}
            checked={(change.isPending ? change.variables : roles).includes(role)}
            onChange={(event) => change.mutate(ROLES.filter((other) => (other === role ? event.target.checked : roles.includes(other))))}
          />
        ))}
      </Loaded>
    </div>
  );
}
