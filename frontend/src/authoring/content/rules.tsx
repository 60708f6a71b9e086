import { useText, words } from "../../app/language";
import { AmountField } from "../../ui/amount-input";
import { Select, Switch } from "../../ui/fields";
import type { Draft, Kind } from "../draft";
import { PickList } from "../pick-list";
import { authoringText } from "../text";
import type { Values } from "./values";

const text = words({
  id: {
    rules: "Aturan", required: "Wajib untuk menyelesaikan kursus", move_on: "Dianggap selesai bila",
    moveOn: {
      text: "dibaca sampai akhir atau ditandai sudah dibaca", video: "ditonton sampai akhir atau ditandai sudah ditonton", file: "ditandai selesai",
      Passed: "lulus", Completed: "jawaban dikumpulkan", CompletedAndPassed: "dikumpulkan dan lulus", CompletedOrPassed: "dikumpulkan atau lulus", NotApplicable: "tidak ada yang harus dikerjakan",
    },
    mastery_score: "Nilai lulus (%)", minutes: "Perkiraan waktu (menit)", prerequisites: "Materi prasyarat", prerequisitesHint: "Harus dipenuhi sebelum materi ini terbuka.",
    add: "Cari materi", removeOne: (title: string) => `Buang ${title} dari prasyarat`, gone: (id: number) => `Materi ${id} (sudah dibuang)`,
  },
  en: {
    rules: "Rules", required: "Required to complete the course", move_on: "Counts as done when",
    moveOn: {
      text: "read to its end or marked as read", video: "watched to its end or marked as watched", file: "marked as done",
      Passed: "passed", Completed: "answers are submitted", CompletedAndPassed: "submitted and passed", CompletedOrPassed: "submitted or passed", NotApplicable: "there is nothing to do",
    },
    mastery_score: "Passing score (%)", minutes: "Estimated time (minutes)", prerequisites: "Required contents", prerequisitesHint: "To satisfy before this content opens.",
    add: "Search contents", removeOne: (title: string) => `Remove ${title} from the required contents`, gone: (id: number) => `Content ${id} (removed)`,
  },
});

type MoveOn = Values["move_on"];
const OF_QUIZ: readonly MoveOn[] = ["Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"];
const OF_OTHERS: readonly MoveOn[] = ["Completed", "NotApplicable"];

interface RulesProps {
  draft: Draft | undefined;
  contentId: number;
  kind: Kind;
  values: Values;
  errors: Record<string, string>;
  onChange: (part: Partial<Values>) => void;
}

/** When a content opens, and what satisfies it. */
export function Rules({ draft, contentId, kind, values, errors, onChange }: RulesProps) {
  const t = useText(text);
  const shared = useText(authoringText);
  const all = draft?.sections.flatMap((section) => section.contents) ?? [];
  const others = all.filter(({ id }) => id !== contentId);
  const name = (id: number) => [...all, ...(draft?.removed ?? [])].find((content) => content.id === id)?.title ?? t.gone(id);
  const word = (moveOn: MoveOn) => (moveOn === "Completed" && kind !== "quiz" ? t.moveOn[kind] : t.moveOn[moveOn]);
  const usual = kind === "quiz" ? OF_QUIZ : OF_OTHERS;
  const moveOns = usual.includes(values.move_on) ? usual : [...usual, values.move_on];
  return (
    <section className="card stack" aria-label={t.rules}>
      <h2>{t.rules}</h2>
      <Switch label={t.required} checked={values.required} onChange={(required) => onChange({ required })} />
      <Select
        label={t.move_on}
        error={errors["move_on"]}
        value={values.move_on}
        onChange={(event) => onChange({ move_on: event.target.value as MoveOn })}
        choices={moveOns.map((value) => ({ value, label: word(value) }))}
      />
      <div className="field-grid small-fields">
        {kind === "quiz" && <AmountField label={t.mastery_score} error={errors["mastery_score"]} value={values.mastery_score} onChange={(mastery_score) => mastery_score !== undefined && onChange({ mastery_score: mastery_score ?? 0 })} />}
        <AmountField label={t.minutes} optional error={errors["minutes"]} value={values.minutes} onChange={(minutes) => minutes !== undefined && onChange({ minutes })} />
      </div>
      <PickList
        label={t.prerequisites}
        hint={t.prerequisitesHint}
        placeholder={t.add}
        error={errors["prerequisites"]}
        value={values.prerequisites}
        name={name}
        removeLabel={t.removeOne}
        choices={others.map(({ id, title, kind: other }) => ({ value: String(id), label: `${title} · ${shared.kinds[other]}` }))}
        onChange={(prerequisites) => onChange({ prerequisites })}
      />
    </section>
  );
}
