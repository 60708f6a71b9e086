import { type FormEvent, useState } from "react";
import { useText, words } from "../app/language";
import { fieldErrors, formError } from "../app/problem";
import { today } from "../today/days";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { Field, Radio, TextField } from "../ui/fields";
import { type TaxProfile, taxes } from "./calls";
import { deskText, useChange } from "./frame";
import { readPercent, type Taxes } from "./tax-sum";
import { percent, TaxExample } from "./tax-words";

const text = words({
  id: {
    title: "Atur pajak", regime: "Pajak apa yang Anda pungut?", none: "Tidak ada", noneHint: "Omzet di bawah Rp 4,8 miliar setahun dan belum PKP.", ppn: "PPN", ppnHint: "Anda PKP. Tarifnya mengikuti hari penjualan, sekarang 11 %.", pbjt: "PBJT", pbjtHint: "Restoran, kafe atau katering: pajak daerah atas makanan dan minuman.",
    rate: "Tarif daerah Anda", prices: "Harga yang Anda tulis", inclusive: "Sudah termasuk pajak", exclusive: "Belum termasuk pajak", service: "Biaya layanan", serviceHint: "Paling banyak 15 %. Kosongkan jika tidak ada.", from: "Berlaku mulai", fromHint: "Hari menurut WIB.", badRate: "Isi lebih dari 0 sampai 10, misalnya 10 atau 7,5.", badService: "Isi 0 sampai 15, misalnya 5.", saved: "Pajak tersimpan.", noDay: "Pilih harinya.",
  },
  en: {
    title: "Set taxes", regime: "Which tax do you charge?", none: "None", noneHint: "A turnover below Rp 4.8 bn a year, and not registered (PKP).", ppn: "PPN", ppnHint: "You are PKP. The rate is that of the day of the sale, 11 % now.", pbjt: "PBJT", pbjtHint: "Restaurants, cafes, caterers: the regional tax on food and drink.",
    rate: "The rate of your region", prices: "The prices that you write", inclusive: "Include the tax", exclusive: "Are without the tax", service: "Service charge", serviceHint: "At most 15 %. Leave it empty if there is none.", from: "In force from", fromHint: "A day in Jakarta.", badRate: "Enter more than 0 and up to 10, such as 10 or 7.5.", badService: "Enter 0 to 15, such as 5.", saved: "The taxes have been saved.", noDay: "Choose a day.",
  },
});

const REGIMES = ["none", "ppn", "pbjt"] as const;
const MOST_RATE_BP = 1000;
const MOST_SERVICE_BP = 1500;
const USUAL_RATE_BP = 1000;

export function TaxForm({ profile, onClose }: { profile: TaxProfile | null; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const [regime, setRegime] = useState<Taxes["regime"]>(profile?.regime ?? "none");
  const [inclusive, setInclusive] = useState(profile?.inclusive ?? true);
  const [rate, setRate] = useState(percent(profile?.rate_bp ?? USUAL_RATE_BP));
  const [service, setService] = useState(profile?.service_bp ? percent(profile.service_bp) : "");
  const [from, setFrom] = useState(today());
  const rateBp = readPercent(rate);
  const serviceBp = service.trim() ? readPercent(service) : 0;
  const badRate = regime === "pbjt" && (!rateBp || rateBp > MOST_RATE_BP);
  const badService = serviceBp === undefined || serviceBp > MOST_SERVICE_BP;
  const draft: Taxes = { regime, rate_bp: regime === "pbjt" ? (rateBp ?? null) : null, inclusive, service_bp: serviceBp ?? 0 };
  const save = useChange({ key: "taxes", send: () => taxes.update({ ...draft, valid_from: from }), done: t.saved, then: onClose });
  const errors = fieldErrors(save.error);
  const fault = formError(save.error, ["rate_bp", "service_bp", "valid_from"]);
  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (!badRate && !badService && from && !save.isPending) save.mutate(undefined);
  };
  const hints = { none: t.noneHint, ppn: t.ppnHint, pbjt: t.pbjtHint };
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<><Button onClick={onClose}>{desk.cancel}</Button><Button look="primary" type="submit" form="tax-form" busy={save.isPending}>{desk.save}</Button></>}>
      <form id="tax-form" className="stack" onSubmit={onSubmit} noValidate>
        {fault && <Alert tone="danger"><p>{fault}</p></Alert>}
        <fieldset className="office-choices">
          <legend className="legend">{t.regime}</legend>
          {REGIMES.map((each) => <Radio key={each} name="regime" label={t[each]} hint={hints[each]} checked={regime === each} onChange={() => setRegime(each)} />)}
        </fieldset>
        {regime === "pbjt" && <Percent label={t.rate} value={rate} onChange={setRate} error={badRate ? t.badRate : errors["rate_bp"]} />}
        {regime !== "none" && (
          <fieldset className="office-choices">
            <legend className="legend">{t.prices}</legend>
            <Radio name="inclusive" label={t.inclusive} checked={inclusive} onChange={() => setInclusive(true)} />
            <Radio name="inclusive" label={t.exclusive} checked={!inclusive} onChange={() => setInclusive(false)} />
          </fieldset>
        )}
        <Percent label={t.service} optional hint={t.serviceHint} value={service} onChange={setService} error={badService ? t.badService : errors["service_bp"]} />
        <TextField label={t.from} type="date" required hint={t.fromHint} value={from} error={from ? errors["valid_from"] : t.noDay} onChange={(event) => setFrom(event.target.value)} />
        {!badRate && !badService && <TaxExample taxes={draft} />}
      </form>
    </Dialog>
  );
}

function Percent({ value, onChange, ...field }: { label: string; hint?: string; optional?: boolean; error?: string | undefined; value: string; onChange: (value: string) => void }) {
  return <Field {...field}><PercentInput value={value} onChange={onChange} /></Field>;
}

/** Gets the `id` of its field. */
function PercentInput({ value, onChange, ...rest }: { value: string; onChange: (value: string) => void }) {
  return <div className="office-suffix"><input className="input" inputMode="decimal" autoComplete="off" maxLength={6} {...rest} value={value} onChange={(event) => onChange(event.target.value)} /><span aria-hidden>%</span></div>;
}
