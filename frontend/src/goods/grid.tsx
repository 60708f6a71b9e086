/** The goods as a table that works like a spreadsheet; only the rows on the screen are rendered. */
import { type KeyboardEvent, memo, useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { Link } from "react-router";
import { useText, words } from "../app/language";
import { ArrowDown, ArrowUp, Image, Pencil } from "../ui/icons";
import type { Sort } from "../ui/table";
import "../ui/table.css";
import { Cell } from "./cell";
import { type CellField, type CellValue, type Product, goodsText } from "./data";
import type { RowSaves, Saving } from "./saving";

const text = words({
  id: {
    table: "Barang. Panah untuk berpindah, Enter untuk mengubah, Escape untuk batal.", name: "Nama", sku: "SKU", price: "Harga", stock: "Stok", active: "Dijual",
    select: (name: string) => `Pilih ${name}`, selectAll: "Pilih semua yang tampil", edit: (name: string) => `Ubah ${name} lengkap`, actions: "Tindakan",
  },
  en: {
    table: "Goods. Arrow keys move, Enter edits, Escape cancels.", name: "Name", sku: "SKU", price: "Price", stock: "Stock", active: "For sale",
    select: (name: string) => `Select ${name}`, selectAll: "Select all shown", edit: (name: string) => `Edit all of ${name}`, actions: "Actions",
  },
});

const FIELDS: readonly CellField[] = ["name", "sku", "price", "stock", "active"];
const SORTABLE: readonly CellField[] = ["name", "price", "stock"];
/** Fixed, so that the place of a row is known without rendering those above it. */
const ROW_HEIGHT = 53;
const CARD_HEIGHT = 138;
const SPARE_ROWS = 8;
const PAGE_ROWS = 10;
const NO_SAVES: RowSaves = {};

interface GridProps {
  rows: readonly Product[];
  total: number;
  saves: ReadonlyMap<number, RowSaves>;
  saving: Saving;
  selected: ReadonlyMap<number, Product>;
  onSelect: (products: readonly Product[], on: boolean) => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  /** Called when the last rows come close. */
  onEnd: () => void;
}

interface Place {
  row: number;
  column: number;
}

export function Grid({ rows, total, saves, saving, selected, onSelect, sort, onSort, onEnd }: GridProps) {
  const t = useText(text);
  const body = useRef<HTMLDivElement>(null);
  const cards = useNarrow();
  const height = cards ? CARD_HEIGHT : ROW_HEIGHT;
  const [first, last] = useWindow(body, rows.length, height);
  const [active, setActive] = useState<Place>({ row: 0, column: 0 });
  const [editing, setEditing] = useState<{ start: string | null } | null>(null);
  const wantsFocus = useRef(false);
  const near = last >= rows.length - SPARE_ROWS && rows.length < total;
  useEffect(() => {
    if (near) onEnd();
  }, [near, rows.length]);

  const count = useRef(rows.length);
  count.current = rows.length;
  const go = useCallback(({ row, column }: Place) => {
    wantsFocus.current = true;
    setEditing(null);
    setActive({ row: within(row, count.current), column: within(column, FIELDS.length) });
  }, []);
  // Rows may have gone since.
  const place = active.row < rows.length ? active : { ...active, row: Math.max(0, rows.length - 1) };
  const move = (rowSteps: number, columnSteps: number) =>
    go({ row: place.row + rowSteps, column: place.column + columnSteps });

  useLayoutEffect(() => {
    if (!wantsFocus.current || editing) return;
    const cell = body.current?.querySelector<HTMLElement>(`[data-place="${place.row}:${place.column}"]`);
    if (cell) {
      wantsFocus.current = false;
      cell.focus({ preventScroll: true });
      cell.scrollIntoView({ block: "nearest" });
    } else if (body.current) window.scrollTo({ top: body.current.getBoundingClientRect().top + scrollY + place.row * height - innerHeight / 2 });
  });

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (editing || !(event.target as HTMLElement).dataset["place"]) return;
    const moves: Record<string, [number, number]> = {
      ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], PageUp: [-PAGE_ROWS, 0], PageDown: [PAGE_ROWS, 0],
      Home: [event.ctrlKey ? -rows.length : 0, -FIELDS.length], End: [event.ctrlKey ? rows.length : 0, FIELDS.length],
    };
    const step = moves[event.key];
    const product = rows[place.row];
    const field = FIELDS[place.column];
    if (step) {
      event.preventDefault();
      move(...step);
    } else if (field === "active" && product && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      saving.save(product, "active", !product.active);
    } else if (event.key === "Enter" || event.key === "F2") {
      event.preventDefault();
      setEditing({ start: null });
    } else if (field !== "active" && event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey && !event.altKey) {
      // Typing replaces the value, as in a spreadsheet.
      event.preventDefault();
      setEditing({ start: event.key });
    }
  };

  const onActivate = useCallback((row: number, column: number, edit: boolean) => {
    setActive({ row, column });
    setEditing(edit ? { start: null } : null);
  }, []);
  const onLeave = useCallback((row: number, column: number, by: "enter" | "tab" | "back" | "escape" | "blur") => {
    setEditing(null);
    if (by === "blur") return;
    const columnStep = { enter: 0, tab: 1, back: -1, escape: 0 }[by];
    go({ row: row + (by === "enter" ? 1 : 0), column: column + columnStep });
  }, [go]);
  const all = rows.length > 0 && rows.every(({ id }) => selected.has(id));
  return (
    <div className="goods-grid" role="grid" aria-label={t.table} aria-rowcount={total + 1} aria-colcount={FIELDS.length + 2} onKeyDown={onKeyDown}>
      <div role="rowgroup" className="goods-head">
        <div role="row" aria-rowindex={1} className="goods-row">
          <span role="columnheader" className="goods-check"><label><input type="checkbox" aria-label={t.selectAll} checked={all} onChange={() => onSelect(rows, !all)} /></label></span>
          {FIELDS.map((field) => <HeadCell key={field} field={field} title={t[field]} sort={sort} onSort={onSort} />)}
          <span role="columnheader"><span className="visually-hidden">{t.actions}</span></span>
        </div>
      </div>
      <div role="rowgroup" ref={body} style={{ paddingTop: first * height, paddingBottom: Math.max(0, rows.length - last) * height }}>
        {rows.slice(first, last).map((product, offset) => {
          const row = first + offset;
          return (
            <Row
              key={product.id}
              product={product}
              row={row}
              cards={cards}
              column={row === place.row ? place.column : -1}
              editing={row === place.row ? editing : null}
              saves={saves.get(product.id) ?? NO_SAVES}
              saving={saving}
              selected={selected.has(product.id)}
              onSelect={onSelect}
              onActivate={onActivate}
              onLeave={onLeave}
            />
          );
        })}
      </div>
    </div>
  );
}

const within = (place: number, count: number) => Math.max(0, Math.min(count - 1, place));

function HeadCell({ field, title, sort, onSort }: { field: CellField; title: string; sort: Sort; onSort: (sort: Sort) => void }) {
  const current = sort.by === field;
  const ascending = sort.order === "asc";
  const numeric = field === "price" || field === "stock" ? "numeric" : "";
  if (!SORTABLE.includes(field)) return <span role="columnheader" className={numeric}>{title}</span>;
  return (
    <span role="columnheader" className={numeric} aria-sort={current ? (ascending ? "ascending" : "descending") : "none"}>
      <button type="button" className="sort" onClick={() => onSort({ by: field, order: current && ascending ? "desc" : "asc" })}>
        {title}
        {current && (ascending ? <ArrowUp size={14} aria-hidden /> : <ArrowDown size={14} aria-hidden />)}
      </button>
    </span>
  );
}

interface RowProps {
  product: Product;
  row: number;
  cards: boolean;
  /** The active column, or -1. */
  column: number;
  editing: { start: string | null } | null;
  saves: RowSaves;
  saving: Saving;
  selected: boolean;
  onSelect: (products: readonly Product[], on: boolean) => void;
  onActivate: (row: number, column: number, edit: boolean) => void;
  onLeave: (row: number, column: number, by: "enter" | "tab" | "back" | "escape" | "blur") => void;
}

const Row = memo(function Row({ product, row, cards, column, editing, saves, saving, selected, onSelect, onActivate, onLeave }: RowProps) {
  const t = useText(text);
  const names = useText(goodsText);
  const commit = (field: CellField, value: CellValue) => {
    if (value !== product[field]) saving.save(product, field, value);
  };
  return (
    <div role="row" aria-rowindex={row + 2} aria-selected={selected} className={product.active ? "goods-row" : "goods-row off"} data-product={product.id}>
      <span role="gridcell" className="goods-check"><label><input type="checkbox" aria-label={t.select(product.name)} checked={selected} onChange={() => onSelect([product], !selected)} /></label></span>
      {FIELDS.map((field, place) => (
        <Cell
          key={field}
          product={product}
          field={field}
          title={t[field]}
          place={`${row}:${place}`}
          active={column === place}
          editing={column === place ? editing : null}
          // Cards edit price and stock at once: a finger has no Enter.
          open={cards && (field === "price" || field === "stock")}
          save={saves[field]}
          saving={saving}
          picture={field === "name" ? <Picture product={product} /> : null}
          empty={names.noSku}
          onActivate={(edit) => onActivate(row, place, edit)}
          onLeave={(by) => onLeave(row, place, by)}
          onCommit={(value) => commit(field, value)}
        />
      ))}
      <span role="gridcell" className="goods-edit"><Link to={`/goods/${product.id}`} className="button quiet icon-only" aria-label={t.edit(product.name)} title={t.edit(product.name)}><Pencil size={18} aria-hidden /></Link></span>
    </div>
  );
});

export function Picture({ product: { images: [first] } }: { product: Pick<Product, "images"> }) {
  return first ? <img className="goods-picture" src={first.urls.small} alt="" width={36} height={36} loading="lazy" decoding="async" /> : <span className="goods-picture empty-picture" aria-hidden><Image size={18} strokeWidth={1.5} /></span>;
}

const NARROW = "(max-width: 699px)";

function useNarrow(): boolean {
  const [narrow, setNarrow] = useState(() => matchMedia(NARROW).matches);
  useEffect(() => {
    const query = matchMedia(NARROW);
    const follow = () => setNarrow(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, []);
  return narrow;
}

/** The rows to render: those on the screen and some above and below. */
function useWindow(element: React.RefObject<HTMLElement | null>, count: number, height: number): [number, number] {
  const [range, setRange] = useState<[number, number]>([0, 30]);
  useLayoutEffect(() => {
    const measure = () => {
      const top = element.current?.getBoundingClientRect().top ?? 0;
      const first = Math.max(0, Math.floor(-top / height) - SPARE_ROWS);
      const last = Math.max(0, Math.ceil((innerHeight - top) / height) + SPARE_ROWS);
      // A change of a few rows is covered by the spare ones.
      setRange((now) => (now[0] === first && now[1] === last ? now : [first, last]));
    };
    measure();
    addEventListener("scroll", measure, { passive: true });
    addEventListener("resize", measure);
    return () => {
      removeEventListener("scroll", measure);
      removeEventListener("resize", measure);
    };
  }, [count, height]);
  return [Math.min(range[0], Math.max(0, count - 1)), Math.min(count, range[1])];
}
