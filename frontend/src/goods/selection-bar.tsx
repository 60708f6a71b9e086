/** What can be done with the selected goods. */
import type { ProductUpdate } from "finenice-client";
import { useState } from "react";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { isProblem, sentence } from "../app/problem";
import { Button, IconButton } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Progress } from "../ui/feedback";
import { Eye, EyeOff, Tag, Trash2, X } from "../ui/icons";
import { Menu } from "../ui/menu";
import { toast } from "../ui/toast";
import { type Filters, type Product, forget, remember, walkGoods } from "./data";
import { patiently } from "./patience";

const text = words({
  id: {
    bar: "Barang terpilih", count: (count: string) => `${count} dipilih`, all: (count: string) => `Pilih semua ${count}`, price: "Ubah harga", sell: "Jual", hide: "Jangan jual", remove: "Hapus", none: "Batalkan pilihan", more: "Tindakan lain",
    removeTitle: (count: string) => `Hapus ${count} barang?`, removeDetail: "Barang hilang dari toko dan tidak dapat dikembalikan. Penjualan yang sudah terjadi tetap tercatat.",
    removed: (count: string) => `${count} barang dihapus.`, changed: (count: string) => `${count} barang diperbarui.`, working: "Sedang dikerjakan", failed: (count: string, why: string) => `${count} barang tidak berhasil: ${why}`,
  },
  en: {
    bar: "Selected goods", count: (count: string) => `${count} selected`, all: (count: string) => `Select all ${count}`, price: "Change prices", sell: "Sell", hide: "Don't sell", remove: "Delete", none: "Clear selection", more: "More actions",
    removeTitle: (count: string) => `Delete ${count} goods?`, removeDetail: "They leave the shop and can't be restored. Past sales keep them.",
    removed: (count: string) => `${count} goods deleted.`, changed: (count: string) => `${count} goods updated.`, working: "Working", failed: (count: string, why: string) => `${count} goods failed: ${why}`,
  },
});

interface SelectionBarProps {
  selected: ReadonlyMap<number, Product>;
  total: number;
  filters: Filters;
  onSelected: (selected: ReadonlyMap<number, Product>) => void;
  onPrice: () => void;
}

export function SelectionBar({ selected, total, filters, onSelected, onPrice }: SelectionBarProps) {
  const t = useText(text);
  const [progress, setProgress] = useState<number | null>(null);
  const working = progress !== null;

  /** Do it for each; those that failed stay selected. */
  const each = async (act: (product: Product) => PromiseLike<unknown>, told: (count: string) => string) => {
    const failed = new Map<number, Product>();
    let why = "";
    let done = 0;
    for (const product of selected.values()) {
      setProgress((100 * done++) / selected.size);
      try {
        await patiently(() => act(product));
      } catch (error) {
        if (isProblem(error) && error.status === 404) forget(new Set([product.id]));
        else failed.set(product.id, product);
        why = sentence(error);
      }
    }
    setProgress(null);
    onSelected(failed);
    if (failed.size) toast.failed(t.failed(formatNumber(failed.size), why));
    else toast.done(told(formatNumber(selected.size)));
  };
  const change = (changes: ProductUpdate) => each(async ({ id }) => remember(await api.products.update(id, changes)), t.changed);
  const remove = async () => {
    const agreed = await confirm({ title: t.removeTitle(formatNumber(selected.size)), detail: t.removeDetail, action: t.remove, danger: true });
    if (agreed) await each(async ({ id }) => { await api.products.delete(id); forget(new Set([id])); }, t.removed);
  };
  const selectAll = async () => {
    const all = new Map<number, Product>();
    try {
      for await (const product of walkGoods(filters)) {
        all.set(product.id, product);
        if (all.size % 100 === 0) setProgress((100 * all.size) / total);
      }
      onSelected(all);
    } catch (error) {
      toast.failed(sentence(error));
    } finally {
      setProgress(null);
    }
  };
  const others = [
    { label: t.sell, icon: Eye, run: () => void change({ active: true }) },
    { label: t.hide, icon: EyeOff, run: () => void change({ active: false }) },
    { label: t.remove, icon: Trash2, danger: true, run: () => void remove() },
  ];
  return (
    <div className="selection-bar" role="region" aria-label={t.bar}>
      {working && <Progress value={progress} label={t.working} />}
      <div className="row">
        <strong className="small" aria-live="polite">{t.count(formatNumber(selected.size))}</strong>
        {selected.size < total && <Button look="quiet" disabled={working} onClick={() => void selectAll()}>{t.all(formatNumber(total))}</Button>}
        <span className="grow" />
        <Button look="primary" icon={Tag} disabled={working} onClick={onPrice}>{t.price}</Button>
        <span className="desk-only row">{others.map(({ label, icon, run }) => <Button key={label} icon={icon} disabled={working} onClick={run}>{label}</Button>)}</span>
        <span className="phone-only selection-more"><Menu label={t.more} actions={others.map((each) => ({ ...each, disabled: working }))} /></span>
        <IconButton icon={X} label={t.none} disabled={working} onClick={() => onSelected(new Map())} />
      </div>
    </div>
  );
}
