/** Before the first sale of a day: how much change is in the drawer. */
import { useState } from "react";
import { useText, words } from "../../app/language";
import { AmountField } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Skeleton } from "../../ui/feedback";
import { useCopy, useTill, useWaiting } from "../context";
import { Report } from "./report";

const text = words({
  id: { title: "Buka kas", opening: "Uang di laci", hint: "Hitung uang kembalian sebelum penjualan pertama.", open: "Buka kas", other: "Orang lain", closed: "Kas ditutup", later: "Laporan Z tersedia setelah penutupan terkirim." },
  en: { title: "Open the shift", opening: "Cash in the drawer", hint: "Count the change before the first sale.", open: "Open the shift", other: "Somebody else", closed: "The shift is closed", later: "The Z report is there once the closing is sent." },
});

export default function OpenShift() {
  const t = useText(text);
  const { copy, queue, seller, onSwitch } = useTill();
  const { till, outlet } = useCopy(copy);
  const { closed, unsynced, compared } = useWaiting(queue);
  const [opening, setOpening] = useState<number | null | undefined>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (opening === undefined || busy) return;
    setBusy(true);
    await queue.openShift(opening ?? 0, seller.name);
  };
  if (!compared) return <Skeleton lines={6} height={44} />;
  return (
    <div className="till-gate">
      {closed && (
        <section className="card stack narrow" aria-label={t.closed}>
          <h2>{t.closed}</h2>
          {closed.id === null ? <p className="soft">{t.later}{unsynced > 0 && ` (${unsynced})`}</p> : <Report shiftId={closed.id} kind="z" />}
        </section>
      )}
      <form className="card stack narrow" onSubmit={(event) => void submit(event)}>
        <div>
          <h2>{t.title}</h2>
          <p className="soft">{outlet?.name} · {till?.name} · {seller.name}</p>
        </div>
        <AmountField label={t.opening} hint={t.hint} money autoFocus value={opening} onChange={setOpening} />
        <Button type="submit" look="primary" size="large" wide busy={busy}>{t.open}</Button>
        <Button look="quiet" onClick={onSwitch}>{t.other}</Button>
      </form>
    </div>
  );
}
