import { useMutation, useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { lazy, Suspense, useState } from "react";
import { api } from "../app/api";
import { formatDay, formatMoney, formatNumber, formatTime, useText, words } from "../app/language";
import { formatQuantity } from "../app/measure";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { useSession } from "../app/session";
import { useTitle } from "../app/title";
import { type Period, PERIODS, type Span, dayOf, daysBetween, isDate, spanOf, today } from "../today/days";
import { SalesTabs } from "../payments/sales-tabs";
import { useQueryString } from "../today/plan";
import { useReport } from "../today/report";
import { deskText } from "../today/text";
import { Button } from "../ui/button";
import { csv, save } from "../ui/download";
import { EmptyState, LoadedList } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { ChevronRight, Download, Receipt } from "../ui/icons";
import { Money } from "../ui/money";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import "./sales.css";
import { NetTotal, UnusualState, useBuyer } from "./state";

const SaleDialog = lazy(() => import("./sale-dialog"));

type Sale = Schemas["SaleWithBuyer"];

const text = words({
  id: {
    title: "Penjualan", hint: "Hari dan jam menurut WIB.", from: "Dari", to: "Sampai", order: "Tanggal akhirnya sebelum tanggal awal. Tukar keduanya?", empty: "Belum ada penjualan di masa ini",
    emptyHint: "Pilih masa yang lain.", show30: "Lihat 30 hari terakhir", day: (count: string) => `${count} penjualan`, total: (count: string) => `${count} penjualan, `,
    more: (count: number) => ` dan ${count} lagi`, saving: (count: string) => `Mengambil ${count}…`,
    waiting: "Menunggu pembayaran", later: (amount: string, day: string) => `${amount} dikembalikan pada ${day}`, earlier: (amount: string) => `, termasuk pengembalian ${amount} dari penjualan sebelumnya`,
    columns: ["Nota", "Tanggal", "Jam", "Pembeli", "Barang", "Harga", "Banyak", "Jumlah", "Pajak di dalamnya", "Dikembalikan", "Jumlah bersih"],
  },
  en: {
    title: "Sales", hint: "Days and hours in Jakarta time.", from: "From", to: "To", order: "The last day is before the first. Swap them?", empty: "No sales in this period",
    emptyHint: "Choose another period.", show30: "Show the last 30 days", day: (count: string) => `${count} sales`, total: (count: string) => `${count} sales, `,
    more: (count: number) => ` and ${count} more`, saving: (count: string) => `Reading ${count}…`,
    waiting: "Waiting for payment", later: (amount: string, day: string) => `${amount} given back on ${day}`, earlier: (amount: string) => `, with refunds of ${amount} for earlier sales`,
    columns: ["Receipt", "Date", "Time", "Buyer", "Product", "Price", "Quantity", "Amount", "Tax included", "Given back", "Net amount"],
  },
});

const DEFAULT_PERIOD: Period = "30";
const PER_PAGE = 50;
const WAITING_POLL_MS = 30_000;
const NAMED_ITEMS = 2;
/** The longest span that the report sums up. */
const MOST_DAYS = 731;

/** The days of the URL, or the last thirty. */
function useSpan(): [Span, (span: Span) => void] {
  const [params, change] = useQueryString();
  const usual = spanOf(DEFAULT_PERIOD);
  const [from, to] = [params.get("from"), params.get("to")];
  const span = { from: isDate(from) ? from : usual.from, to: isDate(to) ? to : usual.to };
  return [span, (next) => change({ ...next }, { push: true })];
}

export default function Sales() {
  const t = useText(text);
  const desk = useText(deskText);
  useTitle(t.title);
  const { has } = useSession();
  const scope = has("admin") ? "all" : "sales";
  const [span, setSpan] = useSpan();
  const [sale, setSale] = useState<Sale | null>(null);
  const reversed = span.from > span.to;
  const sales = useList(["sales", scope, span], (cursor, signal) => api.transactions.list({ ...span, scope, per_page: PER_PAGE, cursor }, { signal }), { enabled: !reversed });
  const report = useReport(span, !reversed && daysBetween(span.from, span.to) <= MOST_DAYS);
  const totals = new Map(report.isPlaceholderData ? [] : report.data?.series.map((day) => [day.date, day]));
  const sum = report.isPlaceholderData ? undefined : report.data?.totals;
  const period = PERIODS.find((each) => spanOf(each).from === span.from && span.to === today());
  return (
    <div className="stack sales-page">
      <SalesTabs />
      <div className="page-head sales-head">
        <div>
          <h1>{t.title}</h1>
          <p>{sum ? <>{t.total(formatNumber(sum.transactions))}<Money value={sum.revenue} /></> : "\u00a0"}</p>
        </div>
        <SaveSales scope={scope} span={span} disabled={reversed} />
      </div>
      <div className="sales-filter no-print">
        <div className="sales-periods">
          <Segments<Period | ""> label={desk.period} value={period ?? ""} onChange={(next) => next && setSpan(spanOf(next))} choices={PERIODS.map((value) => ({ value, label: desk.periods[value] }))} />
        </div>
        <TextField label={t.from} type="date" required max={today()} value={span.from} onChange={(event) => isDate(event.target.value) && setSpan({ ...span, from: event.target.value })} />
        <TextField
          label={t.to}
          type="date"
          required
          value={span.to}
          error={reversed && <button type="button" className="sales-swap" onClick={() => setSpan({ from: span.to, to: span.from })}>{t.order}</button>}
          onChange={(event) => isDate(event.target.value) && setSpan({ ...span, to: event.target.value })}
        />
      </div>
      <Waiting scope={scope} onOpen={setSale} />
      {!reversed && (
        <LoadedList
          query={sales}
          rows={({ transactions }) => transactions}
          empty={
            <div className="card flush">
              <EmptyState icon={Receipt} title={t.empty} action={period !== DEFAULT_PERIOD && <Button onClick={() => setSpan(spanOf(DEFAULT_PERIOD))}>{t.show30}</Button>}>{t.emptyHint}</EmptyState>
            </div>
          }
        >
          {(rows) => (
            <div className="stack">
              {byDay(rows).map(([day, ofDay]) => (
                <section key={day} aria-label={formatDay(day)}>
                  <div className="row between sales-day">
                    <h2>{formatDay(day)}</h2>
                    {totals.has(day) && <p className="soft small">{t.day(formatNumber(totals.get(day)!.transactions))} · <Money value={totals.get(day)!.revenue} /><Earlier sales={ofDay} total={totals.get(day)!} /></p>}
                  </div>
                  <ul className="list">{ofDay.map((each) => <SaleRow key={each.id} sale={each} onOpen={() => setSale(each)} />)}</ul>
                </section>
              ))}
              <p className="soft small">{t.hint}</p>
            </div>
          )}
        </LoadedList>
      )}
      {sale && <Suspense><SaleDialog sale={sale} onClose={() => setSale(null)} /></Suspense>}
    </div>
  );
}

/** Orders whose payment the seller has yet to record. */
function Waiting({ scope, onOpen }: { scope: "all" | "sales"; onOpen: (sale: Sale) => void }) {
  const t = useText(text);
  const waiting = useQuery({
    queryKey: ["waiting-orders", scope],
    queryFn: ({ signal }) => api.transactions.list({ scope, status: "pending", per_page: PER_PAGE }, { signal }),
    refetchInterval: WAITING_POLL_MS,
  });
  const orders = waiting.data?.transactions ?? [];
  if (!orders.length) return null;
  return (
    <section aria-label={t.waiting} className="no-print">
      <div className="row between sales-day"><h2>{t.waiting}</h2></div>
      <ul className="list">{orders.map((each) => <SaleRow key={each.id} sale={each} onOpen={() => onOpen(each)} />)}</ul>
    </section>
  );
}

/** Group sales, which come newest first, by day. */
function byDay(sales: readonly Sale[]): [string, Sale[]][] {
  const days = new Map<string, Sale[]>();
  for (const sale of sales) {
    const day = soldOn(sale);
    days.set(day, [...(days.get(day) ?? []), sale]);
  }
  return [...days];
}

const soldOn = ({ sold_at, created_at }: Sale): string => dayOf(sold_at ?? created_at);
const sumOf = (refunds: readonly { amount: number }[]): number => refunds.reduce((sum, { amount }) => sum + amount, 0);

/** Figures count a refund on its own day, so these are not in the total of the day of the sale. */
const laterRefunds = (sale: Sale): Sale["refunds"] => sale.refunds.filter(({ created_at }) => dayOf(created_at) !== soldOn(sale));

/** What the total of a day has less than its rows: refunds of earlier sales. It is known once all rows are read. */
function Earlier({ sales, total }: { sales: readonly Sale[]; total: { transactions: number; revenue: number } }) {
  const t = useText(text);
  const paid = sales.filter(({ status }) => status === "paid");
  const rows = paid.reduce((sum, sale) => sum + sale.total - sale.refunded + sumOf(laterRefunds(sale)), 0);
  return paid.length === total.transactions && rows > total.revenue ? <>{t.earlier(formatMoney(rows - total.revenue))}</> : null;
}

function SaleRow({ sale, onOpen }: { sale: Sale; onOpen: () => void }) {
  const t = useText(text);
  const buyerOf = useBuyer();
  const later = laterRefunds(sale);
  const rest = sale.items.length - NAMED_ITEMS;
  const goods = sale.items.slice(0, NAMED_ITEMS).map(({ name, qty, measure }) => (qty > 1 ? `${name} × ${formatQuantity(qty, measure)}` : name)).join(", ");
  return (
    <li>
      <button type="button" className="list-row sales-row" onClick={onOpen}>
        <time className="soft small" dateTime={sale.sold_at ?? sale.created_at}>{formatTime(sale.sold_at ?? sale.created_at)}</time>
        <span className="grow"><span className="sales-buyer">{buyerOf(sale)} <UnusualState order={sale} /></span><span className="sales-goods">{goods}{rest > 0 && t.more(rest)}</span>{later.map(({ id, amount, created_at }) => <span key={id} className="soft small">{t.later(formatMoney(amount), formatDay(created_at))}</span>)}</span>
        <NetTotal total={sale.total} refunded={sale.refunded - sumOf(later)} />
        <ChevronRight size={18} aria-hidden />
      </button>
    </li>
  );
}

/** All sales of the days as a file, with one row for each product sold, and what was given back for it until now. */
function SaveSales({ scope, span, disabled }: { scope: "all" | "sales"; span: Span; disabled: boolean }) {
  const t = useText(text);
  const desk = useText(deskText);
  const [count, setCount] = useState(0);
  const download = useMutation({
    mutationFn: async () => {
      const rows: (string | number)[][] = [[...t.columns]];
      let read = 0;
      for await (const { items, refunds, status, receipt_number, created_at, sold_at, buyer_name } of api.transactions.walk({ ...span, scope })) {
        if (status !== "paid") continue;
        const at = sold_at ?? created_at;
        for (const { line, name, price, qty, subtotal, tax } of items) {
          const back = sumOf(refunds.flatMap((refund) => refund.items).filter((item) => item.line === line));
          rows.push([receipt_number ?? "", dayOf(at), formatTime(at), buyer_name ?? "", name, price, qty, subtotal, tax, back, subtotal - back]);
        }
        if (++read % 100 === 0) setCount(read);
      }
      save(`penjualan-${span.from}-${span.to}.csv`, csv(rows));
    },
    onMutate: () => setCount(0),
    onSuccess: () => toast.done(desk.downloaded),
    onError: (error) => toast.failed(sentence(error)),
  });
  return <Button className={download.isPending ? "" : "compact"} icon={Download} disabled={disabled} busy={download.isPending} onClick={() => download.mutate()}>{download.isPending && count ? t.saving(formatNumber(count)) : desk.download}</Button>;
}
