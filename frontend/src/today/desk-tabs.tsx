import { useText, words } from "../app/language";
import { PageTabs } from "../ui/tabs";

const text = words({
  id: { label: "Ringkasan penjual", today: "Ringkasan", reorder: "Pesan lagi" },
  en: { label: "The seller's desk", today: "Summary", reorder: "Reorder" },
});

export function DeskTabs() {
  const t = useText(text);
  return <PageTabs label={t.label} tabs={[{ to: "/today", label: t.today, end: true }, { to: "/today/reorder", label: t.reorder }]} />;
}
