/** What is asked for, and what has arrived. */
import { type QueryClient, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { api } from "../app/api";
import { needsPerson } from "./names";
import { usePatience } from "./patience";

const PROVIDER_POLL_MS = 1_000;
const MOST_SHOWN = 100;

/** The requests of an order, with the accounts on which it can be paid. `live` asks again and again. */
export function useRequestsOfOrder(orderId: number, live: boolean) {
  const client = useQueryClient();
  const patience = usePatience();
  const query = useQuery({
    queryKey: ["order-requests", orderId],
    queryFn: () => api.paymentRequests.ofOrder(orderId),
    staleTime: 0,
    refetchInterval: ({ state: { data } }) => {
      if (!live) return false;
      const prepares = data?.payment_requests.some(({ state, kind, qris, payment_url }) => state === "pending" && kind !== "transfer" && !qris && !payment_url);
      return prepares ? PROVIDER_POLL_MS : patience();
    },
  });
  const states = query.data?.payment_requests.map(({ id, state }) => `${id} ${state}`).join();
  const before = useRef(states);
  useEffect(() => {
    // What happened to a request may have changed its order.
    if (before.current !== undefined && before.current !== states) void client.invalidateQueries({ queryKey: ["order", orderId] });
    before.current = states;
  }, [client, orderId, states]);
  return query;
}

/** The seller's requests that wait for money or for a decision, newest first. */
export function useIncoming(state: "pending" | "review", pollMs: number) {
  return useQuery({ queryKey: ["payment-requests", state], queryFn: ({ signal }) => api.paymentRequests.list({ state, per_page: MOST_SHOWN }, { signal }), refetchInterval: pollMs });
}

/** How many requests wait for the seller: to decide on, or to look for the money. */
export function useToDoCount(pollMs: number): number {
  const [pending, review] = [useIncoming("pending", pollMs), useIncoming("review", pollMs)];
  return [pending, review].flatMap(({ data }) => data?.payment_requests ?? []).filter(needsPerson).length;
}

/** Read anew what a payment changes. */
export function refreshPayments(client: QueryClient): void {
  for (const outdated of ["payment-requests", "order-requests", "order", "orders", "sales", "waiting-orders", "products", "product", "report"]) void client.invalidateQueries({ queryKey: [outdated] });
}
