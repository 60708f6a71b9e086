import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useState } from "react";
import { formatDay, useLanguage, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { save } from "../ui/download";
import { Alert, EmptyState, Loaded, Skeleton } from "../ui/feedback";
import { Download, Plus, ShoppingBag } from "../ui/icons";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import { type Period, PERIODS, type Span, isPeriod, spanOf } from "./days";
import { DeskTabs } from "./desk-tabs";
import { Figures } from "./figures";
import { type Metric, METRICS, HistoryChart } from "./history-chart";
import { useQueryString } from "./plan";
import { type AllOf, AllDialog, type Chosen, ProductList, ProductRow } from "./product-lists";
import { type Report, readForecast, readReportFile, useReport } from "./report";
import { Rhythm } from "./rhythm";
import { Categories, Classes } from "./shares";
import { deskText } from "./text";
import { UrgencyBadge } from "./urgency";
import "./today.css";

const ProductDialog = lazy(() => import("./product-dialog"));

const text = words({
  id: {
    title: "Ringkasan", reorder: "Pesan lagi", allReorder: "Semua: Pesan lagi", nothingToOrder: "Stok semua barang masih cukup.",
    noSales: "Belum ada penjualan di masa ini", noSalesHint: "Pilih masa yang lebih panjang, atau bagikan toko Anda ke pembeli.", toGoods: "Tambah barang",
    span: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  },
  en: {
    title: "Summary", reorder: "Reorder", allReorder: "All: Reorder", nothingToOrder: "All goods are in sufficient stock.",
    noSales: "No sales in this period", noSalesHint: "Choose a longer period, or share your shop with buyers.", toGoods: "Add a product",
    span: (from: string, to: string) => (from === to ? from : `${from} – ${to}`),
  },
});

const DEFAULT_PERIOD = "7";
const SHOWN = 5;

export default function Today() {
  const t = useText(text);
  const desk = useText(deskText);
  useTitle(t.title);
  const [params, change] = useQueryString();
  const given = params.get("period");
  const period: Period = isPeriod(given) ? given : DEFAULT_PERIOD;
  const span = spanOf(period);
  const report = useReport(span);
  const metric = METRICS.find((name) => name === params.get("chart")) ?? METRICS[0];
  return (
    <div className="stack desk">
      <div className="page-head desk-head">
        <div>
          <h1>{t.title}</h1>
          <p>{t.span(formatDay(span.from), formatDay(span.to))}</p>
        </div>
        <SaveReport span={span} />
      </div>
      <DeskTabs />
      <div className="desk-periods no-print">
        <Segments
          label={desk.period}
          value={period}
          onChange={(next) => change({ period: next === DEFAULT_PERIOD ? "" : next }, { push: true })}
          choices={PERIODS.map((value) => ({ value, label: desk.periods[value] }))}
        />
      </div>
      <Loaded query={report} skeleton={<Skeleton lines={5} height={120} />}>
        {(data) => (
          <div className="stack" aria-busy={report.isPlaceholderData}>
            <Desk report={data} period={period} span={span} metric={metric} onMetric={(next) => change({ chart: next === METRICS[0] ? "" : next })} />
          </div>
        )}
      </Loaded>
    </div>
  );
}

function SaveReport({ span }: { span: Span }) {
  const desk = useText(deskText);
  const [busy, setBusy] = useState(false);
  const run = async () => {
    setBusy(true);
    try {
      save(`penjualan-${span.from}-${span.to}.csv`, await readReportFile(span));
      toast.done(desk.downloaded);
    } catch (error) {
      toast.failed(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return <Button className="compact" icon={Download} busy={busy} onClick={() => void run()}>{desk.download}</Button>;
}

interface DeskProps {
  report: Report;
  period: Period;
  span: Span;
  metric: Metric;
  onMetric: (metric: Metric) => void;
}

function Desk({ report, period, span, metric, onMetric }: DeskProps) {
  const [all, setAll] = useState<AllOf | null>(null);
  const [product, setProduct] = useState<Chosen | null>(null);
  const list = (name: "best" | "rising" | "falling" | "unsold") => <ProductList report={report} name={name} onAll={() => setAll(name)} onProduct={setProduct} />;
  return (
    <>
      <Figures report={report} period={period} salesPath={`/sales?from=${span.from}&to=${span.to}`} onProfit={() => setAll("profit")} />
      {report.totals.transactions === 0 && <NoSales soldBefore={report.previous.transactions > 0 || period === "today"} />}
      <HistoryChart metric={metric} onMetric={onMetric} />
      <div className="desk-columns">
        <div className="stack">
          <OrderNow onProduct={setProduct} />
          {list("best")}
          {list("unsold")}
        </div>
        <div className="stack">
          {list("rising")}
          {list("falling")}
          <Rhythm weekdays={report.weekdays} single={period === "today"} />
          <Categories categories={report.categories} />
          <Classes classes={report.classes} />
        </div>
      </div>
      {all && <AllDialog name={all} span={span} onProduct={setProduct} onClose={() => setAll(null)} />}
      {product && <Suspense><ProductDialog product={product} onClose={() => setProduct(null)} /></Suspense>}
    </>
  );
}

/** A quiet period of a shop that sells is only noted. */
function NoSales({ soldBefore }: { soldBefore: boolean }) {
  const t = useText(text);
  if (soldBefore) return <Alert><p>{t.noSales}.</p></Alert>;
  return (
    <div className="card flush">
      <EmptyState icon={ShoppingBag} title={t.noSales} action={<ButtonLink icon={Plus} to="/goods/new">{t.toGoods}</ButtonLink>}>{t.noSalesHint}</EmptyState>
    </div>
  );
}

/** The most urgent goods. */
function OrderNow({ onProduct }: { onProduct: (product: Chosen) => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const language = useLanguage();
  const demand = useQuery({ queryKey: ["reorder-first", language], queryFn: async ({ signal }) => readForecast({ per_page: 50 }, signal), staleTime: 60_000 });
  return (
    <section className="card desk-list" aria-label={t.reorder}>
      <div className="row between desk-card-head">
        <h2>{t.reorder}</h2>
        <ButtonLink look="quiet" to="/today/reorder" aria-label={t.allReorder}>{desk.all}</ButtonLink>
      </div>
      <Loaded query={demand} skeleton={<Skeleton lines={SHOWN} height={44} />}>
        {({ products }) => {
          const wanted = products.filter(({ quantity }) => quantity).slice(0, SHOWN);
          if (!wanted.length) return <p className="soft small">{products.some(({ urgency }) => urgency) ? t.nothingToOrder : desk.notEnough}</p>;
          return (
            <ul>
              {wanted.map((row) => (
                <ProductRow
                  key={row.product_id}
                  name={row.name}
                  detail={row.advice}
                  end={<UrgencyBadge urgency={row.urgency} />}
                  onOpen={() => onProduct({ id: row.product_id, name: row.name })}
                />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
