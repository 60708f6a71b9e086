/** A quiz: its rules, the attempt in progress, and earlier attempts. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoment, formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { Alert, Badge, Loaded } from "../ui/feedback";
import { ChevronRight, Play } from "../ui/icons";
import { AttemptInProgress } from "./attempt";
import { progressKey } from "./progress";
import { AttemptResult } from "./result";

const text = words({
  id: {
    questions: "Soal", minutes: "Waktu", minutesOf: (minutes: number) => `${formatNumber(minutes)} menit`, noLimit: "Tanpa batas", attempts: "Percobaan tersisa",
    of: (left: number, all: number) => `${formatNumber(left)} dari ${formatNumber(all)}`, pass: "Nilai lulus", start: "Mulai kuis", again: "Coba lagi",
    timed: "Waktu berjalan sejak Anda mulai, juga bila halaman ini ditutup. Jawaban disimpan sambil Anda mengerjakan.", untimed: "Jawaban disimpan sambil Anda mengerjakan.",
    used: "Semua percobaan sudah Anda pakai. Hubungi penyelenggara kursus bila Anda perlu mencoba lagi.", earlier: "Percobaan Anda", number: (number: number) => `Percobaan ${number}`,
    passed: "Lulus", failed: "Belum lulus", gone: "Materi ini bukan kuis lagi.",
  },
  en: {
    questions: "Questions", minutes: "Time", minutesOf: (minutes: number) => `${formatNumber(minutes)} min`, noLimit: "No limit", attempts: "Attempts left",
    of: (left: number, all: number) => `${formatNumber(left)} of ${formatNumber(all)}`, pass: "Pass mark", start: "Start the quiz", again: "Try again",
    timed: "The time runs from your start, even if you close this page. Answers are saved as you go.", untimed: "Answers are saved as you go.",
    used: "You have used all attempts. Contact the course's teacher if you need another one.", earlier: "Your attempts", number: (number: number) => `Attempt ${number}`,
    passed: "Passed", failed: "Not passed yet", gone: "This lesson is no longer a quiz.",
  },
});

export const attemptsKey = (courseId: number, contentId: number) => ["attempts", courseId, contentId];

interface Place {
  courseId: number;
  contentId: number;
}

export function Quiz({ courseId, contentId }: Place) {
  const attempts = useQuery({
    queryKey: attemptsKey(courseId, contentId),
    queryFn: ({ signal }) => api.attempts.list(courseId, contentId, { signal }),
    staleTime: 0,
  });
  return <Loaded query={attempts}>{(found) => <QuizView {...{ courseId, contentId, found }} />}</Loaded>;
}

function QuizView({ courseId, contentId, found: { quiz, attempts } }: Place & { found: Schemas["Attempts"] }) {
  const t = useText(text);
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const running = attempts.find(({ submitted_at }) => submitted_at === null);
  const shown = Number(params.get("attempt"));
  const result = attempts.find(({ id, submitted_at }) => id === shown && submitted_at !== null);
  const refresh = () => client.invalidateQueries({ queryKey: attemptsKey(courseId, contentId) });
  const start = useMutation({
    mutationFn: () => api.attempts.start(courseId, contentId),
    onSuccess: async (attempt) => {
      client.setQueryData(["attempt", attempt.id, "running"], undefined);
      await refresh();
      setParams({}, { replace: true });
    },
    onError: () => void refresh(),
  });
  if (running) {
    const ended = async (attemptId: number) => {
      setParams({ attempt: String(attemptId) }, { replace: true });
      await Promise.all([refresh(), client.invalidateQueries({ queryKey: progressKey(courseId) })]);
    };
    return <AttemptInProgress key={running.id} {...{ courseId, contentId }} attemptId={running.id} onEnded={() => void ended(running.id)} />;
  }
  if (!quiz) return <Alert><p>{t.gone}</p></Alert>;
  const isUsedUp = quiz.attempts_left === 0;
  const hasPassed = attempts.some(({ passed }) => passed);
  return (
    <div className="stack loose">
      {result && <AttemptResult {...{ courseId, contentId }} attemptId={result.id} unlimited={quiz.attempts === null} />}
      <section className="card stack">
        <dl className="quiz-rules">
          <div><dt>{t.questions}</dt><dd>{formatNumber(quiz.questions)}</dd></div>
          <div><dt>{t.minutes}</dt><dd>{quiz.minutes === null ? t.noLimit : t.minutesOf(quiz.minutes)}</dd></div>
          <div><dt>{t.attempts}</dt><dd>{quiz.attempts === null || quiz.attempts_left === null ? t.noLimit : t.of(quiz.attempts_left, quiz.attempts)}</dd></div>
          {quiz.mastery_score !== null && <div><dt>{t.pass}</dt><dd>{formatNumber(quiz.mastery_score)}%</dd></div>}
        </dl>
        <p className="soft small">{isUsedUp && !hasPassed ? t.used : quiz.minutes === null ? t.untimed : t.timed}</p>
        {start.error && <Alert tone="danger"><p>{sentence(start.error)}</p></Alert>}
        {!isUsedUp && (
          <div className="row">
            <Button look={hasPassed ? "plain" : "primary"} size="large" icon={Play} busy={start.isPending} onClick={() => start.mutate()}>
              {attempts.length ? t.again : t.start}
            </Button>
          </div>
        )}
      </section>
      {attempts.length > (result ? 1 : 0) && (
        <section className="stack tight">
          <h2>{t.earlier}</h2>
          <ul className="list">
            {attempts.map((attempt) => (
              <li key={attempt.id}>
                <button type="button" className="list-row attempt-row" aria-current={attempt.id === shown || undefined} onClick={() => setParams({ attempt: String(attempt.id) })}>
                  <span className="grow"><span>{t.number(attempt.number)} · {formatNumber(attempt.score ?? 0)}%</span><span>{formatMoment(attempt.submitted_at ?? attempt.started_at)}</span></span>
                  <Badge tone={attempt.passed ? "good" : "neutral"}>{attempt.passed ? t.passed : t.failed}</Badge>
                  <ChevronRight size={18} aria-hidden />
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
