/** What the pages of goods load and change. */
import { type InfiniteData, keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { ProductList, ProductUpdate, Schemas } from "finenice-client";
import { api } from "../app/api";
import { words } from "../app/language";
import { queryClient } from "../app/queries";

export type Product = Schemas["Product"];
export type ProductDetail = Schemas["ProductDetail"];
/** The fields that a cell of the table changes. */
export type CellField = "name" | "sku" | "price" | "stock" | "active";
export type CellValue = string | number | boolean | null;

/** At most this many in stock counts as low. */
export const LOW_STOCK = 5;
const PAGE_SIZE = 100;
const LONG_MS = 300_000;

export const goodsText = words({
  id: { goods: "Barang", imports: "Impor", groups: "Kategori & merek", places: "Bagian barang", noSku: "Tanpa SKU" },
  en: { goods: "Goods", imports: "Imports", groups: "Categories & brands", places: "Parts of goods", noSku: "No SKU" },
});

export const goodsTabs = (t: (typeof goodsText)["id"]) => [
  { to: "/goods", label: t.goods, end: true },
  { to: "/goods/imports", label: t.imports },
  { to: "/goods/groups", label: t.groups },
];

export interface Filters {
  search: string;
  category: string;
  /** "low", "inactive" or "" for all. */
  view: string;
  sort: string;
}

export const SORTS = ["created_at:desc", "name:asc", "name:desc", "price:asc", "price:desc", "stock:asc", "stock:desc"] as const;

export function listQuery({ search, category, view, sort }: Filters) {
  const chosen = SORTS.find((each) => each === sort) ?? (view === "low" ? "stock:asc" : "created_at:desc");
  const [sort_by, sort_order] = chosen.split(":") as ["price", "asc"];
  const where = {
    scope: "own" as const,
    ...(search && { search }),
    ...(/^\d{1,15}$/.test(category) && { category_id: Number(category) }),
    ...(view === "low" && { max_stock: LOW_STOCK, active: true }),
    ...(view === "inactive" && { active: false }),
  };
  return { where, sort: { sort_by, sort_order } };
}

export function useGoods(filters: Filters) {
  const { where, sort } = listQuery(filters);
  return useInfiniteQuery({
    queryKey: ["goods", where, sort],
    queryFn: async ({ pageParam: cursor, signal }) => api.products.list({ ...where, per_page: PAGE_SIZE, cursor, ...(cursor ? {} : sort) }, { signal }),
    initialPageParam: "",
    getNextPageParam: (page) => page.next_cursor ?? undefined,
    placeholderData: keepPreviousData,
    // A list of many pages would be read again page by page.
    staleTime: LONG_MS,
    refetchOnWindowFocus: false,
  });
}

/** All goods that the filters match, for a change of many. */
export const walkGoods = (filters: Filters) => api.products.walk(listQuery(filters).where);

/** Put the product into all lists that show it. */
export function remember(product: Product): void {
  queryClient.setQueryData(["goods-item", product.id], product);
  queryClient.setQueriesData<InfiniteData<ProductList>>({ queryKey: ["goods"] }, (data) => {
    const shown = data?.pages.findIndex((page) => page.products.some(({ id }) => id === product.id)) ?? -1;
    if (!data || shown < 0) return data;
    const replaced = (page: ProductList) => ({ ...page, products: page.products.map((each) => (each.id === product.id ? { ...each, ...product } : each)) });
    return { ...data, pages: data.pages.map((page, place) => (place === shown ? replaced(page) : page)) };
  });
  void queryClient.invalidateQueries({ queryKey: ["products"] });
}

/** Take the products out of all lists. */
export function forget(ids: ReadonlySet<number>): void {
  queryClient.setQueriesData<InfiniteData<ProductList>>({ queryKey: ["goods"] }, (data) => data && {
    ...data,
    pages: data.pages.map((page) => ({ ...page, products: page.products.filter(({ id }) => !ids.has(id)), total_items: Math.max(0, page.total_items - ids.size) })),
  });
  for (const id of ids) queryClient.removeQueries({ queryKey: ["goods-item", id] });
  void queryClient.invalidateQueries({ queryKey: ["products"] });
}

/** Read the lists anew when they are next shown: products were added. */
export const forgetLists = () => queryClient.removeQueries({ queryKey: ["goods"] });

export const ifMatch = (product: Pick<Product, "version">) => `"${product.version}"`;
export const saveProduct = (product: Product, changes: ProductUpdate) => api.products.update(product.id, changes, { ifMatch: ifMatch(product) });
