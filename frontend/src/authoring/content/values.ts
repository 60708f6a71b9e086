import type { ContentDetail } from "../draft";
import type { Quiz } from "../quiz/quiz";
import { quizOf } from "../quiz/quiz";

export const NAMES = ["title", "body", "quiz", "required", "move_on", "mastery_score", "minutes", "prerequisites"] as const;

/** The fields of a content that its editor changes. */
export type Values = Pick<ContentDetail, Exclude<(typeof NAMES)[number], "quiz">> & { quiz: Quiz | null };

export const valuesOf = (content: ContentDetail): { values: Values; revision: number } => ({
  values: {
    title: content.title,
    body: content.body,
    quiz: content.kind === "quiz" ? quizOf(content.quiz) : null,
    required: content.required,
    move_on: content.move_on,
    mastery_score: content.mastery_score,
    minutes: content.minutes,
    prerequisites: content.prerequisites,
  },
  revision: content.revision,
});
