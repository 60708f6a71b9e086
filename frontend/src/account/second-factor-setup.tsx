import type { Schemas } from "finenice-client";
import { useId, useState } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { PasswordField, TextField } from "../ui/fields";
import { Copy, ExternalLink } from "../ui/icons";
import { copy } from "../ui/share";
import { useForm } from "./form";

const text = words({
  id: {
    title: "Aktifkan verifikasi dua langkah", password: "Kata sandi Anda", passwordHint: "Agar hanya Anda yang dapat mengaktifkannya.", next: "Lanjut", cancel: "Batal", finish: "Aktifkan",
    scan: "Pindai kode ini dengan aplikasi autentikator.", qr: "Kode QR untuk aplikasi autentikator", byHand: "Tidak dapat memindai? Ketik kunci ini di aplikasi:", copy: "Salin kunci",
    open: "Buka di aplikasi", code: "Tulis enam angka yang ditunjukkan aplikasi", ends: "Perangkat lain akan dikeluarkan.",
  },
  en: {
    title: "Turn on two-step verification", password: "Your password", passwordHint: "So that nobody else can turn it on.", next: "Continue", cancel: "Cancel", finish: "Turn on",
    scan: "Scan this code with your authenticator app.", qr: "QR code for authenticator apps", byHand: "Can't scan? Type this key into the app:", copy: "Copy key",
    open: "Open in the app", code: "Enter the six digits that the app shows", ends: "Other devices will be signed out.",
  },
});

type Setup = Schemas["TotpSetup"];

export function SecondFactorSetup({ onDone, onClose }: { onDone: (codes: Schemas["RecoveryCodes"]) => void; onClose: () => void }) {
  const [setup, setSetup] = useState<Setup | null>(null);
  return setup ? <SecondStep setup={setup} onDone={onDone} onClose={onClose} /> : <FirstStep onDone={setSetup} onClose={onClose} />;
}

function FirstStep({ onDone, onClose }: { onDone: (setup: Setup) => void; onClose: () => void }) {
  const t = useText(text);
  const id = useId();
  const form = useForm(["current_password"], async ({ current_password = "" }) => api.twoFactor.startSetup({ current_password }), onDone);
  return (
    <Dialog title={t.title} onClose={onClose} actions={<Actions form={form} id={id} action={t.next} onClose={onClose} />}>
      <form id={id} {...form.props} className="stack">
        {form.fault && <Alert tone="danger"><p>{form.fault}</p></Alert>}
        <PasswordField label={t.password} hint={t.passwordHint} name="current_password" required autoComplete="current-password" data-autofocus error={form.errors["current_password"]} />
      </form>
    </Dialog>
  );
}

function SecondStep({ setup, onDone, onClose }: { setup: Setup; onDone: (codes: Schemas["RecoveryCodes"]) => void; onClose: () => void }) {
  const t = useText(text);
  const id = useId();
  const form = useForm(["code"], async ({ code = "" }) => api.twoFactor.confirmSetup({ code: code.replace(/\s/g, "") }), onDone);
  return (
    <Dialog title={t.title} onClose={onClose} actions={<Actions form={form} id={id} action={t.finish} onClose={onClose} />}>
      <form id={id} {...form.props}>
        <ol className="steps">
          <li>
            <div className="stack">
              <p>{t.scan}</p>
              <div className="qr"><img src={setup.qr} alt={t.qr} width={180} height={180} /></div>
              <p className="soft small">{t.byHand}</p>
              <code className="secret">{setup.secret}</code>
              <div className="row">
                <Button icon={Copy} onClick={() => void copy(setup.secret)}>{t.copy}</Button>
                <a className="button quiet" href={setup.address}><ExternalLink size={18} aria-hidden />{t.open}</a>
              </div>
            </div>
          </li>
          <li>
            <div className="stack">
              {form.fault && <Alert tone="danger"><p>{form.fault}</p></Alert>}
              <TextField
                label={t.code} hint={t.ends} name="code" required autoComplete="one-time-code" inputMode="numeric" className="code-field" error={form.errors["code"]}
              />
            </div>
          </li>
        </ol>
      </form>
    </Dialog>
  );
}

function Actions({ form, id, action, onClose }: { form: { busy: boolean; waiting: boolean }; id: string; action: string; onClose: () => void }) {
  const t = useText(text);
  return (
    <>
      <Button onClick={onClose}>{t.cancel}</Button>
      <Button look="primary" type="submit" form={id} busy={form.busy} disabled={form.waiting}>{action}</Button>
    </>
  );
}
