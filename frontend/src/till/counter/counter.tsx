/** The counter: goods at the left, the ticket at the right; on phones the ticket, with the goods as a sheet. */
import { memo, useCallback, useEffect, useEffectEvent, useLayoutEffect, useRef, useState } from "react";
import { formatNumber, useText, words } from "../../app/language";
import { toast } from "../../ui/toast";
import { useTill } from "../context";
import { nameOf, type Product } from "../copy";
import { loadParts } from "../part";
import type { Sale } from "../queue";
import { search } from "../search";
import { listenAhead } from "./ahead";
import { Bar } from "./bar";
import { Camera, type DialogName, Dialogs, type Opened, ReceiptPage, whenLoaded } from "./dialogs";
import { emptyField, Goods } from "./goods";
import { listenToScanner, readEntry } from "./scanner";
import { addProduct, changeLine, clearTicket, discardHeld, getTickets, removeLine, selectNext, useTickets } from "./ticket";
import { TicketView } from "./ticket-view";

const text = words({
  id: {
    unknown: (code: string) => `Tidak ada barang dengan kode ${code}.`, full: "Tiket sudah penuh.", whole: "Jumlah barang ini harus bulat.",
    finish: "Selesaikan pembayaran dulu.", open: "Selesaikan atau tutup dulu yang terbuka.", weighed: (name: string) => `${name} ditimbang: ketik beratnya, misalnya 0,25*kode.`,
    unloaded: "Bagian ini belum dimuat. Sambungkan jaringan, lalu coba lagi.",
  },
  en: {
    unknown: (code: string) => `No goods have the code ${code}.`, full: "The ticket is full.", whole: "The quantity of these goods must be whole.",
    finish: "Finish the payment first.", open: "Finish or close what is open first.", weighed: (name: string) => `${name} is weighed: type its weight, such as 0.25*code.`,
    unloaded: "This part isn't loaded yet. Connect to the network, then try again.",
  },
});

const KEYS: Record<string, DialogName> = { F3: "customer", F4: "discount", F6: "line", F7: "refund", F8: "held", F9: "payment" };
/** "A-000042" of a till, "20261121-000042" of a sale elsewhere. */
const RECEIPT = /^(?:[a-z][a-z0-9]{0,7}|\d{8})-\d{6,}$/i;
/** The grid shows so many goods; the rest is found by search. */
const QUICK = 9;
/** So long after the counter is there, the rest of the till is loaded. */
const LOAD_MS = 300;

export default function Counter() {
  const t = useText(text);
  const { copy, queue } = useTill();
  const [dialog, setDialog] = useState<Opened | null>(null);
  const [sale, setSale] = useState<Sale | null>(null);
  const [category, setCategory] = useState<number | null>(null);
  // On phones the goods are a sheet.
  const [goodsOpen, setGoodsOpen] = useState(false);
  // Whether the camera can scan, and whether it does.
  const [camera, setCamera] = useState<boolean | null>(null);
  const field = useRef<HTMLInputElement>(null);
  const quick = useRef<readonly Product[]>([]);
  const show = useCallback((next: Opened) => whenLoaded(next.name, () => setDialog(next), () => toast.failed(t.unloaded)), [t]);
  const open = useCallback((name: DialogName) => {
    if ((name === "payment" || name === "discount" || name === "line") && !getTickets().current.lines.length) return;
    show({ name });
  }, [show]);
  const close = useCallback(() => setDialog(null), []);
  const onFind = useCallback(() => {
    setGoodsOpen(true);
    field.current?.focus();
  }, []);

  // Once the counter is painted, load what it does not show yet.
  useEffect(() => {
    let end: (() => void) | undefined;
    const ended = () => undefined;
    const begin = async () => {
      const { findDetector, mirror } = await import("./later");
      if (end !== ended) end = mirror(copy);
      if (await findDetector()) setCamera((before) => before ?? false);
    };
    // Without the one the till has the other.
    const timer = setTimeout(() => void begin().catch(() => undefined).then(loadParts), LOAD_MS);
    return () => {
      clearTimeout(timer);
      end?.();
      end = ended;
    };
  }, [copy]);

  // Paid before the power went, but still on the screen.
  useEffect(() => void queue.sales().then(async (sales) => {
    const ids = new Set(sales.map(({ item }) => item.client_id));
    for (const { id } of getTickets().held) if (ids.has(id)) discardHeld(id);
    const { current } = getTickets();
    if (!ids.has(current.id)) return;
    const sold = sales.find(({ item }) => item.client_id === current.id)!;
    if (current.exchange) await (await import("../refund/exchange.ts")).giveBackFor(sold, current.exchange, queue);
    clearTicket();
    if (sold === sales[0]) setSale(sold);
  }), [queue]);

  /** Put goods on the ticket: so many, or so many kilograms of what is weighed. */
  const add = useCallback((product: Product, times: number | null, chosen = false) => {
    const { measure } = product;
    if (!chosen && times === null && copy.variantsOf(product).length && product.variant_of === null) return show({ name: "variants", product });
    if (measure !== "piece" && times === null) return show({ name: "weight", product });
    const quantity = measure === "piece" ? (times ?? 1) : Math.round((times ?? 0) * 1000);
    if (!Number.isInteger(quantity) || quantity < 1) return toast.failed(t.whole);
    if (!addProduct(product, nameOf(product), quantity)) toast.failed(t.full);
  }, [copy, show, t]);

  const enter = useCallback((typed: string, scanned: boolean) => {
    const { times, code } = readEntry(typed);
    const found = copy.find(code);
    if (found) add(found, times, true);
    else if (RECEIPT.test(code)) show({ name: "refund", receipt: code });
    else if (!scanned && /^[1-9]$/.test(code) && quick.current[Number(code) - 1]) add(quick.current[Number(code) - 1]!, times);
    else {
      const [first] = scanned || !code ? [] : search(copy, code, 1);
      if (first) add(first, times);
      else if (code) toast.failed(t.unknown(code));
      if (!first && !scanned) return;
    }
    emptyField(field.current);
  }, [copy, add, show, t]);
  const onEnter = useCallback((typed: string) => enter(typed, false), [enter]);
  const onShown = useCallback((shown: readonly Product[]) => { quick.current = shown.slice(0, QUICK); }, []);

  const scan = useCallback((code: string, before: string) => {
    setGoodsOpen(false);
    if (sale) setSale(null);
    else if (dialog?.name === "payment") return toast.failed(t.finish);
    else if ((dialog?.name === "refund" || dialog?.name === "debts") && !RECEIPT.test(code)) return toast.failed(t.open);
    setDialog(null);
    // A code that nobody knows may be a name that was typed fast, and its beginning may have come slowly.
    const typed = before + code;
    if (copy.find(readEntry(typed).code) || !copy.find(code)) enter(typed, false);
    else enter(code, true);
  }, [enter, dialog, sale, copy, t]);
  const onCamera = useCallback(() => setCamera((before) => !before), []);
  const onCameraCode = useCallback((code: string) => scan(code, field.current?.value ?? ""), [scan]);
  useLayoutEffect(listenAhead, []);
  // Before the counter is painted: no key of a fast cashier is lost.
  // One listener for all codes: a dialog that closes between two characters of one must not cut it.
  const onScan = useEffectEvent(scan);
  useLayoutEffect(() => listenToScanner(() => field.current, onScan), []);

  const onKey = useCallback((event: KeyboardEvent) => {
    if (event.defaultPrevented || document.querySelector("dialog[open]") || event.ctrlKey || event.altKey || event.metaKey) return;
    if (pressed(event, field.current, open)) event.preventDefault();
  }, [open]);
  useLayoutEffect(() => {
    if (sale) return;
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, [onKey, sale]);

  if (sale) return <ReceiptPage sale={sale} onDone={() => setSale(null)} />;
  return (
    <div className="till-counter">
      <Bar onOpen={open} />
      <Goods onCamera={camera === null ? undefined : onCamera} onEnter={onEnter} field={field} category={category} onCategory={setCategory} onPick={add} open={goodsOpen} onOpen={setGoodsOpen} onShown={onShown} />
      <TicketView onOpen={open} onFind={onFind} />
      {dialog && <Dialogs dialog={dialog} onClose={close} onPick={(product, times) => { close(); add(product, times, true); }} onGo={show} onSold={(sold) => { close(); setSale(sold); }} />}
      {camera && <Camera onCode={onCameraCode} onClose={onCamera} />}
      <Announce />
    </div>
  );
}

/** Do what the key stands for at the counter; return whether it stands for something. */
function pressed(event: KeyboardEvent, entry: HTMLInputElement | null, open: (name: DialogName) => void): boolean {
  const { key } = event;
  const target = event.target as HTMLElement;
  const named = KEYS[key];
  if (named) {
    open(named);
    return true;
  }
  if (key === "F2") {
    entry?.focus();
    entry?.select();
    return true;
  }
  const inOther = target !== entry && target.matches("input, textarea, select, [role=menuitem]");
  if (inOther) return false;
  const { current, selected } = getTickets();
  const line = current.lines.find((each) => each.key === selected);
  if (!entry?.value) {
    const step = line?.measure === "piece" ? 1 : 50;
    if (line && (key === "+" || key === "-")) {
      const quantity = line.quantity + (key === "+" ? step : -step);
      if (quantity > 0) changeLine(line.key, { quantity });
      return true;
    }
    if (line && key === "Delete") {
      removeLine(line.key);
      return true;
    }
    if ((key === "ArrowUp" || key === "ArrowDown") && !target.matches("[role=radio], .till-tile")) {
      selectNext(key === "ArrowUp" ? -1 : 1);
      return true;
    }
  }
  // Typing anywhere goes on in the field.
  if (key.length === 1 && key !== " " && target !== entry) entry?.focus();
  return false;
}

/** Tells screen readers what was added last. */
const Announce = memo(function Announce() {
  const { current, selected } = useTickets();
  const line = current.lines.find(({ key }) => key === selected);
  return <p className="visually-hidden" role="status">{line && `${line.name}, ${formatNumber(line.quantity)}`}</p>;
});
