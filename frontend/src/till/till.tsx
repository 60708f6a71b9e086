/** The till: what a cashier looks at all day. It sells with and without a network. */
import { lazy, Suspense, useEffect, useMemo, useState } from "react";
import { useText, words } from "../app/language";
import { useTitle } from "../app/title";
import { Button, ButtonLink } from "../ui/button";
import { EmptyState, Skeleton } from "../ui/feedback";
import { Monitor, Store } from "../ui/icons";
import { TillContext, type TillParts, useCopy, useShift } from "./context";
import { Copy } from "./copy";
import { readTickets } from "./counter/ticket";
import { type Device, readDevice, restoreDevice, useDevice } from "./device";
import { keepFiles } from "./files";
import { lead } from "./leader";
import { TillQueue } from "./queue";
import { part } from "./part";
import "./till.css";

const SetUp = lazy(() => import("./gates/setup"));
const SignIn = part(() => import("./gates/sign-in"));
const OpenShift = lazy(() => import("./shift/open-shift"));
const Counter = lazy(() => import("./counter/counter"));

const text = words({
  id: {
    title: "Kasir", other: "Kasir terbuka di tab lain", otherHint: "Dua tab dengan satu laci membingungkan. Tiket dan antrean tetap tersimpan.",
    here: "Pakai di sini", loading: "Memuat barang…", home: "Ke toko",
    full: "Penyimpanan browser tidak dapat dibuka", fullHint: "Kasir menyimpan penjualan di perangkat ini. Izinkan penyimpanan untuk alamat ini, lalu muat ulang.",
  },
  en: {
    title: "Till", other: "The till is open in another tab", otherHint: "Two tabs at one drawer confuse. The ticket and the queue are kept.",
    here: "Use here", loading: "Loading the goods…", home: "To the shop",
    full: "The browser's storage can't be opened", fullHint: "The till keeps sales on this device. Allow storage for this address, then reload.",
  },
});

export default function TillPage() {
  const t = useText(text);
  useTitle(t.title);
  const { device } = useDevice();
  const [restored, setRestored] = useState(false);
  useEffect(() => void restoreDevice().then(() => setRestored(true)), []);
  if (!restored) return <div className="till" />;
  return (
    <div className="till">
      <h1 className="visually-hidden">{t.title}</h1>
      <Suspense fallback={<Skeleton lines={6} height={44} />}>
        {device ? <LeadingTab key={device.till_id} device={device} /> : <SetUp />}
      </Suspense>
    </div>
  );
}

/** Render the till in one tab alone. */
function LeadingTab({ device }: { device: Device }) {
  const t = useText(text);
  const [take, setTake] = useState(0);
  const [leads, setLeads] = useState<boolean | null>(null);
  useEffect(() => lead(take > 0, setLeads), [take]);
  if (leads === null) return null;
  if (leads) return <Loaded device={device} />;
  return (
    <div className="till-gate">
      <EmptyState icon={Monitor} title={t.other} action={<div className="row"><ButtonLink to="/">{t.home}</ButtonLink><Button look="primary" onClick={() => setTake(take + 1)}>{t.here}</Button></div>}>{t.otherHint}</EmptyState>
    </div>
  );
}

function Loaded({ device }: { device: Device }) {
  const t = useText(text);
  const [parts, setParts] = useState<TillParts>();
  const [failed, setFailed] = useState(false);
  useEffect(() => {
    // Another tab may have been the till until now.
    readDevice();
    readTickets();
    let ended = false;
    let opened: TillParts | undefined;
    const open = async () => {
      const copy = await Copy.open(device);
      const queue = await TillQueue.open(device, copy);
      opened = { device, copy, queue };
      if (ended) close(opened);
      else setParts(opened);
    };
    open().catch(() => setFailed(true));
    void keepFiles();
    return () => {
      ended = true;
      if (opened) close(opened);
    };
  }, [device]);
  if (failed) return <div className="till-gate"><EmptyState icon={Store} title={t.full}>{t.fullHint}</EmptyState></div>;
  return parts ? <Gates parts={parts} /> : <Skeleton lines={6} height={44} />;
}

function close({ copy, queue }: TillParts): void {
  queue.close();
  copy.close();
}

/** What stands before the counter: sign-in, the first copy of the goods, an open shift. */
function Gates({ parts }: { parts: TillParts }) {
  const t = useText(text);
  const { seller } = useDevice();
  const { complete } = useCopy(parts.copy, isComplete);
  const shift = useShift(parts.queue);
  const [switching, setSwitching] = useState(false);
  const till = useMemo(() => seller && { ...parts, seller, onSwitch: () => setSwitching(true) }, [parts, seller]);
  if (!seller || switching) return <SignIn parts={parts} onClose={seller ? () => setSwitching(false) : undefined} />;
  if (!complete) return <div className="till-gate" role="status"><p>{t.loading}</p><Progress copy={parts.copy} /></div>;
  return <TillContext value={till}>{shift ? <Counter /> : <OpenShift />}</TillContext>;
}

const isComplete = ({ complete }: Copy): boolean => complete;

function Progress({ copy }: { copy: Copy }) {
  return <p className="soft">{useCopy(copy).products.size}</p>;
}
