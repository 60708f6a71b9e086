/** Ask for the password before a call that needs a recent sign-in. */
import { type ReactNode, useId, useState } from "react";
import { useText, words } from "../app/language";
import { hasCode } from "../app/problem";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { Alert } from "../ui/feedback";
import { PasswordField } from "../ui/fields";
import { useForm } from "./form";

const text = words({
  id: { title: "Ini benar Anda?", lead: "Sudah beberapa lama sejak Anda masuk. Tulis kata sandi Anda untuk melanjutkan.", password: "Kata sandi", go: "Lanjutkan", cancel: "Batal" },
  en: { title: "Is it you?", lead: "You signed in a while ago. Enter your password to go on.", password: "Password", go: "Continue", cancel: "Cancel" },
});

type Sent = (password?: string) => Promise<unknown>;
interface Asking {
  send: Sent;
  finish: (done: boolean) => void;
}

/**
 * Return the dialog to render, and `run`: it sends a call, again with the password if the shop asks for it, and resolves
 * to whether it was carried out.
 */
export function useReauthentication(): { dialog: ReactNode; run: (send: Sent) => Promise<boolean> } {
  const [asking, setAsking] = useState<Asking | null>(null);
  const run = async (send: Sent) => {
    try {
      await send();
      return true;
    } catch (error) {
      if (!hasCode(error, "reauthentication_required")) throw error;
      return new Promise<boolean>((resolve) => setAsking({ send, finish: (done) => { setAsking(null); resolve(done); } }));
    }
  };
  return { run, dialog: asking && <PasswordDialog {...asking} /> };
}

function PasswordDialog({ send, finish }: Asking) {
  const t = useText(text);
  const id = useId();
  const form = useForm(["current_password"], ({ current_password = "" }) => send(current_password), () => finish(true));
  return (
    <Dialog
      title={t.title}
      onClose={() => finish(false)}
      actions={
        <>
          <Button onClick={() => finish(false)}>{t.cancel}</Button>
          <Button look="primary" type="submit" form={id} busy={form.busy} disabled={form.waiting}>{t.go}</Button>
        </>
      }
    >
      <form id={id} {...form.props} className="stack">
        <p>{t.lead}</p>
        {form.fault && <Alert tone="danger"><p>{form.fault}</p></Alert>}
        <PasswordField label={t.password} name="current_password" required autoComplete="current-password" data-autofocus error={form.errors["current_password"]} />
      </form>
    </Dialog>
  );
}
