import type { Schemas } from "finenice-client";
import { Image } from "../ui/icons";

type Pictured = Pick<Schemas["Product"], "images">;

/** The first picture of a product, square, or a sign in its place. Its name stands beside it, so it has none of its own. */
export function ProductPicture({ product, size, eager }: { product: Pictured; size: "small" | "medium" | "large"; eager?: boolean }) {
  const [first] = product.images;
  if (!first) return <div className="picture empty-picture" aria-hidden><Image size={32} strokeWidth={1.25} /></div>;
  return (
    <img
      className="picture"
      src={first.urls[size]}
      alt=""
      width={first.width}
      height={first.height}
      loading={eager ? "eager" : "lazy"}
      decoding="async"
    />
  );
}
