/** The outlets of the seller, what their receipts say, and their tills. */
import { useState } from "react";
import { useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { confirm } from "../../ui/dialog";
import { Badge, Loaded } from "../../ui/feedback";
import { Switch } from "../../ui/fields";
import { Check, Pencil, Plus, Undo2, X } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { type Outlet, outlets } from "../calls";
import { Desk, deskText, useAct, useOutlets } from "../frame";
import { OutletForm, zoneNames } from "./form";
import { ReceiptPreview } from "./preview";
import { Tills } from "./tills";

const text = words({
  id: {
    lead: "Gerai menentukan isi struk, zona waktu dan pembulatan. Setiap gerai punya kasir sendiri.", addOutlet: "Tambah gerai", isDefault: "Utama", ownStock: "Stok sendiri", archived: "Ditutup", makeDefault: "Jadikan gerai utama",
    archive: "Tutup gerai", archiveAsk: (name: string) => `Tutup ${name}?`, archiveHint: "Semua yang masuk di kasirnya langsung keluar. Penjualan dan laporannya tetap ada, dan gerai dapat dibuka lagi.", archiveDone: (name: string) => `${name} ditutup.`,
    open: "Buka lagi", opened: (name: string) => `${name} dibuka lagi. Kasirnya perlu masuk lagi.`, nowDefault: (name: string) => `${name} menjadi gerai utama.`, showArchived: "Tampilkan gerai yang ditutup",
    noAddress: "Belum ada alamat", cash: (step: string) => `Tunai dibulatkan ke ${step}`, noRounding: "Tunai tidak dibulatkan",
  },
  en: {
    lead: "An outlet decides what receipts say, the time zone and the rounding. Each outlet has tills of its own.", addOutlet: "Add outlet", isDefault: "Default", ownStock: "Own stock", archived: "Closed", makeDefault: "Make it the default",
    archive: "Close the outlet", archiveAsk: (name: string) => `Close ${name}?`, archiveHint: "Everybody at its tills is signed out at once. Its sales and reports stay, and the outlet can be opened again.", archiveDone: (name: string) => `${name} has been closed.`,
    open: "Open again", opened: (name: string) => `${name} is open again. Its tills need to sign in again.`, nowDefault: (name: string) => `${name} is the default outlet now.`, showArchived: "Show closed outlets",
    noAddress: "No address yet", cash: (step: string) => `Cash is rounded to ${step}`, noRounding: "Cash is not rounded",
  },
});

export default function Outlets() {
  const t = useText(text);
  const query = useOutlets();
  const [editing, setEditing] = useState<Outlet | "new" | null>(null);
  const [all, setAll] = useState(false);
  return (
    <Desk page="outlets" lead={t.lead} actions={<Button look="primary" icon={Plus} onClick={() => setEditing("new")}>{t.addOutlet}</Button>}>
      <Loaded query={query}>
        {({ outlets: found }) => (
          <div className="stack">
            {found.filter(({ archived }) => all || !archived).map((outlet) => <OutletCard key={outlet.id} outlet={outlet} onEdit={() => setEditing(outlet)} />)}
            {found.some(({ archived }) => archived) && <Switch label={t.showArchived} checked={all} onChange={setAll} />}
          </div>
        )}
      </Loaded>
      {editing && <OutletForm outlet={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Desk>
  );
}

function OutletCard({ outlet, onEdit }: { outlet: Outlet; onEdit: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const zones = useText(zoneNames);
  const act = useAct("outlets");
  const { id, name, address, zone, cash_step, is_default, own_stock, archived } = outlet;
  const archive = async () => {
    if (await confirm({ title: t.archiveAsk(name), detail: <p>{t.archiveHint}</p>, action: t.archive, danger: true })) await act(() => outlets.update(id, { archived: true }), t.archiveDone(name));
  };
  return (
    <section className="card office-outlet" aria-label={name}>
      <div className="stack">
        <div className="office-card-head">
          <div className="grow">
            <div className="row"><h2>{name}</h2>{is_default && <Badge tone="good">{t.isDefault}</Badge>}{own_stock && <Badge tone="information">{t.ownStock}</Badge>}{archived && <Badge>{t.archived}</Badge>}</div>
            <p className="soft small">{address.split("\n")[0] || t.noAddress} · {zones[zone]} · {cash_step ? t.cash(`Rp ${cash_step}`) : t.noRounding}</p>
          </div>
          <Menu
            label={desk.actions(name)}
            actions={[
              { label: desk.edit, icon: Pencil, run: onEdit },
              !is_default && !archived && !own_stock && { label: t.makeDefault, icon: Check, run: () => void act(() => outlets.update(id, { is_default: true }), t.nowDefault(name)) },
              !is_default && !archived && { label: t.archive, icon: X, danger: true, run: () => void archive() },
              archived && { label: t.open, icon: Undo2, run: () => void act(() => outlets.update(id, { archived: false }), t.opened(name)) },
            ]}
          />
        </div>
        <Tills outlet={outlet} />
      </div>
      <ReceiptPreview outlet={outlet} />
    </section>
  );
}
