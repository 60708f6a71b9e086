/** Put the ticket on hold, or go on with one. */
import { useState } from "react";
import { formatTime, useText, words } from "../../app/language";
import { Button, IconButton } from "../../ui/button";
import { confirm, Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/fields";
import { Trash2 } from "../../ui/icons";
import { Money } from "../../ui/money";
import { useTill } from "../context";
import { basketOf, discardHeld, hold, recall, useTickets } from "./ticket";
import "../dialogs.css";

const text = words({
  id: { title: "Tiket ditahan", name: "Nama untuk tiket ini", nameHint: "Misalnya meja 4 atau baju merah.", hold: "Tahan tiket", none: "Tidak ada tiket yang ditahan.", lines: (count: number) => `${count} baris`, discard: (label: string) => `Buang ${label}`, sure: (label: string) => `Buang tiket ${label}?`, throwAway: "Buang", unnamed: "Tiket" },
  en: { title: "Tickets on hold", name: "Name of this ticket", nameHint: "Such as table 4 or red shirt.", hold: "Hold the ticket", none: "No tickets are on hold.", lines: (count: number) => `${count} lines`, discard: (label: string) => `Discard ${label}`, sure: (label: string) => `Discard the ticket ${label}?`, throwAway: "Discard", unnamed: "Ticket" },
});

export default function HeldDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const { copy } = useTill();
  const { current, held } = useTickets();
  const [label, setLabel] = useState(() => current.label || (current.customer_id !== null && copy.customers.get(current.customer_id)?.name) || "");
  const nameOfTicket = (ticket: { label: string; at: string }) => ticket.label || `${t.unnamed} ${formatTime(ticket.at)}`;
  const discard = async (id: string, name: string) => {
    if (await confirm({ title: t.sure(name), action: t.throwAway, danger: true })) discardHeld(id);
  };
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose}>
      <div className="stack">
        {current.lines.length > 0 && (
          <form className="stack tight" onSubmit={(event) => { event.preventDefault(); hold(label.trim()); onClose(); }}>
            <TextField label={t.name} hint={t.nameHint} optional maxLength={60} autoComplete="off" data-autofocus value={label} onChange={(event) => setLabel(event.target.value)} />
            <Button type="submit" look="primary" size="large" wide>{t.hold}</Button>
          </form>
        )}
        {held.length ? (
          <ul className="list till-choices">
            {held.map((ticket, place) => (
              <li key={ticket.id} className="row">
                <button type="button" className="list-row grow" data-autofocus={!current.lines.length && place === 0 ? true : undefined} onClick={() => { recall(ticket.id); onClose(); }}>
                  <span className="grow"><span>{nameOfTicket(ticket)}</span><small>{formatTime(ticket.at)} · {t.lines(ticket.lines.length)}</small></span>
                  <Money value={basketOf(ticket, copy)?.total} />
                </button>
                <IconButton icon={Trash2} label={t.discard(nameOfTicket(ticket))} onClick={() => void discard(ticket.id, nameOfTicket(ticket))} />
              </li>
            ))}
          </ul>
        ) : <p className="soft">{t.none}</p>}
      </div>
    </Dialog>
  );
}
