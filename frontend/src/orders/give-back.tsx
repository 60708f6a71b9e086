import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useMemo, useState } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { formatSmall } from "../app/measure";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { Checkbox, NumberField, TextField } from "../ui/fields";
import { Banknote, Landmark } from "../ui/icons";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import { refresh } from "./state";

const text = words({
  id: {
    open: "Kembalikan barang", most: (count: string) => `Paling banyak ${count}`, restock: "Barang kembali ke stok", reason: "Alasan", amount: "Uang kembali",
    cash: "Kembalikan tunai", transfer: "Kembalikan lewat transfer", done: "Pengembalian tercatat.",
  },
  en: {
    open: "Take goods back", most: (count: string) => `At most ${count}`, restock: "The goods go back into the stock", reason: "Reason", amount: "Money back",
    cash: "Give back cash", transfer: "Give back by transfer", done: "The refund is recorded.",
  },
});

type Sale = Schemas["SaleWithBuyer"];

/** Take goods of a paid sale back, and give their money back. */
export function GiveBack({ sale, onDone }: { sale: Sale; onDone: (sale: Sale) => void }) {
  const t = useText(text);
  const [open, setOpen] = useState(false);
  const whole = sale.paid !== null;
  if (!whole || sale.status !== "paid" || sale.items.every(({ qty, refunded_qty }) => refunded_qty >= qty)) return null;
  return open ? <Form sale={sale} onDone={onDone} /> : <Button look="quiet" onClick={() => setOpen(true)}>{t.open}</Button>;
}

function Form({ sale, onDone }: { sale: Sale; onDone: (sale: Sale) => void }) {
  const t = useText(text);
  const client = useQueryClient();
  const [quantities, setQuantities] = useState<Record<number, number | null>>({});
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const items = sale.items.flatMap(({ line }) => (quantities[line] ? [{ line, qty: quantities[line], restock }] : []));
  // A repeated attempt at the same refund has the same key, so that the money is given back once.
  const wanted = JSON.stringify([items, reason]);
  const keys = useMemo(() => ({ wanted, cash: newKey(), transfer: newKey() }), [wanted]);
  const quote = useQuery({
    queryKey: ["refund-quote", sale.id, items],
    queryFn: () => api.transactions.quoteRefund(sale.id, { items, method: "cash", reason: "-" }),
    enabled: items.length > 0,
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
      onDone(changed);
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  const ready = items.length > 0 && reason.trim() !== "" && quote.isSuccess && !quote.isPlaceholderData;
  return (
    <section className="stack tight">
      {sale.items.filter(({ qty, refunded_qty }) => refunded_qty < qty).map(({ line, name, measure, qty, refunded_qty }) => (
        <NumberField
          key={line}
          label={name}
          hint={t.most(formatSmall(qty - refunded_qty, measure))}
          value={quantities[line] ?? null}
          onChange={(next) => setQuantities({ ...quantities, [line]: next && Math.min(next, qty - refunded_qty) })}
        />
      ))}
      <TextField label={t.reason} value={reason} maxLength={200} onChange={(event) => setReason(event.target.value)} />
      <Checkbox label={t.restock} checked={restock} onChange={(event) => setRestock(event.target.checked)} />
      {quote.error && <p className="field-error" role="alert">{sentence(quote.error)}</p>}
      {items.length > 0 && quote.data && <div className="row between"><span>{t.amount}</span><Money value={quote.data.amount} /></div>}
      <div className="row">
        <Button look="primary" icon={Banknote} disabled={!ready} busy={refund.isPending} onClick={() => refund.mutate("cash")}>{t.cash}</Button>
        <Button icon={Landmark} disabled={!ready || refund.isPending} onClick={() => refund.mutate("transfer")}>{t.transfer}</Button>
      </div>
    </section>
  );
}
