/** The vouchers of the seller, how often they were used, and their rules. */
import { useState } from "react";
import { formatNumber, useText, words } from "../app/language";
import { useList } from "../app/queries";
import { Button } from "../ui/button";
import { confirm } from "../ui/dialog";
import { Badge, EmptyState, LoadedList } from "../ui/feedback";
import { Copy, Lock, Pencil, Plus, Tag, Undo2 } from "../ui/icons";
import { Menu } from "../ui/menu";
import { copy } from "../ui/share";
import { Table } from "../ui/table";
import { type Voucher, vouchers } from "./calls";
import { Desk, deskText, useAct } from "./frame";
import { VoucherForm } from "./voucher-form";
import { useVoucherWords } from "./voucher-words";

const text = words({
  id: {
    lead: "Kode yang memotong harga barang Anda, di toko web dan di kasir.", add: "Buat voucher", none: "Belum ada voucher", noneHint: "Misalnya HEMAT10 memotong 10 % untuk belanja mulai Rp 100.000.", caption: "Voucher", code: "Kode", off: "Potongan", rules: "Syarat", used: "Dipakai", state: "Keadaan", change: "Tindakan",
    states: { valid: "Berlaku", later: "Belum mulai", ended: "Berakhir", usedUp: "Habis", withdrawn: "Ditarik" },
    times: (used: string, limit: string) => `${used} dari ${limit}`, withdraw: "Tarik", withdrawAsk: (code: string) => `Tarik voucher ${code}?`, withdrawHint: "Kodenya langsung ditolak. Pesanan yang sudah memakainya tidak berubah, dan voucher dapat diberlakukan lagi.", withdrawn: (code: string) => `${code} ditarik.`, restore: "Berlakukan lagi", restored: (code: string) => `${code} berlaku lagi.`, copy: "Salin kode",
  },
  en: {
    lead: "Codes that take something off your goods, in the web shop and at the tills.", add: "Create voucher", none: "No vouchers yet", noneHint: "HEMAT10, for example, takes 10 % off purchases from Rp 100,000.", caption: "Vouchers", code: "Code", off: "Discount", rules: "Rules", used: "Used", state: "State", change: "Actions",
    states: { valid: "Valid", later: "Not started", ended: "Ended", usedUp: "Used up", withdrawn: "Withdrawn" },
    times: (used: string, limit: string) => `${used} of ${limit}`, withdraw: "Withdraw", withdrawAsk: (code: string) => `Withdraw the voucher ${code}?`, withdrawHint: "The code is refused at once. Orders that have used it stay as they are, and it can be made valid again.", withdrawn: (code: string) => `${code} has been withdrawn.`, restore: "Make valid again", restored: (code: string) => `${code} is valid again.`, copy: "Copy the code",
  },
});

type State = keyof (typeof text)["id"]["states"];
const TONES = { valid: "good", later: "information", ended: "neutral", usedUp: "warning", withdrawn: "neutral" } as const;

function stateOf({ active, starts_at, ends_at, limit_total, used }: Voucher): State {
  const now = Date.now();
  if (!active) return "withdrawn";
  if (ends_at && Date.parse(ends_at) <= now) return "ended";
  if (limit_total !== null && used >= limit_total) return "usedUp";
  return starts_at && Date.parse(starts_at) > now ? "later" : "valid";
}

export default function Vouchers() {
  const t = useText(text);
  const query = useList(["vouchers"], (cursor) => vouchers.list({ cursor, per_page: 50 }));
  const [editing, setEditing] = useState<Voucher | "new" | null>(null);
  const add = <Button look="primary" icon={Plus} onClick={() => setEditing("new")}>{t.add}</Button>;
  const describe = useVoucherWords();
  return (
    <Desk page="vouchers" lead={t.lead} actions={query.data?.pages[0]?.vouchers.length ? add : undefined}>
      <LoadedList query={query} rows={(page) => page.vouchers} empty={<div className="card flush"><EmptyState icon={Tag} title={t.none} action={add}>{t.noneHint}</EmptyState></div>}>
        {(rows) => (
          <Table
            caption={t.caption}
            rows={rows}
            rowKey={({ id }) => id}
            columns={[
              { key: "code", title: t.code, bare: true, cell: ({ code }) => <span className="office-code">{code}</span> },
              { key: "off", title: t.off, cell: describe.off },
              { key: "rules", title: t.rules, cell: describe.rules },
              { key: "used", title: t.used, numeric: true, cell: ({ used, limit_total }) => <span className="money">{limit_total ? t.times(formatNumber(used), formatNumber(limit_total)) : `${formatNumber(used)}×`}</span> },
              { key: "state", title: t.state, cell: (voucher) => <Badge tone={TONES[stateOf(voucher)]}>{t.states[stateOf(voucher)]}</Badge> },
              { key: "change", title: t.change, bare: true, hideTitle: true, numeric: true, cell: (voucher) => <VoucherMenu voucher={voucher} onEdit={() => setEditing(voucher)} /> },
            ]}
          />
        )}
      </LoadedList>
      {editing && <VoucherForm voucher={editing === "new" ? null : editing} onClose={() => setEditing(null)} />}
    </Desk>
  );
}

function VoucherMenu({ voucher: { id, code, active }, onEdit }: { voucher: Voucher; onEdit: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const act = useAct("vouchers");
  const withdraw = async () => {
    if (await confirm({ title: t.withdrawAsk(code), detail: <p>{t.withdrawHint}</p>, action: t.withdraw, danger: true })) await act(() => vouchers.update(id, { active: false }), t.withdrawn(code));
  };
  return (
    <Menu
      label={desk.actions(code)}
      actions={[
        { label: desk.edit, icon: Pencil, run: onEdit },
        { label: t.copy, icon: Copy, run: () => void copy(code) },
        active && { label: t.withdraw, icon: Lock, danger: true, run: () => void withdraw() },
        !active && { label: t.restore, icon: Undo2, run: () => void act(() => vouchers.update(id, { active: true }), t.restored(code)) },
      ]}
    />
  );
}
