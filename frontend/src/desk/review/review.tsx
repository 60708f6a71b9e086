/** What tills did without a network and the books could not take by themselves. The seller decides. */
import { newKey } from "finenice-client";
import { useMemo } from "react";
import { formatMoment, useText, words } from "../../app/language";
import { useList } from "../../app/queries";
import { Button } from "../../ui/button";
import { confirm } from "../../ui/dialog";
import { Alert, Badge, EmptyState, LoadedList } from "../../ui/feedback";
import { Check, CheckCircle2, X } from "../../ui/icons";
import { type KeptItem, review } from "../calls";
import { Desk, useAct, useTills } from "../frame";
import { flagText, ItemBody, typeText } from "./item";

const text = words({
  id: {
    lead: "Yang dilakukan kasir tanpa sambungan dan belum masuk pembukuan. Uangnya sudah berpindah; putuskan apa yang dicatat.", none: "Tidak ada yang perlu diperiksa", noneHint: "Penjualan tanpa sambungan masuk pembukuan dengan sendirinya bila semuanya cocok.", at: (moment: string, till: string) => `${moment} di ${till}`, received: (moment: string) => `diterima ${moment}`,
    accept: "Catat", reject: "Tolak", acceptAsk: (what: string) => `Catat ${what} ini?`, rejectAsk: (what: string) => `Tolak ${what} ini?`, rejectHint: "Ia tidak masuk pembukuan untuk selamanya, walaupun uangnya sudah diterima. Isinya tetap dapat dibaca 90 hari.", accepted: "Sudah dicatat.", rejected: "Sudah ditolak.", why: "Mengapa menunggu", then: "Bila dicatat", unlike: "Lain dari biasanya", sure: "Laporan dan stok ikut berubah.",
    effects: {
      shift_closed: "Masuk ke shift yang sudah ditutup itu, dan uang yang seharusnya ada di sana berubah.", insufficient_stock: "Stoknya menjadi di bawah nol sampai Anda menghitungnya lagi.", receipt_number_taken: "Ia mendapat nomor struk berikutnya yang bebas.", receipt_number_far: "Ia mendapat nomor struk berikutnya yang bebas.", total_changed: "Pembayarannya dicocokkan; selisihnya ada di laci.",
    } as Record<string, string>, impossible: "Mungkin ditolak lagi dengan alasan yang sama. Kalau begitu, tolaklah.",
  },
  en: {
    lead: "What tills did without a network and is not in the books yet. The money has moved; decide what is booked.", none: "Nothing to review", noneHint: "Offline sales are booked by themselves if all fits.", at: (moment: string, till: string) => `${moment} at ${till}`, received: (moment: string) => `received ${moment}`,
    accept: "Accept", reject: "Reject", acceptAsk: (what: string) => `Accept this ${what}?`, rejectAsk: (what: string) => `Reject this ${what}?`, rejectHint: "It stays out of the books for good, even though the money was taken. What it was can be read for 90 days.", accepted: "It has been booked.", rejected: "It has been rejected.", why: "Why it waits", then: "If you accept it", unlike: "Unlike usual", sure: "Reports and the stock change.",
    effects: {
      shift_closed: "It counts into that closed shift, and the cash expected there changes.", insufficient_stock: "The stock goes below 0 until you count it again.", receipt_number_taken: "It gets the next free receipt number.", receipt_number_far: "It gets the next free receipt number.", total_changed: "Its payments are made to fit; the drawer has the difference.",
    } as Record<string, string>, impossible: "It may be refused again for the same reason. Reject it then.",
  },
});

export default function Review() {
  const t = useText(text);
  const query = useList(["review"], (cursor) => review.list({ state: "review", cursor, per_page: 20 }), { staleTime: 0 });
  return (
    <Desk page="review" lead={t.lead}>
      <LoadedList query={query} rows={(page) => page.items} empty={<div className="card flush"><EmptyState icon={CheckCircle2} title={t.none}>{t.noneHint}</EmptyState></div>}>
        {(rows) => <ul className="stack office-reviews">{rows.map((item) => <ItemCard key={item.client_id} item={item} />)}</ul>}
      </LoadedList>
    </Desk>
  );
}

function ItemCard({ item }: { item: KeptItem }) {
  const t = useText(text);
  const types = useText(typeText);
  const flags = useText(flagText);
  const act = useAct("review");
  const till = useTills().data?.find(({ id }) => id === item.till_id);
  const keys = useMemo(() => ({ accept: newKey(), reject: newKey() }), [item.client_id]);
  const what = types[item.type];
  const code = item.problem?.code ?? "";
  const effect = t.effects[code] ?? t.impossible;
  const decide = async (decision: "accept" | "reject") => {
    const accepts = decision === "accept";
    const question = { title: (accepts ? t.acceptAsk : t.rejectAsk)(what.toLowerCase()), detail: <p>{accepts ? `${effect} ${t.sure}` : t.rejectHint}</p>, action: accepts ? t.accept : t.reject, danger: !accepts };
    if (await confirm(question)) await act(() => review.decide(item.client_id, decision, { idempotencyKey: keys[decision] }), accepts ? t.accepted : t.rejected);
  };
  return (
    <li className="card stack">
      <div>
        <h2 className="office-title">{what}</h2>
        <p className="soft small">{t.at(formatMoment(item.at), till ? `${till.outlet.name}, ${till.name}` : `#${item.till_id}`)} · {t.received(formatMoment(item.received_at))}</p>
      </div>
      <ItemBody item={item} />
      <Alert tone="warning" title={t.why}><p>{item.problem?.detail}</p></Alert>
      <p className="small"><strong>{t.then}:</strong> {effect}</p>
      {item.flags.length > 0 && <p className="row small"><span className="soft">{t.unlike}:</span>{item.flags.map(({ code: flag }, place) => <Badge key={place}>{flags[flag]}</Badge>)}</p>}
      <div className="row end"><Button icon={X} onClick={() => void decide("reject")}>{t.reject}</Button><Button look="primary" icon={Check} onClick={() => void decide("accept")}>{t.accept}</Button></div>
    </li>
  );
}
