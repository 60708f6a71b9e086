/** The camera as a scanner. It stays open beside the ticket, and is off while nobody sees it. */
import { useEffect, useRef, useState } from "react";
import { useText, words } from "../../app/language";
import { IconButton } from "../../ui/button";
import { X } from "../../ui/icons";
import { cleanCode } from "../counter/scanner";
import { findDetector, lookAt, type Seen } from "./detector";
import "./camera.css";

const text = words({
  id: {
    title: "Kamera", aim: "Arahkan ke kode", close: "Tutup kamera", denied: "Izinkan kamera untuk alamat ini di pengaturan browser, lalu buka lagi.", none: "Tidak ada kamera yang dapat dipakai.",
  },
  en: { title: "Camera", aim: "Point it at a code", close: "Close the camera", denied: "Allow the camera for this address in the browser's settings, then open it again.", none: "There is no camera that can be used." },
});

const PAUSE_MS = 120;
const CAMERA: MediaStreamConstraints = { audio: false, video: { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } } };

export default function Camera({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const t = useText(text);
  const video = useRef<HTMLVideoElement>(null);
  const [failed, setFailed] = useState<"denied" | "none" | null>(null);
  const take = useRef(onCode);
  take.current = onCode;
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    let stop: (() => void) | undefined;
    const start = () => {
      stop = watch(video.current!, (code) => take.current(code), (error) => setFailed(error instanceof DOMException && error.name === "NotAllowedError" ? "denied" : "none"));
    };
    const onVisible = () => {
      stop?.();
      stop = undefined;
      if (!document.hidden) start();
    };
    const onKey = (event: KeyboardEvent) => { if (event.key === "Escape" && !document.querySelector("dialog[open]")) close.current(); };
    onVisible();
    document.addEventListener("visibilitychange", onVisible);
    addEventListener("keydown", onKey);
    return () => {
      document.removeEventListener("visibilitychange", onVisible);
      removeEventListener("keydown", onKey);
      stop?.();
    };
  }, []);
  return (
    <section className="till-camera" aria-label={t.title}>
      {failed ? <p role="alert">{t[failed]}</p> : <video ref={video} playsInline muted />}
      <div className="row between"><span>{!failed && t.aim}</span><IconButton icon={X} label={t.close} onClick={onClose} /></div>
    </section>
  );
}

/** Show the rear camera and tell each code that comes before it; returns how to turn it off. */
function watch(video: HTMLVideoElement, onCode: (code: string) => void, onFailed: (error: unknown) => void): () => void {
  let ended = false;
  let stream: MediaStream | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const off = () => {
    for (const track of stream?.getTracks() ?? []) track.stop();
  };
  const run = async () => {
    stream = await navigator.mediaDevices.getUserMedia(CAMERA);
    if (ended) return off();
    video.srcObject = stream;
    await video.play();
    const detector = await findDetector();
    let seen: Seen = {};
    const look = async () => {
      // A dialog is about something else, and has fields of its own.
      if (detector && !document.querySelector("dialog[open]")) {
        // A frame that can't be read is followed by another one.
        const found = await detector.detect(video).catch(() => []);
        const looked = lookAt(seen, found.map(({ rawValue }) => cleanCode(rawValue)), performance.now());
        seen = looked.seen;
        for (const code of looked.scanned) {
          if (ended) break;
          navigator.vibrate?.(60);
          onCode(code);
        }
      }
      if (!ended) timer = setTimeout(() => void look(), PAUSE_MS);
    };
    await look();
  };
  run().catch((error: unknown) => {
    off();
    if (!ended) onFailed(error);
  });
  return () => {
    ended = true;
    clearTimeout(timer);
    off();
    video.srcObject = null;
  };
}
