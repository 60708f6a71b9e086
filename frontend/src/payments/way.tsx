import { useMutation, useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { api } from "../app/api";
import { formatMoney, formatNumber, useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { saveBlob } from "../ui/download";
import { ErrorState } from "../ui/feedback";
import { Copy, Download, ExternalLink, Share2 } from "../ui/icons";
import { copy } from "../ui/share";
import { toast } from "../ui/toast";
import { isProvider, kindName, type Request } from "./names";

const text = words({
  id: {
    pay: "Yang dibayar", exactly: "Transfer tepat", copy: "Salin", copyAmount: "Salin jumlah", copyNumber: "Salin nomor rekening", code: (code: string) => `Termasuk kode ${code}: dari tiga angka terakhir penjual tahu bahwa ini pesanan Anda. Jangan dibulatkan.`,
    alt: (amount: string, merchant: string) => `Kode QRIS ${amount} untuk ${merchant}`, scan: "Pindai dengan aplikasi bank atau dompet digital apa pun; jumlahnya sudah terisi. Di ponsel ini: simpan gambarnya, lalu pilih dari galeri di aplikasi Anda.",
    save: "Simpan gambar", share: "Bagikan", recipient: "Penerima", bank: "Bank", number: "Nomor rekening", holder: "Atas nama",
    prepares: (provider: string) => `Menyiapkan pembayaran di ${provider}…`, page: (provider: string) => `Lanjut ke ${provider}`, back: "Halaman pembayaran terbuka di tab baru. Kembalilah ke sini setelah membayar.",
    person: "Halaman ini berubah sendiri setelah penjual melihat uangnya.", provider: "Halaman ini berubah sendiri begitu pembayaran Anda sampai.",
  },
  en: {
    pay: "To pay", exactly: "Transfer exactly", copy: "Copy", copyAmount: "Copy the amount", copyNumber: "Copy the account number", code: (code: string) => `Includes the code ${code}: by the last three digits the seller knows that it is your order. Do not round it.`,
    alt: (amount: string, merchant: string) => `QRIS code of ${amount} for ${merchant}`, scan: "Scan it with any bank or e-wallet app; the amount is filled in. On this phone: save the picture, then choose it from the gallery in your app.",
    save: "Save picture", share: "Share", recipient: "Recipient", bank: "Bank", number: "Account number", holder: "Account holder",
    prepares: (provider: string) => `Preparing the payment at ${provider}…`, page: (provider: string) => `Continue to ${provider}`, back: "The payment page opens in a new tab. Come back here when you have paid.",
    person: "This page changes by itself once the seller has seen the money.", provider: "This page changes by itself as soon as your payment arrives.",
  },
});

/** What the buyer pays, and to where. */
export function Way({ request }: { request: Request }) {
  const t = useText(text);
  const { kind, qris, bank_account, payment_url } = request;
  const byProvider = isProvider(kind);
  return (
    <div className="stack pay-now">
      <AmountToPay request={request} />
      {bank_account && (
        <dl className="pay-facts">
          <div><dt>{t.bank}</dt><dd>{bank_account.bank}</dd></div>
          <div>
            <dt>{t.number}</dt>
            <dd className="row between"><span className="pay-number">{bank_account.number}</span><Button icon={Copy} aria-label={t.copyNumber} onClick={() => void copy(bank_account.number)}>{t.copy}</Button></dd>
          </div>
          <div><dt>{t.holder}</dt><dd>{bank_account.holder}</dd></div>
        </dl>
      )}
      {qris && <QrCode request={request} merchant={qris.merchant} />}
      {byProvider && payment_url && (
        <div className="stack tight">
          {/* The provider need not know which order of which shop its visitor has seen. */}
          <a className="button primary large wide" href={payment_url} target="_blank" rel="noopener noreferrer">{t.page(kindName(kind))}<ExternalLink size={18} aria-hidden /></a>
          <p className="soft small">{t.back}</p>
        </div>
      )}
      {byProvider && !payment_url && !qris && <p className="row" role="status"><span className="spinner" aria-hidden /> {t.prepares(kindName(kind))}</p>}
      <p className="soft small">{byProvider ? t.provider : t.person}</p>
    </div>
  );
}

/** The sum in large digits. Those of the code are marked. */
function AmountToPay({ request: { kind, payable, code } }: { request: Request }) {
  const t = useText(text);
  const digits = formatNumber(payable);
  const marked = code > 0 ? 3 : 0;
  return (
    <div className="pay-amount">
      <div>
        <p className="soft small">{kind === "transfer" ? t.exactly : t.pay}</p>
        <p className="pay-digits">
          <span className="visually-hidden">{formatMoney(payable)}</span>
          <span aria-hidden><span className="currency">Rp</span> {digits.slice(0, digits.length - marked)}{marked > 0 && <mark>{digits.slice(-marked)}</mark>}</span>
        </p>
      </div>
      <Button icon={Copy} aria-label={t.copyAmount} onClick={() => void copy(String(payable))}>{t.copy}</Button>
      {code > 0 && <p className="soft small">{t.code(formatNumber(code))}</p>}
    </div>
  );
}

function QrCode({ request, merchant }: { request: Request; merchant: string }) {
  const t = useText(text);
  const { id, payable, qris } = request;
  const picture = useQuery({ queryKey: ["payment-qr", id], queryFn: () => api.paymentRequests.showQr(id, { format: "svg" }), staleTime: Infinity });
  const url = useObjectUrl(picture.data);
  const name = `qris-${request.transaction_id}.png`;
  const png = useMutation({
    mutationFn: async (share: boolean) => {
      const file = new File([await api.paymentRequests.showQr(id, { format: "png" })], name, { type: "image/png" });
      if (!share || !navigator.canShare?.({ files: [file] })) return saveBlob(name, file);
      // Who closes the sheet has not failed.
      await navigator.share({ files: [file] }).catch(() => undefined);
    },
    onError: (error) => toast.failed(sentence(error)),
  });
  return (
    <div className="stack tight">
      <figure className="pay-qr">
        {picture.error ? <ErrorState error={picture.error} onRetry={() => void picture.refetch()} /> : url ? <img src={url} alt={t.alt(formatMoney(payable), merchant)} width={264} height={264} /> : <div className="skeleton" />}
        <figcaption><strong>{merchant}</strong>{qris?.city && <span className="soft small">{qris.city}{qris.nmid && ` · ${qris.nmid}`}</span>}</figcaption>
      </figure>
      <div className="row pay-qr-steps no-print">
        <Button icon={Download} busy={png.isPending && !png.variables} onClick={() => png.mutate(false)}>{t.save}</Button>
        {"canShare" in navigator && <Button icon={Share2} busy={png.isPending && png.variables} onClick={() => png.mutate(true)}>{t.share}</Button>}
      </div>
      <p className="soft small">{t.scan}</p>
    </div>
  );
}

/** An address of the picture for as long as it is shown. */
function useObjectUrl(blob: Blob | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!blob) return;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
