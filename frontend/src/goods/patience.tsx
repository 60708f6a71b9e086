/** Changes that are too many at once: they wait, and are sent again when the shop takes them. */
import { useEffect, useState, useSyncExternalStore } from "react";
import { formatNumber, useText, words } from "../app/language";
import { isProblem } from "../app/problem";
import { Alert } from "../ui/feedback";
import "./goods.css";

const text = words({
  id: { wait: (seconds: string) => `Perubahan Anda terlalu banyak sekaligus. Sisanya disimpan dalam ${seconds} detik; biarkan halaman ini terbuka.` },
  en: { wait: (seconds: string) => `These are too many changes at once. The rest is saved in ${seconds} seconds; keep this page open.` },
});

/** The shop counts changes by the minute. */
const MOST_MS = 120_000;
const TICK_MS = 250;
const listeners = new Set<() => void>();
let until = 0;

function waitUntil(moment: number): void {
  until = Math.max(until, moment);
  for (const listener of listeners) listener();
}

/** Make the call; while the shop limits calls, make it again when it says so. */
export async function patiently<R>(send: () => PromiseLike<R>, isStopped = () => false): Promise<R> {
  const deadline = Date.now() + MOST_MS;
  for (;;) {
    try {
      return await send();
    } catch (error) {
      if (!isProblem(error) || error.code !== "rate_limited") throw error;
      const next = Date.now() + 1000 * error.members.seconds;
      if (next > deadline) throw error;
      waitUntil(next);
      while (Date.now() < next) {
        if (isStopped()) throw error;
        await new Promise((resolve) => setTimeout(resolve, TICK_MS));
      }
    }
  }
}

/** Tells how long changes wait, and asks before the page is closed. */
export function WaitNotice() {
  const t = useText(text);
  const end = useSyncExternalStore((listener) => { listeners.add(listener); return () => listeners.delete(listener); }, () => until);
  const [now, setNow] = useState(Date.now);
  const waits = end > now;
  useEffect(() => setNow(Date.now()), [end]);
  useEffect(() => {
    if (!waits) return;
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    const closing = (event: BeforeUnloadEvent) => event.preventDefault();
    addEventListener("beforeunload", closing);
    return () => {
      clearInterval(timer);
      removeEventListener("beforeunload", closing);
    };
  }, [waits]);
  // The seconds are not announced: they change too often.
  return waits ? <div className="goods-wait"><Alert tone="warning"><p>{t.wait(formatNumber(Math.ceil((end - now) / 1000)))}</p></Alert></div> : null;
}
