/** This browser as a till: which one it is, who is at it, and the connection that acts for them. */
import { Finenice, type TillSession } from "finenice-client";
import { IndexedDbStorage } from "finenice-client/offline_storage";
import { useSyncExternalStore } from "react";
import { api } from "../app/api";
import { getLanguage } from "../app/language";
import { parse, stored } from "../app/store";

const TIMEOUT_MS = 20_000;
/** Sign in again before the session ends in the middle of a sale. */
const EARLY_MS = 60_000;

export interface Device {
  till_id: number;
  token: string;
  owner_id: number;
}

export type Duty = "owner" | "manager" | "cashier";

/** Who sells. `person` is whoever is signed in in this browser; with `pin` the till has a session of its own. */
export interface Seller {
  user_id: number;
  name: string;
  duty: Duty;
  by: "person" | "pin";
  /** Of a session by PIN: null if the PIN could not be checked for want of a network, or the session has ended. */
  access_token: string | null;
  /** When the session ends, in milliseconds. */
  until: number;
}

interface State {
  device: Device | null;
  seller: Seller | null;
}

const listeners = new Set<() => void>();
let state: State = read();
let client: Finenice | undefined;

function read(): State {
  const device = parse<Device>(stored.get("till")) ?? null;
  return { device, seller: device && (parse<Seller>(stored.get("till.seller")) ?? null) };
}

function change(next: Partial<State>): void {
  state = { ...state, ...next };
  client = undefined;
  stored.set("till", state.device && JSON.stringify(state.device));
  stored.set("till.seller", state.seller && JSON.stringify(state.seller));
  for (const listener of listeners) listener();
  void keep().catch(() => undefined);
}

/** Browsers write `localStorage` to the disk seconds later: a power cut loses it, and keeps this. */
const spare = new IndexedDbStorage("finenice.device");
const SPARE = "device";

async function keep(): Promise<void> {
  for (;;) {
    const version = (await spare.get<{ version: number }>(SPARE))?.version ?? 0;
    if (await spare.put(new Map([[SPARE, { version: version + 1, ...state }]]), { key: SPARE, version })) return;
  }
}

/** Take what a power cut has left, if the rest is lost. */
export async function restoreDevice(): Promise<void> {
  if (state.device && state.seller) return;
  const kept = await spare.get<State>(SPARE).catch(() => undefined);
  const same = !state.device || state.device.till_id === kept?.device?.till_id;
  if (kept?.device && same) change({ device: state.device ?? kept.device, seller: kept.seller });
}

export function onDevice(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Read what another tab has stored. */
export function readDevice(): void {
  const next = read();
  if (JSON.stringify(next) === JSON.stringify(state)) return;
  state = next;
  client = undefined;
  for (const listener of listeners) listener();
}

export const getDevice = (): State => state;
export const useDevice = (): State => useSyncExternalStore(onDevice, getDevice);

/** Whether calls can be made in the name of the seller. */
export const isSignedIn = ({ by, access_token, until }: Seller): boolean => by === "person" || (access_token !== null && Date.now() < until - EARLY_MS);

/** The connection of whoever is at the till. */
export function tillApi(): Finenice {
  const { seller } = state;
  if (!seller || seller.by === "person") return api;
  return (client ??= new Finenice("", {
    accessToken: seller.access_token ?? "",
    language: getLanguage(),
    maxWait: 5,
    onSignedOut: () => {
      if (state.seller === seller) change({ seller: { ...seller, access_token: null } });
    },
    fetch: (url, init = {}) => fetch(url, init.signal ? init : { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
  }));
}

/** Whoever may read the shop's rows: the seller, or before a sign-in the owner who sets the till up. */
export function reader(): Finenice | undefined {
  const { seller } = state;
  if (seller && isSignedIn(seller)) return tillApi();
  return stored.get("tokens") === null ? undefined : api;
}

/** Make this browser the till. Other devices of the till are signed out by its new token. */
export const setDevice = (device: Device): void => change({ device, seller: null });

/** Forget the till. Only without anything that waits. */
export const forgetDevice = (): void => change({ device: null, seller: null });

export const signOutSeller = (): void => change({ seller: null });

/** Sell as the person who is signed in in this browser. */
export const signInPerson = (person: { id: number; name: string }, duty: Duty): void =>
  change({ seller: { user_id: person.id, name: person.name, duty, by: "person", access_token: null, until: Infinity } });

/** Sign one of the staff in with their PIN. Throws the problem of the shop. */
export async function signInByPin(staff: { user_id: number; username: string; duty: Duty }, pin: string): Promise<void> {
  const { device } = state;
  if (!device) throw new Error("this is no till");
  const anonymous = new Finenice("", { language: getLanguage(), maxWait: 5, fetch: (url, init = {}) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }) });
  const body = { token: device.token, username: staff.username, pin };
  const session = await anonymous.request<TillSession>("POST", `/api/tills/${device.till_id}/sign-in`, { body });
  const { access_token, expires_in, user } = session;
  change({ seller: { user_id: user.id, name: user.name, duty: staff.duty, by: "pin", access_token, until: Date.now() + expires_in * 1000 } });
}

/** Sell as one of the staff without a network. What they sell is sent after a sign-in with a network. */
export const signInUnchecked = (staff: { user_id: number; name: string; duty: Duty }): void =>
  change({ seller: { ...staff, by: "pin", access_token: null, until: 0 } });
