import { type FormEvent, useState } from "react";
import { useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { Select, Switch, TextArea, TextField } from "../../ui/fields";
import { type Outlet, outlets } from "../calls";
import { deskText, useChange } from "../frame";
import { ReceiptPreview } from "./preview";

export const zoneNames = words({
  id: { "Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT" },
  en: { "Asia/Jakarta": "Jakarta time (WIB)", "Asia/Makassar": "Central time (WITA)", "Asia/Jayapura": "Eastern time (WIT)" },
});

const text = words({
  id: {
    fresh: "Gerai baru", name: "Nama gerai", address: "Alamat", phone: "Telepon", taxNumber: "NPWP", taxHint: "15 atau 16 angka.", zone: "Zona waktu", cashStep: "Pembulatan tunai", cashHint: "Uang kecil yang tidak ada lagi. Transfer dan QRIS tetap persis.", noRounding: "Tidak dibulatkan",
    footer: "Akhir struk", footerHint: "Misalnya: Barang dapat ditukar dalam 7 hari dengan struk ini. Larangan menukar atau mengembalikan tidak berlaku menurut UU 8/1999.",
    ownStock: "Stok sendiri", ownHint: "Kasirnya hanya menjual stok gerai ini, yang mula-mula kosong. Tanpa ini, stoknya sama dengan toko web.", ofDefault: "Gerai utama memakai stok toko web.",
    short: "Penjualan tanpa sambungan yang stoknya kurang", review: "Menunggu pemeriksaan saya", accept: "Dicatat; stok menjadi minus",
  },
  en: {
    fresh: "New outlet", name: "Name of the outlet", address: "Address", phone: "Phone", taxNumber: "NPWP (tax number)", taxHint: "15 or 16 digits.", zone: "Time zone", cashStep: "Rounding of cash", cashHint: "Coins that nobody has any more. Transfers and QRIS stay exact.", noRounding: "No rounding",
    footer: "End of receipts", footerHint: "Such as: Goods can be exchanged within 7 days with this receipt. A clause that goods are never taken back is void (UU 8/1999).",
    ownStock: "Own stock", ownHint: "Its tills sell from a stock of their own, which is empty at first. Without it they share the stock of the web shop.", ofDefault: "The default outlet uses the stock of the web shop.",
    short: "Offline sales with too little in stock", review: "Wait for my review", accept: "Are booked; the stock goes below 0",
  },
});

const STEPS = [0, 100, 500, 1000] as const;
type Draft = Pick<Outlet, "name" | "address" | "phone" | "tax_number" | "footer" | "zone" | "own_stock" | "short_stock"> & { cash_step: (typeof STEPS)[number] };
const FIELDS = ["name", "address", "phone", "tax_number", "footer", "zone", "cash_step", "own_stock", "short_stock"] as const;
const EMPTY: Draft = { name: "", address: "", phone: "", tax_number: null, footer: "", zone: "Asia/Jakarta", cash_step: 0, own_stock: false, short_stock: "review" };

/** A number as people write it: `01.234.567.8-901.000`. */
const digits = (typed: string): string | null => typed.replace(/[\s.-]/g, "") || null;

/** The fields of an outlet beside the receipt that they make. */
export function OutletForm({ outlet, onClose }: { outlet: Outlet | null; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const zones = useText(zoneNames);
  const [draft, setDraft] = useState<Draft>(outlet ? { ...outlet, cash_step: outlet.cash_step as Draft["cash_step"] } : EMPTY);
  const [missing, setMissing] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const save = useChange({
    key: "outlets",
    send: () => {
      const body = Object.fromEntries(FIELDS.map((name) => [name, draft[name]]).filter(([name]) => !outlet || draft[name as keyof Draft] !== outlet[name as keyof Draft])) as unknown as Draft;
      return outlet ? outlets.update(outlet.id, body) : outlets.create(body);
    },
    done: desk.saved(draft.name),
    then: onClose,
  });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, FIELDS);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    setMissing(!draft.name.trim());
    if (draft.name.trim() && !save.isPending) save.mutate(undefined);
  };
  return (
    <Dialog
      title={outlet?.name ?? t.fresh}
      kind="sheet"
      size="large"
      onClose={onClose}
      actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="outlet-form" busy={save.isPending}>{desk.save}</Button></>}
    >
      <form id="outlet-form" className="office-form" onSubmit={onSubmit} noValidate>
        <div className="stack">
          {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
          <TextField label={t.name} data-autofocus maxLength={100} value={draft.name} error={missing && !draft.name.trim() ? desk.needed : errors["name"]} onChange={(event) => change({ name: event.target.value })} />
          <TextArea label={t.address} optional rows={2} maxLength={300} value={draft.address} error={errors["address"]} onChange={(event) => change({ address: event.target.value })} />
          <div className="office-pair">
            <TextField label={t.phone} type="tel" optional maxLength={32} value={draft.phone} error={errors["phone"]} onChange={(event) => change({ phone: event.target.value })} />
            <TextField label={t.taxNumber} optional inputMode="numeric" maxLength={24} hint={t.taxHint} value={draft.tax_number ?? ""} error={errors["tax_number"]} onChange={(event) => change({ tax_number: digits(event.target.value) })} />
          </div>
          <TextArea label={t.footer} optional rows={3} maxLength={300} hint={t.footerHint} value={draft.footer} error={errors["footer"]} onChange={(event) => change({ footer: event.target.value })} />
          <div className="office-pair">
            <Select label={t.zone} value={draft.zone} choices={Object.entries(zones).map(([value, label]) => ({ value, label }))} onChange={(event) => change({ zone: event.target.value as Draft["zone"] })} />
            <Select label={t.cashStep} value={String(draft.cash_step)} choices={STEPS.map((step) => ({ value: String(step), label: step ? `Rp ${step}` : t.noRounding }))} onChange={(event) => change({ cash_step: Number(event.target.value) as Draft["cash_step"] })} />
          </div>
          <p className="hint">{t.cashHint}</p>
          <Switch label={t.ownStock} hint={outlet?.is_default ? t.ofDefault : t.ownHint} disabled={outlet?.is_default ?? false} checked={draft.own_stock} onChange={(own_stock) => change({ own_stock })} />
          <Select label={t.short} value={draft.short_stock} choices={[{ value: "review", label: t.review }, { value: "accept", label: t.accept }]} onChange={(event) => change({ short_stock: event.target.value as Draft["short_stock"] })} />
        </div>
        <ReceiptPreview outlet={draft} />
      </form>
    </Dialog>
  );
}
