/** After a sale: the change to give back, and the receipt. */
import { useEffect, useMemo, useRef, useState } from "react";
import { useLanguage, useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { TextField } from "../../ui/fields";
import { Plus, Printer, Share2 } from "../../ui/icons";
import { Money } from "../../ui/money";
import { Segments } from "../../ui/tabs";
import { useTill } from "../context";
import { showSold } from "../display/screen";
import type { Sale } from "../queue";
import { receiptText } from "../receipt/escpos.ts";
import { phoneNumber, whatsappUrl } from "../receipt/whatsapp.ts";
import type { Language } from "../receipt/words.ts";
import { printSale } from "./print";
import { receiptOf, type SaleRecord } from "./sale";
import "../dialogs.css";

const text = words({
  id: { change: "Kembali", paid: "Lunas", credit: "Kasbon", fresh: "Penjualan baru", print: "Cetak", receipt: "Struk", phone: "Nomor WhatsApp", noPhone: "Ini bukan nomor telepon.", language: "Bahasa struk" },
  en: { change: "Change", paid: "Paid", credit: "On credit", fresh: "New sale", print: "Print", receipt: "Receipt", phone: "WhatsApp number", noPhone: "This is no phone number.", language: "Language of the receipt" },
});

const LANGUAGES = [{ value: "id", label: "Bahasa Indonesia" }, { value: "en", label: "English" }] as const;

export default function ReceiptPage({ sale, onDone }: { sale: Sale; onDone: () => void }) {
  const t = useText(text);
  const { receipt: { payments, debt, total }, change } = sale.receipt as SaleRecord;
  const [language, setLanguage] = useState<Language>(useLanguage());
  const next = useRef<HTMLButtonElement>(null);
  const cash = payments.some(({ method }) => method === "cash");
  useEffect(() => showSold({ total, change: cash ? change : null }), [total, cash, change]);
  useEffect(() => {
    next.current?.focus();
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" || event.key === "F2") {
        event.preventDefault();
        onDone();
      } else if ((event.key === "p" || event.key === "P") && !(event.target instanceof HTMLInputElement)) void printSale(sale, false, language);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onDone, sale, language]);
  return (
    <section className="till-done" aria-label={t.receipt}>
      <div className="till-done-head no-print">
        <p className="till-change"><span>{debt ? t.credit : cash ? t.change : t.paid}</span><Money value={debt ? debt.amount : cash ? change : total} /></p>
        <div className="row">
          <Button icon={Printer} size="large" onClick={() => void printSale(sale, false, language)}>{t.print} <kbd aria-hidden>P</kbd></Button>
          <button ref={next} type="button" className="button primary till-pay-button" onClick={onDone}><Plus size={18} aria-hidden />{t.fresh} <kbd aria-hidden>Enter</kbd></button>
        </div>
        <Segments label={t.language} value={language} onChange={setLanguage} choices={LANGUAGES} />
        <WhatsApp sale={sale} language={language} />
      </div>
      <ReceiptPaper sale={sale} language={language} />
    </section>
  );
}

/** A link that opens WhatsApp with the receipt as text, for the customer's number or a chat that the cashier chooses. */
function WhatsApp({ sale, language }: { sale: Sale; language: Language }) {
  const t = useText(text);
  const { copy } = useTill();
  const { customer_id } = sale.item.body;
  const [typed, setTyped] = useState(() => (customer_id ? (copy.customers.get(customer_id)?.phone ?? "") : ""));
  const phone = typed.trim() ? phoneNumber(typed) : "";
  return (
    <div className="till-whatsapp">
      <TextField label={t.phone} type="tel" autoComplete="off" maxLength={30} value={typed} onChange={(event) => setTyped(event.target.value)} error={phone === null && t.noPhone} />
      <a className="button" href={whatsappUrl(receiptOf(sale, false), language, phone ?? "")} target="_blank" rel="noopener noreferrer"><Share2 size={18} aria-hidden />WhatsApp</a>
    </div>
  );
}

/** The receipt as a printer of 58 mm prints it. */
export function ReceiptPaper({ sale, copy = false, language }: { sale: Sale; copy?: boolean; language: Language }) {
  const lines = useMemo(() => receiptText(receiptOf(sale, copy), "58", language), [sale, copy, language]);
  return <pre className="till-paper">{lines.join("\n")}</pre>;
}
