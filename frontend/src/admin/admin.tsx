/** What all pages of the admin share: the tabs, names of states and kinds. */
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import type { ReactNode } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { useTitle } from "../app/title";
import { Badge } from "../ui/feedback";
import { PageTabs } from "../ui/tabs";
import "./admin.css";

const text = words({
  id: {
    title: "Kelola", overview: "Ringkasan", people: "Pengguna", roleRequests: "Permintaan peran", audit: "Catatan audit", emails: "Email", jobs: "Pekerjaan", backups: "Cadangan", imports: "Impor", shop: "Toko",
  },
  en: {
    title: "Manage", overview: "Overview", people: "People", roleRequests: "Role requests", audit: "Audit log", emails: "E-mails", jobs: "Jobs", backups: "Backups", imports: "Imports", shop: "Shop",
  },
});

const stateText = words({
  id: {
    queued: "Menunggu", running: "Berjalan", done: "Selesai", failed: "Gagal", waiting: "Menunggu", sent: "Terkirim", given_up: "Tidak terkirim", pending: "Menunggu",
    granted: "Diberikan", denied: "Ditolak", withdrawn: "Ditarik",
  },
  en: {
    queued: "Waiting", running: "Running", done: "Done", failed: "Failed", waiting: "Waiting", sent: "Sent", given_up: "Not sent", pending: "Pending",
    granted: "Granted", denied: "Denied", withdrawn: "Withdrawn",
  },
});

export type AdminPage = Exclude<keyof (typeof text)["id"], "title">;
export type State = keyof (typeof stateText)["id"];
const TONES: Partial<Record<State, "good" | "warning" | "danger" | "information">> = {
  done: "good", sent: "good", granted: "good", failed: "danger", given_up: "danger", denied: "danger", running: "information", pending: "warning",
};

/** The frame of an admin's page. */
export function Admin({ page, actions, children }: { page: AdminPage; actions?: ReactNode; children: ReactNode }) {
  const t = useText(text);
  useTitle(t[page]);
  return (
    <>
      <PageTabs
        label={t.title}
        tabs={[
          { to: "/admin", label: t.overview, end: true },
          { to: "/admin/people", label: t.people },
          { to: "/admin/role-requests", label: t.roleRequests },
          { to: "/admin/audit", label: t.audit },
          { to: "/admin/emails", label: t.emails },
          { to: "/admin/jobs", label: t.jobs },
          { to: "/admin/backups", label: t.backups },
          { to: "/admin/imports", label: t.imports },
          { to: "/admin/shop", label: t.shop },
        ]}
      />
      <div className="page-head">
        <h1>{t[page]}</h1>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </>
  );
}

export function useStateNames() {
  return useText(stateText);
}

export function StateBadge({ state }: { state: State }) {
  const names = useStateNames();
  return <Badge tone={TONES[state] ?? "neutral"}>{names[state]}</Badge>;
}

/** What happens on the platform; the overview and the tabs read it. */
export function usePlatform(days: number) {
  return useQuery({ queryKey: ["platform", days], queryFn: () => api.request<Schemas["PlatformOverview"]>("GET", "/api/platform", { query: { days } }) });
}
