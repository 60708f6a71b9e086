/** Which goods of a sale come back, why, and whether their money or other goods are given for them. */
import { keepPreviousData, useMutation, useQuery } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { newClientId } from "finenice-client/offline";
import { useMemo, useState } from "react";
import { formatMoment, formatMoney, formatNumber, useText, words } from "../../app/language";
import { hasCode, sentence } from "../../app/problem";
import { Button, IconButton } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { Checkbox, TextField } from "../../ui/fields";
import { Banknote, Minus, Plus, RefreshCw } from "../../ui/icons";
import { Money } from "../../ui/money";
import { Segments } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { quantityLabel, readQuantity } from "../counter/labels";
import { changeTicket } from "../counter/ticket";
import { useCopy, useTill } from "../context";
import { tillApi } from "../device";
import { methodNames } from "../payment/methods";
import { openDrawer } from "../printing.ts";
import type { GivenBack } from "./refund-dialog";

const text = words({
  id: {
    title: (receipt: string) => `Retur ${receipt}`, all: "Semua barang", more: (name: string) => `Tambah ${name}`, less: (name: string) => `Kurangi ${name}`, most: (count: string) => `dari ${count}`, returned: (count: string) => `${count} sudah kembali`, weight: (name: string, unit: string) => `${name}, dalam ${unit}`, tooMany: "Tidak sebanyak itu yang terjual.",
    reason: "Alasan", reasons: ["Rusak", "Salah ukuran", "Salah barang"], restock: "Barang kembali ke stok", method: "Cara mengembalikan", value: "Nilai barang", debt: "Potong kasbon", rounded: "Pembulatan", back: "Uang kembali",
    give: (amount: string) => `Kembalikan ${amount}`, off: (amount: string) => `Potong kasbon ${amount}`, choose: "Pilih barang", exchange: "Tukar barang", chosen: "Pilih barang penggantinya. Nilai retur memotong totalnya.", offline: "Sambungan terputus. Uang dikembalikan begitu tersambung lagi.", manager: "Panggil manajer",
  },
  en: {
    title: (receipt: string) => `Return of ${receipt}`, all: "All goods", more: (name: string) => `More of ${name}`, less: (name: string) => `Less of ${name}`, most: (count: string) => `of ${count}`, returned: (count: string) => `${count} came back`, weight: (name: string, unit: string) => `${name}, in ${unit}`, tooMany: "Fewer than that were sold.",
    reason: "Reason", reasons: ["Damaged", "Wrong size", "Wrong goods"], restock: "The goods go back into the stock", method: "How to give back", value: "Value of the goods", debt: "Off the debt", rounded: "Rounding", back: "To give back",
    give: (amount: string) => `Give back ${amount}`, off: (amount: string) => `${amount} off the debt`, choose: "Choose goods", exchange: "Exchange", chosen: "Choose the other goods. What comes back is taken off their total.", offline: "The network is gone. Money is given back once it is there again.", manager: "Call a manager",
  },
});

const METHODS = ["cash", "transfer", "qris", "card"] as const;
type Method = (typeof METHODS)[number];
type Sale = Schemas["Sale"];

interface GoodsProps {
  sale: Sale;
  onClose: () => void;
  onGiven: (given: GivenBack) => void;
  onSwitch: () => void;
}

export function Goods({ sale, onClose, onGiven, onSwitch }: GoodsProps) {
  const t = useText(text);
  const names = useText(methodNames);
  const { copy } = useTill();
  const { online, device: { till_id } } = useCopy(copy);
  const [quantities, setQuantities] = useState<Record<number, number | undefined>>({});
  const [reason, setReason] = useState("");
  const [restock, setRestock] = useState(true);
  const [method, setMethod] = useState<Method>("cash");
  const lines = sale.items.filter(({ qty, refunded_qty }) => refunded_qty < qty);
  const items = lines.flatMap(({ line }) => (quantities[line] ? [{ line, qty: quantities[line], restock }] : []));
  const wrong = lines.some(({ line, qty, refunded_qty }) => line in quantities && (quantities[line] === undefined || quantities[line] > qty - refunded_qty));
  const body = { items, method, reason: reason.trim(), till_id };
  // A repeated attempt at the same refund has the same key, so that the money is given back once.
  const wanted = JSON.stringify(body);
  const key = useMemo(() => ({ wanted, key: newKey() }), [wanted]);
  const path = `/api/transactions/${sale.id}/refunds`;
  const quoteBy = (by: Method) => tillApi().request<Schemas["RefundQuote"]>("POST", `${path}/quote`, { body: { ...body, method: by, reason: "-" } });
  const quote = useQuery({
    queryKey: ["till-refund-quote", sale.id, items, method],
    queryFn: () => quoteBy(method),
    enabled: items.length > 0 && !wrong,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  const refund = useMutation({
    mutationFn: (quoted: Schemas["RefundQuote"]) => tillApi().request<Schemas["MadeRefund"]>("POST", path, { body, options: { idempotencyKey: key.key } }).then((made) => ({ refund: made, quote: quoted })),
    onSuccess: (given) => {
      // Without a printer the drawer is opened by hand.
      if (given.quote.money?.method === "cash") void openDrawer().catch(() => undefined);
      void copy.refresh();
      onGiven(given);
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  const quoted = items.length > 0 && !wrong && !quote.isPlaceholderData ? quote.data : undefined;
  const money = quoted?.money;
  const back = (money?.amount ?? 0) + (money?.adjustment ?? 0);
  const ready = quoted && reason.trim() !== "" && online;
  const exchange = useMutation({
    // Whatever pays for the other goods, there is a figure in coins for it.
    mutationFn: () => quoteBy("cash"),
    onSuccess: ({ money: inCash }) => {
      if (!inCash) return;
      const { amount, adjustment } = inCash;
      changeTicket({
        exchange: { client_id: newClientId(), sale_id: sale.id, receipt: sale.receipt_number ?? "", items, reason: reason.trim(), amount, cash: amount + adjustment },
        ...(sale.customer_id !== null && { customer_id: sale.customer_id }),
      });
      toast.done(t.chosen);
      onClose();
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  const set = (line: number, quantity: number | undefined) => setQuantities({ ...quantities, [line]: quantity });
  return (
    <Dialog
      title={t.title(sale.receipt_number ?? "")}
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          <Button icon={RefreshCw} disabled={!ready || !money || refund.isPending} busy={exchange.isPending} onClick={() => exchange.mutate()}>{t.exchange}</Button>
          <Button look="primary" icon={Banknote} disabled={!ready} busy={refund.isPending} onClick={() => quoted && refund.mutate(quoted)}>{!quoted ? t.choose : money ? t.give(formatMoney(back)) : t.off(formatMoney(quoted.debt))}</Button>
        </>
      }
    >
      <div className="stack">
        <div className="row between">
          <p className="soft small">{formatMoment(sale.sold_at ?? sale.created_at)} · {[...new Set(sale.payments.filter(({ amount }) => amount > 0).map((payment) => names[payment.method]))].join(", ")} · {formatMoney(sale.total)}</p>
          <Button data-autofocus onClick={() => setQuantities(Object.fromEntries(lines.map(({ line, qty, refunded_qty }) => [line, qty - refunded_qty])))}>{t.all}</Button>
        </div>
        <ul className="till-return">
          {lines.map((line) => <ReturnLine key={line.line} line={line} quantity={quantities[line.line]} typed={line.line in quantities} onChange={(quantity) => set(line.line, quantity)} />)}
        </ul>
        <div className="till-reasons">
          {t.reasons.map((each, place) => <Button key={each} aria-pressed={reason === each} onClick={() => { setReason(each); setRestock(place > 0); }}>{each}</Button>)}
        </div>
        <TextField label={t.reason} value={reason} maxLength={200} autoComplete="off" onChange={(event) => setReason(event.target.value)} />
        <Checkbox label={t.restock} checked={restock} onChange={(event) => setRestock(event.target.checked)} />
        <Segments label={t.method} value={method} onChange={setMethod} choices={METHODS.map((value) => ({ value, label: names[value] }))} />
        {quoted && (
          <div>
            <div className="till-sum"><span>{t.value}</span><Money value={quoted.amount} /></div>
            {quoted.debt > 0 && <div className="till-sum"><span>{t.debt}</span><Money value={-quoted.debt} /></div>}
            {money && money.adjustment !== 0 && <div className="till-sum soft"><span>{t.rounded}</span><Money value={money.adjustment} /></div>}
            <p className="till-due" role="status"><span>{t.back}</span><Money value={back} /></p>
          </div>
        )}
        {!online && <Alert tone="warning"><p>{t.offline}</p></Alert>}
        {quote.error && items.length > 0 && <Alert tone="danger" action={hasCode(quote.error, "order_of_others") && <Button onClick={onSwitch}>{t.manager}</Button>}><p>{sentence(quote.error)}</p></Alert>}
      </div>
    </Dialog>
  );
}

interface ReturnLineProps {
  line: Sale["items"][number];
  quantity: number | undefined;
  typed: boolean;
  onChange: (quantity: number | undefined) => void;
}

function ReturnLine({ line: { name, qty, measure, refunded_qty, note }, quantity, typed, onChange }: ReturnLineProps) {
  const t = useText(text);
  const left = qty - refunded_qty;
  const [written, setWritten] = useState<string>();
  const facts = [t.most(quantityLabel(left, measure)), note, refunded_qty > 0 && t.returned(quantityLabel(refunded_qty, measure))].filter(Boolean).join(" · ");
  if (measure !== "piece") return (
    <li>
      <TextField
        label={t.weight(name, measure === "gram" ? "kg" : "m")} hint={facts} inputMode="decimal" autoComplete="off" value={written ?? (quantity ? formatNumber(quantity / 1000, 3) : "")}
        error={typed && (quantity === undefined || quantity > left) && t.tooMany}
        onChange={(event) => { setWritten(event.target.value); onChange(event.target.value.trim() ? readQuantity(event.target.value, measure) : 0); }}
        onBlur={() => { if (quantity !== undefined) setWritten(undefined); }}
      />
    </li>
  );
  const count = quantity ?? 0;
  return (
    <li className="row between">
      <span className="grow"><span>{name}</span><small className="soft">{facts}</small></span>
      <IconButton icon={Minus} label={t.less(name)} disabled={count === 0} onClick={() => onChange(count - 1)} />
      <span className="till-quantity" aria-label={name} role="status">{formatNumber(count)}</span>
      <IconButton icon={Plus} label={t.more(name)} disabled={count >= left} onClick={() => onChange(count + 1)} />
    </li>
  );
}
