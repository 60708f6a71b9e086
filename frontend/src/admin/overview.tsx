import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatDay, formatMoney, formatNumber, useText, words } from "../app/language";
import { ButtonLink } from "../ui/button";
import { Chart, Figure, Sparkline } from "../ui/charts";
import { Alert, Badge, Loaded } from "../ui/feedback";
import { Segments } from "../ui/tabs";
import { Admin, usePlatform } from "./admin";

const text = words({
  id: {
    period: "Rentang", daily: "Per hari", days: (days: number) => `${days} hari`, active: "Pengguna aktif per hari", signUps: "Pendaftaran", sales: "Penjualan", completions: "Kursus selesai", enrolments: "Pendaftaran kursus", revenue: "Omzet",
    sum: "Jumlah dalam rentang ini", mean: "Rata-rata per hari", users: "Pengguna", healthy: "Sehat", health: "Keadaan", unhealthy: "Basis data tidak menjawab", unknown: "Memeriksa…",
    failedJobs: (count: number) => `${count} pekerjaan gagal`, unsent: (count: number) => `${count} email belum terkirim`, requests: (count: number) => `${count} permintaan peran menunggu`, look: "Lihat",
    accounts: "Akun aktif", sellers: "Penjual", developers: "Pengembang", admins: "Admin", queue: "Antrean pekerjaan",
  },
  en: {
    period: "Period", daily: "Per day", days: (days: number) => `${days} days`, active: "Active users per day", signUps: "Sign-ups", sales: "Sales", completions: "Courses completed", enrolments: "Enrolments", revenue: "Revenue",
    sum: "Total in this period", mean: "Average per day", users: "Users", healthy: "Healthy", health: "Health", unhealthy: "The database does not answer", unknown: "Checking…",
    failedJobs: (count: number) => `${count} failed jobs`, unsent: (count: number) => `${count} e-mails not sent yet`, requests: (count: number) => `${count} role requests pending`, look: "Open",
    accounts: "Active accounts", sellers: "Sellers", developers: "Developers", admins: "Admins", queue: "Job queue",
  },
});

const SPANS = ["7", "30", "90"] as const;
type Count = "active_users" | "sign_ups" | "sales" | "revenue" | "enrolments" | "completions";

export default function Overview() {
  const t = useText(text);
  const [params, setParams] = useSearchParams();
  const span = SPANS.find((days) => days === params.get("days")) ?? "30";
  const platform = usePlatform(Number(span));
  return (
    <Admin
      page="overview"
      actions={<Segments label={t.period} value={span} onChange={(days) => setParams({ days }, { replace: true })} choices={SPANS.map((value) => ({ value, label: t.days(Number(value)) }))} />}
    >
      <Loaded query={platform}>
        {(overview) => {
          const values = (name: Count) => overview.days.map((day) => day[name]);
          const sum = (name: Count) => values(name).reduce((total, value) => total + value, 0);
          return (
            <div className="stack loose">
              {(overview.jobs_failed > 0 || overview.emails_unsent > 0 || overview.role_requests > 0) && <div className="stack tight">
                {overview.jobs_failed > 0 && <Alert tone="danger" action={<ButtonLink to="/admin/jobs?state=failed">{t.look}</ButtonLink>}><p>{t.failedJobs(overview.jobs_failed)}</p></Alert>}
                {overview.emails_unsent > 0 && <Alert tone="warning" action={<ButtonLink to="/admin/emails">{t.look}</ButtonLink>}><p>{t.unsent(overview.emails_unsent)}</p></Alert>}
                {overview.role_requests > 0 && <Alert action={<ButtonLink to="/admin/role-requests">{t.look}</ButtonLink>}><p>{t.requests(overview.role_requests)}</p></Alert>}
              </div>}
              <div className="admin-figures">
                <Figure name={t.active} value={formatNumber(sum("active_users") / overview.days.length, 1)}>{t.mean}<Sparkline values={values("active_users")} /></Figure>
                <Figure name={t.signUps} value={formatNumber(sum("sign_ups"))}>{t.sum}<Sparkline values={values("sign_ups")} /></Figure>
                <Figure name={t.revenue} value={formatMoney(sum("revenue"))}>{t.sum}<Sparkline values={values("revenue")} /></Figure>
                <Figure name={t.completions} value={formatNumber(sum("completions"))}>{t.sum}<Sparkline values={values("completions")} /></Figure>
              </div>
              <div className="admin-charts">
                <h2 className="visually-hidden">{t.daily}</h2>
                {(["active_users", "sales", "enrolments", "sign_ups"] as const).map((name) => (
                  <div className="card" key={name}>
                    <Chart
                      title={{ active_users: t.active, sales: t.sales, enrolments: t.enrolments, sign_ups: t.signUps }[name]}
                      unit={name === "active_users" ? t.users : t.sum}
                      kind="bars"
                      height={200}
                      format={(value) => formatNumber(value)}
                      points={overview.days.map((day) => ({ label: formatDay(day.date).replace(/^\S+ /, ""), value: day[name] }))}
                    />
                  </div>
                ))}
              </div>
              <div className="cards">
                <Health queued={overview.jobs_queued} />
                <div className="card">
                  <h2>{t.users}</h2>
                  <dl className="details">
                    <dt>{t.accounts}</dt><dd>{formatNumber(overview.active_accounts)}</dd>
                    <dt>{t.sellers}</dt><dd>{formatNumber(overview.sellers)}</dd>
                    <dt>{t.developers}</dt><dd>{formatNumber(overview.developers)}</dd>
                    <dt>{t.admins}</dt><dd>{formatNumber(overview.admins)}</dd>
                  </dl>
                </div>
              </div>
            </div>
          );
        }}
      </Loaded>
    </Admin>
  );
}

const CHECKED_EVERY_MS = 30_000;

function Health({ queued }: { queued: number }) {
  const t = useText(text);
  const ready = useQuery({ queryKey: ["ready"], queryFn: () => api.health.showReadiness(), refetchInterval: CHECKED_EVERY_MS, retry: false });
  return (
    <div className="card">
      <h2>{t.health}</h2>
      <dl className="details">
        <dt>{t.health}</dt>
        <dd>{ready.isPending ? t.unknown : ready.isError ? <Badge tone="danger">{t.unhealthy}</Badge> : <Badge tone="good">{t.healthy}</Badge>}</dd>
        <dt>{t.queue}</dt><dd>{formatNumber(queued)}</dd>
      </dl>
    </div>
  );
}
