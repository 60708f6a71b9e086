/** Have the browser keep the files of the till, so that it opens without a network. */

/** Whether the till opens again without a network: browsers allow that over HTTPS alone. */
export const opensOffline = (): boolean => "serviceWorker" in navigator && window.isSecureContext;

/** The service worker knows the files, also of parts of the till that were not on the screen yet. */
export async function keepFiles(): Promise<void> {
  if (!opensOffline() || import.meta.env.DEV) return;
  const { active } = await navigator.serviceWorker.ready;
  active?.postMessage("keep-till");
}
