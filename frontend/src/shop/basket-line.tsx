import type { Schemas } from "finenice-client";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { formatMoney, formatNumber, useText, words } from "../app/language";
import { amountOf, type Measure, perOf } from "../app/measure";
import { Button } from "../ui/button";
import { Alert } from "../ui/feedback";
import { Image } from "../ui/icons";
import { Money } from "../ui/money";
import type { Offer } from "./offer";

const text = words({
  id: {
    gone: "Produk ini tidak dijual lagi.", soldOut: "Produk ini sudah habis.", left: (count: number) => `Stok tinggal ${formatNumber(count)}. Kurangi jumlahnya?`,
    reduce: (count: number) => `Jadikan ${formatNumber(count)}`, remove: "Hapus", risen: (before: number) => `Harga naik, tadinya ${formatMoney(before)}.`,
    fallen: (before: number) => `Harga turun, tadinya ${formatMoney(before)}.`,
  },
  en: {
    gone: "This product is no longer sold.", soldOut: "This product is sold out.", left: (count: number) => `Only ${formatNumber(count)} left. Take fewer?`,
    reduce: (count: number) => `Take ${formatNumber(count)}`, remove: "Remove", risen: (before: number) => `The price has risen from ${formatMoney(before)}.`,
    fallen: (before: number) => `The price has fallen from ${formatMoney(before)}.`,
  },
});

export interface ShownLine {
  product_id: number;
  qty: number;
  name: string;
  /** The price that the buyer saw; null if none. */
  price: number | null;
  measure?: Measure | undefined;
  image_url: string | null;
}

interface LineProps {
  line: ShownLine;
  offer: Offer | undefined;
  onQty: (qty: number) => void;
  onRemove: () => void;
  /** The quantity, or a control for it. */
  children: ReactNode;
}

/** A product to buy, with what has changed since the buyer saw it and what to do about that. */
export function Line({ line, offer, onQty, onRemove, children }: LineProps) {
  const now = offer?.quote?.items.find((item) => item.product_id === line.product_id);
  const missing = offer && !now;
  const price = now?.price ?? line.price;
  const measure = now?.measure ?? line.measure ?? "piece";
  return (
    <li className={`basket-line ${missing ? "missing" : ""}`}>
      {line.image_url ? <img className="picture" src={line.image_url} alt="" width={72} height={72} /> : <div className="picture empty-picture" aria-hidden><Image size={24} strokeWidth={1.25} /></div>}
      <div>
        <Link className="line-name" to={`/product/${line.product_id}`}>{now?.name ?? line.name}</Link>
        <p className="soft small"><Money value={price} />{perOf(measure)}</p>
      </div>
      <div className="line-foot">
        {children}
        <strong className="line-sum"><Money value={missing || price === null ? null : amountOf(price, line.qty, measure)} /></strong>
      </div>
      <Notice {...{ line, offer, now, onQty, onRemove }} />
    </li>
  );
}

function Notice({ line, offer, now, onQty, onRemove }: Omit<LineProps, "children"> & { now: Schemas["Line"] | undefined }) {
  const t = useText(text);
  if (!offer) return null;
  const left = offer.left.get(line.product_id);
  const reason = offer.gone.has(line.product_id) ? t.gone : left === 0 ? t.soldOut : offer.refused.get(line.product_id);
  if (reason) return <Alert tone="warning" action={<Button onClick={onRemove}>{t.remove}</Button>}><p>{reason}</p></Alert>;
  if (left !== undefined && left < line.qty) return <Alert tone="warning" action={<Button onClick={() => onQty(left)}>{t.reduce(left)}</Button>}><p>{t.left(left)}</p></Alert>;
  if (now && line.price !== null && now.price !== line.price) {
    const risen = now.price > line.price;
    return <Alert tone={risen ? "warning" : "good"}><p>{risen ? t.risen(line.price) : t.fallen(line.price)}</p></Alert>;
  }
  return null;
}
