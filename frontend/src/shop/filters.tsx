import { useState } from "react";
import { useBrands, useCategories } from "../app/groups";
import { useText, words } from "../app/language";
import { AmountField } from "../ui/amount-input";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Checkbox, Select } from "../ui/fields";

const text = words({
  id: {
    title: "Saring produk", category: "Kategori", allCategories: "Semua kategori", brand: "Merek", allBrands: "Semua merek", min: "Harga mulai",
    max: "Harga sampai", inStock: "Hanya yang ada stoknya", show: "Tampilkan", clear: "Hapus saringan",
  },
  en: {
    title: "Filter products", category: "Category", allCategories: "All categories", brand: "Brand", allBrands: "All brands", min: "Price from",
    max: "Price to", inStock: "In stock only", show: "Show", clear: "Clear filters",
  },
});

export interface Filters {
  category: string;
  brand: string;
  min: string;
  max: string;
  stock: string;
}

export const NO_FILTERS: Filters = { category: "", brand: "", min: "", max: "", stock: "" };

const amountOf = (written: string) => (written ? Number(written) : null);
const written = (amount: number | null | undefined) => String(amount ?? "");

/** All filters in a sheet; the shop shows what was chosen once it is closed. */
export default function FilterSheet({ filters, onChange, onClose }: { filters: Filters; onChange: (filters: Filters) => void; onClose: () => void }) {
  const t = useText(text);
  const [draft, setDraft] = useState(filters);
  const [min, setMin] = useState<number | null | undefined>(amountOf(filters.min));
  const [max, setMax] = useState<number | null | undefined>(amountOf(filters.max));
  const { categories } = useCategories();
  const brands = useBrands();
  const set = (part: Partial<Filters>) => setDraft({ ...draft, ...part });
  const apply = (next: Filters) => {
    onChange(next);
    onClose();
  };
  return (
    <Dialog
      title={t.title}
      kind="sheet"
      onClose={onClose}
      actions={
        <>
          <Button onClick={() => apply(NO_FILTERS)}>{t.clear}</Button>
          <Button look="primary" disabled={min === undefined || max === undefined} onClick={() => apply({ ...draft, min: written(min), max: written(max) })}>{t.show}</Button>
        </>
      }
    >
      <div className="stack">
        <Select
          label={t.category}
          value={draft.category}
          onChange={(event) => set({ category: event.target.value })}
          choices={[
            { value: "", label: t.allCategories },
            ...categories.map(({ id, name, depth }) => ({ value: String(id), label: "\u2003".repeat(depth) + name })),
          ]}
        />
        <Select
          label={t.brand}
          value={draft.brand}
          onChange={(event) => set({ brand: event.target.value })}
          choices={[{ value: "", label: t.allBrands }, ...(brands.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))]}
        />
        <div className="price-range">
          <AmountField label={t.min} money value={min} onChange={setMin} />
          <AmountField label={t.max} money value={max} onChange={setMax} />
        </div>
        <Checkbox label={t.inStock} checked={draft.stock === "1"} onChange={(event) => set({ stock: event.target.checked ? "1" : "" })} />
      </div>
    </Dialog>
  );
}
