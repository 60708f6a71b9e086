import { useText, words } from "../app/language";
import { Badge } from "../ui/feedback";
import type { ProductForecast } from "./report";

const text = words({
  id: { out: "Habis", now: "Pesan sekarang", soon: "Pesan segera", enough: "Cukup", none: "Jarang laku", unknown: "Belum ada perkiraan" },
  en: { out: "Sold out", now: "Order now", soon: "Order soon", enough: "Enough", none: "Rarely sold", unknown: "No forecast yet" },
});

const TONES = { out: "danger", now: "danger", soon: "warning", enough: "good", none: "neutral" } as const;

export const urgencyTone = (urgency: ProductForecast["urgency"]) => (urgency ? TONES[urgency] : "neutral");

export function UrgencyBadge({ urgency }: { urgency: ProductForecast["urgency"] }) {
  const t = useText(text);
  return <Badge tone={urgencyTone(urgency)}>{t[urgency ?? "unknown"]}</Badge>;
}
