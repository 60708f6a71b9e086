/** The report of one shift, to read and to print: X up to now, Z of a closed one. */
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useParams } from "react-router";
import { formatMoment, formatNumber, useText, words } from "../app/language";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { Alert, Loaded } from "../ui/feedback";
import { ArrowLeft, Printer, RefreshCw } from "../ui/icons";
import { Money } from "../ui/money";
import { type ShiftReport, shifts } from "./calls";
import { deskText } from "./frame";

const text = words({
  id: {
    x: "Laporan X", z: "Laporan Z", back: "Semua shift", print: "Cetak", again: "Perbarui", interim: "Shift masih terbuka. Angkanya sampai sekarang.", opened: "Dibuka", closed: "Ditutup", by: (moment: string, name: string) => `${moment} oleh ${name}`, printedAt: (moment: string) => `Dibaca ${moment}`,
    sales: "Penjualan", count: "Banyak penjualan", total: "Jumlah", tax: "Termasuk pajak", receipts: "Struk", payments: "Pembayaran", none: "Belum ada pembayaran.", purposes: { sale: "Penjualan", refund: "Pengembalian", debt: "Pelunasan kasbon" }, adjusted: (amount: string) => `pembulatan dan kode ${amount}`,
    cash: "Uang di laci", opening: "Modal awal", cashSales: "Penjualan tunai", debts: "Kasbon dilunasi", refunds: "Dikembalikan", movedIn: "Uang masuk", movedOut: "Uang keluar", expected: "Seharusnya", counted: "Dihitung", variance: "Selisih", moves: "Uang masuk dan keluar",
  },
  en: {
    x: "X report", z: "Z report", back: "All shifts", print: "Print", again: "Refresh", interim: "The shift is still open. These are its figures up to now.", opened: "Opened", closed: "Closed", by: (moment: string, name: string) => `${moment} by ${name}`, printedAt: (moment: string) => `Read ${moment}`,
    sales: "Sales", count: "Number of sales", total: "Total", tax: "Tax", receipts: "Receipts", payments: "Payments", none: "No payments yet.", purposes: { sale: "Sales", refund: "Refunds", debt: "Debts paid back" }, adjusted: (amount: string) => `rounding and codes ${amount}`,
    cash: "Cash in the drawer", opening: "Opening cash", cashSales: "Cash sales", debts: "Debts paid back", refunds: "Given back", movedIn: "Put in", movedOut: "Taken out", expected: "Expected", counted: "Counted", variance: "Variance", moves: "Cash put in and taken out",
  },
});

export default function Report() {
  const { shiftId } = useParams();
  const id = Number(shiftId);
  const report = useQuery({ queryKey: ["shifts", "report", id], queryFn: () => shifts.report(id), staleTime: 0 });
  return <Loaded query={report}>{(data) => <ReportPage report={data} readAt={report.dataUpdatedAt} busy={report.isFetching} onAgain={() => void report.refetch()} />}</Loaded>;
}

function ReportPage({ report, readAt, busy, onAgain }: { report: ShiftReport; readAt: number; busy: boolean; onAgain: () => void }) {
  const t = useText(text);
  const { kind, till_name, outlet_name, opened_at, opened_by_name, closed_at, closed_by_name, sales, cash } = report;
  useTitle(`${t[kind]} ${till_name}`);
  const money = (label: string, value: number | null, className?: string) => <Line label={label} className={className}><Money value={value} /></Line>;
  return (
    <>
      <div className="page-head no-print">
        <ButtonLink look="quiet" className="back-link" icon={ArrowLeft} to="/desk/shifts">{t.back}</ButtonLink>
        <div className="row">{kind === "x" && <Button icon={RefreshCw} busy={busy} onClick={onAgain}>{t.again}</Button>}<Button look="primary" icon={Printer} onClick={() => print()}>{t.print}</Button></div>
      </div>
      <article className="card office-report">
        <h1>{t[kind]}</h1>
        <p>{till_name} · {outlet_name}</p>
        <p className="soft small">{t.printedAt(formatMoment(readAt))}</p>
        {kind === "x" && <div className="no-print"><Alert><p>{t.interim}</p></Alert></div>}
        <dl className="office-sums">
          <Line label={t.opened}>{t.by(formatMoment(opened_at), opened_by_name)}</Line>
          {closed_at && <Line label={t.closed}>{t.by(formatMoment(closed_at), closed_by_name ?? "")}</Line>}
        </dl>
        <h2>{t.sales}</h2>
        <dl className="office-sums">
          <Line label={t.count}>{formatNumber(sales.count)}</Line>
          {sales.first_receipt && <Line label={t.receipts}>{sales.first_receipt === sales.last_receipt ? sales.first_receipt : `${sales.first_receipt} – ${sales.last_receipt}`}</Line>}
          {sales.tax > 0 && money(t.tax, sales.tax)}
          {money(t.total, sales.total, "sum")}
        </dl>
        <h2>{t.payments}</h2>
        <Payments report={report} />
        <h2>{t.cash}</h2>
        <dl className="office-sums">
          {money(t.opening, cash.opening)}
          {money(t.cashSales, cash.sales)}
          {cash.debts !== 0 && money(t.debts, cash.debts)}
          {cash.refunds !== 0 && money(t.refunds, cash.refunds)}
          {cash.moved_in !== 0 && money(t.movedIn, cash.moved_in)}
          {cash.moved_out !== 0 && money(t.movedOut, -cash.moved_out)}
          {money(t.expected, cash.expected, "sum")}
          {cash.counted !== null && money(t.counted, cash.counted)}
          {cash.variance !== null && money(t.variance, cash.variance, cash.variance < 0 ? "sum short-cash" : "sum")}
        </dl>
        <Moves report={report} />
      </article>
    </>
  );
}

function Line({ label, className, children }: { label: ReactNode; className?: string | undefined; children: ReactNode }) {
  return <div className={className}><dt>{label}</dt><dd>{children}</dd></div>;
}

function Payments({ report: { payments } }: { report: ShiftReport }) {
  const t = useText(text);
  const desk = useText(deskText);
  if (!payments.length) return <p className="soft small">{t.none}</p>;
  return (
    <dl className="office-sums">
      {payments.map(({ purpose, method, count, amount, adjustment }) => (
        <Line key={`${purpose} ${method}`} label={<>{t.purposes[purpose]}, {desk.methods[method] ?? method} <span className="soft">({formatNumber(count)}×)</span></>}>
          <Money value={amount} />
          {adjustment !== 0 && <><br /><span className="soft">{t.adjusted(`${adjustment > 0 ? "+" : "−"}${formatNumber(Math.abs(adjustment))}`)}</span></>}
        </Line>
      ))}
    </dl>
  );
}

function Moves({ report: { moves } }: { report: ShiftReport }) {
  const t = useText(text);
  if (!moves.length) return null;
  return (
    <>
      <h2>{t.moves}</h2>
      <dl className="office-sums">
        {moves.map(({ id, kind, amount, reason, created_at, actor_name }) => <Line key={id} label={<>{reason}<br /><span className="soft">{t.by(formatMoment(created_at), actor_name)}</span></>}><Money value={kind === "in" ? amount : -amount} /></Line>)}
      </dl>
    </>
  );
}
