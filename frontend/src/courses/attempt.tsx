import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useCallback, useEffect, useRef, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Alert, ErrorState, Skeleton } from "../ui/feedback";
import { ArrowLeft, ArrowRight, Check, Clock, WifiOff } from "../ui/icons";
import { toast } from "../ui/toast";
import { type Attempt, type Given, isAnswered, useAnswers } from "./answers";
import { takeOver } from "./progress";

const text = words({
  id: {
    question: (place: number, count: number) => `Soal ${place} dari ${count}`, questions: "Soal", goTo: (place: number, answered: boolean) => `Soal ${place}, ${answered ? "terjawab" : "belum dijawab"}`,
    previous: "Soal sebelumnya", next: "Soal berikutnya", submit: "Kumpulkan", answer: "Jawaban Anda", single: "Pilih satu", multiple: "Pilih semua yang benar", short: "Tulis jawaban singkat",
    saved: "Jawaban tersimpan", saving: "Menyimpan…", waiting: "Tanpa sambungan, jawaban disimpan di perangkat ini", left: "Sisa waktu",
    askTitle: "Kumpulkan sekarang?", ask: (count: number) => `${formatNumber(count)} soal belum dijawab dan dihitung salah.`, over: "Waktunya habis. Jawaban Anda dikumpulkan.",
    ignored: (count: number) => `${formatNumber(count)} jawaban datang sesudah waktunya habis dan tidak dihitung.`, points: (points: number) => `${formatNumber(points)} poin`,
  },
  en: {
    question: (place: number, count: number) => `Question ${place} of ${count}`, questions: "Questions", goTo: (place: number, answered: boolean) => `Question ${place}, ${answered ? "answered" : "not answered"}`,
    previous: "Previous question", next: "Next question", submit: "Submit", answer: "Your answer", single: "Choose one", multiple: "Choose all that are right", short: "Write a short answer",
    saved: "Answers saved", saving: "Saving…", waiting: "Offline, answers are kept on this device", left: "Time left",
    askTitle: "Submit now?", ask: (count: number) => `${count === 1 ? "1 question is" : `${formatNumber(count)} questions are`} unanswered and will count as wrong.`, over: "The time is up. Your answers are submitted.",
    ignored: (count: number) => `${formatNumber(count)} answers arrived after the time was up and don't count.`, points: (points: number) => `${formatNumber(points)} points`,
  },
});

interface Place {
  courseId: number;
  contentId: number;
  attemptId: number;
  onEnded: () => void;
}

export function AttemptInProgress({ courseId, contentId, attemptId, onEnded }: Place) {
  const attempt = useQuery({
    queryKey: ["attempt", attemptId, "running"],
    queryFn: async ({ signal }) => {
      const { data, headers } = await api.attempts.show(courseId, contentId, attemptId, { signal }).withResponse();
      // The device's clock may be wrong; the countdown follows the shop's.
      const shopTime = Date.parse(headers.get("Date") ?? "");
      return { attempt: data, ahead: Number.isNaN(shopTime) ? 0 : shopTime - Date.now() };
    },
    staleTime: Infinity,
    gcTime: 0,
  });
  const isOver = attempt.data?.attempt.submitted_at;
  useEffect(() => {
    if (isOver) onEnded();
  }, [isOver]);
  if (attempt.error) return <ErrorState error={attempt.error} onRetry={() => void attempt.refetch()} />;
  if (!attempt.data || isOver) return <Skeleton lines={6} height={44} />;
  return <Running attempt={attempt.data.attempt} ahead={attempt.data.ahead} onEnded={onEnded} />;
}

function Running({ attempt, ahead, onEnded }: { attempt: Attempt; ahead: number; onEnded: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const [params, setParams] = useSearchParams();
  const end = useCallback(onEnded, []);
  const { answers, give, state, submit } = useAnswers(attempt, end);
  const { questions } = attempt;
  const place = Math.max(0, Math.min(questions.length - 1, (Number(params.get("question")) || 1) - 1));
  const question = questions[place];
  const unanswered = questions.filter(({ id }) => !isAnswered(answers[id])).length;
  const heading = useRef<HTMLLegendElement>(null);
  const go = (next: number) => {
    setParams({ question: String(next + 1) }, { replace: true });
  };
  const shown = useRef(place);
  useEffect(() => {
    if (shown.current !== place) heading.current?.focus();
    shown.current = place;
  }, [place]);
  const send = useMutation({
    mutationFn: submit,
    onSuccess: (result) => {
      const ignored = (result as { ignored_answers?: number[] }).ignored_answers?.length ?? 0;
      if (ignored) toast.failed(t.ignored(ignored));
      const { progress, ...submitted } = result;
      client.setQueryData(["attempt", attempt.id, "result"], submitted);
      takeOver(client, progress);
      end();
    },
  });
  const ask = async () => {
    if (!unanswered || (await confirm({ title: t.askTitle, detail: t.ask(unanswered), action: t.submit }))) send.mutate();
  };
  const onTimeUp = () => {
    if (send.isPending) return;
    toast.failed(t.over);
    send.mutate();
  };
  const isLast = place === questions.length - 1;
  const onward = (event: FormEvent) => {
    event.preventDefault();
    if (isLast) void ask();
    else go(place + 1);
  };
  if (!question) return null;
  return (
    <form className="attempt" onSubmit={onward}>
      <div className="attempt-head">
        <SaveNote state={state} />
        {attempt.expires_at && <Countdown until={Date.parse(attempt.expires_at)} ahead={ahead} onTimeUp={onTimeUp} />}
      </div>
      <nav className="attempt-dots" aria-label={t.questions}>
        {questions.map(({ id }, other) => (
          <button key={id} type="button" className={isAnswered(answers[id]) ? "answered" : undefined} aria-current={other === place ? "step" : undefined} aria-label={t.goTo(other + 1, isAnswered(answers[id]))} onClick={() => go(other)}>
            {other + 1}
          </button>
        ))}
      </nav>
      <QuestionFields key={question.id} {...{ question, heading }} count={t.question(place + 1, questions.length)} given={answers[question.id]} onGive={(given) => give(question.id, given)} />
      {send.error && <Alert tone="danger"><p>{sentence(send.error)}</p></Alert>}
      <div className="attempt-steps">
        <Button icon={ArrowLeft} disabled={place === 0} onClick={() => go(place - 1)} aria-label={t.previous} className="icon-only">{null}</Button>
        {isLast ? (
          <Button type="submit" look="primary" icon={Check} busy={send.isPending}>{t.submit}</Button>
        ) : (
          <div className="row">
            {!unanswered && <Button busy={send.isPending} onClick={() => void ask()}>{t.submit}</Button>}
            <Button type="submit" look="primary">{t.next}<ArrowRight size={18} aria-hidden /></Button>
          </div>
        )}
      </div>
    </form>
  );
}

function SaveNote({ state }: { state: "saved" | "saving" | "waiting" }) {
  const t = useText(text);
  return (
    <p className="course-meta" role="status">
      <span>{state === "waiting" ? <WifiOff size={16} aria-hidden /> : state === "saved" && <Check size={16} aria-hidden />} {t[state]}</span>
    </p>
  );
}

const SHORT_SECONDS = 60;
/** Screen readers hear the time at these moments alone. */
const TOLD_SECONDS = [300, 60, 10];

function Countdown({ until, ahead, onTimeUp }: { until: number; ahead: number; onTimeUp: () => void }) {
  const t = useText(text);
  const read = () => Math.max(0, Math.ceil((until - Date.now() - ahead) / 1000));
  const [seconds, setSeconds] = useState(read);
  const timeUp = useRef(onTimeUp);
  timeUp.current = onTimeUp;
  useEffect(() => {
    const timer = setInterval(() => setSeconds(read()), 250);
    return () => clearInterval(timer);
  }, [until, ahead]);
  useEffect(() => {
    if (seconds === 0) timeUp.current();
  }, [seconds]);
  const told = TOLD_SECONDS.find((moment) => seconds <= moment && seconds > moment - 5);
  const clock = (left: number) => `${Math.floor(left / 60)}.${String(left % 60).padStart(2, "0")}`;
  return (
    <div className={`attempt-clock ${seconds <= SHORT_SECONDS ? "short" : ""}`}>
      <Clock size={18} aria-hidden />
      <span role="timer" aria-label={t.left}>{clock(seconds)}</span>
      <span className="visually-hidden" aria-live="polite">{told ? `${t.left} ${clock(told)}` : ""}</span>
    </div>
  );
}

function QuestionFields({ question, count, given, heading, onGive }: {
  question: Attempt["questions"][number]; count: string; given: Given | undefined; heading: React.RefObject<HTMLLegendElement | null>; onGive: (given: Given) => void;
}) {
  const t = useText(text);
  const chosen = given?.options ?? [];
  const isSingle = question.kind === "single";
  const toggle = (id: number, isOn: boolean) => onGive({ options: isSingle ? [id] : isOn ? [...chosen, id] : chosen.filter((other) => other !== id) });
  return (
    <fieldset className="question">
      <legend ref={heading} tabIndex={-1}>
        <span className="soft small">{count} · {t[question.kind]}{question.points > 1 && ` · ${t.points(question.points)}`}</span><br />
        {question.text}
      </legend>
      <div className="options">
        {question.kind === "short" ? (
          <input className="input" aria-label={t.answer} maxLength={500} autoComplete="off" value={given?.text ?? ""} onChange={(event) => onGive({ text: event.target.value })} />
        ) : question.options.map(({ id, text: option }) => (
          <label key={id} className="option">
            <input type={isSingle ? "radio" : "checkbox"} name={`question-${question.id}`} checked={chosen.includes(id)} onChange={(event) => toggle(id, event.target.checked)} />
            <span>{option}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
