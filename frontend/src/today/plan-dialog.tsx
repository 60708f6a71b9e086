import { type FormEvent, useState } from "react";
import { useText, words } from "../app/language";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Select } from "../ui/fields";
import { LIMITS, type Plan, SERVICE_LEVELS } from "./plan";

const text = words({
  id: {
    title: "Cara Anda memesan", lead: "Lama kiriman (hari)", leadHint: "Dari memesan sampai barang datang.", review: "Jarak antar pemesanan (hari)",
    reviewHint: "Berapa hari sekali Anda memeriksa stok dan memesan.", service: "Seberapa aman", serviceHint: "Makin aman, makin jarang kehabisan, dan makin banyak stok yang disimpan.",
    levels: { 80: "80%: hemat modal", 90: "90%", 95: "95%: biasa", 98: "98%", 99: "99%: jarang kehabisan" }, use: "Pakai", cancel: "Batal",
    range: (least: number, most: number) => `Isi ${least} sampai ${most} hari.`,
  },
  en: {
    title: "How you order", lead: "Delivery time (days)", leadHint: "From the order until the goods arrive.", review: "Time between orders (days)",
    reviewHint: "How often you check the stock and order.", service: "Safety", serviceHint: "The safer, the fewer empty shelves, and the more stock you keep.",
    levels: { 80: "80%: ties up less money", 90: "90%", 95: "95%: usual", 98: "98%", 99: "99%: rarely sold out" }, use: "Use", cancel: "Cancel",
    range: (least: number, most: number) => `Enter ${least} to ${most} days.`,
  },
});

/** Change the delivery time, the time between orders and the safety. */
export default function PlanDialog({ plan, onPlan, onClose }: { plan: Plan; onPlan: (plan: Plan) => void; onClose: () => void }) {
  const t = useText(text);
  const [draft, setDraft] = useState<{ lead: number | null | undefined; review: number | null | undefined; service: number }>(plan);
  const [checked, setChecked] = useState(false);
  const wrong = (name: "lead" | "review") => {
    const [least, most] = LIMITS[name];
    const days = draft[name];
    return days === null || days === undefined || days < least || days > most ? t.range(least, most) : undefined;
  };
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const first = (["lead", "review"] as const).find(wrong);
    setChecked(true);
    if (first) return event.currentTarget.querySelector<HTMLInputElement>(`[name=${first}]`)?.focus();
    onPlan({ lead: draft.lead!, review: draft.review!, service: draft.service });
  };
  return (
    <Dialog
      title={t.title}
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" type="submit" form="plan">{t.use}</Button>
        </>
      }
    >
      <form id="plan" className="stack" noValidate onSubmit={submit}>
        <AmountField name="lead" label={t.lead} hint={t.leadHint} error={checked && wrong("lead")} value={draft.lead} onChange={(lead) => setDraft({ ...draft, lead })} />
        <AmountField name="review" label={t.review} hint={t.reviewHint} error={checked && wrong("review")} value={draft.review} onChange={(review) => setDraft({ ...draft, review })} />
        <Select
          label={t.service}
          hint={t.serviceHint}
          value={draft.service}
          onChange={(event) => setDraft({ ...draft, service: Number(event.target.value) })}
          choices={SERVICE_LEVELS.map((level) => ({ value: String(level), label: t.levels[level] }))}
        />
      </form>
    </Dialog>
  );
}
