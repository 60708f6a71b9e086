/** Receipts on paper, as the shop lays them out. */
import { useMutation } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useRef } from "react";
import { api } from "../app/api";
import { getLanguage } from "../app/language";
import { sentence } from "../app/problem";
import { useSession } from "../app/session";
import { printPage } from "../ui/print-page";
import { toast } from "../ui/toast";

type Sale = Pick<Schemas["SaleWithBuyer"], "id" | "status" | "paid" | "items">;

/** As wide as the rolls of most printers. */
const PAPER = { format: "html", width: "80" } as const;

/** Whether the shop counts a print: those of its seller and of admins, so that the second one says that it is a copy. */
const isCounted = ({ status, paid, items }: Sale, userId: number | undefined, admin: boolean): boolean =>
  status === "paid" && (admin || (paid !== null && items.every(({ seller_id }) => seller_id === userId)));

/** Print the receipt of a sale, or that of a refund of it. Repeated after a failure, it is still the same print. */
export function usePrint(sale: Sale) {
  const { user, has } = useSession();
  const keys = useRef(new Map<number | undefined, string>());
  return useMutation({
    mutationFn: async (refundId: number | undefined) => {
      if (!isCounted(sale, user?.id, has("admin"))) {
        const form = { ...PAPER, language: getLanguage() };
        return refundId === undefined ? api.transactions.showReceipt(sale.id, form) : api.transactions.showRefundReceipt(sale.id, refundId, form);
      }
      const idempotencyKey = keys.current.get(refundId) ?? newKey();
      keys.current.set(refundId, idempotencyKey);
      const { content } = await (refundId === undefined ? api.transactions.printReceipt(sale.id, PAPER, { idempotencyKey }) : api.transactions.printRefundReceipt(sale.id, refundId, PAPER, { idempotencyKey }));
      keys.current.delete(refundId);
      return new TextDecoder().decode(Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0)));
    },
    onSuccess: (page) => printPage(page),
    onError: (error) => toast.failed(sentence(error)),
  });
}
