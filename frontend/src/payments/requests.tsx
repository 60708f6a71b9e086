import type { Schemas } from "finenice-client";
import { useText, words } from "../app/language";
import { useRequestsOfOrder } from "./data";
import "./payments.css";
import { RequestRow } from "./request-row";

const text = words({
  id: { title: "Permintaan pembayaran" },
  en: { title: "Payment requests" },
});

/** What was asked for an order. Its buyer sees an open request above, where they pay it; its seller settles it here. */
export default function Requests({ sale, own, onPaid }: { sale: Schemas["SaleWithBuyer"]; own: boolean; onPaid?: () => void }) {
  const t = useText(text);
  // The buyer's page asks for it anyway.
  const { data } = useRequestsOfOrder(sale.id, !own && sale.status === "pending");
  const shown = (data?.payment_requests ?? []).filter(({ state }) => !own || state !== "pending").reverse();
  if (!shown.length) return null;
  return (
    <section className="no-print">
      <h2 className="pay-section">{t.title}</h2>
      <ul className="list">{shown.map((request) => <RequestRow key={request.id} request={request} seller={!own} onPaid={onPaid} />)}</ul>
    </section>
  );
}
