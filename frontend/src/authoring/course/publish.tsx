import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { Link } from "react-router";
import { newKey } from "finenice-client";
import { api } from "../../app/api";
import { formatMoment, useText, words } from "../../app/language";
import { hasCode, isProblem, sentence } from "../../app/problem";
import { Button, ButtonLink } from "../../ui/button";
import { Alert, Skeleton } from "../../ui/feedback";
import { CheckCircle2, CircleAlert, Eye, Upload } from "../../ui/icons";
import { toast } from "../../ui/toast";
import { type Draft, tag, useReload } from "../draft";
import { authoringText } from "../text";

const text = words({
  id: {
    publishing: "Penerbitan", publish: "Terbitkan", publishVersion: (number: number) => `Terbitkan versi ${number}`, published: (number: number) => `Versi ${number} terbit.`,
    missing: "Sebelum terbit, lengkapi dulu:", ready: "Siap diterbitkan.", unchanged: (number: number) => `Peserta sudah melihat isi ini sebagai versi ${number}.`,
    since: (moment: string) => `Terbit ${moment}`, notYet: "Belum pernah terbit. Hanya Anda dan admin yang melihatnya.", pending: "Perubahan sejak versi itu baru terlihat peserta setelah diterbitkan.",
    view: "Lihat sebagai peserta", conflict: "Kursus ini baru saja diubah di tempat lain. Periksa susunan terbarunya, lalu terbitkan lagi.",
    closed: (why: string) => `Belum menerima peserta baru: ${why.toLowerCase()}.`,
  },
  en: {
    publishing: "Publishing", publish: "Publish", publishVersion: (number: number) => `Publish version ${number}`, published: (number: number) => `Version ${number} is published.`,
    missing: "To publish, complete this first:", ready: "Ready to publish.", unchanged: (number: number) => `Learners see this already as version ${number}.`,
    since: (moment: string) => `Published ${moment}`, notYet: "Never published. Only you and admins see it.", pending: "Learners see the changes since that version once you publish.",
    view: "View as a learner", conflict: "This course was changed elsewhere just now. Check the latest outline, then publish again.",
    closed: (why: string) => `Takes no new learners: ${why.toLowerCase()}.`,
  },
});

interface Reason {
  code: string;
  content_id: number | null;
  msg: string;
}

type Check = { reasons: readonly Reason[] } | { reasons: null; version: number; closed: keyof (typeof authoringText)["id"]["closed"] | null };

const reasonsOf = (error: unknown): readonly Reason[] | null =>
  isProblem(error) && error.code === "course_not_completable" ? ((error.members as { reasons?: Reason[] }).reasons ?? []) : null;

/** What is missing before the course can be published, from a dry run of each revision. */
function useCheck(draft: Draft) {
  return useQuery({
    queryKey: ["publishable", draft.id, draft.revision],
    queryFn: async ({ signal }): Promise<Check> => {
      try {
        const result = await api.courseDrafts.publish(draft.id, { dry_run: true }, { signal });
        return { reasons: null, version: result.version, closed: result.closed_because };
      } catch (error) {
        const reasons = reasonsOf(error);
        if (reasons) return { reasons };
        throw error;
      }
    },
    placeholderData: keepPreviousData,
  });
}

export function Publish({ draft }: { draft: Draft }) {
  const t = useText(text);
  const shared = useText(authoringText);
  const reload = useReload(draft.id);
  const check = useCheck(draft);
  const intent = useRef({ revision: 0, key: "" });
  const publish = useMutation({
    mutationFn: async () => {
      if (intent.current.revision !== draft.revision) intent.current = { revision: draft.revision, key: newKey() };
      return api.courseDrafts.publish(draft.id, {}, { ifMatch: tag(draft.revision), idempotencyKey: intent.current.key });
    },
    onSuccess: (result) => toast.done(t.published(result.version)),
    onError: (error) => !hasCode(error, "version_conflict") && toast.failed(sentence(error)),
    onSettled: async () => {
      await reload();
      await check.refetch();
    },
  });
  const found = check.data;
  const unchanged = found?.reasons === null && found.version === draft.version;
  return (
    <section className="card stack publish" aria-label={t.publishing}>
      <h2>{t.publishing}</h2>
      <p className="soft small">{draft.published_at ? t.since(formatMoment(draft.published_at)) : t.notYet}</p>
      {hasCode(publish.error, "version_conflict") && <Alert tone="warning"><p>{t.conflict}</p></Alert>}
      <div aria-live="polite">{found ? <Result draft={draft} check={found} unchanged={unchanged} /> : <Skeleton lines={2} />}</div>
      {found?.reasons === null && found.closed && found.closed !== "unpublished" && <p className="small soft">{t.closed(shared.closed[found.closed])}</p>}
      {!unchanged && (
        <Button look={found?.reasons ? "plain" : "primary"} wide icon={Upload} busy={publish.isPending} onClick={() => publish.mutate()}>
          {found?.reasons === null && draft.version !== null ? t.publishVersion(found.version) : t.publish}
        </Button>
      )}
      {draft.version !== null && <ButtonLink icon={Eye} wide to={`/courses/${draft.id}`}>{t.view}</ButtonLink>}
    </section>
  );
}

function Result({ draft, check, unchanged }: { draft: Draft; check: Check; unchanged: boolean }) {
  const t = useText(text);
  if (check.reasons === null) {
    const [first, second] = unchanged ? [t.unchanged(check.version)] : [t.ready, draft.version !== null && t.pending];
    return (
      <div className="reason good"><CheckCircle2 size={20} aria-hidden /><p>{first}{second && <span className="soft small"> {second}</span>}</p></div>
    );
  }
  return (
    <div className="stack tight">
      <p className="legend">{t.missing}</p>
      <ul className="stack tight">
        {check.reasons.map(({ code, content_id, msg }) => (
          <li key={`${code} ${content_id} ${msg}`} className="reason">
            <CircleAlert size={20} aria-hidden />
            {content_id === null ? <a href={code === "no_required_content" ? "#outline" : "#details"}>{msg}</a> : <Link to={`/authoring/${draft.id}/contents/${content_id}`}>{msg}</Link>}
          </li>
        ))}
      </ul>
    </div>
  );
}
