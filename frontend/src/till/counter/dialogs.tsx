/** The dialogs of the counter. Those that keys open are there at once: the keys that follow are for them. */
import { lazy, Suspense } from "react";
import type { Product } from "../copy";
import type { Sale } from "../queue";
import { CustomerDialog } from "./customer-dialog";
import { DiscountDialog } from "./discount-dialog";
import { HeldDialog } from "./held-dialog";
import { LineDialog, VariantsDialog, WeightDialog } from "./line-dialog";
import Payment from "../payment/payment";


const Drawer = lazy(() => import("../shift/drawer"));
const WaitingList = lazy(() => import("../waiting"));

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
  if (name === "drawer") return <Suspense><Drawer onClose={onClose} /></Suspense>;
  if (name === "waiting") return <Suspense><WaitingList onClose={onClose} /></Suspense>;
  if (!product) return null;
  if (name === "variants") return <VariantsDialog product={product} onClose={onClose} onPick={(each) => (each.measure === "piece" ? onPick(each, null) : onGo({ name: "weight", product: each }))} />;
  return <WeightDialog product={product} onClose={onClose} onPick={onPick} />;
}
