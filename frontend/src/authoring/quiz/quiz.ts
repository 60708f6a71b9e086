/** A quiz as its author edits it. Every question and option has an id from the start. */
export interface Option {
  id: number;
  text: string;
  correct: boolean;
}

export interface Question {
  id: number;
  kind: "single" | "multiple" | "short";
  text: string;
  points: number;
  options: Option[];
  accepted: string[];
  explanation: string;
}

export interface Quiz {
  questions: Question[];
  draw: number | null;
  shuffle: boolean;
  attempts: number | null;
  minutes: number | null;
  show_answers: boolean;
}

const EMPTY: Quiz = { questions: [], draw: null, shuffle: true, attempts: null, minutes: null, show_answers: true };

export const quizOf = (stored: Record<string, unknown> | null): Quiz => ({ ...EMPTY, ...(stored as Partial<Quiz> | null) });

export const nextId = (list: readonly { id: number }[]): number => Math.max(0, ...list.map(({ id }) => id)) + 1;

export function newQuestion(quiz: Quiz, kind: Question["kind"]): Question {
  const options = kind === "short" ? [] : [1, 2].map((id) => ({ id, text: "", correct: false }));
  return { id: nextId(quiz.questions), kind, text: "", points: 1, options, accepted: kind === "short" ? [""] : [], explanation: "" };
}

/** Change the kind and keep what both kinds have. */
export function withKind(question: Question, kind: Question["kind"]): Question {
  if (kind === "short") return { ...question, kind, options: [], accepted: question.accepted.length ? question.accepted : [""] };
  const first = question.options.findIndex(({ correct }) => correct);
  const options = question.options.length ? question.options : newQuestion(quizOf(null), kind).options;
  return { ...question, kind, accepted: [], options: kind === "single" ? options.map((option, place) => ({ ...option, correct: place === first })) : options };
}
