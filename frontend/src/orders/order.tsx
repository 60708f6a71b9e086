import { useMutation, useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { lazy, Suspense, useState } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { api } from "../app/api";
import { NotFound } from "../app/error-pages";
import { formatDate, formatMoney, formatNumber, formatZonedTime, useText, words } from "../app/language";
import { formatPrice, formatQuantity, unitsOf } from "../app/measure";
import { isProblem, sentence } from "../app/problem";
import { useUser } from "../app/session";
import { useShop } from "../app/shop";
import { useTitle } from "../app/title";
import { Countdown } from "../payments/deadline";
import { usePatience } from "../payments/patience";
import { basket } from "../shop/basket";
import { Button, ButtonLink, IconButton } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Alert, Loaded, Skeleton } from "../ui/feedback";
import { ArrowLeft, GraduationCap, Printer, RefreshCw } from "../ui/icons";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import { Payments, TotalRow } from "./payments";
import { usePrint } from "./print";
import "./receipt.css";
import { Refunds, Returned } from "./refunds";
import { asksForMoney, numberOf, OrderState, useBuyer, useOrderStep } from "./state";

type Sale = Schemas["SaleWithBuyer"];

const text = words({
  id: {
    title: (number: string) => `Pesanan ${number}`, back: "Pesanan", backToSales: "Penjualan", thanks: "Terima kasih! Pesanan Anda sudah masuk.", receipt: "Struk", tax: "Termasuk pajak", discount: "Potongan", discountWith: (code: string) => `Potongan, dengan voucher ${code}`, service: "Termasuk biaya layanan", total: "Total",
    buyer: "Pembeli", courses: "Kursus Anda", start: (title: string) => `Mulai ${title}`, print: "Cetak", again: "Pesan lagi", added: (count: number) => `${formatNumber(count)} barang masuk keranjang.`,
    some: (count: number, missing: number) => `${formatNumber(count)} barang masuk keranjang; ${formatNumber(missing)} tidak dijual lagi atau habis.`,
    none: "Barang di pesanan ini tidak dijual lagi atau habis.", full: "Keranjang sudah penuh. Selesaikan dulu isinya.",
    waiting: (due: number) => `Bayar ${formatMoney(due)} kepada penjual`, kept: (time: string) => `Barangnya disimpan untuk Anda sampai ${time}`, paidNow: "Sudah lunas. Terima kasih!", receiptNumber: (number: string) => `Nomor struk ${number}`,
    partly: (paid: number) => `${formatMoney(paid)} sudah dibayar. Struk datang setelah sisanya dicatat.`, cancel: "Batalkan pesanan", cancelTitle: "Batalkan pesanan ini?",
    cancelDetail: "Barangnya dijual lagi kepada orang lain.", cancelled: "Pesanan ini dibatalkan.", expired: "Waktu pesanan ini habis sebelum dibayar, jadi barangnya dijual lagi.",
  },
  en: {
    title: (number: string) => `Order ${number}`, back: "Orders", backToSales: "Sales", thanks: "Thank you! Your order has arrived.", receipt: "Receipt", tax: "Includes tax", discount: "Discount", discountWith: (code: string) => `Discount, with voucher ${code}`, service: "Includes service charge", total: "Total",
    buyer: "Buyer", courses: "Your courses", start: (title: string) => `Start ${title}`, print: "Print", again: "Order again", added: (count: number) => `${formatNumber(count)} ${count === 1 ? "item is" : "items are"} in your basket.`,
    some: (count: number, missing: number) => `${formatNumber(count)} ${count === 1 ? "item is" : "items are"} in your basket; ${formatNumber(missing)} ${missing === 1 ? "is" : "are"} no longer sold or sold out.`,
    none: "The items of this order are no longer sold or sold out.", full: "The basket is full. Finish what is in it first.",
    waiting: (due: number) => `Pay ${formatMoney(due)} to the seller`, kept: (time: string) => `The items are kept for you until ${time}`, paidNow: "Paid. Thank you!", receiptNumber: (number: string) => `Receipt ${number}`,
    partly: (paid: number) => `${formatMoney(paid)} have been paid. The receipt comes once the rest is recorded.`, cancel: "Cancel order", cancelTitle: "Cancel this order?",
    cancelDetail: "Its items will be for sale to others again.", cancelled: "This order was cancelled.", expired: "This order was not paid in time, so its items are for sale again.",
  },
});

const Paying = lazy(() => import("../payments/paying"));
const Requests = lazy(() => import("../payments/requests"));

export default function OrderPage() {
  const { orderId } = useParams();
  const id = Number(orderId);
  const patience = usePatience();
  const order = useQuery({ queryKey: ["order", id], queryFn: () => api.transactions.show(id), enabled: Number.isSafeInteger(id), staleTime: Infinity, refetchInterval: ({ state: { data } }) => data?.status === "pending" && patience() });
  if (!Number.isSafeInteger(id) || (isProblem(order.error) && order.error.status === 404)) return <NotFound />;
  return <Loaded query={order} skeleton={<div className="receipt"><Skeleton lines={6} height={40} /></div>}>{(sale) => <OrderView sale={sale} />}</Loaded>;
}

function OrderView({ sale }: { sale: Sale }) {
  const t = useText(text);
  useTitle(t.title(numberOf(sale)));
  const user = useUser();
  const { state } = useLocation() as { state: { bought?: boolean } | null };
  const print = usePrint(sale);
  const own = sale.buyer_id === user.id;
  const [waited] = useState(sale.status === "pending");
  return (
    <div className="receipt stack">
      <div className="row between no-print">
        <ButtonLink look="quiet" className="back-link" icon={ArrowLeft} to={own ? "/orders" : "/sales"}>{own ? t.back : t.backToSales}</ButtonLink>
        <div className="row">
          <IconButton icon={Printer} label={t.print} busy={print.isPending} onClick={() => print.mutate(undefined)} />
          {own && <OrderAgain sale={sale} />}
        </div>
      </div>
      {waited && sale.status === "paid" ? (
        <div className="no-print" role="status"><Alert tone="good" title={t.paidNow}><p>{t.receiptNumber(numberOf(sale))}</p></Alert></div>
      ) : state?.bought && <div className="no-print" role="status"><Alert tone="good"><p>{t.thanks}</p></Alert></div>}
      {sale.status !== "paid" && <Unpaid sale={sale} own={own} />}
      {sale.courses.length > 0 && (
        <section className="card no-print">
          <h2>{t.courses}</h2>
          <div className="stack tight">
            {sale.courses.map(({ id, title }) => <ButtonLink key={id} look="primary" icon={GraduationCap} to={`/courses/${id}`}>{t.start(title)}</ButtonLink>)}
          </div>
        </section>
      )}
      <Receipt sale={sale} />
      {asksForMoney(sale) && <Suspense><Requests sale={sale} own={own} /></Suspense>}
    </div>
  );
}

/** Why there is no receipt yet, and what to do. */
function Unpaid({ sale, own }: { sale: Sale; own: boolean }) {
  const t = useText(text);
  const step = useOrderStep(sale);
  const paying = own && <Suspense fallback={<Skeleton lines={2} height={60} />}><Paying sale={sale} /></Suspense>;
  if (sale.status !== "pending") {
    return (
      <>
        <Alert tone={sale.status === "expired" ? "warning" : "information"}><p>{sale.status === "expired" ? t.expired : t.cancelled}</p></Alert>
        {paying}
      </>
    );
  }
  const cancel = async () => {
    if (await confirm({ title: t.cancelTitle, detail: <p>{t.cancelDetail}</p>, action: t.cancel, danger: true })) step.mutate("cancel");
  };
  return (
    <section className="card stack">
      <div className="stack tight">
        <h2>{t.waiting(sale.due ?? sale.total)}</h2>
        {sale.paid ? <p className="soft">{t.partly(sale.paid)}</p> : sale.expires_at && <p className="soft">{t.kept(formatZonedTime(sale.expires_at))}, <Countdown until={sale.expires_at} />.</p>}
      </div>
      {paying}
      {own && !sale.paid && <Button look="quiet" className="no-print" busy={step.isPending} onClick={() => void cancel()}>{t.cancel}</Button>}
    </section>
  );
}

function Receipt({ sale }: { sale: Sale }) {
  const t = useText(text);
  const buyerOf = useBuyer();
  const shop = useShop();
  return (
    <article className="card">
      <header className="receipt-head">
        <div>
          <h1>{shop.name}</h1>
          <p className="soft small">{t.buyer}: {buyerOf(sale)}</p>
        </div>
        <div>
          <p className="numeric"><span className="visually-hidden">{t.receipt}</span> {numberOf(sale)}</p>
          <p className="soft small numeric">{formatDate(sale.sold_at ?? sale.created_at)}, {formatZonedTime(sale.sold_at ?? sale.created_at)}</p>
          <OrderState order={sale} />
        </div>
      </header>
      <ul className="receipt-lines">
        {sale.items.map(({ line, product_id, name, note, qty, measure, price, discount, subtotal, refunded_qty }) => (
          <li key={line}>
            <div>
              <Link to={`/product/${product_id}`}>{name}</Link>
              {note && <p className="soft small">{note}</p>}
              <p className="soft small">{formatQuantity(qty, measure)} × {formatPrice(price, measure)}</p>
              {discount > 0 && <p className="soft small">{t.discount} {formatMoney(-discount)}</p>}
              <Returned line={{ measure, refunded_qty }} />
            </div>
            <Money value={subtotal} />
          </li>
        ))}
      </ul>
      <dl className="receipt-totals">
        {sale.discount > 0 && <TotalRow look="soft" label={sale.voucher ? t.discountWith(sale.voucher.code) : t.discount} value={-sale.discount} />}
        {sale.service > 0 && <TotalRow look="soft" label={t.service} value={sale.service} />}
        {sale.tax > 0 && <TotalRow look="soft" label={t.tax} value={sale.tax} />}
        <TotalRow look="sum" label={t.total} value={sale.total} />
        <Payments payments={sale.payments} />
      </dl>
      <Refunds sale={sale} />
    </article>
  );
}

/** Put the lines that are still sold into the basket, at today's prices and as many as are left. */
function OrderAgain({ sale }: { sale: Sale }) {
  const t = useText(text);
  const navigate = useNavigate();
  const again = useMutation({
    mutationFn: () => Promise.all(sale.items.map(async ({ product_id, qty }) => {
      try {
        const { id, name, price, measure, image_url, stock, stocked, active } = await api.products.show(product_id);
        // A course is bought once.
        return active && stocked && stock > 0 ? { product_id: id, qty: Math.min(qty, stock), name, price, measure, image_url } : null;
      } catch (error) {
        if (isProblem(error) && error.status === 404) return null;
        throw error;
      }
    })),
    onError: (error) => toast.failed(sentence(error)),
    onSuccess: (lines) => {
      const sold = lines.filter((line) => line !== null);
      if (!sold.length) return toast.failed(t.none);
      const before = basket.get();
      // Units, as the basket counts them.
      const [added, missing] = [unitsOf(sold), unitsOf(sale.items) - unitsOf(sold)];
      if (sold.filter((line) => basket.add(line)).length < sold.length) toast.failed(t.full);
      else toast.done(missing > 0 ? t.some(added, missing) : t.added(added), { undo: () => basket.restore(before) });
      void navigate("/basket");
    },
  });
  return <Button look={sale.status === "pending" ? "plain" : "primary"} icon={RefreshCw} busy={again.isPending} onClick={() => again.mutate()}>{t.again}</Button>;
}
