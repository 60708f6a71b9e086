/** After a sale: the change to give back, and the receipt. */
import { useEffect, useRef } from "react";
import { formatMoment, useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Plus, Printer } from "../../ui/icons";
import { Money } from "../../ui/money";
import { quantityLabel } from "../counter/labels";
import type { Sale } from "../queue";
import { methodNames } from "./methods";
import { receiptNumber, type SaleRecord } from "./sale";

const text = words({
  id: { change: "Kembali", paid: "Lunas", credit: "Kasbon", fresh: "Penjualan baru", print: "Cetak", total: "Total", discount: "Diskon", service: "Layanan", tax: "Pajak", receipt: "Struk" },
  en: { change: "Change", paid: "Paid", credit: "On credit", fresh: "New sale", print: "Print", total: "Total", discount: "Discount", service: "Service", tax: "Tax", receipt: "Receipt" },
});

export default function ReceiptPage({ sale, onDone }: { sale: Sale; onDone: () => void }) {
  const t = useText(text);
  const record = sale.receipt as SaleRecord;
  const change = record.payments.reduce((sum, payment) => sum + payment.change, 0);
  const next = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    next.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" || event.key === "F2") {
        event.preventDefault();
        onDone();
      } else if (event.key === "p" || event.key === "P") print();
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onDone]);
  return (
    <section className="till-done" aria-label={t.receipt}>
      <div className="till-done-head no-print">
        <p className="till-change"><span>{record.debt ? t.credit : change || record.payments.some(({ method }) => method === "cash") ? t.change : t.paid}</span><Money value={record.debt ? record.debt.amount : change} /></p>
        <div className="row">
          <Button icon={Printer} size="large" onClick={() => print()}>{t.print} <kbd aria-hidden>P</kbd></Button>
          <button ref={next} type="button" className="button primary till-pay-button" onClick={onDone}><Plus size={18} aria-hidden />{t.fresh} <kbd aria-hidden>Enter</kbd></button>
        </div>
      </div>
      <ReceiptPaper sale={sale} />
    </section>
  );
}

export function ReceiptPaper({ sale }: { sale: Sale }) {
  const t = useText(text);
  const names = useText(methodNames);
  const { outlet, series, cashier, customer, lines, basket, payments, at } = sale.receipt as SaleRecord;
  return (
    <article className="till-paper">
      <header><strong>{outlet.name}</strong>{outlet.address && <span>{outlet.address}</span>}</header>
      <p>{receiptNumber(series, sale.item.body.receipt_no)}<br />{formatMoment(at)} · {cashier}{customer && ` · ${customer}`}</p>
      <ul>
        {lines.map((line, place) => (
          <li key={line.key}><span>{line.printed}<small>{quantityLabel(line.quantity, line.measure)} × <Money value={line.price} />{line.note && ` · ${line.note}`}</small></span><Money value={basket.lines[place]?.gross} /></li>
        ))}
      </ul>
      {basket.discount > 0 && <p className="till-sum"><span>{t.discount}</span><Money value={-basket.discount} /></p>}
      {basket.service > 0 && <p className="till-sum"><span>{t.service}</span><Money value={basket.service} /></p>}
      {basket.tax > 0 && <p className="till-sum"><span>{t.tax}</span><Money value={basket.tax} /></p>}
      <p className="till-sum"><strong>{t.total}</strong><strong><Money value={basket.total} /></strong></p>
      {payments.map((payment, place) => <p key={place} className="till-sum"><span>{names[payment.method]}</span><Money value={payment.tendered ?? payment.amount + payment.adjustment} /></p>)}
      <p className="till-sum"><span>{t.change}</span><Money value={payments.reduce((sum, payment) => sum + payment.change, 0)} /></p>
      {outlet.footer && <footer>{outlet.footer}</footer>}
    </article>
  );
}
