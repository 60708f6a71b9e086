/** The outline of a course, with what the learner has done. */
import type { Schemas } from "finenice-client";
import { Link } from "react-router";
import { useText } from "../app/language";
import { CheckCircle2, FileText, type Icon, ListOrdered, Lock, Play, Video } from "../ui/icons";
import type { ContentProgress, CourseProgress } from "./progress";
import { courseText } from "./text";

type Content = Schemas["OutlineContent"];
export type Outline = Schemas["CourseOutline"];

const KINDS: Record<Content["kind"], Icon> = { text: FileText, video: Video, file: FileText, quiz: ListOrdered };

export const contentPath = (courseId: number, contentId: number) => `/courses/${courseId}/contents/${contentId}`;

/** Return what opens a locked content: the first of its prerequisites, or of the required ones before it. */
function missingTitle(course: Outline, content: Content, states: ReadonlyMap<number, ContentProgress>): string | undefined {
  const all = course.outline.flatMap(({ contents }) => contents);
  const isLeft = (other: Content) => other.move_on !== "NotApplicable" && states.get(other.id)?.state !== "satisfied";
  const before = course.sequential ? all.slice(0, all.indexOf(content)).filter(({ required }) => required) : [];
  return [...all.filter(({ id }) => content.prerequisites.includes(id)), ...before].find(isLeft)?.title;
}

interface Props {
  course: Outline;
  progress: CourseProgress | undefined;
  /** The content that is open; the outline is short then, without the rules of quizzes. */
  current?: number;
  onChoose?: () => void;
}

export function CourseOutline({ course, progress, current, onChoose }: Props) {
  const states = new Map(progress?.contents.map((content) => [content.content_id, content]));
  return (
    <ol className={current === undefined ? "outline" : "outline short"}>
      {course.outline.map((section, place) => (
        <li key={place}>
          <h3>{section.title}</h3>
          <ol className={current === undefined ? "list" : undefined}>
            {section.contents.map((content) => (
              <li key={content.id}>
                <OutlineRow {...{ course, content, states, current, onChoose }} enrolled={progress !== undefined} />
              </li>
            ))}
          </ol>
        </li>
      ))}
    </ol>
  );
}

function OutlineRow({ course, content, states, enrolled, current, onChoose }: {
  course: Outline; content: Content; states: ReadonlyMap<number, ContentProgress>; enrolled: boolean; current?: number | undefined; onChoose?: (() => void) | undefined;
}) {
  const c = useText(courseText);
  const state = enrolled ? (states.get(content.id)?.state ?? "open") : undefined;
  const isCurrent = content.id === current;
  const Symbol = state === "satisfied" ? CheckCircle2 : state === "locked" ? Lock : state === "started" ? Play : KINDS[content.kind];
  const missing = state === "locked" ? missingTitle(course, content, states) : undefined;
  const facts = [c.kinds[content.kind], content.minutes ? c.minutes(content.minutes) : "", content.required ? "" : c.optional].filter(Boolean).join(" · ");
  const row = (
    <>
      <Symbol size={20} aria-hidden />
      <span className="grow">
        <span className="outline-title">{content.title}{state && <span className="visually-hidden">, {c.states[state]}</span>}</span>
        <span className="outline-facts">{facts}</span>
        {missing ? <span className="outline-facts">{c.opensAfter(missing)}</span> : current === undefined && content.kind === "quiz" && <span className="outline-facts">{content.rule}</span>}
      </span>
    </>
  );
  const className = `outline-row ${state ?? ""} ${isCurrent ? "current" : ""}`;
  if (!state || state === "locked") return <div className={className}>{row}</div>;
  return <Link className={className} to={contentPath(course.id, content.id)} aria-current={isCurrent ? "page" : undefined} onClick={onChoose}>{row}</Link>;
}
