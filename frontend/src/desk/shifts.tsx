/** The shifts of all tills: who, when, and whether the cash was right. */
import { Link } from "react-router";
import { formatMoment, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { isDate, today } from "../today/days";
import { useQueryString } from "../today/plan";
import { Badge, EmptyState, LoadedList } from "../ui/feedback";
import { Select, TextField } from "../ui/fields";
import { Clock } from "../ui/icons";
import { Money } from "../ui/money";
import { Table } from "../ui/table";
import { shifts, type Shift } from "./calls";
import { Desk, useTills } from "./frame";

const text = words({
  id: {
    lead: "Setiap shift dihitung tanpa tahu isinya. Selisih di bawah nol berarti uang kurang.", till: "Kasir", every: "Semua kasir", from: "Dari", to: "Sampai", none: "Belum ada shift di sini", noneHint: "Shift muncul setelah dibuka di kasir.", caption: "Shift", opened: "Dibuka", closed: "Ditutup", expected: "Seharusnya", counted: "Dihitung", variance: "Selisih", report: "Laporan",
    open: "Masih terbuka", x: "Laporan X", z: "Laporan Z", reportOf: (kind: string, till: string, moment: string) => `${kind} ${till}, ${moment}`, exact: "Pas", by: (name: string) => `oleh ${name}`,
  },
  en: {
    lead: "Each drawer is counted without knowing what should be in it. A variance below zero is missing cash.", till: "Till", every: "All tills", from: "From", to: "To", none: "No shifts here yet", noneHint: "A shift appears once it is opened at a till.", caption: "Shifts", opened: "Opened", closed: "Closed", expected: "Expected", counted: "Counted", variance: "Variance", report: "Report",
    open: "Still open", x: "X report", z: "Z report", reportOf: (kind: string, till: string, moment: string) => `${kind} of ${till}, ${moment}`, exact: "Exact", by: (name: string) => `by ${name}`,
  },
});

export default function Shifts() {
  const t = useText(text);
  const [params, change] = useQueryString();
  const tills = useTills();
  const till = params.get("till") ?? "";
  const day = (name: string) => (isDate(params.get(name)) ? params.get(name)! : "");
  const [from, to] = [day("from"), day("to")];
  const filter = { ...(till && { till_id: Number(till) }), ...(from && { from }), ...(to && { to }) };
  const query = useList(["shifts", filter], (cursor, signal) => shifts.list({ ...filter, cursor, per_page: 50 }, signal), { staleTime: 0 });
  return (
    <Desk page="shifts" lead={t.lead}>
      <div className="office-search">
        <Select className="office-wide" label={t.till} value={till} choices={[{ value: "", label: t.every }, ...(tills.data ?? []).map(({ id, name, outlet }) => ({ value: String(id), label: `${outlet.name} · ${name}` }))]} onChange={(event) => change({ till: event.target.value || "" })} />
        <TextField label={t.from} type="date" max={today()} value={from} onChange={(event) => change({ from: event.target.value || "" })} />
        <TextField label={t.to} type="date" value={to} onChange={(event) => change({ to: event.target.value || "" })} />
      </div>
      <LoadedList query={query} rows={(page) => page.shifts} empty={<div className="card flush"><EmptyState icon={Clock} title={t.none}>{t.noneHint}</EmptyState></div>}>
        {(rows) => (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: "till", title: t.till, bare: true, cell: ({ till_name, outlet_name }) => <span><strong>{till_name}</strong><br /><span className="soft small">{outlet_name}</span></span> },
              { key: "opened", title: t.opened, cell: ({ opened_at, opened_by_name }) => <Moment at={opened_at} by={opened_by_name} /> },
              { key: "closed", title: t.closed, cell: ({ closed_at, closed_by_name }) => (closed_at ? <Moment at={closed_at} by={closed_by_name ?? ""} /> : <Badge tone="information">{t.open}</Badge>) },
              { key: "expected", title: t.expected, numeric: true, cell: ({ expected }) => <Money value={expected} /> },
              { key: "counted", title: t.counted, numeric: true, cell: ({ counted }) => <Money value={counted} /> },
              { key: "variance", title: t.variance, numeric: true, cell: ({ variance }) => <Variance value={variance} /> },
              { key: "report", title: t.report, bare: true, hideTitle: true, numeric: true, cell: (shift) => <ReportLink shift={shift} /> },
            ]}
          />
        )}
      </LoadedList>
    </Desk>
  );
}

function Moment({ at, by }: { at: string; by: string }) {
  const t = useText(text);
  return <span><time dateTime={at}>{formatMoment(at)}</time><br /><span className="soft small">{t.by(by)}</span></span>;
}

/** A difference in words for nothing, in colour for missing cash. */
function Variance({ value }: { value: number | null }) {
  const t = useText(text);
  if (value === 0) return <Badge tone="good">{t.exact}</Badge>;
  return <span className={value !== null && value < 0 ? "short-cash" : undefined}>{value !== null && value > 0 && "+"}<Money value={value} /></span>;
}

function ReportLink({ shift: { id, till_name, opened_at, closed_at, report_url } }: { shift: Shift }) {
  const t = useText(text);
  if (!report_url) return null;
  const kind = closed_at ? t.z : t.x;
  return <Link className="office-link" to={`/desk/shifts/${id}`} aria-label={t.reportOf(kind, till_name, formatMoment(opened_at))}>{kind}</Link>;
}
