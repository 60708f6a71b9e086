/** After a refund: the money to hand over, and the receipt of it, as the shop lays it out. */
import { useMutation } from "@tanstack/react-query";
import { newKey, type Schemas } from "finenice-client";
import { useState } from "react";
import { getLanguage, useText, words } from "../../app/language";
import { sentence } from "../../app/problem";
import { Button } from "../../ui/button";
import { Dialog } from "../../ui/dialog";
import { Printer } from "../../ui/icons";
import { Money } from "../../ui/money";
import { printPage } from "../../ui/print-page";
import { toast } from "../../ui/toast";
import { tillApi } from "../device";
import { methodNames } from "../payment/methods";
import { tellPrinterFault } from "../payment/print";
import { chosenPrinter, printBytes, PrinterError } from "../printing.ts";
import type { GivenBack } from "./refund-dialog";

const text = words({
  id: { title: "Retur tercatat", back: "Uang kembali", debt: "Kasbon dipotong", left: "Masih dapat dikembalikan", print: "Cetak bukti", done: "Selesai" },
  en: { title: "The return is recorded", back: "To give back", debt: "Off the debt", left: "May still come back", print: "Print the receipt", done: "Done" },
});

export function Given({ sale, given: { refund, quote: { money, debt } }, onClose }: { sale: Schemas["Sale"]; given: GivenBack; onClose: () => void }) {
  const t = useText(text);
  const names = useText(methodNames);
  const [key] = useState(newKey);
  const print = useMutation({
    mutationFn: async () => {
      const { transport, width } = chosenPrinter();
      const body = { language: getLanguage(), ...(transport === "browser" ? { format: "html" } : { format: "escpos", width }) };
      const path = `/api/transactions/${sale.id}/refunds/${refund.id}/receipt/prints`;
      const { content } = await tillApi().request<Schemas["ReceiptPrint"]>("POST", path, { body, options: { idempotencyKey: key } });
      const bytes = Uint8Array.from(atob(content), (letter) => letter.charCodeAt(0));
      if (transport === "browser") printPage(new TextDecoder().decode(bytes));
      else await printBytes(bytes);
    },
    onError: (error) => (error instanceof PrinterError ? tellPrinterFault(error) : toast.failed(sentence(error))),
  });
  return (
    <Dialog title={t.title} kind="sheet" onClose={onClose} actions={<><Button icon={Printer} busy={print.isPending} onClick={() => print.mutate()}>{t.print}</Button><Button look="primary" data-autofocus onClick={onClose}>{t.done}</Button></>}>
      {money && <p className="till-change" role="status"><span>{t.back} <small className="soft">{names[money.method]}</small></span><Money value={money.amount + money.adjustment} /></p>}
      {debt > 0 && <div className="till-sum"><span>{t.debt}</span><Money value={debt} /></div>}
      {refund.left > 0 && <div className="till-sum soft"><span>{t.left}</span><Money value={refund.left} /></div>}
    </Dialog>
  );
}
