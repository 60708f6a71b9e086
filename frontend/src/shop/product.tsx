import { useQuery } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useRef, useState } from "react";
import { useNavigate, useParams } from "react-router";
import { api } from "../app/api";
import { NotFound } from "../app/error-pages";
import { useText, words } from "../app/language";
import { perOf } from "../app/measure";
import { isProblem } from "../app/problem";
import { useSession } from "../app/session";
import { useTitle } from "../app/title";
import { Button, ButtonLink, IconButton } from "../ui/button";
import { Badge, Loaded, Skeleton } from "../ui/feedback";
import { ArrowLeft, Copy, GraduationCap, Image, Pencil, Share2 } from "../ui/icons";
import { Menu } from "../ui/menu";
import { Money } from "../ui/money";
import { copy, sendByWhatsApp, share } from "../ui/share";
import "./buying.css";
import { addToBasket, firstOf, StockHint } from "./product-card";
import "./shop.css";
import { Stepper } from "./stepper";
import { shopText } from "./text";
import { Variants } from "./variants";

type Product = Schemas["Product"];
type ProductDetail = Schemas["ProductDetail"];

const text = words({
  id: {
    back: "Ke toko", add: "Tambah ke keranjang", buy: "Beli", share: "Bagikan", copy: "Salin tautan", copied: "Tautan disalin.", whatsapp: "WhatsApp",
    picture: (place: number, count: number) => `Gambar ${place} dari ${count}`, pictures: "Gambar produk", edit: "Ubah", hidden: "Tidak dijual",
    course: "Isi pembelian ini", openCourse: "Buka kursus", seeCourse: "Lihat kursus", description: "Keterangan",
  },
  en: {
    back: "To the shop", add: "Add to basket", buy: "Buy", share: "Share", copy: "Copy link", copied: "Link copied.", whatsapp: "WhatsApp",
    picture: (place: number, count: number) => `Picture ${place} of ${count}`, pictures: "Pictures of the product", edit: "Edit", hidden: "Not for sale",
    course: "What this purchase opens", openCourse: "Open the course", seeCourse: "See the course", description: "Description",
  },
});

export default function ProductPage() {
  const { productId } = useParams();
  const id = Number(productId);
  const product = useQuery({ queryKey: ["product", id], queryFn: () => api.products.show(id), enabled: Number.isSafeInteger(id) });
  if (!Number.isSafeInteger(id) || (isProblem(product.error) && product.error.status === 404)) return <NotFound />;
  return <Loaded query={product} skeleton={<ProductSkeleton />}>{(found) => <ProductView key={found.id} product={found} />}</Loaded>;
}

function ProductSkeleton() {
  return <div className="product-page"><div className="picture skeleton" /><Skeleton lines={5} height={28} /></div>;
}

function ProductView({ product }: { product: ProductDetail }) {
  const t = useText(text);
  useTitle(product.name);
  const { user } = useSession();
  return (
    <>
      <div className="row between">
        <ButtonLink look="quiet" className="back-link" icon={ArrowLeft} to="/">{t.back}</ButtonLink>
        <div className="row">
          {user?.id === product.seller_id && <ButtonLink look="quiet" icon={Pencil} to={`/goods/${product.id}`}>{t.edit}</ButtonLink>}
          <Share product={product} />
        </div>
      </div>
      <article className="product-page">
        <Gallery product={product} />
        <div className="product-info">
          <h1>{product.name}</h1>
          <div className="row">
            <span className="big-price"><Money value={product.price} />{perOf(product.measure)}</span>
            {product.measure === "piece" && product.unit !== "pcs" && <span className="soft">/ {product.unit}</span>}
            {product.active ? <StockHint product={product} /> : <Badge tone="warning">{t.hidden}</Badge>}
          </div>
          {product.variants.length > 0 && <Variants product={product} />}
          {!product.stocked && <Courses productId={product.id} />}
          {product.description && (
            <section className="stack tight">
              <h2 className="small soft">{t.description}</h2>
              <p className="product-description">{product.description}</p>
            </section>
          )}
          {product.active && <BuyBar product={product} />}
        </div>
      </article>
    </>
  );
}

/** Add to the basket, or go to the checkout with this product alone. */
function BuyBar({ product }: { product: Product }) {
  const t = useText(text);
  const shop = useText(shopText);
  const navigate = useNavigate();
  const [qty, setQty] = useState(firstOf(product));
  const most = product.stocked ? product.stock : 1;
  if (product.stocked && product.stock <= 0) return <div className="buy-bar"><Button look="primary" size="large" disabled>{shop.soldOut}</Button></div>;
  return (
    <>
      {most > 1 && <Stepper name={product.name} value={qty} measure={product.measure} most={most} onChange={setQty} />}
      <div className="buy-bar no-print">
        <Button size="large" onClick={() => void navigate(`/checkout?product=${product.id}&qty=${qty}`)}>{t.buy}</Button>
        <Button look="primary" size="large" onClick={() => addToBasket(product, qty, shop)}>{t.add}</Button>
      </div>
    </>
  );
}

/** All pictures, to swipe through. */
function Gallery({ product: { name, images } }: { product: Product }) {
  const t = useText(text);
  const list = useRef<HTMLUListElement>(null);
  const [place, setPlace] = useState(0);
  if (!images.length) return <div className="picture empty-picture" aria-hidden><Image size={48} strokeWidth={1} /></div>;
  const show = (next: number) => list.current?.scrollTo({ left: list.current.clientWidth * next, behavior: "smooth" });
  return (
    <div className="gallery" role="group" aria-label={t.pictures}>
      <ul ref={list} tabIndex={images.length > 1 ? 0 : undefined} onScroll={({ currentTarget: { scrollLeft, clientWidth } }) => setPlace(Math.round(scrollLeft / clientWidth))}>
        {images.map(({ urls, width, height }, number) => (
          <li key={urls.large}>
            <img className="picture" src={urls.large} width={width} height={height} alt={number ? t.picture(number + 1, images.length) : name} loading={number ? "lazy" : "eager"} />
          </li>
        ))}
      </ul>
      {images.length > 1 && (
        <div className="gallery-places">
          {images.map(({ urls }, number) => (
            <button key={urls.small} type="button" aria-label={t.picture(number + 1, images.length)} aria-current={number === place} onClick={() => show(number)}>
              <img src={urls.small} alt="" loading="lazy" />
            </button>
          ))}
        </div>
      )}
    </div>
  );
}

/** The courses that the product opens; the quote knows them, or that the buyer owns them already. */
function Courses({ productId }: { productId: number }) {
  const t = useText(text);
  const { user } = useSession();
  const { data } = useQuery({
    queryKey: ["product-courses", productId, user?.id],
    queryFn: async ({ signal }) => {
      try {
        const { courses } = await api.transactions.quote({ items: [{ product_id: productId, qty: 1 }] }, { signal });
        return { courses, note: "" };
      } catch (error) {
        if (!isProblem(error)) throw error;
        const ids = error.code === "course_already_owned" ? error.members.course_ids : [];
        return { courses: ids.map((id) => ({ id, title: t.openCourse })), note: error.message };
      }
    },
  });
  if (!data) return null;
  return (
    <section className="card">
      <h2>{t.course}</h2>
      {data.note && <p className="soft">{data.note}</p>}
      <div className="row">
        {data.courses.map(({ id, title }) => <ButtonLink key={id} icon={GraduationCap} to={`/courses/${id}`}>{title}</ButtonLink>)}
      </div>
    </section>
  );
}

function Share({ product: { name } }: { product: Product }) {
  const t = useText(text);
  const url = location.origin + location.pathname;
  if (typeof navigator.share === "function") return <IconButton icon={Share2} label={t.share} onClick={() => void share({ url, title: name })} />;
  return <Menu label={t.share} icon={Share2} actions={[{ label: t.whatsapp, icon: Share2, run: () => sendByWhatsApp(`${name} ${url}`) }, { label: t.copy, icon: Copy, run: () => void copy(url) }]} />;
}
