/** Dialogs about goods: quantity, note and discount of a line, a variant, a weight. */
import { useState } from "react";
import { useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { TextField } from "../../ui/fields";
import { Trash2 } from "../../ui/icons";
import { Money } from "../../ui/money";
import { useTill } from "../context";
import { nameOf, type Product } from "../copy";
import { amountOf } from "../pricing.ts";
import { allows, largestDiscount } from "./limit";
import { discountLabel, quantityLabel, readDiscount, readQuantity } from "./labels";
import { changeLine, MOST_QUANTITY, removeLine, useTickets } from "./ticket";
import "../dialogs.css";

const text = words({
  id: {
    quantity: "Jumlah", weight: "Berat dalam kg", length: "Panjang dalam m", note: "Catatan", noteHint: "Dicetak di struk, misalnya tanpa gula.", discount: "Diskon", discountHint: "10% atau 5000", save: "Simpan", remove: "Hapus baris", add: "Tambah",
    badQuantity: "Isi jumlah bulat, misalnya 3.", badWeight: "Isi berat, misalnya 0,25.", badDiscount: "Isi persen, misalnya 10%, atau rupiah.", tooMuch: (percent: number) => `Anda boleh memberi diskon paling banyak ${percent} %. Minta manajer untuk lebih.`, choose: "Pilih",
  },
  en: {
    quantity: "Quantity", weight: "Weight in kg", length: "Length in m", note: "Note", noteHint: "Printed on the receipt, such as less sugar.", discount: "Discount", discountHint: "10% or 5000", save: "Save", remove: "Remove the line", add: "Add",
    badQuantity: "Enter a whole number, such as 3.", badWeight: "Enter a weight, such as 0.25.", badDiscount: "Enter a percentage, such as 10%, or rupiah.", tooMuch: (percent: number) => `You may take off at most ${percent} %. Ask a manager for more.`, choose: "Choose",
  },
});

export default function LineDialog({ onClose }: { onClose: () => void }) {
  const t = useText(text);
  const { seller, copy } = useTill();
  const { current, selected } = useTickets();
  const line = current.lines.find(({ key }) => key === selected);
  const [quantity, setQuantity] = useState(() => (line ? quantityLabel(line.quantity, line.measure).replace(/[^\d.,]/g, "").replace(/[.,](?=\d{3}$)/, (sign) => (line.measure === "piece" ? "" : sign)) : ""));
  const [note, setNote] = useState(line?.note ?? "");
  const [discount, setDiscount] = useState(() => (line ? discountLabel(line.discount).replace(" %", "%") : ""));
  const [errors, setErrors] = useState<{ quantity?: string; discount?: string }>({});
  if (!line) return null;
  const save = (event: React.FormEvent) => {
    event.preventDefault();
    const many = readQuantity(quantity, line.measure);
    const off = readDiscount(discount);
    const next = off && { ...current, lines: current.lines.map((each) => (each === line ? { ...line, quantity: many || line.quantity, discount: off } : each)) };
    const found = {
      ...((many === undefined || many > MOST_QUANTITY) && { quantity: line.measure === "piece" ? t.badQuantity : t.badWeight }),
      ...(off === undefined ? { discount: t.badDiscount } : next && !allows(next, copy, seller.duty) && { discount: t.tooMuch(largestDiscount(seller.duty)) }),
    };
    setErrors(found);
    if (Object.keys(found).length) return;
    changeLine(line.key, { quantity: many!, note: note.trim(), discount: off! });
    onClose();
  };
  return (
    <Dialog title={line.name} kind="sheet" onClose={onClose} actions={<><Button icon={Trash2} onClick={() => { removeLine(line.key); onClose(); }}>{t.remove}</Button><Button type="submit" form="till-line-form" look="primary">{t.save}</Button></>}>
      <form id="till-line-form" className="stack" onSubmit={save}>
        <TextField label={line.measure === "piece" ? t.quantity : line.measure === "gram" ? t.weight : t.length} inputMode="decimal" autoComplete="off" data-autofocus value={quantity} onFocus={(event) => event.target.select()} onChange={(event) => setQuantity(event.target.value)} error={errors.quantity} />
        <TextField label={t.discount} hint={t.discountHint} autoComplete="off" value={discount} onChange={(event) => setDiscount(event.target.value)} error={errors.discount} />
        <TextField label={t.note} hint={t.noteHint} maxLength={200} autoComplete="off" value={note} onChange={(event) => setNote(event.target.value)} />
      </form>
    </Dialog>
  );
}

export function VariantsDialog({ product, onClose, onPick }: { product: Product; onClose: () => void; onPick: (product: Product) => void }) {
  const t = useText(text);
  const { copy } = useTill();
  return (
    <Dialog title={product.name} kind="sheet" onClose={onClose}>
      <div className="till-variants" role="group" aria-label={t.choose}>
        {copy.variantsOf(product).map((each, place) => (
          <button key={each.id} type="button" className="till-tile" data-autofocus={place ? undefined : true} onClick={() => onPick(each)}>
            <span className="till-tile-name">{each.options.map(({ value }) => value).join(", ") || nameOf(each)}</span>
            <span className="till-tile-price"><Money value={each.price} /></span>
          </button>
        ))}
      </div>
    </Dialog>
  );
}

export function WeightDialog({ product, onClose, onPick }: { product: Product; onClose: () => void; onPick: (product: Product, times: number) => void }) {
  const t = useText(text);
  const [weight, setWeight] = useState("");
  const [bad, setBad] = useState(false);
  const grams = readQuantity(weight, product.measure);
  return (
    <Dialog title={nameOf(product)} kind="sheet" onClose={onClose} actions={<Button type="submit" form="till-weight-form" look="primary" size="large" wide>{t.add}</Button>}>
      <form id="till-weight-form" className="stack" onSubmit={(event) => { event.preventDefault(); if (grams) onPick(product, grams / 1000); else setBad(true); }}>
        <TextField label={product.measure === "gram" ? t.weight : t.length} inputMode="decimal" autoComplete="off" data-autofocus value={weight} onChange={(event) => { setWeight(event.target.value); setBad(false); }} error={bad && t.badWeight} />
        <p className="row between"><Money value={product.price} /><strong className="till-preview"><Money value={grams ? amountOf(product.price, grams, product.measure) : 0} /></strong></p>
      </form>
    </Dialog>
  );
}
