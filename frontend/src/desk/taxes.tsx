/** The taxes of the seller in plain words, from which day on, with an example. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { formatDate, useText, words } from "../app/language";
import { today } from "../today/days";
import { Button, IconButton } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Alert, Badge, Loaded } from "../ui/feedback";
import { Pencil, Trash2 } from "../ui/icons";
import { type TaxProfile, taxes } from "./calls";
import { Desk, useAct } from "./frame";
import { TaxForm } from "./tax-form";
import { TaxExample, TaxWords } from "./tax-words";

const text = words({
  id: {
    lead: "Pajak berlaku mulai suatu hari. Penjualan sebelumnya tidak berubah.", set: "Atur pajak", now: "Berlaku sekarang", from: (day: string) => `mulai ${day}`, coming: "Akan berlaku", past: "Pernah berlaku", remove: (day: string) => `Hapus aturan mulai ${day}`, removeAsk: (day: string) => `Hapus aturan mulai ${day}?`, removeHint: "Aturan sebelumnya berlaku terus. Penjualan yang sudah terjadi tidak berubah.", removeDo: "Hapus", removed: "Aturan pajak dihapus.",
    unset: "Anda belum mengatur pajak", unsetHint: "Penjualan Anda mengikuti pengaturan umum toko ini: biasanya tanpa pajak, dan tidak ada pajak di struk. Itu benar selama Anda belum PKP.",
    accountant: "Ini bukan nasihat pajak. Tanyakan akuntan Anda tarif daerah dan barang mana yang bebas.",
  },
  en: {
    lead: "Taxes hold from a day on. Sales before it stay as they are.", set: "Set taxes", now: "In force now", from: (day: string) => `from ${day}`, coming: "To come", past: "In the past", remove: (day: string) => `Delete the rule from ${day}`, removeAsk: (day: string) => `Delete the rule from ${day}?`, removeHint: "The rule before it goes on. Sales that were made stay as they are.", removeDo: "Delete", removed: "The tax rule has been deleted.",
    unset: "You have not set your taxes", unsetHint: "Your sales follow the setting of this shop: usually no tax, and none on receipts. That is right while you are not registered for PPN.",
    accountant: "This is not tax advice. Ask your accountant for your region's rate and which goods are exempt.",
  },
});

export default function TaxesPage() {
  const t = useText(text);
  const query = useQuery({ queryKey: ["taxes"], queryFn: () => taxes.show() });
  const [editing, setEditing] = useState(false);
  return (
    <Desk page="taxes" lead={t.lead} actions={<Button look="primary" icon={Pencil} onClick={() => setEditing(true)}>{t.set}</Button>}>
      <Loaded query={query}>
        {({ present, profiles }) => {
          const coming = profiles.filter(({ valid_from }) => valid_from > today()).reverse();
          const past = profiles.filter(({ valid_from }) => valid_from <= today() && valid_from !== present?.valid_from);
          return (
            <div className="office-split">
              <div className="stack">
                {present ? <Profile profile={present} badge={t.now} /> : <Alert title={t.unset}><p>{t.unsetHint}</p></Alert>}
                {coming.length > 0 && <h2>{t.coming}</h2>}
                {coming.map((profile) => <Profile key={profile.valid_from} profile={profile} />)}
                {past.length > 0 && <h2>{t.past}</h2>}
                {past.map((profile) => <Profile key={profile.valid_from} profile={profile} />)}
                <p className="soft small">{t.accountant}</p>
              </div>
              <TaxExample taxes={present ?? { regime: "none", rate_bp: null, inclusive: true, service_bp: 0 }} />
              {editing && <TaxForm profile={present} onClose={() => setEditing(false)} />}
            </div>
          );
        }}
      </Loaded>
    </Desk>
  );
}

function Profile({ profile, badge }: { profile: TaxProfile; badge?: string }) {
  const t = useText(text);
  const act = useAct("taxes");
  const day = formatDate(profile.valid_from);
  const remove = async () => {
    if (await confirm({ title: t.removeAsk(day), detail: <p>{t.removeHint}</p>, action: t.removeDo, danger: true })) await act(() => taxes.remove(profile.valid_from), t.removed);
  };
  return (
    <section className="card stack tight" aria-label={t.from(day)}>
      <div className="office-card-head"><div className="row">{badge && <Badge tone="good">{badge}</Badge>}<span className="soft small">{t.from(day)}</span></div><IconButton icon={Trash2} label={t.remove(day)} onClick={() => void remove()} /></div>
      <TaxWords taxes={profile} />
    </section>
  );
}
