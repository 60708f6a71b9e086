import { useMutation, useQueryClient } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { useNavigate } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useSession } from "../app/session";
import { confirm } from "../ui/dialog";
import { Skeleton } from "../ui/feedback";
import { Trash2 } from "../ui/icons";
import { Menu } from "../ui/menu";
import { toast } from "../ui/toast";
import { CoursePage } from "./course-page";
import { Outline } from "./course/outline";
import { Publish } from "./course/publish";
import { type Draft, useCourseId } from "./draft";

const Details = lazy(async () => ({ default: (await import("./course/details")).Details }));

const text = words({
  id: {
    actions: "Tindakan kursus", remove: "Hapus kursus", removeTitle: (title: string) => `Hapus ${title}?`,
    removeDetail: "Kursus hilang dari daftar. Peserta yang sudah terdaftar tetap dapat belajar, dan admin dapat memulihkannya.",
    removed: (title: string) => `${title} dihapus.`,
  },
  en: {
    actions: "Actions for the course", remove: "Delete course", removeTitle: (title: string) => `Delete ${title}?`,
    removeDetail: "The course disappears from the list. Enrolled learners can go on, and an admin can restore it.",
    removed: (title: string) => `${title} is deleted.`,
  },
});

export default function Editor() {
  const courseId = useCourseId();
  return (
    <CoursePage courseId={courseId} tab="content" action={(draft) => <CourseMenu draft={draft} />}>
      {(draft) => (
        <div className="editor">
          <aside className="editor-side"><Publish draft={draft} /></aside>
          <div className="stack loose editor-main">
            <Outline draft={draft} />
            <div id="details"><Suspense fallback={<Skeleton lines={6} height={44} />}><Details draft={draft} /></Suspense></div>
          </div>
        </div>
      )}
    </CoursePage>
  );
}

function CourseMenu({ draft }: { draft: Draft }) {
  const t = useText(text);
  const admin = useSession().has("admin");
  const navigate = useNavigate();
  const client = useQueryClient();
  const refresh = () => client.invalidateQueries({ queryKey: ["authored-courses"] });
  const remove = useMutation({
    mutationFn: async () => api.courses.delete(draft.id),
    onSuccess: () => {
      const undo = () => void api.courses.restore(draft.id).then(refresh, (error: unknown) => toast.failed(sentence(error)));
      toast.done(t.removed(draft.title), admin ? { undo } : {});
      void refresh();
      void navigate("/authoring");
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  const ask = async () => {
    if (await confirm({ title: t.removeTitle(draft.title), detail: t.removeDetail, action: t.remove, danger: true })) remove.mutate();
  };
  return <Menu label={t.actions} actions={[{ label: t.remove, icon: Trash2, danger: true, run: () => void ask() }]} />;
}
