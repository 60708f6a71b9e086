import { useLayoutEffect, useRef, useState } from "react";
import { Link, useNavigate } from "react-router";
import { api } from "../../app/api";
import { useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { confirm, useDialog } from "../../ui/dialog";
import { Alert, Badge, EmptyState } from "../../ui/feedback";
import { ArrowDown, ArrowUp, BookOpen, CheckCircle2, FileText, FileUp, GripVertical, type Icon, Pencil, Plus, Trash2, Undo2, Video } from "../../ui/icons";
import { Menu, type MenuAction } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { type Draft, type DraftContent, type Kind, useReload } from "../draft";
import { authoringText } from "../text";
import { arrowKeys, useDrag } from "./drag";
import { NameDialog } from "./name-dialog";
import { moveContent, moveSection, type Order, placeContent, whereIs } from "./outline-order";
import { useOutline } from "./writer";

const text = words({
  id: {
    outline: "Susunan", empty: "Belum ada isi", emptyHint: "Kursus terdiri dari bagian, dan bagian dari materi.", addSection: "Tambah bagian",
    addContent: "Tambah materi", newContent: { text: "Teks baru", video: "Video baru", file: "Berkas baru", quiz: "Kuis baru" }, addTo: (section: string) => `Tambah materi ke ${section}`,
    addAndFill: "Tambah lalu isi", rename: "Ganti nama", removeSection: (title: string) => `Buang bagian ${title}?`,
    removeSectionDetail: "Materinya ikut keluar dari draf dan dapat dipulihkan dari daftar yang dibuang.", removed: (title: string) => `${title} dibuang.`,
    removedList: (count: number) => `Dibuang (${count})`, restoreIt: "Pulihkan", restore: (title: string) => `Pulihkan ${title}`, handle: (title: string) => `Pindahkan ${title}`,
    handleHint: "Seret, atau tekan panah atas dan bawah.", actions: (title: string) => `Tindakan untuk ${title}`, saving: "Menyimpan…",
    sectionMoved: (title: string, place: number, count: number) => `Bagian ${title} kini nomor ${place} dari ${count}.`, edge: (title: string) => `${title} sudah di ujung.`,
    noContents: "Belum ada materi di bagian ini.",
  },
  en: {
    outline: "Outline", empty: "No contents yet", emptyHint: "A course consists of sections, and a section of contents.", addSection: "Add section",
    addContent: "Add content", newContent: { text: "New text", video: "New video", file: "New file", quiz: "New quiz" }, addTo: (section: string) => `Add content to ${section}`,
    addAndFill: "Add and fill", rename: "Rename", removeSection: (title: string) => `Remove the section ${title}?`,
    removeSectionDetail: "Its contents leave the draft, too, and can be restored from the list of those removed.", removed: (title: string) => `${title} is removed.`,
    removedList: (count: number) => `Removed (${count})`, restoreIt: "Restore", restore: (title: string) => `Restore ${title}`, handle: (title: string) => `Move ${title}`,
    handleHint: "Drag, or press the up and down arrows.", actions: (title: string) => `Actions for ${title}`, saving: "Saving…",
    sectionMoved: (title: string, place: number, count: number) => `The section ${title} is now ${place} of ${count}.`, edge: (title: string) => `${title} is at the end already.`,
    noContents: "No contents in this section yet.",
  },
});

export const KIND_ICONS: Record<Kind, Icon> = { text: FileText, video: Video, file: FileUp, quiz: CheckCircle2 };
const KINDS = ["text", "video", "file", "quiz"] as const;

type Naming = { kind: "section" } | { kind: "rename-section"; id: number; title: string } | { kind: "rename"; id: number; title: string } | { kind: "content"; sectionId: number; content: Kind };

export function Outline({ draft }: { draft: Draft }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const { order, arrange, write, busy, conflict } = useOutline(draft);
  const naming = useDialog<Naming>();
  const [news, setNews] = useState("");
  const focus = useRef<string | null>(null);
  const titles = new Map(draft.sections.map(({ id, title }) => [id, title]));
  const contents = new Map(draft.sections.flatMap((section) => section.contents).map((content) => [content.id, content]));
  const title = (id: number) => contents.get(id)?.title ?? "";

  useLayoutEffect(() => {
    // A row that moves to another section is a new element.
    if (focus.current) document.querySelector<HTMLElement>(`[data-handle="${focus.current}"]`)?.focus();
    focus.current = null;
  }, [order]);
  const settle = (next: Order, id: number) => {
    const { section, place } = whereIs(next, id);
    setNews(shared.moved(title(id), place, section.contents.length, titles.get(section.id) ?? ""));
    focus.current = `content-${id}`;
    arrange(next);
  };
  const move = (id: number, step: 1 | -1) => {
    const next = moveContent(order, id, step);
    if (next === order) setNews(t.edge(title(id)));
    else settle(next, id);
  };
  const moveWhole = (id: number, step: 1 | -1) => {
    const next = moveSection(order, id, step);
    if (next === order) return setNews(t.edge(titles.get(id) ?? ""));
    setNews(t.sectionMoved(titles.get(id) ?? "", next.findIndex((section) => section.id === id) + 1, next.length));
    focus.current = `section-${id}`;
    arrange(next);
  };
  const drag = useDrag((id, { sectionId, to }) => settle(placeContent(order, id, sectionId, to), id));

  const removeContent = async (content: DraftContent) => {
    const { section, place } = whereIs(order, content.id);
    if (!(await write((ifMatch) => api.courseDrafts.deleteContent(draft.id, content.id, { ifMatch })))) return;
    const back = { section_id: section.id, position: place };
    toast.done(t.removed(content.title), { undo: () => void write(() => api.courseDrafts.updateContent(draft.id, content.id, back)) });
  };
  const removeSection = async (id: number) => {
    const agreed = await confirm({ title: t.removeSection(titles.get(id) ?? ""), detail: t.removeSectionDetail, action: shared.remove, danger: true });
    if (agreed) await write((ifMatch) => api.courseDrafts.deleteSection(draft.id, id, { ifMatch }));
  };
  const moves = (run: (step: 1 | -1) => void): MenuAction[] => [
    { label: shared.up, icon: ArrowUp, run: () => run(-1) },
    { label: shared.down, icon: ArrowDown, run: () => run(1) },
  ];
  const sectionActions = (id: number): MenuAction[] => [
    { label: t.rename, icon: Pencil, run: () => naming.open({ kind: "rename-section", id, title: titles.get(id) ?? "" }) },
    ...moves((step) => moveWhole(id, step)),
    { label: shared.remove, icon: Trash2, danger: true, run: () => void removeSection(id) },
  ];
  const contentActions = (content: DraftContent): MenuAction[] => [
    { label: t.rename, icon: Pencil, run: () => naming.open({ kind: "rename", id: content.id, title: content.title }) },
    ...moves((step) => move(content.id, step)),
    { label: shared.remove, icon: Trash2, danger: true, run: () => void removeContent(content) },
  ];
  const addSection = <Button icon={Plus} look={order.length ? "plain" : "primary"} onClick={() => naming.open({ kind: "section" })}>{t.addSection}</Button>;
  return (
    <section className="stack" id="outline" aria-label={t.outline}>
      <div className="row between">
        <h2>{t.outline}</h2>
        {busy && <span className="soft small" role="status">{t.saving}</span>}
      </div>
      {conflict && <Alert tone="warning"><p>{conflict}</p></Alert>}
      <p className="visually-hidden" aria-live="assertive">{news}</p>
      <p hidden id="handle-hint">{t.handleHint}</p>
      {!order.length && <EmptyState icon={BookOpen} title={t.empty} action={addSection}>{t.emptyHint}</EmptyState>}
      <ol className="stack">
        {order.map((section) => titles.has(section.id) && (
          <li key={section.id} className="outline-section" data-section={section.id}>
            <div className="outline-head">
              <Handle name={`section-${section.id}`} label={t.handle(titles.get(section.id)!)} onKeyDown={arrowKeys((step) => moveWhole(section.id, step))} />
              <h3 className="grow">{titles.get(section.id)}</h3>
              <Menu label={t.actions(titles.get(section.id)!)} actions={sectionActions(section.id)} />
            </div>
            <ol>
              {section.contents.filter((id) => contents.has(id)).map((id, place) => {
                const line = drag.target?.sectionId === section.id && drag.dragged !== null && lineBefore(section.contents, drag.dragged, drag.target.to) === id;
                return (
                  <ContentRow
                    key={id}
                    courseId={draft.id}
                    content={contents.get(id)!}
                    number={place + 1}
                    state={`${drag.dragged === id ? "dragged" : ""} ${line ? "drop-before" : ""}`}
                    actions={contentActions(contents.get(id)!)}
                    handle={{ ...drag.handle(id), onKeyDown: arrowKeys((step) => move(id, step)) }}
                  />
                );
              })}
              {drag.target?.sectionId === section.id && drag.dragged !== null && lineBefore(section.contents, drag.dragged, drag.target.to) === null && <li className="drop-line" aria-hidden />}
            </ol>
            {!section.contents.length && <p className="soft small outline-empty">{t.noContents}</p>}
            <div className="outline-foot">
              <Menu
                label={t.addTo(titles.get(section.id)!)}
                actions={KINDS.map((kind) => ({ label: shared.kinds[kind], icon: KIND_ICONS[kind], run: () => naming.open({ kind: "content", sectionId: section.id, content: kind }) }))}
              >
                <Plus size={18} aria-hidden />{t.addContent}
              </Menu>
            </div>
          </li>
        ))}
      </ol>
      {order.length > 0 && <div>{addSection}</div>}
      {draft.removed.length > 0 && <Removed draft={draft} onRestore={(id) => void write(() => api.courseDrafts.updateContent(draft.id, id, { section_id: order[0]?.id ?? 0 }))} />}
      {naming.value && <Naming draft={draft} naming={naming.value} onClose={naming.close} />}
    </section>
  );
}

/** The content before which the dragged one would land; null: at the end. */
function lineBefore(contents: readonly number[], dragged: number, to: number): number | null {
  return contents.filter((id) => id !== dragged)[to] ?? null;
}

function Handle({ name, label, ...rest }: { name: string; label: string } & React.ButtonHTMLAttributes<HTMLButtonElement>) {
  return <button type="button" className="handle" data-handle={name} aria-label={label} aria-describedby="handle-hint" {...rest}><GripVertical size={18} aria-hidden /></button>;
}

function ContentRow({ courseId, content, number, state, actions, handle }: { courseId: number; content: DraftContent; number: number; state: string; actions: MenuAction[]; handle: React.ButtonHTMLAttributes<HTMLButtonElement> }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const Symbol = KIND_ICONS[content.kind];
  const facts = [shared.kinds[content.kind], content.minutes && shared.minutes(content.minutes), content.file?.name].filter(Boolean).join(" · ");
  return (
    <li className={`draft-row ${state}`} data-content={content.id}>
      <Handle name={`content-${content.id}`} label={t.handle(content.title)} {...handle} />
      <Link className="outline-link" to={`/authoring/${courseId}/contents/${content.id}`}>
        <Symbol size={20} className="soft" aria-hidden />
        <span className="grow">
          <span className="draft-title"><span className="visually-hidden">{number}. </span>{content.title}</span>
          <span className="soft small">{facts}</span>
        </span>
        {!content.required && <Badge>{shared.optional}</Badge>}
      </Link>
      <Menu label={t.actions(content.title)} actions={actions} />
    </li>
  );
}

function Removed({ draft, onRestore }: { draft: Draft; onRestore: (id: number) => void }) {
  const t = useText(text);
  const shared = useText(authoringText);
  return (
    <details className="fold">
      <summary>{t.removedList(draft.removed.length)}</summary>
      <ul>
        {draft.removed.map((content) => (
          <li key={content.id} className="list-row">
            <div className="grow"><p>{content.title}</p><p>{shared.kinds[content.kind]}</p></div>
            {draft.sections.length > 0 && <Button icon={Undo2} look="quiet" aria-label={t.restore(content.title)} onClick={() => onRestore(content.id)}>{t.restoreIt}</Button>}
          </li>
        ))}
      </ul>
    </details>
  );
}

function Naming({ draft, naming, onClose }: { draft: Draft; naming: Naming; onClose: () => void }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const navigate = useNavigate();
  const reload = useReload(draft.id);
  const created = useRef(0);
  const after = <T,>(call: PromiseLike<T>) => call.then(async (answer) => { await reload(); return answer; });
  if (naming.kind === "section") {
    return <NameDialog title={t.addSection} action={shared.add} onClose={onClose} save={(title, idempotencyKey) => after(api.courseDrafts.createSection(draft.id, { title }, { idempotencyKey }))} />;
  }
  if (naming.kind === "rename-section") {
    return <NameDialog title={t.rename} initial={naming.title} action={shared.save} onClose={onClose} save={(title, idempotencyKey) => after(api.courseDrafts.updateSection(draft.id, naming.id, { title }, { idempotencyKey }))} />;
  }
  if (naming.kind === "rename") {
    return <NameDialog title={t.rename} initial={naming.title} action={shared.save} onClose={onClose} save={(title, idempotencyKey) => after(api.courseDrafts.updateContent(draft.id, naming.id, { title }, { idempotencyKey }))} />;
  }
  return (
    <NameDialog
      title={t.newContent[naming.content]}
      action={shared.add}
      onClose={onClose}
      other={{ label: t.addAndFill, onSaved: () => void navigate(`/authoring/${draft.id}/contents/${created.current}`) }}
      save={async (title, idempotencyKey) => {
        const content = await api.courseDrafts.createContent(draft.id, { section_id: naming.sectionId, kind: naming.content, title }, { idempotencyKey });
        created.current = content.id;
        await reload();
      }}
    />
  );
}
