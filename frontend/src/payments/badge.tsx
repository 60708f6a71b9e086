import { badgeOf } from "../shop/basket";
import { useText, words } from "../app/language";
import { useToDoCount } from "./data";

const text = words({
  id: { waits: (count: string | number) => ` ${count} menunggu Anda` },
  en: { waits: (count: string | number) => ` ${count} wait for you` },
});
const POLL_MS = 60_000;

/** How many payments wait for the seller, beside the place of sales. */
export default function PaymentsBadge() {
  const t = useText(text);
  const count = useToDoCount(POLL_MS);
  if (!count) return null;
  return <><span className="count" aria-hidden>{badgeOf(count)}</span><span className="visually-hidden">{t.waits(badgeOf(count))}</span></>;
}
