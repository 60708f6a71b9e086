import { formatNumber, useText, words } from "../app/language";
import { PageTabs } from "../ui/tabs";
import { useToDoCount } from "./data";

const text = words({
  id: { label: "Halaman penjualan", sales: "Penjualan", incoming: "Uang masuk", accounts: "Rekening" },
  en: { label: "Pages about sales", sales: "Sales", incoming: "Incoming money", accounts: "Accounts" },
});
const POLL_MS = 30_000;

/** The pages about sales, and how many payments wait for the seller. */
export function SalesTabs() {
  const t = useText(text);
  const count = useToDoCount(POLL_MS);
  return (
    <PageTabs
      label={t.label}
      tabs={[
        { to: "/sales", label: t.sales, end: true },
        { to: "/sales/payments", label: count ? `${t.incoming} · ${formatNumber(count)}` : t.incoming, end: true },
        { to: "/sales/payments/accounts", label: t.accounts },
      ]}
    />
  );
}
