import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useMemo, useState } from "react";
import { api } from "../app/api";
import { formatMoney, useText, words } from "../app/language";
import { formatQuantity, formatSmall } from "../app/measure";
import { sentence } from "../app/problem";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Checkbox, TextField } from "../ui/fields";
import { Banknote, Landmark, Undo2 } from "../ui/icons";
import { toast } from "../ui/toast";
import { refresh } from "./state";

const text = words({
  id: {
    title: "Kembalikan barang", most: (count: string) => `Paling banyak ${count}`, tooMany: "Tidak sebanyak itu yang terjual.", restock: "Barang kembali ke stok", reason: "Alasan", back: "Batal",
    giveMoney: "Kembalikan uang", give: (amount: string) => `Kembalikan ${amount}`, restocked: "Barangnya kembali ke stok.", notRestocked: "Barangnya tidak kembali ke stok.", final: "Pengembalian tidak dapat dibatalkan.",
    cash: "Kembalikan tunai", transfer: "Lewat transfer", done: "Pengembalian tercatat.",
  },
  en: {
    title: "Take goods back", most: (count: string) => `At most ${count}`, tooMany: "Fewer than that were sold.", restock: "The goods go back into the stock", reason: "Reason", back: "Cancel",
    giveMoney: "Give money back", give: (amount: string) => `Give back ${amount}`, restocked: "The goods go back into the stock.", notRestocked: "The goods do not go back into the stock.", final: "A refund can't be undone.",
    cash: "Give back cash", transfer: "By transfer", done: "The refund is recorded.",
  },
});

type Sale = Schemas["SaleWithBuyer"];

/** Whether goods of the sale can come back to its seller. */
export const canGiveBack = (sale: Sale): boolean => sale.paid !== null && sale.status === "paid" && sale.items.some(({ qty, refunded_qty }) => refunded_qty < qty);

/** Take goods of a paid sale back, and give their money back once the seller has seen how much it is. */
export function GiveBack({ sale, onClose, onDone }: { sale: Sale; onClose: () => void; onDone: () => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const [quantities, setQuantities] = useState<Record<number, number | null | undefined>>({});
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const [asks, setAsks] = useState(false);
  const items = sale.items.flatMap(({ line }) => (quantities[line] ? [{ line, qty: quantities[line], restock }] : []));
  const wrong = sale.items.some(({ line, qty, refunded_qty }) => line in quantities && (quantities[line] === undefined || (quantities[line] ?? 0) > qty - refunded_qty));
  // A repeated attempt at the same refund has the same key, so that the money is given back once.
  const wanted = JSON.stringify([items, reason]);
  const keys = useMemo(() => ({ wanted, cash: newKey(), transfer: newKey() }), [wanted]);
  const quote = useQuery({
    queryKey: ["refund-quote", sale.id, items],
    queryFn: () => api.transactions.quoteRefund(sale.id, { items, method: "cash", reason: "-" }),
    enabled: items.length > 0 && !wrong,
    placeholderData: keepPreviousData,
    retry: false,
  });
  const refund = useMutation({
    mutationFn: async (method: "cash" | "transfer") => {
      await api.transactions.refund(sale.id, { items, method, reason }, { idempotencyKey: keys[method] });
      return api.transactions.show(sale.id);
    },
    onSuccess: (changed) => {
      refresh(client, changed);
      toast.done(t.done);
      onDone();
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  const ready = items.length > 0 && !wrong && reason.trim() !== "" && quote.isSuccess && !quote.isPlaceholderData;
  const step = (method: "cash" | "transfer") => ({ busy: refund.isPending && refund.variables === method, disabled: refund.isPending && refund.variables !== method, onClick: () => refund.mutate(method) });
  if (asks && quote.data) {
    return (
      <Dialog
        key="confirmation"
        title={t.give(formatMoney(quote.data.amount))}
        kind="sheet"
        onClose={() => setAsks(false)}
        actions={
          <>
            <Button icon={Landmark} {...step("transfer")}>{t.transfer}</Button>
            <Button look="primary" icon={Banknote} {...step("cash")}>{t.cash}</Button>
          </>
        }
      >
        <div className="stack tight">
          <ul>{quote.data.items.map(({ line, name, measure, qty }) => <li key={line}>{formatQuantity(qty, measure)} × {name}</li>)}</ul>
          <p className="soft small">{restock ? t.restocked : t.notRestocked} {t.final}</p>
        </div>
      </Dialog>
    );
  }
  return (
    <Dialog
      key="form"
      title={t.title}
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.back}</Button>
          <Button look="primary" icon={Undo2} disabled={!ready} onClick={() => setAsks(true)}>{items.length > 0 && !wrong && quote.data ? t.give(formatMoney(quote.data.amount)) : t.giveMoney}</Button>
        </>
      }
    >
      <div className="stack tight">
        {sale.items.filter(({ qty, refunded_qty }) => refunded_qty < qty).map(({ line, name, measure, qty, refunded_qty }) => (
          <AmountField
            key={line}
            label={name}
            hint={t.most(formatSmall(qty - refunded_qty, measure))}
            error={(quantities[line] ?? 0) > qty - refunded_qty && t.tooMany}
            value={line in quantities ? quantities[line] : null}
            onChange={(next) => setQuantities({ ...quantities, [line]: next })}
          />
        ))}
        <TextField label={t.reason} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
        <Checkbox label={t.restock} checked={restock} onChange={(event) => setRestock(event.target.checked)} />
        {quote.error && <p className="field-error" role="alert">{sentence(quote.error)}</p>}
      </div>
    </Dialog>
  );
}
