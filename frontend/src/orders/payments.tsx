import type { Schemas } from "finenice-client";
import { Fragment, type ReactNode } from "react";
import { useText, words } from "../app/language";
import { Money } from "../ui/money";

export const methods = words({
  id: { cash: "Tunai", transfer: "Transfer", qris: "QRIS", card: "Kartu", ewallet: "Dompet digital", credit: "Kasbon" },
  en: { cash: "Cash", transfer: "Transfer", qris: "QRIS", card: "Card", ewallet: "E-wallet", credit: "On credit" },
});
const text = words({
  id: { paid: "Dibayar", change: "Kembali", givenBack: "Dikembalikan" },
  en: { paid: "Paid", change: "Change", givenBack: "Given back" },
});

/** How a sale was paid. Refunds are listed by themselves. */
export function Payments({ payments }: Pick<Schemas["SaleWithBuyer"], "payments">) {
  const t = useText(text);
  const method = useText(methods);
  return payments.filter(({ refund_id }) => refund_id === null).map(({ id, method: by, amount, tendered, change }) => (
    <Fragment key={id}>
      <TotalRow look="soft" label={`${amount < 0 ? t.givenBack : t.paid}, ${method[by]}`} value={tendered ?? amount} />
      {change > 0 && <TotalRow look="soft" label={t.change} value={change} />}
    </Fragment>
  ));
}

export function TotalRow({ look, label, value }: { look: "soft" | "sum"; label: ReactNode; value: number }) {
  return <div className={`row between ${look}`}><dt>{label}</dt><dd><Money value={value} /></dd></div>;
}
