import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearchParams } from "react-router";
import { api } from "../app/api";
import { formatMoney, formatNumber, useText, words } from "../app/language";
import { unitsOf } from "../app/measure";
import { hasCode, isProblem, sentence } from "../app/problem";
import { useUser } from "../app/session";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Alert, EmptyState, ErrorState, Skeleton } from "../ui/feedback";
import { GraduationCap, ShoppingBasket } from "../ui/icons";
import { Money } from "../ui/money";
import { basket, mostOf, useBasket } from "./basket";
import { Line, type ShownLine } from "./basket-line";
import "./buying.css";
import { blocks, keepQuote, type Offer, useOffer } from "./offer";
import { begin, isRefusal, type Purchase, settle, usePending } from "./purchase";
import "./shop.css";
import { Stepper } from "./stepper";

const text = words({
  id: {
    title: "Pembayaran", empty: "Keranjang kosong", emptyHint: "Pilih barang dulu, lalu kembali ke sini.", browse: "Lihat produk", total: "Total",
    tax: "Termasuk pajak", service: "Termasuk biaya layanan", pay: (total: number) => `Bayar ${formatMoney(total)}`, items: "Barang", summary: "Ringkasan", courses: "Kursus yang terbuka",
    changed: (total: number, before: number) => `Harga berubah: totalnya sekarang ${formatMoney(total)}, tadinya ${formatMoney(before)}. Belum ada yang dibayar.`,
    stock: "Stok berubah sebelum pesanan masuk. Belum ada yang dibayar.", blocked: "Selesaikan dulu barang yang ditandai.",
    lostTitle: "Pesanan ini mungkin sudah dibeli", lost: "Sambungan terputus sebelum jawaban toko sampai. Coba lagi dengan tenang: pesanan yang sama tidak dibeli dua kali.",
    again: "Coba lagi", look: "Lihat pesanan saya", drop: "Lupakan pesanan ini", dropTitle: "Lupakan pesanan ini?",
    dropDetail: "Periksa dulu di Pesanan apakah sudah masuk. Setelah ini, membayar lagi adalah pesanan baru.",
  },
  en: {
    title: "Checkout", empty: "Your basket is empty", emptyHint: "Choose something first, then come back here.", browse: "See products", total: "Total",
    tax: "Includes tax", service: "Includes service charge", pay: (total: number) => `Pay ${formatMoney(total)}`, items: "Items", summary: "Summary", courses: "Courses that open",
    changed: (total: number, before: number) => `Prices have changed: the total is now ${formatMoney(total)}, it was ${formatMoney(before)}. Nothing has been paid.`,
    stock: "Stock has changed before the order arrived. Nothing has been paid.", blocked: "Settle the marked items first.",
    lostTitle: "This order may have been bought", lost: "The connection broke before the shop's answer arrived. You can safely try again: the same order is never bought twice.",
    again: "Try again", look: "See my orders", drop: "Forget this order", dropTitle: "Forget this order?",
    dropDetail: "Check in Orders first whether it has arrived. After this, paying again is a new order.",
  },
});

/** What is bought: the basket, or one product that the buyer chose to buy at once. */
function useLines(): { lines: readonly ShownLine[]; fromBasket: boolean; setQty: (id: number, qty: number) => void; remove: (id: number) => void } {
  const inBasket = useBasket();
  const [params, setParams] = useSearchParams();
  const id = Number(params.get("product"));
  const single = Number.isSafeInteger(id) && id > 0;
  const { data } = useQuery({ queryKey: ["product", id], queryFn: () => api.products.show(id), enabled: single });
  const qty = Math.min(mostOf(data?.measure), Math.max(1, Math.trunc(Number(params.get("qty"))) || 1));
  if (!single) return { lines: inBasket, fromBasket: true, setQty: basket.setQty, remove: basket.remove };
  const navigateTo = (next: Record<string, string>) => setParams(next, { replace: true });
  return {
    lines: [{ product_id: id, qty, name: data?.name ?? "", price: null, measure: data?.measure, image_url: data?.image_url ?? null }],
    fromBasket: false,
    setQty: (_, next) => navigateTo({ product: String(id), qty: String(next) }),
    remove: () => navigateTo({}),
  };
}

export default function Checkout() {
  const t = useText(text);
  useTitle(t.title);
  const user = useUser();
  const pay = usePay();
  const { lines, fromBasket, setQty, remove } = useLines();
  const pending = usePending(user.id);
  const offer = useOffer(pending ? [] : lines);
  if (pending) return <Pending purchase={pending} pay={pay} />;
  if (!lines.length) return <EmptyState heading="h1" icon={ShoppingBasket} title={t.empty} action={<ButtonLink look="primary" to="/">{t.browse}</ButtonLink>}>{t.emptyHint}</EmptyState>;
  const buy = (total: number) => pay.mutate(begin({ userId: user.id, lines: lines.map(({ product_id, qty, name }) => ({ product_id, qty, name })), total, fromBasket }));
  return (
    <>
      <div className="page-head"><h1>{t.title}</h1></div>
      <div className="basket-layout">
        <section className="stack">
          <Refusal error={pay.error} />
          {offer.error && <ErrorState error={offer.error} onRetry={() => void offer.refetch()} />}
          <ul className="list">
            {lines.map((line) => (
              <Line key={line.product_id} line={line} offer={offer.data} onQty={(qty) => setQty(line.product_id, qty)} onRemove={() => remove(line.product_id)}>
                <Stepper name={line.name} value={line.qty} measure={line.measure} onChange={(qty) => setQty(line.product_id, qty)} />
              </Line>
            ))}
          </ul>
          {/* Vouchers belong here: they change the quote. */}
        </section>
        <div className="stack">
          {offer.data?.quote ? <Summary quote={offer.data.quote} /> : offer.isPending && <Skeleton lines={3} />}
          {/* Payment methods belong here: the purchase carries the chosen one. */}
          <PayBar offer={offer.data} ready={!offer.isFetching} onPay={buy} />
        </div>
      </div>
    </>
  );
}

/** Send a purchase, again with the same key if its answer was lost, and go to the order. */
function usePay() {
  const client = useQueryClient();
  const navigate = useNavigate();
  return useMutation({
    mutationFn: ({ key, lines, total }: Purchase) =>
      api.transactions.create({ items: lines.map(({ product_id, qty }) => ({ product_id, qty })), expected_total: total }, { idempotencyKey: key }),
    onSuccess: ({ id }, { lines, fromBasket }) => {
      settle();
      if (fromBasket) for (const { product_id } of lines) basket.remove(product_id);
      for (const changed of ["products", "product", "orders", "offer", "courses"]) void client.invalidateQueries({ queryKey: [changed] });
      void navigate(`/orders/${id}`, { replace: true, state: { bought: true } });
    },
    onError: (error, { userId, lines }) => {
      if (!isRefusal(error)) return;
      settle();
      keepQuote(client, userId, lines, error);
      // It was bought, but its answer can't be read any more.
      if (hasCode(error, "idempotent_answer_lost")) void navigate("/orders", { replace: true });
    },
  });
}

type Pay = ReturnType<typeof usePay>;

function Summary({ quote }: { quote: NonNullable<Offer["quote"]> }) {
  const t = useText(text);
  return (
    <section className="card">
      <h2>{t.summary}</h2>
      <dl className="totals">
        <dt>{t.items}</dt>
        <dd>{formatNumber(unitsOf(quote.items))}</dd>
        {quote.service > 0 && <><dt className="soft">{t.service}</dt><dd className="soft"><Money value={quote.service} /></dd></>}
        {quote.tax > 0 && <><dt className="soft">{t.tax}</dt><dd className="soft"><Money value={quote.tax} /></dd></>}
        <dt className="sum">{t.total}</dt>
        <dd className="sum"><Money value={quote.total} /></dd>
      </dl>
      {quote.courses.length > 0 && (
        <div className="stack tight">
          <p className="small soft">{t.courses}</p>
          {quote.courses.map(({ id, title }) => <p key={id} className="row small"><GraduationCap size={18} aria-hidden /> {title}</p>)}
        </div>
      )}
    </section>
  );
}

function PayBar({ offer, ready, onPay }: { offer: Offer | undefined; ready: boolean; onPay: (total: number) => void }) {
  const t = useText(text);
  const blocked = Boolean(offer && blocks(offer));
  const total = offer?.quote?.total;
  return (
    <div className="buy-bar">
      <Button look="primary" size="large" wide busy={!ready} disabled={blocked || total === undefined} onClick={() => total !== undefined && onPay(total)}>
        {t.pay(total ?? 0)}
      </Button>
      {blocked && ready && <span className="visually-hidden" role="status">{t.blocked}</span>}
    </div>
  );
}

/** Why the shop refused the purchase; the lines below show what to do. */
function Refusal({ error }: { error: unknown }) {
  const t = useText(text);
  if (!error || !isRefusal(error) || !isProblem(error)) return null;
  if (error.code === "total_changed") return <Alert tone="warning"><p role="alert">{t.changed(error.members.total, error.members.expected_total)}</p></Alert>;
  if (error.code === "insufficient_stock") return <Alert tone="warning"><p role="alert">{t.stock}</p></Alert>;
  return <Alert tone="danger"><p>{sentence(error)}</p></Alert>;
}

/** A purchase on its way, or one whose answer was lost: it is only ever sent again as it was. */
function Pending({ purchase, pay }: { purchase: Purchase; pay: Pay }) {
  const t = useText(text);
  const drop = async () => {
    if (await confirm({ title: t.dropTitle, detail: <p>{t.dropDetail}</p>, action: t.drop, danger: true })) settle();
  };
  return (
    <div className="narrow stack">
      <h1>{t.title}</h1>
      {!pay.isPending && <Alert tone="warning" title={t.lostTitle}><p role="alert">{t.lost}</p></Alert>}
      <ul className="list">
        {purchase.lines.map(({ product_id, qty, name }) => <li key={product_id} className="list-row"><span className="grow">{name}</span><span className="numeric">× {formatNumber(qty)}</span></li>)}
      </ul>
      <Button look="primary" size="large" wide busy={pay.isPending} onClick={() => pay.mutate(purchase)}>
        {pay.isPending ? t.pay(purchase.total) : `${t.again} · ${formatMoney(purchase.total)}`}
      </Button>
      {!pay.isPending && (
        <div className="row between">
          <ButtonLink to="/orders">{t.look}</ButtonLink>
          <Button look="quiet" onClick={() => void drop()}>{t.drop}</Button>
        </div>
      )}
    </div>
  );
}
