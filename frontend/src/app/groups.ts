/** The categories and brands of the shop. */
import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "./api";
import { collect } from "./queries";

const STALE_MS = 300_000;

export type Category = Schemas["Category"];
/** The category tree as a list; a label has its parents in front. */
export interface FlatCategory {
  id: number;
  name: string;
  label: string;
  depth: number;
  category: Category;
}

export function flatten(tree: readonly Category[], depth = 0, above = ""): FlatCategory[] {
  return tree.flatMap((category) => {
    const label = above ? `${above} › ${category.name}` : category.name;
    return [{ id: category.id, name: category.name, label, depth, category }, ...flatten(category.children, depth + 1, label)];
  });
}

export function useCategories() {
  const query = useQuery({ queryKey: ["categories"], queryFn: () => api.categories.list(), staleTime: STALE_MS });
  return { query, categories: flatten(query.data?.categories ?? []) };
}

export function useBrands() {
  return useQuery({ queryKey: ["brands"], queryFn: () => collect(api.brands.walk()), staleTime: STALE_MS });
}
