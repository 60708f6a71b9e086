import type { Schemas } from "finenice-client";
import { formatDay, useText, words } from "../app/language";
import { formatQuantity } from "../app/measure";
import { Button } from "../ui/button";
import { Printer } from "../ui/icons";
import { Money } from "../ui/money";
import { methods } from "./payments";
import { usePrint } from "./print";
import "./receipt.css";

const text = words({
  id: { title: "Dikembalikan", goods: (count: string, name: string) => `${count} × ${name}`, left: "Sisa setelah pengembalian", print: "Cetak nota pengembalian", returned: (count: string) => `${count} dikembalikan` },
  en: { title: "Given back", goods: (count: string, name: string) => `${count} × ${name}`, left: "Left after refunds", print: "Print refund receipt", returned: (count: string) => `${count} returned` },
});

/** What was given back of a sale: when, how, why, which goods, how much. */
export function Refunds({ sale }: { sale: Schemas["SaleWithBuyer"] }) {
  const t = useText(text);
  const method = useText(methods);
  const print = usePrint(sale);
  if (!sale.refunds.length) return null;
  return (
    <section className="refunds">
      <h2>{t.title}</h2>
      <ul className="receipt-lines">
        {sale.refunds.map(({ id, created_at, reason, items, amount }) => (
          <li key={id}>
            <div>
              <p>{reason}</p>
              <p className="soft small">{[formatDay(created_at), ...sale.payments.filter(({ refund_id }) => refund_id === id).map((payment) => method[payment.method]), ...items.filter(({ qty }) => qty > 0).map(({ qty, measure, name }) => t.goods(formatQuantity(qty, measure), name))].join(" · ")}</p>
            </div>
            <Money value={-amount} />
            <div className="refund-print no-print"><Button look="quiet" icon={Printer} busy={print.isPending && print.variables === id} onClick={() => print.mutate(id)}>{t.print}</Button></div>
          </li>
        ))}
      </ul>
      <div className="row between refunds-left"><span>{t.left}</span><Money value={sale.total - sale.refunded} /></div>
    </section>
  );
}

/** How many of a line came back. */
export function Returned({ line: { measure, refunded_qty } }: { line: Pick<Schemas["Line"], "measure" | "refunded_qty"> }) {
  const t = useText(text);
  return refunded_qty > 0 && <span className="soft small">{t.returned(formatQuantity(refunded_qty, measure))}</span>;
}
