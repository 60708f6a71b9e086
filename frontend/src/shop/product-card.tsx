import type { Schemas } from "finenice-client";
import { memo } from "react";
import { Link } from "react-router";
import { useText } from "../app/language";
import { perOf, stepOf } from "../app/measure";
import { ButtonLink, IconButton } from "../ui/button";
import { ChevronRight, Plus } from "../ui/icons";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import { basket } from "./basket";
import { ProductPicture } from "./product-picture";
import { shopText } from "./text";

type Product = Schemas["Product"];
/** Fewer than this in stock is worth telling. */
const LOW_STOCK = 6;

/** What is taken at first. */
export const firstOf = ({ measure, stock, stocked }: Product): number => (stocked ? Math.max(0, Math.min(stepOf(measure), stock)) : 1);

export function addToBasket(product: Product, qty: number, t: (typeof shopText)["id"]): void {
  const { id, name, price, measure, image_url } = product;
  const before = basket.get();
  if (basket.add({ product_id: id, qty, name, price, measure, image_url })) toast.done(t.added(name), { undo: () => basket.restore(before) });
  else toast.failed(t.basketFull);
}

export function StockHint({ product: { stock, stocked, measure } }: { product: Pick<Product, "stock" | "stocked" | "measure"> }) {
  const t = useText(shopText);
  if (!stocked || stock >= (measure === "piece" ? LOW_STOCK : 1)) return null;
  return <span className={stock > 0 ? "stock-hint" : "stock-hint out"}>{stock > 0 ? t.left(stock) : t.soldOut}</span>;
}

/** A product in a grid: picture, name, price, and a button that adds one to the basket, or leads to its variants. */
export const ProductCard = memo(function ProductCard({ product, eager }: { product: Schemas["ProductOfList"]; eager: boolean }) {
  const t = useText(shopText);
  const { group } = product;
  const soldOut = product.stocked && product.stock <= 0;
  // It stands for all of its variants, so the buyer has to choose one.
  const asks = product.options.length > 0 && !product.variant_of;
  return (
    <li className="product-card">
      <Link to={`/product/${product.id}`}>
        <ProductPicture product={product} size="medium" eager={eager} />
        <h2 className="product-name">{product.name}</h2>
        <span className="product-price">{group && group.lowest_price < group.highest_price && <span className="soft small">{t.from}</span>} <Money value={group?.lowest_price ?? product.price} />{perOf(product.measure)}</span>
        <StockHint product={{ ...product, ...(group && { stock: group.stock }) }} />
      </Link>
      {asks ? <ButtonLink to={`/product/${product.id}`} className="icon-only" aria-label={t.choose(product.name)} title={t.choose(product.name)}><ChevronRight size={20} aria-hidden /></ButtonLink> : !soldOut && <IconButton icon={Plus} look="plain" label={t.addOne(product.name)} onClick={() => addToBasket(product, firstOf(product), t)} />}
    </li>
  );
});
