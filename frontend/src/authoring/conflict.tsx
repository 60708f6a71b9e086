import { useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Alert } from "../ui/feedback";

const text = words({
  id: {
    title: "Diubah juga di tempat lain", detail: (fields: string) => `Sejak Anda membuka halaman ini, seseorang atau tab lain sudah menyimpan perubahan pada: ${fields}.`,
    theirs: "Pakai yang tersimpan", mine: "Simpan punya saya",
  },
  en: {
    title: "Changed elsewhere, too", detail: (fields: string) => `Since you opened this page, somebody or another tab has saved changes to: ${fields}.`,
    theirs: "Use what is saved", mine: "Save mine",
  },
});

/** Say which fields two people have changed, and let this one choose. */
export function ConflictAlert({ fields, onTheirs, onMine }: { fields: readonly string[]; onTheirs: () => void; onMine: () => void }) {
  const t = useText(text);
  return (
    <div role="alert">
      <Alert tone="warning" title={t.title}>
        <p>{t.detail(fields.join(", "))}</p>
        <div className="row conflict-actions">
          <Button onClick={onTheirs}>{t.theirs}</Button>
          <Button onClick={onMine}>{t.mine}</Button>
        </div>
      </Alert>
    </div>
  );
}
