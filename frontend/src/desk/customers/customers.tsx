/** The customers of the seller and what they owe. */
import { useEffect, useState } from "react";
import { formatDay, formatMoney, useText, words } from "../../app/language";
import { useList } from "../../app/queries";
import { today } from "../../today/days";
import { useQueryString } from "../../today/plan";
import { Button } from "../../ui/button";
import { Badge, EmptyState, LoadedList } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { Plus, SearchX, Users } from "../../ui/icons";
import { Money } from "../../ui/money";
import { Table } from "../../ui/table";
import { Segments } from "../../ui/tabs";
import { type Customer, customers } from "../calls";
import { Desk } from "../frame";
import { Account } from "./account";
import { CustomerForm } from "./form";

const text = words({
  id: {
    lead: "Pelanggan yang Anda kenal, dan kasbon mereka. Hanya Anda dan kasir Anda yang melihatnya.", add: "Tambah pelanggan", search: "Cari awal nama atau nomor", which: "Pelanggan", all: "Semua", debt: "Berutang", caption: "Pelanggan", name: "Nama", phone: "Telepon", owes: "Utang", limit: "Batas kasbon", oldest: "Tertua", none: "Belum ada pelanggan", noneHint: "Tambahkan pelanggan untuk menjual dengan kasbon atau mencatat siapa yang membeli.",
    nobody: "Tidak ada yang cocok", nobodyHint: "Coba awal nama atau nomor yang lain.", noDebt: "Tidak ada yang berutang", noDebtHint: "Penjualan dengan kasbon muncul di sini.", due: (day: string) => `jatuh tempo ${day}`, since: (day: string) => `sejak ${day}`, overdue: "Lewat", noCredit: "Tanpa kasbon",
  },
  en: {
    lead: "The customers that you know, and what they owe. You and your tills alone see them.", add: "Add customer", search: "Search the beginning of a name or number", which: "Customers", all: "All", debt: "Who owe", caption: "Customers", name: "Name", phone: "Phone", owes: "Owes", limit: "Credit limit", oldest: "Oldest", none: "No customers yet", noneHint: "Add a customer to sell on credit, or to record who has bought.",
    nobody: "Nobody matches", nobodyHint: "Try another beginning of a name or number.", noDebt: "Nobody owes you anything", noDebtHint: "Sales on credit appear here.", due: (day: string) => `due on ${day}`, since: (day: string) => `since ${day}`, overdue: "Overdue", noCredit: "No credit",
  },
});

const TYPING_MS = 250;

export default function Customers() {
  const t = useText(text);
  const [params, change] = useQueryString();
  const search = params.get("search") ?? "";
  const debt = params.get("debt") === "yes";
  const shown = Number(params.get("customer")) || null;
  const [typed, setTyped] = useState(search);
  const [adding, setAdding] = useState(false);
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => change({ search: typed.trim() || "" }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const query = useList(["customers", search, debt], (cursor, signal) => customers.list({ cursor, per_page: 50, ...(search && { search }), ...(debt && { debt }) }, signal));
  const add = <Button look="primary" icon={Plus} onClick={() => setAdding(true)}>{t.add}</Button>;
  const empty = search ? <EmptyState icon={SearchX} title={t.nobody}>{t.nobodyHint}</EmptyState> : debt ? <EmptyState icon={Users} title={t.noDebt}>{t.noDebtHint}</EmptyState> : <EmptyState icon={Users} title={t.none} action={add}>{t.noneHint}</EmptyState>;
  return (
    <Desk page="customers" lead={t.lead} actions={add}>
      <div className="office-search">
        <TextField className="office-wide" label={t.search} type="search" maxLength={100} value={typed} onChange={(event) => setTyped(event.target.value)} />
        <Segments<"all" | "debt"> label={t.which} value={debt ? "debt" : "all"} onChange={(which) => change({ debt: which === "debt" ? "yes" : "" })} choices={[{ value: "all", label: t.all }, { value: "debt", label: t.debt }]} />
      </div>
      <LoadedList query={query} rows={(page) => page.customers} empty={<div className="card flush">{empty}</div>}>
        {(rows) => <CustomerTable rows={rows} onOpen={(id) => change({ customer: String(id) })} />}
      </LoadedList>
      {adding && <CustomerForm customer={null} onClose={() => setAdding(false)} />}
      {shown !== null && <Account customerId={shown} onClose={() => change({ customer: "" })} />}
    </Desk>
  );
}

function CustomerTable({ rows, onOpen }: { rows: readonly Customer[]; onOpen: (id: number) => void }) {
  const t = useText(text);
  return (
    <Table
      caption={t.caption}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        { key: "name", title: t.name, bare: true, cell: ({ id, name }) => <button type="button" className="office-link" onClick={() => onOpen(id)}>{name}</button> },
        { key: "phone", title: t.phone, cell: ({ phone }) => phone ?? "–" },
        { key: "owes", title: t.owes, numeric: true, cell: ({ balance }) => <Money value={balance} /> },
        { key: "oldest", title: t.oldest, cell: ({ oldest_unpaid: oldest }) => oldest && <span className="row"><span>{oldest.due_on ? t.due(formatDay(oldest.due_on)) : t.since(formatDay(oldest.created_at))}</span>{oldest.due_on && oldest.due_on < today() && <Badge tone="danger">{t.overdue}</Badge>}</span> },
        { key: "limit", title: t.limit, numeric: true, cell: ({ credit_limit }) => (credit_limit ? formatMoney(credit_limit) : <span className="soft">{t.noCredit}</span>) },
      ]}
    />
  );
}
