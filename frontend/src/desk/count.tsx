/** Count the stock with a scanner: what is there replaces what the shop thinks, unless it was sold meanwhile. */
import { newKey } from "finenice-client";
import { useEffect, useEffectEvent, useRef, useState } from "react";
import { api } from "../app/api";
import { formatNumber, useText, words } from "../app/language";
import { formatQuantity } from "../app/measure";
import { hasCode, isProblem, sentence } from "../app/problem";
import { useUser } from "../app/session";
import type { Product } from "../goods/data";
import { cleanCode, listenToScanner, readEntry } from "../till/counter/scanner";
import { AmountField } from "../ui/amount-input";
import { Button, IconButton } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Badge, EmptyState } from "../ui/feedback";
import { Switch, TextField } from "../ui/fields";
import { PackageOpen, X } from "../ui/icons";
import { toast } from "../ui/toast";
import { moveStock } from "./calls";
import { change, type Counted, countMore, type CountList, isReady, readCounts, type Ready, storeCounts } from "./count-list";
import { Desk } from "./frame";

const text = words({
  id: {
    lead: "Pindai tiap barang, atau ketik jumlahnya. Stok baru berubah setelah disimpan.", entry: "Pindai atau ketik kode atau nama", entryHint: "12*kode menghitung dua belas sekaligus.", unknown: (code: string) => `Tidak ada barang dengan kode atau nama “${code}”.`, choose: "Pilih barang", none: "Belum ada yang dihitung", noneHint: "Barang muncul di sini setelah dipindai. Hitungan tetap ada bila halaman dimuat ulang.", list: "Hasil hitung", counted: (name: string) => `Jumlah ${name}`, grams: "dalam gram", millimetres: "dalam milimeter",
    remove: (name: string) => `Buang ${name} dari hitungan`, show: "Tampilkan selisih", expected: (quantity: string) => `Tercatat ${quantity}`, exact: "Cocok", again: "Stok berubah sejak dihitung. Hitung lagi.", save: "Simpan hitungan", clear: "Kosongkan", clearAsk: "Buang semua hitungan?", clearHint: "Stok tidak berubah.",
    ask: (count: string) => `Simpan hitungan ${count} barang?`, detail: (differ: string) => `${differ} berbeda dari catatan. Perubahan tercatat di buku stok.`, saved: (count: string) => `Hitungan ${count} barang tersimpan.`, unready: "Isi jumlah barang yang masih kosong, atau buang dari daftar.", course: (name: string) => `${name} adalah kursus dan tidak punya stok.`,
  },
  en: {
    lead: "Scan each item, or type how many there are. The stock changes once you save.", entry: "Scan or type a code or name", entryHint: "12*code counts twelve at once.", unknown: (code: string) => `No goods have the code or name “${code}”.`, choose: "Choose the goods", none: "Nothing has been counted yet", noneHint: "Goods appear here once they are scanned. The count survives a reload.", list: "Counted", counted: (name: string) => `Quantity of ${name}`, grams: "in grams", millimetres: "in millimetres",
    remove: (name: string) => `Remove ${name} from the count`, show: "Show differences", expected: (quantity: string) => `On record ${quantity}`, exact: "Matches", again: "The stock has changed since. Count it again.", save: "Save the count", clear: "Clear", clearAsk: "Discard the whole count?", clearHint: "The stock stays as it is.",
    ask: (count: string) => `Save the count of ${count} goods?`, detail: (differ: string) => `${differ} differ from the record. The changes go into the stock ledger.`, saved: (count: string) => `The count of ${count} goods has been saved.`, unready: "Fill in the quantities that are empty, or remove them from the list.", course: (name: string) => `${name} is a course and has no stock.`,
  },
});

const MOST_AT_ONCE = 200;
const MOST_FOUND = 8;

/** Return the own goods with this code, or those whose name has these words. */
async function find(code: string, sellerId: number): Promise<readonly Product[]> {
  try {
    return [await api.products.lookup({ code: code.slice(0, 64), seller_id: sellerId })];
  } catch (error) {
    if (!isProblem(error) || error.status !== 404) throw error;
  }
  return (await api.products.list({ scope: "own", search: code.slice(0, 100), per_page: MOST_FOUND })).products;
}

export default function Count() {
  const t = useText(text);
  const user = useUser();
  const [list, setList] = useState(() => readCounts(user.id));
  const [found, setFound] = useState<readonly Product[]>([]);
  const [typed, setTyped] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const entry = useRef<HTMLDivElement>(null);
  const field = () => entry.current?.querySelector("input") ?? null;
  const update = (next: (list: CountList) => CountList) => setList((before) => {
    const after = next(before);
    storeCounts(user.id, after);
    return after;
  });
  const add = (product: Product, times: number | null) => {
    setFound([]);
    if (product.stocked) update((before) => countMore(before, product, times));
    else toast.failed(t.course(product.name));
  };
  const enter = async (written: string) => {
    const { times, code } = readEntry(written);
    setTyped("");
    if (!cleanCode(code)) return;
    try {
      const goods = await find(cleanCode(code), user.id);
      if (goods.length === 1) add(goods[0]!, times);
      else if (goods.length) setFound(goods);
      else toast.failed(t.unknown(code));
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  const onScan = useEffectEvent((code: string, before: string) => void enter(before + code));
  useEffect(() => listenToScanner(field, onScan), []);
  const save = async () => {
    const ready = list.filter(isReady);
    if (ready.length < list.length) return toast.failed(list.some(({ again }) => again) ? t.again : t.unready);
    const differ = ready.filter(({ counted, expected }) => counted !== expected).length;
    if (!(await confirm({ title: t.ask(formatNumber(ready.length)), detail: <p>{t.detail(formatNumber(differ))}</p>, action: t.save }))) return;
    setBusy(true);
    await book(ready, (lines) => update((before) => before.filter(({ id }) => !lines.some((line) => line.id === id))), (ids) => update((before) => before.map((line) => (ids.includes(line.id) ? { ...line, again: true } : line))), t);
    setBusy(false);
  };
  const clear = async () => {
    if (await confirm({ title: t.clearAsk, detail: <p>{t.clearHint}</p>, action: t.clear, danger: true })) update(() => []);
  };
  return (
    <Desk page="count" lead={t.lead} actions={list.length ? <><Button onClick={() => void clear()}>{t.clear}</Button><Button look="primary" busy={busy} onClick={() => void save()}>{t.save}</Button></> : undefined}>
      <form className="office-search" onSubmit={(event) => { event.preventDefault(); void enter(typed); }}>
        <div className="grow" ref={entry}><TextField label={t.entry} hint={t.entryHint} autoComplete="off" enterKeyHint="done" maxLength={120} value={typed} onChange={(event) => setTyped(event.target.value)} autoFocus /></div>
      </form>
      {found.length > 0 && (
        <section className="card" aria-label={t.choose}>
          <ul className="list">{found.map((product) => <li key={product.id}><button type="button" className="office-link" onClick={() => add(product, null)}>{[product.name, ...product.options.map(({ value }) => value)].join(" · ")}</button></li>)}</ul>
        </section>
      )}
      {list.length ? (
        <section className="card stack" aria-label={t.list}>
          <Switch label={t.show} checked={shown} onChange={setShown} />
          <ul className="list" aria-live="polite">{list.map((line) => <Line key={line.id} line={line} shown={shown} onCount={(counted) => update((before) => change(before, line.id, counted))} onRemove={() => update((before) => before.filter(({ id }) => id !== line.id))} />)}</ul>
        </section>
      ) : <div className="card flush"><EmptyState icon={PackageOpen} title={t.none}>{t.noneHint}</EmptyState></div>}
    </Desk>
  );
}

/** Book the counts in calls of at most 200. Those whose stock has changed since are told, and the others are booked. */
async function book(lines: readonly Ready[], onBooked: (lines: readonly Ready[]) => void, onAgain: (ids: readonly number[]) => void, t: (typeof text)["id"]): Promise<void> {
  const key = newKey();
  let left = lines;
  let booked = 0;
  for (let call = 0; left.length; call++) {
    const now = left.slice(0, MOST_AT_ONCE);
    try {
      await moveStock({ items: now.map(({ id, counted, expected }) => ({ product_id: id, counted, expected_quantity: expected })) }, { idempotencyKey: `${key}-${call}` });
      onBooked(now);
      booked += now.length;
      left = left.slice(now.length);
    } catch (error) {
      if (!hasCode(error, "stock_changed")) return toast.failed(sentence(error));
      const ids = (isProblem(error) && error.code === "stock_changed" ? error.members.items : []).map(({ product_id }) => product_id);
      onAgain(ids);
      toast.failed(sentence(error));
      if (!ids.length) return;
      left = left.filter(({ id }) => !ids.includes(id));
    }
  }
  if (booked) toast.done(t.saved(formatNumber(booked)));
}

function Line({ line, shown, onCount, onRemove }: { line: Counted; shown: boolean; onCount: (counted: number | null | undefined) => void; onRemove: () => void }) {
  const t = useText(text);
  const { name, sku, measure, counted, expected, again } = line;
  const hint = measure === "gram" ? t.grams : measure === "millimetre" ? t.millimetres : undefined;
  const difference = (counted ?? 0) - expected;
  return (
    <li className="list-row office-count">
      <div className="grow">
        <p>{name}</p>
        {sku && <p className="soft small">{sku}</p>}
        {again && <p className="field-error" role="alert">{t.again}</p>}
        {shown && !again && isReady(line) && <p className="row small">{difference ? <Badge tone="warning">{difference > 0 ? "+" : "−"}{formatQuantity(Math.abs(difference), measure)}</Badge> : <Badge tone="good">{t.exact}</Badge>}<span className="soft">{t.expected(formatQuantity(expected, measure))}</span></p>}
      </div>
      <AmountField label={<span className="visually-hidden">{t.counted(name)}</span>} hint={hint} value={counted} onChange={onCount} />
      <IconButton icon={X} label={t.remove(name)} onClick={onRemove} />
    </li>
  );
}
