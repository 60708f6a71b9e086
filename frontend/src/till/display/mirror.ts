/** Shows the ticket of this tab on the customer's display. */
import type { Copy } from "../copy";
import { basketOf, getTickets, onTickets } from "../counter/ticket";
import { taken } from "../discounts.ts";
import { sum } from "../money.ts";
import { amountOf } from "../pricing.ts";
import { getShown, HELLO, onShown, openChannel, type Screen, WHO } from "./screen";

/** Tell displays what they show until that is ended. Without a display nothing is sent. */
export function mirror(copy: Copy): () => void {
  const channel = openChannel();
  let asked = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const sendSoon = () => {
    // Once the counter itself has changed.
    if (asked) timer ??= setTimeout(() => {
      timer = undefined;
      channel.postMessage(screenOf(copy));
    });
  };
  const clear = () => {
    clearTimeout(timer);
    timer = undefined;
    if (asked) channel.postMessage(null);
  };
  channel.onmessage = ({ data }) => {
    if (data !== HELLO) return;
    asked = true;
    sendSoon();
  };
  const leave = [onTickets(sendSoon), onShown(sendSoon), copy.subscribe(sendSoon)];
  addEventListener("pagehide", clear);
  channel.postMessage(WHO);
  return () => {
    for (const each of leave) each();
    removeEventListener("pagehide", clear);
    clear();
    channel.close();
  };
}

function screenOf(copy: Copy): Screen {
  const { current } = getTickets();
  const basket = basketOf(current, copy);
  const { paying, sold } = getShown();
  return {
    outlet: copy.outlet?.name ?? "",
    lines: current.lines.map(({ key, name, price, quantity, measure, discount }) => {
      const gross = amountOf(price, quantity, measure);
      return { key, name, price, quantity, measure, amount: gross - taken(discount, gross) };
    }),
    discount: basket ? basket.discount - sum(basket.lines.map(({ ownDiscount }) => ownDiscount)) : 0,
    service: basket?.service ?? 0,
    tax: basket?.tax ?? 0,
    inclusive: basket?.lines[0]?.item.profile.inclusive ?? true,
    total: basket?.total,
    paying: current.lines.length ? paying : null,
    sold: current.lines.length ? null : sold,
  };
}
