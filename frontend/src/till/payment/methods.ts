import { words } from "../../app/language";

export const methodNames = words({
  id: { cash: "Tunai", qris: "QRIS", transfer: "Transfer", card: "Kartu", ewallet: "Dompet digital", credit: "Kasbon" },
  en: { cash: "Cash", qris: "QRIS", transfer: "Transfer", card: "Card", ewallet: "E-wallet", credit: "Credit" },
});
