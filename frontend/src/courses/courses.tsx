import type { Schemas } from "finenice-client";
import { Link, useSearchParams } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { useList } from "../app/queries";
import { useSession } from "../app/session";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState, LoadedList, Progress } from "../ui/feedback";
import { BookOpen, CheckCircle2, Clock, GraduationCap, Play } from "../ui/icons";
import { Money } from "../ui/money";
import { Segments } from "../ui/tabs";
import { useSendWaiting } from "./progress";
import { courseText } from "./text";
import "./courses.css";

type Course = Schemas["Course"];
type Scope = "all" | "mine";

const text = words({
  id: {
    title: "Kursus", scope: "Kursus yang ditampilkan", all: "Semua", mine: "Kursus saya", free: "Gratis", owned: "Terdaftar",
    none: "Belum ada kursus", noneHint: "Kursus yang dibuka toko ini akan tampil di sini.", toShop: "Ke toko",
    noneMine: "Anda belum mengikuti kursus", noneMineHint: "Pilih satu, dan lanjutkan kapan saja dari perangkat mana pun.", look: "Lihat semua kursus",
      },
  en: {
    title: "Courses", scope: "Courses shown", all: "All", mine: "My courses", free: "Free", owned: "Enrolled",
    none: "No courses yet", noneHint: "Courses that this shop opens will appear here.", toShop: "Go to the shop",
    noneMine: "You are not taking a course yet", noneMineHint: "Choose one, and continue at any time on any device.", look: "See all courses",
      },
});

const PAGE_SIZE = 24;

export default function Courses() {
  const t = useText(text);
  useTitle(t.title);
  useSendWaiting();
  const { user } = useSession();
  const [params, setParams] = useSearchParams();
  const scope: Scope = user && params.get("scope") === "mine" ? "mine" : "all";
  const show = (next: Scope) => setParams(next === "mine" ? { scope: "mine" } : {});
  const courses = useList(["courses", scope], (cursor, signal) =>
    api.courses.list({ scope: scope === "mine" ? "enrolled" : "open", per_page: PAGE_SIZE, cursor }, { signal }));
  return (
    <>
      <div className="page-head">
        <h1>{t.title}</h1>
        {user && <Segments label={t.scope} value={scope} onChange={show} choices={[{ value: "all", label: t.all }, { value: "mine", label: t.mine }]} />}
      </div>
      <LoadedList
        query={courses}
        rows={(page) => page.courses}
        skeleton={<CardsSkeleton />}
        empty={scope === "mine" ? (
          <EmptyState icon={GraduationCap} title={t.noneMine} action={<Button look="primary" onClick={() => show("all")}>{t.look}</Button>}>{t.noneMineHint}</EmptyState>
        ) : (
          <EmptyState icon={GraduationCap} title={t.none} action={<ButtonLink to="/">{t.toShop}</ButtonLink>}>{t.noneHint}</EmptyState>
        )}
      >
        {(rows) => <ul className="cards">{rows.map((course) => <CourseCard key={course.id} course={course} />)}</ul>}
      </LoadedList>
    </>
  );
}

function CourseCard({ course }: { course: Course }) {
  const t = useText(text);
  const c = useText(courseText);
  const done = course.completed_at !== null;
  const percent = course.percent ?? 0;
  return (
    <li className="card course-card">
      <h2><Link to={`/courses/${course.id}`}>{course.title}</Link></h2>
      {course.summary && <p className="course-summary">{course.summary}</p>}
      <p className="course-meta">
        <span><BookOpen size={16} aria-hidden /> {c.contents(course.contents)}</span>
        {course.minutes > 0 && <span><Clock size={16} aria-hidden /> {c.minutes(course.minutes)}</span>}
        <span>{course.owner.name}</span>
      </p>
      <div className="course-foot">
        {!course.enrolled && <p className="course-price">{course.product ? <Money value={course.product.price} /> : t.free}</p>}
        {course.enrolled && done && <p className="course-done"><CheckCircle2 size={18} aria-hidden /> {c.completed}</p>}
        {course.enrolled && !done && (
          <>
            <div className="grow">
              <Progress value={percent} label={c.progress(percent)} />
              <p className="soft small">{c.progress(percent)}</p>
            </div>
            <ButtonLink look="primary" icon={Play} to={`/courses/${course.id}/contents/resume`} aria-label={`${percent ? c.resume : c.start}: ${course.title}`} className="above">
              {percent ? c.resume : c.start}
            </ButtonLink>
          </>
        )}
      </div>
    </li>
  );
}

function CardsSkeleton() {
  return (
    <div className="cards" aria-hidden>
      {Array.from({ length: 3 }, (_, place) => (
        <div key={place} className="card stack tight"><div className="skeleton" style={{ height: 24 }} /><div className="skeleton" style={{ height: 60 }} /><div className="skeleton" style={{ height: 20, width: "60%" }} /></div>
      ))}
    </div>
  );
}
