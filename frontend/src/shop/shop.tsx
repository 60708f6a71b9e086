import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useSearchParams } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { useTitle } from "../app/title";
import { Button } from "../ui/button";
import { EmptyState, LoadedList } from "../ui/feedback";
import { Filter, Search, SearchX } from "../ui/icons";
import { ProductCard } from "./product-card";
import "./shop.css";

const FilterSheet = lazy(() => import("./filters"));

const text = words({
  id: {
    title: "Produk", search: "Cari produk", placeholder: "Cari produk atau kode", filters: "Saring", all: "Semua", sort: "Urutkan", best: "Paling cocok", newest: "Terbaru",
    cheapest: "Termurah", dearest: "Termahal", byName: "Nama", nothing: (search: string) => (search ? `Tidak ada produk untuk “${search}”` : "Tidak ada produk yang cocok"),
    nothingHint: "Coba kata yang lebih umum, atau hapus saringannya.", clear: "Tampilkan semua produk",
  },
  en: {
    title: "Products", search: "Search products", placeholder: "Search for a product or code", filters: "Filter", all: "All", sort: "Sort", best: "Best match", newest: "Newest",
    cheapest: "Cheapest", dearest: "Most expensive", byName: "Name", nothing: (search: string) => (search ? `No products for “${search}”` : "No products match"),
    nothingHint: "Try a more common word, or clear the filters.", clear: "Show all products",
  },
});

/** The pause in typing after which a search starts. */
const TYPING_MS = 200;
const PAGE_SIZE = 24;
/** Full rows in two to six columns. */
const GRID_SIZE = 60;
/** Pictures within the first screen load at once. */
const FIRST_SCREEN = 6;
const SORTS = { newest: "created_at:desc", cheapest: "price:asc", dearest: "price:desc", byName: "name:asc" } as const;
const SORT_NAMES = ["newest", "cheapest", "dearest", "byName"] as const;

export function Shop() {
  const t = useText(text);
  useTitle(undefined);
  const [params, setParams] = useSearchParams();
  const [filtering, setFiltering] = useState(false);
  const value = (name: string) => params.get(name) ?? "";
  const search = value("search");
  const change = (next: Record<string, string>) => {
    const all = { ...Object.fromEntries(params), ...next };
    setParams(Object.fromEntries(Object.entries(all).filter(([, given]) => given)), { replace: true, preventScrollReset: true });
  };
  const filters = { category: value("category"), brand: value("brand"), min: value("min"), max: value("max"), stock: value("stock") };
  const count = Object.values(filters).filter(Boolean).length;
  // Newest first is what a list has anyway; a search has the best match first.
  const sort = !search && value("sort") === "newest" ? "" : value("sort");
  const products = useProducts(search, filters, sort);
  return (
    <>
      <h1 className="visually-hidden">{t.title}</h1>
      <div className="shop-tools">
        <SearchBox key={search === "" ? "empty" : "filled"} search={search} onSearch={(next) => change({ search: next })} />
        <div className="shop-tools-row">
          <Button icon={Filter} onClick={() => setFiltering(true)}>{t.filters}{count > 0 && <span className="count">{count}</span>}</Button>
          <select className="input" aria-label={t.sort} value={sort} onChange={(event) => change({ sort: event.target.value })}>
            <option value="">{search ? t.best : t.newest}</option>
            {SORT_NAMES.filter((name) => search || name !== "newest").map((name) => <option key={name} value={name}>{t[name]}</option>)}
          </select>
        </div>
      </div>
      <Categories chosen={filters.category} onChoose={(category) => change({ category })} />
      <div aria-busy={products.isFetching}>
        <LoadedList
          query={products}
          rows={(page) => page.products}
          skeleton={<GridSkeleton />}
          empty={
            <EmptyState icon={SearchX} title={t.nothing(search)} action={<Button onClick={() => setParams({})}>{t.clear}</Button>}>
              {t.nothingHint}
            </EmptyState>
          }
        >
          {(rows) => grids(rows).map((products, grid) => (
            <ul key={grid} className="product-grid">
              {products.map((product, place) => <ProductCard key={product.id} product={product} eager={grid === 0 && place < FIRST_SCREEN} />)}
            </ul>
          ))}
        </LoadedList>
      </div>
      {filtering && <Suspense><FilterSheet filters={filters} onChange={(next) => change({ ...next })} onClose={() => setFiltering(false)} /></Suspense>}
    </>
  );
}

/** Split the products into grids, so that the browser can skip those off the screen. */
function grids<P>(products: readonly P[]): P[][] {
  return Array.from({ length: Math.ceil(products.length / GRID_SIZE) }, (_, grid) => products.slice(grid * GRID_SIZE, (grid + 1) * GRID_SIZE));
}

function useProducts(search: string, filters: Record<"category" | "brand" | "min" | "max" | "stock", string>, sort: string) {
  const number = (written: string) => (/^\d{1,15}$/.test(written) ? Number(written) : undefined);
  const chosen = SORTS[sort as keyof typeof SORTS] ?? (search ? undefined : SORTS.newest);
  const [sort_by, sort_order] = (chosen?.split(":") ?? []) as ["price", "asc"] | [];
  const query = {
    search: search || undefined,
    category_id: number(filters.category),
    brand_id: number(filters.brand),
    min_price: number(filters.min),
    max_price: number(filters.max),
    in_stock: filters.stock ? true : undefined,
    // What is looked for may be one of several variants.
    variants: search || filters.min || filters.max || filters.stock ? undefined : ("grouped" as const),
  };
  const known = Object.fromEntries(Object.entries(query).filter(([, given]) => given !== undefined));
  return useInfiniteQuery({
    queryKey: ["products", known, sort_by, sort_order],
    queryFn: async ({ pageParam: cursor, signal }) => api.products.list({ ...known, per_page: PAGE_SIZE, cursor, ...(cursor || !sort_by ? {} : { sort_by, sort_order }) }, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
  });
}

function SearchBox({ search, onSearch }: { search: string; onSearch: (search: string) => void }) {
  const t = useText(text);
  const [typed, setTyped] = useState(search);
  useEffect(() => {
    if (typed.trim() === search) return;
    const timer = setTimeout(() => onSearch(typed.trim()), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <form className="search-box" role="search" onSubmit={(event) => { event.preventDefault(); onSearch(typed.trim()); }}>
      <Search size={20} aria-hidden />
      <input
        className="input"
        type="search"
        aria-label={t.search}
        placeholder={t.placeholder}
        maxLength={200}
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        enterKeyHint="search"
      />
    </form>
  );
}

/** The categories as chips that scroll sideways. */
function Categories({ chosen, onChoose }: { chosen: string; onChoose: (category: string) => void }) {
  const t = useText(text);
  const { data } = useQuery({ queryKey: ["categories"], queryFn: () => api.categories.list(), staleTime: 300_000 });
  if (!data?.categories.length) return <div className="chips" />;
  return (
    <div className="chips" role="group" aria-label={t.filters}>
      <button type="button" className="chip" aria-pressed={!chosen} onClick={() => onChoose("")}>{t.all}</button>
      {data.categories.map(({ id, name }) => (
        <button key={id} type="button" className="chip" aria-pressed={chosen === String(id)} onClick={() => onChoose(String(id))}>{name}</button>
      ))}
    </div>
  );
}

function GridSkeleton() {
  return (
    <div className="product-grid" aria-hidden>
      {Array.from({ length: 8 }, (_, place) => (
        <div key={place} className="product-card"><div className="picture skeleton" /><div className="skeleton" style={{ height: 18, marginBlock: 8 }} /><div className="skeleton" style={{ height: 18, width: "50%" }} /></div>
      ))}
    </div>
  );
}
