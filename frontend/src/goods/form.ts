/** The form of a product, its changes, and how they meet those of somebody else. */
import type { ProductCreate, ProductUpdate } from "finenice-client";
import type { Product } from "./data";

export type Form = Required<Pick<Product, "name" | "sku" | "barcodes" | "description" | "unit" | "category_id" | "brand_id" | "active">> & {
  /** Null while the field is empty. */
  price: number | null;
  cost: number | null;
  stock: number | null;
};
export type FormField = keyof Form;

export const FIELDS: readonly FormField[] = ["name", "price", "cost", "stock", "unit", "sku", "barcodes", "category_id", "brand_id", "description", "active"];

export const EMPTY: Form = { name: "", sku: null, barcodes: [], description: "", unit: "pcs", category_id: null, brand_id: null, active: true, price: null, cost: null, stock: 0 };

export const toForm = (product: Product): Form => Object.fromEntries(FIELDS.map((field) => [field, product[field]])) as unknown as Form;

export const same = (one: Form[FormField], other: Form[FormField]): boolean => JSON.stringify(one) === JSON.stringify(other);

/** The fields in which the form differs from what it began with. */
export const changedFields = (form: Form, base: Form): FormField[] => FIELDS.filter((field) => !same(form[field], base[field]));

export const toChanges = (form: Form, base: Form): ProductUpdate => Object.fromEntries(changedFields(form, base).map((field) => [field, form[field]])) as ProductUpdate;

export const toCreate = (form: Form): ProductCreate => ({ ...form, price: form.price ?? 0, stock: form.stock ?? 0 });

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
