/** The connection to the shop that all pages share. */
import { Finenice, type Problem } from "finenice-client";
import { getLanguage } from "./language";
import { stored } from "./store";
import { inTurn } from "./turns";

/** A response that takes longer counts as lost; uploads have no limit. */
const TIMEOUT_MS = 20_000;
const MOST_SECONDS_TO_WAIT = 5;

const signedOut = new Set<(problem: Problem | undefined) => void>();

export const api = new Finenice("", {
  storage: {
    getItem: () => stored.get("tokens"),
    setItem: (_, value) => stored.set("tokens", value),
    removeItem: () => stored.set("tokens", null),
  },
  get language() {
    return getLanguage();
  },
  exclusive: inTurn,
  maxWait: MOST_SECONDS_TO_WAIT,
  onSignedOut: (problem) => signedOut.forEach((listener) => listener(problem)),
  fetch: (url, init = {}) => fetch(url, init.signal || init.body instanceof FormData ? init : { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
});

/** Call the listener when the session has ended: with the reason, or without one after a sign-out. */
export function onSignedOut(listener: (problem: Problem | undefined) => void): () => void {
  signedOut.add(listener);
  return () => signedOut.delete(listener);
}
