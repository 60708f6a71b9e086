import type { Schemas } from "finenice-client";
import { useId } from "react";
import { useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { PasswordField, TextField } from "../ui/fields";
import { useForm } from "./form";

const text = words({
  id: { password: "Kata sandi", code: "Kode dari aplikasi, atau kode pemulihan", cancel: "Batal" },
  en: { password: "Password", code: "Code from the app, or a recovery code", cancel: "Cancel" },
});

interface Props<R> {
  title: string;
  lead: string;
  action: string;
  danger?: boolean;
  send: (body: Schemas["TwoFactorReauthentication"]) => PromiseLike<R>;
  onDone: (result: R) => void;
  onClose: () => void;
}

/** Ask for password and code, and send them. */
export function CodeDialog<R>({ title, lead, action, danger, send, onDone, onClose }: Props<R>) {
  const t = useText(text);
  const id = useId();
  const form = useForm(
    ["current_password", "code", "recovery_code"],
    async ({ current_password = "", code = "" }) => send({ current_password, ...(/^[\d\s]+$/.test(code) ? { code: code.replace(/\s/g, "") } : { recovery_code: code.trim() }) }),
    onDone,
  );
  return (
    <Dialog
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look={danger ? "danger" : "primary"} type="submit" form={id} busy={form.busy} disabled={form.waiting}>{action}</Button>
        </>
      }
    >
      <form id={id} {...form.props} className="stack">
        <p>{lead}</p>
        {form.fault && <Alert tone="danger"><p>{form.fault}</p></Alert>}
        <PasswordField label={t.password} name="current_password" required autoComplete="current-password" data-autofocus error={form.errors["current_password"]} />
        <TextField
          label={t.code} name="code" required autoComplete="one-time-code" autoCapitalize="none" spellCheck={false} className="code-field"
          error={form.errors["code"] ?? form.errors["recovery_code"]}
        />
      </form>
    </Dialog>
  );
}
