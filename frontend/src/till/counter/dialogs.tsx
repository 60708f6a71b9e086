/** The dialogs of the counter. Keys that follow the one that opens a dialog are for it, also while it is still loading. */
import type { Product } from "../copy";
import { part } from "../part";
import type { Sale } from "../queue";
import { dropKeys, giveKeys, keepKeys } from "./ahead";

const CustomerDialog = part(() => import("./customer-dialog"));
const DiscountDialog = part(() => import("./discount-dialog"));
const HeldDialog = part(() => import("./held-dialog"));
const LineDialog = part(() => import("./line-dialog"));
const VariantsDialog = part(async () => ({ default: (await import("./line-dialog")).VariantsDialog }));
const WeightDialog = part(async () => ({ default: (await import("./line-dialog")).WeightDialog }));
export const Camera = part(() => import("../camera/camera"));
/** What follows a sale comes with its payment: it must not fail. */
export const ReceiptPage = part(() => import("../payment/receipt-page"));
const Payment = part(async () => {
  const [module] = await Promise.all([import("../payment/payment"), ReceiptPage.load()]);
  return module;
});
const Drawer = part(() => import("../shift/drawer"));
const RefundDialog = part(() => import("../refund/refund-dialog"));
const DebtsDialog = part(() => import("../debts/debts-dialog"));
const WaitingList = part(() => import("../waiting"));

const parts = { customer: CustomerDialog, discount: DiscountDialog, held: HeldDialog, line: LineDialog, variants: VariantsDialog, weight: WeightDialog, payment: Payment, drawer: Drawer, refund: RefundDialog, debts: DebtsDialog, waiting: WaitingList };

export type DialogName = keyof typeof parts;

export interface Opened {
  name: DialogName;
  product?: Product;
  /** The number of the receipt whose goods come back. */
  receipt?: string;
}

/** Open a dialog as soon as it is loaded: at once, but for the first moments of the page. */
export function whenLoaded(name: DialogName, open: () => void, onFailed: () => void): void {
  const { isLoaded, load } = parts[name];
  if (isLoaded()) return open();
  keepKeys();
  load().then(open).then(() => requestAnimationFrame(() => setTimeout(giveKeys)), () => {
    dropKeys();
    onFailed();
  });
}

interface DialogsProps {
  dialog: Opened;
  onClose: () => void;
  onPick: (product: Product, times: number | null) => void;
  onGo: (dialog: Opened) => void;
  onSold: (sale: Sale) => void;
}

export function Dialogs({ dialog: { name, product, receipt }, onClose, onPick, onGo, onSold }: DialogsProps) {
  if (name === "payment") return <Payment onClose={onClose} onSold={onSold} onCustomer={() => onGo({ name: "customer" })} />;
  if (name === "discount") return <DiscountDialog onClose={onClose} />;
  if (name === "customer") return <CustomerDialog onClose={onClose} />;
  if (name === "held") return <HeldDialog onClose={onClose} />;
  if (name === "line") return <LineDialog onClose={onClose} />;
  if (name === "drawer") return <Drawer onClose={onClose} onGo={onGo} />;
  if (name === "refund") return <RefundDialog key={receipt} receipt={receipt} onClose={onClose} />;
  if (name === "debts") return <DebtsDialog onClose={onClose} />;
  if (name === "waiting") return <WaitingList onClose={onClose} />;
  if (!product) return null;
  if (name === "variants") return <VariantsDialog product={product} onClose={onClose} onPick={(each) => (each.measure === "piece" ? onPick(each, null) : onGo({ name: "weight", product: each }))} />;
  return <WeightDialog product={product} onClose={onClose} onPick={onPick} />;
}
