/** What an order is: waiting for its payment, paid, given back, cancelled or expired; and what it brings. */
import { type QueryClient, useMutation, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useRef } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Badge } from "../ui/feedback";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import "./state.css";

type Order = Schemas["SaleWithBuyer"];

const text = words({
  id: { pending: "Menunggu pembayaran", paid: "Lunas", partlyRefunded: "Dikembalikan sebagian", refunded: "Dikembalikan", before: "Semula", cancelled: "Dibatalkan", expired: "Kedaluwarsa", walkIn: "Pembeli di tempat" },
  en: { pending: "Waiting for payment", paid: "Paid", partlyRefunded: "Partly refunded", refunded: "Refunded", before: "Before", cancelled: "Cancelled", expired: "Expired", walkIn: "Walk-in customer" },
});
const TONES = { pending: "warning", paid: "good", partlyRefunded: "information", refunded: "neutral", cancelled: "neutral", expired: "neutral" } as const;

/** The receipt number, which an order gets when it is paid; before that its id. */
export const numberOf = ({ receipt_number, id }: Pick<Order, "receipt_number" | "id">): string => receipt_number ?? `#${id}`;

export function OrderState({ order: { status, total, refunded } }: { order: Pick<Order, "status" | "total" | "refunded"> }) {
  const t = useText(text);
  const state = refunded === 0 ? status : refunded < total ? "partlyRefunded" : "refunded";
  return <Badge tone={TONES[state]}>{t[state]}</Badge>;
}

/** Whether its money may have been asked for: never in a shop where a sale needs no payment, nor of the seller of a part. */
export const asksForMoney = ({ status, paid, payments }: Pick<Order, "status" | "paid" | "payments">): boolean => paid !== null && (status !== "paid" || payments.length > 0);

/** The state for lists, where most orders are paid and need no badge. */
export function UnusualState({ order }: { order: Order }) {
  return order.status === "paid" && order.refunded === 0 ? null : <OrderState order={order} />;
}

/** The total less what was given back, and the total itself struck out beside it. */
export function NetTotal({ total, refunded }: Pick<Order, "total" | "refunded">) {
  const t = useText(text);
  if (refunded === 0) return <Money value={total} />;
  return (
    <span className="net-total">
      <s className="soft small"><span className="visually-hidden">{t.before} </span><Money value={total} /></s>
      <Money value={total - refunded} />
    </span>
  );
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
