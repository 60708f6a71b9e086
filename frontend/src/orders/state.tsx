/** What an order is: waiting for its payment, paid, cancelled or expired. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useRef } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Badge } from "../ui/feedback";
import { toast } from "../ui/toast";

type Order = Schemas["SaleWithBuyer"];

const text = words({
  id: { pending: "Menunggu pembayaran", paid: "Lunas", cancelled: "Dibatalkan", expired: "Kedaluwarsa", walkIn: "Pembeli di tempat" },
  en: { pending: "Waiting for payment", paid: "Paid", cancelled: "Cancelled", expired: "Expired", walkIn: "Walk-in customer" },
});
const TONES = { pending: "warning", paid: "good", cancelled: "neutral", expired: "neutral" } as const;

/** The receipt number, which an order gets when it is paid; before that its id. */
export const numberOf = ({ receipt_number, id }: Pick<Order, "receipt_number" | "id">): string => receipt_number ?? `#${id}`;

export function OrderState({ status }: Pick<Order, "status">) {
  return <Badge tone={TONES[status]}>{useText(text)[status]}</Badge>;
}

/** The name of its buyer, who is not known at the counter. */
export const useBuyer = () => {
  const t = useText(text);
  return ({ buyer_name }: Pick<Order, "buyer_name">): string => buyer_name ?? t.walkIn;
};

/** Show an order as it is now, and read anew what depends on it. */
export function refresh(client: QueryClient, order: Order) {
  client.setQueryData(["order", order.id], order);
  for (const outdated of ["orders", "sales", "waiting-orders", "products", "product", "offer", "courses", "report"]) void client.invalidateQueries({ queryKey: [outdated] });
}

/** Pay or cancel an order. A repeated attempt at the same step has the same key, so that it happens once. */
export function useOrderStep(order: Order, onDone?: (order: Order) => void) {
  const client = useQueryClient();
  const keys = useRef<Record<string, string>>({});
  return useMutation({
    mutationFn: (step: "cash" | "transfer" | "cancel") => {
      const options = { idempotencyKey: (keys.current[step] ??= newKey()) };
      return step === "cancel" ? api.transactions.cancel(order.id, {}, options) : api.transactions.pay(order.id, { method: step }, options);
    },
    onSuccess: (changed) => {
      keys.current = {};
      refresh(client, changed);
      onDone?.(changed);
    },
    onError: (error) => {
      keys.current = {};
      void client.invalidateQueries({ queryKey: ["order", order.id] });
      toast.failed(sentence(error));
    },
  });
}
