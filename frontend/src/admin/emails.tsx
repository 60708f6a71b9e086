import type { Schemas } from "finenice-client";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoment, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { EmptyState, LoadedList } from "../ui/feedback";
import { Mail } from "../ui/icons";
import { Table } from "../ui/table";
import { Segments } from "../ui/tabs";
import { emailNames } from "./names";
import { Admin, StateBadge, useStateNames } from "./admin";

const text = words({
  id: { state: "Keadaan", all: "Semua", caption: "Email", to: "Kepada", template: "Tentang", created: "Dibuat", sent: "Terkirim", attempts: "Percobaan", error: "Sebab", none: "Belum ada email di sini", noneHint: "Struk, tautan dan pemberitahuan yang dikirim toko muncul di sini." },
  en: { state: "State", all: "All", caption: "E-mails", to: "To", template: "About", created: "Created", sent: "Sent", attempts: "Attempts", error: "Reason", none: "No e-mails here yet", noneHint: "Receipts, links and notifications that the shop sends appear here." },
});

const STATES = ["waiting", "sent", "given_up"] as const;

export default function Emails() {
  const t = useText(text);
  const names = useStateNames();
  const subjects = useText(emailNames);
  const [params, setParams] = useSearchParams();
  const state = STATES.find((each) => each === params.get("state")) ?? "";
  const emails = useList(["emails", state], (cursor) => api.request<Schemas["Emails"]>("GET", "/api/emails", { query: { ...(state && { state }), cursor, per_page: 50 } }));
  return (
    <Admin
      page="emails"
      actions={<Segments label={t.state} value={state} onChange={(next) => setParams(next ? { state: next } : {}, { replace: true })} choices={[{ value: "", label: t.all }, ...STATES.map((value) => ({ value, label: names[value] }))]} />}
    >
      <LoadedList query={emails} rows={(page) => page.emails} empty={<EmptyState icon={Mail} title={t.none}>{t.noneHint}</EmptyState>}>
        {(rows) => (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: "to", title: t.to, bare: true, cell: ({ recipient }) => <strong>{recipient}</strong> },
              { key: "template", title: t.template, cell: ({ template }) => subjects[template] ?? template },
              { key: "state", title: t.state, cell: (email) => <StateBadge state={email.state} /> },
              { key: "created", title: t.created, cell: ({ created_at }) => formatMoment(created_at) },
              { key: "sent", title: t.sent, cell: ({ sent_at }) => (sent_at ? formatMoment(sent_at) : "–") },
              { key: "attempts", title: t.attempts, numeric: true, cell: ({ attempts }) => attempts },
              { key: "error", title: t.error, cell: ({ error }) => error && <span className="soft small">{error}</span> },
            ]}
          />
        )}
      </LoadedList>
    </Admin>
  );
}
