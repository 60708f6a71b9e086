/** The figures of a shift: X while it is open, Z once it is closed. */
import { useQuery } from "@tanstack/react-query";
import type { ShiftReport } from "finenice-client";
import { formatMoment, useText, words } from "../../app/language";
import { Loaded } from "../../ui/feedback";
import { Money } from "../../ui/money";
import { tillApi } from "../device";
import { methodNames } from "../payment/methods";
import "../dialogs.css";

const text = words({
  id: { sales: (count: number) => `${count} penjualan`, tax: "Pajak", receipts: "Struk", opening: "Uang awal", cashSales: "Penjualan tunai", debts: "Kasbon dibayar", refunds: "Pengembalian", movedIn: "Kas masuk", movedOut: "Kas keluar", expected: "Seharusnya", counted: "Dihitung", variance: "Selisih", refund: "dikembalikan", debt: "kasbon", shift: "Kas", cash: "Laci" },
  en: { sales: (count: number) => `${count} sales`, tax: "Tax", receipts: "Receipts", opening: "Opening cash", cashSales: "Cash sales", debts: "Debts paid", refunds: "Refunds", movedIn: "Cash in", movedOut: "Cash out", expected: "Expected", counted: "Counted", variance: "Difference", refund: "refunded", debt: "debts", shift: "Shift", cash: "Drawer" },
});

export function Report({ shiftId, kind }: { shiftId: number; kind: "x" | "z" }) {
  const report = useQuery({ queryKey: ["shift-report", shiftId, kind], queryFn: () => tillApi().request<ShiftReport>("GET", `/api/shifts/${shiftId}/report`, { query: { kind } }), staleTime: 0 });
  return <Loaded query={report}>{(data) => <Figures report={data} />}</Loaded>;
}

function Figures({ report: { kind, opened_at, closed_at, opened_by_name, closed_by_name, sales, payments, cash, moves } }: { report: ShiftReport }) {
  const t = useText(text);
  const names = useText(methodNames);
  const row = (label: string, value: number | null, strong = false) => <div className="till-sum" key={label}><span>{strong ? <strong>{label}</strong> : label}</span>{strong ? <strong><Money value={value} /></strong> : <Money value={value} />}</div>;
  return (
    <article className="stack tight till-report">
      <h3>{kind.toUpperCase()}</h3>
      <p className="soft small">{formatMoment(opened_at)}, {opened_by_name}{closed_at && <><br />{formatMoment(closed_at)}, {closed_by_name}</>}</p>
      {row(t.sales(sales.count), sales.total, true)}
      {sales.first_receipt && <div className="till-sum soft"><span>{t.receipts}</span><span>{sales.first_receipt} – {sales.last_receipt}</span></div>}
      {sales.tax > 0 && row(t.tax, sales.tax)}
      {payments.map(({ purpose, method, amount }) => row(`${names[method as keyof typeof names] ?? method}${purpose === "refund" ? `, ${t.refund}` : purpose === "debt" ? `, ${t.debt}` : ""}`, amount))}
      <hr />
      <h3>{t.cash}</h3>
      {row(t.opening, cash.opening)}
      {row(t.cashSales, cash.sales)}
      {cash.debts !== 0 && row(t.debts, cash.debts)}
      {cash.refunds !== 0 && row(t.refunds, cash.refunds)}
      {moves.map(({ id, kind: way, amount, reason }) => <div className="till-sum" key={id}><span>{way === "in" ? t.movedIn : t.movedOut}: {reason}</span><Money value={way === "in" ? amount : -amount} /></div>)}
      {row(t.expected, cash.expected, true)}
      {cash.counted !== null && row(t.counted, cash.counted)}
      {cash.variance !== null && <div className={`till-sum till-variance ${cash.variance < 0 ? "bad" : ""}`}><strong>{t.variance}</strong><strong><Money value={cash.variance} /></strong></div>}
    </article>
  );
}
