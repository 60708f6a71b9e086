/** The ticket: lines, discount, customer, total, and the button to pay. */
import { memo, useEffect, useRef } from "react";
import { formatNumber, useText, words } from "../../app/language";
import { Button, IconButton } from "../../ui/button";
import { Clock, Minus, Plus, Receipt, Search, Tag, User } from "../../ui/icons";
import { Money } from "../../ui/money";
import { toast } from "../../ui/toast";
import { useCopy, useTill } from "../context";
import type { Copy } from "../copy";
import { taken } from "../discounts.ts";
import { amountOf } from "../pricing.ts";
import type { DialogName } from "./dialogs";
import { discountLabel, quantityLabel } from "./labels";
import { basketOf, changeLine, changeTicket, getTickets, removeLine, restoreLine, select, type TicketLine, useTickets } from "./ticket";

const text = words({
  id: {
    ticket: "Tiket", empty: "Pindai atau pilih barang", customer: "Pelanggan", discount: "Diskon", voucher: "Voucher", service: "Layanan", tax: "Pajak", taxIncluded: "Termasuk pajak",
    total: "Total", pay: "Bayar", hold: "Tahan", more: (name: string) => `Tambah ${name}`, less: (name: string) => `Kurangi ${name}`, removed: (name: string) => `${name} dihapus.`, tooLarge: "Totalnya terlalu besar.",
    search: "Cari barang", removeVoucher: (code: string) => `Lepas voucher ${code}`, remove: "lepas", back: (receipt: string) => `Retur ${receipt}`, removeBack: (receipt: string) => `Lepas retur ${receipt}`,
  },
  en: {
    ticket: "Ticket", empty: "Scan or choose goods", customer: "Customer", discount: "Discount", voucher: "Voucher", service: "Service", tax: "Tax", taxIncluded: "Tax included",
    total: "Total", pay: "Pay", hold: "Hold", more: (name: string) => `More of ${name}`, less: (name: string) => `Less of ${name}`, removed: (name: string) => `${name} was removed.`, tooLarge: "The total is too large.",
    search: "Find goods", removeVoucher: (code: string) => `Remove voucher ${code}`, remove: "remove", back: (receipt: string) => `Return ${receipt}`, removeBack: (receipt: string) => `Remove return ${receipt}`,
  },
});

/** Rendered only when the ticket changes, not with each key. */
export const TicketView = memo(function TicketView({ onOpen, onFind }: { onOpen: (name: DialogName) => void; onFind: () => void }) {
  const t = useText(text);
  const { copy } = useTill();
  useCopy(copy, rows);
  const { current, selected } = useTickets();
  const basket = basketOf(current, copy);
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => void list.current?.querySelector(".selected")?.scrollIntoView({ block: "nearest" }), [selected, current.lines.length]);
  const customer = current.customer_id === null ? undefined : copy.customers.get(current.customer_id);
  const edit = useRef(onOpen);
  edit.current = onOpen;
  const onEdit = useRef((key: number) => { select(key); edit.current("line"); }).current;
  const due = (basket?.total ?? 0) - (current.exchange?.amount ?? 0);
  const inclusive = basket?.lines[0]?.item.profile.inclusive ?? true;
  return (
    <section className="till-ticket" aria-label={t.ticket}>
      <div className="till-ticket-head">
        <Button look="quiet" icon={User} onClick={() => onOpen("customer")}>{customer?.name ?? t.customer} <kbd aria-hidden>F3</kbd></Button>
        <Button look="quiet" icon={Clock} disabled={!current.lines.length} onClick={() => onOpen("held")}>{t.hold} <kbd aria-hidden>F8</kbd></Button>
      </div>
      {current.lines.length ? (
        <div role="list" className="till-lines" ref={list}>
          {groupsOf(current.lines).map((lines, place) => <Group key={place} lines={lines} selected={lines.some(({ key }) => key === selected) ? selected : null} onEdit={onEdit} />)}
        </div>
      ) : <div className="till-empty"><Receipt size={40} strokeWidth={1.25} aria-hidden /><p className="soft">{t.empty}</p><Button className="till-narrow" icon={Search} onClick={onFind}>{t.search}</Button></div>}
      <div className="till-sums">
        {basket && basket.discount > 0 && <Sum label={t.discount} value={-(basket.discount - basket.voucher)} hidden={basket.discount === basket.voucher} />}
        {basket && current.voucher !== null && (
          <div className="till-sum"><span>{t.voucher} {current.voucher} <button type="button" className="till-link" aria-label={t.removeVoucher(current.voucher)} onClick={() => changeTicket({ voucher: null })}>{t.remove}</button></span><Money value={-basket.voucher} /></div>
        )}
        {basket && basket.service > 0 && <Sum label={t.service} value={basket.service} />}
        {basket && basket.tax > 0 && <Sum label={inclusive ? t.taxIncluded : t.tax} value={basket.tax} soft={inclusive} />}
        <div className="till-total"><span>{t.total}</span>{basket ? <Money value={basket.total} /> : <span className="field-error">{t.tooLarge}</span>}</div>
        {current.exchange && (
          <div className="till-sum till-back-sum"><span>{t.back(current.exchange.receipt)} <button type="button" className="till-link" aria-label={t.removeBack(current.exchange.receipt)} onClick={() => changeTicket({ exchange: null })}>{t.remove}</button></span><Money value={-current.exchange.amount} /></div>
        )}
        <div className="till-pay">
          <Button icon={Tag} disabled={!current.lines.length} onClick={() => onOpen("discount")}>{t.discount} <kbd aria-hidden>F4</kbd></Button>
          <Button look="primary" className="till-pay-button" disabled={!current.lines.length || !basket} onClick={() => onOpen("payment")}>{t.pay}{due > 0 && <span className="till-pay-sum"><Money value={due} /></span>} <kbd aria-hidden>F9</kbd></Button>
        </div>
      </div>
    </section>
  );
});

/** So many lines are rendered, laid out and painted together, and not at all while they are out of sight. */
const GROUP = 20;

const groupsOf = (lines: readonly TicketLine[]): (readonly TicketLine[])[] =>
  Array.from({ length: Math.ceil(lines.length / GROUP) }, (_, place) => lines.slice(place * GROUP, (place + 1) * GROUP));

interface GroupProps {
  lines: readonly TicketLine[];
  /** The key of the selected line, if it is one of these. */
  selected: number | null;
  onEdit: (key: number) => void;
}

const Group = memo(function Group({ lines, selected, onEdit }: GroupProps) {
  return <div className="till-group">{lines.map((line) => <TicketRow key={line.key} line={line} selected={line.key === selected} onEdit={onEdit} />)}</div>;
}, (a, b) => a.selected === b.selected && a.onEdit === b.onEdit && a.lines.length === b.lines.length && a.lines.every((line, place) => line === b.lines[place]));

const rows = ({ rowVersion }: Copy): number => rowVersion;

function Sum({ label, value, soft = false, hidden = false }: { label: string; value: number; soft?: boolean; hidden?: boolean }) {
  return hidden ? null : <div className={`till-sum ${soft ? "soft" : ""}`}><span>{label}</span><Money value={value} /></div>;
}

const TicketRow = memo(function TicketRow({ line, selected, onEdit }: { line: TicketLine; selected: boolean; onEdit: (key: number) => void }) {
  const t = useText(text);
  const { key, name, quantity, measure, note, discount } = line;
  const step = measure === "piece" ? 1 : 50;
  const gross = amountOf(line.price, quantity, measure);
  const remove = () => {
    const place = getTickets().current.lines.findIndex((each) => each.key === key);
    removeLine(key);
    toast.done(t.removed(name), { undo: () => restoreLine(line, place) });
  };
  return (
    <div role="listitem" className={`till-line ${selected ? "selected" : ""}`}>
      <button type="button" className="till-line-name" aria-current={selected || undefined} onClick={() => onEdit(key)}>
        <span>{name}</span>
        <small className="soft"><Money value={line.price} />{measure === "gram" ? "/kg" : measure === "millimetre" ? "/m" : ""}{discountLabel(discount) && ` · −${discountLabel(discount)}`}{note && ` · ${note}`}</small>
      </button>
      <IconButton icon={Minus} label={t.less(name)} onClick={() => (quantity > step ? changeLine(key, { quantity: quantity - step }) : remove())} />
      <span className="till-quantity">{measure === "piece" ? formatNumber(quantity) : quantityLabel(quantity, measure)}</span>
      <IconButton icon={Plus} label={t.more(name)} onClick={() => changeLine(key, { quantity: quantity + step })} />
      <span className="till-amount"><Money value={gross - taken(discount, gross)} /></span>
    </div>
  );
});
