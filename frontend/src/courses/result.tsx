import { useQuery } from "@tanstack/react-query";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { Badge, Loaded } from "../ui/feedback";
import { Check, X } from "../ui/icons";
import type { Attempt } from "./answers";

const text = words({
  id: {
    passed: "Lulus", failed: "Belum lulus", mastery: (score: number) => `Nilai lulus ${formatNumber(score)}%`, yours: "Jawaban Anda", right: "Jawaban benar", none: "Tidak dijawab",
    isRight: "Benar", isWrong: "Salah", hidden: "Jawaban yang benar tampil sesudah Anda lulus atau memakai percobaan terakhir.", hiddenUnlimited: "Jawaban yang benar tampil sesudah Anda lulus.", title: (number: number) => `Hasil percobaan ${number}`, why: "Penjelasan",
  },
  en: {
    passed: "Passed", failed: "Not passed yet", mastery: (score: number) => `Pass mark ${formatNumber(score)}%`, yours: "Your answer", right: "Right answer", none: "Not answered",
    isRight: "Right", isWrong: "Wrong", hidden: "The right answers appear once you pass or have used the last attempt.", hiddenUnlimited: "The right answers appear once you pass.", title: (number: number) => `Result of attempt ${number}`, why: "Explanation",
  },
});

export function AttemptResult({ courseId, contentId, attemptId, unlimited }: { courseId: number; contentId: number; attemptId: number; unlimited: boolean }) {
  const attempt = useQuery({ queryKey: ["attempt", attemptId, "result"], queryFn: ({ signal }) => api.attempts.show(courseId, contentId, attemptId, { signal }) });
  return <Loaded query={attempt}>{(found) => <ResultView attempt={found} unlimited={unlimited} />}</Loaded>;
}

function ResultView({ attempt, unlimited }: { attempt: Attempt; unlimited: boolean }) {
  const t = useText(text);
  const isMarked = attempt.questions.some(({ right }) => right !== undefined && right !== null);
  const isShown = attempt.questions.some(({ correct_options }) => correct_options);
  return (
    <section className="stack" aria-labelledby="result">
      <div className="card result-head" role="status">
        <div>
          <h2 id="result">{t.title(attempt.number)}</h2>
          {attempt.mastery_score !== null && <p className="soft small">{t.mastery(attempt.mastery_score)}</p>}
        </div>
        <div className="row">
          <Badge tone={attempt.passed ? "good" : "warning"}>{attempt.passed ? t.passed : t.failed}</Badge>
          <span className="result-score">{formatNumber(attempt.score ?? 0)}%</span>
        </div>
      </div>
      {isMarked && !isShown && <p className="soft small">{unlimited ? t.hiddenUnlimited : t.hidden}</p>}
      {isMarked && <ol className="result-list">{attempt.questions.map((question) => <QuestionResult key={question.id} question={question} />)}</ol>}
    </section>
  );
}

function QuestionResult({ question }: { question: Attempt["questions"][number] }) {
  const t = useText(text);
  const { answer, correct_options: correct, accepted } = question;
  const texts = (ids: readonly number[]) => question.options.filter(({ id }) => ids.includes(id)).map((option) => option.text).join(", ");
  const given = answer?.text || texts(answer?.options ?? []);
  const right = accepted?.length ? accepted.join(", ") : correct ? texts(correct) : "";
  return (
    <li className={`card result-question ${question.right ? "right" : ""}`}>
      <h3>{question.right ? <Check size={20} aria-label={t.isRight} role="img" /> : <X size={20} aria-label={t.isWrong} role="img" />}<span>{question.text}</span></h3>
      <dl>
        <dt>{t.yours}</dt><dd>{given || t.none}</dd>
        {right && !question.right && <><dt>{t.right}</dt><dd>{right}</dd></>}
        {question.explanation && <><dt>{t.why}</dt><dd>{question.explanation}</dd></>}
      </dl>
    </li>
  );
}
