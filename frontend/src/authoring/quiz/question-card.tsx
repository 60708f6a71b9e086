import { useId } from "react";
import { useText, words } from "../../app/language";
import { AmountField } from "../../ui/amount-input";
import { Button, IconButton } from "../../ui/button";
import { Select, TextArea } from "../../ui/fields";
import { ArrowDown, ArrowUp, ChevronDown, ChevronRight, Copy, GripVertical, Plus, Trash2, X } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { arrowKeys } from "../course/drag";
import { authoringText } from "../text";
import { nextId, type Option, type Question, withKind } from "./quiz";

const text = words({
  id: {
    kind: "Jenis", kinds: { single: "Satu jawaban benar", multiple: "Beberapa jawaban benar", short: "Jawaban singkat" }, question: "Pertanyaan", number: (number: number) => `Pertanyaan ${number}`,
    points: "Poin", options: "Pilihan", optionsHint: { single: "Tandai satu yang benar.", multiple: "Tandai semua yang benar." }, option: (number: number) => `Pilihan ${number}`, correct: (number: number) => `Pilihan ${number} benar`,
    addOption: "Tambah pilihan", removeOption: (number: number) => `Buang pilihan ${number}`, upOption: (number: number) => `Naikkan pilihan ${number}`, accepted: "Jawaban yang diterima", acceptedHint: "Huruf besar-kecil dan tanda baca di tepi diabaikan.",
    answer: (number: number) => `Jawaban ${number}`, addAnswer: "Tambah jawaban", removeAnswer: (number: number) => `Buang jawaban ${number}`, explanation: "Penjelasan", explanationHint: "Terlihat bersama jawaban yang benar.",
    handle: (number: number) => `Pindahkan pertanyaan ${number} dengan panah atas dan bawah`, actions: (number: number) => `Tindakan untuk pertanyaan ${number}`, duplicate: "Gandakan", empty: "Pertanyaan tanpa teks",
    worth: (points: number) => `${points} poin`, noCorrect: "Belum ada jawaban benar.",
  },
  en: {
    kind: "Kind", kinds: { single: "One correct answer", multiple: "Several correct answers", short: "Short answer" }, question: "Question", number: (number: number) => `Question ${number}`,
    points: "Points", options: "Options", optionsHint: { single: "Mark the correct one.", multiple: "Mark all correct ones." }, option: (number: number) => `Option ${number}`, correct: (number: number) => `Option ${number} is correct`,
    addOption: "Add option", removeOption: (number: number) => `Remove option ${number}`, upOption: (number: number) => `Move option ${number} up`, accepted: "Accepted answers", acceptedHint: "Case and surrounding punctuation don't matter.",
    answer: (number: number) => `Answer ${number}`, addAnswer: "Add answer", removeAnswer: (number: number) => `Remove answer ${number}`, explanation: "Explanation", explanationHint: "Shown with the correct answers.",
    handle: (number: number) => `Move question ${number} with the up and down arrows`, actions: (number: number) => `Actions for question ${number}`, duplicate: "Duplicate", empty: "Question without text",
    worth: (points: number) => (points === 1 ? "1 point" : `${points} points`), noCorrect: "No correct answer yet.",
  },
});

const MOST_OPTIONS = 20;
const MOST_ANSWERS = 50;

interface QuestionCardProps {
  number: number;
  question: Question;
  errors: Record<string, string>;
  /** Where the errors of this question are. */
  path: string;
  open: boolean;
  onOpen: (open: boolean) => void;
  onChange: (question: Question) => void;
  onMove: (step: 1 | -1) => void;
  onDuplicate: () => void;
  onRemove: () => void;
}

export function QuestionCard({ number, question, errors, path, open, onOpen, onChange, onMove, onDuplicate, onRemove }: QuestionCardProps) {
  const t = useText(text);
  const shared = useText(authoringText);
  const id = useId();
  const shown = open || Object.keys(errors).some((field) => field.startsWith(`${path}.`));
  const set = (part: Partial<Question>) => onChange({ ...question, ...part });
  const answered = question.kind === "short" ? question.accepted.some((answer) => answer.trim()) : question.options.some(({ correct }) => correct);
  return (
    <li className="card question-card" id={`question-${question.id}`} aria-label={t.number(number)}>
      <div className="question-head">
        <button type="button" className="handle" aria-label={t.handle(number)} onKeyDown={arrowKeys(onMove)}><GripVertical size={18} aria-hidden /></button>
        <button type="button" className="question-fold" aria-expanded={shown} aria-controls={id} onClick={() => onOpen(!shown)}>
          {shown ? <ChevronDown size={18} aria-hidden /> : <ChevronRight size={18} aria-hidden />}
          <span className="grow">
            <span className="draft-title">{number}. {question.text || t.empty}</span>
            <span className={answered ? "soft small" : "small unanswered"}>{answered ? `${t.kinds[question.kind]} · ${t.worth(question.points)}` : t.noCorrect}</span>
          </span>
        </button>
        <Menu
          label={t.actions(number)}
          actions={[
            { label: shared.up, icon: ArrowUp, run: () => onMove(-1) },
            { label: shared.down, icon: ArrowDown, run: () => onMove(1) },
            { label: t.duplicate, icon: Copy, run: onDuplicate },
            { label: shared.remove, icon: Trash2, danger: true, run: onRemove },
          ]}
        />
      </div>
      <div id={id} hidden={!shown} className="question-body">
        {shown && (
          <div className="stack">
            <TextArea label={t.question} rows={2} maxLength={2000} error={errors[`${path}.text`]} value={question.text} onChange={(event) => set({ text: event.target.value })} />
            <div className="field-grid small-fields">
              <Select
                label={t.kind}
                value={question.kind}
                onChange={(event) => onChange(withKind(question, event.target.value as Question["kind"]))}
                choices={(["single", "multiple", "short"] as const).map((kind) => ({ value: kind, label: t.kinds[kind] }))}
              />
              <AmountField label={t.points} error={errors[`${path}.points`]} value={question.points} onChange={(points) => points !== undefined && set({ points: points ?? 1 })} />
            </div>
            {question.kind === "short" ? <Accepted question={question} errors={errors} path={path} onChange={set} /> : <Options question={question} errors={errors} path={path} onChange={set} />}
            <TextArea label={t.explanation} optional hint={t.explanationHint} rows={2} maxLength={2000} error={errors[`${path}.explanation`]} value={question.explanation} onChange={(event) => set({ explanation: event.target.value })} />
          </div>
        )}
      </div>
    </li>
  );
}

interface PartProps {
  question: Question;
  errors: Record<string, string>;
  path: string;
  onChange: (part: Partial<Question>) => void;
}

function Options({ question, errors, path, onChange }: PartProps) {
  const t = useText(text);
  const { options, kind } = question;
  const single = kind === "single";
  const set = (id: number, part: Partial<Option>) => onChange({ options: options.map((option) => (option.id === id ? { ...option, ...part } : option)) });
  const mark = (id: number, correct: boolean) => onChange({ options: options.map((option) => ({ ...option, correct: option.id === id ? correct : !single && option.correct })) });
  return (
    <fieldset className="stack tight">
      <legend className="legend">{t.options}</legend>
      <p className="hint">{t.optionsHint[single ? "single" : "multiple"]}</p>
      {errors[path] && <p className="field-error" role="alert">{errors[path]}</p>}
      {options.map((option, place) => {
        const error = errors[`${path}.options.${place}.text`];
        return (
          <div key={option.id} className="stack tight">
            <div className="option-row">
              <label className="option-mark">
                <input
                  type={single ? "radio" : "checkbox"}
                  name={`correct-${question.id}`}
                  aria-label={t.correct(place + 1)}
                  checked={option.correct}
                  onChange={(event) => mark(option.id, event.target.checked)}
                />
              </label>
              <input className="input" aria-label={t.option(place + 1)} aria-invalid={error ? true : undefined} maxLength={500} value={option.text} onChange={(event) => set(option.id, { text: event.target.value })} />
              <IconButton icon={ArrowUp} label={t.upOption(place + 1)} disabled={!place} onClick={() => onChange({ options: [...options.slice(0, place - 1), option, options[place - 1]!, ...options.slice(place + 1)] })} />
              <IconButton icon={X} label={t.removeOption(place + 1)} onClick={() => onChange({ options: options.filter(({ id }) => id !== option.id) })} />
            </div>
            {error && <p className="field-error" role="alert">{error}</p>}
          </div>
        );
      })}
      {options.length < MOST_OPTIONS && <div><Button icon={Plus} look="quiet" onClick={() => onChange({ options: [...options, { id: nextId(options), text: "", correct: false }] })}>{t.addOption}</Button></div>}
    </fieldset>
  );
}

function Accepted({ question, errors, path, onChange }: PartProps) {
  const t = useText(text);
  const { accepted } = question;
  return (
    <fieldset className="stack tight">
      <legend className="legend">{t.accepted}</legend>
      <p className="hint">{t.acceptedHint}</p>
      {accepted.map((answer, place) => {
        const error = errors[`${path}.accepted.${place}`];
        return (
          <div key={place} className="stack tight">
            <div className="option-row">
              <input className="input" aria-label={t.answer(place + 1)} aria-invalid={error ? true : undefined} maxLength={200} value={answer} onChange={(event) => onChange({ accepted: accepted.map((each, other) => (other === place ? event.target.value : each)) })} />
              <IconButton icon={X} label={t.removeAnswer(place + 1)} onClick={() => onChange({ accepted: accepted.filter((_, other) => other !== place) })} />
            </div>
            {error && <p className="field-error" role="alert">{error}</p>}
          </div>
        );
      })}
      {accepted.length < MOST_ANSWERS && <div><Button icon={Plus} look="quiet" onClick={() => onChange({ accepted: [...accepted, ""] })}>{t.addAnswer}</Button></div>}
    </fieldset>
  );
}
