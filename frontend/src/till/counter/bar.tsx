/** The top of the counter: who sells where, whether it is connected, and what waits. */
import { memo } from "react";
import { useText, words } from "../../app/language";
import { Button, ButtonLink } from "../../ui/button";
import { ArrowLeft, Banknote, Check, CircleAlert, Clock, RefreshCw, User, WifiOff } from "../../ui/icons";
import { useCopy, useTill, useWaiting } from "../context";
import { isSignedIn } from "../device";
import { opensOffline } from "../files";
import type { DialogName } from "./dialogs";
import { type Tickets, useTickets } from "./ticket";

const text = words({
  id: { plain: "Tanpa HTTPS", leave: "Ke toko", held: "Ditahan", drawer: "Laci dan kas", waiting: (count: number) => `${count} menunggu`, offline: "Tanpa sambungan", manager: (count: number) => `${count} perlu manajer`, online: "Terhubung", pin: "Masuk lagi untuk mengirim", switchTo: "Ganti orang", drawerShort: "Kas" },
  en: { plain: "No HTTPS", leave: "To the shop", held: "On hold", drawer: "Drawer and shift", waiting: (count: number) => `${count} waiting`, offline: "Offline", manager: (count: number) => `${count} need a manager`, online: "Online", pin: "Sign in again to send", switchTo: "Switch person", drawerShort: "Shift" },
});

/** The figure alone on phones, where the text is left to screen readers. */
function Short({ short, long }: { short: number | string; long: string }) {
  return <><span className="till-figure" aria-hidden>{short}</span><span className="till-words">{long}</span></>;
}

export const Bar = memo(function Bar({ onOpen }: { onOpen: (name: DialogName) => void }) {
  const t = useText(text);
  const { copy, queue, seller, onSwitch } = useTill();
  const { online, till, outlet } = useCopy(copy);
  const { unsynced, refused, review, flushing } = useWaiting(queue);
  const held = useTickets(countHeld);
  const troubled = refused.length + review.length;
  const ended = !isSignedIn(seller);
  return (
    <header className="till-bar">
      <ButtonLink look="quiet" className="icon-only" to="/" aria-label={t.leave} title={t.leave}><ArrowLeft size={20} aria-hidden /></ButtonLink>
      <p className="till-place"><strong>{till?.name}</strong> <span className="soft small">{outlet?.name}</span></p>
      <div className="till-states">
        {!opensOffline() && <button type="button" className="badge warning" onClick={() => onOpen("waiting")}><Short short="HTTP" long={t.plain} /></button>}
        {ended && online && <button type="button" className="badge danger" onClick={onSwitch}><User size={14} aria-hidden />{t.pin}</button>}
        {troubled > 0 && <button type="button" className="badge danger" onClick={() => onOpen("waiting")}><CircleAlert size={14} aria-hidden /><Short short={troubled} long={t.manager(troubled)} /></button>}
        <button type="button" className={`badge ${online ? (unsynced ? "information" : "good") : "warning"}`} onClick={() => onOpen("waiting")}>
          {online ? (unsynced > 0 ? <RefreshCw size={14} aria-hidden className={flushing ? "turning" : ""} /> : <Check size={14} aria-hidden />) : <WifiOff size={14} aria-hidden />}
          <Short short={unsynced || ""} long={[!online && t.offline, unsynced > 0 && t.waiting(unsynced)].filter(Boolean).join(" · ") || t.online} />
        </button>
      </div>
      {held > 0 && <Button look="quiet" icon={Clock} onClick={() => onOpen("held")}>{t.held} {held}</Button>}
      <Button look="quiet" icon={Banknote} aria-label={t.drawer} title={t.drawer} onClick={() => onOpen("drawer")}><span className="till-wide">{t.drawerShort}</span></Button>
      <Button look="quiet" icon={User} title={t.switchTo} onClick={onSwitch}><span className="till-wide">{seller.name}</span><span className="visually-hidden">, {t.switchTo}</span></Button>
    </header>
  );
});

const countHeld = ({ held }: Tickets): number => held.length;
