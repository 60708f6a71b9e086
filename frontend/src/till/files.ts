/** Keep what the till has loaded, so that it opens without a network. */

/** The name of the service worker's cache. */
const CACHE = "finenice-1";
/** The browser's own list of what was loaded may be full. */
const MOST_LOADED = 1_000;

/** Whether the till opens again without a network: browsers allow that over HTTPS alone. */
export const opensOffline = (): boolean => "serviceWorker" in navigator && window.isSecureContext;

/** The first visit has loaded its files before the service worker was there: put them into its cache. */
export async function keepFiles(): Promise<void> {
  if (!opensOffline() || import.meta.env.DEV) return;
  performance.setResourceTimingBufferSize(MOST_LOADED);
  // Parts of the till that are not on the screen yet belong to it, too.
  await Promise.all([import("./counter/counter"), import("./payment/payment"), import("./shift/drawer"), import("./waiting"), import("./shift/open-shift")]).catch(() => undefined);
  const paths = performance.getEntriesByType("resource").map(({ name }) => new URL(name)).filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith("/assets/"));
  try {
    const cache = await caches.open(CACHE);
    for (const { pathname } of paths) if (!(await cache.match(pathname))) await cache.add(pathname);
  } catch {
    // Without a network, or with a full disk: the next visit tries again.
  }
}
