/** Change the prices of several goods at once, with a preview. */
import { useDeferredValue, useMemo, useRef, useState } from "react";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { fieldErrors, isProblem, sentence } from "../app/problem";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert, Progress } from "../ui/feedback";
import { Select } from "../ui/fields";
import { ArrowRight } from "../ui/icons";
import { Money } from "../ui/money";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import { type Product, remember, saveProduct } from "./data";
import { WaitNotice, patiently } from "./patience";
import { changedPrice } from "./prices";

const text = words({
  id: {
    title: "Ubah harga", how: "Cara", percent: "Persen", amount: "Rupiah", direction: "Arah", up: "Naik", down: "Turun", by: "Sebesar", rounding: "Bulatkan ke", none: "Tidak dibulatkan",
    preview: "Sebelum dan sesudah", more: (count: string) => `dan ${count} barang lain`, belowCost: (count: string) => `${count} barang dijual di bawah modal.`, unchanged: "Belum ada harga yang berubah.",
    apply: (count: string) => `Ubah ${count} harga`, working: (done: string, all: string) => `${done} dari ${all}`, done: (count: string) => `${count} harga diubah.`, stop: "Berhenti",
    failed: (count: string) => `${count} harga belum berubah`, again: "Coba lagi", close: "Tutup", conflict: "Harganya baru saja diubah di tempat lain.", undo: "Harga dikembalikan.",
  },
  en: {
    title: "Change prices", how: "How", percent: "Percent", amount: "Rupiah", direction: "Direction", up: "Raise", down: "Lower", by: "By", rounding: "Round to", none: "No rounding",
    preview: "Before and after", more: (count: string) => `and ${count} more`, belowCost: (count: string) => `${count} goods sell below their cost.`, unchanged: "No price changes yet.",
    apply: (count: string) => `Change ${count} prices`, working: (done: string, all: string) => `${done} of ${all}`, done: (count: string) => `${count} prices changed.`, stop: "Stop",
    failed: (count: string) => `${count} prices were not changed`, again: "Try again", close: "Close", conflict: "Its price has just been changed elsewhere.", undo: "The prices are back.",
  },
});

const MOST_SHOWN = 100;

interface Planned {
  product: Product;
  price: number;
}
interface Failed extends Planned {
  why: string;
}

export default function BulkPrice({ products, onClose, onDone }: { products: readonly Product[]; onClose: () => void; onDone: () => void }) {
  const t = useText(text);
  const [kind, setKind] = useState<"percent" | "amount">("percent");
  const [direction, setDirection] = useState<"up" | "down">("up");
  const [by, setBy] = useState<number | null | undefined>(5);
  const [rounding, setRounding] = useState("500");
  const change = useDeferredValue(useMemo(() => ({ kind, by: (by ?? 0) * (direction === "up" ? 1 : -1), rounding: Number(rounding) }), [kind, by, direction, rounding]));
  const planned = useMemo(
    () => (change.by ? products.map((product) => ({ product, price: changedPrice(product.price, change) })).filter(({ product, price }) => price !== product.price) : []),
    [products, change],
  );
  const below = planned.filter(({ product, price }) => product.cost !== null && price < product.cost).length;
  const work = useWork(t.conflict);
  const apply = async (list: readonly Planned[]) => {
    const { changed, failed } = await work.run(list);
    if (changed.length) toast.done(t.done(formatNumber(changed.length)), { undo: () => undo(changed, t.undo) });
    if (failed) return;
    onDone();
    onClose();
  };
  const running = work.done !== null;
  return (
    <Dialog
      title={t.title}
      size="large"
      onClose={() => { if (!running) onClose(); }}
      actions={
        work.failed.length ? (
          <><Button onClick={() => { onDone(); onClose(); }}>{t.close}</Button><Button look="primary" busy={running} onClick={() => void apply(work.failed)}>{t.again}</Button></>
        ) : running ? (
          <Button onClick={work.stop}>{t.stop}</Button>
        ) : (
          <Button look="primary" disabled={!planned.length || by === undefined} onClick={() => void apply(planned)}>{t.apply(formatNumber(planned.length))}</Button>
        )
      }
    >
      <div className="stack">
        {running ? (
          <><Progress value={(100 * work.done!) / Math.max(1, work.all)} label={t.title} /><WaitNotice /><p className="small" role="status">{t.working(formatNumber(work.done!), formatNumber(work.all))}</p></>
        ) : work.failed.length ? (
          <>
            <Alert tone="warning" title={t.failed(formatNumber(work.failed.length))} />
            <ul className="list">{work.failed.slice(0, MOST_SHOWN).map(({ product, why }) => <li key={product.id} className="list-row"><div className="grow"><p>{product.name}</p><p>{why}</p></div></li>)}</ul>
          </>
        ) : (
          <>
            <div className="bulk-fields">
              <Segments label={t.direction} value={direction} onChange={setDirection} choices={[{ value: "up", label: t.up }, { value: "down", label: t.down }]} />
              <Segments label={t.how} value={kind} onChange={setKind} choices={[{ value: "percent", label: t.percent }, { value: "amount", label: t.amount }]} />
              <AmountField label={t.by} autoFocus value={by} onChange={setBy} {...(kind === "percent" ? { prefix: "%" } : { money: true })} />
              <Select label={t.rounding} value={rounding} onChange={(event) => setRounding(event.target.value)} choices={[{ value: "1", label: t.none }, ...[100, 500, 1000].map((step) => ({ value: String(step), label: `Rp ${formatNumber(step)}` }))]} />
            </div>
            {below > 0 && <Alert tone="warning"><p>{t.belowCost(formatNumber(below))}</p></Alert>}
            <h3>{t.preview}</h3>
            {planned.length ? (
              <ul className="list bulk-preview">
                {planned.slice(0, MOST_SHOWN).map(({ product, price }) => (
                  <li key={product.id}>
                    <span>{product.name}</span>
                    <span className="numeric soft"><Money value={product.price} /></span>
                    <ArrowRight size={16} aria-hidden />
                    <strong className="numeric"><Money value={price} /></strong>
                  </li>
                ))}
                {planned.length > MOST_SHOWN && <li className="soft">{t.more(formatNumber(planned.length - MOST_SHOWN))}</li>}
              </ul>
            ) : <p className="soft">{t.unchanged}</p>}
          </>
        )}
      </div>
    </Dialog>
  );
}

/** Save new prices one after the other, and tell how far it is. */
function useWork(conflict: string) {
  const [done, setDone] = useState<number | null>(null);
  const [all, setAll] = useState(0);
  const [failed, setFailed] = useState<readonly Failed[]>([]);
  const stopped = useRef(false);
  const run = async (list: readonly Planned[]) => {
    const refused: Failed[] = [];
    const changed: Planned[] = [];
    stopped.current = false;
    setAll(list.length);
    for (const [place, planned] of list.entries()) {
      if (stopped.current) break;
      setDone(place);
      try {
        const saved = await patiently(() => savePrice(planned), () => stopped.current);
        if (saved) {
          remember(saved);
          changed.push({ product: saved, price: planned.product.price });
        } else refused.push({ ...planned, why: conflict });
      } catch (error) {
        if (stopped.current) break;
        refused.push({ ...planned, why: fieldErrors(error)["price"] ?? sentence(error) });
      }
    }
    setDone(null);
    setFailed(refused);
    return { changed, failed: refused.length };
  };
  return { done, all, failed, run, stop: () => { stopped.current = true; } };
}

/** Return the saved product, or undefined if its price was changed by another. A sale in between is no conflict. */
async function savePrice({ product, price }: Planned): Promise<Product | undefined> {
  let base = product;
  for (;;) {
    try {
      return await saveProduct(base, { price });
    } catch (error) {
      if (!isProblem(error) || error.status !== 412) throw error;
    }
    base = await api.products.show(product.id);
    if (base.price !== product.price) return undefined;
  }
}

async function undo(changed: readonly Planned[], told: string): Promise<void> {
  try {
    for (const planned of changed) {
      const saved = await patiently(() => savePrice(planned));
      if (saved) remember(saved);
    }
    toast.done(told);
  } catch (error) {
    toast.failed(sentence(error));
  }
}
