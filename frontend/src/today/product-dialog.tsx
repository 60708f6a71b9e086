import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { formatDay, formatMoney, formatNumber, useLanguage, useText, words } from "../app/language";
import { ButtonLink } from "../ui/button";
import { Chart } from "../ui/charts";
import { Dialog } from "../ui/dialog";
import { Alert, Loaded, Skeleton } from "../ui/feedback";
import { Pencil } from "../ui/icons";
import { type Plan, DEFAULT_PLAN, planQuery } from "./plan";
import type { Chosen } from "./product-lists";
import { type ProductForecast, lastDays, readForecast, unitsWithForecast, useReport } from "./report";
import { deskText } from "./text";
import { UrgencyBadge, urgencyTone } from "./urgency";

const text = words({
  id: {
    title: "Terjual per hari", edit: "Ubah barang", status: "Keadaan", stock: "Stok", expected: (days: number) => `Perkiraan terjual ${days} hari`, runsOut: "Habis sekitar",
    worst: "Bila ramai, habis", point: "Pesan bila kurang dari", upTo: "Isi sampai", quantity: "Pesan sekarang", cost: "Biaya pesanan", missing: "Hari tanpa stok",
    long: "lebih dari setahun", unknown: "modal belum diisi",
    missingHint: "Di hari tanpa stok permintaannya diperkirakan dari minggu-minggu di sekitarnya.", range: "Delapan dari sepuluh hari seharusnya jatuh di dalam rentang.",
  },
  en: {
    title: "Sold per day", edit: "Edit product", status: "Status", stock: "Stock", expected: (days: number) => `Expected to sell in ${days} days`, runsOut: "Runs out around",
    worst: "If busy, runs out", point: "Order when below", upTo: "Fill up to", quantity: "Order now", cost: "Order cost", missing: "Days without stock",
    long: "more than a year", unknown: "cost not entered",
    missingHint: "On days without stock, demand is estimated from the weeks around them.", range: "Eight days in ten should fall within the range.",
  },
});

const HISTORY = 60;
const HORIZON = 28;

/** What one product sold, and what it is expected to sell. */
export default function ProductDialog({ product, plan = DEFAULT_PLAN, onClose }: { product: Chosen; plan?: Plan; onClose: () => void }) {
  const t = useText(text);
  const language = useLanguage();
  const report = useReport({ ...lastDays(HISTORY), product_id: product.id });
  const demand = useQuery({
    queryKey: ["demand-of", product.id, plan, language],
    queryFn: async ({ signal }) => {
      const found = await readForecast({ product_id: product.id, horizon: HORIZON, detail: "daily", ...planQuery(plan) }, signal);
      return found.products[0] ?? null;
    },
  });
  return (
    <Dialog
      title={product.name}
      size="large"
      kind="sheet"
      onClose={onClose}
      actions={<ButtonLink icon={Pencil} to={`/goods/${product.id}`}>{t.edit}</ButtonLink>}
    >
      <div className="stack">
        <Loaded query={demand} skeleton={<Skeleton lines={4} />}>{(found) => <Advice found={found} />}</Loaded>
        <Loaded query={report} skeleton={<Skeleton lines={1} height={240} />}>
          {({ series }) => (
            <Chart title={t.title} unit={t.title} height={220} format={(value) => formatNumber(value, value < 10 ? 1 : 0)} points={unitsWithForecast(series, demand.data?.forecast)} />
          )}
        </Loaded>
        {demand.data?.forecast && <p className="soft small">{t.range} {demand.data.days_without_stock > 0 && t.missingHint}</p>}
      </div>
    </Dialog>
  );
}

function Advice({ found }: { found: ProductForecast | null }) {
  const t = useText(text);
  const desk = useText(deskText);
  if (!found?.urgency) return <Alert><p>{desk.notEnough}</p></Alert>;
  const day = (date: string | null) => (date ? formatDay(date) : t.long);
  const facts: [string, ReactNode][] = [
    [t.status, <UrgencyBadge urgency={found.urgency} />],
    [t.stock, `${formatNumber(found.stock)} ${found.unit}`],
    [t.expected(HORIZON), formatNumber(found.expected_units ?? 0)],
    [t.runsOut, day(found.runs_out_on)],
    [t.worst, day(found.runs_out_on_at_worst)],
    [t.point, formatNumber(found.reorder_point ?? 0)],
    [t.upTo, formatNumber(found.order_up_to ?? 0)],
    [t.quantity, formatNumber(found.quantity ?? 0)],
    [t.cost, found.order_cost === null ? t.unknown : formatMoney(found.order_cost)],
    ...(found.days_without_stock ? [[t.missing, formatNumber(found.days_without_stock)] as [string, ReactNode]] : []),
  ];
  return (
    <>
      <Alert tone={urgencyTone(found.urgency)}><p>{found.advice}</p></Alert>
      <dl className="desk-facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </>
  );
}
