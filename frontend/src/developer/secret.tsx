/** A secret that is shown only once, to be stored elsewhere. */
import { useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { Copy } from "../ui/icons";
import { copy } from "../ui/share";
import "./developer.css";

const text = words({
  id: { copy: "Salin", saved: "Sudah saya simpan" },
  en: { copy: "Copy", saved: "I have stored it" },
});

export function Secret({ title, hint, secret, onClose }: { title: string; hint: string; secret: string; onClose: () => void }) {
  const t = useText(text);
  return (
    <Dialog title={title} onClose={onClose} actions={<><Button icon={Copy} onClick={() => void copy(secret)}>{t.copy}</Button><Button look="primary" onClick={onClose}>{t.saved}</Button></>}>
      <div className="stack">
        <Alert tone="warning"><p>{hint}</p></Alert>
        <p className="key-secret"><code>{secret}</code></p>
      </div>
    </Dialog>
  );
}
