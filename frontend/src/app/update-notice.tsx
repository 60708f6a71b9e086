import { useEffect, useState } from "react";
import { Button } from "../ui/button";
import { Alert } from "../ui/feedback";
import { useText, words } from "./language";

const text = words({
  id: { ready: "Versi baru sudah siap.", load: "Muat versi baru" },
  en: { ready: "A new version is ready.", load: "Load it" },
});

/** Register the service worker, and offer to reload once a new version has been installed. */
export function UpdateNotice() {
  const t = useText(text);
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null);
  useEffect(() => {
    if (!("serviceWorker" in navigator) || import.meta.env.DEV) return;
    void navigator.serviceWorker.register("/service-worker.js").then((registration: ServiceWorkerRegistration | undefined) => {
      if (!registration) return;
      const notice = () => {
        if (registration.waiting && navigator.serviceWorker.controller) setWaiting(registration.waiting);
      };
      notice();
      registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", notice));
    }, () => undefined);
  }, []);
  if (!waiting) return null;
  const load = () => {
    navigator.serviceWorker.addEventListener("controllerchange", () => location.reload(), { once: true });
    waiting.postMessage("activate");
  };
  return <Alert action={<Button onClick={load}>{t.load}</Button>}><p>{t.ready}</p></Alert>;
}
