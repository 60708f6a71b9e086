/** The dialogs of the counter. All are there at once: keys that follow the one that opens a dialog are for it. */
import type { Product } from "../copy";
import type { Sale } from "../queue";
import { CustomerDialog } from "./customer-dialog";
import { DiscountDialog } from "./discount-dialog";
import { HeldDialog } from "./held-dialog";
import { LineDialog, VariantsDialog, WeightDialog } from "./line-dialog";
import Payment from "../payment/payment";
import Drawer from "../shift/drawer";
import WaitingList from "../waiting";


export type DialogName = "payment" | "discount" | "customer" | "held" | "line" | "variants" | "weight" | "drawer" | "waiting";

interface DialogsProps {
  dialog: { name: DialogName; product?: Product };
  onClose: () => void;
  onPick: (product: Product, times: number | null) => void;
  onGo: (dialog: { name: DialogName; product?: Product }) => void;
  onSold: (sale: Sale) => void;
}

export function Dialogs({ dialog: { name, product }, onClose, onPick, onGo, onSold }: DialogsProps) {
  if (name === "payment") return <Payment onClose={onClose} onSold={onSold} onCustomer={() => onGo({ name: "customer" })} />;
  if (name === "discount") return <DiscountDialog onClose={onClose} />;
  if (name === "customer") return <CustomerDialog onClose={onClose} />;
  if (name === "held") return <HeldDialog onClose={onClose} />;
  if (name === "line") return <LineDialog onClose={onClose} />;
  if (name === "drawer") return <Drawer onClose={onClose} />;
  if (name === "waiting") return <WaitingList onClose={onClose} />;
  if (!product) return null;
  if (name === "variants") return <VariantsDialog product={product} onClose={onClose} onPick={(each) => (each.measure === "piece" ? onPick(each, null) : onGo({ name: "weight", product: each }))} />;
  return <WeightDialog product={product} onClose={onClose} onPick={onPick} />;
}
