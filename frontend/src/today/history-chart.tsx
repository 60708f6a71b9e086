import { Link } from "react-router";
import { formatMoney, formatNumber, formatShortDay, useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Chart } from "../ui/charts";
import { Alert, ErrorState, Loaded, Skeleton } from "../ui/feedback";
import { Segments } from "../ui/tabs";
import { lastDays, unitsWithForecast, useReport, useTotalDemand } from "./report";
import { deskText } from "./text";

const text = words({
  id: {
    heading: "30 hari terakhir", show: "Isi grafik", units: "Barang terjual", revenue: "Omzet", transactions: "Penjualan",
    unitsTitle: "Barang terjual per hari", revenueTitle: "Omzet per hari", transactionsTitle: "Penjualan per hari",
    expected: "14 hari ke depan diperkirakan dari penjualan Anda. Delapan dari sepuluh hari seharusnya jatuh di dalam rentangnya.",
    tooMany: "Perkiraan untuk semua barang sekaligus hanya ada sampai 200 barang.", perProduct: "Lihat per barang",
  },
  en: {
    heading: "Last 30 days", show: "Content of the chart", units: "Units sold", revenue: "Revenue", transactions: "Sales",
    unitsTitle: "Units sold per day", revenueTitle: "Revenue per day", transactionsTitle: "Sales per day",
    expected: "The next 14 days are forecast from your sales. Eight days in ten should fall within the range.",
    tooMany: "A forecast of all products at once is there for up to 200 products.", perProduct: "See it by product",
  },
});

const DAYS = 30;
const AHEAD = 14;
export const METRICS = ["units", "revenue", "transactions"] as const;
export type Metric = (typeof METRICS)[number];

/** Thirty days of sales, and two weeks that are expected. */
export function HistoryChart({ metric, onMetric }: { metric: Metric; onMetric: (metric: Metric) => void }) {
  const t = useText(text);
  const report = useReport(lastDays(DAYS));
  const titles = { units: t.unitsTitle, revenue: t.revenueTitle, transactions: t.transactionsTitle };
  return (
    <section className="card">
      <div className="row between desk-card-head">
        <h2>{t.heading}</h2>
        <Segments label={t.show} value={metric} onChange={onMetric} choices={METRICS.map((value) => ({ value, label: t[value] }))} />
      </div>
      <Loaded query={report} skeleton={<Skeleton lines={1} height={280} />}>
        {({ series }) => metric === "units" ? <UnitsChart title={t.unitsTitle} series={series} /> : (
          <Chart
            title={titles[metric]}
            unit={t[metric]}
            format={metric === "revenue" ? formatMoney : formatNumber}
            kind="bars"
            height={280}
            points={series.map((row) => ({ label: formatShortDay(row.date), value: row[metric] }))}
          />
        )}
      </Loaded>
    </section>
  );
}

function UnitsChart({ title, series }: { title: string; series: readonly { date: string; units: number }[] }) {
  const t = useText(text);
  const desk = useText(deskText);
  const demand = useTotalDemand(AHEAD);
  const note = () => {
    if (demand.error) return <ErrorState error={demand.error} onRetry={() => void demand.refetch()} />;
    if (!demand.data) return <p>&nbsp;</p>;
    if (demand.data.tooMany) return <p>{t.tooMany} <Link to="/today/reorder">{t.perProduct}</Link></p>;
    if (demand.data.degraded) return <Alert tone="warning" action={<Button onClick={() => void demand.refetch()}>{desk.reload}</Button>}><p>{desk.partial}</p></Alert>;
    return <p>{demand.data.points ? t.expected : desk.notEnough}</p>;
  };
  return (
    <>
      <Chart title={title} unit={t.units} format={(value) => formatNumber(value, value < 10 ? 1 : 0)} height={280} points={unitsWithForecast(series, demand.data?.points)} />
      <div className="soft small desk-note">{note()}</div>
    </>
  );
}
