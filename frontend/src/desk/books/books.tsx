/** What was sold, paid, moved and owed, by parts that add up to the same totals. */
import { useQuery } from "@tanstack/react-query";
import { formatMoment, useText, words } from "../../app/language";
import { daysBetween, isDate, type Period, PERIODS, spanOf, today } from "../../today/days";
import { useQueryString } from "../../today/plan";
import { deskText as periodText } from "../../today/text";
import { Button } from "../../ui/button";
import { csv, save } from "../../ui/download";
import { EmptyState, Loaded, Skeleton } from "../../ui/feedback";
import { Select, TextField } from "../../ui/fields";
import { BarChart3, Download } from "../../ui/icons";
import { Table } from "../../ui/table";
import { Segments } from "../../ui/tabs";
import { type Books, books } from "../calls";
import { Desk, useOutlets } from "../frame";
import { bookText, BY, cellsOf, columnsOf, Figured, REPORTS, type Report, type Row, useRowName } from "./columns";

const text = words({
  id: {
    lead: "Setiap rincian berjumlah sama.", report: "Laporan", reports: { sales: "Penjualan", payments: "Pembayaran", stock: "Stok", debts: "Piutang", tax: "Pajak" }, by: "Rinci menurut", outlet: "Gerai", every: "Semua gerai", from: "Dari", to: "Sampai", file: "Simpan CSV", none: "Tidak ada angka di hari-hari ini", noDebts: "Tidak ada kasbon yang belum lunas", noneHint: "Pilih hari lain, atau laporan lain.", caption: (name: string) => `Laporan ${name}`, as: (moment: string) => `Dihitung ${moment}.`,
    bys: { day: "Hari", hour: "Jam", product: "Barang", category: "Kategori", cashier: "Kasir", method: "Cara bayar", outlet: "Gerai" } as Record<string, string>,
    hints: { sales: "Pengembalian masuk ke harinya sendiri dan tidak mengurangi jumlah.", payments: "Kasbon terhitung saat dijual dan lagi saat dilunasi.", stock: "Stok bersama. Stok milik gerai sendiri tidak termasuk.", debts: "Tanpa jatuh tempo, umur dihitung dari penjualannya.", tax: "Pengembalian masuk ke bulannya sendiri." },
  },
  en: {
    lead: "Each breakdown adds up to the same totals.", report: "Report", reports: { sales: "Sales", payments: "Payments", stock: "Stock", debts: "Debts", tax: "Taxes" }, by: "Break down by", outlet: "Outlet", every: "All outlets", from: "From", to: "To", file: "Save CSV", none: "There is nothing on these days", noDebts: "No customer owes anything", noneHint: "Choose other days, or another report.", caption: (name: string) => `Report: ${name}`, as: (moment: string) => `Computed ${moment}.`,
    bys: { day: "Day", hour: "Hour", product: "Product", category: "Category", cashier: "Cashier", method: "Payment", outlet: "Outlet" } as Record<string, string>,
    hints: { sales: "Refunds belong to their own day, and are not taken off the total.", payments: "What is sold on credit counts when it is sold, and again when it is paid back.", stock: "The shared stock. Outlets' own stocks are left out.", debts: "Without a due day the age counts from the sale.", tax: "Refunds belong to their own month." },
  },
});

const LONGEST_DAYS = 366;
/** The totals of stock are by measure, and stand for no single row. */
const totalOf = (data: Books): Row | null => ("value" in data.totals ? null : (data.totals as unknown as Row));
const rowsOf = (data: Books): Row[] => ("customers" in data ? data.customers : data.groups) as unknown as Row[];

export default function BooksPage() {
  const t = useText(text);
  const period = useText(periodText);
  const names = useText(bookText);
  const [params, change] = useQueryString();
  const outlets = useOutlets();
  const report = REPORTS.find((each) => each === params.get("report")) ?? "sales";
  const by = BY[report].find((each) => each === params.get("by")) ?? BY[report][0] ?? "";
  const usual = spanOf("30");
  const [from, to] = [params.get("from"), params.get("to")];
  const asked = isDate(from) && isDate(to) && from <= to && daysBetween(from, to) <= LONGEST_DAYS ? { from, to } : usual;
  const outlet = report === "stock" || report === "debts" ? "" : (params.get("outlet") ?? "");
  const query = { ...(report !== "debts" && asked), ...(by && { by }), ...(outlet && { outlet_id: Number(outlet) }) };
  const data = useQuery({ queryKey: ["books", report, query], queryFn: ({ signal }) => books(report, query, signal), staleTime: 0 });
  const nameOf = useRowName(report, by);
  const named = PERIODS.find((each) => spanOf(each).from === asked.from && spanOf(each).to === asked.to);
  const rows = data.data && rowsOf(data.data);
  const figures = columnsOf(report, rows ?? []);
  const first = report === "debts" ? names.customer : report === "tax" ? names.month : (t.bys[by] ?? names.name);
  const titles = figures.map(({ name }) => names.columns[name]);
  const download = () => save(`${report}${by && `-${by}`}-${asked.from}-${asked.to}.csv`, csv([[first, ...titles], ...(rows ?? []).map((row) => [nameOf(row), ...cellsOf(row, figures)])]));
  return (
    <Desk page="books" lead={t.lead} actions={rows?.length ? <Button icon={Download} onClick={download}>{t.file}</Button> : undefined}>
      <Segments<Report> label={t.report} value={report} onChange={(next) => change({ report: next === "sales" ? "" : next, by: "" }, { push: true })} choices={REPORTS.map((value) => ({ value, label: t.reports[value] }))} />
      <div className="office-search office-books">
        {report !== "debts" && (
          <>
            <Select label={period.period} value={named ?? ""} choices={[...(named ? [] : [{ value: "", label: "–" }]), ...PERIODS.map((value) => ({ value, label: period.periods[value] }))]} onChange={(event) => { if (event.target.value) change({ ...spanOf(event.target.value as Period) }); }} />
            <TextField label={t.from} type="date" max={today()} value={asked.from} onChange={(event) => { if (isDate(event.target.value)) change({ from: event.target.value, to: asked.to < event.target.value ? event.target.value : asked.to }); }} />
            <TextField label={t.to} type="date" max={today()} value={asked.to} onChange={(event) => { if (isDate(event.target.value)) change({ to: event.target.value, from: asked.from > event.target.value ? event.target.value : asked.from }); }} />
          </>
        )}
        {BY[report].length > 0 && <Select label={t.by} value={by} choices={BY[report].map((value) => ({ value, label: t.bys[value] ?? value }))} onChange={(event) => change({ by: event.target.value === BY[report][0] ? "" : event.target.value })} />}
        {report !== "stock" && report !== "debts" && (outlets.data?.outlets.length ?? 0) > 1 && <Select label={t.outlet} value={outlet} choices={[{ value: "", label: t.every }, ...outlets.data!.outlets.map(({ id, name }) => ({ value: String(id), label: name }))]} onChange={(event) => change({ outlet: event.target.value })} />}
      </div>
      <Loaded query={data} skeleton={<Skeleton lines={8} height={44} />}>
        {(found) => {
          if (!rows?.length) return <div className="card flush"><EmptyState icon={BarChart3} title={report === "debts" ? t.noDebts : t.none}>{report !== "debts" && t.noneHint}</EmptyState></div>;
          const total = totalOf(found);
          const all = total ? [...rows, { ...total, isTotal: 1 }] : rows;
          return (
            <>
              <Table
                caption={t.caption(t.reports[report])}
                rows={all}
                rowKey={(row) => (row["isTotal"] ? "total" : `${row["key"] ?? row["customer_id"] ?? row["month"]} ${row["measure"] ?? row["tax_code"] ?? ""}`)}
                columns={[
                  { key: "name", title: first, bare: true, cell: (row) => (row["isTotal"] ? <strong>{names.total}</strong> : nameOf(row)) },
                  ...figures.map((figure) => ({ key: figure.name, title: names.columns[figure.name], numeric: true, cell: (row: Row) => (row["isTotal"] ? <strong><Figured row={row} figure={figure} /></strong> : <Figured row={row} figure={figure} />) })),
                ]}
              />
              <p className="soft small">{t.hints[report]} {t.as(formatMoment(found.as_of))}</p>
            </>
          );
        }}
      </Loaded>
    </Desk>
  );
}
