/** What sets a product apart from the others of its group, and those others. */
import type { Schemas } from "finenice-client";
import { Link } from "react-router";
import { useText, words } from "../app/language";
import { Button, ButtonLink, IconButton } from "../ui/button";
import { TextField } from "../ui/fields";
import { Plus, X } from "../ui/icons";
import type { Product } from "./data";
import type { Form } from "./form";

const text = words({
  id: {
    title: "Varian", hint: "Opsi membedakan barang ini dari varian lain, misalnya Ukuran: M.", name: (n: number) => `Nama opsi ${n}`, value: (n: number) => `Isi opsi ${n}`,
    addOption: "Tambah opsi", remove: (n: number) => `Hapus opsi ${n}`, add: "Tambah varian", first: "Isi opsi barang ini dan simpan, lalu tambahkan variannya.", list: "Barang dalam kelompok ini", main: "utama", hidden: "tidak dijual",
  },
  en: {
    title: "Variants", hint: "Options set this product apart from its variants, such as Size: M.", name: (n: number) => `Name of option ${n}`, value: (n: number) => `Value of option ${n}`,
    addOption: "Add option", remove: (n: number) => `Remove option ${n}`, add: "Add variant", first: "Give this product options and save it, then add its variants.", list: "Products of this group", main: "main", hidden: "not for sale",
  },
});

const MOST_OPTIONS = 3;

interface VariantSectionProps {
  product: Product | null;
  /** The main product of a variant that is being added. */
  main: Product | null;
  group: readonly Schemas["Variant"][];
  options: Form["options"];
  errors: Record<string, string>;
  onChange: (options: Form["options"]) => void;
}

export function VariantSection({ product, main, group, options, errors, onChange }: VariantSectionProps) {
  const t = useText(text);
  // The main product has given the names.
  const named = main !== null || Boolean(product?.variant_of);
  const change = (place: number, given: Partial<Form["options"][number]>) => onChange(options.map((each, other) => (other === place ? { ...each, ...given } : each)));
  const error = (place: number, field: string) => errors[`options.${place}.${field}`] ?? (place === 0 && field === "value" ? errors["options"] : undefined);
  return (
    <section className="card stack">
      <h2>{t.title}</h2>
      <p className="hint">{t.hint}</p>
      {options.map(({ name, value }, place) => (
        <div key={place} className="goods-option">
          {!named && <TextField label={t.name(place + 1)} maxLength={30} autoComplete="off" error={error(place, "name")} value={name} onChange={(event) => change(place, { name: event.target.value })} />}
          <TextField label={named ? name : t.value(place + 1)} maxLength={50} autoComplete="off" error={error(place, "value")} value={value} onChange={(event) => change(place, { value: event.target.value })} />
          {!named && <IconButton icon={X} label={t.remove(place + 1)} onClick={() => onChange(options.filter((_, other) => other !== place))} />}
        </div>
      ))}
      {!options.length && errors["options"] && <p className="field-error" role="alert">{errors["options"]}</p>}
      <div className="row">
        {!named && options.length < MOST_OPTIONS && <Button icon={Plus} onClick={() => onChange([...options, { name: "", value: "" }])}>{t.addOption}</Button>}
        {product && product.options.length > 0 && <ButtonLink icon={Plus} to={`/goods/new?variant_of=${product.variant_of ?? product.id}`}>{t.add}</ButtonLink>}
      </div>
      {!product?.options.length && !main && <p className="hint">{t.first}</p>}
      {group.length > 0 && (
        <ul className="goods-group" aria-label={t.list}>
          {group.map(({ id, name, active }, place) => (
            <li key={id}>
              {id === product?.id ? <strong aria-current="true">{name}</strong> : <Link to={`/goods/${id}`}>{name}</Link>}
              {place === 0 && <span className="small soft">{t.main}</span>}
              {!active && <span className="small soft">{t.hidden}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
