/** How pages load and change data. */
import { MutationCache, QueryCache, QueryClient, useInfiniteQuery } from "@tanstack/react-query";
import { hasCode, isProblem } from "./problem";

const MOST_RETRIES = 2;

const enrolments = new Set<() => void>();

/** Call the listener when the shop wants a second factor before anything else. */
export function onMustEnrol(listener: () => void): () => void {
  enrolments.add(listener);
  return () => enrolments.delete(listener);
}

function onError(error: unknown): void {
  if (hasCode(error, "mfa_enrolment_required")) for (const listener of enrolments) listener();
}

export const queryClient = new QueryClient({
  queryCache: new QueryCache({ onError }),
  mutationCache: new MutationCache({ onError }),
  defaultOptions: {
    queries: {
      staleTime: 30_000,
      refetchOnWindowFocus: true,
      networkMode: "always",
      // The client has retried a lost response already; a problem of the caller stays one.
      retry: (count, error) => count < MOST_RETRIES && !(isProblem(error) && error.status < 500),
    },
    mutations: { networkMode: "always" },
  },
});

interface Page {
  next_cursor: string | null;
}

/** A list that is read page by page with a cursor. */
export function useList<P extends Page>(key: readonly unknown[], read: (cursor: string, signal: AbortSignal) => PromiseLike<P>, options: { enabled?: boolean; staleTime?: number } = {}) {
  return useInfiniteQuery({
    queryKey: key,
    queryFn: async ({ pageParam, signal }) => read(pageParam, signal),
    initialPageParam: "",
    getNextPageParam: (page: P) => page.next_cursor ?? undefined,
    ...options,
  });
}

/** Return all rows of a list, for those that are short. */
export async function collect<R>(rows: AsyncIterable<R>): Promise<R[]> {
  const all: R[] = [];
  for await (const row of rows) all.push(row);
  return all;
}
