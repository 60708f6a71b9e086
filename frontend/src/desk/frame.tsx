/** What the seller's own pages share: the tabs, and how they save. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { useTitle } from "../app/title";
import { PageTabs } from "../ui/tabs";
import { toast } from "../ui/toast";
import { type Outlet, outlets, type Till, tills } from "./calls";
import "./desk.css";

export const deskText = words({
  id: {
    title: "Pengaturan toko", outlets: "Gerai dan kasir", staff: "Karyawan", vouchers: "Voucher", taxes: "Pajak", customers: "Pelanggan", shifts: "Shift", books: "Laporan", count: "Hitung stok", review: "Perlu diperiksa",
    save: "Simpan", cancel: "Batal", edit: "Ubah", add: "Tambah", actions: (name: string) => `Tindakan untuk ${name}`, saved: (name: string) => `${name} tersimpan.`, needed: "Wajib diisi.",
    methods: { cash: "Tunai", transfer: "Transfer", qris: "QRIS", card: "Kartu", ewallet: "Dompet digital", credit: "Kasbon" } as Record<string, string>,
  },
  en: {
    title: "Shop settings", outlets: "Outlets and tills", staff: "Staff", vouchers: "Vouchers", taxes: "Taxes", customers: "Customers", shifts: "Shifts", books: "Reports", count: "Count stock", review: "To review",
    save: "Save", cancel: "Cancel", edit: "Edit", add: "Add", actions: (name: string) => `Actions for ${name}`, saved: (name: string) => `${name} has been saved.`, needed: "Fill this in.",
    methods: { cash: "Cash", transfer: "Transfer", qris: "QRIS", card: "Card", ewallet: "E-wallet", credit: "On credit" } as Record<string, string>,
  },
});

export type DeskPage = "outlets" | "staff" | "vouchers" | "taxes" | "customers" | "shifts" | "books" | "count" | "review";
const PAGES: readonly DeskPage[] = ["outlets", "staff", "vouchers", "taxes", "customers", "shifts", "books", "count", "review"];

/** The frame of a page: tabs, heading, one line about it, and its actions. */
export function Desk({ page, lead, actions, children }: { page: DeskPage; lead?: ReactNode; actions?: ReactNode; children: ReactNode }) {
  const t = useText(deskText);
  useTitle(t[page]);
  return (
    <>
      <PageTabs label={t.title} tabs={PAGES.map((each) => ({ to: each === "outlets" ? "/desk" : `/desk/${each}`, label: t[each], end: each === "outlets" }))} />
      <div className="page-head office-head">
        <div><h1>{t[page]}</h1>{lead && <p className="small">{lead}</p>}</div>
        {actions && <div className="row">{actions}</div>}
      </div>
      {children}
    </>
  );
}

/** Send a change, tell that it is done, and read what depends on it anew. */
export function useChange<A, R>({ key, send, done, then }: { key: string; send: (argument: A) => PromiseLike<R>; done?: string | ((result: R) => string); then?: (result: R) => void }) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (argument: A) => send(argument),
    onSuccess: (result) => {
      if (done) toast.done(typeof done === "string" ? done : done(result));
      then?.(result);
      return client.invalidateQueries({ queryKey: [key] });
    },
  });
}

/** The same for a change without a form, whose failure is told by a toast. */
export function useAct(key: string) {
  const client = useQueryClient();
  return async (send: () => PromiseLike<unknown>, done: string) => {
    try {
      await send();
      toast.done(done);
    } catch (error) {
      toast.failed(sentence(error));
    }
    await client.invalidateQueries({ queryKey: [key] });
  };
}

export const useOutlets = () => useQuery({ queryKey: ["outlets"], queryFn: () => outlets.list() });

export type NamedTill = Till & { outlet: Outlet };

/** All tills of the seller, those of archived outlets, too: shifts and receipts name them. */
export function useTills() {
  return useQuery({
    queryKey: ["tills", "all"],
    queryFn: async (): Promise<NamedTill[]> => {
      const { outlets: all } = await outlets.list();
      const lists = await Promise.all(all.map(async (outlet) => (await tills.list(outlet.id)).tills.map((till) => ({ ...till, outlet }))));
      return lists.flat();
    },
  });
}
