import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoment, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { Badge, EmptyState, Loaded, LoadedList } from "../ui/feedback";
import { ChevronDown, ChevronRight, History } from "../ui/icons";
import { ButtonLink } from "../ui/button";
import { CoursePage } from "./course-page";
import { KIND_ICONS } from "./course/outline";
import { type Draft, useCourseId } from "./draft";
import { openElsewhere } from "./markdown-field";
import { authoringText } from "./text";

const text = words({
  id: {
    empty: "Belum ada versi", emptyHint: "Setiap penerbitan menyimpan satu versi yang tidak berubah lagi.", edit: "Ke isi kursus", by: (moment: string, name: string) => `${moment} oleh ${name}`, current: "Dipakai peserta",
    prerequisites: "Kursus prasyarat", sequential: "Dibuka berurutan", description: "Deskripsi",
  },
  en: {
    empty: "No versions yet", emptyHint: "Each publication keeps a version that never changes again.", edit: "Go to the contents", by: (moment: string, name: string) => `${moment} by ${name}`, current: "What learners see",
    prerequisites: "Required courses", sequential: "Opens in order", description: "Description",
  },
});

export default function Versions() {
  const courseId = useCourseId();
  return <CoursePage courseId={courseId} tab="versions">{(draft) => <List draft={draft} />}</CoursePage>;
}

function List({ draft }: { draft: Draft }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const [params, setParams] = useSearchParams();
  const open = Number(params.get("version")) || null;
  const versions = useList(["versions", draft.id], (cursor, signal) => api.courses.listVersions(draft.id, { cursor, per_page: 50 }, { signal }));
  return (
    <LoadedList
      query={versions}
      rows={(page) => page.versions}
      empty={<EmptyState icon={History} title={t.empty} action={<ButtonLink to={`/authoring/${draft.id}`}>{t.edit}</ButtonLink>}>{t.emptyHint}</EmptyState>}
    >
      {(rows) => (
        <ul className="list">
          {rows.map(({ number, title, contents, published_at, published_by }) => (
            <li key={number}>
              <button type="button" className="list-row version-row" aria-expanded={open === number} onClick={() => setParams(open === number ? {} : { version: String(number) }, { replace: true, preventScrollReset: true })}>
                {open === number ? <ChevronDown size={20} aria-hidden /> : <ChevronRight size={20} aria-hidden />}
                <span className="grow">
                  <span className="draft-title">{shared.version(number)} · {title}</span>
                  <span>{t.by(formatMoment(published_at), published_by.name)} · {shared.contents(contents)}</span>
                </span>
                {number === draft.version && <Badge tone="good">{t.current}</Badge>}
              </button>
              {open === number && <Version courseId={draft.id} number={number} />}
            </li>
          ))}
        </ul>
      )}
    </LoadedList>
  );
}

function Version({ courseId, number }: { courseId: number; number: number }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const version = useQuery({ queryKey: ["version", courseId, number], queryFn: ({ signal }) => api.courses.showVersion(courseId, number, { signal }), staleTime: Infinity });
  return (
    <div className="version-body">
      <Loaded query={version}>
        {(data) => (
          <div className="stack">
            {data.summary && <p>{data.summary}</p>}
            {data.sequential && <div><Badge>{t.sequential}</Badge></div>}
            {data.prerequisites.length > 0 && <p className="small"><strong>{t.prerequisites}:</strong> {data.prerequisites.map(({ title }) => title).join(", ")}</p>}
            {data.description_html && (
              <details className="fold"><summary>{t.description}</summary><div className="rendered" onClick={openElsewhere} dangerouslySetInnerHTML={{ __html: data.description_html }} /></details>
            )}
            {data.outline.map((section, place) => (
              <section key={place} className="stack tight">
                <h2 className="version-section">{section.title}</h2>
                <ul className="stack tight">
                  {section.contents.map((content) => {
                    const Symbol = KIND_ICONS[content.kind];
                    return (
                      <li key={content.id} className="version-content">
                        <Symbol size={18} className="soft" aria-hidden />
                        <span className="grow">{content.title} <span className="soft small">{[shared.kinds[content.kind], content.minutes && shared.minutes(content.minutes), content.rule].filter(Boolean).join(" · ")}</span></span>
                        {!content.required && <Badge>{shared.optional}</Badge>}
                      </li>
                    );
                  })}
                </ul>
              </section>
            ))}
          </div>
        )}
      </Loaded>
    </div>
  );
}
