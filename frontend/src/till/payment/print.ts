/** Print receipts with the printer of this device. */
import { getLanguage, words } from "../../app/language";
import { toast } from "../../ui/toast";
import { PrinterError, printReceipt } from "../printing.ts";
import type { Sale } from "../queue";
import type { SaleRecord } from "./sale";
import { receiptOf } from "./sale";

const text = words({
  id: { unsupported: "Browser ini tidak mengenal printer seperti itu.", not_chosen: "Pilih printer dulu di Laci dan kas.", not_connected: "Printer tidak tersambung.", busy: "Printer sedang dipakai program lain.", failed: "Printer berhenti di tengah jalan. Periksa kertas dan kabelnya." },
  en: { unsupported: "This browser knows no such printer.", not_chosen: "Choose a printer first, in Drawer and shift.", not_connected: "The printer isn't connected.", busy: "Another program uses the printer.", failed: "The printer has stopped. Check its paper and cable." },
});

/** Tell why nothing was printed. */
export function tellPrinterFault(error: unknown): void {
  if (!(error instanceof PrinterError)) throw error;
  toast.failed(text[getLanguage()][error.code]);
}

const printed = new Set<string>();

/** Print the receipt of a sale. What was printed before is a copy; the first print of a sale in cash opens the drawer. */
export async function printSale(sale: Sale, reprint = false, language = getLanguage()): Promise<void> {
  const { client_id } = sale.item;
  const copy = reprint || printed.has(client_id);
  const inCash = (sale.receipt as SaleRecord).receipt.payments.some(({ method }) => method === "cash");
  try {
    await printReceipt(receiptOf(sale, copy), { language, openDrawer: inCash && !copy });
    printed.add(client_id);
  } catch (error) {
    tellPrinterFault(error);
  }
}
