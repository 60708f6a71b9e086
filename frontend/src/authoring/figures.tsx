import { useMutation, useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { formatDay, formatMoment, formatMonth, formatNumber, formatShare, useLanguage, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Chart, Figure } from "../ui/charts";
import { save } from "../ui/download";
import { Alert, EmptyState, Loaded, Skeleton } from "../ui/feedback";
import { BarChart3, Download } from "../ui/icons";
import { Menu } from "../ui/menu";
import { Table } from "../ui/table";
import { toast } from "../ui/toast";
import { CoursePage } from "./course-page";
import { useCourseId } from "./draft";

const text = words({
  id: {
    learners: "Peserta", completed: "Selesai", median: "Kemajuan median", active7: "Aktif 7 hari", active30: (count: string) => `${count} dalam 30 hari`, time: "Waktu median", rate: "Tingkat selesai", between: (low: string, high: string) => `antara ${low} dan ${high}`,
    days: (days: number) => `median ${days} hari`, inProgress: (count: string) => `${count} sedang belajar`, left: (count: string) => `${count} keluar`, minutes: (count: string) => `${count} menit`, mean: (value: string) => `rata-rata ${value}`,
    charts: "Grafik", buckets: "Peserta menurut kemajuan (%)", people: "Peserta", daily: "Yang belajar per hari", contents: "Materi", content: "Materi", started: "Memulai", satisfied: "Memenuhi", dropOff: "Berhenti", meanTime: "Rata-rata waktu",
    months: "Tingkat selesai menurut bulan mendaftar", month: "Bulan", cohorts: "Kohor", cohortsHint: "Bagian yang belajar pada tiap minggu sejak mendaftar.", size: "Jumlah", within: (days: number) => `Selesai ${days} hari`, week: (week: number) => `M${week}`,
    weekLong: (week: number) => `Minggu ke-${week}`, hidden: "Angka kursus ini disembunyikan karena pesertanya kurang dari 5 orang, agar tidak mengungkap orang per orang.", partly: "Tanda – berarti belum ada, atau disembunyikan agar tidak mengungkap kurang dari 5 orang.",
    empty: "Belum ada angka", emptyHint: "Angka muncul setelah ada yang mendaftar.", definitions: "Arti angka-angka ini", download: "Unduh", asOf: (moment: string) => `Keadaan ${moment}`, xapi: "Pernyataan xAPI (JSON)",
    reports: { "course-progress": "Kemajuan (CSV)", "course-engagement": "Keaktifan (CSV)", "completion-rates": "Tingkat selesai (CSV)", cohorts: "Kohor (CSV)" },
  },
  en: {
    learners: "Learners", completed: "Completed", median: "Median progress", active7: "Active in 7 days", active30: (count: string) => `${count} in 30 days`, time: "Median time", rate: "Completion rate", between: (low: string, high: string) => `between ${low} and ${high}`,
    days: (days: number) => `median ${days} days`, inProgress: (count: string) => `${count} learning`, left: (count: string) => `${count} left`, minutes: (count: string) => `${count} min`, mean: (value: string) => `mean ${value}`,
    charts: "Charts", buckets: "Learners by progress (%)", people: "Learners", daily: "Learners active by day", contents: "Contents", content: "Content", started: "Started", satisfied: "Satisfied", dropOff: "Drop-off", meanTime: "Mean time",
    months: "Completion rate by month of enrolment", month: "Month", cohorts: "Cohorts", cohortsHint: "The share that was active in each week since the enrolment.", size: "Size", within: (days: number) => `Done in ${days} d`, week: (week: number) => `W${week}`,
    weekLong: (week: number) => `Week ${week}`, hidden: "The figures of this course are hidden because it has fewer than 5 learners, so as not to reveal individuals.", partly: "A – means that there is none yet, or that it is hidden so as not to reveal fewer than 5 people.",
    empty: "No figures yet", emptyHint: "Figures appear once somebody enrols.", definitions: "What these figures mean", download: "Download", asOf: (moment: string) => `As of ${moment}`, xapi: "xAPI statements (JSON)",
    reports: { "course-progress": "Progress (CSV)", "course-engagement": "Engagement (CSV)", "completion-rates": "Completion rates (CSV)", cohorts: "Cohorts (CSV)" },
  },
});

const count = (value: number | null | undefined) => (value === null || value === undefined ? "–" : formatNumber(value, 1));
const share = (value: number | null | undefined) => (value === null || value === undefined ? "–" : formatShare(value, 0));
const REPORTS = ["course-progress", "course-engagement", "completion-rates", "cohorts"] as const;
const WINDOWS = [7, 30, 90] as const;

export default function Figures() {
  const courseId = useCourseId();
  return <CoursePage courseId={courseId} tab="figures" action={() => <Downloads courseId={courseId} />}>{() => <Body courseId={courseId} />}</CoursePage>;
}

function Downloads({ courseId }: { courseId: number }) {
  const t = useText(text);
  const download = useMutation({
    mutationFn: async (name: (typeof REPORTS)[number] | "xapi") => {
      if (name === "xapi") return save(`course-${courseId}-statements.json`, JSON.stringify(await api.request("GET", `/api/courses/${courseId}/statements`)), "application/json");
      const by = name === "completion-rates" ? { by: "month" } : {};
      save(`course-${courseId}-${name}.csv`, await api.request<string>("GET", `/api/analytics/${name}`, { query: { course_id: courseId, format: "csv", ...by } }));
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  return (
    <Menu label={t.download} actions={[...REPORTS.map((name) => ({ label: t.reports[name], run: () => download.mutate(name) })), { label: t.xapi, run: () => download.mutate("xapi") }]}>
      <Download size={18} aria-hidden />{t.download}
    </Menu>
  );
}

function useFigures(courseId: number) {
  const language = useLanguage();
  return useQuery({
    queryKey: ["course-figures", courseId, language],
    queryFn: async ({ signal }) => {
      const query = { course_id: courseId };
      const [progress, engagement, rates, cohorts] = await Promise.all([
        api.analytics.listCourseProgress(query, { signal }), api.analytics.listCourseEngagement(query, { signal }),
        api.analytics.listCompletionRates({ ...query, by: "month" }, { signal }), api.analytics.showCohorts(query, { signal }),
      ]);
      return {
        progress: progress.courses[0]!, engagement: engagement.courses[0]!, rates: rates.courses[0]!, cohorts: cohorts.cohorts, hidden: progress.courses[0]!.hidden, asOf: progress.as_of,
        definitions: { ...progress.definitions, ...engagement.definitions, ...rates.definitions, ...cohorts.definitions },
      };
    },
  });
}

type All = NonNullable<ReturnType<typeof useFigures>["data"]>;

function Body({ courseId }: { courseId: number }) {
  const t = useText(text);
  const figures = useFigures(courseId);
  return (
    <Loaded query={figures} skeleton={<Skeleton lines={4} height={90} />}>
      {(all) => {
        if (all.hidden) return <Alert><p>{t.hidden}</p></Alert>;
        if (all.progress.learners === 0) return <EmptyState icon={BarChart3} title={t.empty}>{t.emptyHint}</EmptyState>;
        return (
          <div className="stack loose">
            <Headlines all={all} />
            <Charts all={all} />
            {all.engagement.contents && all.engagement.contents.length > 0 && <Contents contents={all.engagement.contents} />}
            {all.cohorts.length > 0 && <Cohorts cohorts={all.cohorts} />}
            <p className="soft small">{t.asOf(formatMoment(all.asOf))}. {t.partly}</p>
            <Definitions all={all} />
          </div>
        );
      }}
    </Loaded>
  );
}

function Headlines({ all: { progress, engagement, rates } }: { all: All }) {
  const t = useText(text);
  const minutes = (seconds: number | null | undefined) => (seconds === null || seconds === undefined ? "–" : t.minutes(formatNumber(seconds / 60, 1)));
  return (
    <div className="figures">
      <Figure name={t.learners} value={count(progress.learners)}>{t.inProgress(count(progress.in_progress))}</Figure>
      <Figure name={t.completed} value={count(progress.completed)}>{t.left(count(progress.left))}</Figure>
      <Figure name={t.rate} value={share(rates.rate)}>{rates.rate_low === null ? null : t.between(share(rates.rate_low), share(rates.rate_high))}</Figure>
      <Figure name={t.median} value={progress.median_percent === null ? "–" : share(progress.median_percent / 100)}>{t.mean(progress.mean_percent === null ? "–" : formatShare(progress.mean_percent / 100))}</Figure>
      <Figure name={t.active7} value={count(engagement.active_7_days)}>{t.active30(count(engagement.active_30_days))}</Figure>
      <Figure name={t.time} value={minutes(engagement.median_seconds)}>{t.mean(minutes(engagement.mean_seconds))}</Figure>
    </div>
  );
}

function Charts({ all: { progress, engagement, rates } }: { all: All }) {
  const t = useText(text);
  return (
    <section className="charts" aria-label={t.charts}>
      <h2 className="visually-hidden">{t.charts}</h2>
      <div className="card">
        <Chart kind="bars" title={t.buckets} unit={t.people} format={(value) => formatNumber(value)} points={Object.entries(progress.buckets).sort(([one], [other]) => parseInt(one, 10) - parseInt(other, 10)).map(([range, value]) => ({ label: range.replace(/[_-]/, "–"), value }))} />
      </div>
      {engagement.days && (
        <div className="card">
          <Chart title={t.daily} unit={t.people} format={(value) => formatNumber(value)} points={engagement.days.map(({ day, active }) => ({ label: formatDay(day), value: active }))} />
        </div>
      )}
      {rates.months && rates.months.length > 0 && (
        <div className="card">
          <Chart
            kind="bars"
            title={t.months}
            unit={t.rate}
            format={(value) => formatShare(value / 100, 0)}
            points={rates.months.map(({ month, rate, rate_low, rate_high }) => ({ label: formatMonth(`${month}-01`), value: percent(rate), low: percent(rate_low), high: percent(rate_high) }))}
          />
        </div>
      )}
    </section>
  );
}

const percent = (rate: number | null) => (rate === null ? null : rate * 100);

function Contents({ contents }: { contents: readonly Schemas["ContentEngagement"][] }) {
  const t = useText(text);
  return (
    <section className="stack">
      <h2>{t.contents}</h2>
      <Table
        caption={t.contents}
        rows={contents}
        rowKey={(row) => row.content_id}
        columns={[
          { key: "title", title: t.content, bare: true, cell: (row) => <strong>{row.place}. {row.title}</strong> },
          { key: "started", title: t.started, numeric: true, cell: (row) => count(row.started) },
          { key: "satisfied", title: t.satisfied, numeric: true, cell: (row) => count(row.satisfied) },
          { key: "drop", title: t.dropOff, numeric: true, cell: (row) => share(row.drop_off) },
          { key: "time", title: t.meanTime, numeric: true, cell: (row) => (row.mean_seconds === null ? "–" : t.minutes(formatNumber(row.mean_seconds / 60, 1))) },
        ]}
      />
    </section>
  );
}

function Cohorts({ cohorts }: { cohorts: readonly Schemas["Cohort"][] }) {
  const t = useText(text);
  const weeks = cohorts[0]?.retention.map((_, week) => week) ?? [];
  return (
    <section className="stack tight">
      <h2>{t.cohorts}</h2>
      <p className="soft small">{t.cohortsHint}</p>
      <div className="card cohorts" tabIndex={0} role="region" aria-label={t.cohorts}>
        <table>
          <caption className="visually-hidden">{t.cohorts}</caption>
          <thead>
            <tr>
              <th scope="col">{t.month}</th>
              <th scope="col">{t.size}</th>
              {WINDOWS.map((days) => <th key={days} scope="col">{t.within(days)}</th>)}
              {weeks.map((week) => <th key={week} scope="col"><abbr title={t.weekLong(week)}>{t.week(week)}</abbr></th>)}
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <tr key={cohort.month}>
                <th scope="row">{formatMonth(`${cohort.month}-01`)}</th>
                <td>{count(cohort.size)}</td>
                <td>{count(cohort.completed_7_days)}</td>
                <td>{count(cohort.completed_30_days)}</td>
                <td>{count(cohort.completed_90_days)}</td>
                {cohort.retention.map((value, week) => <td key={week} className="share" style={value === null ? undefined : { background: `color-mix(in srgb, var(--accent) ${Math.round(value * 30)}%, transparent)` }}>{share(value)}</td>)}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Definitions({ all }: { all: All }) {
  const t = useText(text);
  const names: [string, string][] = [
    [t.learners, "learners"], [t.completed, "completed"], [t.rate, "rate"], [t.median, "median_percent"], [t.active7, "active_7_days"], [t.time, "median_seconds"],
    [t.started, "started"], [t.satisfied, "satisfied"], [t.dropOff, "drop_off"], [t.cohorts, "retention"],
  ];
  return (
    <details className="fold">
      <summary>{t.definitions}</summary>
      <dl className="definitions">{names.map(([name, key]) => all.definitions[key] && <div key={key}><dt>{name}</dt><dd>{all.definitions[key]}</dd></div>)}</dl>
    </details>
  );
}
