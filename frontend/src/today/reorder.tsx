import { lazy, Suspense, useState } from "react";
import { formatDate, formatDay, formatNumber, useLanguage, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { useShop } from "../app/shop";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { csv, save } from "../ui/download";
import { Alert, EmptyState, LoadedList } from "../ui/feedback";
import { CheckCircle2, Clock, Download, PackageOpen, Plus, Printer } from "../ui/icons";
import { Hint } from "../ui/hint";
import { Figure } from "../ui/charts";
import { Money } from "../ui/money";
import { type Column, Table } from "../ui/table";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import { today } from "./days";
import { DeskTabs } from "./desk-tabs";
import { type Plan, DEFAULT_PLAN, planQuery, readPlan, useQueryString } from "./plan";
import type { Chosen } from "./product-lists";
import { type ProductForecast, readForecast } from "./report";
import { deskText } from "./text";
import { UrgencyBadge } from "./urgency";
import "./today.css";

const ProductDialog = lazy(() => import("./product-dialog"));
const PlanDialog = lazy(() => import("./plan-dialog"));

const text = words({
  id: {
    title: "Pesan lagi", show: "Tampilkan", wanted: "Perlu dipesan", all: "Semua barang", print: "Cetak daftar", listTitle: (shop: string) => `Daftar pesanan ${shop}`,
    plan: ({ lead, review, service }: Plan) => `Kiriman ${lead} hari, pesan tiap ${review} hari, aman ${service}%`, count: "Barang perlu dipesan", cost: "Biaya pesanan",
    costHint: "Banyaknya yang disarankan dikali modal hari ini. Barang yang modalnya belum diisi tidak ikut dijumlahkan. Pesanan yang sudah di jalan belum diketahui di sini; kurangi sendiri.",
    countHint: "Barang yang stoknya bisa habis sebelum kiriman berikutnya tiba, menurut perkiraan penjualan.",
    withoutCost: (count: string) => `${count} barang tanpa modal tidak dihitung`, urgent: (count: string) => `${count} harus dipesan sekarang`, enough: "Stok semua barang masih cukup", enoughHint: "Tidak ada yang perlu dipesan dengan cara memesan ini.",
    showAll: "Lihat semua barang", nothing: "Belum ada barang yang terjual", nothingHint: "Saran pesanan muncul setelah barang Anda mulai terjual.", addGoods: "Tambah barang",
    status: "Keadaan", stock: "Stok", runsOut: "Habis sekitar", quantity: "Pesan", unit: "Satuan", sku: "Kode", reason: "Alasan", total: "Jumlah", never: "lebih dari setahun", costs: "Biaya",
  },
  en: {
    title: "Reorder", show: "Show", wanted: "To order", all: "All goods", print: "Print the list", listTitle: (shop: string) => `Order list of ${shop}`,
    plan: ({ lead, review, service }: Plan) => `Delivery ${lead} days, order every ${review} days, ${service}% safe`, count: "Products to order", cost: "Order cost",
    costHint: "The suggested quantity times today's cost. Products without a cost are not counted. Orders on their way are not known here; subtract them yourself.",
    countHint: "Products whose stock may run out before the next delivery, by the forecast of your sales.",
    withoutCost: (count: string) => `${count} products without a cost are left out`, urgent: (count: string) => `${count} must be ordered now`, enough: "All goods are in sufficient stock", enoughHint: "Nothing needs to be ordered with this way of ordering.",
    showAll: "Show all goods", nothing: "Nothing has been sold yet", nothingHint: "Suggestions appear once your goods are being sold.", addGoods: "Add a product",
    status: "Status", stock: "Stock", runsOut: "Runs out around", quantity: "Order", unit: "Unit", sku: "Code", reason: "Reason", total: "Total", never: "more than a year", costs: "Cost",
  },
});

const PER_PAGE = 200;
const isWanted = ({ quantity }: ProductForecast) => (quantity ?? 0) > 0;
const isUrgent = ({ urgency }: ProductForecast) => urgency === "out" || urgency === "now";
const sumOfCosts = (rows: readonly ProductForecast[]) => rows.reduce((sum, { order_cost }) => sum + (order_cost ?? 0), 0);

function useForecast(plan: Plan) {
  const language = useLanguage();
  return useList(["reorder", plan, language], (cursor, signal) => readForecast({ ...planQuery(plan), per_page: PER_PAGE, cursor }, signal));
}

export default function Reorder() {
  const t = useText(text);
  const desk = useText(deskText);
  useTitle(t.title);
  const [params, change] = useQueryString();
  const plan = readPlan(params);
  const show = params.get("show") === "all" ? "all" : "wanted";
  const list = useForecast(plan);
  const [product, setProduct] = useState<Chosen | null>(null);
  const [planning, setPlanning] = useState(false);
  const loaded = list.data?.pages.flatMap(({ products }) => products) ?? [];
  const setPlan = (next: Plan) => {
    const changed = Object.entries(next).map(([name, value]) => [name, value === DEFAULT_PLAN[name as keyof Plan] ? "" : String(value)]);
    change(Object.fromEntries(changed) as Record<string, string>, { push: true });
    setPlanning(false);
  };
  return (
    <div className="stack desk">
      <div className="page-head desk-head no-print">
        <h1>{t.title}</h1>
        <Exports list={list} />
      </div>
      <div className="no-print"><DeskTabs /></div>
      <div className="row between no-print order-tools">
        <Button icon={Clock} onClick={() => setPlanning(true)}>{t.plan(plan)}</Button>
        <Segments label={t.show} value={show} onChange={(next) => change({ show: next === "all" ? next : "" })} choices={[{ value: "wanted", label: t.wanted }, { value: "all", label: t.all }]} />
      </div>
      {list.data?.pages.some(({ degraded }) => degraded) && (
        <Alert tone="warning" action={<Button onClick={() => void list.refetch()}>{desk.reload}</Button>}><p>{desk.partial}</p></Alert>
      )}
      <div className="stack no-print" aria-busy={list.isFetching}>
        <LoadedList
          query={list}
          rows={({ products }) => products}
          empty={<div className="card flush"><EmptyState icon={PackageOpen} title={t.nothing} action={<ButtonLink icon={Plus} to="/goods/new">{t.addGoods}</ButtonLink>}>{t.nothingHint}</EmptyState></div>}
        >
          {(rows) => {
            const wanted = rows.filter(isWanted);
            const shown = show === "all" ? rows : wanted;
            return (
              <div className="stack">
                <Summary wanted={wanted} />
                {shown.length ? <OrderTable rows={shown} onProduct={setProduct} /> : (
                  <div className="card flush"><EmptyState icon={CheckCircle2} title={t.enough} action={<Button onClick={() => change({ show: "all" })}>{t.showAll}</Button>}>{t.enoughHint}</EmptyState></div>
                )}
              </div>
            );
          }}
        </LoadedList>
      </div>
      <PrintedList rows={loaded.filter(isWanted)} />
      {product && <Suspense><ProductDialog product={product} plan={plan} onClose={() => setProduct(null)} /></Suspense>}
      {planning && <Suspense><PlanDialog plan={plan} onPlan={setPlan} onClose={() => setPlanning(false)} /></Suspense>}
    </div>
  );
}

/** The order list on paper and as a file; both hold all pages. */
function Exports({ list }: { list: ReturnType<typeof useForecast> }) {
  const t = useText(text);
  const desk = useText(deskText);
  const [busy, setBusy] = useState<"print" | "csv" | null>(null);
  const run = async (name: "print" | "csv", then: (rows: ProductForecast[]) => void) => {
    setBusy(name);
    try {
      let found = list;
      while (found.hasNextPage) found = (await found.fetchNextPage({ throwOnError: true })) as typeof list;
      then((found.data?.pages ?? []).flatMap(({ products }) => products).filter(isWanted));
    } catch (error) {
      toast.failed(sentence(error));
    } finally {
      setBusy(null);
    }
  };
  const write = (rows: ProductForecast[]) => {
    const head = [desk.product, t.sku, t.stock, t.quantity, t.unit, t.costs, t.runsOut, t.reason];
    save(`pesanan-${today()}.csv`, csv([head, ...rows.map((row) => [row.name, row.sku, row.stock, row.quantity, row.unit, row.order_cost, row.runs_out_on, row.advice])]));
    toast.done(desk.downloaded);
  };
  // The printed list shows the last page only after it has been rendered.
  const print = () => requestAnimationFrame(() => setTimeout(() => window.print()));
  return (
    <div className="row">
      <Button className="compact" icon={Download} disabled={!list.data} busy={busy === "csv"} onClick={() => void run("csv", write)}>{desk.download}</Button>
      <Button className="compact" icon={Printer} disabled={!list.data} busy={busy === "print"} onClick={() => void run("print", print)}>{t.print}</Button>
    </div>
  );
}

function Summary({ wanted }: { wanted: readonly ProductForecast[] }) {
  const t = useText(text);
  const withoutCost = wanted.filter(({ order_cost }) => order_cost === null).length;
  const urgent = wanted.filter(isUrgent).length;
  return (
    <div className="desk-figures few">
      <Figure name={t.count} value={formatNumber(wanted.length)} hint={<Hint name={t.count}>{t.countHint}</Hint>}>{urgent > 0 && t.urgent(formatNumber(urgent))}</Figure>
      <Figure name={t.cost} value={<Money value={sumOfCosts(wanted)} />} hint={<Hint name={t.cost}>{t.costHint}</Hint>}>{withoutCost > 0 && t.withoutCost(formatNumber(withoutCost))}</Figure>
    </div>
  );
}

function OrderTable({ rows, onProduct }: { rows: readonly ProductForecast[]; onProduct: (product: Chosen) => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const columns: Column<ProductForecast>[] = [
    {
      key: "name", title: desk.product, bare: true, width: "45%",
      cell: (row) => (
        <div className="order-product">
          <button type="button" className="link-button" onClick={() => onProduct({ id: row.product_id, name: row.name })}>{row.name}</button>
          <p className="soft small">{row.urgency ? row.advice : desk.notEnough}</p>
        </div>
      ),
    },
    { key: "status", title: t.status, cell: (row) => <UrgencyBadge urgency={row.urgency} /> },
    { key: "stock", title: t.stock, numeric: true, cell: (row) => formatNumber(row.stock) },
    { key: "runsOut", title: t.runsOut, cell: (row) => (row.runs_out_on ? formatDay(row.runs_out_on) : <span className="soft">{row.urgency ? t.never : "–"}</span>) },
    { key: "quantity", title: t.quantity, numeric: true, cell: (row) => (row.quantity ? <strong>{formatNumber(row.quantity)} <span className="unit">{row.unit}</span></strong> : "–") },
    { key: "cost", title: t.costs, numeric: true, cell: (row) => <Money value={row.quantity ? row.order_cost : null} /> },
  ];
  return <div className="orders"><Table caption={t.title} columns={columns} rows={rows} rowKey={(row) => row.product_id} /></div>;
}

/** What stands on paper: a line to tick for each product. */
function PrintedList({ rows }: { rows: readonly ProductForecast[] }) {
  const t = useText(text);
  const desk = useText(deskText);
  const { name } = useShop();
  return (
    <div className="print-only">
      <h1>{t.listTitle(name)}</h1>
      <p>{formatDate(today())}</p>
      <table className="printed">
        <thead><tr><th /><th>{desk.product}</th><th>{t.sku}</th><th className="numeric">{t.stock}</th><th className="numeric">{t.quantity}</th><th className="numeric">{t.costs}</th></tr></thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.product_id}>
              <td className="tick-box"><span /></td><td>{row.name}</td><td>{row.sku}</td><td className="numeric">{formatNumber(row.stock)}</td>
              <td className="numeric"><strong>{formatNumber(row.quantity ?? 0)} {row.unit}</strong></td><td className="numeric"><Money value={row.order_cost} /></td>
            </tr>
          ))}
        </tbody>
        <tfoot><tr><td /><td colSpan={4}>{t.total}</td><td className="numeric"><Money value={sumOfCosts(rows)} /></td></tr></tfoot>
      </table>
    </div>
  );
}
