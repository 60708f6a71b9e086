/** Lists of five goods, each with all of its rows in a dialog. */
import type { Schemas } from "finenice-client";
import { type ReactNode, useState } from "react";
import { formatDay, formatNumber, formatShare, useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Badge, Loaded } from "../ui/feedback";
import { Money } from "../ui/money";
import { type Column, Table } from "../ui/table";
import type { Span } from "./days";
import { Change } from "./figures";
import { type ProductSales, type Report, useReport } from "./report";
import { deskText } from "./text";

type Unsold = Schemas["UnsoldProduct"];
export type ListName = "best" | "rising" | "falling" | "unsold";
/** What a dialog shows in full; the profit is that of each product. */
export type AllOf = ListName | "profit";
export interface Chosen {
  id: number;
  name: string;
}

const text = words({
  id: {
    titles: { best: "Terlaris", rising: "Sedang naik", falling: "Sedang turun", unsold: "Tidak laku 90 hari", profit: "Laba per barang" },
    hints: {
      best: "Barang dengan omzet terbesar.", rising: "Jelas lebih sering terjual daripada masa sebelumnya.", falling: "Jelas lebih jarang terjual daripada masa sebelumnya.",
      unsold: "Masih ada stoknya, tetapi 90 hari ini tidak ada yang membeli.", profit: "Omzet tanpa pajak dikurangi modal, untuk barang yang modalnya diisi.",
    },
    empty: {
      best: "Belum ada yang terjual di masa ini.", rising: "Belum ada barang yang jelas naik.", falling: "Tidak ada barang yang jelas turun.",
      unsold: "Semua barang berstok ada pembelinya.", profit: "Belum ada yang terjual di masa ini.",
    },
    sold: (units: string, share: string) => `${units} terjual · ${share} omzet`, before: (money: ReactNode) => <>sebelumnya {money}</>, left: (units: string) => `${units} di rak`,
    never: "belum pernah terjual", lastSold: (day: string) => `terakhir ${day}`, previous: "Omzet sebelumnya", change: "Perubahan", share: "Bagian", class: "Kelas",
    cost: "Modal", margin: "Laba", rate: "Laba dari omzet", unknown: "Modal belum diisi", worth: "Nilai stok", last: "Terakhir terjual", more: "Tampilkan lagi",
    tied: (count: string) => `${count} barang, senilai `, allOf: (list: string) => `Semua: ${list}`,
  },
  en: {
    titles: { best: "Best sellers", rising: "Rising", falling: "Falling", unsold: "Unsold for 90 days", profit: "Profit by product" },
    hints: {
      best: "Products with the largest revenue.", rising: "Clearly sold more often than in the period before.", falling: "Clearly sold less often than in the period before.",
      unsold: "Still in stock, and nobody bought them for 90 days.", profit: "Revenue without tax minus cost, for products whose cost is entered.",
    },
    empty: {
      best: "Nothing was sold in this period.", rising: "No product is clearly rising.", falling: "No product is clearly falling.",
      unsold: "All goods in stock find buyers.", profit: "Nothing was sold in this period.",
    },
    sold: (units: string, share: string) => `${units} sold · ${share} of revenue`, before: (money: ReactNode) => <>{money} before</>, left: (units: string) => `${units} on the shelf`,
    never: "never sold", lastSold: (day: string) => `last ${day}`, previous: "Revenue before", change: "Change", share: "Share", class: "Class",
    cost: "Cost", margin: "Profit", rate: "Profit of revenue", unknown: "Cost not entered", worth: "Stock value", last: "Last sold", more: "Show more",
    tied: (count: string) => `${count} products, worth `, allOf: (list: string) => `All: ${list}`,
  },
});

const SHOWN = 5;
const AT_ONCE = 50;
/** The API's largest list. */
const MOST = 500;

const rowsOf = (report: Report, name: Exclude<AllOf, "unsold">): ProductSales[] => {
  if (name === "profit") return [...report.top_by_revenue].sort((one, other) => (other.margin ?? -Infinity) - (one.margin ?? -Infinity));
  return name === "best" ? report.top_by_revenue : report[name];
};

interface ListProps {
  report: Report;
  name: ListName;
  onAll: () => void;
  onProduct: (product: Chosen) => void;
}

export function ProductList({ report, name, onAll, onProduct }: ListProps) {
  const t = useText(text);
  const desk = useText(deskText);
  const unsold = name === "unsold";
  const count = unsold ? report.unsold.products : rowsOf(report, name).length;
  return (
    <section className="card desk-list" aria-label={t.titles[name]}>
      <div className="row between desk-card-head">
        <h2>{t.titles[name]}</h2>
        {count > SHOWN && <Button look="quiet" aria-label={t.allOf(t.titles[name])} onClick={onAll}>{desk.all}</Button>}
      </div>
      {unsold && count > 0 && <p className="soft small">{t.tied(formatNumber(count))}<Money value={report.unsold.value} /></p>}
      {count === 0 ? <p className="soft small">{t.empty[name]}</p> : (
        <ul>
          {unsold
            ? report.unsold.dearest.slice(0, SHOWN).map((row) => <UnsoldRow key={row.product_id} row={row} onProduct={onProduct} />)
            : rowsOf(report, name).slice(0, SHOWN).map((row) => <SoldRow key={row.product_id} row={row} compare={name !== "best"} onProduct={onProduct} />)}
        </ul>
      )}
    </section>
  );
}

/** A row of a list that opens its product. */
export function ProductRow({ name, detail, end, onOpen }: { name: string; detail: ReactNode; end: ReactNode; onOpen: () => void }) {
  return (
    <li>
      <button type="button" className="desk-row" onClick={onOpen}>
        <span className="grow"><span className="desk-row-name">{name}</span><span className="soft small">{detail}</span></span>
        <span className="desk-row-end">{end}</span>
      </button>
    </li>
  );
}

function SoldRow({ row, compare, onProduct }: { row: ProductSales; compare: boolean; onProduct: (product: Chosen) => void }) {
  const t = useText(text);
  const detail = compare ? t.before(<Money value={row.previous_revenue} />) : t.sold(formatNumber(row.units), formatShare(row.share ?? 0));
  return (
    <ProductRow
      name={row.name}
      detail={detail}
      end={<><Money value={row.revenue} />{compare && <Change growth={row.growth} />}</>}
      onOpen={() => onProduct({ id: row.product_id, name: row.name })}
    />
  );
}

function UnsoldRow({ row, onProduct }: { row: Unsold; onProduct: (product: Chosen) => void }) {
  const t = useText(text);
  const since = row.last_sold_on ? t.lastSold(formatDay(row.last_sold_on)) : t.never;
  return <ProductRow name={row.name} detail={`${t.left(formatNumber(row.stock))} · ${since}`} end={<Money value={row.value} />} onOpen={() => onProduct({ id: row.product_id, name: row.name })} />;
}

/** All rows of a list. */
export function AllDialog({ name, span, onProduct, onClose }: { name: AllOf; span: Span; onProduct: (product: Chosen) => void; onClose: () => void }) {
  const t = useText(text);
  const report = useReport({ ...span, top: MOST });
  return (
    <Dialog title={t.titles[name]} size="large" kind="sheet" onClose={onClose}>
      <div className="stack">
        <p className="soft">{t.hints[name]}</p>
        <Loaded query={report}>{(data) => (name === "unsold" ? <UnsoldTable rows={data.unsold.dearest} onProduct={onProduct} /> : <SoldTable name={name} rows={rowsOf(data, name)} onProduct={onProduct} />)}</Loaded>
      </div>
    </Dialog>
  );
}

const productCell = (onProduct: (product: Chosen) => void) => (row: { product_id: number; name: string }) => (
  <button type="button" className="link-button" onClick={() => onProduct({ id: row.product_id, name: row.name })}>{row.name}</button>
);

function SoldTable({ name, rows, onProduct }: { name: Exclude<AllOf, "unsold">; rows: readonly ProductSales[]; onProduct: (product: Chosen) => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const columns: Record<string, Column<ProductSales>> = {
    name: { key: "name", title: desk.product, bare: true, cell: productCell(onProduct) },
    units: { key: "units", title: desk.units, numeric: true, cell: (row) => formatNumber(row.units) },
    revenue: { key: "revenue", title: desk.revenue, numeric: true, cell: (row) => <Money value={row.revenue} /> },
    share: { key: "share", title: t.share, numeric: true, cell: (row) => formatShare(row.share ?? 0) },
    class: { key: "class", title: t.class, cell: (row) => row.class && <Badge>{row.class}</Badge> },
    previous: { key: "previous", title: t.previous, numeric: true, cell: (row) => <Money value={row.previous_revenue} /> },
    change: { key: "change", title: t.change, numeric: true, cell: (row) => <Change growth={row.growth} /> },
    cost: { key: "cost", title: t.cost, numeric: true, cell: (row) => (row.cost === null ? <span className="soft">{t.unknown}</span> : <Money value={row.cost} />) },
    margin: { key: "margin", title: t.margin, numeric: true, cell: (row) => <Money value={row.margin} /> },
    rate: { key: "rate", title: t.rate, numeric: true, cell: (row) => (row.margin_rate === null ? "–" : formatShare(row.margin_rate)) },
  };
  const shown = { best: ["name", "class", "units", "revenue", "share"], profit: ["name", "units", "revenue", "cost", "margin", "rate"] };
  const keys = name === "best" || name === "profit" ? shown[name] : ["name", "units", "previous", "revenue", "change"];
  return <Growing caption={t.titles[name]} columns={keys.map((key) => columns[key]!)} rows={rows} empty={t.empty[name]} />;
}

function UnsoldTable({ rows, onProduct }: { rows: readonly Unsold[]; onProduct: (product: Chosen) => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const columns: Column<Unsold>[] = [
    { key: "name", title: desk.product, bare: true, cell: productCell(onProduct) },
    { key: "stock", title: desk.stock, numeric: true, cell: (row) => formatNumber(row.stock) },
    { key: "value", title: t.worth, numeric: true, cell: (row) => <Money value={row.value} /> },
    { key: "last", title: t.last, cell: (row) => (row.last_sold_on ? formatDay(row.last_sold_on) : t.never) },
  ];
  return <Growing caption={t.titles.unsold} columns={columns} rows={rows} empty={t.empty.unsold} />;
}

/** A table that shows some rows first. */
function Growing<R extends { product_id: number }>({ caption, columns, rows, empty }: { caption: string; columns: readonly Column<R>[]; rows: readonly R[]; empty: string }) {
  const t = useText(text);
  const [shown, setShown] = useState(AT_ONCE);
  if (!rows.length) return <p className="soft">{empty}</p>;
  return (
    <>
      <Table caption={caption} columns={columns} rows={rows.slice(0, shown)} rowKey={(row) => row.product_id} />
      {rows.length > shown && <div className="more"><Button onClick={() => setShown(shown + AT_ONCE)}>{t.more}</Button></div>}
    </>
  );
}
