/** The options of a product: each value leads to the variant that has it. */
import type { Schemas } from "finenice-client";
import { type MouseEvent, useRef } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { queryClient } from "../app/queries";
import { shopText } from "./text";

type Product = Schemas["ProductDetail"];
type Variant = Schemas["Variant"];

const text = words({
  id: { options: "Pilihan", none: "tidak ada" },
  en: { options: "Options", none: "not available" },
});

export function Variants({ product }: { product: Product }) {
  const t = useText(text);
  return (
    <div className="stack" role="group" aria-label={t.options}>
      {product.options.map(({ name }, place) => <Values key={name} product={product} name={name} place={place} />)}
    </div>
  );
}

/** The variant with this value and otherwise the same ones. The first option also leads to others, so that each can be reached. */
function variantWith({ options, variants }: Product, place: number, value: string): Variant | undefined {
  const having = variants.filter((each) => each.options[place]?.value === value);
  return having.find((each) => each.options.every((option, other) => other === place || option.value === options[other]?.value)) ?? (place ? undefined : having[0]);
}

function Values({ product, name, place }: { product: Product; name: string; place: number }) {
  const t = useText(text);
  const shop = useText(shopText);
  const navigate = useNavigate();
  const { state } = useLocation();
  const wanted = useRef(0);
  const chosen = product.options[place]?.value;
  const values = [...new Set(product.variants.map(({ options }) => options[place]?.value ?? ""))];
  const show = async (event: MouseEvent, id: number) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    wanted.current = id;
    // Once it is there, its page takes the place of this one without a jump.
    await queryClient.prefetchQuery({ queryKey: ["product", id], queryFn: () => api.products.show(id) });
    if (wanted.current === id) void navigate(`/product/${id}`, { replace: true, state: { stay: name } });
  };
  return (
    <div className="stack tight" role="group" aria-label={name}>
      <span>{name}: <strong>{chosen}</strong></span>
      <div className="variant-values">
        {values.map((value) => {
          const variant = variantWith(product, place, value);
          if (!variant) return <span key={value} className="chip" role="link" aria-disabled="true">{value} <small>{t.none}</small></span>;
          const current = value === chosen;
          return (
            <Link
              key={value}
              className="chip"
              to={`/product/${variant.id}`}
              aria-current={current ? "true" : undefined}
              // The page is new, but the keyboard stays where it was.
              ref={(link) => { if (current && state?.stay === name) link?.focus({ preventScroll: true }); }}
              onClick={(event) => void show(event, variant.id)}
            >
              {value}{product.stocked && variant.stock <= 0 && <> <small>{shop.soldOut}</small></>}
            </Link>
          );
        })}
      </div>
    </div>
  );
}
