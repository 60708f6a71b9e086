/** One tab sells: two tickets at one drawer confuse. */
import { newKey } from "finenice-client";
import { parse, stored } from "../app/store";

const NAME = "till.tab";
/** Over plain HTTP there are no locks: the tab that sells says so every second. */
const BEAT_MS = 1_000;
const LOST_MS = 4_000;

interface Beat {
  tab: string;
  at: number;
}

/** Ask to be the tab that sells, or take it from the one that does. The listener is told whether this tab is it. */
export function lead(take: boolean, onChange: (leads: boolean) => void): () => void {
  return navigator.locks ? leadByLock(take, onChange) : leadByBeat(take, onChange);
}

function leadByLock(take: boolean, onChange: (leads: boolean) => void): () => void {
  const giveUp = new AbortController();
  let free: () => void = () => undefined;
  let ended = false;
  const held = () => new Promise<void>((resolve) => {
    free = resolve;
    if (ended) resolve();
    else onChange(true);
  });
  // A tab that waits is told at once; it leads as soon as the other one is closed.
  if (!take) void navigator.locks.query().then(({ held: all = [] }) => { if (!ended && all.some(({ name }) => name === `finenice.${NAME}`)) onChange(false); });
  const options = take ? { steal: true } : { signal: giveUp.signal };
  // Rejected once another tab has taken it.
  navigator.locks.request(`finenice.${NAME}`, options, held).catch(() => { if (!ended) onChange(false); });
  return () => {
    ended = true;
    giveUp.abort();
    free();
  };
}

function leadByBeat(take: boolean, onChange: (leads: boolean) => void): () => void {
  const tab = newKey();
  let leads: boolean | undefined;
  const tell = (next: boolean) => { if (leads !== next) onChange((leads = next)); };
  const beat = () => {
    const other = parse<Beat>(stored.get(NAME));
    const free = !other || other.tab === tab || Date.now() - other.at > LOST_MS;
    // Whoever leads has lost it if another tab has taken it.
    if (free || (take && leads === undefined)) {
      stored.set(NAME, JSON.stringify({ tab, at: Date.now() } satisfies Beat));
      tell(true);
    } else tell(false);
  };
  beat();
  const timer = setInterval(beat, BEAT_MS);
  addEventListener("storage", beat);
  return () => {
    clearInterval(timer);
    removeEventListener("storage", beat);
    if (parse<Beat>(stored.get(NAME))?.tab === tab) stored.set(NAME, null);
  };
}
