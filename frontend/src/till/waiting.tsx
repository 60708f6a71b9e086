/** What is not booked yet, what was refused, and what waits for a manager. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { KeptItem, KeptItemPage, OfflineItem, QueuedItem } from "finenice-client";
import { useEffect, useState } from "react";
import { formatMoment, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { confirm, Dialog } from "../ui/dialog";
import { Alert, Badge } from "../ui/feedback";
import { Money } from "../ui/money";
import { toast } from "../ui/toast";
import { useCopy, useTill, useWaiting } from "./context";
import { isSignedIn, tillApi } from "./device";
import { PlainNotice } from "./gates/plain-notice";
import { receiptNumber } from "./receipt/content.ts";
import "./dialogs.css";

const text = words({
  id: {
    title: "Menunggu dikirim", none: "Semua sudah terkirim.", send: "Kirim sekarang", refused: "Ditolak", waits: "Menunggu", again: "Kirim lagi", discard: "Buang",
    sure: "Buang untuk selamanya?", sureHint: "Yang dibuang tidak masuk pembukuan. Uang dan barangnya harus dicatat dengan cara lain.", offline: "Tanpa sambungan. Semua tersimpan di perangkat ini dan dikirim begitu tersambung.",
    signedOut: "Masuk lagi dengan PIN untuk mengirim.",
    review: "Perlu keputusan manajer", ask: "Panggil manajer atau pemilik: mereka membukukannya atau menolaknya di sini atau di meja kerja.", accept: "Bukukan", reject: "Tolak", acceptSure: "Bukukan meskipun begitu?", rejectSure: "Tolak untuk selamanya?",
    types: { sale: "Penjualan", refund: "Pengembalian", shift_open: "Buka kas", move: "Kas masuk/keluar", shift_close: "Tutup kas", debt_payment: "Bayar kasbon" },
  },
  en: {
    title: "Waiting to be sent", none: "Everything is sent.", send: "Send now", refused: "Refused", waits: "Waiting", again: "Send again", discard: "Discard",
    sure: "Discard it for good?", sureHint: "What is discarded is not in the books. Its money and goods must be recorded otherwise.", offline: "Offline. Everything is stored on this device, and sent as soon as there is a network.",
    signedOut: "Sign in again with the PIN to send.",
    review: "A manager has to decide", ask: "Call a manager or the owner: they book or reject it here or at their desk.", accept: "Book", reject: "Reject", acceptSure: "Book it all the same?", rejectSure: "Reject it for good?",
    types: { sale: "Sale", refund: "Refund", shift_open: "Shift opened", move: "Cash in or out", shift_close: "Shift closed", debt_payment: "Debt paid" },
  },
});

export default function WaitingList({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const { copy, queue, seller, onSwitch } = useTill();
  const { online, till } = useCopy(copy);
  const waiting = useWaiting(queue);
  const [items, setItems] = useState<readonly QueuedItem[]>([]);
  useEffect(() => void queue.items().then(setItems), [queue, waiting.unsynced, waiting.refused]);
  const discard = async (item: OfflineItem) => {
    if (await confirm({ title: t.sure, detail: t.sureHint, action: t.discard, danger: true })) await queue.discard(item.client_id);
  };
  const signedIn = isSignedIn(seller);
  return (
    <Dialog title={t.title} kind="sheet" size="large" onClose={onClose}>
      <div className="stack">
        <PlainNotice />
        {!online && <Alert tone="warning"><p>{t.offline}</p></Alert>}
        {online && !signedIn && <Alert tone="warning" action={<Button onClick={() => { onClose(); onSwitch(); }}>PIN</Button>}><p>{t.signedOut}</p></Alert>}
        {online && waiting.fault !== undefined && <Alert tone="danger"><p>{sentence(waiting.fault)}</p></Alert>}
        {items.length ? (
          <ul className="list">
            {items.map(({ item, problem }) => (
              <li key={item.client_id} className="list-row till-waiting">
                <div className="grow">
                  <p>{t.types[item.type]} {item.type === "sale" && receiptNumber(till?.series ?? "", item.body.receipt_no)} <Badge tone={problem ? "danger" : "information"}>{problem ? t.refused : t.waits}</Badge></p>
                  <p>{formatMoment(item.at)}</p>
                  {problem && <p className="field-error">{problem.detail}</p>}
                </div>
                <Amount item={item} />
                {problem && <div className="row"><Button onClick={() => void queue.send()}>{t.again}</Button><Button onClick={() => void discard(item)}>{t.discard}</Button></div>}
              </li>
            ))}
          </ul>
        ) : <p className="soft">{t.none}</p>}
        {items.length > 0 && signedIn && <Button look="primary" busy={waiting.flushing} onClick={() => void queue.send()}>{t.send}</Button>}
        {seller.duty === "cashier" ? waiting.review.length > 0 && (
          <Alert tone="danger" title={t.review}>
            <ul className="stack tight">{waiting.review.map(({ client_id, receipt_number, problem }) => <li key={client_id}>{receipt_number} {problem?.detail}</li>)}</ul>
            <p>{t.ask}</p>
          </Alert>
        ) : online && signedIn && <Review tillId={copy.device.till_id} />}
      </div>
    </Dialog>
  );
}

function Amount({ item }: { item: OfflineItem }) {
  if (item.type === "sale") return <Money value={item.body.expected_total} />;
  if (item.type === "move") return <Money value={item.body.kind === "in" ? item.body.amount : -item.body.amount} />;
  if (item.type === "shift_open") return <Money value={item.body.opening} />;
  if (item.type === "shift_close") return <Money value={item.body.counted} />;
  return null;
}

/** What the shop keeps for a manager to decide. */
function Review({ tillId }: { tillId: number }) {
  const t = useText(text);
  const { queue } = useTill();
  const client = useQueryClient();
  const key = ["till-review", tillId];
  const kept = useQuery({ queryKey: key, queryFn: () => tillApi().request<KeptItemPage>("GET", "/api/sync/items", { query: { state: "review", till_id: tillId, per_page: 50 } }), staleTime: 0 });
  const items = kept.data?.items ?? [];
  const decide = async (item: KeptItem, decision: "accept" | "reject") => {
    const accepts = decision === "accept";
    if (!(await confirm({ title: accepts ? t.acceptSure : t.rejectSure, detail: item.problem?.detail, action: accepts ? t.accept : t.reject, danger: !accepts }))) return;
    try {
      await tillApi().request("POST", `/api/sync/items/${item.client_id}/${decision}`);
    } catch (error) {
      toast.failed(sentence(error));
    }
    await client.invalidateQueries({ queryKey: key });
    if (items.length <= 1) queue.forgetReview();
  };
  if (!items.length) return null;
  return (
    <section className="stack tight">
      <h3>{t.review}</h3>
      <ul className="list">
        {items.map((item) => (
          <li key={item.client_id} className="list-row till-waiting">
            <div className="grow"><p>{t.types[item.type]}</p><p>{formatMoment(item.at)}</p><p className="field-error">{item.problem?.detail}</p></div>
            <div className="row"><Button onClick={() => void decide(item, "accept")}>{t.accept}</Button><Button onClick={() => void decide(item, "reject")}>{t.reject}</Button></div>
          </li>
        ))}
      </ul>
    </section>
  );
}
