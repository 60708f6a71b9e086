import { useMutation, useQueryClient } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useMemo, useState } from "react";
import { api } from "../app/api";
import { formatMoney, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { Alert, Loaded, Skeleton } from "../ui/feedback";
import { ChevronRight } from "../ui/icons";
import { toast } from "../ui/toast";
import { useRequestsOfOrder } from "./data";
import { type Account, iconOf, isProvider, kindName, type Request } from "./names";
import "./payments.css";
import { Way } from "./way";

type Sale = Schemas["SaleWithBuyer"];

const text = words({
  id: {
    how: "Pilih cara bayar", qris: (merchant: string) => `Pindai dengan aplikasi bank atau dompet digital. Penerima: ${merchant}`, transfer: (holder: string) => `Dari bank mana pun, atas nama ${holder}`,
    page: "Di halaman pembayaran: kartu, dompet digital, atau rekening virtual", code: "Pindai dengan aplikasi bank atau dompet digital", other: "Ganti cara bayar",
    none: "Bayar di toko, atau tunggu penjual menghubungi Anda.",
    review: (amount: string) => `Penjual sedang memeriksa pembayaran Anda ${amount}`, reviewNext: "Jangan bayar lagi. Setelah diperiksa, struk Anda terbit di sini, atau uangnya dikembalikan.",
    failed: (way: string) => `Pembayaran lewat ${way} tidak jadi`, failedNext: "Pilih cara bayar lagi. Kalau uang Anda sudah terkirim, hubungi penjual.",
    late: "Sudah terlanjur membayar? Penjual melihat uang yang datang terlambat: kalau barangnya masih ada, pesanan ini tetap lunas; kalau tidak, uang Anda dikembalikan.",
  },
  en: {
    how: "Choose how to pay", qris: (merchant: string) => `Scan it with a bank or e-wallet app. Recipient: ${merchant}`, transfer: (holder: string) => `From any bank, to ${holder}`,
    page: "On a payment page: card, e-wallet or virtual account", code: "Scan it with a bank or e-wallet app", other: "Pay another way",
    none: "Pay at the shop, or wait until the seller contacts you.",
    review: (amount: string) => `The seller is checking your payment of ${amount}`, reviewNext: "Do not pay again. After the check your receipt appears here, or the money is returned.",
    failed: (way: string) => `The payment by ${way} did not work`, failedNext: "Choose how to pay again. If your money has left, contact the seller.",
    late: "Have you paid already? The seller sees money that arrives late: if the items are still there, this order becomes paid; if not, your money is returned.",
  },
});

/** How the buyer pays an order, and what becomes of what they have paid. */
export default function Paying({ sale }: { sale: Sale }) {
  const t = useText(text);
  const query = useRequestsOfOrder(sale.id, true);
  return (
    <Loaded query={query} skeleton={<Skeleton lines={2} height={60} />}>
      {({ payment_requests: requests, payment_accounts: accounts }) => {
        const review = requests.filter(({ state }) => state === "review").at(-1);
        if (review) return <div role="status"><Alert tone="warning" title={t.review(formatMoney(review.received ?? review.payable))}><p>{t.reviewNext}</p></Alert></div>;
        if (sale.status !== "pending") return requests.length > 0 && <p className="soft small">{t.late}</p>;
        return <Ways sale={sale} requests={requests} accounts={accounts} />;
      }}
    </Loaded>
  );
}

function Ways({ sale, requests, accounts }: { sale: Sale; requests: readonly Request[]; accounts: readonly Account[] }) {
  const t = useText(text);
  const [chosen, setChosen] = useState<number | "other" | null>(null);
  const open = requests.filter(({ state }) => state === "pending");
  const shown = chosen === "other" ? undefined : (open.find(({ id }) => id === chosen) ?? open.at(-1));
  const last = requests.at(-1);
  if (shown) {
    return (
      <>
        <Way key={shown.id} request={shown} />
        {accounts.length > 1 && <Button look="quiet" onClick={() => setChosen("other")}>{t.other}</Button>}
      </>
    );
  }
  return (
    <>
      {last?.state === "failed" && <Alert tone="warning" title={t.failed(wayName(last))}>{last.reason && <p>{last.reason}</p>}<p>{t.failedNext}</p></Alert>}
      {accounts.length ? <Choice sale={sale} accounts={accounts} onAsked={setChosen} /> : <p className="soft">{t.none}</p>}
    </>
  );
}

const wayName = ({ kind, bank_account }: Pick<Account, "kind" | "bank_account">): string => (bank_account ? `Transfer ${bank_account.bank}` : kindName(kind));

function Choice({ sale, accounts, onAsked }: { sale: Sale; accounts: readonly Account[]; onAsked: (id: number) => void }) {
  const t = useText(text);
  const client = useQueryClient();
  // A repeated attempt at the same has the same key.
  const keys = useMemo(() => new Map<number, string>(), [sale.id, sale.due]);
  const ask = useMutation({
    mutationFn: (account: Account) => {
      const idempotencyKey = keys.get(account.id) ?? newKey();
      keys.set(account.id, idempotencyKey);
      return api.paymentRequests.create(sale.id, { account_id: account.id }, { idempotencyKey });
    },
    onSuccess: async ({ id }, account) => {
      keys.delete(account.id);
      await client.invalidateQueries({ queryKey: ["order-requests", sale.id] });
      onAsked(id);
    },
    onError: (error, account) => {
      keys.delete(account.id);
      toast.failed(sentence(error));
      for (const key of ["order", "order-requests"]) void client.invalidateQueries({ queryKey: [key, sale.id] });
    },
  });
  const hint = ({ kind, qris, bank_account, provider }: Account): string => {
    if (bank_account) return t.transfer(bank_account.holder);
    if (qris) return t.qris(qris.merchant);
    return isProvider(kind) && provider?.channel === "qris" ? t.code : t.page;
  };
  return (
    <div className="stack tight no-print">
      <h3>{t.how}</h3>
      <ul className="list">
        {accounts.map((account) => {
          const Icon = iconOf(account.kind);
          return (
            <li key={account.id}>
              <button type="button" className="list-row pay-way" disabled={ask.isPending} onClick={() => ask.mutate(account)}>
                <Icon size={24} aria-hidden />
                <span className="grow"><span>{account.provider?.channel === "qris" ? `QRIS (${wayName(account)})` : wayName(account)}</span><span>{hint(account)}</span></span>
                {ask.isPending && ask.variables.id === account.id ? <span className="spinner" aria-hidden /> : <ChevronRight size={18} aria-hidden />}
              </button>
            </li>
          );
        })}
      </ul>
    </div>
  );
}
