/** The form of a product, its changes, and how they meet those of somebody else. */
import type { ProductCreate, ProductUpdate } from "finenice-client";
import type { Product } from "./data";

export type Form = Required<Pick<Product, "name" | "sku" | "barcodes" | "description" | "unit" | "category_id" | "brand_id" | "active" | "options">> & {
  /** Null while the field is empty. */
  price: number | null;
  cost: number | null;
  stock: number | null;
};
export type FormField = keyof Form;

export const FIELDS: readonly FormField[] = ["name", "price", "cost", "stock", "unit", "sku", "barcodes", "category_id", "brand_id", "description", "active", "options"];

export const EMPTY: Form = { name: "", sku: null, barcodes: [], description: "", unit: "pcs", category_id: null, brand_id: null, active: true, options: [], price: null, cost: null, stock: 0 };

export const toForm = (product: Product): Form => Object.fromEntries(FIELDS.map((field) => [field, product[field]])) as unknown as Form;

export const same = (one: Form[FormField], other: Form[FormField]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields in which the form differs from what it began with. */
export const changedFields = (form: Form, base: Form): FormField[] => FIELDS.filter((field) => !same(form[field], base[field]));

/** Without the rows of options that are still empty. */
const filled = (form: Form): Form => ({ ...form, options: form.options.filter(({ name, value }) => name.trim() || value.trim()) });

export const toChanges = (form: Form, base: Form): ProductUpdate => Object.fromEntries(changedFields(form, base).map((field) => [field, filled(form)[field]])) as ProductUpdate;

export const toCreate = (form: Form, main: Product | null): ProductCreate => ({ ...filled(form), price: form.price ?? 0, stock: form.stock ?? 0, ...(main && { variant_of: main.id, measure: main.measure }) });

const shown = (options: Form["options"]) => options.map(({ value }) => value.trim()).filter(Boolean).join(", ");

/** The name that a variant of this product is given. */
export function variantName(main: Product, options: Form["options"]): string {
  const own = ` – ${shown(main.options)}`;
  const name = main.name.endsWith(own) ? main.name.slice(0, -own.length) : main.name;
  return (shown(options) ? `${name} – ${shown(options)}` : name).slice(0, 200);
}

/** What a new variant has in common with its main product. */
export function toVariant(main: Product): Form {
  const options = main.options.map(({ name }) => ({ name, value: "" }));
  return { ...toForm(main), name: variantName(main, options), options, sku: null, barcodes: [], stock: 0 };
}

/**
 * Take over what another has changed. Fields that both have changed, differently, are conflicts: they keep the form's
 * value until somebody chooses.
 */
export function merge(form: Form, base: Form, theirs: Form): { form: Form; conflicts: FormField[] } {
  const mine = changedFields(form, base);
  const conflicts = mine.filter((field) => !same(theirs[field], base[field]) && !same(theirs[field], form[field]));
  const merged = Object.fromEntries(FIELDS.map((field) => [field, mine.includes(field) ? form[field] : theirs[field]])) as unknown as Form;
  return { form: merged, conflicts };
}
