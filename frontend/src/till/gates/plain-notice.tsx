/** Says that the till was opened over plain HTTP, and what that takes away. */
import { useLanguage, useText, words } from "../../app/language";
import { Alert } from "../../ui/feedback";
import { opensOffline } from "../files";

const text = words({
  id: {
    title: "Dibuka tanpa HTTPS",
    detail: "Browser menyimpan halaman hanya dari alamat HTTPS. Tanpa sambungan, kasir ini berjualan hanya sampai halaman dimuat ulang; kamera dan printer USB tidak dapat dipakai. Dengan sambungan, penjualan tetap berjalan.",
    how: "Cara memakai HTTPS di toko",
  },
  en: {
    title: "Opened without HTTPS",
    detail: "Browsers keep pages of HTTPS addresses alone. Without a network this till sells only until the page is reloaded; camera and USB printers can't be used. With a network it sells as usual.",
    how: "How to use HTTPS in the shop",
  },
});

export function PlainNotice() {
  const t = useText(text);
  const language = useLanguage();
  if (opensOffline()) return null;
  return <Alert tone="warning" title={t.title}><p>{t.detail}</p><p><a href={`/docs?lang=${language}#https`} target="_blank">{t.how}</a></p></Alert>;
}
