import { useSyncExternalStore } from "react";
import { useText, words } from "../app/language";
import { IconButton } from "./button";
import { CheckCircle2, CircleAlert, X } from "./icons";
import "./toast.css";

const text = words({
  id: { close: "Tutup", undo: "Urungkan", region: "Pemberitahuan" },
  en: { close: "Close", undo: "Undo", region: "Notifications" },
});

interface Toast {
  id: number;
  message: string;
  failed: boolean;
  /** How often the same was said. */
  times: number;
  /** Reverts what the message tells of. */
  undo?: () => void | Promise<void>;
  action?: { label: string; run: () => void };
}

const SECONDS_SHOWN = 5;
/** What asks for a decision or tells of a failure stays longer. */
const SECONDS_TO_ACT = 8;
let toasts: readonly Toast[] = [];
let last = 0;
const listeners = new Set<() => void>();

function change(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

const dismiss = (id: number) => change(toasts.filter((toast) => toast.id !== id));

function add(message: string, rest: Partial<Toast>): void {
  const id = ++last;
  const next: Toast = { failed: false, times: 1, ...rest, id, message };
  // The same sentence again replaces the one before. What can be undone is undone with it, the newest first, so nothing
  // else may have happened in between.
  const before = next.undo ? toasts.at(-1) : toasts.find((toast) => toast.message === message);
  const same = before?.message === message && before.failed === next.failed && !before.undo === !next.undo ? before : undefined;
  if (same) {
    next.times = same.times + 1;
    if (next.undo) next.undo = async () => { await rest.undo?.(); await same.undo?.(); };
  }
  change([...toasts.filter((toast) => toast !== same).slice(-2), next]);
  setTimeout(() => dismiss(id), (rest.failed || rest.undo || rest.action ? SECONDS_TO_ACT : SECONDS_SHOWN) * 1000);
}

/** Show a short message at the bottom of the page. */
export const toast = {
  done: (message: string, options: Pick<Toast, "undo" | "action"> = {}) => add(message, options),
  failed: (message: string) => add(message, { failed: true }),
};

export function Toasts() {
  const t = useText(text);
  const shown = useSyncExternalStore(
    (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    () => toasts,
  );
  return (
    <div className="toasts no-print" role="region" aria-label={t.region} aria-live="polite">
      {shown.map(({ id, message, failed, times, undo, action }) => (
        <div key={id} className={`toast ${failed ? "failed" : ""}`}>
          {failed ? <CircleAlert size={20} aria-hidden /> : <CheckCircle2 size={20} aria-hidden />}
          <p>{message}{times > 1 && <span> ({times}×)</span>}</p>
          {undo && <button type="button" onClick={() => { dismiss(id); void undo(); }}>{t.undo}</button>}
          {action && <button type="button" onClick={() => { dismiss(id); action.run(); }}>{action.label}</button>}
          <IconButton icon={X} label={t.close} onClick={() => dismiss(id)} />
        </div>
      ))}
    </div>
  );
}
