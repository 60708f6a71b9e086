/** A discount on the whole ticket, or a voucher. */
import { useState } from "react";
import { formatMoment, formatMoney, useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/fields";
import { useTill } from "../context";
import { type Verdict, verdicts, voucherOf } from "../discounts.ts";
import { discountLabel, readDiscount } from "./labels";
import { allows, largestDiscount } from "./limit";
import { basketOf, changeTicket, useTickets } from "./ticket";

const text = words({
  id: {
    title: "Diskon dan voucher", discount: "Diskon untuk semua", hint: (percent: number) => `10% atau 5000. Batas Anda: ${percent} %.`, none: "Tanpa diskon", voucher: "Kode voucher", save: "Pakai",
    bad: "Isi persen, misalnya 10%, atau rupiah.", tooMuch: (percent: number) => `Anda boleh memberi diskon paling banyak ${percent} %. Minta manajer untuk lebih.`,
    known: "Voucher ini tidak dikenal.", active: "Voucher ini tidak berlaku lagi.", started: (at: string) => `Berlaku mulai ${at}.`, not_ended: (at: string) => `Berlaku sampai ${at}.`,
    minimum: (amount: string) => `Berlaku untuk belanja mulai ${amount}.`, uses_left: "Voucher ini sudah habis dipakai.", uses_of_buyer: "Pilih pelanggan dulu: voucher ini terbatas untuk tiap orang.",
  },
  en: {
    title: "Discount and voucher", discount: "Discount on everything", hint: (percent: number) => `10% or 5000. Your limit: ${percent} %.`, none: "No discount", voucher: "Voucher code", save: "Apply",
    bad: "Enter a percentage, such as 10%, or rupiah.", tooMuch: (percent: number) => `You may take off at most ${percent} %. Ask a manager for more.`,
    known: "This voucher is not known.", active: "This voucher isn't valid any more.", started: (at: string) => `Valid from ${at}.`, not_ended: (at: string) => `Valid until ${at}.`,
    minimum: (amount: string) => `Valid for purchases of ${amount} or more.`, uses_left: "This voucher is used up.", uses_of_buyer: "Choose the customer first: this voucher is limited for each of them.",
  },
});

const QUICK = [5, 10, 20, 50];

export default function DiscountDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const { copy, seller } = useTill();
  const { current } = useTickets();
  const [typed, setTyped] = useState(discountLabel(current.discount).replace(" %", "%"));
  const [code, setCode] = useState(current.voucher ?? "");
  const [errors, setErrors] = useState<{ discount?: string; voucher?: string }>({});
  const most = largestDiscount(seller.duty);
  const refusal = ({ rule, values }: Verdict): string => {
    if (rule === "started") return t.started(formatMoment(values["starts_at"] as string));
    if (rule === "not_ended") return t.not_ended(formatMoment(values["ends_at"] as string));
    if (rule === "minimum") return t.minimum(formatMoney(values["minimum"] as number));
    return t[rule];
  };
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const discount = readDiscount(typed);
    const voucher = code.trim().toUpperCase() || null;
    const found: typeof errors = {};
    if (!discount) found.discount = t.bad;
    else if (!allows({ ...current, discount }, copy, seller.duty)) found.discount = t.tooMuch(most);
    if (voucher !== null && discount) {
      const row = copy.vouchers.get(voucher);
      const left = basketOf({ ...current, discount, voucher }, copy)?.voucherBase ?? 0;
      const failed = verdicts(row && voucherOf(row, copy.device.owner_id), Date.now(), left, current.customer_id !== null).find(({ ok }) => ok === false);
      if (failed) found.voucher = refusal(failed);
    }
    setErrors(found);
    if (Object.keys(found).length || !discount) return;
    changeTicket({ discount, voucher });
    onClose();
  };
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<Button type="submit" form="till-discount-form" look="primary" size="large" wide>{t.save}</Button>}>
      <form id="till-discount-form" className="stack" onSubmit={save}>
        <TextField label={t.discount} hint={t.hint(most)} autoComplete="off" data-autofocus value={typed} onFocus={(event) => event.target.select()} onChange={(event) => setTyped(event.target.value)} error={errors.discount} />
        <div className="row">
          {QUICK.filter((percent) => percent <= most).map((percent) => <Button key={percent} onClick={() => setTyped(`${percent}%`)}>{percent} %</Button>)}
          <Button look="quiet" onClick={() => setTyped("")}>{t.none}</Button>
        </div>
        <TextField label={t.voucher} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={50} value={code} onChange={(event) => setCode(event.target.value)} error={errors.voucher} />
      </form>
    </Dialog>
  );
}
