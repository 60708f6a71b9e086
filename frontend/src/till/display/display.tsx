/** The customer's display: a second window of the browser that sells, which shows its ticket in large type. */
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { useShop } from "../../app/shop";
import { useTitle } from "../../app/title";
import { Button } from "../../ui/button";
import { Monitor } from "../../ui/icons";
import { Money } from "../../ui/money";
import { quantityLabel } from "../counter/labels";
import { HELLO, openChannel, type Screen, type ScreenLine, WHO } from "./screen";
import "./display.css";

const QrisPicture = lazy(() => import("../payment/qris-picture"));

const text = words({
  id: {
    title: "Layar pelanggan", welcome: "Selamat datang", goods: "Belanja Anda", discount: "Diskon", service: "Layanan", tax: "Pajak", taxIncluded: "Termasuk pajak", total: "Total", pay: "Bayar",
    given: "Uang diterima", change: "Kembali", scan: "Pindai untuk membayar", thanks: "Terima kasih", full: "Layar penuh", tooLarge: "Tanyakan kepada kasir",
  },
  en: {
    title: "Customer display", welcome: "Welcome", goods: "Your goods", discount: "Discount", service: "Service", tax: "Tax", taxIncluded: "Tax included", total: "Total", pay: "To pay",
    given: "Cash received", change: "Change", scan: "Scan to pay", thanks: "Thank you", full: "Full screen", tooLarge: "Ask the cashier",
  },
});

const ASK_MS = 5_000;
/** A till that answers no more was closed, or sells nothing. */
const SILENT_MS = 15_000;

/** What the till shows; null without one. */
function useScreen(): Screen | null {
  const [screen, setScreen] = useState<Screen | null>(null);
  useEffect(() => {
    const channel = openChannel();
    let heard = 0;
    const ask = () => {
      if (Date.now() - heard > SILENT_MS) setScreen(null);
      channel.postMessage(HELLO);
    };
    channel.onmessage = ({ data }: MessageEvent<Screen | null | typeof WHO | typeof HELLO>) => {
      if (data === HELLO) return;
      if (data === WHO) return channel.postMessage(HELLO);
      heard = Date.now();
      setScreen(data);
    };
    ask();
    const timer = setInterval(ask, ASK_MS);
    return () => {
      clearInterval(timer);
      channel.close();
    };
  }, []);
  return screen;
}

export default function CustomerDisplay() {
  const t = useText(text);
  useTitle(t.title);
  const { name } = useShop();
  const screen = useScreen();
  return (
    <div className="customer-display">
      <header>
        <h1>{screen?.outlet || name}</h1>
        {document.fullscreenEnabled && <Button look="quiet" icon={Monitor} onClick={() => void document.documentElement.requestFullscreen()}>{t.full}</Button>}
      </header>
      {screen?.sold ? <Thanks sold={screen.sold} /> : screen?.lines.length ? <Ticket screen={screen} /> : <p className="display-message">{t.welcome}</p>}
    </div>
  );
}

function Ticket({ screen: { lines, discount, service, tax, inclusive, total, paying } }: { screen: Screen }) {
  const t = useText(text);
  const list = useRef<HTMLUListElement>(null);
  // The line that was added last is in sight.
  useEffect(() => void list.current?.lastElementChild?.scrollIntoView({ block: "nearest" }), [lines.length]);
  return (
    <div className="display-ticket">
      <ul ref={list} className="display-lines" aria-label={t.goods} tabIndex={0}>
        {lines.map((line) => <Line key={line.key} line={line} />)}
      </ul>
      <div className="display-sums" role="status">
        {discount > 0 && <Sum label={t.discount} value={-discount} />}
        {service > 0 && <Sum label={t.service} value={service} />}
        {tax > 0 && <Sum label={inclusive ? t.taxIncluded : t.tax} value={tax} />}
        {paying?.qris && (
          <div className="display-qris">
            <p>{t.scan}</p>
            <Suspense><QrisPicture {...paying.qris} /></Suspense>
          </div>
        )}
        <p className="display-total"><span>{paying ? t.pay : t.total}</span>{total === undefined ? <span>{t.tooLarge}</span> : <Money value={paying ? paying.due : total} />}</p>
        {paying?.given != null && <Sum label={t.given} value={paying.given} />}
        {paying?.change != null && <p className="display-change"><span>{t.change}</span><Money value={paying.change} /></p>}
      </div>
    </div>
  );
}

function Line({ line: { name, price, quantity, measure, amount } }: { line: ScreenLine }) {
  return (
    <li>
      <span><strong>{name}</strong><small>{quantityLabel(quantity, measure)} × <Money value={price} />{measure === "gram" ? "/kg" : measure === "millimetre" ? "/m" : ""}</small></span>
      <Money value={amount} />
    </li>
  );
}

function Sum({ label, value }: { label: string; value: number }) {
  return <p className="display-sum"><span>{label}</span><Money value={value} /></p>;
}

function Thanks({ sold: { total, change } }: { sold: NonNullable<Screen["sold"]> }) {
  const t = useText(text);
  return (
    <div className="display-thanks" role="status">
      <p className="display-message">{t.thanks}</p>
      <Sum label={t.total} value={total} />
      {change !== null && <p className="display-change"><span>{t.change}</span><Money value={change} /></p>}
    </div>
  );
}
