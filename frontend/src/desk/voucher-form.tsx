import { type FormEvent, useState } from "react";
import { useText, words } from "../app/language";
import { fieldErrors, formError } from "../app/problem";
import { dayOf, daysLater } from "../today/days";
import { AmountField, focusUnread } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { Segments } from "../ui/tabs";
import { type Voucher, vouchers } from "./calls";
import { deskText, useChange } from "./frame";
import { lastDay, useVoucherWords } from "./voucher-words";

const text = words({
  id: {
    fresh: "Voucher baru", code: "Kode", codeHint: "3 sampai 32 huruf, angka dan tanda hubung.", kind: "Jenis potongan", percent: "Persen", amount: "Rupiah", value: "Potongan", most: "Potongan paling banyak", minimum: "Belanja minimal", minimumHint: "Harga barang Anda setelah diskon lain.",
    from: "Hari pertama", to: "Hari terakhir", total: "Dipakai paling banyak", totalHint: "Semua pembeli bersama.", each: "Per pembeli paling banyak", eachHint: "Pembeli di kasir yang tidak dikenal tidak dapat memakainya.", badPercent: "Isi 1 sampai 100.", reversed: "Hari terakhir sebelum hari pertama.", becomes: (off: string, rules: string) => `Memotong ${off}; ${rules}.`,
  },
  en: {
    fresh: "New voucher", code: "Code", codeHint: "3 to 32 letters, digits and hyphens.", kind: "Kind of discount", percent: "Percent", amount: "Rupiah", value: "Discount", most: "Discount at most", minimum: "Minimum purchase", minimumHint: "What your goods cost after other discounts.",
    from: "First day", to: "Last day", total: "Uses at most", totalHint: "Of all buyers together.", each: "Per buyer at most", eachHint: "Unknown customers at the till can't use it.", badPercent: "Enter 1 to 100.", reversed: "The last day is before the first.", becomes: (off: string, rules: string) => `Takes ${off} off; ${rules}.`,
  },
});

const CODE = /^[A-Z0-9-]{3,32}$/;
const FIELDS = ["code", "kind", "value", "minimum", "most", "starts_at", "ends_at", "limit_total", "limit_each"] as const;
type Amount = number | null | undefined;
interface Draft {
  code: string;
  kind: Voucher["kind"];
  value: Amount;
  minimum: Amount;
  most: Amount;
  from: string;
  to: string;
  limit_total: Amount;
  limit_each: Amount;
}

const EMPTY: Draft = { code: "", kind: "percent", value: null, minimum: null, most: null, from: "", to: "", limit_total: null, limit_each: null };
const draftOf = (voucher: Voucher): Draft => ({ ...voucher, minimum: voucher.minimum || null, from: voucher.starts_at ? dayOf(voucher.starts_at) : "", to: voucher.ends_at ? lastDay(voucher.ends_at) : "" });
/** The first moment of a day in Jakarta. */
const startOf = (day: string): string => new Date(`${day}T00:00:00+07:00`).toISOString();

/** The fields as the API takes them. Moments that nobody has changed keep their time of the day. */
function bodyOf(draft: Draft, voucher: Voucher | null) {
  const before = voucher && draftOf(voucher);
  return {
    code: draft.code, kind: draft.kind, value: draft.value ?? 0, minimum: draft.minimum ?? 0, most: draft.kind === "percent" ? (draft.most ?? null) : null,
    starts_at: before?.from === draft.from ? voucher!.starts_at : draft.from ? startOf(draft.from) : null,
    ends_at: before?.to === draft.to ? voucher!.ends_at : draft.to ? startOf(daysLater(draft.to, 1)) : null,
    limit_total: draft.limit_total ?? null, limit_each: draft.limit_each ?? null,
  };
}

export function VoucherForm({ voucher, onClose }: { voucher: Voucher | null; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const describe = useVoucherWords();
  const [draft, setDraft] = useState<Draft>(voucher ? draftOf(voucher) : EMPTY);
  const [tried, setTried] = useState(false);
  const change = (part: Partial<Draft>) => setDraft({ ...draft, ...part });
  const reversed = draft.from !== "" && draft.to !== "" && draft.to < draft.from;
  const badValue = !draft.value ? desk.needed : draft.kind === "percent" && draft.value > 100 ? t.badPercent : undefined;
  const save = useChange({
    key: "vouchers",
    send: () => (voucher ? vouchers.update(voucher.id, bodyOf(draft, voucher)) : vouchers.create(bodyOf(draft, null))),
    done: desk.saved(draft.code),
    then: onClose,
  });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, FIELDS);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (focusUnread(event.currentTarget) || !CODE.test(draft.code) || badValue || reversed || save.isPending) return;
    save.mutate(undefined);
  };
  const amount = (name: "minimum" | "most" | "limit_total" | "limit_each", label: string, options: { money?: boolean; hint?: string }) => (
    <AmountField label={label} optional {...options} value={draft[name]} error={errors[name]} onChange={(value) => change({ [name]: value })} />
  );
  return (
    <Dialog title={voucher?.code ?? t.fresh} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="voucher-form" busy={save.isPending}>{desk.save}</Button></>}>
      <form id="voucher-form" className="stack" onSubmit={onSubmit} noValidate>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <TextField label={t.code} data-autofocus hint={t.codeHint} maxLength={32} autoCapitalize="characters" autoComplete="off" spellCheck={false} value={draft.code} error={tried && !CODE.test(draft.code) ? t.codeHint : errors["code"]} onChange={(event) => change({ code: event.target.value.toUpperCase().trim() })} />
        <Segments<Voucher["kind"]> label={t.kind} value={draft.kind} onChange={(kind) => change({ kind })} choices={[{ value: "percent", label: t.percent }, { value: "amount", label: t.amount }]} />
        <div className="office-pair">
          <AmountField key={draft.kind} label={t.value} money={draft.kind === "amount"} prefix={draft.kind === "percent" ? "%" : "Rp"} value={draft.value} error={(tried && badValue) || errors["value"]} onChange={(value) => change({ value })} />
          {draft.kind === "percent" && amount("most", t.most, { money: true })}
        </div>
        {amount("minimum", t.minimum, { money: true, hint: t.minimumHint })}
        <div className="office-pair">
          <TextField label={t.from} optional type="date" value={draft.from} error={errors["starts_at"]} onChange={(event) => change({ from: event.target.value })} />
          <TextField label={t.to} optional type="date" value={draft.to} error={reversed ? t.reversed : errors["ends_at"]} onChange={(event) => change({ to: event.target.value })} />
        </div>
        {amount("limit_total", t.total, { hint: t.totalHint })}
        {amount("limit_each", t.each, { hint: t.eachHint })}
        {!badValue && !reversed && <p className="office-sentence" role="note">{t.becomes(describe.off(bodyOf(draft, voucher)), describe.rules(bodyOf(draft, voucher)))}</p>}
      </form>
    </Dialog>
  );
}
