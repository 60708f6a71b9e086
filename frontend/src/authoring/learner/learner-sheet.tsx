import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { api } from "../../app/api";
import { formatDate, formatMoment, formatShare, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { Button } from "../../ui/button";
import { Dialog, useDialog } from "../../ui/dialog";
import { TextField } from "../../ui/fields";
import { Badge, Loaded, Progress, Skeleton } from "../../ui/feedback";
import { Award, CheckCircle2, ExternalLink, ListOrdered, Pencil, Trash2, Undo2, X } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { toast } from "../../ui/toast";
import { Attempts } from "./attempts";
import { ReasonDialog } from "./reason-dialog";
import { CONTENT_TONES, learnerText } from "./text";

const text = words({
  id: {
    enrolled: "Mendaftar", active: "Terakhir belajar", completed: "Selesai", time: "Waktu belajar", hours: (hours: number, minutes: number) => (hours ? `${hours} jam ${minutes} menit` : `${minutes} menit`),
    progress: "Kemajuan", contents: "Materi", actions: (title: string) => `Tindakan untuk ${title}`, attempts: "Lihat percobaan", waive: "Bebaskan dari materi ini", waiveTitle: (title: string) => `Bebaskan dari ${title}?`,
    waiveDetail: "Materi dianggap terpenuhi untuk seterusnya.", waiveHint: "Tersimpan di catatan.", waiveDo: "Bebaskan", waived: "Peserta dibebaskan dari materi itu.", remove: "Keluarkan dari kursus", removeTitle: (name: string) => `Keluarkan ${name}?`,
    removeDetail: "Kemajuannya disimpan. Ia tidak dapat mendaftar lagi sendiri sampai Anda menerimanya kembali.", removed: (name: string) => `${name} dikeluarkan.`, readmit: "Terima kembali", readmitted: (name: string) => `${name} diterima kembali.`,
    leftOn: (name: string, day: string) => `${name} keluar dari kursus pada ${day}. Kemajuannya tersimpan.`, certificate: "Sertifikat", issued: (day: string) => `Terbit ${day}`, revoked: (day: string) => `Dicabut ${day}`, view: "Lihat",
    revoke: "Cabut sertifikat", revokeDetail: "Sertifikat yang dicabut tidak berlaku lagi dan tidak dapat dipulihkan.", revokeDone: "Sertifikat dicabut.", reissue: "Terbitkan ulang", reissueDetail: "Sertifikat lama dicabut; yang baru memakai nama ini.",
    reissueDone: "Sertifikat baru terbit.", nameOn: "Nama di sertifikat", score: (score: number) => `nilai ${score}%`,
  },
  en: {
    enrolled: "Enrolled", active: "Last active", completed: "Completed", time: "Time spent", hours: (hours: number, minutes: number) => (hours ? `${hours} h ${minutes} min` : `${minutes} min`),
    progress: "Progress", contents: "Contents", actions: (title: string) => `Actions for ${title}`, attempts: "Show attempts", waive: "Waive this content", waiveTitle: (title: string) => `Waive ${title}?`,
    waiveDetail: "The content counts as satisfied for good.", waiveHint: "Kept in the records.", waiveDo: "Waive", waived: "The content is waived.", remove: "Remove from the course", removeTitle: (name: string) => `Remove ${name}?`,
    removeDetail: "Their progress is kept. They can't enrol again by themselves until you readmit them.", removed: (name: string) => `${name} is removed.`, readmit: "Readmit", readmitted: (name: string) => `${name} is readmitted.`,
    leftOn: (name: string, day: string) => `${name} left the course on ${day}. Their progress is kept.`, certificate: "Certificate", issued: (day: string) => `Issued ${day}`, revoked: (day: string) => `Revoked ${day}`, view: "View",
    revoke: "Revoke certificate", revokeDetail: "A revoked certificate is no longer valid and can't be restored.", revokeDone: "The certificate is revoked.", reissue: "Reissue", reissueDetail: "The old certificate is revoked; the new one has this name.",
    reissueDone: "The new certificate is issued.", nameOn: "Name on the certificate", score: (score: number) => `score ${score}%`,
  },
});

type Learner = Schemas["LearnerProgress"];
type CourseProgress = Schemas["CourseProgress"];
type Content = Schemas["ContentProgress"];
type Asking = { kind: "waive"; content: Content } | { kind: "remove" } | { kind: "revoke"; code: string } | { kind: "reissue"; code: string };

/** One learner: progress by content, attempts, certificate, and what the author may do. */
export function LearnerSheet({ courseId, learner, onClose }: { courseId: number; learner: Learner; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const asking = useDialog<Asking>();
  const attempts = useDialog<Content>();
  const key = ["learner", courseId, learner.user_id];
  const progress = useQuery({
    queryKey: key,
    queryFn: ({ signal }) => api.request<CourseProgress>("GET", `/api/courses/${courseId}/learners/${learner.user_id}`, { options: { signal } }),
    enabled: learner.state !== "left",
  });
  const refresh = () => Promise.all([client.invalidateQueries({ queryKey: ["learners"] }), client.invalidateQueries({ queryKey: key })]);
  const done = (message: string) => {
    asking.close();
    toast.done(message);
    void refresh();
  };
  const readmit = useMutation({
    mutationFn: async () => api.enrolments.readmitLearner(courseId, learner.user_id),
    onSuccess: () => done(t.readmitted(learner.name)),
    onError: (error) => toast.failed(sentence(error)),
  });
  const left = learner.state === "left";
  return (
    <Dialog
      title={learner.name}
      kind="sheet"
      size="large"
      onClose={onClose}
      actions={left ? <Button look="primary" icon={Undo2} busy={readmit.isPending} onClick={() => readmit.mutate()}>{t.readmit}</Button> : <Button icon={Trash2} onClick={() => asking.open({ kind: "remove" })}>{t.remove}</Button>}
    >
      {left ? <p>{t.leftOn(learner.name, formatDate(learner.left_at ?? learner.enrolled_at))}</p> : (
        <Loaded query={progress} skeleton={<Skeleton lines={6} height={44} />}>
          {(data) => (
            <div className="stack loose">
              <Facts progress={data} />
              {data.certificate && <Certificate certificate={data.certificate} onAsk={asking.open} />}
              <Contents contents={data.contents} onWaive={(content) => asking.open({ kind: "waive", content })} onAttempts={attempts.open} />
            </div>
          )}
        </Loaded>
      )}
      {attempts.value && <Attempts courseId={courseId} learner={learner} content={attempts.value} onClose={attempts.close} />}
      {asking.value && <Ask asking={asking.value} courseId={courseId} learner={learner} onDone={done} onClose={asking.close} />}
    </Dialog>
  );
}

function Facts({ progress }: { progress: CourseProgress }) {
  const t = useText(text);
  const minutes = Math.round(progress.seconds / 60);
  const facts: [string, string][] = [
    [t.enrolled, formatMoment(progress.enrolled_at)],
    ...(progress.active_at ? [[t.active, formatMoment(progress.active_at)] as [string, string]] : []),
    ...(progress.completed_at ? [[t.completed, formatMoment(progress.completed_at)] as [string, string]] : []),
    [t.time, t.hours(Math.floor(minutes / 60), minutes % 60)],
  ];
  return (
    <div className="stack tight">
      <div className="percent wide"><Progress value={progress.percent} label={t.progress} /><strong className="numeric">{formatShare(progress.percent / 100, 0)}</strong></div>
      <dl className="facts">{facts.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>
    </div>
  );
}

function Certificate({ certificate, onAsk }: { certificate: NonNullable<CourseProgress["certificate"]>; onAsk: (asking: Asking) => void }) {
  const t = useText(text);
  const { code, valid, revoked_at, issued_at } = certificate;
  return (
    <div className="list">
      <div className="list-row">
        <Award size={24} className="soft" aria-hidden />
        <div className="grow"><p>{t.certificate}</p><p>{valid ? t.issued(formatDate(issued_at)) : t.revoked(formatDate(revoked_at ?? issued_at))}</p></div>
        <a className="button quiet" href={`/certificates/${code}`} target="_blank" rel="noopener"><ExternalLink size={18} aria-hidden />{t.view}</a>
        {valid && (
          <Menu
            label={t.actions(t.certificate)}
            actions={[
              { label: t.reissue, icon: Pencil, run: () => onAsk({ kind: "reissue", code }) },
              { label: t.revoke, icon: X, danger: true, run: () => onAsk({ kind: "revoke", code }) },
            ]}
          />
        )}
      </div>
    </div>
  );
}

function Contents({ contents, onWaive, onAttempts }: { contents: readonly Content[]; onWaive: (content: Content) => void; onAttempts: (content: Content) => void }) {
  const t = useText(text);
  const labels = useText(learnerText);
  return (
    <section className="stack tight">
      <h3>{t.contents}</h3>
      <ul className="list">
        {contents.map((content) => {
          const facts = [content.score !== null && t.score(content.score), content.state === "started" && content.kind !== "quiz" && content.percent > 0 && formatShare(content.percent / 100, 0), content.satisfied_at && formatMoment(content.satisfied_at)].filter(Boolean).join(" · ");
          const actions = [
            content.kind === "quiz" && { label: t.attempts, icon: ListOrdered, run: () => onAttempts(content) },
            content.state !== "satisfied" && { label: t.waive, icon: CheckCircle2, run: () => onWaive(content) },
          ];
          return (
            <li key={content.content_id} className="list-row">
              <div className="grow"><p>{content.title}</p>{facts && <p>{facts}</p>}</div>
              <Badge tone={CONTENT_TONES[content.state]}>{content.waived_at ? labels.waived : labels.contentStates[content.state]}</Badge>
              {actions.some(Boolean) && <Menu label={t.actions(content.title)} actions={actions} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Ask({ asking, courseId, learner, onDone, onClose }: { asking: Asking; courseId: number; learner: Learner; onDone: (message: string) => void; onClose: () => void }) {
  const t = useText(text);
  const [name, setName] = useState(learner.name);
  if (asking.kind === "waive") {
    const { content_id, title } = asking.content;
    return <ReasonDialog title={t.waiveTitle(title)} detail={t.waiveDetail} hint={t.waiveHint} action={t.waiveDo} onClose={onClose} onDone={() => onDone(t.waived)} run={(reason, idempotencyKey) => api.progress.waive(courseId, learner.user_id, { content_id, reason }, { idempotencyKey })} />;
  }
  if (asking.kind === "remove") {
    return <ReasonDialog danger title={t.removeTitle(learner.name)} detail={t.removeDetail} action={t.remove} onClose={onClose} onDone={() => onDone(t.removed(learner.name))} run={(reason, idempotencyKey) => api.enrolments.removeLearner(courseId, learner.user_id, { reason }, { idempotencyKey })} />;
  }
  if (asking.kind === "revoke") {
    return <ReasonDialog danger title={t.revoke} detail={t.revokeDetail} action={t.revoke} onClose={onClose} onDone={() => onDone(t.revokeDone)} run={(reason, idempotencyKey) => api.certificates.revoke(asking.code, { reason }, { idempotencyKey })} />;
  }
  return (
    <ReasonDialog
      title={t.reissue}
      detail={t.reissueDetail}
      action={t.reissue}
      names={["learner_name"]}
      fields={(errors) => <TextField label={t.nameOn} maxLength={150} error={errors["learner_name"]} value={name} onChange={(event) => setName(event.target.value)} />}
      onClose={onClose}
      onDone={() => onDone(t.reissueDone)}
      run={(reason, idempotencyKey) => api.certificates.reissue(asking.code, { learner_name: name, reason }, { idempotencyKey })}
    />
  );
}
