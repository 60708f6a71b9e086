import { type FormEvent, useState } from "react";
import { useText, words } from "../../app/language";
import { fieldErrors, formError } from "../../app/problem";
import { AmountField, focusUnread } from "../../ui/amount-input";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Alert } from "../../ui/feedback";
import { TextArea, TextField } from "../../ui/fields";
import { type Customer, customers } from "../calls";
import { deskText, useChange } from "../frame";

const text = words({
  id: { fresh: "Pelanggan baru", name: "Nama", phone: "Telepon", phoneHint: "Seperti 0812 3456 7890. Setiap nomor hanya untuk satu pelanggan.", note: "Catatan", noteHint: "Misalnya alamatnya. Tulis hanya yang Anda perlukan.", limit: "Batas kasbon", limitHint: "Utang paling banyak. 0: tidak boleh kasbon." },
  en: { fresh: "New customer", name: "Name", phone: "Phone", phoneHint: "Such as 0812 3456 7890. A number belongs to one customer.", note: "Note", noteHint: "Such as their address. Write only what you need.", limit: "Credit limit", limitHint: "What they may owe at most. 0: no credit." },
});

export function CustomerForm({ customer, onClose }: { customer: Customer | null; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const [name, setName] = useState(customer?.name ?? "");
  const [phone, setPhone] = useState(customer?.phone ?? "");
  const [note, setNote] = useState(customer?.note ?? "");
  const [limit, setLimit] = useState<number | null | undefined>(customer?.credit_limit ?? 0);
  const [tried, setTried] = useState(false);
  const body = { name: name.trim(), phone: phone.trim() || null, note, credit_limit: limit ?? 0 };
  const save = useChange({ key: "customers", send: () => (customer ? customers.update(customer.id, body) : customers.create(body)), done: desk.saved(name), then: onClose });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["name", "phone", "note", "credit_limit"]);
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    setTried(true);
    if (!focusUnread(event.currentTarget) && name.trim() && !save.isPending) save.mutate(undefined);
  };
  return (
    <Dialog title={customer?.name ?? t.fresh} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="customer-form" busy={save.isPending}>{desk.save}</Button></>}>
      <form id="customer-form" className="stack" onSubmit={onSubmit} noValidate>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <TextField label={t.name} data-autofocus maxLength={100} value={name} error={tried && !name.trim() ? desk.needed : errors["name"]} onChange={(event) => setName(event.target.value)} />
        <TextField label={t.phone} optional type="tel" maxLength={30} hint={t.phoneHint} value={phone} error={errors["phone"]} onChange={(event) => setPhone(event.target.value)} />
        <AmountField label={t.limit} money hint={t.limitHint} value={limit} error={errors["credit_limit"]} onChange={setLimit} />
        <TextArea label={t.note} optional rows={3} maxLength={500} hint={t.noteHint} value={note} error={errors["note"]} onChange={(event) => setNote(event.target.value)} />
      </form>
    </Dialog>
  );
}
