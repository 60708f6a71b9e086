import { useMutation, useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { api } from "../app/api";
import { NotFound } from "../app/error-pages";
import { formatDate, formatMoney, formatNumber, formatZonedTime, useText, words } from "../app/language";
import { isProblem, sentence } from "../app/problem";
import { useUser } from "../app/session";
import { useShop } from "../app/shop";
import { useTitle } from "../app/title";
import { basket } from "../shop/basket";
import { Button, ButtonLink, IconButton } from "../ui/button";
import { Alert, Loaded, Skeleton } from "../ui/feedback";
import { ArrowLeft, GraduationCap, Printer, RefreshCw } from "../ui/icons";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import "./receipt.css";

type Sale = Schemas["SaleWithBuyer"];

const text = words({
  id: {
    title: (number: string) => `Pesanan ${number}`, back: "Pesanan", thanks: "Terima kasih! Pesanan Anda sudah masuk.", receipt: "Struk", tax: "Termasuk PPN", total: "Total",
    buyer: "Pembeli", courses: "Kursus Anda", start: (title: string) => `Mulai ${title}`, print: "Cetak", again: "Pesan lagi", added: (count: number) => `${formatNumber(count)} barang masuk keranjang.`,
    some: (count: number, missing: number) => `${formatNumber(count)} barang masuk keranjang; ${formatNumber(missing)} tidak dijual lagi atau habis.`,
    none: "Barang di pesanan ini tidak dijual lagi atau habis.", full: "Keranjang sudah penuh. Selesaikan dulu isinya.",
  },
  en: {
    title: (number: string) => `Order ${number}`, back: "Orders", thanks: "Thank you! Your order has arrived.", receipt: "Receipt", tax: "Includes VAT (PPN)", total: "Total",
    buyer: "Buyer", courses: "Your courses", start: (title: string) => `Start ${title}`, print: "Print", again: "Order again", added: (count: number) => `${formatNumber(count)} items are in your basket.`,
    some: (count: number, missing: number) => `${formatNumber(count)} items are in your basket; ${formatNumber(missing)} are no longer sold or sold out.`,
    none: "The items of this order are no longer sold or sold out.", full: "The basket is full. Finish what is in it first.",
  },
});

export default function OrderPage() {
  const { orderId } = useParams();
  const id = Number(orderId);
  const order = useQuery({ queryKey: ["order", id], queryFn: () => api.transactions.show(id), enabled: Number.isSafeInteger(id), staleTime: Infinity });
  if (!Number.isSafeInteger(id) || (isProblem(order.error) && order.error.status === 404)) return <NotFound />;
  return <Loaded query={order} skeleton={<div className="receipt"><Skeleton lines={6} height={40} /></div>}>{(sale) => <OrderView sale={sale} />}</Loaded>;
}

function OrderView({ sale }: { sale: Sale }) {
  const t = useText(text);
  useTitle(t.title(sale.receipt_number));
  const user = useUser();
  const { state } = useLocation() as { state: { bought?: boolean } | null };
  return (
    <div className="receipt stack">
      <div className="row between no-print">
        <ButtonLink look="quiet" className="back-link" icon={ArrowLeft} to="/orders">{t.back}</ButtonLink>
        <div className="row">
          <IconButton icon={Printer} label={t.print} onClick={() => window.print()} />
          {sale.buyer_id === user.id && <OrderAgain sale={sale} />}
        </div>
      </div>
      {state?.bought && <div className="no-print" role="status"><Alert tone="good"><p>{t.thanks}</p></Alert></div>}
      {sale.courses.length > 0 && (
        <section className="card no-print">
          <h2>{t.courses}</h2>
          <div className="stack tight">
            {sale.courses.map(({ id, title }) => <ButtonLink key={id} look="primary" icon={GraduationCap} to={`/courses/${id}`}>{t.start(title)}</ButtonLink>)}
          </div>
        </section>
      )}
      <Receipt sale={sale} />
    </div>
  );
}

function Receipt({ sale }: { sale: Sale }) {
  const t = useText(text);
  const shop = useShop();
  return (
    <article className="card">
      <header className="receipt-head">
        <div>
          <h1>{shop.name}</h1>
          <p className="soft small">{t.buyer}: {sale.buyer_name}</p>
        </div>
        <div>
          <p className="numeric"><span className="visually-hidden">{t.receipt}</span> {sale.receipt_number}</p>
          <p className="soft small numeric">{formatDate(sale.created_at)}, {formatZonedTime(sale.created_at)}</p>
        </div>
      </header>
      <ul className="receipt-lines">
        {sale.items.map(({ product_id, name, qty, price, subtotal }) => (
          <li key={product_id}>
            <div>
              <Link to={`/product/${product_id}`}>{name}</Link>
              <p className="soft small">{formatNumber(qty)} × {formatMoney(price)}</p>
            </div>
            <Money value={subtotal} />
          </li>
        ))}
      </ul>
      <dl className="totals">
        {sale.tax > 0 && <><dt className="soft">{t.tax}</dt><dd className="soft"><Money value={sale.tax} /></dd></>}
        <dt className="sum">{t.total}</dt>
        <dd className="sum"><Money value={sale.total} /></dd>
      </dl>
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
        const { id, name, price, image_url, stock, stocked, active } = await api.products.show(product_id);
        // A course is bought once.
        return active && stocked && stock ? { product_id: id, qty: Math.min(qty, stock), name, price, image_url } : null;
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
      const added = sold.filter((line) => basket.add(line)).length;
      if (added < sold.length) toast.failed(t.full);
      else toast.done(added === lines.length ? t.added(added) : t.some(added, lines.length - added), { undo: () => basket.restore(before) });
      void navigate("/basket");
    },
  });
  return <Button look="primary" icon={RefreshCw} busy={again.isPending} onClick={() => again.mutate()}>{t.again}</Button>;
}
