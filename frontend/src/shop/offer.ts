/** What the lines of a basket cost now, and what has changed since they were put there. */
import { keepPreviousData, type QueryClient, useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { api } from "../app/api";
import { hasCode, isProblem } from "../app/problem";
import { useSession } from "../app/session";

export interface Wanted {
  product_id: number;
  qty: number;
}

export interface Offer {
  /** The quote of all lines that can be bought now; null if there are none. */
  quote: Schemas["Quote"] | null;
  /** How many are left of products of which fewer are in stock than wanted. */
  left: ReadonlyMap<number, number>;
  /** Products that are no longer sold. */
  gone: ReadonlySet<number>;
  /** Why the buyer can't buy these products, in a sentence. */
  refused: ReadonlyMap<number, string>;
}

/** Each refusal concerns other products, so that few are enough. */
const MOST_REFUSALS = 10;

/** Quote the lines; those that can't be bought are told apart, and the others quoted again. */
async function readOffer(lines: readonly Wanted[], signal?: AbortSignal): Promise<Offer> {
  const left = new Map<number, number>();
  const gone = new Set<number>();
  const refused = new Map<number, string>();
  for (let attempt = 0; ; attempt += 1) {
    const items = lines
      .filter(({ product_id: id }) => !gone.has(id) && !refused.has(id) && left.get(id) !== 0)
      .map(({ product_id, qty }) => ({ product_id, qty: left.get(product_id) ?? qty }));
    if (!items.length) return { quote: null, left, gone, refused };
    try {
      return { quote: await api.transactions.quote({ items }, { signal }), left, gone, refused };
    } catch (error) {
      if (!isProblem(error) || attempt >= MOST_REFUSALS) throw error;
      if (error.code === "insufficient_stock") for (const { product_id, available } of error.members.items) left.set(product_id, available);
      else if (error.code === "seller_unavailable") for (const { product_id } of error.members.items) gone.add(product_id);
      else if (error.code === "course_already_owned" || error.code === "course_closed") refused.set(error.members.product_id, error.message);
      else if (error.errors.length) {
        const before = gone.size + left.size;
        for (const { field } of error.errors) {
          const item = items[Number(field.split(".")[1])];
          if (item && field.endsWith("product_id")) gone.add(item.product_id);
          else if (item && field.endsWith("qty")) left.set(item.product_id, 1);
        }
        if (gone.size + left.size === before) throw error;
      } else throw error;
    }
  }
}

const wanted = (lines: readonly Wanted[]) => lines.map(({ product_id, qty }) => ({ product_id, qty }));
const key = (userId: number | undefined, lines: readonly Wanted[]) => ["offer", userId ?? null, wanted(lines)] as const;

export function useOffer(lines: readonly Wanted[]) {
  const { user } = useSession();
  return useQuery({
    queryKey: key(user?.id, lines),
    queryFn: ({ signal }) => readOffer(wanted(lines), signal),
    enabled: lines.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
  });
}

/** Show a quote that the shop has sent with a refusal, without asking for it. */
export function keepQuote(client: QueryClient, userId: number, lines: readonly Wanted[], error: unknown): void {
  if (hasCode(error, "total_changed") && isProblem(error) && error.code === "total_changed") {
    const offer: Offer = { quote: error.members.quote as Schemas["Quote"], left: new Map(), gone: new Set(), refused: new Map() };
    client.setQueryData(key(userId, lines), offer);
  } else void client.invalidateQueries({ queryKey: ["offer"] });
}

export const blocks = (offer: Offer): boolean => offer.left.size + offer.gone.size + offer.refused.size > 0;
