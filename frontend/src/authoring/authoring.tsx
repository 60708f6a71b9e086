import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { type FormEvent, useRef, useState } from "react";
import { Link, useNavigate, useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatDay, useLanguage, useText, words } from "../app/language";
import { fieldErrors, formError, sentence } from "../app/problem";
import { useList } from "../app/queries";
import { useSession } from "../app/session";
import { useTitle } from "../app/title";
import { Button } from "../ui/button";
import { Dialog, useDialog } from "../ui/dialog";
import { Select, TextArea, TextField } from "../ui/fields";
import { Alert, Badge, EmptyState, LoadedList } from "../ui/feedback";
import { ChevronRight, GraduationCap, Plus, Trash2, Undo2 } from "../ui/icons";
import { Segments } from "../ui/tabs";
import { toast } from "../ui/toast";
import { authoringText, stateOf, TONES } from "./text";
import "./authoring.css";

const text = words({
  id: {
    scope: "Kursus mana", own: "Milik saya", all: "Semua", deleted: "Dihapus", create: "Buat kursus",
    empty: "Belum ada kursus", emptyHint: "Mulai dari judulnya; isi dan pengaturan lain menyusul.", notOwner: "Anda belum memiliki kursus. Admin dapat membuatkannya.",
    noneDeleted: "Tidak ada kursus yang dihapus", name: "Judul", summary: "Ringkasan", summaryHint: "Satu atau dua kalimat di daftar kursus.",
    language: "Bahasa kursus", restore: "Pulihkan", restored: (title: string) => `${title} dipulihkan.`, by: (name: string) => `oleh ${name}`,
    publishedAt: (day: string) => `terbit ${day}`, languages: { id: "Indonesia", en: "Inggris" },
  },
  en: {
    scope: "Which courses", own: "Mine", all: "All", deleted: "Deleted", create: "Create course",
    empty: "No courses yet", emptyHint: "Start with its title; contents and settings come later.", notOwner: "You own no course yet. An admin can create one for you.",
    noneDeleted: "No deleted courses", name: "Title", summary: "Summary", summaryHint: "One or two sentences in the list of courses.",
    language: "Language of the course", restore: "Restore", restored: (title: string) => `${title} is restored.`, by: (name: string) => `by ${name}`,
    publishedAt: (day: string) => `published ${day}`, languages: { id: "Indonesian", en: "English" },
  },
});

type Scope = "own" | "all" | "deleted";
type Course = Schemas["Course"];

export default function Authoring() {
  const t = useText(text);
  const shared = useText(authoringText);
  useTitle(shared.authoring);
  const admin = useSession().has("admin");
  const [params, setParams] = useSearchParams();
  const given = params.get("scope");
  const scope: Scope = admin && (given === "all" || given === "deleted") ? given : "own";
  const courses = useList(["authored-courses", scope], (cursor, signal) => api.courses.list({ scope, per_page: 50, cursor }, { signal }));
  const dialog = useDialog();
  const create = admin && <Button look="primary" icon={Plus} onClick={() => dialog.open(true)}>{t.create}</Button>;
  return (
    <>
      <div className="page-head">
        <h1>{shared.authoring}</h1>
        {create}
      </div>
      {admin && (
        <div className="toolbar">
          <Segments
            label={t.scope}
            value={scope}
            onChange={(next) => setParams(next === "own" ? {} : { scope: next }, { replace: true })}
            choices={[{ value: "own", label: t.own }, { value: "all", label: t.all }, { value: "deleted", label: t.deleted }]}
          />
        </div>
      )}
      <LoadedList
        query={courses}
        rows={(page) => page.courses}
        empty={
          scope === "deleted" ? <EmptyState icon={Trash2} title={t.noneDeleted} /> : (
            <EmptyState icon={GraduationCap} title={t.empty} action={create}>{admin ? t.emptyHint : t.notOwner}</EmptyState>
          )
        }
      >
        {(rows) => <ul className="list">{rows.map((course) => <Row key={course.id} course={course} scope={scope} />)}</ul>}
      </LoadedList>
      {dialog.value && <CreateDialog onClose={dialog.close} />}
    </>
  );
}

function Row({ course, scope }: { course: Course; scope: Scope }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const state = scope === "deleted" ? "deleted" : stateOf(course);
  const facts = [
    scope !== "own" && t.by(course.owner.name),
    course.contents > 0 && shared.contents(course.contents),
    course.minutes > 0 && shared.minutes(course.minutes),
    course.published_at && t.publishedAt(formatDay(course.published_at)),
    state === "closed" && course.closed_because && shared.closed[course.closed_because],
  ].filter(Boolean).join(" · ");
  const about = (
    <>
      <div className="grow">
        <p>{course.title}</p>
        {(facts || course.summary) && <p>{facts || course.summary}</p>}
      </div>
      <Badge tone={TONES[state]}>{shared.states[state]}</Badge>
    </>
  );
  if (scope === "deleted") return <li className="list-row">{about}<Restore course={course} /></li>;
  return (
    <li>
      <Link className="list-row with-state" to={`/authoring/${course.id}`}>{about}<ChevronRight size={20} className="soft" aria-hidden /></Link>
    </li>
  );
}

function Restore({ course }: { course: Course }) {
  const t = useText(text);
  const client = useQueryClient();
  const restore = useMutation({
    mutationFn: async () => api.courses.restore(course.id),
    onSuccess: () => toast.done(t.restored(course.title)),
    onError: (error) => toast.failed(sentence(error)),
    onSettled: () => client.invalidateQueries({ queryKey: ["authored-courses"] }),
  });
  return <Button icon={Undo2} busy={restore.isPending} onClick={() => restore.mutate()}>{t.restore}</Button>;
}

function CreateDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const navigate = useNavigate();
  const client = useQueryClient();
  const [title, setTitle] = useState("");
  const [summary, setSummary] = useState("");
  const [language, setLanguage] = useState<"id" | "en">(useLanguage());
  const intent = useRef(newKey());
  const create = useMutation({
    mutationFn: async () => api.courses.create({ title, summary, language }, { idempotencyKey: intent.current }),
    onSuccess: (course) => {
      void client.invalidateQueries({ queryKey: ["authored-courses"] });
      void navigate(`/authoring/${course.id}`);
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!create.isPending) create.mutate();
  };
  /** What was changed after an error is another intent. */
  const change = <T,>(set: (value: T) => void) => (value: T) => {
    intent.current = newKey();
    set(value);
  };
  const errors = fieldErrors(create.error);
  const other = formError(create.error, ["title", "summary"]);
  return (
    <Dialog
      title={t.create}
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{shared.cancel}</Button>
          <Button look="primary" type="submit" form="create-course" busy={create.isPending}>{t.create}</Button>
        </>
      }
    >
      <form id="create-course" className="stack" onSubmit={submit} noValidate>
        {other && <Alert tone="danger"><p>{other}</p></Alert>}
        <TextField label={t.name} error={errors["title"]} maxLength={200} autoFocus value={title} onChange={(event) => change(setTitle)(event.target.value)} />
        <TextArea label={t.summary} optional hint={t.summaryHint} error={errors["summary"]} maxLength={500} rows={2} value={summary} onChange={(event) => change(setSummary)(event.target.value)} />
        <Select
          label={t.language}
          value={language}
          onChange={(event) => change(setLanguage)(event.target.value as "id" | "en")}
          choices={[{ value: "id", label: t.languages.id }, { value: "en", label: t.languages.en }]}
        />
      </form>
    </Dialog>
  );
}
