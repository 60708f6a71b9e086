import type { Schemas } from "finenice-client";
import { formatDay, formatNumber, formatZonedTime, useText, words } from "../app/language";
import { Dialog } from "../ui/dialog";
import { Money } from "../ui/money";

const text = words({
  id: { title: (receipt: string) => `Nota ${receipt}`, buyer: "Pembeli", time: "Waktu", paid: "Lunas", status: "Keadaan", total: "Jumlah", tax: "PPN di dalamnya", courses: "Kursus yang dibuka" },
  en: { title: (receipt: string) => `Receipt ${receipt}`, buyer: "Buyer", time: "Time", paid: "Paid", status: "Status", total: "Total", tax: "Tax included", courses: "Courses it opened" },
});

/** One sale: its buyer, its goods, its total. */
export default function SaleDialog({ sale, onClose }: { sale: Schemas["SaleWithBuyer"]; onClose: () => void }) {
  const t = useText(text);
  return (
    <Dialog title={t.title(sale.receipt_number)} kind="sheet" onClose={onClose}>
      <div className="stack">
        <dl className="sale-facts">
          <div><dt>{t.buyer}</dt><dd>{sale.buyer_name}</dd></div>
          <div><dt>{t.time}</dt><dd>{formatDay(sale.created_at)} {formatZonedTime(sale.created_at)}</dd></div>
          <div><dt>{t.status}</dt><dd>{t.paid}</dd></div>
        </dl>
        <ul className="sale-items">
          {sale.items.map(({ product_id, name, qty, price, subtotal }) => (
            <li key={product_id} className="row between">
              <span className="grow"><span className="sale-item-name">{name}</span><span className="soft small">{formatNumber(qty)} × <Money value={price} /></span></span>
              <Money value={subtotal} />
            </li>
          ))}
        </ul>
        <div className="sale-total row between"><span>{t.total}</span><Money value={sale.total} /></div>
        {sale.tax > 0 && <div className="row between soft small"><span>{t.tax}</span><Money value={sale.tax} /></div>}
        {sale.courses.length > 0 && <p className="soft small">{t.courses}: {sale.courses.map(({ title }) => title).join(", ")}</p>}
      </div>
    </Dialog>
  );
}
