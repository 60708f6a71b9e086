import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatDay, formatMoment, formatShare, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { save } from "../ui/download";
import { Select, TextField } from "../ui/fields";
import { Badge, EmptyState, LoadedList, Progress } from "../ui/feedback";
import { Download, SearchX, Users } from "../ui/icons";
import { Table } from "../ui/table";
import { toast } from "../ui/toast";
import { CoursePage } from "./course-page";
import { useCourseId } from "./draft";
import { LearnerSheet } from "./learner/learner-sheet";
import { learnerText, STATE_TONES, STATES } from "./learner/text";
import { authoringText } from "./text";

const text = words({
  id: {
    table: "Peserta kursus", name: "Nama", state: "Keadaan", all: "Semua", progress: "Kemajuan", active: "Terakhir belajar", enrolled: "Mendaftar", search: "Cari nama",
    inactive: "Tidak belajar selama", anyTime: "Kapan saja", days: (count: number) => `${count} hari atau lebih`, empty: "Belum ada peserta", emptyHint: "Bagikan halaman kursusnya; yang mendaftar muncul di sini.",
    nothing: "Tidak ada peserta yang cocok", clear: "Hapus saringan", never: "Belum pernah", open: (name: string) => `Buka kemajuan ${name}`, percent: (name: string) => `Kemajuan ${name}`,
  },
  en: {
    table: "Learners of the course", name: "Name", state: "State", all: "All", progress: "Progress", active: "Last active", enrolled: "Enrolled", search: "Search for a name",
    inactive: "Inactive for", anyTime: "Any time", days: (count: number) => `${count} days or more`, empty: "No learners yet", emptyHint: "Share the course page; those who enrol appear here.",
    nothing: "No learners match", clear: "Clear filters", never: "Never", open: (name: string) => `Open the progress of ${name}`, percent: (name: string) => `Progress of ${name}`,
  },
});

type Learner = Schemas["LearnerProgress"];
type Report = Schemas["UserProgressReport"];
const PERIODS = [7, 14, 30, 90];
const TYPING_MS = 250;

export default function Learners() {
  const courseId = useCourseId();
  return <CoursePage courseId={courseId} tab="learners">{() => <List courseId={courseId} />}</CoursePage>;
}

function List({ courseId }: { courseId: number }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const labels = useText(learnerText);
  const [params, setParams] = useSearchParams();
  const value = (name: string) => params.get(name) ?? "";
  const change = (next: Record<string, string>, replace = true) => {
    const all = { ...Object.fromEntries(params), ...next };
    setParams(Object.fromEntries(Object.entries(all).filter(([, given]) => given)), { replace, preventScrollReset: true });
  };
  const state = STATES.find((each) => each === value("state"));
  const inactive = /^\d{1,4}$/.test(value("inactive")) ? Number(value("inactive")) : undefined;
  const name = value("name");
  const wanted = { course_id: courseId, ...(state && { state }), ...(inactive !== undefined && { inactive_days: inactive }), ...(name && { name }) };
  const learners = useList(["learners", wanted], (cursor, signal) => api.request<Report>("GET", "/api/analytics/user-progress", { query: { ...wanted, per_page: 50, cursor }, options: { signal } }));
  const download = useMutation({
    mutationFn: async () => api.request<string>("GET", "/api/analytics/user-progress", { query: { ...wanted, format: "csv" } }),
    onSuccess: (csv) => save(`course-${courseId}-learners.csv`, csv),
    onError: (error) => toast.failed(sentence(error)),
  });
  const filtered = Boolean(state || inactive !== undefined || name);
  const opened = Number(value("learner")) || null;
  const open = (id: number) => change({ learner: String(id) }, false);
  return (
    <>
      <div className="toolbar">
        <NameSearch key={name === "" ? "empty" : "filled"} label={t.search} name={name} onSearch={(next) => change({ name: next })} />
        <Select label={t.state} value={state ?? ""} onChange={(event) => change({ state: event.target.value })} choices={[{ value: "", label: t.all }, ...STATES.map((each) => ({ value: each, label: labels.states[each] }))]} />
        <Select label={t.inactive} value={inactive === undefined ? "" : String(inactive)} onChange={(event) => change({ inactive: event.target.value })} choices={[{ value: "", label: t.anyTime }, ...PERIODS.map((days) => ({ value: String(days), label: t.days(days) }))]} />
        <Button icon={Download} busy={download.isPending} onClick={() => download.mutate()}>{shared.csv}</Button>
      </div>
      <LoadedList
        query={learners}
        rows={(page) => page.learners}
        empty={
          filtered ? <EmptyState icon={SearchX} title={t.nothing} action={<Button onClick={() => setParams({})}>{t.clear}</Button>} /> : <EmptyState icon={Users} title={t.empty}>{t.emptyHint}</EmptyState>
        }
      >
        {(rows) => (
          <>
            <Table<Learner>
              caption={t.table}
              rows={rows}
              rowKey={(row) => row.user_id}
              columns={[
                { key: "name", title: t.name, bare: true, cell: (row) => <button type="button" className="author-link" aria-label={t.open(row.name)} onClick={() => open(row.user_id)}>{row.name}</button> },
                { key: "state", title: t.state, cell: (row) => <Badge tone={STATE_TONES[row.state]}>{labels.states[row.state]}</Badge> },
                { key: "percent", title: t.progress, width: "200px", cell: (row) => <span className="percent"><Progress value={row.percent} label={t.percent(row.name)} /><span className="numeric">{formatShare(row.percent / 100, 0)}</span></span> },
                { key: "active", title: t.active, cell: (row) => (row.active_at ? formatMoment(row.active_at) : t.never) },
                { key: "enrolled", title: t.enrolled, cell: (row) => formatDay(row.enrolled_at) },
              ]}
            />
            {opened !== null && <Opened courseId={courseId} learner={rows.find((row) => row.user_id === opened)} onClose={() => change({ learner: "" })} />}
          </>
        )}
      </LoadedList>
    </>
  );
}

function Opened({ courseId, learner, onClose }: { courseId: number; learner: Learner | undefined; onClose: () => void }) {
  return learner ? <LearnerSheet courseId={courseId} learner={learner} onClose={onClose} /> : null;
}

function NameSearch({ label, name, onSearch }: { label: string; name: string; onSearch: (name: string) => void }) {
  const [typed, setTyped] = useState(name);
  useEffect(() => {
    if (typed.trim() === name) return;
    const timer = setTimeout(() => onSearch(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return <TextField label={label} type="search" maxLength={150} value={typed} onChange={(event) => setTyped(event.target.value)} />;
}
