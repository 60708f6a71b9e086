/** The drawer: cash in and out, the sales of this till, the X report, and the end of the shift. */
import { type ReactNode, useEffect, useState } from "react";
import { formatMoment, useLanguage, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import paths from "../../paths.json";
import { AmountField } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { ArrowDown, ArrowUp, BarChart3, Lock, Monitor, Printer, Receipt, Undo2, Users } from "../../ui/icons";
import { Money } from "../../ui/money";
import { toast } from "../../ui/toast";
import { useCopy, useTill, useWaiting } from "../context";
import type { Opened } from "../counter/dialogs";
import { printSale } from "../payment/print";
import { ReceiptPaper } from "../payment/receipt-page";
import { numberOf, type SaleRecord } from "../payment/sale";
import type { Sale } from "../queue";
import { PrinterChoice } from "./printer";
import { Report } from "./report";
import "../dialogs.css";

const text = words({
  id: {
    title: "Laci dan kas", opened: (name: string, at: string) => `Dibuka ${name}, ${at}`, moveIn: "Kas masuk", moveOut: "Kas keluar", sales: "Penjualan terakhir", x: "Laporan X", display: "Layar pelanggan", printer: "Printer", close: "Tutup kas",
    amount: "Jumlah", reason: "Untuk apa", reasonHint: "Misalnya ke bank atau beli es.", save: "Catat", saved: "Tercatat.", needed: "Isi jumlah dan alasannya.",
    counted: "Uang di laci", countedHint: "Hitung semua uang di laci, tanpa melihat laporan.", closeNow: "Tutup kas sekarang", waiting: (count: number) => `${count} menunggu dikirim. Kas tetap dapat ditutup; penutupannya dikirim sesudahnya.`,
    none: "Belum ada penjualan.", offline: "Laporan memerlukan sambungan.", back: "Kembali", print: "Cetak", refund: "Retur", debts: "Bayar kasbon",
  },
  en: {
    title: "Drawer and shift", opened: (name: string, at: string) => `Opened by ${name}, ${at}`, moveIn: "Cash in", moveOut: "Cash out", sales: "Last sales", x: "X report", display: "Customer display", printer: "Printer", close: "Close the shift",
    amount: "Amount", reason: "What for", reasonHint: "Such as to the bank, or ice.", save: "Record", saved: "Recorded.", needed: "Enter the amount and the reason.",
    counted: "Cash in the drawer", countedHint: "Count all cash in the drawer, without looking at a report.", closeNow: "Close the shift now", waiting: (count: number) => `${count} waiting to be sent. The shift can be closed all the same; its closing is sent after them.`,
    none: "No sales yet.", offline: "Reports need a network.", back: "Back", print: "Print", refund: "Take goods back", debts: "Pay a debt",
  },
});

type View = "menu" | "in" | "out" | "sales" | "x" | "printer" | "close";

export default function Drawer({ onClose, onGo }: { onClose: () => void; onGo: (dialog: Opened) => void }) {
  const t = useText(text);
  const { queue, seller, copy } = useTill();
  const { shift } = useWaiting(queue);
  const { online } = useCopy(copy);
  const [view, setView] = useState<View>("menu");
  const manages = seller.duty !== "cashier";
  const titles: Record<View, string> = { menu: t.title, in: t.moveIn, out: t.moveOut, sales: t.sales, x: t.x, printer: t.printer, close: t.close };
  const actions: [View, typeof Receipt][] = [["in", ArrowDown], ["out", ArrowUp], ["sales", Receipt], ...(manages ? [["x", BarChart3] as [View, typeof Receipt]] : []), ["printer", Printer], ["close", Lock]];
  const openDisplay = () => {
    // Opened again it is the same window.
    open(paths.display, "finenice-display", "popup")?.focus();
    onClose();
  };
  let body: ReactNode;
  if (view === "in" || view === "out") body = <Move kind={view} onDone={onClose} />;
  else if (view === "sales") body = <Sales onRefund={(receipt) => onGo({ name: "refund", receipt })} />;
  else if (view === "x") body = online && shift?.id ? <Report shiftId={shift.id} kind="x" /> : <p className="soft">{t.offline}</p>;
  else if (view === "printer") body = <PrinterChoice />;
  else if (view === "close") body = <Close />;
  else body = (
    <div className="stack">
      {shift && <p className="soft">{t.opened(shift.name, formatMoment(shift.at))}</p>}
      <div className="till-actions">
        <Button size="large" icon={Undo2} onClick={() => onGo({ name: "refund" })}>{t.refund}</Button>
        <Button size="large" icon={Users} onClick={() => onGo({ name: "debts" })}>{t.debts}</Button>
        <Button size="large" icon={Monitor} onClick={openDisplay}>{t.display}</Button>
        {actions.map(([name, Icon]) => <Button key={name} size="large" icon={Icon} onClick={() => setView(name)}>{titles[name]}</Button>)}
      </div>
    </div>
  );
  return (
    <Dialog key={view} title={titles[view]} kind="sheet" onClose={view === "menu" ? onClose : () => setView("menu")}>{body}</Dialog>
  );
}

function Move({ kind, onDone }: { kind: "in" | "out"; onDone: () => void }) {
  const t = useText(text);
  const { queue } = useTill();
  const [amount, setAmount] = useState<number | null | undefined>(null);
  const [reason, setReason] = useState("");
  const [failed, setFailed] = useState<string>();
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (busy) return;
    if (!amount || !reason.trim()) return setFailed(t.needed);
    setBusy(true);
    try {
      await queue.move(kind, amount, reason.trim());
      toast.done(t.saved);
      onDone();
    } catch (error) {
      setBusy(false);
      setFailed(sentence(error));
    }
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      <AmountField label={t.amount} money autoFocus value={amount} onChange={setAmount} />
      <TextField label={t.reason} hint={t.reasonHint} maxLength={200} autoComplete="off" value={reason} onChange={(event) => setReason(event.target.value)} />
      {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
      <Button type="submit" look="primary" size="large" wide busy={busy}>{t.save}</Button>
    </form>
  );
}

function Close() {
  const t = useText(text);
  const { queue } = useTill();
  const { unsynced } = useWaiting(queue);
  const [counted, setCounted] = useState<number | null | undefined>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: React.FormEvent) => {
    event.preventDefault();
    if (typeof counted !== "number" || busy) return;
    setBusy(true);
    await queue.closeShift(counted);
  };
  return (
    <form className="stack" onSubmit={(event) => void submit(event)}>
      {unsynced > 0 && <Alert><p>{t.waiting(unsynced)}</p></Alert>}
      <AmountField label={t.counted} hint={t.countedHint} money autoFocus value={counted} onChange={setCounted} />
      <Button type="submit" look="primary" size="large" wide busy={busy} disabled={typeof counted !== "number"}>{t.closeNow}</Button>
    </form>
  );
}

function Sales({ onRefund }: { onRefund: (receipt: string) => void }) {
  const t = useText(text);
  const { queue } = useTill();
  const [sales, setSales] = useState<readonly Sale[]>();
  const language = useLanguage();
  const [shown, setShown] = useState<Sale>();
  useEffect(() => void queue.sales().then(setSales), [queue]);
  if (shown) return (
    <div className="stack">
      <ReceiptPaper sale={shown} copy language={language} />
      <div className="row between no-print"><Button look="quiet" onClick={() => setShown(undefined)}>{t.back}</Button><Button icon={Undo2} onClick={() => onRefund(numberOf(shown))}>{t.refund}</Button><Button onClick={() => void printSale(shown, true)}>{t.print}</Button></div>
    </div>
  );
  if (!sales) return null;
  if (!sales.length) return <p className="soft">{t.none}</p>;
  return (
    <ul className="list till-choices">
      {sales.map((sale) => {
        const { receipt } = sale.receipt as SaleRecord;
        return (
          <li key={sale.item.client_id}>
            <button type="button" className="list-row" onClick={() => setShown(sale)}>
              <span className="grow"><span>{numberOf(sale)}</span><small>{formatMoment(receipt.moment)} · {receipt.cashier}</small></span>
              <Money value={receipt.total} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
