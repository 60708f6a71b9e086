import type { Schemas } from "finenice-client";
import { lazy, Suspense, useState } from "react";
import { formatDay, formatMoney, formatZonedTime, useText, words } from "../app/language";
import { formatPrice, formatQuantity } from "../app/measure";
import { Button } from "../ui/button";
import { confirm, Dialog } from "../ui/dialog";
import { Banknote, Landmark, Printer, Undo2 } from "../ui/icons";
import { Money } from "../ui/money";
import { canGiveBack, GiveBack } from "./give-back";
import { Payments } from "./payments";
import { usePrint } from "./print";
import { Refunds, Returned } from "./refunds";
import { asksForMoney, numberOf, OrderState, useBuyer, useOrderStep } from "./state";

const Requests = lazy(() => import("../payments/requests"));

const text = words({
  id: { title: (receipt: string) => `Nota ${receipt}`, buyer: "Pembeli", time: "Waktu", status: "Keadaan", total: "Jumlah", tax: "Pajak di dalamnya", discount: "Potongan", discountWith: (code: string) => `Potongan, dengan voucher ${code}`, service: "Biaya layanan di dalamnya", courses: "Kursus yang dibuka", print: "Cetak struk", giveBack: "Kembalikan barang",
    due: "Belum dibayar", cash: "Terima tunai", transfer: "Terima transfer", cancel: "Batalkan", cancelTitle: "Batalkan pesanan ini?", cancelDetail: "Barangnya dijual lagi. Yang sudah dibayar tercatat sebagai dikembalikan." },
  en: { title: (receipt: string) => `Receipt ${receipt}`, buyer: "Buyer", time: "Time", status: "Status", total: "Total", tax: "Tax included", discount: "Discount", discountWith: (code: string) => `Discount, with voucher ${code}`, service: "Service charge included", courses: "Courses it opened", print: "Print receipt", giveBack: "Take goods back",
    due: "Due", cash: "Take cash", transfer: "Take a transfer", cancel: "Cancel", cancelTitle: "Cancel this order?", cancelDetail: "Its items are for sale again. What was paid is recorded as given back." },
});

/** One sale: its buyer, its goods, its total. */
export default function SaleDialog({ sale, onClose }: { sale: Schemas["SaleWithBuyer"]; onClose: () => void }) {
  const t = useText(text);
  const buyerOf = useBuyer();
  const print = usePrint(sale);
  const [givesBack, setGivesBack] = useState(false);
  if (givesBack) return <GiveBack sale={sale} onClose={() => setGivesBack(false)} onDone={onClose} />;
  const actions = sale.status === "paid" && (
    <>
      <Button icon={Printer} busy={print.isPending} onClick={() => print.mutate(undefined)}>{t.print}</Button>
      {canGiveBack(sale) && <Button icon={Undo2} onClick={() => setGivesBack(true)}>{t.giveBack}</Button>}
    </>
  );
  return (
    <Dialog title={t.title(numberOf(sale))} kind="sheet" onClose={onClose} actions={actions}>
      <div className="stack">
        <dl className="sale-facts">
          <div><dt>{t.buyer}</dt><dd>{buyerOf(sale)}</dd></div>
          <div><dt>{t.time}</dt><dd>{formatDay(sale.created_at)} {formatZonedTime(sale.created_at)}</dd></div>
          <div><dt>{t.status}</dt><dd><OrderState order={sale} /></dd></div>
        </dl>
        <ul className="sale-items">
          {sale.items.map(({ line, name, note, qty, measure, price, discount, subtotal, refunded_qty }) => (
            <li key={line} className="row between">
              <span className="grow"><span className="sale-item-name">{name}</span>{note && <span className="soft small">{note}</span>}<span className="soft small">{formatQuantity(qty, measure)} × {formatPrice(price, measure)}</span>{discount > 0 && <span className="soft small">{t.discount} {formatMoney(-discount)}</span>}<Returned line={{ measure, refunded_qty }} /></span>
              <Money value={subtotal} />
            </li>
          ))}
        </ul>
        <div className="sale-total row between"><span>{t.total}</span><Money value={sale.total} /></div>
        {sale.discount > 0 && <div className="row between soft small"><span>{sale.voucher ? t.discountWith(sale.voucher.code) : t.discount}</span><Money value={-sale.discount} /></div>}
        {sale.service > 0 && <div className="row between soft small"><span>{t.service}</span><Money value={sale.service} /></div>}
        {sale.tax > 0 && <div className="row between soft small"><span>{t.tax}</span><Money value={sale.tax} /></div>}
        {sale.payments.length > 0 && <dl className="stack tight small"><Payments payments={sale.payments} /></dl>}
        <Refunds sale={sale} />
        {asksForMoney(sale) && <Suspense><Requests sale={sale} own={false} onPaid={onClose} /></Suspense>}
        {Boolean(sale.due) && <TakePayment sale={sale} onDone={onClose} />}
        {sale.courses.length > 0 && <p className="soft small">{t.courses}: {sale.courses.map(({ title }) => title).join(", ")}</p>}
      </div>
    </Dialog>
  );
}

/** Record that the buyer has paid all that is due, or cancel the order. */
function TakePayment({ sale, onDone }: { sale: Schemas["SaleWithBuyer"]; onDone: () => void }) {
  const t = useText(text);
  const step = useOrderStep(sale, onDone);
  const cancel = async () => {
    if (await confirm({ title: t.cancelTitle, detail: <p>{t.cancelDetail}</p>, action: t.cancel, danger: true })) step.mutate("cancel");
  };
  return (
    <div className="stack tight">
      {sale.paid !== 0 && <div className="row between"><span>{t.due}</span><Money value={sale.due} /></div>}
      <div className="row">
        <Button look="primary" icon={Banknote} busy={step.isPending} onClick={() => step.mutate("cash")}>{t.cash}</Button>
        <Button icon={Landmark} disabled={step.isPending} onClick={() => step.mutate("transfer")}>{t.transfer}</Button>
        {sale.status === "pending" && <Button look="quiet" disabled={step.isPending} onClick={() => void cancel()}>{t.cancel}</Button>}
      </div>
    </div>
  );
}
