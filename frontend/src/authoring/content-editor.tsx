import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, type KeyboardEvent, lazy, Suspense } from "react";
import { useParams } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { fieldErrors, formError } from "../app/problem";
import { useTitle } from "../app/title";
import { ButtonLink } from "../ui/button";
import { TextField } from "../ui/fields";
import { Alert, Badge, Loaded, Skeleton } from "../ui/feedback";
import { ArrowLeft, ArrowRight, ExternalLink } from "../ui/icons";
import { ConflictAlert } from "./conflict";
import { FilePart } from "./content/file-part";
import { Rules } from "./content/rules";
import { NAMES, type Values, valuesOf } from "./content/values";
import { type ContentDetail, contentKey, type Draft, useContent, useCourseId, useDraft, useReload } from "./draft";
import { useForm } from "./form";
import { MarkdownField } from "./markdown-field";
import { SaveBar } from "./save-bar";
import { authoringText } from "./text";
import "./authoring.css";

const QuizEditor = lazy(async () => ({ default: (await import("./quiz/quiz-editor")).QuizEditor }));

const text = words({
  id: {
    title: "Judul", body: "Isi", quiz: "Kuis", required: "Wajib", move_on: "Dianggap selesai bila", mastery_score: "Nilai lulus", minutes: "Perkiraan waktu", prerequisites: "Materi prasyarat",
    video: "Alamat video", videoHint: "Tautan YouTube, Vimeo, atau berkas video.", openVideo: "Buka video", description: "Keterangan berkas", previous: "Sebelumnya", next: "Berikutnya", neighbours: "Materi sebelum dan sesudahnya",
    removed: "Materi ini sudah dibuang dari draf. Pulihkan dari susunan kursus agar ikut terbit.",
  },
  en: {
    title: "Title", body: "Text", quiz: "Quiz", required: "Required", move_on: "Counts as done when", mastery_score: "Passing score", minutes: "Estimated time", prerequisites: "Required contents",
    video: "Address of the video", videoHint: "A link to YouTube, Vimeo or a video file.", openVideo: "Open video", description: "About the file", previous: "Previous", next: "Next", neighbours: "Contents before and after",
    removed: "This content was removed from the draft. Restore it in the outline of the course to publish it.",
  },
});

export default function ContentEditor() {
  const courseId = useCourseId();
  const contentId = Number(useParams()["contentId"]);
  const content = useContent(courseId, contentId);
  const draft = useDraft(courseId);
  useTitle(content.data?.title);
  return (
    <Loaded query={content} skeleton={<Skeleton lines={6} height={44} />}>
      {(data) => <ContentForm key={data.id} courseId={courseId} content={data} draft={draft.data} />}
    </Loaded>
  );
}

function ContentForm({ courseId, content, draft }: { courseId: number; content: ContentDetail; draft: Draft | undefined }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const client = useQueryClient();
  const reload = useReload(courseId);
  const form = useForm<Values>({
    current: valuesOf(content),
    read: async () => valuesOf(await client.fetchQuery({ queryKey: contentKey(courseId, content.id), queryFn: () => api.courseDrafts.showContent(courseId, content.id), staleTime: 0 })),
    send: async (fields, ifMatch) => {
      const saved = await api.courseDrafts.updateContent(courseId, content.id, body(fields), { ifMatch });
      await reload();
      return valuesOf(saved);
    },
  });
  const { values, set } = form;
  const errors = fieldErrors(form.error);
  const failed = formError(form.error, [...NAMES, ...Object.keys(errors).filter((field) => field.startsWith("quiz."))]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    form.save();
  };
  return (
    <form ref={form.form} className="stack loose content-form" noValidate onKeyDown={onKeyDown} onSubmit={(event: FormEvent) => { event.preventDefault(); form.save(); }}>
      <div>
        <ButtonLink look="quiet" className="back-link" icon={ArrowLeft} to={`/authoring/${courseId}`}>{draft?.title ?? shared.tabs.content}</ButtonLink>
        <div className="page-head"><div className="row"><h1>{content.title}</h1><Badge>{shared.kinds[content.kind]}</Badge></div></div>
        {content.section_id === null && <Alert tone="warning"><p>{t.removed}</p></Alert>}
        {form.overlap && <ConflictAlert fields={form.overlap.map((name) => t[name as (typeof NAMES)[number]])} onMine={form.useMine} onTheirs={form.useTheirs} />}
        {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
      </div>
      <div className="stack">
        <TextField label={t.title} maxLength={200} error={errors["title"]} value={values.title} onChange={(event) => set({ title: event.target.value })} />
        {content.kind === "text" && <MarkdownField courseId={courseId} label={t.body} rows={18} maxLength={200_000} error={errors["body"]} value={values.body} onChange={(next) => set({ body: next })} />}
        {content.kind === "video" && (
          <div className="row video-field">
            <TextField className="grow" type="url" inputMode="url" label={t.video} hint={t.videoHint} error={errors["body"]} value={values.body} onChange={(event) => set({ body: event.target.value })} />
            {/^https?:\/\//.test(values.body) && <a className="button plain" href={values.body} target="_blank" rel="noopener noreferrer"><ExternalLink size={18} aria-hidden />{t.openVideo}</a>}
          </div>
        )}
        {content.kind === "file" && (
          <>
            <FilePart courseId={courseId} content={content} />
            <MarkdownField courseId={courseId} label={t.description} optional rows={6} maxLength={200_000} error={errors["body"]} value={values.body} onChange={(next) => set({ body: next })} />
          </>
        )}
      </div>
      {values.quiz && <Suspense fallback={<Skeleton />}><QuizEditor title={values.title} masteryScore={values.mastery_score} quiz={values.quiz} errors={errors} onChange={(change) => form.update((now) => ({ quiz: now.quiz && change(now.quiz) }))} /></Suspense>}
      <Rules draft={draft} contentId={content.id} kind={content.kind} values={values} errors={errors} onChange={set} />
      {draft && <Neighbours draft={draft} contentId={content.id} />}
      <SaveBar dirty={form.dirty} busy={form.busy} onDiscard={form.discard} />
    </form>
  );
}

/** Leave empty lines of accepted answers away. */
function body(fields: Partial<Values>): Parameters<typeof api.courseDrafts.updateContent>[2] {
  const { quiz, mastery_score, ...rest } = fields;
  return {
    ...rest,
    ...(typeof mastery_score === "number" ? { mastery_score } : {}),
    ...(quiz ? { quiz: { ...quiz, questions: quiz.questions.map((question) => ({ ...question, accepted: question.accepted.filter((answer) => answer.trim()) })) } } : {}),
  };
}

function Neighbours({ draft, contentId }: { draft: Draft; contentId: number }) {
  const t = useText(text);
  const all = draft.sections.flatMap((section) => section.contents);
  const place = all.findIndex(({ id }) => id === contentId);
  const [before, after] = [all[place - 1], place < 0 ? undefined : all[place + 1]];
  const to = (id: number) => `/authoring/${draft.id}/contents/${id}`;
  return (
    <nav className="row between" aria-label={t.neighbours}>
      {before ? <ButtonLink look="quiet" icon={ArrowLeft} to={to(before.id)} aria-label={`${t.previous}: ${before.title}`}>{before.title}</ButtonLink> : <span />}
      {after && <ButtonLink look="quiet" className="next-content" icon={ArrowRight} to={to(after.id)} aria-label={`${t.next}: ${after.title}`}>{after.title}</ButtonLink>}
    </nav>
  );
}
