import { lazy, Suspense, useCallback, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { useCategories } from "../app/groups";
import { formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { useDialog } from "../ui/dialog";
import { save } from "../ui/download";
import { EmptyState, ErrorState, Skeleton } from "../ui/feedback";
import { Download, FileUp, PackageOpen, Plus, Search, SearchX } from "../ui/icons";
import { Menu } from "../ui/menu";
import { PageTabs } from "../ui/tabs";
import { toast } from "../ui/toast";
import { type Filters, LOW_STOCK, type Product, SORTS, goodsTabs, goodsText, listQuery, useGoods } from "./data";
import { Grid } from "./grid";
import { WaitNotice } from "./patience";
import { useSaving } from "./saving";
import { SelectionBar } from "./selection-bar";
import "./goods.css";

const BulkPrice = lazy(() => import("./bulk-price"));

const text = words({
  id: {
    count: (shown: string) => `${shown} barang`, add: "Tambah barang", import: "Impor dari berkas", export: "Unduh CSV", more: "Tindakan lain", exported: "Berkas produk.csv diunduh.",
    search: "Cari barang", placeholder: "Nama, SKU, atau barcode", category: "Kategori", allCategories: "Semua kategori", views: "Saringan", all: "Semua",
    low: `Stok menipis (≤ ${LOW_STOCK})`, inactive: "Tidak dijual", sort: "Urutkan", clear: "Tampilkan semua barang",
    none: "Belum ada barang. Tambah satu, atau impor daftar Anda.", noMatch: "Tidak ada barang yang cocok", noLow: "Semua stok masih cukup.", noInactive: "Semua barang sedang dijual.",
    sorts: { "created_at:desc": "Terbaru", "name:asc": "Nama A–Z", "name:desc": "Nama Z–A", "price:asc": "Termurah", "price:desc": "Termahal", "stock:asc": "Stok paling sedikit", "stock:desc": "Stok paling banyak" },
  },
  en: {
    count: (shown: string) => `${shown} goods`, add: "Add goods", import: "Import from a file", export: "Download CSV", more: "More actions", exported: "produk.csv was downloaded.",
    search: "Search goods", placeholder: "Name, SKU or barcode", category: "Category", allCategories: "All categories", views: "Filter", all: "All",
    low: `Low stock (≤ ${LOW_STOCK})`, inactive: "Not for sale", sort: "Sort", clear: "Show all goods",
    none: "No goods yet. Add one, or import your list.", noMatch: "No goods match", noLow: "Everything is well stocked.", noInactive: "Everything is for sale.",
    sorts: { "created_at:desc": "Newest", "name:asc": "Name A–Z", "name:desc": "Name Z–A", "price:asc": "Cheapest", "price:desc": "Most expensive", "stock:asc": "Lowest stock", "stock:desc": "Highest stock" },
  },
});

const TYPING_MS = 250;

export default function Goods() {
  const t = useText(text);
  const names = useText(goodsText);
  useTitle(names.goods);
  const [params, setParams] = useSearchParams();
  const value = (name: string) => params.get(name) ?? "";
  const filters: Filters = { search: value("search"), category: value("category"), view: value("view"), sort: value("sort") };
  const filtered = Boolean(filters.search || filters.category || filters.view);
  const [selected, setSelected] = useState<ReadonlyMap<number, Product>>(new Map());
  const bulkPrice = useDialog<readonly Product[]>();
  const goods = useGoods(filters);
  const { saves, saving } = useSaving();
  const rows = goods.data?.pages.flatMap((page) => page.products) ?? [];
  const total = Math.max(goods.data?.pages[0]?.total_items ?? 0, rows.length);
  const change = (next: Partial<Filters>) => {
    setSelected(new Map());
    setParams((now) => Object.fromEntries(Object.entries({ ...Object.fromEntries(now), ...next }).filter(([, given]) => given)), { replace: true });
  };
  const select = useCallback((products: readonly Product[], on: boolean) => setSelected((now) => {
    const next = new Map(now);
    for (const product of products) if (on) next.set(product.id, product);
    else next.delete(product.id);
    return next;
  }), []);
  const { sort_by, sort_order } = listQuery(filters).sort;
  const more = useCallback(() => {
    if (goods.hasNextPage && !goods.isFetchingNextPage && !goods.isFetchNextPageError) void goods.fetchNextPage();
  }, [goods.hasNextPage, goods.isFetchingNextPage, goods.isFetchNextPageError]);
  return (
    <>
      <div className="page-head">
        <div><h1>{names.goods}</h1>{goods.data && <p className="small">{t.count(formatNumber(total))}</p>}</div>
        <div className="row"><MoreActions /><ButtonLink look="primary" icon={Plus} to="/goods/new">{t.add}</ButtonLink></div>
      </div>
      <PageTabs label={names.places} tabs={goodsTabs(names)} />
      <Tools filters={filters} onChange={change} />
      <WaitNotice />
      <div aria-busy={goods.isFetching}>
        {goods.data === undefined ? (
          goods.error ? <ErrorState error={goods.error} onRetry={() => void goods.refetch()} /> : <Skeleton lines={8} height={52} />
        ) : rows.length === 0 ? (
          <Nothing filters={filters} filtered={filtered} onClear={() => setParams({})} />
        ) : (
          <Grid
            rows={rows}
            total={total}
            saves={saves}
            saving={saving}
            selected={selected}
            onSelect={select}
            sort={{ by: sort_by, order: sort_order }}
            onSort={({ by, order }) => change({ sort: `${by}:${order}` })}
            onEnd={more}
          />
        )}
        {goods.isFetchingNextPage && <Skeleton lines={2} height={52} />}
        {goods.isFetchNextPageError && <ErrorState error={goods.error} onRetry={() => void goods.fetchNextPage()} />}
      </div>
      {selected.size > 0 && (
        <SelectionBar selected={selected} total={total} filters={filters} onSelected={setSelected} onPrice={() => bulkPrice.open([...selected.values()])} />
      )}
      {bulkPrice.value && <Suspense><BulkPrice products={bulkPrice.value} onClose={bulkPrice.close} onDone={() => setSelected(new Map())} /></Suspense>}
    </>
  );
}

function MoreActions() {
  const t = useText(text);
  const [busy, setBusy] = useState(false);
  const exportAll = async () => {
    setBusy(true);
    try {
      // The mark tells spreadsheets that it is UTF-8.
      save("produk.csv", `\ufeff${await api.products.export()}`);
      toast.done(t.exported);
    } catch (error) {
      toast.failed(sentence(error));
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <span className="desk-only"><Button icon={Download} busy={busy} onClick={() => void exportAll()}>{t.export}</Button></span>
      <span className="desk-only"><ButtonLink icon={FileUp} to="/goods/imports">{t.import}</ButtonLink></span>
      <span className="phone-only"><Menu label={t.more} actions={[{ label: t.export, icon: Download, disabled: busy, run: () => void exportAll() }]} /></span>
    </>
  );
}

function Tools({ filters, onChange }: { filters: Filters; onChange: (next: Partial<Filters>) => void }) {
  const t = useText(text);
  const { categories } = useCategories();
  const [typed, setTyped] = useState(filters.search);
  useEffect(() => setTyped(filters.search), [filters.search]);
  useEffect(() => {
    if (typed.trim() === filters.search) return;
    const timer = setTimeout(() => onChange({ search: typed.trim() }), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <div className="goods-tools">
      <form className="goods-search" role="search" onSubmit={(event) => { event.preventDefault(); onChange({ search: typed.trim() }); }}>
        <Search size={20} aria-hidden />
        <input className="input" type="search" aria-label={t.search} placeholder={t.placeholder} maxLength={200} value={typed} onChange={(event) => setTyped(event.target.value)} enterKeyHint="search" />
      </form>
      <select className="input" aria-label={t.category} value={filters.category} onChange={(event) => onChange({ category: event.target.value })}>
        <option value="">{t.allCategories}</option>
        {categories.map(({ id, label }) => <option key={id} value={id}>{label}</option>)}
      </select>
      <select className="input" aria-label={t.sort} value={filters.sort || (filters.view === "low" ? "stock:asc" : "created_at:desc")} onChange={(event) => onChange({ sort: event.target.value })}>
        {SORTS.map((sort) => <option key={sort} value={sort}>{t.sorts[sort]}</option>)}
      </select>
      <div className="goods-views" role="group" aria-label={t.views}>
        {[["", t.all], ["low", t.low], ["inactive", t.inactive]].map(([view, label]) => (
          <button key={view} type="button" className="goods-view" aria-pressed={filters.view === view} onClick={() => onChange({ view: view!, sort: "" })}>{label}</button>
        ))}
      </div>
    </div>
  );
}

function Nothing({ filters, filtered, onClear }: { filters: Filters; filtered: boolean; onClear: () => void }) {
  const t = useText(text);
  if (!filtered) {
    return (
      <EmptyState icon={PackageOpen} title={t.none} action={<div className="row"><ButtonLink look="primary" icon={Plus} to="/goods/new">{t.add}</ButtonLink><ButtonLink icon={FileUp} to="/goods/imports">{t.import}</ButtonLink></div>} />
    );
  }
  const title = filters.search || filters.category ? t.noMatch : filters.view === "low" ? t.noLow : t.noInactive;
  return <EmptyState icon={filters.search || filters.category ? SearchX : PackageOpen} title={title} action={<Button onClick={onClear}>{t.clear}</Button>} />;
}
