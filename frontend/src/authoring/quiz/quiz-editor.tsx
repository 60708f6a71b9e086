import { useLayoutEffect, useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { AmountField } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { useDialog } from "../../ui/dialog";
import { Switch } from "../../ui/fields";
import { EmptyState } from "../../ui/feedback";
import { CheckCircle2, Eye, Plus } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { moved } from "../course/outline-order";
import { QuestionCard } from "./question-card";
import { newQuestion, nextId, type Question, type Quiz } from "./quiz";
import { QuizPreview } from "./quiz-preview";

const text = words({
  id: {
    questions: (count: number) => `Pertanyaan (${count})`, empty: "Belum ada pertanyaan", emptyHint: "Pilihan tunggal, pilihan ganda, atau jawaban singkat.", add: "Tambah pertanyaan",
    kinds: { single: "Satu jawaban benar", multiple: "Beberapa jawaban benar", short: "Jawaban singkat" }, preview: "Pratinjau kuis", settings: "Pengaturan kuis",
    draw: "Pertanyaan per percobaan", drawHint: "Kosong: semua. Bila lebih sedikit, diambil acak.", attempts: "Percobaan", attemptsHint: "Kosong: tanpa batas.", minutes: "Waktu per percobaan (menit)",
    minutesHint: "Kosong: tanpa batas.", shuffle: "Acak urutan pertanyaan dan pilihan", show_answers: "Tunjukkan jawaban benar setelah lulus atau percobaan terakhir", show_answers_unlimited: "Tunjukkan jawaban benar setelah lulus",
    moved: (place: number, count: number) => `Pertanyaan kini nomor ${place} dari ${count}.`, removed: "Pertanyaan dibuang.", edge: "Pertanyaan sudah di ujung.",
  },
  en: {
    questions: (count: number) => `Questions (${count})`, empty: "No questions yet", emptyHint: "Single choice, multiple choice or a short answer.", add: "Add question",
    kinds: { single: "One correct answer", multiple: "Several correct answers", short: "Short answer" }, preview: "Preview quiz", settings: "Quiz settings",
    draw: "Questions per attempt", drawHint: "Empty: all. If fewer, they are drawn at random.", attempts: "Attempts", attemptsHint: "Empty: no limit.", minutes: "Time per attempt (minutes)",
    minutesHint: "Empty: no limit.", shuffle: "Shuffle questions and options", show_answers: "Show correct answers after passing or the last attempt", show_answers_unlimited: "Show correct answers after passing",
    moved: (place: number, count: number) => `The question is now ${place} of ${count}.`, removed: "The question is removed.", edge: "The question is at the end already.",
  },
});

/** Quizzes with more questions start folded. */
const MOST_UNFOLDED = 5;

interface QuizEditorProps {
  title: string;
  masteryScore: number | null;
  quiz: Quiz;
  errors: Record<string, string>;
  /** Takes a function of the newest quiz, because an undo may come after other changes. */
  onChange: (change: (quiz: Quiz) => Quiz) => void;
}

export function QuizEditor({ title, masteryScore, quiz, errors, onChange }: QuizEditorProps) {
  const t = useText(text);
  const { questions } = quiz;
  const [unfolded, setUnfolded] = useState(() => new Set(questions.length > MOST_UNFOLDED ? [] : questions.map(({ id }) => id)));
  const [news, setNews] = useState("");
  const preview = useDialog();
  const focus = useRef<string | null>(null);
  useLayoutEffect(() => {
    if (focus.current) document.querySelector<HTMLElement>(focus.current)?.focus();
    focus.current = null;
  }, [questions]);

  const setQuestions = (change: (questions: Question[]) => Question[]) => onChange((now) => ({ ...now, questions: change(now.questions) }));
  const unfold = (id: number, open = true) => setUnfolded((now) => new Set(open ? [...now, id] : [...now].filter((other) => other !== id)));
  const add = (kind: Question["kind"]) => {
    const question = newQuestion(quiz, kind);
    unfold(question.id);
    focus.current = `#question-${question.id} textarea`;
    setQuestions((now) => [...now, question]);
  };
  const move = (place: number, step: 1 | -1) => {
    const to = place + step;
    if (to < 0 || to >= questions.length) return setNews(t.edge);
    setNews(t.moved(to + 1, questions.length));
    focus.current = `#question-${questions[place]!.id} .handle`;
    setQuestions((now) => moved(now, place, to));
  };
  const duplicate = (place: number) => {
    const copy = { ...questions[place]!, id: nextId(questions) };
    unfold(copy.id);
    setQuestions((now) => [...now.slice(0, place + 1), copy, ...now.slice(place + 1)]);
  };
  const remove = (place: number) => {
    const question = questions[place]!;
    setQuestions((now) => now.filter(({ id }) => id !== question.id));
    toast.done(t.removed, { undo: () => setQuestions((now) => [...now.slice(0, place), question, ...now.slice(place)]) });
  };
  const adder = (
    <Menu label={t.add} actions={(["single", "multiple", "short"] as const).map((kind) => ({ label: t.kinds[kind], run: () => add(kind) }))}>
      <Plus size={18} aria-hidden />{t.add}
    </Menu>
  );
  return (
    <>
      <section className="stack" aria-label={t.questions(questions.length)}>
        <div className="row between">
          <h2>{t.questions(questions.length)}</h2>
          {questions.length > 0 && <Button icon={Eye} onClick={() => preview.open(true)}>{t.preview}</Button>}
        </div>
        <p className="visually-hidden" aria-live="assertive">{news}</p>
        {!questions.length && <EmptyState icon={CheckCircle2} title={t.empty} action={adder}>{t.emptyHint}</EmptyState>}
        <ol className="stack">
          {questions.map((question, place) => (
            <QuestionCard
              key={question.id}
              number={place + 1}
              question={question}
              errors={errors}
              path={`quiz.questions.${place}`}
              open={unfolded.has(question.id)}
              onOpen={(open) => unfold(question.id, open)}
              onChange={(next) => setQuestions((now) => now.map((each) => (each.id === question.id ? next : each)))}
              onMove={(step) => move(place, step)}
              onDuplicate={() => duplicate(place)}
              onRemove={() => remove(place)}
            />
          ))}
        </ol>
        {questions.length > 0 && <div className="outline-foot">{adder}</div>}
      </section>
      <section className="card stack" aria-label={t.settings}>
        <h2>{t.settings}</h2>
        <div className="field-grid">
          <AmountField label={t.draw} optional hint={t.drawHint} error={errors["quiz.draw"]} value={quiz.draw} onChange={(draw) => draw !== undefined && onChange((now) => ({ ...now, draw }))} />
          <AmountField label={t.attempts} optional hint={t.attemptsHint} error={errors["quiz.attempts"]} value={quiz.attempts} onChange={(attempts) => attempts !== undefined && onChange((now) => ({ ...now, attempts }))} />
          <AmountField label={t.minutes} optional hint={t.minutesHint} error={errors["quiz.minutes"]} value={quiz.minutes} onChange={(minutes) => minutes !== undefined && onChange((now) => ({ ...now, minutes }))} />
        </div>
        <Switch label={t.shuffle} checked={quiz.shuffle} onChange={(shuffle) => onChange((now) => ({ ...now, shuffle }))} />
        <Switch label={quiz.attempts === null ? t.show_answers_unlimited : t.show_answers} checked={quiz.show_answers} onChange={(show_answers) => onChange((now) => ({ ...now, show_answers }))} />
      </section>
      {preview.value && <QuizPreview title={title} masteryScore={masteryScore} quiz={quiz} onClose={preview.close} />}
    </>
  );
}
