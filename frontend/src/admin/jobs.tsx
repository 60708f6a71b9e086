import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoment, formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { EmptyState, LoadedList } from "../ui/feedback";
import { RefreshCw, Settings } from "../ui/icons";
import { Table } from "../ui/table";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import { jobNames } from "./names";
import { Admin, StateBadge, useStateNames } from "./admin";

const text = words({
  id: { state: "Keadaan", all: "Semua", caption: "Pekerjaan latar", kind: "Jenis", created: "Dibuat", finished: "Selesai", rows: "Baris", attempts: "Percobaan", error: "Sebab", retry: "Coba lagi", retried: "Pekerjaan masuk antrean lagi.", none: "Tidak ada pekerjaan di sini", noneHint: "Impor, email dan pembersihan berjalan sebagai pekerjaan latar." },
  en: { state: "State", all: "All", caption: "Background jobs", kind: "Kind", created: "Created", finished: "Finished", rows: "Rows", attempts: "Attempts", error: "Reason", retry: "Try again", retried: "The job is in the queue again.", none: "No jobs here", noneHint: "Imports, e-mails and clean-ups run as background jobs." },
});

const STATES = ["queued", "running", "failed", "done"] as const;

export default function Jobs() {
  const t = useText(text);
  const names = useStateNames();
  const kinds = useText(jobNames);
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const state = STATES.find((each) => each === params.get("state")) ?? "";
  const jobs = useList(["jobs", state], (cursor) => api.request<Schemas["Jobs"]>("GET", "/api/jobs", { query: { ...(state && { state }), cursor, per_page: 50 } }));
  const retry = useMutation({
    mutationFn: async (job: Schemas["Job"]) => api.request("POST", `/api/jobs/${job.id}/retry`),
    onSuccess: async () => {
      toast.done(t.retried);
      await client.invalidateQueries({ queryKey: ["jobs"] });
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  return (
    <Admin
      page="jobs"
      actions={<Segments label={t.state} value={state} onChange={(next) => setParams(next ? { state: next } : {}, { replace: true })} choices={[{ value: "", label: t.all }, ...STATES.map((value) => ({ value, label: names[value] }))]} />}
    >
      <LoadedList query={jobs} rows={(page) => page.jobs} empty={<EmptyState icon={Settings} title={t.none}>{t.noneHint}</EmptyState>}>
        {(rows) => (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: "kind", title: t.kind, bare: true, cell: ({ id, kind }) => <span><strong>{kinds[kind] ?? kind}</strong> <span className="soft small">{id}</span></span> },
              { key: "state", title: t.state, cell: (job) => <StateBadge state={job.state} /> },
              { key: "created", title: t.created, cell: ({ created_at }) => formatMoment(created_at) },
              { key: "finished", title: t.finished, cell: ({ finished_at }) => (finished_at ? formatMoment(finished_at) : "–") },
              { key: "rows", title: t.rows, numeric: true, cell: ({ rows_done, rows_total }) => (rows_total === null ? "–" : `${formatNumber(rows_done)} / ${formatNumber(rows_total)}`) },
              { key: "attempts", title: t.attempts, numeric: true, cell: ({ attempts }) => attempts },
              { key: "error", title: t.error, cell: ({ error }) => error && <span className="soft small">{error}</span> },
              { key: "retry", title: t.retry, hideTitle: true, bare: true, numeric: true, cell: (job) => job.state === "failed" && <Button icon={RefreshCw} busy={retry.isPending && retry.variables.id === job.id} onClick={() => retry.mutate(job)}>{t.retry}</Button> },
            ]}
          />
        )}
      </LoadedList>
    </Admin>
  );
}
