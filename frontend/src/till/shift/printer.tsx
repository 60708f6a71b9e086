/** Which printer this device prints receipts with. */
import { useState } from "react";
import { useText, words } from "../../app/language";
import { Button } from "../../ui/button";
import { Radio } from "../../ui/fields";
import { Segments } from "../../ui/tabs";
import { toast } from "../../ui/toast";
import { tellPrinterFault } from "../payment/print";
import { choosePrinter, chosenPrinter, openDrawer, type Transport, transports } from "../printing.ts";
import type { Width } from "../receipt/escpos.ts";

const text = words({
  id: { how: "Cara mencetak", browser: "Lewat browser", usb: "Printer USB", serial: "Port serial atau Bluetooth", rawbt: "Aplikasi RawBT", width: "Lebar kertas", use: "Pakai printer ini", saved: "Printer dipakai.", drawer: "Buka laci", plain: "Printer USB dan serial hanya lewat HTTPS." },
  en: { how: "How to print", browser: "By the browser", usb: "USB printer", serial: "Serial port or Bluetooth", rawbt: "The app RawBT", width: "Paper width", use: "Use this printer", saved: "The printer is in use.", drawer: "Open the drawer", plain: "USB and serial printers need HTTPS." },
});

export function PrinterChoice() {
  const t = useText(text);
  const [{ transport, width }, setPrinter] = useState(chosenPrinter);
  const choose = (next: { transport: Transport; width: Width }) => setPrinter({ ...next });
  const use = () => void choosePrinter(transport, width).then(() => toast.done(t.saved), tellPrinterFault);
  return (
    <div className="stack">
      <fieldset>
        <legend className="legend">{t.how}</legend>
        {transports().map((each) => <Radio key={each} name="transport" checked={each === transport} onChange={() => choose({ transport: each, width })} label={t[each]} />)}
      </fieldset>
      {!window.isSecureContext && <p className="soft small">{t.plain}</p>}
      <Segments label={t.width} value={width} onChange={(next) => choose({ transport, width: next })} choices={[{ value: "58", label: "58 mm" }, { value: "80", label: "80 mm" }]} />
      <div className="row between">
        <Button disabled={chosenPrinter().transport === "browser"} onClick={() => void openDrawer().catch(tellPrinterFault)}>{t.drawer}</Button>
        <Button look="primary" onClick={use}>{t.use}</Button>
      </div>
    </div>
  );
}
