/** The barcodes of a product: typed or scanned, Enter adds. */
import { type KeyboardEvent, useState } from "react";
import { useText, words } from "../app/language";
import { Button, IconButton } from "../ui/button";
import { TextField } from "../ui/fields";
import { Plus, X } from "../ui/icons";

const text = words({
  id: { label: "Barcode", hint: "Ketik atau pindai, lalu Enter.", add: "Tambah", remove: (code: string) => `Hapus barcode ${code}`, list: "Barcode barang ini", again: "Barcode ini sudah ada.", full: "Paling banyak 20 barcode." },
  en: { label: "Barcode", hint: "Type or scan, then Enter.", add: "Add", remove: (code: string) => `Remove barcode ${code}`, list: "Barcodes of this product", again: "This barcode is already there.", full: "At most 20 barcodes." },
});

const MOST_CODES = 20;

export function Barcodes({ codes, error, onChange }: { codes: readonly string[]; error: string | undefined; onChange: (codes: string[]) => void }) {
  const t = useText(text);
  const [typed, setTyped] = useState("");
  const [fault, setFault] = useState<string>();
  const add = () => {
    // Scanners may send control characters around the code.
    const code = typed.replace(/[^!-~]/g, "");
    if (!code) return;
    if (codes.includes(code)) setFault(t.again);
    else if (codes.length >= MOST_CODES) setFault(t.full);
    else {
      onChange([...codes, code]);
      setFault(undefined);
    }
    setTyped("");
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== "Enter") return;
    // It must not send the form.
    event.preventDefault();
    add();
  };
  return (
    <div className="stack tight">
      <div className="barcode-field">
        <TextField label={t.label} hint={t.hint} error={fault ?? error} name="barcodes" autoComplete="off" maxLength={64} value={typed} onChange={(event) => { setTyped(event.target.value); setFault(undefined); }} onKeyDown={onKeyDown} />
        <Button icon={Plus} disabled={!typed.trim()} onClick={add}>{t.add}</Button>
      </div>
      {codes.length > 0 && (
        <ul className="barcodes" aria-label={t.list}>
          {codes.map((code) => <li key={code}><span>{code}</span><IconButton icon={X} label={t.remove(code)} onClick={() => onChange(codes.filter((each) => each !== code))} /></li>)}
        </ul>
      )}
    </div>
  );
}
