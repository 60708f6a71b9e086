/** Goods that come back: the sale of their receipt, what is given back for them, and how. */
import type { Schemas } from "finenice-client";
import { useEffect, useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { hasCode, sentence } from "../../app/problem";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { TextField } from "../../ui/fields";
import { useCopy, useTill } from "../context";
import { isSignedIn, tillApi } from "../device";
import { receiptNumber } from "../receipt/content.ts";
import { Given } from "./given";
import { Goods } from "./goods";
import "../dialogs.css";

const text = words({
  id: { title: "Retur", number: "Nomor struk", hint: "Pindai struknya, atau ketik nomornya, misalnya A-000042.", find: "Cari", offline: "Retur memerlukan sambungan: toko harus tahu apa yang sudah dikembalikan di kasir lain.", none: "Semua barang struk ini sudah dikembalikan.", unsent: "Penjualan ini belum terkirim. Kirim dulu lewat “menunggu”.", signIn: "Masuk lagi dengan PIN untuk menerima retur.", person: "Ganti orang" },
  en: { title: "Take goods back", number: "Receipt number", hint: "Scan the receipt, or type its number, such as A-000042.", find: "Find", offline: "Taking goods back needs a network: the shop must know what other tills have taken back.", none: "All goods of this receipt have come back.", unsent: "This sale isn't sent yet. Send it first, at “waiting”.", signIn: "Sign in again with the PIN to take goods back.", person: "Switch person" },
});

type Sale = Schemas["Sale"];

export interface GivenBack {
  refund: Schemas["MadeRefund"];
  quote: Schemas["RefundQuote"];
}

export default function RefundDialog({ receipt = "", onClose }: { receipt?: string; onClose: () => void }) {
  const t = useText(text);
  const { copy, queue, seller, onSwitch } = useTill();
  const { online, device, till } = useCopy(copy);
  const [typed, setTyped] = useState(receipt);
  const [sale, setSale] = useState<Sale>();
  const [given, setGiven] = useState<GivenBack>();
  const [failed, setFailed] = useState<unknown>();
  const [busy, setBusy] = useState(false);
  const find = async () => {
    const number = /^\d{1,12}$/.test(typed.trim()) ? receiptNumber(till?.series ?? "", Number(typed)) : typed.trim();
    if (!number || busy) return;
    setBusy(true);
    setFailed(undefined);
    try {
      // It may be the last one of this till.
      await queue.send();
      setSale(await tillApi().request<Sale>("GET", `/api/tills/${device.till_id}/receipts/${encodeURIComponent(number)}`));
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  const once = useRef(false);
  useEffect(() => {
    if (receipt && !once.current) void find();
    once.current = true;
  });
  const switchPerson = () => {
    onClose();
    onSwitch();
  };
  if (given && sale) return <Given sale={sale} given={given} onClose={onClose} />;
  if (sale && sale.items.some(({ qty, refunded_qty }) => refunded_qty < qty)) return <Goods sale={sale} onClose={onClose} onGiven={setGiven} onSwitch={switchPerson} />;
  const ended = !isSignedIn(seller);
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<Button type="submit" form="till-receipt" look="primary" size="large" wide busy={busy} disabled={!online || ended || !typed.trim()}>{t.find}</Button>}>
      <form id="till-receipt" className="stack" onSubmit={(event) => { event.preventDefault(); void find(); }}>
        {!online ? <Alert tone="warning"><p>{t.offline}</p></Alert> : ended && <Alert tone="warning" action={<Button onClick={switchPerson}>{t.person}</Button>}><p>{t.signIn}</p></Alert>}
        <TextField label={t.number} hint={t.hint} autoComplete="off" autoCapitalize="characters" spellCheck={false} maxLength={40} data-autofocus value={typed} onChange={(event) => { setTyped(event.target.value); setSale(undefined); }} error={failed !== undefined && (hasCode(failed, "receipt_not_found") && queue.getState().unsynced ? `${sentence(failed)} ${t.unsent}` : sentence(failed))} />
        {sale && <p role="status">{t.none}</p>}
      </form>
    </Dialog>
  );
}
