/** After a sale: the change to give back, and the receipt. */
import { useEffect, useMemo, useRef } from "react";
import { useLanguage, useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Plus, Printer } from "../../ui/icons";
import { Money } from "../../ui/money";
import { showSold } from "../display/screen";
import type { Sale } from "../queue";
import { receiptText } from "../receipt/escpos.ts";
import { printSale } from "./print";
import { receiptOf, type SaleRecord } from "./sale";
import "../dialogs.css";

const text = words({
  id: { change: "Kembali", paid: "Lunas", credit: "Kasbon", fresh: "Penjualan baru", print: "Cetak", receipt: "Struk" },
  en: { change: "Change", paid: "Paid", credit: "On credit", fresh: "New sale", print: "Print", receipt: "Receipt" },
});

export default function ReceiptPage({ sale, onDone }: { sale: Sale; onDone: () => void }) {
  const t = useText(text);
  const { receipt: { payments, debt, total }, change } = sale.receipt as SaleRecord;
  const next = useRef<HTMLButtonElement>(null);
  const cash = payments.some(({ method }) => method === "cash");
  useEffect(() => showSold({ total, change: cash ? change : null }), [total, cash, change]);
  useEffect(() => {
    next.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" || event.key === "F2") {
        event.preventDefault();
        onDone();
      } else if (event.key === "p" || event.key === "P") void printSale(sale);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onDone, sale]);
  return (
    <section className="till-done" aria-label={t.receipt}>
      <div className="till-done-head no-print">
        <p className="till-change"><span>{debt ? t.credit : cash ? t.change : t.paid}</span><Money value={debt ? debt.amount : cash ? change : total} /></p>
        <div className="row">
          <Button icon={Printer} size="large" onClick={() => void printSale(sale)}>{t.print} <kbd aria-hidden>P</kbd></Button>
          <button ref={next} type="button" className="button primary till-pay-button" onClick={onDone}><Plus size={18} aria-hidden />{t.fresh} <kbd aria-hidden>Enter</kbd></button>
        </div>
      </div>
      <ReceiptPaper sale={sale} />
    </section>
  );
}

/** The receipt as a printer of 58 mm prints it. */
export function ReceiptPaper({ sale, copy = false }: { sale: Sale; copy?: boolean }) {
  const language = useLanguage();
  const lines = useMemo(() => receiptText(receiptOf(sale, copy), "58", language), [sale, copy, language]);
  return <pre className="till-paper">{lines.join("\n")}</pre>;
}
