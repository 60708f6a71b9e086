import type { Schemas } from "finenice-client";
import { useState } from "react";
import { api } from "../app/api";
import { formatMoment, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { Badge, EmptyState, Loaded, LoadedList, Skeleton } from "../ui/feedback";
import { Banknote, CheckCircle2, Plus } from "../ui/icons";
import { Money } from "../ui/money";
import { Segments } from "../ui/tabs";
import { Arrival } from "./arrival";
import { useIncoming } from "./data";
import { iconOf, kindName, type Request } from "./names";
import "./payments.css";
import { RequestRow } from "./request-row";
import { SalesTabs } from "./sales-tabs";

const text = words({
  id: {
    title: "Uang masuk", lead: "Pembeli diminta membayar; Anda melihat uangnya di bank dan mencatatnya di sini.", arrived: "Ada uang masuk", filter: "Yang ditampilkan", open: "Terbuka", all: "Semua",
    decide: "Perlu Anda putuskan", waiting: "Menunggu uang", empty: "Tidak ada yang menunggu", emptyHint: "Pesanan yang menunggu pembayaran tampil di sini. Uang yang datang terlambat ada di Semua.", none: "Belum ada permintaan pembayaran", noneHint: "Tambahkan QRIS atau rekening, supaya pembeli dapat membayar di web.",
    accounts: "Tambah rekening", strange: "Kabar yang tidak dikenali", strangeHint: "Penyedia mengabarkan uang untuk pembayaran yang tidak ada di toko ini. Periksa dasbornya.", unread: "tidak terbaca", unknownAmount: "jumlah tidak terbaca",
    states: { pending: "Menunggu", paid: "Dibayar", failed: "Gagal", expired: "Kedaluwarsa", reversed: "Diambil kembali" },
  },
  en: {
    title: "Incoming money", lead: "Buyers were asked to pay; you see the money at the bank and record it here.", arrived: "Money has arrived", filter: "What is shown", open: "Open", all: "All",
    decide: "For you to decide", waiting: "Waiting for money", empty: "Nothing is waiting", emptyHint: "Orders that wait for their payment appear here. Money that comes late is found in All.", none: "No payment requests yet", noneHint: "Add a QRIS or a bank account, so that buyers can pay on the web.",
    accounts: "Add an account", strange: "Unknown notices", strangeHint: "A provider told of money for a payment that this shop does not have. Look at its dashboard.", unread: "not readable", unknownAmount: "amount not readable",
    states: { pending: "Pending", paid: "Paid", failed: "Failed", expired: "Expired", reversed: "Taken back" },
  },
});

const POLL_MS = 10_000;

export default function Incoming() {
  const t = useText(text);
  useTitle(t.title);
  const [filter, setFilter] = useState<"open" | "all">("open");
  const [matching, setMatching] = useState(false);
  return (
    <div className="payments-page">
      <SalesTabs />
      <div className="page-head">
        <div><h1>{t.title}</h1><p>{t.lead}</p></div>
        <Button look="primary" icon={Banknote} onClick={() => setMatching(true)}>{t.arrived}</Button>
      </div>
      <div className="stack">
        <div><Segments label={t.filter} value={filter} onChange={setFilter} choices={[{ value: "open", label: t.open }, { value: "all", label: t.all }]} /></div>
        {filter === "open" ? <Open /> : <All />}
      </div>
      {matching && <Arrival onClose={() => setMatching(false)} />}
    </div>
  );
}

/** What waits for money or for a decision. */
function Open() {
  const t = useText(text);
  const [pending, review] = [useIncoming("pending", POLL_MS), useIncoming("review", POLL_MS)];
  return (
    <Loaded query={review} skeleton={<Skeleton lines={4} height={72} />}>
      {({ payment_requests: toDecide, unmatched_notices: strange }) => (
        <Loaded query={pending} skeleton={<Skeleton lines={4} height={72} />}>
          {({ payment_requests: waiting }) => (
            <>
              <Section title={t.decide} requests={toDecide} />
              {/* Those whose time is over are among them until their order is released. */}
              <Section title={t.waiting} requests={waiting.filter(({ state }) => state === "pending")} />
              {!toDecide.length && !waiting.some(({ state }) => state === "pending") && <div className="card flush"><EmptyState icon={CheckCircle2} title={t.empty}>{t.emptyHint}</EmptyState></div>}
              {strange.length > 0 && <Strange notices={strange} />}
            </>
          )}
        </Loaded>
      )}
    </Loaded>
  );
}

function Section({ title, requests }: { title: string; requests: readonly Request[] }) {
  if (!requests.length) return null;
  return (
    <section aria-label={title}>
      <h2 className="pay-section">{title}</h2>
      <ul className="list">{requests.map((request) => <RequestRow key={request.id} request={request} seller withOrder />)}</ul>
    </section>
  );
}

function All() {
  const t = useText(text);
  const requests = useList(["payment-requests", "all"], (cursor, signal) => api.paymentRequests.list({ per_page: 50, cursor }, { signal }));
  return (
    <LoadedList
      query={requests}
      rows={(page) => page.payment_requests}
      empty={<div className="card flush"><EmptyState icon={Banknote} title={t.none} action={<ButtonLink look="primary" icon={Plus} to="/sales/payments/accounts">{t.accounts}</ButtonLink>}>{t.noneHint}</EmptyState></div>}
    >
      {(rows) => <ul className="list">{rows.map((request) => <RequestRow key={request.id} request={request} seller withOrder />)}</ul>}
    </LoadedList>
  );
}

function Strange({ notices }: { notices: readonly Schemas["UnmatchedNotice"][] }) {
  const t = useText(text);
  return (
    <section aria-label={t.strange}>
      <h2 className="pay-section">{t.strange}</h2>
      <p className="soft small">{t.strangeHint}</p>
      <ul className="list">
        {notices.map(({ account_id, kind, order, state, amount, reference, received_at }) => {
          const Icon = iconOf(kind);
          return (
            <li key={`${account_id} ${received_at} ${reference}`} className="pay-request">
              <Icon size={20} aria-hidden />
              <div className="pay-request-what">
                <p className="row"><strong>{amount === null ? t.unknownAmount : <Money value={amount} />}</strong>{state && <Badge tone="warning">{t.states[state]}</Badge>}</p>
                <p className="soft small">{[kindName(kind), order ?? t.unread, reference, formatMoment(received_at)].filter(Boolean).join(" · ")}</p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
