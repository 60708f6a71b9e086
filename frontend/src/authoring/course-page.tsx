import type { ReactNode } from "react";
import { useText } from "../app/language";
import { useTitle } from "../app/title";
import { Badge, Loaded, Skeleton } from "../ui/feedback";
import { ArrowLeft } from "../ui/icons";
import { ButtonLink } from "../ui/button";
import { PageTabs } from "../ui/tabs";
import { type Draft, useCourse, useDraft } from "./draft";
import { authoringText, stateOf, TONES } from "./text";
import "./authoring.css";

/** The frame of the pages of one course: its title, its state and the tabs. */
export function CoursePage({ courseId, tab, action, children }: { courseId: number; tab: "content" | "learners" | "figures" | "versions"; action?: (draft: Draft) => ReactNode; children: (draft: Draft) => ReactNode }) {
  const t = useText(authoringText);
  const draft = useDraft(courseId);
  useTitle(draft.data && `${draft.data.title} · ${t.tabs[tab]}`);
  const to = `/authoring/${courseId}`;
  return (
    <Loaded query={draft} skeleton={<Skeleton lines={6} height={44} />}>
      {(data) => (
        <>
          <ButtonLink look="quiet" className="back-link" icon={ArrowLeft} to="/authoring">{t.authoring}</ButtonLink>
          <div className="page-head course-head">
            <div className="row">
              <h1>{data.title}</h1>
              <CourseState courseId={courseId} />
            </div>
            {action?.(data)}
          </div>
          <PageTabs
            label={t.tabs.label}
            tabs={[
              { to, label: t.tabs.content, end: true },
              { to: `${to}/learners`, label: t.tabs.learners },
              { to: `${to}/figures`, label: t.tabs.figures },
              { to: `${to}/versions`, label: t.tabs.versions },
            ]}
          />
          {children(data)}
        </>
      )}
    </Loaded>
  );
}

function CourseState({ courseId }: { courseId: number }) {
  const t = useText(authoringText);
  const { data } = useCourse(courseId);
  if (!data) return null;
  const state = stateOf(data);
  return <Badge tone={TONES[state]}>{t.states[state]}{data.version !== null && ` · ${t.version(data.version)}`}</Badge>;
}
