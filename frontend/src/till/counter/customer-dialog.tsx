/** Who buys: one of the shop's customers, or nobody in particular. */
import { useState } from "react";
import { useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/fields";
import { Money } from "../../ui/money";
import { useTill } from "../context";
import { fold } from "../search";
import { changeTicket, useTickets } from "./ticket";
import "../dialogs.css";

const text = words({
  id: { title: "Pelanggan", search: "Nama atau nomor telepon", none: "Tanpa pelanggan", nobody: "Tidak ada pelanggan yang cocok.", left: "sisa kasbon" },
  en: { title: "Customer", search: "Name or phone number", none: "No customer", nobody: "No customer matches.", left: "credit left" },
});

const MOST = 30;

export default function CustomerDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const { copy } = useTill();
  const { current } = useTickets();
  const [typed, setTyped] = useState("");
  const wanted = fold(typed.trim());
  const digits = typed.replace(/\D/g, "").replace(/^0/, "");
  const found = [...copy.customers.values()]
    .filter(({ name, phone }) => fold(name).includes(wanted) || (digits.length > 2 && phone?.includes(digits)))
    .sort((a, b) => a.name.localeCompare(b.name))
    .slice(0, MOST);
  const choose = (customer_id: number | null) => {
    changeTicket({ customer_id });
    onClose();
  };
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={current.customer_id !== null && <Button onClick={() => choose(null)}>{t.none}</Button>}>
      <form className="stack" onSubmit={(event) => { event.preventDefault(); if (found[0]) choose(found[0].id); }}>
        <TextField label={t.search} type="search" autoComplete="off" data-autofocus value={typed} onChange={(event) => setTyped(event.target.value)} />
        {found.length ? (
          <ul className="list till-choices">
            {found.map(({ id, name, phone, credit_limit, credit_left }) => (
              <li key={id}>
                <button type="button" className="list-row" aria-current={id === current.customer_id || undefined} onClick={() => choose(id)}>
                  <span className="grow"><span>{name}</span>{phone && <small>{phone}</small>}</span>
                  {credit_limit > 0 && <span className="small soft"><Money value={credit_left} /> {t.left}</span>}
                </button>
              </li>
            ))}
          </ul>
        ) : <p className="soft">{t.nobody}</p>}
      </form>
    </Dialog>
  );
}
