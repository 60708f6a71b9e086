import type { Schemas } from "finenice-client";
import { Link } from "react-router";
import { api } from "../app/api";
import { formatDay, formatNumber, formatZonedTime, useText, words } from "../app/language";
import { formatQuantity } from "../app/measure";
import { useList } from "../app/queries";
import { useTitle } from "../app/title";
import { ButtonLink } from "../ui/button";
import { EmptyState, LoadedList } from "../ui/feedback";
import { ChevronRight, Receipt } from "../ui/icons";
import "./receipt.css";
import { NetTotal, numberOf, UnusualState } from "./state";

type Sale = Schemas["SaleWithBuyer"];

const text = words({
  id: { title: "Pesanan", empty: "Belum ada pesanan", emptyHint: "Yang Anda beli tercatat di sini, lengkap dengan struknya.", browse: "Lihat produk", more: (count: number) => `, +${formatNumber(count)} lagi` },
  en: { title: "Orders", empty: "No orders yet", emptyHint: "What you buy is kept here, with its receipt.", browse: "See products", more: (count: number) => `, +${formatNumber(count)} more` },
});

const MOST_NAMED = 2;

/** Group rows that follow each other on one day. */
function byDay(sales: readonly Sale[]): { day: string; sales: Sale[] }[] {
  const days: { day: string; sales: Sale[] }[] = [];
  for (const sale of sales) {
    const day = formatDay(sale.created_at);
    if (days.at(-1)?.day !== day) days.push({ day, sales: [] });
    days.at(-1)!.sales.push(sale);
  }
  return days;
}

export default function Orders() {
  const t = useText(text);
  useTitle(t.title);
  const orders = useList(["orders"], (cursor, signal) => api.transactions.list({ scope: "own", per_page: 30, cursor }, { signal }));
  return (
    <>
      <div className="page-head"><h1>{t.title}</h1></div>
      <LoadedList
        query={orders}
        rows={(page) => page.transactions}
        empty={<EmptyState icon={Receipt} title={t.empty} action={<ButtonLink look="primary" to="/">{t.browse}</ButtonLink>}>{t.emptyHint}</EmptyState>}
      >
        {(rows) => byDay(rows).map(({ day, sales }) => (
          <section key={day}>
            <h2 className="order-day">{day}</h2>
            <ul className="list">{sales.map((sale) => <Row key={sale.id} sale={sale} />)}</ul>
          </section>
        ))}
      </LoadedList>
    </>
  );
}

function Row({ sale }: { sale: Sale }) {
  const { id, items, receipt_number, created_at, total, refunded } = sale;
  const t = useText(text);
  const names = items.slice(0, MOST_NAMED).map(({ name, qty, measure }) => (qty > 1 ? `${name} × ${formatQuantity(qty, measure)}` : name)).join(", ");
  return (
    <li>
      <Link className="list-row order-row" to={`/orders/${id}`}>
        <span className="grow stack tight">
          <span className="order-names">{names}{items.length > MOST_NAMED && t.more(items.length - MOST_NAMED)}</span>
          <span className="order-facts"><time dateTime={created_at}>{formatZonedTime(created_at)}</time><span>{numberOf({ id, receipt_number })}</span><UnusualState order={sale} /></span>
        </span>
        <span className="order-sum"><strong><NetTotal total={total} refunded={refunded} /></strong><ChevronRight size={18} className="soft" aria-hidden /></span>
      </Link>
    </li>
  );
}
