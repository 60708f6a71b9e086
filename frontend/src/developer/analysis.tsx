import { useMutation } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { api } from "../app/api";
import { formatBytes, formatDate, formatMonth, formatNumber, formatShare, useText, words } from "../app/language";
import { hasCode, isProblem, sentence } from "../app/problem";
import { useTitle } from "../app/title";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Chart, type Point } from "../ui/charts";
import { save } from "../ui/download";
import { Alert, Badge, Progress } from "../ui/feedback";
import { Select, TextField } from "../ui/fields";
import { FileDrop } from "../ui/file-drop";
import { Download, TrendingDown, TrendingUp } from "../ui/icons";
import { toast } from "../ui/toast";
import { DeveloperTabs } from "./tabs";
import "./developer.css";

const text = words({
  id: {
    title: "Analisis berkas", lead: "Unggah CSV: statistik, tren, kualitas data dan perkiraan untuk tiap deret.", choose: "Pilih atau seret berkas", hint: "CSV, misalnya penjualan per bulan: satu kolom tanggal dan satu kolom angka. Isinya tidak disimpan.", another: "Berkas lain",
    working: "Menganalisis…", results: "Hasil", answer: "Jawaban", use: "Pakai", questionTitle: "Satu hal perlu Anda pilih", questionsTitle: (count: number) => `${count} hal perlu Anda pilih`, horizon: "Periode perkiraan", tier: "Ketelitian", fast: "Cepat", best: "Terbaik", again: "Hitung ulang",
    csv: "Unduh CSV", notices: "Yang perlu Anda tahu", rows: "Baris", date: "Tanggal", series: "Deret", value: "Nilai", total: "Jumlah semua deret", sum: "Jumlah",
    mean: "Rata-rata", last: "Terakhir", growth: "Pertumbuhan setahun", trend: "Tren", rising: "Naik", falling: "Turun", none: "Tidak ada", gaps: "Celah", outliers: "Pencilan", noForecast: "Tanpa perkiraan", more: (count: number) => `Tampilkan ${count} deret lagi`,
    degraded: "Waktunya habis sebelum semua selesai; hasil di bawah ini sebagian.", line: (line: string) => `baris ${line}`,
    asks: {
      date: "Kolom tanggal yang mana?", value: "Kolom mana yang ingin Anda analisis?", series: "Hasilnya dipisah menurut kolom mana?", day_order: "Tanggal berkas ini ditulis bagaimana?", year: "Tahun berapa?", frequency: "Datanya per apa?",
    } as Record<string, string>,
    choices: { day_first: "Hari dulu (31/12/2026)", month_first: "Bulan dulu (12/31/2026)", sum: "Dijumlahkan", mean: "Dirata-rata", count: "Dihitung barisnya" } as Record<string, string>,
  },
  en: {
    title: "File analysis", lead: "Upload CSV: statistics, trend, data quality and a forecast of each series.", choose: "Choose a file or drop it here", hint: "CSV, for example sales by month: one column of dates and one of numbers. The content is not stored.", another: "Another file",
    working: "Analysing…", results: "Results", answer: "Answer", use: "Use it", questionTitle: "One thing is for you to choose", questionsTitle: (count: number) => `${count} things are for you to choose`, horizon: "Periods to forecast", tier: "Accuracy", fast: "Fast", best: "Best", again: "Compute again",
    csv: "Download CSV", notices: "What you should know", rows: "Rows", date: "Date", series: "Series", value: "Value", total: "Total of all series", sum: "Sum",
    mean: "Mean", last: "Last", growth: "Growth in a year", trend: "Trend", rising: "Rising", falling: "Falling", none: "None", gaps: "Gaps", outliers: "Outliers", noForecast: "No forecast", more: (count: number) => `Show ${count} more series`,
    degraded: "Time ran out before everything was done; the results below are partial.", line: (line: string) => `line ${line}`,
    asks: {
      date: "Which column holds the dates?", value: "Which column do you want to analyse?", series: "Which column should split the results?", day_order: "How are dates written in this file?", year: "Which year is it?", frequency: "What is the data by?",
    } as Record<string, string>,
    choices: { day_first: "Day first (31/12/2026)", month_first: "Month first (12/31/2026)", sum: "Add them up", mean: "Take their mean", count: "Count the rows" } as Record<string, string>,
  },
});

type Answers = Record<string, string>;
interface Request {
  file: File;
  answers: Answers;
  horizon: number | null;
  tier: "fast" | "best";
}

const query = ({ answers, horizon, tier }: Request) => ({ ...answers, tier, ...(horizon && { horizon }) });

export default function Analysis() {
  const t = useText(text);
  useTitle(t.title);
  const [request, setRequest] = useState<Request | null>(null);
  const analyse = useMutation({ mutationFn: async (wanted: Request) => api.analyses.create({ file: wanted.file }, query(wanted) as object) });
  const start = (next: Request) => {
    setRequest(next);
    analyse.mutate(next);
  };
  const saveCsv = async () => {
    if (!request) return;
    try {
      const csv = await api.analyses.create({ file: request.file }, { ...query(request), export_format: "csv" } as { export_format: "csv" });
      save(`${request.file.name.replace(/\.\w+$/, "")}.csv`, csv, "text/csv");
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  const asks = hasCode(analyse.error, "analysis_question");
  return (
    <>
      <DeveloperTabs />
      <div className="page-head">
        <div><h1>{t.title}</h1><p>{t.lead}</p></div>
        {request && (
          <div className="row">
            <Button onClick={() => { setRequest(null); analyse.reset(); }}>{t.another}</Button>
            {analyse.data && <Button icon={Download} onClick={() => void saveCsv()}>{t.csv}</Button>}
          </div>
        )}
      </div>
      <div className="stack loose">
        {(!request || (analyse.error && !asks)) && (
          <FileDrop label={t.choose} hint={t.hint} accept=".csv,.tsv,.txt,text/csv" onFiles={([file]) => file && start({ file, answers: {}, horizon: null, tier: "fast" })} />
        )}
        {request && <p className="soft">{request.file.name}, {formatBytes(request.file.size)}</p>}
        {request && analyse.isPending && <div className="stack tight" role="status"><p>{t.working}</p><Progress value={null} label={t.working} /></div>}
        {request && asks && <Questions key={JSON.stringify(request.answers)} error={analyse.error} onAnswer={(answers) => start({ ...request, answers: { ...request.answers, ...answers } })} />}
        {analyse.error && !asks && <Alert tone="danger"><p>{problemSentence(analyse.error)}</p></Alert>}
        {request && analyse.data && typeof analyse.data !== "string" && <Result key={analyse.submittedAt} analysis={analyse.data} request={request} onAgain={start} />}
      </div>
    </>
  );
}

const problemSentence = (error: unknown): string => (isProblem(error) && error.errors.length ? error.errors.map(({ msg }) => msg).join(" ") : sentence(error));

interface Question {
  parameter: string;
  candidates: readonly string[];
}

/** The choices that the file leaves open, as buttons; the analysis goes on once each has an answer. */
function Questions({ error, onAnswer }: { error: unknown; onAnswer: (answers: Answers) => void }) {
  const t = useText(text);
  const [answers, setAnswers] = useState<Answers>({});
  if (!isProblem(error)) return null;
  const { questions = [] } = error.members as { questions?: readonly Question[] };
  const answer = (parameter: string, choice: string) => {
    const all = { ...answers, [parameter]: choice };
    setAnswers(all);
    if (questions.every((question) => question.parameter in all)) onAnswer(all);
  };
  return (
    <div className="card questions">
      <h2>{questions.length === 1 ? t.questionTitle : t.questionsTitle(questions.length)}</h2>
      {questions.map(({ parameter, candidates }) => (
        <fieldset key={parameter} className="stack tight">
          <legend>{t.asks[parameter] ?? error.errors.find(({ field }) => field === parameter)?.msg}</legend>
          {!candidates.length && <TypedAnswer onAnswer={(typed) => answer(parameter, typed)} />}
          <div className="row">
            {candidates.map((choice) => (
              <Button key={choice} look={answers[parameter] === String(choice) ? "primary" : "plain"} aria-pressed={answers[parameter] === String(choice)} onClick={() => answer(parameter, String(choice))}>
                {t.choices[choice] ?? choice}
              </Button>
            ))}
          </div>
        </fieldset>
      ))}
    </div>
  );
}

/** The answer to a question without candidates, such as the year. */
function TypedAnswer({ onAnswer }: { onAnswer: (typed: string) => void }) {
  const t = useText(text);
  return (
    <form className="typed-answer" onSubmit={(event) => { event.preventDefault(); onAnswer(String(new FormData(event.currentTarget).get("answer")).trim()); }}>
      <TextField label={t.answer} hideLabel name="answer" required maxLength={100} inputMode="numeric" />
      <Button type="submit">{t.use}</Button>
    </form>
  );
}

const SERIES_SHOWN = 6;

function Result({ analysis, request, onAgain }: { analysis: Schemas["Analysis"]; request: Request; onAgain: (request: Request) => void }) {
  const t = useText(text);
  const [horizon, setHorizon] = useState<number | null | undefined>(request.horizon ?? analysis.horizon);
  const [tier, setTier] = useState(request.tier);
  const [shown, setShown] = useState(SERIES_SHOWN);
  const { columns, notices, series, totals, degraded, rows } = analysis;
  const { unit } = analysis.frequency;
  return (
    <>
      {degraded && <Alert tone="warning"><p>{t.degraded}</p></Alert>}
      <div className="card stack">
        <dl className="series-figures">
          <div><dt>{t.date}</dt><dd>{columns.date}</dd></div>
          {columns.series.length > 0 && <div><dt>{t.series}</dt><dd>{columns.series.join(", ")}</dd></div>}
          <div><dt>{t.value}</dt><dd>{columns.value.join(", ")}</dd></div>
          <div><dt>{t.rows}</dt><dd>{formatNumber(rows)}</dd></div>
        </dl>
        <form className="analysis-options" onSubmit={(event) => { event.preventDefault(); if (horizon !== undefined) onAgain({ ...request, horizon, tier }); }}>
          <AmountField label={t.horizon} value={horizon} onChange={setHorizon} />
          <Select label={t.tier} value={tier} onChange={(event) => setTier(event.target.value as "fast" | "best")} choices={[{ value: "fast", label: t.fast }, { value: "best", label: t.best }]} />
          <div className="row"><Button type="submit">{t.again}</Button></div>
        </form>
      </div>
      {notices.length > 0 && (
        <Alert tone="warning" title={t.notices}>
          <ul>{notices.map((notice, place) => <li key={place}>{notice.msg}{notice.line !== null && <span className="soft"> ({t.line(formatNumber(notice.line))})</span>}</li>)}</ul>
        </Alert>
      )}
      <h2 className="visually-hidden">{t.results}</h2>
      {totals && series.length > 1 && <SeriesCard name={t.total} result={totals} unit={unit} />}
      {series.slice(0, shown).map((each) => <SeriesCard key={each.name} name={each.name} result={each} unit={unit} quality={each.quality} noForecast={each.forecast ? null : each.forecast_reason} />)}
      {shown < series.length && <div className="more"><Button onClick={() => setShown(series.length)}>{t.more(series.length - shown)}</Button></div>}
    </>
  );
}

interface SeriesCardProps {
  name: string;
  result: Schemas["SeriesResult"];
  unit: string;
  quality?: Schemas["Quality"];
  noForecast?: string | null;
}

function SeriesCard({ name, result: { statistics, trend, growth, chart }, unit, quality, noForecast }: SeriesCardProps) {
  const t = useText(text);
  const label = ["month", "quarter", "semester", "year"].includes(unit) ? formatMonth : formatDate;
  const points: Point[] = chart.map((point) => ("mean" in point
    ? { label: label(point.date), value: point.mean, low: point.lo80, high: point.hi80, forecast: true }
    : { label: label(point.date), value: point.value }));
  const number = (value: number | null) => (value === null ? "–" : formatNumber(value, Math.abs(value) < 100 ? 2 : 0));
  const Direction = trend.direction === "rising" ? TrendingUp : TrendingDown;
  return (
    <section className="card stack" aria-label={name}>
      <Chart title={name} points={points} unit={t.value} format={number} />
      <dl className="series-figures">
        <div><dt>{t.sum}</dt><dd>{number(statistics.sum)}</dd></div>
        <div><dt>{t.mean}</dt><dd>{number(statistics.mean)}</dd></div>
        <div><dt>{t.last}</dt><dd>{number(statistics.last)}</dd></div>
        {growth.year.value !== null && <div><dt>{t.growth}</dt><dd>{formatShare(growth.year.value)}</dd></div>}
        <div><dt>{t.trend}</dt><dd className="row">{trend.direction !== "none" && <Direction size={18} aria-hidden />}{t[trend.direction]}</dd></div>
        {quality && quality.gaps > 0 && <div><dt>{t.gaps}</dt><dd>{formatNumber(quality.gaps)}</dd></div>}
        {quality && quality.outliers.length > 0 && <div><dt>{t.outliers}</dt><dd>{formatNumber(quality.outliers.length)}</dd></div>}
      </dl>
      {noForecast && <p><Badge tone="warning">{t.noForecast}</Badge> <span className="soft small">{noForecast}</span></p>}
    </section>
  );
}
