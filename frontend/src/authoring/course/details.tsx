import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { api } from "../../app/api";
import { formatMoney, useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { useSession } from "../../app/session";
import { Combobox } from "../../ui/combobox";
import { Select, Switch, TextArea, TextField } from "../../ui/fields";
import { Alert } from "../../ui/feedback";
import { ConflictAlert } from "../conflict";
import { type Draft, draftKey, useCourse, useReload } from "../draft";
import { useForm } from "../form";
import { MarkdownField } from "../markdown-field";
import { PickList } from "../pick-list";
import { SaveBar } from "../save-bar";

const text = words({
  id: {
    details: "Keterangan kursus", title: "Judul", summary: "Ringkasan", summaryHint: "Satu atau dua kalimat di daftar kursus.", description: "Deskripsi",
    language: "Bahasa kursus", languages: { id: "Indonesia", en: "Inggris" }, sequential: "Materi dibuka berurutan",
    sequentialHint: "Materi berikutnya terbuka setelah semua materi wajib sebelumnya dipenuhi.", listed: "Terbuka bagi peserta baru",
    product_id: "Produk yang dijual", productHint: "Membeli produk ini langsung mendaftarkan pembelinya. Kosongkan bila gratis. Berlaku langsung.", free: "Gratis",
    prerequisites: "Kursus prasyarat", prerequisitesHint: "Harus selesai sebelum mendaftar.", addCourse: "Cari kursus", removeCourse: (title: string) => `Buang ${title} dari prasyarat`,
    owner_id: "Penulis", ownerHint: "Selain admin, hanya penulis yang dapat mengubah kursus ini.", atOnce: "Berlaku langsung, tanpa menunggu penerbitan.", course: (id: number) => `Kursus ${id}`,
  },
  en: {
    details: "About the course", title: "Title", summary: "Summary", summaryHint: "One or two sentences in the list of courses.", description: "Description",
    language: "Language of the course", languages: { id: "Indonesian", en: "English" }, sequential: "Contents open in order",
    sequentialHint: "The next content opens once all required ones before it are satisfied.", listed: "Open to new learners",
    product_id: "Product sold", productHint: "Buying this product enrols the buyer at once. Leave it empty if the course is free. Takes effect at once.", free: "Free",
    prerequisites: "Required courses", prerequisitesHint: "To complete before enrolling.", addCourse: "Search courses", removeCourse: (title: string) => `Remove ${title} from the required courses`,
    owner_id: "Author", ownerHint: "Besides admins, only the author can change this course.", atOnce: "Takes effect at once, without publishing.", course: (id: number) => `Course ${id}`,
  },
});

const NAMES = ["title", "summary", "description", "language", "sequential", "listed", "product_id", "prerequisites", "owner_id"] as const;
type Values = Pick<Draft, (typeof NAMES)[number]>;
const valuesOf = (draft: Draft) => ({
  values: Object.fromEntries(NAMES.map((name) => [name, draft[name]])) as unknown as Values,
  revision: draft.revision,
});

export function Details({ draft }: { draft: Draft }) {
  const t = useText(text);
  const admin = useSession().has("admin");
  const client = useQueryClient();
  const reload = useReload(draft.id);
  const form = useForm<Values>({
    current: valuesOf(draft),
    read: async () => valuesOf(await client.fetchQuery({ queryKey: draftKey(draft.id), queryFn: () => api.courseDrafts.show(draft.id), staleTime: 0 })),
    send: async (fields, ifMatch) => {
      const saved = await api.courses.update(draft.id, fields as Parameters<typeof api.courses.update>[1], { ifMatch });
      await reload();
      return valuesOf(saved);
    },
  });
  const { values, set } = form;
  const errors = fieldErrors(form.error);
  const failed = formError(form.error, NAMES);
  return (
    <form ref={form.form} className="stack" aria-label={t.details} noValidate onSubmit={(event: FormEvent) => { event.preventDefault(); form.save(); }}>
      <h2>{t.details}</h2>
      {form.overlap && <ConflictAlert fields={form.overlap.map((name) => t[name as (typeof NAMES)[number]])} onMine={form.useMine} onTheirs={form.useTheirs} />}
      {failed && <Alert tone="danger"><p>{failed}</p></Alert>}
      <div className="card stack">
        <TextField label={t.title} maxLength={200} error={errors["title"]} value={values.title} onChange={(event) => set({ title: event.target.value })} />
        <TextArea label={t.summary} optional hint={t.summaryHint} rows={2} maxLength={500} error={errors["summary"]} value={values.summary} onChange={(event) => set({ summary: event.target.value })} />
        <MarkdownField narrow courseId={draft.id} label={t.description} optional rows={8} maxLength={10_000} error={errors["description"]} value={values.description} onChange={(description) => set({ description })} />
      </div>
      <div className="card stack">
        <Switch label={t.sequential} hint={t.sequentialHint} checked={values.sequential} onChange={(sequential) => set({ sequential })} />
        <Switch label={t.listed} hint={t.atOnce} checked={values.listed} onChange={(listed) => set({ listed })} />
        <div className="field-grid">
          <Select
            label={t.language}
            value={values.language}
            onChange={(event) => set({ language: event.target.value })}
            choices={[{ value: "id", label: t.languages.id }, { value: "en", label: t.languages.en }]}
          />
          {admin && <Owner value={values.owner_id} courseId={draft.id} error={errors["owner_id"]} onChange={(owner_id) => set({ owner_id })} />}
        </div>
        <Product value={values.product_id} error={errors["product_id"]} onChange={(product_id) => set({ product_id })} />
        <Prerequisites courseId={draft.id} value={values.prerequisites} error={errors["prerequisites"]} onChange={(prerequisites) => set({ prerequisites })} />
      </div>
      <SaveBar dirty={form.dirty} busy={form.busy} onDiscard={form.discard} />
    </form>
  );
}

/** The choice that is in use, followed by those found. */
function withChosen<C extends { value: string }>(chosen: C | null, found: readonly C[]): C[] {
  return chosen ? [chosen, ...found.filter(({ value }) => value !== chosen.value)] : [...found];
}

function Product({ value, error, onChange }: { value: number | null; error: string | undefined; onChange: (id: number | null) => void }) {
  const t = useText(text);
  const [search, setSearch] = useState("");
  const product = useQuery({ queryKey: ["product", value], queryFn: () => api.products.show(value!), enabled: value !== null });
  const found = useQuery({ queryKey: ["products-to-sell", search], queryFn: () => api.products.list({ search, per_page: 20 }), placeholderData: keepPreviousData });
  const choice = ({ id, name, price }: { id: number; name: string; price: number }) => ({ value: String(id), label: `${name} · ${formatMoney(price)}` });
  return (
    <Combobox
      label={t.product_id}
      hint={t.productHint}
      placeholder={t.free}
      error={error}
      value={value === null ? null : String(value)}
      onChange={(id) => onChange(id === null ? null : Number(id))}
      onSearch={setSearch}
      choices={withChosen(value !== null && product.data ? choice(product.data) : null, (found.data?.products ?? []).map(choice))}
    />
  );
}

function Owner({ value, courseId, error, onChange }: { value: number; courseId: number; error: string | undefined; onChange: (id: number) => void }) {
  const t = useText(text);
  const [search, setSearch] = useState("");
  const { data: course } = useCourse(courseId);
  const found = useQuery({ queryKey: ["people-to-teach", search], queryFn: () => api.users.list({ search, per_page: 20 }), placeholderData: keepPreviousData });
  const owner = course && { value: String(course.owner.id), label: course.owner.name };
  return (
    <Combobox
      label={t.owner_id}
      hint={t.ownerHint}
      error={error}
      value={String(value)}
      onChange={(id) => id !== null && onChange(Number(id))}
      onSearch={setSearch}
      choices={withChosen(owner ?? null, (found.data?.users ?? []).map(({ id, name }) => ({ value: String(id), label: name })))}
    />
  );
}

function Prerequisites({ courseId, value, error, onChange }: { courseId: number; value: readonly number[]; error: string | undefined; onChange: (ids: number[]) => void }) {
  const t = useText(text);
  const admin = useSession().has("admin");
  const scope = admin ? "all" : "open";
  const { data } = useQuery({ queryKey: ["courses-to-require", scope], queryFn: () => api.courses.list({ scope, per_page: 100 }) });
  const titles = new Map(data?.courses.map(({ id, title }) => [id, title]));
  const name = (id: number) => titles.get(id) ?? t.course(id);
  const choices = (data?.courses ?? []).filter(({ id }) => id !== courseId && !value.includes(id)).map(({ id, title }) => ({ value: String(id), label: title }));
  return (
    <PickList label={t.prerequisites} hint={t.prerequisitesHint} placeholder={t.addCourse} error={error} value={value} choices={choices} name={name} removeLabel={t.removeCourse} onChange={onChange} />
  );
}
