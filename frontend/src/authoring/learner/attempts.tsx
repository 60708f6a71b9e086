import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { api } from "../../app/api";
import { formatMoment, useText, words } from "../../app/language";
import { AmountField } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Dialog, useDialog } from "../../ui/dialog";
import { Badge, EmptyState, Loaded, Skeleton } from "../../ui/feedback";
import { Check, ChevronDown, ChevronRight, ListOrdered, Plus, X } from "../../ui/icons";
import { toast } from "../../ui/toast";
import { ReasonDialog } from "./reason-dialog";

const text = words({
  id: {
    title: (content: string, name: string) => `${content}: ${name}`, empty: "Belum ada percobaan", number: (number: number) => `Percobaan ${number}`, running: "Sedang dikerjakan", passed: "Lulus", failed: "Belum lulus",
    score: (score: number) => `${score}%`, left: (count: number) => `Sisa ${count} percobaan.`, unlimited: "Percobaan tanpa batas.", extra: (attempts: number, minutes: number) => `Kelonggaran: ${attempts} percobaan, ${minutes} menit.`,
    allow: "Beri kelonggaran", allowDetail: "Jumlah seluruhnya di luar batas kuis; 0 menarik yang belum terpakai.", attempts: "Percobaan tambahan", minutes: "Menit tambahan", allowed: "Kelonggaran tersimpan.", hint: "Tersimpan di catatan.",
    answer: "Jawaban", none: "tidak dijawab", correct: "Benar", wrong: "Salah", key: "Jawaban benar",
  },
  en: {
    title: (content: string, name: string) => `${content}: ${name}`, empty: "No attempts yet", number: (number: number) => `Attempt ${number}`, running: "In progress", passed: "Passed", failed: "Not passed",
    score: (score: number) => `${score}%`, left: (count: number) => (count === 1 ? "1 attempt left." : `${count} attempts left.`), unlimited: "No limit of attempts.", extra: (attempts: number, minutes: number) => `Allowance: ${attempts} attempts, ${minutes} minutes.`,
    allow: "Grant an allowance", allowDetail: "Totals beyond the limits of the quiz; 0 takes back what is unused.", attempts: "Additional attempts", minutes: "Additional minutes", allowed: "The allowance is saved.", hint: "Kept in the records.",
    answer: "Answer", none: "not answered", correct: "Right", wrong: "Wrong", key: "Correct answer",
  },
});

type Learner = Schemas["LearnerProgress"];
type Content = Schemas["ContentProgress"];
type Of = { courseId: number; learner: Learner; content: Content };

/** The attempts of a learner at a quiz, with their answers, and the allowance. */
export function Attempts({ courseId, learner, content, onClose }: Of & { onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const key = ["learner-attempts", courseId, learner.user_id, content.content_id];
  const attempts = useQuery({ queryKey: key, queryFn: ({ signal }) => api.learnerAttempts.list(courseId, learner.user_id, content.content_id, { signal }) });
  const allowing = useDialog();
  const [open, setOpen] = useState<number | null>(null);
  return (
    <Dialog
      title={t.title(content.title, learner.name)}
      kind="sheet"
      size="large"
      onClose={onClose}
      actions={<Button icon={Plus} disabled={!attempts.data} onClick={() => allowing.open(true)}>{t.allow}</Button>}
    >
      <Loaded query={attempts} skeleton={<Skeleton lines={3} height={44} />}>
        {(data) => (
          <div className="stack">
            <p className="soft small">
              {data.quiz && (data.quiz.attempts_left === null ? t.unlimited : t.left(data.quiz.attempts_left))}{" "}
              {(data.allowance.attempts > 0 || data.allowance.minutes > 0) && `${t.extra(data.allowance.attempts, data.allowance.minutes)} ${data.allowance.reason}`}
            </p>
            {!data.attempts.length && <EmptyState icon={ListOrdered} title={t.empty} />}
            {data.attempts.length > 0 && (
              <ul className="list">
                {data.attempts.map((attempt) => (
                  <li key={attempt.id}>
                    <button type="button" className="list-row version-row" aria-expanded={open === attempt.id} onClick={() => setOpen(open === attempt.id ? null : attempt.id)}>
                      {open === attempt.id ? <ChevronDown size={20} aria-hidden /> : <ChevronRight size={20} aria-hidden />}
                      <span className="grow"><span className="draft-title">{t.number(attempt.number)}</span><span>{formatMoment(attempt.submitted_at ?? attempt.started_at)}</span></span>
                      {attempt.score === null ? <Badge tone="information">{t.running}</Badge> : <><strong className="numeric">{t.score(attempt.score)}</strong><Badge tone={attempt.passed ? "good" : "warning"}>{attempt.passed ? t.passed : t.failed}</Badge></>}
                    </button>
                    {open === attempt.id && <Answers courseId={courseId} learner={learner} content={content} attemptId={attempt.id} />}
                  </li>
                ))}
              </ul>
            )}
            {allowing.value && (
              <Allow
                {...{ courseId, learner, content }}
                allowance={data.allowance}
                onClose={allowing.close}
                onDone={() => { allowing.close(); toast.done(t.allowed); void client.invalidateQueries({ queryKey: key }); }}
              />
            )}
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

function Allow({ courseId, learner, content, allowance, onDone, onClose }: Of & { allowance: Schemas["Allowance"]; onDone: () => void; onClose: () => void }) {
  const t = useText(text);
  const [attempts, setAttempts] = useState<number | null>(allowance.attempts);
  const [minutes, setMinutes] = useState<number | null>(allowance.minutes);
  return (
    <ReasonDialog
      title={t.allow}
      detail={t.allowDetail}
      hint={t.hint}
      action={t.allow}
      names={["attempts", "minutes"]}
      fields={(errors) => (
        <div className="field-grid small-fields">
          <AmountField label={t.attempts} error={errors["attempts"]} value={attempts} onChange={(next) => next !== undefined && setAttempts(next)} />
          <AmountField label={t.minutes} error={errors["minutes"]} value={minutes} onChange={(next) => next !== undefined && setMinutes(next)} />
        </div>
      )}
      onClose={onClose}
      onDone={onDone}
      run={(reason, idempotencyKey) => api.learnerAttempts.setAllowance(courseId, learner.user_id, content.content_id, { attempts: attempts ?? 0, minutes: minutes ?? 0, reason }, { idempotencyKey })}
    />
  );
}

function Answers({ courseId, learner, content, attemptId }: Of & { attemptId: number }) {
  const t = useText(text);
  const attempt = useQuery({
    queryKey: ["learner-attempts", courseId, learner.user_id, content.content_id, attemptId],
    queryFn: ({ signal }) => api.learnerAttempts.show(courseId, learner.user_id, content.content_id, attemptId, { signal }),
  });
  return (
    <div className="version-body">
      <Loaded query={attempt}>
        {(data) => (
          <ol className="stack">
            {data.questions.map((question, place) => {
              const texts = new Map(question.options.map((option) => [option.id, option.text]));
              const names = (ids: readonly number[] | null | undefined) => ids?.map((id) => texts.get(id) ?? "?").join(", ");
              const given = question.answer?.text ?? names(question.answer?.options);
              const right = question.accepted?.join(" / ") || names(question.correct_options);
              return (
                <li key={question.id} className="stack tight">
                  <p><strong>{place + 1}. {question.text}</strong></p>
                  <p className="answer">
                    {question.right ? <Check size={18} className="right" aria-label={t.correct} /> : <X size={18} className="wrong" aria-label={t.wrong} />}
                    <span>{t.answer}: {given || <span className="soft">{t.none}</span>}</span>
                  </p>
                  {!question.right && right && <p className="soft small">{t.key}: {right}</p>}
                </li>
              );
            })}
          </ol>
        )}
      </Loaded>
    </div>
  );
}
