/** Saving of single cells in the background: one change after the other for each product, with the version that was seen. */
import { useCallback, useMemo, useRef, useState } from "react";
import { api } from "../app/api";
import { fieldErrors, isProblem, sentence } from "../app/problem";
import { type CellField, type CellValue, type Product, remember, saveProduct } from "./data";
import { patiently } from "./patience";

export type CellSave =
  | { state: "saving" | "saved"; value: CellValue }
  | { state: "failed"; value: CellValue; message: string }
  /** Somebody else has changed the same field since it was shown. */
  | { state: "conflict"; value: CellValue; theirs: CellValue };
export type RowSaves = Partial<Record<CellField, CellSave>>;

const TICK_MS = 2500;

export function useSaving() {
  const [saves, setSaves] = useState<ReadonlyMap<number, RowSaves>>(new Map());
  const queues = useRef(new Map<number, Promise<void>>());
  // The newest product that a call has returned; the list's own rows may be older.
  const known = useRef(new Map<number, Product>());

  const mark = useCallback((id: number, field: CellField, save: CellSave | undefined) => setSaves((all) => {
    const { [field]: _, ...rest } = all.get(id) ?? {};
    const row: RowSaves = save ? { ...rest, [field]: save } : rest;
    const next = new Map(all);
    if (Object.keys(row).length) next.set(id, row);
    else next.delete(id);
    return next;
  }), []);

  const send = useCallback(async (seen: Product, field: CellField, value: CellValue) => {
    const { id } = seen;
    let base = known.current.get(id);
    if (!base || base.version < seen.version) base = seen;
    for (;;) {
      if (base[field] !== seen[field] && base[field] !== value) return mark(id, field, { state: "conflict", value, theirs: base[field] });
      try {
        const sent = base;
        const saved = await patiently(() => saveProduct(sent, { [field]: value }));
        known.current.set(id, saved);
        remember(saved);
        const done: CellSave = { state: "saved", value };
        mark(id, field, done);
        setTimeout(() => setSaves((all) => {
          const row = all.get(id);
          if (row?.[field] !== done) return all;
          const { [field]: _, ...rest } = row;
          return new Map(all).set(id, rest);
        }), TICK_MS);
        return;
      } catch (error) {
        if (!isProblem(error) || error.status !== 412) return mark(id, field, { state: "failed", value, message: fieldErrors(error)[field] ?? sentence(error) });
      }
      try {
        base = await patiently(() => api.products.show(id));
        known.current.set(id, base);
      } catch (error) {
        return mark(id, field, { state: "failed", value, message: sentence(error) });
      }
    }
  }, [mark]);

  /** Save the value of a field of the product as it was shown when the edit began. */
  const save = useCallback((seen: Product, field: CellField, value: CellValue) => {
    mark(seen.id, field, { state: "saving", value });
    const before = queues.current.get(seen.id) ?? Promise.resolve();
    queues.current.set(seen.id, before.then(() => send(seen, field, value)));
  }, [mark, send]);

  /** Give up the own value, and show the newest one. */
  const drop = useCallback((product: Product, field: CellField) => {
    mark(product.id, field, undefined);
    const newest = known.current.get(product.id);
    if (newest && newest.version > product.version) remember(newest);
  }, [mark]);

  /** Save the own value over that of the other. */
  const overwrite = useCallback((product: Product, field: CellField, value: CellValue) => save(known.current.get(product.id) ?? product, field, value), [save]);

  return { saves, saving: useMemo(() => ({ save, drop, overwrite }), [save, drop, overwrite]) };
}

export type Saving = ReturnType<typeof useSaving>["saving"];
