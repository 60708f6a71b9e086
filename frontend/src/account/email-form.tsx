import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "../app/api";
import { useText, words } from "../app/language";
import { sentence } from "../app/problem";
import { Button } from "../ui/button";
import { Alert, Badge } from "../ui/feedback";
import { PasswordField, TextField } from "../ui/fields";
import { toast } from "../ui/toast";
import { Submit, useForm } from "./form";
import { type Profile, useKeepProfile } from "./profile";

const text = words({
  id: {
    none: "Belum ada alamat email", noneHint: "Tanpa email, kata sandi yang terlupa tidak dapat dipulihkan.", verified: "Sudah dipastikan", unverified: "Belum dipastikan",
    unverifiedHint: "Buka tautan di email kami untuk memastikan alamat ini milik Anda.", resend: "Kirim lagi", sent: "Tautannya sudah dikirim. Periksa juga folder spam.",
    pending: (email: string) => `Menunggu ${email}`, pendingHint: "Buka tautan di email ke alamat baru itu dalam 24 jam. Sampai saat itu alamat lama tetap dipakai.",
    change: "Ganti email", add: "Tambah email", address: "Email baru", password: "Kata sandi Anda", save: "Kirim tautan", cancel: "Batal", resendTo: (email: string) => `Kirim lagi ke ${email}`,
  },
  en: {
    none: "No e-mail address yet", noneHint: "Without one, a forgotten password can't be reset.", verified: "Verified", unverified: "Not verified",
    unverifiedHint: "Open the link in our e-mail to verify that this address is yours.", resend: "Send again", sent: "The link is on its way. Check your spam folder, too.",
    pending: (email: string) => `Waiting for ${email}`, pendingHint: "Open the link in the e-mail to the new address within 24 hours. Until then the old address stays.",
    change: "Change e-mail", add: "Add e-mail", address: "New e-mail", password: "Your password", save: "Send link", cancel: "Cancel", resendTo: (email: string) => `Send again to ${email}`,
  },
});

export function EmailForm({ profile }: { profile: Profile }) {
  const t = useText(text);
  /** The address to start the form with; null while it is closed. */
  const [open, setOpen] = useState<string | null>(null);
  const { email, email_verified: verified, pending_email: pending } = profile;
  const resend = useMutation({
    mutationFn: () => api.accounts.sendVerificationEmail(),
    onSuccess: () => toast.done(t.sent),
    onError: (error) => toast.failed(sentence(error)),
  });
  return (
    <div className="card stack">
      <div className="row between">
        <div className="stack tight">
          <p><strong>{email ?? t.none}</strong></p>
          {email ? <div><Badge tone={verified ? "good" : "warning"}>{verified ? t.verified : t.unverified}</Badge></div> : <p className="soft small">{t.noneHint}</p>}
        </div>
        {open === null && <Button onClick={() => setOpen("")}>{email ? t.change : t.add}</Button>}
      </div>
      {email && !verified && (
        <Alert tone="warning" action={<Button busy={resend.isPending} onClick={() => resend.mutate()}>{t.resend}</Button>}><p>{t.unverifiedHint}</p></Alert>
      )}
      {pending && open === null && (
        // The shop sends a link with every change, so the same change sends it again.
        <Alert title={t.pending(pending)} action={<Button onClick={() => setOpen(pending)}>{t.resend}</Button>}><p>{t.pendingHint}</p></Alert>
      )}
      {open !== null && <AddressForm start={open} onClose={() => setOpen(null)} />}
    </div>
  );
}

function AddressForm({ start, onClose }: { start: string; onClose: () => void }) {
  const t = useText(text);
  const keep = useKeepProfile();
  const form = useForm(
    ["email", "current_password"],
    async ({ email = "", current_password = "" }) => api.users.updateProfile({ email: email.trim(), current_password }),
    (profile) => { keep(profile); toast.done(t.sent); onClose(); },
  );
  return (
    <form {...form.props} className="stack">
      <TextField label={t.address} name="email" type="email" required maxLength={254} autoComplete="email" autoFocus={!start} defaultValue={start} error={form.errors["email"]} />
      <PasswordField label={t.password} name="current_password" required autoComplete="current-password" autoFocus={Boolean(start)} error={form.errors["current_password"]} />
      <div className="form-end">
        <Submit form={form}>{start ? t.resendTo(start) : t.save}</Submit>
        <Button onClick={onClose}>{t.cancel}</Button>
      </div>
    </form>
  );
}
