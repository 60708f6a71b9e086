/** What all parts of the till share: its copy of the shop, its queue, and who is at it. */
import { createContext, useContext, useSyncExternalStore } from "react";
import type { Copy } from "./copy";
import type { Device, Seller } from "./device";
import type { TillQueue, Waiting } from "./queue";

export interface TillParts {
  device: Device;
  copy: Copy;
  queue: TillQueue;
}

interface Till extends TillParts {
  seller: Seller;
  /** Ask who sells from now on. The ticket stays. */
  onSwitch: () => void;
}

export const TillContext = createContext<Till | null>(null);

export function useTill(): Till {
  const till = useContext(TillContext);
  if (!till) throw new Error("this is no till");
  return till;
}

/** The copy, which renders what uses it again with each change. */
export function useCopy(copy: Copy): Copy {
  useSyncExternalStore(copy.subscribe, () => copy.version);
  return copy;
}

export const useWaiting = (queue: TillQueue): Waiting => useSyncExternalStore(queue.subscribe, queue.getState);
