/** One customer: what they owe and why, what they pay back, and their erasure. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { Link } from "react-router";
import { formatDay, formatMoment, formatMoney, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { useList } from "../../app/queries";
import { Button } from "../../ui/button";
import { confirm, Dialog } from "../../ui/dialog";
import { saveBlob } from "../../ui/download";
import { ErrorState, LoadedList, Skeleton } from "../../ui/feedback";
import { Banknote, Download, Pencil, Trash2 } from "../../ui/icons";
import { Menu } from "../../ui/menu";
import { Money } from "../../ui/money";
import { toast } from "../../ui/toast";
import { type Customer, customers } from "../calls";
import { deskText } from "../frame";
import { CustomerForm } from "./form";
import { RepayForm } from "./repay";

type Entry = Schemas["AccountEntry"];

const text = words({
  id: {
    title: "Pelanggan", owes: "Utang sekarang", left: (amount: string) => `Masih boleh kasbon ${amount}`, noCredit: "Tidak boleh kasbon", repay: "Terima pembayaran", noEntries: "Belum ada kasbon.", history: "Perubahan utang", reasons: { sale: "Kasbon", repayment: "Pembayaran", refund: "Pengembalian barang", write_off: "Dihapuskan" },
    due: (day: string) => `jatuh tempo ${day}`, after: (amount: string) => `menjadi ${amount}`, by: (name: string) => `oleh ${name}`, download: "Unduh datanya", erase: "Hapus data pelanggan", eraseAsk: (name: string) => `Hapus data ${name}?`,
    eraseHint: "Nama, nomor, catatan dan alasan pengembaliannya dihapus untuk selamanya. Penjualannya tetap ada untuk pembukuan, tanpa nama.", eraseDebt: (amount: string) => `Ia masih berutang ${amount}. Utang itu ikut dihapuskan dan tidak dapat ditagih lagi.`, eraseDo: "Hapus", eraseWriteOff: "Hapus dan hapuskan utang", erased: "Data pelanggan dihapus.",
  },
  en: {
    title: "Customer", owes: "Owes now", left: (amount: string) => `May buy for ${amount} more on credit`, noCredit: "No credit", repay: "Take a payment", noEntries: "Nothing was sold on credit yet.", history: "Changes of the debt", reasons: { sale: "On credit", repayment: "Payment", refund: "Goods returned", write_off: "Written off" },
    due: (day: string) => `due on ${day}`, after: (amount: string) => `now ${amount}`, by: (name: string) => `by ${name}`, download: "Download their data", erase: "Erase the customer", eraseAsk: (name: string) => `Erase ${name}?`,
    eraseHint: "Their name, number, note and the reasons of their refunds are erased for good. Their sales stay for the books, without a name.", eraseDebt: (amount: string) => `They still owe ${amount}. It is written off and can't be claimed any more.`, eraseDo: "Erase", eraseWriteOff: "Erase and write off", erased: "The customer has been erased.",
  },
});

export function Account({ customerId, onClose }: { customerId: number; onClose: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const customer = useQuery({ queryKey: ["customers", "one", customerId], queryFn: () => customers.show(customerId) });
  const [open, setOpen] = useState<"edit" | "repay" | null>(null);
  const { data } = customer;
  return (
    <Dialog title={data?.name ?? t.title} kind="sheet" onClose={onClose} actions={data && <>{data.balance > 0 && <Button look="primary" icon={Banknote} onClick={() => setOpen("repay")}>{t.repay}</Button>}<Button icon={Pencil} onClick={() => setOpen("edit")}>{desk.edit}</Button></>}>
      {data ? (
        <div className="stack">
          <Facts customer={data} onGone={onClose} />
          <Entries customerId={customerId} />
          {open === "edit" && <CustomerForm customer={data} onClose={() => setOpen(null)} />}
          {open === "repay" && <RepayForm customer={data} onClose={() => setOpen(null)} />}
        </div>
      ) : customer.error ? <ErrorState error={customer.error} onRetry={() => void customer.refetch()} /> : <Skeleton />}
    </Dialog>
  );
}

function Facts({ customer, onGone }: { customer: Customer; onGone: () => void }) {
  const t = useText(text);
  const desk = useText(deskText);
  const client = useQueryClient();
  const { id, name, phone, note, balance, credit_limit } = customer;
  const act = async (send: () => Promise<void>) => {
    try {
      await send();
    } catch (error) {
      toast.failed(sentence(error));
    }
  };
  const erase = async () => {
    const owes = balance > 0;
    const detail = <div className="stack tight"><p>{t.eraseHint}</p>{owes && <p><strong>{t.eraseDebt(formatMoney(balance))}</strong></p>}</div>;
    if (!(await confirm({ title: t.eraseAsk(name), detail, action: owes ? t.eraseWriteOff : t.eraseDo, danger: true }))) return;
    await act(async () => {
      await customers.erase(id, owes);
      toast.done(t.erased);
      onGone();
      client.removeQueries({ queryKey: ["customers", "one", id] });
      await client.invalidateQueries({ queryKey: ["customers"] });
    });
  };
  const download = () => act(async () => saveBlob(`${id}.json`, new Blob([JSON.stringify(await customers.keptOf(id), null, 2)], { type: "application/json" })));
  return (
    <div className="office-card-head">
      <div className="grow">
        <p className="soft small">{t.owes}</p>
        <p className="office-balance"><Money value={balance} /></p>
        <p className="soft small">{credit_limit ? t.left(formatMoney(Math.max(0, credit_limit - balance))) : t.noCredit}</p>
        {phone && <p><a href={`tel:${phone}`}>{phone}</a></p>}
        {note && <p className="small">{note}</p>}
      </div>
      <Menu label={desk.actions(name)} actions={[{ label: t.download, icon: Download, run: () => void download() }, { label: t.erase, icon: Trash2, danger: true, run: () => void erase() }]} />
    </div>
  );
}

function Entries({ customerId }: { customerId: number }) {
  const t = useText(text);
  const query = useList(["customers", "account", customerId], (cursor) => customers.account(customerId, { cursor, per_page: 50 }));
  return (
    <section aria-label={t.history}>
      <LoadedList query={query} rows={(page) => page.entries} empty={<p className="soft">{t.noEntries}</p>}>
        {(rows) => <ul className="list">{rows.map((entry) => <EntryRow key={entry.id} entry={entry} />)}</ul>}
      </LoadedList>
    </section>
  );
}

function EntryRow({ entry: { reason, created_at, delta, balance, method, due_on, actor_name, transaction_id } }: { entry: Entry }) {
  const t = useText(text);
  const desk = useText(deskText);
  const facts = [formatMoment(created_at), reason === "repayment" && method && desk.methods[method], due_on && t.due(formatDay(due_on)), t.by(actor_name)];
  return (
    <li className="office-entry">
      <div className="grow"><p>{reason === "sale" ? <Link className="office-link" to={`/orders/${transaction_id}`}>{t.reasons.sale}</Link> : t.reasons[reason]}</p><p className="soft small">{facts.filter(Boolean).join(" · ")}</p></div>
      <div>
        <p className={delta > 0 ? "more-owed" : "less-owed"}>{delta > 0 && "+"}<Money value={delta} /></p>
        <p className="soft small">{t.after(formatMoney(balance))}</p>
      </div>
    </li>
  );
}
