/** The goods as a grid by category, with the field for codes and names. */
import { memo, type RefObject, startTransition, useEffect, useMemo, useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { Button, IconButton } from "../../ui/button";
import { EmptyState } from "../../ui/feedback";
import { Camera, PackageOpen, Search, X } from "../../ui/icons";
import { Money } from "../../ui/money";
import { useCopy, useTill } from "../context";
import { type Copy, nameOf, type Product } from "../copy";
import { search } from "../search";
import { readEntry, setField } from "./scanner";
import { basketOf, useTickets } from "./ticket";

const text = words({
  id: { camera: "Pindai dengan kamera", entry: "Pindai atau ketik kode atau nama", all: "Semua", categories: "Kategori", goods: "Barang", none: "Tidak ada barang yang cocok", more: "Tampilkan lagi", variants: (count: number) => `${count} pilihan`, perKilo: "/kg", perMetre: "/m", close: "Tutup barang", hint: "3* kode: tiga buah", ticket: "Tiket", lines: (count: number) => `${count} baris` },
  en: { camera: "Scan by camera", entry: "Scan or type a code or name", all: "All", categories: "Categories", goods: "Goods", none: "No goods match", more: "Show more", variants: (count: number) => `${count} options`, perKilo: "/kg", perMetre: "/m", close: "Close the goods", hint: "3* code: three of them", ticket: "Ticket", lines: (count: number) => `${count} lines` },
});

const PAGE = 60;
const QUICK = 9;
const SETTLE_MS = 80;

interface GoodsProps {
  /** Turn the camera on or off, where it can scan. */
  onCamera: (() => void) | undefined;
  onEnter: (typed: string) => void;
  field: RefObject<HTMLInputElement | null>;
  category: number | null;
  onCategory: (category: number | null) => void;
  onPick: (product: Product, times: number | null) => void;
  /** Whether the sheet of phones is open. */
  open: boolean;
  onOpen: (open: boolean) => void;
  onShown: (shown: readonly Product[]) => void;
}

/** Rendered when goods change or are looked for, but neither with each key nor with each line of the ticket. */
export const Goods = memo(function Goods({ onCamera, onEnter, field, category, onCategory, onPick, open, onOpen, onShown }: GoodsProps) {
  const t = useText(text);
  const { copy } = useTill();
  const { goodsVersion } = useCopy(copy, goods);
  const [typed, onType] = useSettled();
  const [most, setMost] = useState(PAGE);
  const found = useMemo(() => (typed ? search(copy, typed, most + 1) : inCategory(copy, category, most + 1)), [copy, goodsVersion, typed, category, most]);
  useEffect(() => setMost(PAGE), [typed, category]);
  useEffect(() => onShown(found), [found]);
  useEffect(() => { if (matchMedia("(pointer: fine)").matches) field.current?.focus(); }, []);
  const empty = () => emptyField(field.current);
  const pick = useRef<(product: Product) => void>(() => undefined);
  pick.current = (product) => {
    onPick(product, readEntry(field.current?.value ?? "").times);
    empty();
  };
  const stable = useRef((product: Product) => pick.current(product)).current;
  return (
    <section className={`till-goods ${open || typed ? "open" : ""}`} aria-label={t.goods}>
      <div className="till-entry">
        <Search size={20} aria-hidden />
        <input
          ref={field} className="input" type="text" inputMode="search" enterKeyHint="enter" autoComplete="off" autoCapitalize="none" spellCheck={false}
          aria-label={t.entry} placeholder={t.entry} title={t.hint} defaultValue=""
          onClick={() => onOpen(true)}
          onChange={(event) => onType(event.target.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") {
              event.preventDefault();
              onEnter(event.currentTarget.value);
            } else if (event.key === "Escape") {
              empty();
              onOpen(false);
            }
          }}
        />
        {onCamera && <IconButton icon={Camera} label={t.camera} onClick={onCamera} />}
        <button type="button" className="till-goods-close" aria-label={t.close} onClick={() => { empty(); onOpen(false); }}><X size={20} aria-hidden /></button>
      </div>
      {!typed && <Categories copy={copy} version={goodsVersion} category={category} onCategory={onCategory} />}
      <div className="till-grid">
        {found.slice(0, most).map((product, place) => <Tile key={product.id} product={product} options={product.variant_of === null ? copy.variantsOf(product).length : 0} quick={!typed && place < QUICK ? place + 1 : 0} onPick={stable} />)}
      </div>
      {!found.length && <EmptyState icon={PackageOpen} title={t.none} />}
      <TicketButton onClick={() => { empty(); onOpen(false); }} />
      {found.length > most && <div className="more"><Button onClick={() => setMost(most + PAGE)}>{t.more}</Button></div>}
    </section>
  );
});

const goods = ({ goodsVersion }: Copy): number => goodsVersion;
const rows = ({ rowVersion }: Copy): number => rowVersion;

/** Empty the entry field as if it had been done by hand. */
export function emptyField(field: HTMLInputElement | null): void {
  if (field?.value) setField(field, "");
}

/** What to search for: what was typed once nobody types any more. A scanner's characters are no search. */
function useSettled(): [string, (text: string) => void] {
  const [settled, setSettled] = useState("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const onType = useRef((text: string) => {
    clearTimeout(timer.current);
    const { code } = readEntry(text);
    // One digit is a key of the first goods.
    if (!code || /^\d$/.test(code)) setSettled("");
    else timer.current = setTimeout(() => startTransition(() => setSettled(code)), SETTLE_MS);
  }).current;
  return [settled, onType];
}

const Categories = memo(function Categories({ copy, version, category, onCategory }: { copy: Copy; version: number; category: number | null; onCategory: (category: number | null) => void }) {
  const t = useText(text);
  const used = useMemo(() => usedCategories(copy), [copy, version]);
  if (used.length < 2) return null;
  return (
    <div className="till-categories" role="group" aria-label={t.categories}>
      {[{ id: null, name: t.all }, ...used].map(({ id, name }) => (
        <button key={id} type="button" className="chip" aria-pressed={category === id} onClick={() => onCategory(id)}>{name}</button>
      ))}
    </div>
  );
});

/** On phones, the way from the goods back to the ticket, with what it comes to. */
function TicketButton({ onClick }: { onClick: () => void }) {
  const t = useText(text);
  const { copy } = useTill();
  useCopy(copy, rows);
  const { current } = useTickets();
  return <Button look="primary" size="large" wide className="till-back" onClick={onClick}>{t.ticket} · {t.lines(current.lines.length)} · <Money value={basketOf(current, copy)?.total} /></Button>;
}

const Tile = memo(function Tile({ product, options, quick, onPick }: { product: Product; options: number; quick: number; onPick: (product: Product) => void }) {
  const t = useText(text);
  const { measure, price, image_url } = product;
  return (
    <button type="button" className="till-tile" onClick={() => onPick(product)}>
      {image_url && <img src={image_url} alt="" loading="lazy" width={64} height={64} />}
      <span className="till-tile-name">{options ? product.name : nameOf(product)}</span>
      <span className="till-tile-price">{options ? <span className="soft small">{t.variants(options)}</span> : <><Money value={price} />{measure === "gram" && t.perKilo}{measure === "millimetre" && t.perMetre}</>}</span>
      {quick > 0 && <kbd aria-hidden>{quick}</kbd>}
    </button>
  );
});

/** The top categories that have goods, by name. */
function usedCategories(copy: Copy): { id: number; name: string }[] {
  const found = new Set<number>();
  for (const { category_id } of copy.products.values()) if (category_id !== null) found.add(topOf(copy, category_id));
  return [...found].flatMap((id) => copy.categories.get(id) ?? []).sort((a, b) => a.name.localeCompare(b.name));
}

function topOf(copy: Copy, id: number): number {
  let top = id;
  for (let depth = 0; depth < 10; depth += 1) {
    const parent = copy.categories.get(top)?.parent_id;
    if (parent === undefined || parent === null) return top;
    top = parent;
  }
  return top;
}

/** The goods of a category in the order of their names; a group of variants is one tile. */
function inCategory(copy: Copy, category: number | null, most: number): Product[] {
  const found: Product[] = [];
  for (const id of copy.byName()) {
    const product = copy.products.get(id)!;
    if (category !== null && (product.category_id === null || topOf(copy, product.category_id) !== category)) continue;
    if (product.variant_of !== null && copy.products.has(product.variant_of)) continue;
    found.push(product);
    if (found.length >= most) break;
  }
  return found;
}
