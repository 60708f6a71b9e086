import { useQuery } from "@tanstack/react-query";
import { newKey } from "finenice-client";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Link, useNavigate, useParams, useSearchParams } from "react-router";
import { api } from "../app/api";
import { useBrands, useCategories } from "../app/groups";
import { formatMoment, formatMoney, formatNumber, formatShare, useText, words } from "../app/language";
import { fieldErrors, formError, isProblem } from "../app/problem";
import { useTitle } from "../app/title";
import { useUnsavedWarning } from "../app/unsaved";
import { AmountField, amountText } from "../ui/amount-input";
import { Button, ButtonLink } from "../ui/button";
import { Combobox } from "../ui/combobox";
import { confirm } from "../ui/dialog";
import { Alert, Loaded, Skeleton } from "../ui/feedback";
import { Switch, TextArea, TextField } from "../ui/fields";
import { ChevronLeft, Copy, ExternalLink, Save, Share2, Trash2 } from "../ui/icons";
import { Menu } from "../ui/menu";
import { copy, sendByWhatsApp } from "../ui/share";
import { toast } from "../ui/toast";
import { sentence } from "../app/problem";
import { Barcodes } from "./barcodes";
import { type Product, type ProductDetail, forget, forgetLists, ifMatch, remember } from "./data";
import { draft } from "./draft";
import { EMPTY, type Form, type FormField, changedFields, merge, toChanges, toCreate, toForm, toVariant, variantName } from "./form";
import { Photos } from "./photos";
import { VariantSection } from "./variants";
import "./goods.css";

const text = words({
  id: {
    new: "Barang baru", newVariant: (name: string) => `Varian baru dari ${name}`, back: "Barang", save: "Simpan", create: "Tambah barang", saved: "Tersimpan.", created: (name: string) => `${name} ditambahkan.`, more: "Tindakan lain",
    fields: { name: "Nama", price: "Harga jual", cost: "Modal", stock: "Stok", unit: "Satuan", sku: "SKU", barcodes: "Barcode", category_id: "Kategori", brand_id: "Merek", description: "Keterangan", active: "Dijual di toko", options: "Opsi" },
    hints: { cost: "Modal hanya terlihat oleh Anda.", unit: "pcs, kg, dus", sku: "Kode Anda sendiri." }, course: "Barang ini menjual kursus; stoknya tidak terbatas.",
    about: "Tentang barang", selling: "Harga dan stok", codes: "Kode", order: "Pengelompokan", margin: "Untung per satuan", loss: "Rugi per satuan",
    needed: "Wajib diisi.", remove: "Hapus barang", removeTitle: (name: string) => `Hapus ${name}?`, removeDetail: "Barang hilang dari toko dan tidak dapat dikembalikan. Penjualan yang sudah terjadi tetap tercatat.", removed: (name: string) => `${name} dihapus.`,
    unsaved: "Belum disimpan", restored: "Perubahan yang belum disimpan ada lagi di sini.", discard: "Buang",
    conflictTitle: "Barang ini baru saja diubah di tempat lain", conflictDetail: (when: string) => `Perubahan itu disimpan ${when}. Pilih nilai yang berlaku, lalu simpan lagi.`, yours: "Pakai nilai saya", theirs: "Pakai nilai sekarang", none: "kosong", yes: "ya", no: "tidak",
    view: "Lihat di toko", share: "Bagikan", copy: "Salin tautan", copied: "Tautan disalin.", whatsapp: "WhatsApp", photosFailed: "Barang sudah ada, tetapi fotonya belum terunggah:", noChoice: "Tanpa pilihan", lines: "Data barang",
  },
  en: {
    new: "New product", newVariant: (name: string) => `New variant of ${name}`, back: "Goods", save: "Save", create: "Add product", saved: "Saved.", created: (name: string) => `${name} was added.`, more: "More actions",
    fields: { name: "Name", price: "Price", cost: "Cost", stock: "Stock", unit: "Unit", sku: "SKU", barcodes: "Barcode", category_id: "Category", brand_id: "Brand", description: "Description", active: "For sale in the shop", options: "Options" },
    hints: { cost: "Only you see the cost.", unit: "pcs, kg, box", sku: "Your own code." }, course: "This product sells a course; its stock is unlimited.",
    about: "About", selling: "Price and stock", codes: "Codes", order: "Grouping", margin: "Margin per unit", loss: "Loss per unit",
    needed: "This field is required.", remove: "Delete product", removeTitle: (name: string) => `Delete ${name}?`, removeDetail: "It leaves the shop and can't be restored. Past sales keep it.", removed: (name: string) => `${name} was deleted.`,
    unsaved: "Not saved", restored: "Your unsaved changes are back.", discard: "Discard",
    conflictTitle: "This product has just been changed elsewhere", conflictDetail: (when: string) => `That change was saved ${when}. Choose the values to keep, then save again.`, yours: "Use mine", theirs: "Use the current one", none: "empty", yes: "yes", no: "no",
    view: "View in the shop", share: "Share", copy: "Copy link", copied: "The link was copied.", whatsapp: "WhatsApp", photosFailed: "The product was added, but not its photos:", noChoice: "None", lines: "Product data",
  },
});

export default function EditGoods() {
  const { productId } = useParams();
  const id = Number(productId);
  const query = useQuery({ queryKey: ["goods-item", id], queryFn: () => api.products.show(id), enabled: productId !== undefined, staleTime: 0, refetchOnWindowFocus: false });
  const mainId = Number(useSearchParams()[0].get("variant_of"));
  const main = useQuery({ queryKey: ["goods-item", mainId], queryFn: () => api.products.show(mainId), enabled: productId === undefined && mainId > 0, staleTime: 0, refetchOnWindowFocus: false });
  if (productId === undefined && mainId > 0) return <Loaded query={main} skeleton={<Skeleton lines={8} height={44} />}>{(found) => <Editor key={`of-${found.id}`} product={null} main={found} />}</Loaded>;
  if (productId === undefined) return <Editor key="new" product={null} />;
  // A product from the cache may be old, which would be a needless conflict.
  const stale = query.isFetching && !query.isFetchedAfterMount;
  return <Loaded query={stale ? { ...query, data: undefined, error: null } as typeof query : query} skeleton={<Skeleton lines={8} height={44} />}>{(product) => <Editor key={product.id} product={product} />}</Loaded>;
}

interface Draft {
  form: Form;
  base: Form;
  version: number;
}

function Editor({ product: loaded, main = null }: { product: ProductDetail | null; main?: Product | null }) {
  const t = useText(text);
  const amounts = useText(amountText);
  const navigate = useNavigate();
  const draftName = `goods-${loaded?.id ?? (main ? `of-${main.id}` : "new")}`;
  const [kept] = useState(() => draft.read<Draft>(draftName));
  const [product, setProduct] = useState<Product | null>(loaded && kept ? { ...loaded, version: kept.version } : loaded);
  const [base, setBase] = useState(kept ? { ...EMPTY, ...kept.base } : (loaded ? toForm(loaded) : main ? toVariant(main) : EMPTY));
  const [form, setForm] = useState(kept ? { ...EMPTY, ...kept.form } : base);
  const [waiting, setWaiting] = useState<readonly File[]>([]);
  const [conflict, setConflict] = useState<{ theirs: Product; fields: FormField[] } | null>(null);
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState<readonly FormField[]>([]);
  const [unread, setUnread] = useState<readonly FormField[]>([]);
  const [discarded, setDiscarded] = useState(0);
  const [busy, setBusy] = useState(false);
  const key = useRef(newKey());
  const element = useRef<HTMLFormElement>(null);
  const changed = changedFields(form, base);
  const dirty = changed.length > 0 || unread.length > 0 || waiting.length > 0;
  const title = product?.name ?? (main ? t.newVariant(main.name) : t.new);
  useTitle(title);
  useUnsavedWarning(dirty && !busy);
  useEffect(() => draft.write(draftName, changed.length ? { form, base, version: product?.version ?? 0 } : null), [form, base]);

  const set = (values: Partial<Form>) => {
    setForm((now) => ({ ...now, ...values }));
    key.current = newKey();
  };
  const isEmpty = (field: FormField) => (typeof form[field] === "string" ? !form[field].trim() : form[field] === null);
  const errors: Record<string, string> = { ...fieldErrors(error), ...Object.fromEntries(missing.filter((field) => unread.includes(field) || isEmpty(field)).map((field) => [field, unread.includes(field) ? amounts.unread : t.needed])) };
  const setAmount = (field: "price" | "cost" | "stock") => (value: number | null | undefined) => {
    set({ [field]: value === undefined ? base[field] : value });
    setUnread((now) => [...now.filter((each) => each !== field), ...(value === undefined ? [field] : [])]);
  };
  const setOptions = (options: Form["options"]) => set({ options, ...(main && form.name === variantName(main, form.options) && { name: variantName(main, options) }) });
  const barcodeError = Object.entries(errors).find(([field]) => field.startsWith("barcodes"))?.[1];
  useEffect(() => {
    if (error || missing.length) (element.current?.querySelector<HTMLElement>("[aria-invalid]") ?? element.current?.querySelector<HTMLElement>(".form-problem"))?.focus();
  }, [error, missing]);

  const accept = (saved: Product) => {
    remember(saved);
    setProduct(saved);
    setBase(toForm(saved));
    setForm(toForm(saved));
    setConflict(null);
  };
  const create = async () => {
    const created = await api.products.create(toCreate(form, main), { idempotencyKey: key.current });
    draft.write(draftName, null);
    forgetLists();
    let full = created;
    if (waiting.length) {
      try {
        full = { ...created, ...(await api.images.upload(created.id, { images: [...waiting] })) };
      } catch (failure) {
        toast.failed(`${t.photosFailed} ${sentence(failure)}`);
      }
    }
    remember(full);
    toast.done(t.created(full.name));
    void navigate(`/goods/${full.id}`, { replace: true });
  };
  /** Save; if another has changed other fields meanwhile, both changes stand, and the same ones are asked about. */
  const update = async (from: Product) => {
    let [now, before, mine] = [from, base, form];
    for (;;) {
      try {
        accept(await api.products.update(now.id, toChanges(mine, before), { ifMatch: ifMatch(now) }));
        toast.done(t.saved);
        return;
      } catch (failure) {
        if (!isProblem(failure) || failure.status !== 412) throw failure;
      }
      const theirs = await api.products.show(now.id);
      const merged = merge(mine, before, toForm(theirs));
      [now, before, mine] = [theirs, toForm(theirs), merged.form];
      if (!merged.conflicts.length) continue;
      remember(theirs);
      setProduct(theirs);
      setBase(before);
      setForm(mine);
      setConflict({ theirs, fields: merged.conflicts });
      return;
    }
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    if (busy) return;
    const empty = (["name", "price", "stock", "unit"] as const).filter(isEmpty);
    setMissing([...empty, ...unread]);
    setError(null);
    if (empty.length || unread.length) return;
    setBusy(true);
    try {
      await (product ? update(product) : create());
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };
  const remove = async () => {
    if (!product || !(await confirm({ title: t.removeTitle(product.name), detail: t.removeDetail, action: t.remove, danger: true }))) return;
    try {
      await api.products.delete(product.id);
      draft.write(draftName, null);
      void navigate("/goods");
      forget(new Set([product.id]));
      toast.done(t.removed(product.name));
    } catch (failure) {
      toast.failed(sentence(failure));
    }
  };
  const discard = () => {
    draft.write(draftName, null);
    setForm(base);
    setConflict(null);
    setError(null);
    setMissing([]);
    setUnread([]);
    setDiscarded((now) => now + 1);
  };
  const other = formError(error, [...Object.keys(t.fields).filter((field) => field !== "active"), ...Object.keys(errors).filter((field) => /^(barcodes|options)/.test(field))]);
  return (
    <form ref={element} onSubmit={(event) => void onSubmit(event)} noValidate className="goods-form">
      <Link to="/goods" className="goods-back"><ChevronLeft size={18} aria-hidden />{t.back}</Link>
      <div className="page-head">
        <h1>{title}</h1>
        {product && <div className="row"><ShareMenu product={product} /><Menu label={t.more} actions={[{ label: t.remove, icon: Trash2, danger: true, run: () => void remove() }]} /></div>}
      </div>
      <div className="goods-columns">
        <div className="stack">
          {kept && dirty && <Alert action={<Button onClick={discard}>{t.discard}</Button>}><p>{t.restored}</p></Alert>}
          {conflict && <Conflict {...conflict} form={form} onChoose={(field, values) => { set(values); setConflict((now) => now && { ...now, fields: now.fields.filter((each) => each !== field) }); }} />}
          {other && <div className="form-problem" tabIndex={-1}><Alert tone="danger"><p>{other}</p></Alert></div>}
          <section className="card stack">
            <h2>{t.about}</h2>
            <TextField label={t.fields.name} name="name" maxLength={200} error={errors["name"]} value={form.name} onChange={(event) => set({ name: event.target.value })} autoFocus={!product} />
            <TextArea label={t.fields.description} optional name="description" maxLength={10_000} error={errors["description"]} value={form.description} onChange={(event) => set({ description: event.target.value })} />
          </section>
          <section key={discarded} className="card stack">
            <h2>{t.selling}</h2>
            <div className="goods-pair">
              <AmountField label={t.fields.price} name="price" error={errors["price"]} value={form.price} onChange={setAmount("price")} money />
              <AmountField label={t.fields.cost} optional name="cost" error={errors["cost"]} value={form.cost} onChange={setAmount("cost")} money />
            </div>
            <Margin price={form.price} cost={form.cost} />
            {product && !product.stocked ? <p className="hint">{t.course}</p> : (
              <div className="goods-pair">
                <AmountField label={t.fields.stock} name="stock" error={errors["stock"]} value={form.stock} onChange={setAmount("stock")} />
                <TextField label={t.fields.unit} name="unit" maxLength={20} placeholder={t.hints.unit} error={errors["unit"]} value={form.unit} onChange={(event) => set({ unit: event.target.value })} />
              </div>
            )}
          </section>
          <section className="card stack">
            <h2>{t.codes}</h2>
            <TextField label={t.fields.sku} optional name="sku" maxLength={64} autoComplete="off" error={errors["sku"]} value={form.sku ?? ""} onChange={(event) => set({ sku: event.target.value || null })} />
            <Barcodes codes={form.barcodes} error={barcodeError} onChange={(barcodes) => set({ barcodes })} />
          </section>
          {product?.stocked !== false && <VariantSection product={product} main={main} group={loaded?.variants ?? []} options={form.options} errors={errors} onChange={setOptions} />}
        </div>
        <div className="stack">
          <Photos
            product={product}
            waiting={waiting}
            onWaiting={setWaiting}
            onImages={(images) => setProduct((now) => now && { ...now, images })}
          />
          <Grouping form={form} errors={errors} onChange={set} />
          <section className="card"><Switch label={t.fields.active} checked={form.active} onChange={(active) => set({ active })} /></section>
        </div>
      </div>
      <div className="goods-save">
        <span className="small soft" role="status">{dirty ? t.unsaved : ""}</span>
        <Button type="submit" look="primary" icon={Save} busy={busy} disabled={!dirty && Boolean(product)}>{product ? t.save : t.create}</Button>
      </div>
    </form>
  );
}

function Margin({ price, cost }: { price: number | null; cost: number | null }) {
  const t = useText(text);
  if (!price || cost === null) return <p className="hint">{t.hints.cost}</p>;
  const margin = price - cost;
  return (
    <p className={margin < 0 ? "margin loss" : "margin"}>
      <span>{margin < 0 ? t.loss : t.margin}</span> <strong>{formatMoney(Math.abs(margin))} ({formatShare(Math.abs(margin) / price)})</strong>
    </p>
  );
}

function Grouping({ form, errors, onChange }: { form: Form; errors: Record<string, string>; onChange: (values: Partial<Form>) => void }) {
  const t = useText(text);
  const { categories } = useCategories();
  const brands = useBrands();
  const id = (value: string | null) => (value ? Number(value) : null);
  return (
    <section className="card stack">
      <h2>{t.order}</h2>
      <Combobox label={t.fields.category_id} placeholder={t.noChoice} error={errors["category_id"]} choices={categories.map((each) => ({ value: String(each.id), label: each.label }))} value={form.category_id === null ? null : String(form.category_id)} onChange={(value) => onChange({ category_id: id(value) })} />
      <Combobox label={t.fields.brand_id} placeholder={t.noChoice} error={errors["brand_id"]} choices={(brands.data ?? []).map((each) => ({ value: String(each.id), label: each.name }))} value={form.brand_id === null ? null : String(form.brand_id)} onChange={(value) => onChange({ brand_id: id(value) })} />
    </section>
  );
}

function Conflict({ theirs, fields, form, onChoose }: { theirs: Product; fields: readonly FormField[]; form: Form; onChoose: (field: FormField, values: Partial<Form>) => void }) {
  const t = useText(text);
  const { categories } = useCategories();
  const brands = useBrands();
  const shown = (field: FormField, value: Form[FormField]): string => {
    if (value === null || value === "" || (Array.isArray(value) && !value.length)) return t.none;
    if (field === "price" || field === "cost") return formatMoney(value as number);
    if (field === "category_id") return categories.find(({ id }) => id === value)?.label ?? String(value);
    if (field === "brand_id") return brands.data?.find(({ id }) => id === value)?.name ?? String(value);
    if (typeof value === "number") return formatNumber(value);
    if (typeof value === "boolean") return value ? t.yes : t.no;
    return Array.isArray(value) ? value.map((each) => (typeof each === "string" ? each : `${each.name} ${each.value}`)).join(", ") : value;
  };
  const element = useRef<HTMLDivElement>(null);
  // The button that was pressed may stand far below.
  useEffect(() => { element.current?.focus(); }, [theirs]);
  if (!fields.length) return null;
  const other = toForm(theirs);
  return (
    <Alert tone="warning" title={t.conflictTitle}>
      <div className="stack tight" role="alert" tabIndex={-1} ref={element}>
        <p>{t.conflictDetail(formatMoment(theirs.updated_at))}</p>
        {fields.map((field) => (
          <div key={field} className="conflict" role="group" aria-label={t.fields[field]}>
            <strong>{t.fields[field]}</strong>
            <Button onClick={() => onChoose(field, { [field]: form[field] })}>{t.yours}: {shown(field, form[field])}</Button>
            <Button onClick={() => onChoose(field, { [field]: other[field] })}>{t.theirs}: {shown(field, other[field])}</Button>
          </div>
        ))}
      </div>
    </Alert>
  );
}

function ShareMenu({ product }: { product: Product }) {
  const t = useText(text);
  const url = `${location.origin}/product/${product.id}`;
  const message = `${product.name} ${formatMoney(product.price)}\n${url}`;
  return (
    <>
      <ButtonLink icon={ExternalLink} to={`/product/${product.id}`}>{t.view}</ButtonLink>
      <Menu
        label={t.share}
        icon={Share2}
        actions={[
          { label: t.copy, icon: Copy, run: () => void copy(url) },
          { label: t.whatsapp, icon: Share2, run: () => sendByWhatsApp(message) },
        ]}
      />
    </>
  );
}
