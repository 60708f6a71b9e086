/** The tabs of what developers manage. */
import { useText, words } from "../app/language";
import { useSession } from "../app/session";
import { PageTabs } from "../ui/tabs";

const text = words({
  id: { title: "Data dan API", keys: "Kunci API", webhooks: "Webhook", analysis: "Analisis" },
  en: { title: "Data and API", keys: "API keys", webhooks: "Webhooks", analysis: "Analysis" },
});

export function DeveloperTabs() {
  const t = useText(text);
  const { has } = useSession();
  const keys = has("developer", "admin") && { to: "/developer", label: t.keys, end: true };
  const hooks = has("seller", "developer", "admin") && { to: "/developer/webhooks", label: t.webhooks };
  const tabs = [keys, hooks, { to: "/developer/analysis", label: t.analysis }].filter((tab) => tab !== false);
  return tabs.length > 1 && <PageTabs label={t.title} tabs={tabs} />;
}
