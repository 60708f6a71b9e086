import { useNavigate } from "react-router";
import { useText, words } from "../app/language";
import { amountOf } from "../app/measure";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState, ErrorState } from "../ui/feedback";
import { ShoppingBasket } from "../ui/icons";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import { basket, type BasketLine, useBasket } from "./basket";
import { Line } from "./basket-line";
import "./buying.css";
import { blocks, type Offer, useOffer } from "./offer";
import "./shop.css";
import { Stepper } from "./stepper";

const text = words({
  id: {
    title: "Keranjang", empty: "Keranjang masih kosong", emptyHint: "Barang yang Anda pilih menunggu di sini, juga tanpa masuk.", browse: "Lihat produk",
    removed: (name: string) => `${name} dihapus.`, total: "Total", checkout: "Lanjut bayar", more: "Tambah barang lain",
    blocked: "Selesaikan dulu barang yang ditandai.",
  },
  en: {
    title: "Basket", empty: "Your basket is empty", emptyHint: "What you choose waits here, even before you sign in.", browse: "See products",
    removed: (name: string) => `${name} removed.`, total: "Total", checkout: "Go to checkout", more: "Add something else",
    blocked: "Settle the marked items first.",
  },
});

export default function BasketPage() {
  const t = useText(text);
  useTitle(t.title);
  const lines = useBasket();
  const offer = useOffer(lines);
  if (!lines.length) {
    return (
      <>
        <h1 className="visually-hidden">{t.title}</h1>
        <EmptyState icon={ShoppingBasket} title={t.empty} action={<ButtonLink look="primary" to="/">{t.browse}</ButtonLink>}>{t.emptyHint}</EmptyState>
      </>
    );
  }
  const remove = ({ product_id, name }: BasketLine) => {
    const before = basket.get();
    basket.remove(product_id);
    toast.done(t.removed(name), { undo: () => basket.restore(before) });
  };
  return (
    <>
      <div className="page-head">
        <h1>{t.title}</h1>
        <ButtonLink look="quiet" to="/">{t.more}</ButtonLink>
      </div>
      {offer.error && <ErrorState error={offer.error} onRetry={() => void offer.refetch()} />}
      <div className="basket-layout">
        <ul className="list">
          {lines.map((line) => {
            const setQty = (qty: number) => basket.setQty(line.product_id, qty);
            return (
              <Line key={line.product_id} line={line} offer={offer.data} onQty={setQty} onRemove={() => remove(line)}>
                <Stepper name={line.name} value={line.qty} measure={line.measure} onChange={setQty} onRemove={() => remove(line)} />
              </Line>
            );
          })}
        </ul>
        <Total lines={lines} offer={offer.data} settled={!offer.isFetching} />
      </div>
    </>
  );
}

/** The total at today's prices, at once: quantities change faster than the shop answers. */
function Total({ lines, offer, settled }: { lines: readonly BasketLine[]; offer: Offer | undefined; settled: boolean }) {
  const t = useText(text);
  const navigate = useNavigate();
  const now = new Map(offer?.quote?.items.map((item) => [item.product_id, item]));
  const sold = lines.filter(({ product_id }) => !offer || now.has(product_id));
  const total = sold.reduce((sum, { product_id, qty, price, measure = "piece" }) => sum + amountOf(now.get(product_id)?.price ?? price, qty, now.get(product_id)?.measure ?? measure), 0);
  const blocked = Boolean(settled && offer && blocks(offer));
  return (
    <div className="buy-bar">
      <div className="buy-total">
        <span className="soft small">{t.total}</span>
        <Money value={total} />
      </div>
      <Button look="primary" size="large" disabled={blocked} onClick={() => void navigate("/checkout")}>{t.checkout}</Button>
      {blocked && <span className="small soft visually-hidden" role="status">{t.blocked}</span>}
    </div>
  );
}
