import { useState } from "react";
import { createPortal } from "react-dom";
import { formatNumber, useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Checkbox, Radio, TextField } from "../../ui/fields";
import { Progress } from "../../ui/feedback";
import type { Quiz } from "./quiz";

const text = words({
  id: {
    title: (title: string) => `Pratinjau: ${title}`, of: (number: number, count: number) => `Pertanyaan ${number} dari ${count}`, back: "Kembali", next: "Lanjut", close: "Tutup", answer: "Jawaban Anda",
    draws: (count: number) => `diambil ${count} acak`, minutes: (count: number) => `${count} menit`, attempts: (count: number) => `${count} percobaan`, score: (score: number) => `lulus dengan ${score}%`,
    points: (count: number) => `${formatNumber(count)} poin`, several: "Pilih semua yang benar.", empty: "Pertanyaan tanpa teks",
  },
  en: {
    title: (title: string) => `Preview: ${title}`, of: (number: number, count: number) => `Question ${number} of ${count}`, back: "Back", next: "Next", close: "Close", answer: "Your answer",
    draws: (count: number) => `${count} drawn at random`, minutes: (count: number) => `${count} minutes`, attempts: (count: number) => `${count} attempts`, score: (score: number) => `passed at ${score}%`,
    points: (count: number) => (count === 1 ? "1 point" : `${formatNumber(count)} points`), several: "Choose all that are correct.", empty: "Question without text",
  },
});

/** The quiz as learners see it, one question at a time; nothing is stored. */
export function QuizPreview({ title, masteryScore, quiz, onClose }: { title: string; masteryScore: number | null; quiz: Quiz; onClose: () => void }) {
  const t = useText(text);
  const [place, setPlace] = useState(0);
  const { questions } = quiz;
  const question = questions[place];
  if (!question) return null;
  const last = place === questions.length - 1;
  const limits = [
    quiz.draw !== null && quiz.draw < questions.length && t.draws(quiz.draw), quiz.minutes && t.minutes(quiz.minutes),
    quiz.attempts && t.attempts(quiz.attempts), masteryScore !== null && t.score(masteryScore),
  ].filter(Boolean).join(" · ");
  // Not within the form of the content: Enter must not save that.
  return createPortal(
    <Dialog
      title={t.title(title)}
      size="large"
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          <Button disabled={!place} onClick={() => setPlace(place - 1)}>{t.back}</Button>
          <Button look="primary" onClick={() => (last ? onClose() : setPlace(place + 1))}>{last ? t.close : t.next}</Button>
        </>
      }
    >
      <div className="stack">
        <div className="stack tight">
          <div className="row between small soft"><span>{t.of(place + 1, questions.length)}</span><span>{t.points(question.points)}</span></div>
          <Progress value={(100 * (place + 1)) / questions.length} label={t.of(place + 1, questions.length)} />
          {limits && <p className="small soft">{limits}</p>}
        </div>
        <fieldset key={question.id} className="stack tight">
          <legend className="quiz-question">{question.text || t.empty}</legend>
          {question.kind === "multiple" && <p className="hint">{t.several}</p>}
          {question.kind === "short" && <TextField label={t.answer} maxLength={500} />}
          {question.kind !== "short" && question.options.map((option) => (
            <div key={option.id} className="quiz-option">
              {question.kind === "single" ? <Radio label={option.text || "–"} name="preview" /> : <Checkbox label={option.text || "–"} />}
            </div>
          ))}
        </fieldset>
      </div>
    </Dialog>,
    document.body,
  );
}
