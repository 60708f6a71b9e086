/** The answers of an attempt in progress: saved as they are given, and kept in the browser until they are. */
import type { Schemas } from "finenice-client";
import { useCallback, useEffect, useRef, useState } from "react";
import { api } from "../app/api";
import { hasCode, isProblem } from "../app/problem";
import { parse, stored } from "../app/store";

export type Attempt = Schemas["Attempt"];
export type Given = Schemas["GivenAnswer"];
type Answers = Record<number, Given>;
export type SaveState = "saved" | "saving" | "waiting";

/** The pause after a change until it is saved. */
const CHANGE_MS = 500;
const RETRY_MS = 4_000;

const name = (attemptId: number) => `answers.${attemptId}`;
const readUnsaved = (attemptId: number): Answers => parse<Answers>(stored.get(name(attemptId))) ?? {};

export const isAnswered = (given: Given | null | undefined): boolean => Boolean(given?.options?.length || given?.text?.trim());
export const toBody = (answers: Answers): Schemas["Answer"][] =>
  Object.entries(answers).map(([id, given]) => ({ question_id: Number(id), ...(given.text === undefined || given.text === null ? { options: given.options ?? [] } : { text: given.text }) }));

export function useAnswers(attempt: Attempt, onEnded: () => void) {
  const { id, course_id, content_id } = attempt;
  const unsaved = useRef<Answers>(readUnsaved(id));
  const [answers, setAnswers] = useState<Answers>(() => ({
    ...Object.fromEntries(attempt.questions.flatMap((question) => (question.answer ? [[question.id, question.answer]] : []))),
    ...unsaved.current,
  }));
  const [state, setState] = useState<SaveState>(Object.keys(unsaved.current).length ? "waiting" : "saved");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const running = useRef(false);

  const keep = useCallback(() => {
    stored.set(name(id), Object.keys(unsaved.current).length ? JSON.stringify(unsaved.current) : null);
  }, [id]);

  const save = useCallback(async () => {
    clearTimeout(timer.current);
    const sent = { ...unsaved.current };
    if (running.current || !Object.keys(sent).length) return;
    running.current = true;
    setState("saving");
    try {
      await api.attempts.saveAnswers(course_id, content_id, id, { answers: toBody(sent) });
      for (const [question, given] of Object.entries(sent)) if (unsaved.current[Number(question)] === given) delete unsaved.current[Number(question)];
      keep();
    } catch (error) {
      if (hasCode(error, "attempt_ended")) onEnded();
      else if (isProblem(error) && error.status === 422) unsaved.current = {};
    } finally {
      running.current = false;
      const left = Object.keys(unsaved.current).length > 0;
      setState(left ? "waiting" : "saved");
      if (left) timer.current = setTimeout(() => void save(), RETRY_MS);
    }
  }, [course_id, content_id, id, keep, onEnded]);

  useEffect(() => {
    const now = () => void save();
    now();
    window.addEventListener("online", now);
    document.addEventListener("visibilitychange", now);
    return () => {
      window.removeEventListener("online", now);
      document.removeEventListener("visibilitychange", now);
      clearTimeout(timer.current);
      now();
    };
  }, []);

  const give = (question: number, given: Given) => {
    unsaved.current[question] = given;
    keep();
    setAnswers((before) => ({ ...before, [question]: given }));
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(), CHANGE_MS);
  };

  /** Submit with what is not saved yet; the answers stay in the browser until the shop has them. */
  const submit = async () => {
    const attempted = await api.attempts.submit(course_id, content_id, id, { answers: toBody(unsaved.current) });
    unsaved.current = {};
    keep();
    return attempted;
  };
  return { answers, give, state, submit };
}
