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

const anyChange = ({ version }: Copy): unknown => version;

/** The copy, which renders what uses it again with each change, or with those of a part of it. */
export function useCopy(copy: Copy, partOf = anyChange): Copy {
  useSyncExternalStore(copy.subscribe, () => partOf(copy));
  return copy;
}

export const useWaiting = (queue: TillQueue): Waiting => useSyncExternalStore(queue.subscribe, queue.getState);
export const useShift = (queue: TillQueue): Waiting["shift"] => useSyncExternalStore(queue.subscribe, () => queue.getState().shift);
