import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Schemas } from "finenice-client";
import { useState } from "react";
import { useLocation } from "react-router";
import { api } from "../app/api";
import { formatDate, formatNumber, useText, words } from "../app/language";
import { nextPath } from "../app/session";
import { Button, ButtonLink } from "../ui/button";
import { useDialog } from "../ui/dialog";
import { Alert, Badge, Loaded, Skeleton } from "../ui/feedback";
import { toast } from "../ui/toast";
import { RecoveryCodesDialog } from "./recovery-codes";
import { CodeDialog } from "./second-factor-code";
import { SecondFactorSetup } from "./second-factor-setup";

const text = words({
  id: {
    off: "Tidak aktif", on: "Aktif", since: (day: string) => `Sejak ${day}`, turnOn: "Aktifkan", required: "Peran Anda mewajibkan verifikasi dua langkah",
    requiredHint: "Aktifkan dulu; sesudah itu halaman lain terbuka lagi. Anda perlu aplikasi autentikator di ponsel, misalnya Google Authenticator atau Aegis.",
    hint: "Anda perlu aplikasi autentikator di ponsel, misalnya Google Authenticator atau Aegis.", left: (count: string) => `Sisa ${count} kode pemulihan`,
    few: "Kode pemulihan hampir habis. Buat yang baru agar Anda tidak terkunci di luar.", renew: "Buat kode pemulihan baru", renewHint: "Kode yang lama tidak berlaku lagi.",
    turnOff: "Matikan", turnOffTitle: "Matikan verifikasi dua langkah", turnOffHint: "Setelah ini, masuk cukup dengan kata sandi.", turnedOff: "Verifikasi dua langkah sudah dimatikan.",
    goOn: "Lanjut ke halaman tadi",
  },
  en: {
    off: "Off", on: "On", since: (day: string) => `Since ${day}`, turnOn: "Turn on", required: "Your role requires two-step verification",
    requiredHint: "Turn it on first; then the other pages open again. You need an authenticator app on your phone, such as Google Authenticator or Aegis.",
    hint: "You need an authenticator app on your phone, such as Google Authenticator or Aegis.", left: (count: string) => `${count} recovery codes left`,
    few: "You are running out of recovery codes. Create new ones so that you aren't locked out.", renew: "Create new recovery codes", renewHint: "The old ones stop working.",
    turnOff: "Turn off", turnOffTitle: "Turn off two-step verification", turnOffHint: "From then on, signing in takes the password alone.", turnedOff: "Two-step verification is off.",
    goOn: "Go on to the page you wanted",
  },
});

const FEW_CODES = 3;
type Doing = "setting up" | "renewing" | "turning off";

export function SecondFactor() {
  const t = useText(text);
  const { search } = useLocation();
  const client = useQueryClient();
  const doing = useDialog<Doing>();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const query = useQuery({ queryKey: ["second-factor"], queryFn: () => api.twoFactor.show() });
  const refresh = () => {
    doing.close();
    // The shop may now open what it has refused so far, and other sessions have ended.
    void client.invalidateQueries();
  };
  const show = (next: Schemas["RecoveryCodes"]) => {
    setCodes(next.recovery_codes);
    refresh();
  };
  const goOn = new URLSearchParams(search).has("next") && nextPath(search);
  return (
    <Loaded query={query} skeleton={<Skeleton lines={1} height={120} />}>
      {(status) => (
        <>
          {status.required && !status.enabled && <Alert tone="warning" title={t.required}><p>{t.requiredHint}</p></Alert>}
          {status.enabled && goOn && <Alert tone="good" action={<ButtonLink look="primary" to={goOn}>{t.goOn}</ButtonLink>}><p>{t.on}</p></Alert>}
          {status.enabled ? <Enabled status={status} onDo={doing.open} /> : (
            <div className="card row between">
              <div className="stack tight grow">
                <div><Badge>{t.off}</Badge></div>
                {!status.required && <p className="soft small">{t.hint}</p>}
              </div>
              <Button look="primary" onClick={() => doing.open("setting up")}>{t.turnOn}</Button>
            </div>
          )}
          {doing.value === "setting up" && <SecondFactorSetup onDone={show} onClose={doing.close} />}
          {doing.value === "renewing" && (
            <CodeDialog title={t.renew} lead={t.renewHint} action={t.renew} send={(body) => api.twoFactor.regenerateRecoveryCodes(body)} onDone={show} onClose={doing.close} />
          )}
          {doing.value === "turning off" && (
            <CodeDialog
              title={t.turnOffTitle} lead={t.turnOffHint} action={t.turnOff} danger send={(body) => api.twoFactor.disable(body)}
              onDone={() => { toast.done(t.turnedOff); refresh(); }} onClose={doing.close}
            />
          )}
          {codes && <RecoveryCodesDialog codes={codes} onClose={() => setCodes(null)} />}
        </>
      )}
    </Loaded>
  );
}

function Enabled({ status, onDo }: { status: Schemas["TwoFactorStatus"]; onDo: (doing: Doing) => void }) {
  const t = useText(text);
  return (
    <div className="card stack">
      <div className="row between">
        <div className="row"><Badge tone="good">{t.on}</Badge>{status.enabled_at && <span className="soft small">{t.since(formatDate(status.enabled_at))}</span>}</div>
        <span className="small">{t.left(formatNumber(status.recovery_codes))}</span>
      </div>
      {status.recovery_codes < FEW_CODES && <Alert tone="warning"><p>{t.few}</p></Alert>}
      <div className="row">
        <Button onClick={() => onDo("renewing")}>{t.renew}</Button>
        {!status.required && <Button look="quiet" onClick={() => onDo("turning off")}>{t.turnOff}</Button>}
      </div>
    </div>
  );
}
