import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useEffect, useRef, useState } from "react";
import { Link, Navigate, useParams } from "react-router";
import { api } from "../app/api";
import { NotFound } from "../app/error-pages";
import { useText, words } from "../app/language";
import { hasCode, sentence } from "../app/problem";
import { useUser } from "../app/session";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { Dialog, useDialog } from "../ui/dialog";
import { Alert, ErrorState, Progress, Skeleton } from "../ui/feedback";
import { ArrowLeft, ArrowRight, Check, CheckCircle2, ListOrdered, WifiOff } from "../ui/icons";
import { toast } from "../ui/toast";
import { CertificateCard } from "./certificate";
import { FileContent, VideoContent } from "./file-content";
import { contentPath, CourseOutline, type Outline } from "./outline";
import { type ContentProgress, type CourseProgress, useJustCompleted, useProgress, useSendWaiting, useVisit } from "./progress";
import { useWaitingCount } from "./queue";
import { Quiz } from "./quiz";
import { courseText } from "./text";
import { TextContent } from "./text-content";
import { useCourse } from "./use-course";
import "./courses.css";
import "./player.css";

const text = words({
  id: {
    previous: "Sebelumnya", next: "Lanjut", toCourse: "Ke kursus", done: "Tandai selesai", isDone: "Selesai", navigation: "Pindah materi",
    waiting: "Tanpa sambungan. Kemajuan Anda disimpan di perangkat ini dan dikirim begitu tersambung.", locked: "Materi ini masih terkunci",
    doneFirst: "Selesaikan materi ini dulu untuk membuka yang berikutnya.", step: (place: number, count: number) => `Materi ${place} dari ${count}`,
  },
  en: {
    previous: "Previous", next: "Next", toCourse: "To the course", done: "Mark as done", isDone: "Done", navigation: "Move between lessons",
    waiting: "Offline. Your progress is kept on this device and sent once you are connected.", locked: "This lesson is still locked",
    doneFirst: "Finish this lesson first to open the next one.", step: (place: number, count: number) => `Lesson ${place} of ${count}`,
  },
});

type Content = Schemas["PublishedContent"];

const contentQuery = (courseId: number, contentId: number) => ({
  queryKey: ["content", courseId, contentId],
  queryFn: ({ signal }: { signal: AbortSignal }) => api.courses.showContent(courseId, contentId, { signal }),
  staleTime: 60_000,
});

export default function ContentPage() {
  const params = useParams();
  const courseId = Number(params["courseId"]);
  const isResume = params["contentId"] === "resume";
  const contentId = Number(params["contentId"]);
  const course = useCourse(courseId);
  const progress = useProgress(courseId, Number.isInteger(courseId));
  useSendWaiting();
  // What another device has reached since counts, if it can be read.
  const isFresh = progress.isFetchedAfterMount || progress.failureCount > 0;

  if (!Number.isInteger(courseId) || (!isResume && !Number.isInteger(contentId))) return <NotFound />;
  if (hasCode(progress.error, "not_enrolled") || hasCode(progress.error, "course_not_found")) return <Navigate to={`/courses/${courseId}`} replace />;
  const error = progress.data ? course.error && !course.data : progress.error;
  if (error) return <ErrorState error={course.error ?? progress.error} onRetry={() => { void course.refetch(); void progress.refetch(); }} />;
  if (!progress.data || !course.data || !isFresh) return <Skeleton lines={8} height={28} />;
  if (isResume) {
    const next = progress.data.resume?.content_id;
    return <Navigate to={next ? contentPath(courseId, next) : `/courses/${courseId}`} replace />;
  }
  return <Player key={contentId} course={course.data} progress={progress.data} contentId={contentId} />;
}

function Player({ course, progress, contentId }: { course: Outline; progress: CourseProgress; contentId: number }) {
  const t = useText(text);
  const c = useText(courseText);
  const sheet = useDialog();
  const all = course.outline.flatMap(({ contents }) => contents);
  const place = all.findIndex(({ id }) => id === contentId);
  const own = progress.contents.find(({ content_id }) => content_id === contentId);
  useTitle(own?.title);
  const content = useQuery({ ...contentQuery(course.id, contentId), enabled: own?.state !== "locked" });
  if (!own && !content.data) return content.error ? <ErrorState error={content.error} /> : <NotFound />;
  const count = progress.contents.filter(({ state }) => state === "satisfied").length;
  return (
    <div className="player">
      <aside className="player-outline">
        <Link className="player-course" to={`/courses/${course.id}`}>{course.title}</Link>
        <div className="player-progress">
          <Progress value={progress.percent} label={c.progress(progress.percent)} />
          <p className="soft small">{c.progress(progress.percent)}</p>
        </div>
        <nav aria-label={c.outline}><CourseOutline course={course} progress={progress} current={contentId} /></nav>
      </aside>
      <div className="player-main">
        <div className="player-bar">
          <Link to={`/courses/${course.id}`} className="player-back">{course.title}</Link>
          <Button icon={ListOrdered} aria-label={`${c.outline}, ${count}/${all.length}`} onClick={() => sheet.open(true)}>{count}/{all.length}</Button>
        </div>
        {place >= 0 && <p className="soft small">{t.step(place + 1, all.length)}</p>}
        <h1>{own?.title ?? content.data?.title}</h1>
        {own?.state === "locked" ? (
          <Alert tone="warning" title={t.locked} action={progress.resume && <ButtonLink to={contentPath(course.id, progress.resume.content_id)}>{c.resume}</ButtonLink>}>
            <LockedReason courseId={course.id} contentId={contentId} />
          </Alert>
        ) : content.data && own ? (
          <OpenContent key={contentId} {...{ course, progress, own }} content={content.data} />
        ) : content.error ? <ErrorState error={content.error} onRetry={() => void content.refetch()} /> : <Skeleton lines={10} />}
      </div>
      {sheet.value && (
        <Dialog kind="sheet" title={c.outline} onClose={sheet.close}>
          <CourseOutline course={course} progress={progress} current={contentId} onChoose={sheet.close} />
        </Dialog>
      )}
    </div>
  );
}

/** The shop says what opens it, in a sentence. */
function LockedReason({ courseId, contentId }: { courseId: number; contentId: number }) {
  const { error } = useQuery({ ...contentQuery(courseId, contentId), queryKey: ["locked", courseId, contentId], retry: false });
  return error ? <p>{sentence(error)}</p> : null;
}

interface OpenProps {
  course: Outline;
  progress: CourseProgress;
  own: ContentProgress;
  content: Content;
}

function OpenContent({ course, progress, own, content }: OpenProps) {
  const t = useText(text);
  const user = useUser();
  const client = useQueryClient();
  const visit = useVisit(course.id, content.id);
  const waiting = useWaitingCount(user.id, course.id);
  const isOffline = useOffline();
  // Where the visit starts: later reports of this page must not move the learner.
  const [start] = useState(own.position);
  const [wasCompleted] = useState(progress.completed);
  const [isBusy, setBusy] = useState(false);
  const [isMarked, setMarked] = useState(false);
  const finished = useRef<HTMLDivElement>(null);
  const isDone = own.state === "satisfied" || isMarked;
  const isJustCompleted = useJustCompleted(user.id, progress);
  const isFinishedNow = isJustCompleted && !wasCompleted;

  const complete = async () => {
    setMarked(true);
    setBusy(true);
    try {
      return await visit.report({ completed: true });
    } catch (error) {
      setMarked(false);
      toast.failed(sentence(error));
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  const nextId = useNextId(course, content.id);
  useEffect(() => {
    if (nextId && progress.contents.some(({ content_id, state }) => content_id === nextId && state !== "locked")) void client.prefetchQuery(contentQuery(course.id, nextId));
  }, [client, course.id, nextId, progress.contents]);
  useEffect(() => {
    if (isFinishedNow) finished.current?.scrollIntoView({ block: "center", behavior: "smooth" });
  }, [isFinishedNow]);

  const certificate = isJustCompleted && progress.certificate && <CertificateCard fresh certificate={progress.certificate} courseTitle={course.title} />;

  return (
    <>
      {/* The content before this one has completed the course. */}
      {wasCompleted && certificate}
      <p className="player-rule">{own.rule}</p>
      {content.kind === "text" && <TextContent html={content.html} start={isDone ? null : start} isDone={isDone} visit={visit} onEnd={() => void complete()} />}
      {content.kind === "video" && <VideoContent url={content.body} />}
      {content.kind === "file" && <FileContent {...{ content, visit, start, isDone }} courseId={course.id} onEnd={() => void complete()} />}
      {content.kind === "quiz" && <Quiz courseId={course.id} contentId={content.id} />}
      <div ref={finished} className="player-finished">
        {isFinishedNow && certificate}
      </div>
      {isOffline && waiting > 0 && <p className="player-waiting" role="status"><WifiOff size={18} aria-hidden /> {t.waiting}</p>}
      <Steps {...{ course, progress, content, isDone, isBusy, complete }} />
    </>
  );
}

function useNextId(course: Outline, contentId: number): number | undefined {
  const all = course.outline.flatMap(({ contents }) => contents);
  return all[all.findIndex(({ id }) => id === contentId) + 1]?.id;
}

function useOffline(): boolean {
  const [isOffline, setOffline] = useState(!navigator.onLine);
  useEffect(() => {
    const look = () => setOffline(!navigator.onLine);
    window.addEventListener("online", look);
    window.addEventListener("offline", look);
    return () => { window.removeEventListener("online", look); window.removeEventListener("offline", look); };
  }, []);
  return isOffline;
}

/** The bar with the way back, the mark and the way on: always at the same place. */
function Steps({ course, progress, content, isDone, isBusy, complete }: {
  course: Outline; progress: CourseProgress; content: Content; isDone: boolean; isBusy: boolean; complete: () => Promise<CourseProgress | undefined>;
}) {
  const t = useText(text);
  const all = course.outline.flatMap(({ contents }) => contents);
  const place = all.findIndex(({ id }) => id === content.id);
  const [previous, next] = [place > 0 ? all[place - 1] : undefined, all[place + 1]];
  const isOpen = (id: number) => progress.contents.find(({ content_id }) => content_id === id)?.state !== "locked";
  // Going on from a text marks it as read, as its rule says.
  const marks = content.kind === "text" && !isDone;
  const isBlocked = next !== undefined && !isOpen(next.id) && !marks;
  const to = next ? contentPath(course.id, next.id) : `/courses/${course.id}`;
  return (
    <nav className="player-steps" aria-label={t.navigation}>
      {previous && isOpen(previous.id) ? (
        <Link className="button plain player-previous" to={contentPath(course.id, previous.id)} aria-label={t.previous}><ArrowLeft size={18} aria-hidden /><span>{t.previous}</span></Link>
      ) : <span className="player-previous" />}
      <div className="player-mark">
        {isDone ? <span className="course-done"><CheckCircle2 size={18} aria-hidden /> {t.isDone}</span> : content.kind !== "quiz" && (
          <Button look={content.kind === "text" ? "quiet" : "plain"} icon={Check} busy={isBusy} onClick={() => void complete()}>{t.done}</Button>
        )}
      </div>
      <NextLink {...{ to, isBlocked, marks, complete }}>{next ? t.next : t.toCourse}</NextLink>
    </nav>
  );
}

function NextLink({ to, isBlocked, marks, complete, children }: { to: string; isBlocked: boolean; marks: boolean; complete: () => Promise<unknown>; children: string }) {
  const t = useText(text);
  const isLast = !to.includes("/contents/");
  const look = isLast && !marks ? "plain" : "primary";
  if (isBlocked) {
    return <Button className="blocked" aria-disabled onClick={() => toast.failed(t.doneFirst)}>{children}<ArrowRight size={18} aria-hidden /></Button>;
  }
  // The last text stays, so that the certificate can appear below it.
  if (marks && isLast) return <Button look="primary" onClick={() => void complete()}>{t.done}</Button>;
  return <Link className={`button ${look}`} to={to} onClick={() => { if (marks) void complete(); }}>{children}<ArrowRight size={18} aria-hidden /></Link>;
}
