import { useState } from "react";
import { Link } from "react-router";
import { formatMoment, formatMoney, formatZonedTime, useText, words } from "../app/language";
import { Button } from "../ui/button";
import { Alert, Badge } from "../ui/feedback";
import { Check, X } from "../ui/icons";
import { Money } from "../ui/money";
import { iconOf, kindName, names, type Request, TONES } from "./names";
import { Confirm, Reject } from "./settle";

const text = words({
  id: {
    arrived: "Sudah masuk", accept: "Terima", reject: "Tolak", until: (time: string) => `sampai ${time}`, received: (amount: string) => `Yang masuk ${amount}`, reference: (name: string) => `Referensi ${name}`,
    events: "Kabar dari penyedia", event: { paid: "Dibayar", failed: "Gagal", reversed: "Diambil kembali" }, unknownAmount: "jumlah tidak terbaca", others: "Uang lain yang masuk untuk ini",
  },
  en: {
    arrived: "It has arrived", accept: "Confirm", reject: "Reject", until: (time: string) => `until ${time}`, received: (amount: string) => `${amount} arrived`, reference: (name: string) => `Reference ${name}`,
    events: "What the provider told", event: { paid: "Paid", failed: "Failed", reversed: "Taken back" }, unknownAmount: "amount not readable", others: "Other money that arrived for it",
  },
});

/** One request: what was asked for, what arrived, and for the seller what to do. */
export function RequestRow({ request, seller, withOrder = false, onPaid }: { request: Request; seller: boolean; withOrder?: boolean; onPaid?: () => void }) {
  const t = useText(text);
  const n = useText(names);
  const [step, setStep] = useState<"confirm" | "reject" | null>(null);
  const { transaction_id, kind, name, state, payable, received, reference, review_reason, reason, created_at, expires_at, payment_id, provider_events, other_arrivals } = request;
  const Icon = iconOf(kind);
  const settles = seller && state !== "paid";
  const facts = [
    seller ? name : kindName(kind), formatMoment(created_at), state === "pending" && expires_at && t.until(formatZonedTime(expires_at)),
    received !== null && received !== payable && t.received(formatMoney(received)), seller && reference && t.reference(reference),
  ].filter(Boolean);
  return (
    <li className="pay-request">
      <Icon size={20} aria-hidden />
      <div className="pay-request-what">
        <p className="row"><strong><Money value={payable} /></strong><Badge tone={TONES[state]}>{n.states[state]}</Badge></p>
        <p className="soft small">{withOrder && <><Link to={`/orders/${transaction_id}`}>{n.order(transaction_id)}</Link> · </>}{facts.join(" · ")}</p>
        {reason && <p className="small">{reason}</p>}
      </div>
      {seller && review_reason && <Alert tone="warning"><p>{n.reasons[review_reason]}</p></Alert>}
      {seller && other_arrivals.length > 0 && (
        <details className="pay-events small">
          <summary>{t.others} ({other_arrivals.length})</summary>
          <ul>{other_arrivals.map((other) => <li key={`${other.reference} ${other.received_at}`}>{formatMoney(other.amount)} · {other.reference} · {formatMoment(other.received_at)}</li>)}</ul>
        </details>
      )}
      {seller && provider_events.length > 0 && (
        <details className="pay-events small">
          <summary>{t.events} ({provider_events.length})</summary>
          <ul>{provider_events.map((event) => <li key={`${event.state} ${event.reference} ${event.amount}`}>{t.event[event.state]}, {event.amount === null ? t.unknownAmount : formatMoney(event.amount)} · {event.reference} · {formatMoment(event.received_at)}</li>)}</ul>
        </details>
      )}
      {settles && (
        <div className="row pay-request-steps">
          <Button look={state === "pending" || state === "review" ? "primary" : "plain"} icon={Check} onClick={() => setStep("confirm")}>{state === "review" ? t.accept : t.arrived}</Button>
          {state !== "failed" && payment_id === null && <Button icon={X} onClick={() => setStep("reject")}>{t.reject}</Button>}
        </div>
      )}
      {step === "confirm" && <Confirm request={request} onClose={() => setStep(null)} onPaid={onPaid} />}
      {step === "reject" && <Reject request={request} onClose={() => setStep(null)} />}
    </li>
  );
}
