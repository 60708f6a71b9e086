import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { api } from "../app/api";
import { NotFound } from "../app/error-pages";
import { formatDate, useText, words } from "../app/language";
import { hasCode, sentence } from "../app/problem";
import { useAskToSignIn, useSession } from "../app/session";
import { useTitle } from "../app/title";
import { basket } from "../shop/basket";
import { Button, ButtonLink } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Alert, Badge, Loaded, Progress, Skeleton } from "../ui/feedback";
import { BookOpen, CheckCircle2, Clock, LogOut, Play, Share2, ShoppingBasket, User } from "../ui/icons";
import { Money } from "../ui/money";
import { share } from "../ui/share";
import { toast } from "../ui/toast";
import { CertificateCard } from "./certificate";
import { contentPath, CourseOutline, type Outline } from "./outline";
import { type CourseProgress, progressKey, takeOver, useJustCompleted, useProgress, useSendWaiting } from "./progress";
import { Prose } from "./prose";
import { courseText } from "./text";
import { useCourse } from "./use-course";
import "./courses.css";

const text = words({
  id: {
    by: (name: string) => `Oleh ${name}`, free: "Gratis", enrol: "Ikuti kursus", signIn: "Masuk untuk ikut", buy: "Beli", back: "Saya pernah ikut, masuk lagi",
    full: "Keranjang penuh. Selesaikan dulu belanjaan Anda.", enrolled: "Anda terdaftar. Selamat belajar!", about: "Tentang kursus ini", share: "Bagikan", copied: "Tautan kursus disalin.",
    closed: {
      deleted: "Kursus ini sudah dihapus. Anda tetap dapat melanjutkannya.", unpublished: "Kursus ini belum diterbitkan.",
      unlisted: "Kursus ini tidak menerima peserta baru.", product_not_sold: "Kursus ini sedang tidak dijual.",
    },
    needs: "Tuntaskan dulu", needsHint: "Kursus ini terbuka setelah kursus berikut selesai:", sequential: "Materi terbuka berurutan.",
    leave: "Keluar dari kursus", leaveShort: "Keluar", leaveTitle: "Keluar dari kursus ini?", leaveDetail: "Kemajuan Anda tetap disimpan dan berlaku lagi bila Anda kembali.", left: "Anda keluar dari kursus ini.",
    newContents: (count: number) => `${count} materi baru sejak Anda menuntaskannya. Sertifikat Anda tetap berlaku.`,
    completedOn: (day: string) => `Selesai ${day}`, again: "Buka lagi", nothing: "Kursus ini belum punya materi.", all: "Semua kursus",
  },
  en: {
    by: (name: string) => `By ${name}`, free: "Free", enrol: "Take this course", signIn: "Sign in to enrol", buy: "Buy", back: "I was enrolled, let me in again",
    full: "The basket is full. Check out first.", enrolled: "You are enrolled. Enjoy learning!", about: "About this course", share: "Share", copied: "The link to the course is copied.",
    closed: {
      deleted: "This course was deleted. You can still continue it.", unpublished: "This course is not published yet.",
      unlisted: "This course takes no new learners.", product_not_sold: "This course is not for sale at the moment.",
    },
    needs: "Complete first", needsHint: "This course opens once these are completed:", sequential: "Lessons open one after the other.",
    leave: "Leave the course", leaveShort: "Leave", leaveTitle: "Leave this course?", leaveDetail: "Your progress is kept and counts again if you return.", left: "You have left this course.",
    newContents: (count: number) => `${count} new lessons since you completed it. Your certificate stays valid.`,
    completedOn: (day: string) => `Completed on ${day}`, again: "Open again", nothing: "This course has no lessons yet.", all: "All courses",
  },
});

export default function CoursePage() {
  const courseId = Number(useParams()["courseId"]);
  const course = useCourse(courseId);
  useTitle(course.data?.title);
  useSendWaiting();
  if (!Number.isInteger(courseId) || hasCode(course.error, "course_not_found")) return <NotFound />;
  return <Loaded query={course} skeleton={<Skeleton lines={8} height={36} />}>{(found) => <CourseView course={found} />}</Loaded>;
}

function CourseView({ course }: { course: Outline }) {
  const t = useText(text);
  const c = useText(courseText);
  const { user } = useSession();
  const { data: progress } = useProgress(course.id, user !== null && course.enrolled);
  const own = course.enrolled ? progress : undefined;
  const isJustCompleted = useJustCompleted(user?.id, own);
  return (
    <div className="course">
      <header className="stack tight course-head">
        <h1>{course.title}</h1>
        {course.summary && <p className="course-lead">{course.summary}</p>}
        <p className="course-meta">
          <span><User size={16} aria-hidden /> {t.by(course.owner.name)}</span>
          <span><BookOpen size={16} aria-hidden /> {c.contents(course.contents)}</span>
          {course.minutes > 0 && <span><Clock size={16} aria-hidden /> {c.minutes(course.minutes)}</span>}
          <span>{c.languages[course.language] ?? course.language}</span>
        </p>
      </header>
      <aside className="stack">
        {course.enrolled ? <Learning course={course} progress={own} /> : <Entry course={course} />}
      </aside>
      <div className="stack loose">
        {own?.certificate && <CertificateCard fresh={isJustCompleted} certificate={own.certificate} courseTitle={course.title} />}
        {own?.completed && own.new_contents > 0 && <Alert><p>{t.newContents(own.new_contents)}</p></Alert>}
        {!course.enrolled && course.prerequisites.length > 0 && <Prerequisites course={course} />}
        {course.description_html && (
          <section className="stack"><h2>{t.about}</h2><Prose html={course.description_html} /></section>
        )}
        <section className="stack">
          <div><h2>{c.outline}</h2>{course.sequential && <p className="soft small">{t.sequential}</p>}</div>
          {course.outline.length ? <CourseOutline course={course} progress={own} /> : <p className="soft">{t.nothing}</p>}
        </section>
      </div>
    </div>
  );
}

/** What leads into the course: its price or that it is free, or why it is closed. */
function Entry({ course }: { course: Outline }) {
  const t = useText(text);
  const { user } = useSession();
  const askToSignIn = useAskToSignIn();
  const navigate = useNavigate();
  const client = useQueryClient();
  const { product } = course;
  const enrol = useMutation({
    mutationFn: () => api.enrolments.create(course.id),
    onSuccess: (progress) => {
      entered(client, progress);
      toast.done(t.enrolled);
      if (progress.resume) void navigate(contentPath(course.id, progress.resume.content_id));
    },
    onError: (error) => {
      // Whoever has bought it before is let in; all others put it into the basket.
      if (course.open && hasCode(error, "purchase_required")) addToBasket();
    },
  });
  const addToBasket = () => {
    if (!product) return;
    const isThere = basket.get().some(({ product_id }) => product_id === product.id);
    if (isThere || basket.add({ product_id: product.id, qty: 1, name: product.name, price: product.price, image_url: null })) void navigate("/basket");
    else toast.failed(t.full);
  };
  const error = enrol.error && !(course.open && hasCode(enrol.error, "purchase_required")) ? enrol.error : null;
  const act = () => (user ? enrol.mutate() : product ? addToBasket() : askToSignIn());
  return (
    <div className="card stack">
      <p className="entry-price">{product ? <Money value={product.price} /> : t.free}</p>
      {course.closed_because && <Alert tone="warning"><p>{t.closed[course.closed_because]}</p></Alert>}
      {error && <Alert tone="danger"><p>{sentence(error)}</p></Alert>}
      {course.open && (
        <Button look="primary" size="large" wide icon={product ? ShoppingBasket : Play} busy={enrol.isPending} onClick={act}>
          {product ? t.buy : user ? t.enrol : t.signIn}
        </Button>
      )}
      {!course.open && course.version !== null && user && <Button wide busy={enrol.isPending} onClick={() => enrol.mutate()}>{t.back}</Button>}
      <div className="entry-more"><ShareCourse course={course} /></div>
    </div>
  );
}

function entered(client: ReturnType<typeof useQueryClient>, progress: CourseProgress): void {
  takeOver(client, progress);
  client.setQueryData<Outline>(["course", progress.course_id], (before) => before && { ...before, enrolled: true, percent: progress.percent });
}

function ShareCourse({ course }: { course: Outline }) {
  const t = useText(text);
  const url = `${location.origin}/courses/${course.id}`;
  return <Button look="quiet" icon={Share2} onClick={() => void share({ url, title: course.title })}>{t.share}</Button>;
}

/** How far the learner is, and the way on. */
function Learning({ course, progress }: { course: Outline; progress: CourseProgress | undefined }) {
  const t = useText(text);
  const c = useText(courseText);
  const client = useQueryClient();
  const leave = useMutation({
    mutationFn: () => api.enrolments.leave(course.id),
    onSuccess: async () => {
      client.removeQueries({ queryKey: progressKey(course.id) });
      client.setQueryData<Outline>(["course", course.id], { ...course, enrolled: false, percent: null, completed_at: null });
      toast.done(t.left);
      await client.invalidateQueries({ queryKey: ["courses"] });
      await client.invalidateQueries({ queryKey: ["course", course.id] });
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  const askToLeave = async () => {
    if (await confirm({ title: t.leaveTitle, detail: t.leaveDetail, action: t.leave, danger: true })) leave.mutate();
  };
  const percent = progress?.percent ?? course.percent ?? 0;
  const first = course.outline[0]?.contents[0];
  let action: ReactNode = null;
  if (progress?.resume) {
    action = <ButtonLink look="primary" size="large" wide icon={Play} to={contentPath(course.id, progress.resume.content_id)}>{progress.started_at ? c.resume : c.start}</ButtonLink>;
  } else if (progress?.completed && first) {
    action = <ButtonLink wide icon={BookOpen} to={contentPath(course.id, first.id)}>{t.again}</ButtonLink>;
  }
  return (
    <div className="card stack">
      {progress?.completed_at ? <Badge tone="good"><CheckCircle2 size={14} aria-hidden />{t.completedOn(formatDate(progress.completed_at))}</Badge> : (
        <div className="stack tight">
          <Progress value={percent} label={c.progress(percent)} />
          <p className="soft small">{c.progress(percent)}</p>
        </div>
      )}
      {course.closed_because === "deleted" && <Alert tone="warning"><p>{t.closed.deleted}</p></Alert>}
      {action ?? (progress ? null : <Skeleton lines={1} height={52} />)}
      <div className="entry-more">
        <ShareCourse course={course} />
        <Button look="quiet" icon={LogOut} busy={leave.isPending} onClick={() => void askToLeave()} aria-label={t.leave} title={t.leave}>{t.leaveShort}</Button>
      </div>
    </div>
  );
}

function Prerequisites({ course }: { course: Outline }) {
  const t = useText(text);
  const c = useText(courseText);
  const { user } = useSession();
  const mine = useQuery({ queryKey: ["courses", "completed"], queryFn: () => api.courses.list({ scope: "enrolled", per_page: 100 }), enabled: user !== null });
  const completed = new Set(mine.data?.courses.filter(({ completed_at }) => completed_at).map(({ id }) => id));
  return (
    <section className="stack tight">
      <h2>{t.needs}</h2>
      <p className="soft small">{t.needsHint}</p>
      <ul className="list">
        {course.prerequisites.map(({ id, title }) => (
          <li key={id}>
            <Link className="list-row" to={`/courses/${id}`}>
              <span className="grow"><span>{title}</span></span>
              {completed.has(id) && <Badge tone="good">{c.completed}</Badge>}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
