import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Link } from "react-router";
import { api } from "../app/api";
import { type FlatCategory, flatten, useBrands, useCategories } from "../app/groups";
import { fieldErrors, formError, sentence } from "../app/problem";
import { useText, words } from "../app/language";
import { useSession } from "../app/session";
import { useTitle } from "../app/title";
import { Button } from "../ui/button";
import { Combobox } from "../ui/combobox";
import { Dialog, confirm, useDialog } from "../ui/dialog";
import { Alert, EmptyState, Loaded } from "../ui/feedback";
import { TextField } from "../ui/fields";
import { Pencil, Plus, Search, Tag, Trash2 } from "../ui/icons";
import { Menu } from "../ui/menu";
import { PageTabs } from "../ui/tabs";
import { toast } from "../ui/toast";
import { goodsTabs, goodsText } from "./data";
import "./goods.css";

const text = words({
  id: {
    categories: "Kategori", brands: "Merek", addCategory: "Tambah kategori", addBrand: "Tambah merek", addBelow: "Tambah di bawahnya", edit: "Ubah", remove: "Hapus", actions: (name: string) => `Tindakan untuk ${name}`, name: "Nama", parent: "Di bawah kategori", top: "Paling atas",
    save: "Simpan", cancel: "Batal", newCategory: "Kategori baru", newBrand: "Merek baru", noCategories: "Belum ada kategori.", noBrands: "Belum ada merek.", removeTitle: (name: string) => `Hapus ${name}?`, removeDetail: "Hanya yang tidak dipakai yang dapat dihapus.",
    removed: (name: string) => `${name} dihapus.`, saved: (name: string) => `${name} tersimpan.`, needed: "Tulis namanya dulu.", search: "Cari merek", adminsOnly: "Admin toko mengatur kategori dan merek. Anda memakainya pada barang Anda.", own: "Milik satu penjual",
  },
  en: {
    categories: "Categories", brands: "Brands", addCategory: "Add category", addBrand: "Add brand", addBelow: "Add below", edit: "Edit", remove: "Delete", actions: (name: string) => `Actions for ${name}`, name: "Name", parent: "Below the category", top: "At the top",
    save: "Save", cancel: "Cancel", newCategory: "New category", newBrand: "New brand", noCategories: "No categories yet.", noBrands: "No brands yet.", removeTitle: (name: string) => `Delete ${name}?`, removeDetail: "Only unused ones can be deleted.",
    removed: (name: string) => `${name} was deleted.`, saved: (name: string) => `${name} was saved.`, needed: "Write its name first.", search: "Search brands", adminsOnly: "The shop's admins keep categories and brands. You use them on your goods.", own: "Of one seller",
  },
});

const MOST_BRANDS_SHOWN = 200;

interface Editing {
  kind: "category" | "brand";
  id: number | null;
  name: string;
  parent: number | null;
}

export default function GoodsGroups() {
  const t = useText(text);
  const names = useText(goodsText);
  useTitle(names.groups);
  const { has } = useSession();
  const admin = has("admin");
  const editing = useDialog<Editing>();
  return (
    <>
      <div className="page-head"><div><h1>{names.groups}</h1>{!admin && <p className="small">{t.adminsOnly}</p>}</div></div>
      <PageTabs label={names.places} tabs={goodsTabs(names)} />
      <div className="goods-groups">
        <Categories admin={admin} onEdit={editing.open} />
        <Brands admin={admin} onEdit={editing.open} />
      </div>
      {editing.value && <EditDialog editing={editing.value} onClose={editing.close} />}
    </>
  );
}

/** Delete it, unless something uses it. */
function useRemove() {
  const t = useText(text);
  const client = useQueryClient();
  return async (kind: Editing["kind"], id: number, name: string) => {
    if (!(await confirm({ title: t.removeTitle(name), detail: t.removeDetail, action: t.remove, danger: true }))) return;
    try {
      await (kind === "category" ? api.categories.delete(id) : api.brands.delete(id));
      await client.invalidateQueries({ queryKey: [kind === "category" ? "categories" : "brands"] });
      toast.done(t.removed(name));
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
}

function Categories({ admin, onEdit }: { admin: boolean; onEdit: (editing: Editing) => void }) {
  const t = useText(text);
  const remove = useRemove();
  const { query, categories } = useCategories();
  const row = ({ id, name, depth, category }: FlatCategory) => (
    <li key={id} className="group-row" style={{ paddingInlineStart: `calc(var(--space-4) + ${depth} * var(--space-5))` }}>
      <Link to={`/goods?category=${id}`} className="grow">{name}</Link>
      {admin && (
        <Menu
          label={t.actions(name)}
          actions={[
            { label: t.edit, icon: Pencil, run: () => onEdit({ kind: "category", id, name, parent: category.parent_id }) },
            { label: t.addBelow, icon: Plus, run: () => onEdit({ kind: "category", id: null, name: "", parent: id }) },
            { label: t.remove, icon: Trash2, danger: true, run: () => void remove("category", id, name) },
          ]}
        />
      )}
    </li>
  );
  const add = admin && <Button icon={Plus} onClick={() => onEdit({ kind: "category", id: null, name: "", parent: null })}>{t.addCategory}</Button>;
  return (
    <section className="stack tight">
      <div className="row between group-head"><h2>{t.categories}</h2>{add}</div>
      <Loaded query={query}>
        {() => (categories.length ? <ul className="list open-list">{categories.map(row)}</ul> : <EmptyState icon={Tag} title={t.noCategories} action={add} />)}
      </Loaded>
    </section>
  );
}

function Brands({ admin, onEdit }: { admin: boolean; onEdit: (editing: Editing) => void }) {
  const t = useText(text);
  const remove = useRemove();
  const query = useBrands();
  const [search, setSearch] = useState("");
  const wanted = search.trim().toLowerCase();
  const add = admin && <Button icon={Plus} onClick={() => onEdit({ kind: "brand", id: null, name: "", parent: null })}>{t.addBrand}</Button>;
  return (
    <section className="stack tight">
      <div className="row between group-head"><h2>{t.brands}</h2>{add}</div>
      <Loaded query={query}>
        {(brands) => (brands.length ? (
          <>
            <div className="goods-search"><Search size={20} aria-hidden /><input className="input" type="search" aria-label={t.search} placeholder={t.search} value={search} onChange={(event) => setSearch(event.target.value)} /></div>
            <ul className="list open-list">
              {brands.filter(({ name }) => name.toLowerCase().includes(wanted)).slice(0, MOST_BRANDS_SHOWN).map(({ id, name, owner_id }) => (
                <li key={id} className="group-row">
                  <span className="grow">{name} {owner_id !== null && <span className="soft small">{t.own}</span>}</span>
                  {admin && (
                    <Menu
                      label={t.actions(name)}
                      actions={[
                        { label: t.edit, icon: Pencil, run: () => onEdit({ kind: "brand", id, name, parent: null }) },
                        { label: t.remove, icon: Trash2, danger: true, run: () => void remove("brand", id, name) },
                      ]}
                    />
                  )}
                </li>
              ))}
            </ul>
          </>
        ) : <EmptyState icon={Tag} title={t.noBrands} action={add} />)}
      </Loaded>
    </section>
  );
}

function EditDialog({ editing, onClose }: { editing: Editing; onClose: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const { categories } = useCategories();
  const [name, setName] = useState(editing.name);
  const [parent, setParent] = useState(editing.parent);
  const [error, setError] = useState<unknown>(null);
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const { kind, id } = editing;
  const save = async () => {
    if (kind === "brand") return id === null ? api.brands.create({ name }) : api.brands.update(id, { name });
    return id === null ? api.categories.create({ name, parent_id: parent }) : api.categories.update(id, { name, parent_id: parent });
  };
  const onSubmit = async (event: FormEvent) => {
    event.preventDefault();
    setMissing(!name.trim());
    if (!name.trim() || busy) return;
    setBusy(true);
    try {
      await save();
      await client.invalidateQueries({ queryKey: [kind === "category" ? "categories" : "brands"] });
      toast.done(t.saved(name));
      onClose();
    } catch (failure) {
      setError(failure);
      setBusy(false);
    }
  };
  const own = categories.find((each) => each.id === id);
  const below = new Set(own ? flatten([own.category]).map((each) => each.id) : []);
  const errors = fieldErrors(error);
  const other = formError(error, ["name", "parent_id"]);
  return (
    <Dialog
      title={id === null ? (kind === "brand" ? t.newBrand : t.newCategory) : editing.name}
      onClose={onClose}
      actions={<><Button onClick={onClose}>{t.cancel}</Button><Button look="primary" type="submit" form="group-form" busy={busy}>{t.save}</Button></>}
    >
      <form id="group-form" className="stack" onSubmit={(event) => void onSubmit(event)} noValidate>
        {other && <Alert tone="danger"><p>{other}</p></Alert>}
        <TextField label={t.name} name="name" maxLength={100} autoFocus error={missing ? t.needed : errors["name"]} value={name} onChange={(event) => setName(event.target.value)} />
        {kind === "category" && (
          <Combobox
            label={t.parent}
            placeholder={t.top}
            error={errors["parent_id"]}
            choices={categories.filter((each) => !below.has(each.id)).map((each) => ({ value: String(each.id), label: each.label }))}
            value={parent === null ? null : String(parent)}
            onChange={(value) => setParent(value ? Number(value) : null)}
          />
        )}
      </form>
    </Dialog>
  );
}
