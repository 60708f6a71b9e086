import { useState } from "react";
import { getLanguage, useText, words } from "../app/language";
import { useShop } from "../app/shop";
import { Button } from "../ui/button";
import { confirm, Dialog } from "../ui/dialog";
import { save } from "../ui/download";
import { Alert } from "../ui/feedback";
import { Checkbox } from "../ui/fields";
import { Copy, Download, Printer } from "../ui/icons";
import { copy } from "../ui/share";

const text = words({
  id: {
    title: "Kode pemulihan Anda", once: "Kode ini hanya ditampilkan sekarang", lead: "Jika ponsel Anda hilang, setiap kode menggantikan satu kali kode dari aplikasi. Simpan di tempat selain ponsel.",
    copy: "Salin", print: "Cetak", save: "Unduh", kept: "Saya sudah menyimpannya", done: "Selesai", closeTitle: "Tutup tanpa menyimpan kode?", closeDetail: "Kode ini tidak dapat ditampilkan lagi. Tanpa kode, ponsel yang hilang mengunci akun Anda.", close: "Tutup saja", file: (shop: string) => `Kode pemulihan untuk ${shop}`,
  },
  en: {
    title: "Your recovery codes", once: "These codes are shown only now", lead: "If you lose your phone, each one replaces a code of the app once. Keep them somewhere else than on the phone.",
    copy: "Copy", print: "Print", save: "Download", kept: "I have saved them", done: "Done", closeTitle: "Close without saving the codes?", closeDetail: "They can't be shown again. Without them, a lost phone locks you out.", close: "Close anyway", file: (shop: string) => `Recovery codes for ${shop}`,
  },
});

export function RecoveryCodesDialog({ codes, onClose }: { codes: readonly string[]; onClose: () => void }) {
  const t = useText(text);
  const { name } = useShop();
  const [kept, setKept] = useState(false);
  const close = async () => {
    if (kept || await confirm({ title: t.closeTitle, detail: t.closeDetail, action: t.close, danger: true })) onClose();
  };
  const content = `${t.file(name)}\n\n${codes.join("\n")}\n`;
  return (
    <Dialog title={t.title} onClose={() => void close()} actions={<Button look="primary" disabled={!kept} onClick={onClose}>{t.done}</Button>}>
      <div className="stack recovery">
        <Alert tone="warning" title={t.once}><p>{t.lead}</p></Alert>
        <ul className="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ul>
        <div className="row no-print">
          <Button icon={Copy} onClick={() => void copy(content)}>{t.copy}</Button>
          <Button icon={Printer} onClick={() => window.print()}>{t.print}</Button>
          <Button icon={Download} onClick={() => save(getLanguage() === "id" ? "kode-pemulihan.txt" : "recovery-codes.txt", content, "text/plain")}>{t.save}</Button>
        </div>
        <div className="no-print"><Checkbox label={t.kept} checked={kept} onChange={(event) => setKept(event.target.checked)} /></div>
      </div>
    </Dialog>
  );
}
