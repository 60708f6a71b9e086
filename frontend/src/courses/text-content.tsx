import { useEffect, useRef } from "react";
import { useText, words } from "../app/language";
import { toast } from "../ui/toast";
import type { Visit } from "./progress";
import { Prose } from "./prose";

const text = words({
  id: { resumed: "Dilanjutkan dari tempat terakhir Anda membaca.", fromStart: "Dari awal" },
  en: { resumed: "Continued where you last read.", fromStart: "From the start" },
});

/** How long the end must be in view until the text counts as read. */
const END_MS = 2_000;
/** Where the reader rests this long is a place to resume; what passes by in between is not. */
const REST_MS = 700;
/** The line below the top bar at which the reader is. */
const READING_LINE = 72;

/** Where the reader is: the paragraph at the top and the share of it that has passed, so that it fits any screen. */
function readPosition(prose: HTMLElement): number {
  const blocks = [...prose.children];
  const place = blocks.findIndex((block) => block.getBoundingClientRect().bottom > READING_LINE);
  if (place < 0) return blocks.length;
  const { top, height } = blocks[place]!.getBoundingClientRect();
  const share = Math.max(0, Math.min(0.99, (READING_LINE - top) / (height || 1)));
  return Math.round((place + share) * 100) / 100;
}

function scrollToPosition(prose: HTMLElement, position: number): void {
  const block = prose.children[Math.min(Math.floor(position), prose.children.length - 1)];
  if (!block) return;
  const { top, height } = block.getBoundingClientRect();
  window.scrollTo({ top: window.scrollY + top + (position % 1) * height - READING_LINE + 1, behavior: "instant" });
}

interface Props {
  html: string;
  /** Where to resume, if somewhere within. */
  start: number | null;
  isDone: boolean;
  visit: Visit;
  onEnd: () => void;
}

export function TextContent({ html, start, isDone, visit, onEnd }: Props) {
  const t = useText(text);
  const prose = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!start || start < 1) return;
    // After the shell has scrolled the new page to its top.
    const frame = requestAnimationFrame(() => {
      if (!prose.current) return;
      scrollToPosition(prose.current, start);
      toast.done(t.resumed, { action: { label: t.fromStart, run: () => window.scrollTo({ top: 0 }) } });
    });
    return () => cancelAnimationFrame(frame);
  }, []);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let place: number | null = null;
    const rest = () => {
      // Whoever scrolls back to the top to leave has not gone back to the beginning.
      if (place !== null && place >= 1) visit.note({ position: place });
      place = null;
    };
    const move = () => {
      if (!prose.current) return;
      const { top, height } = prose.current.getBoundingClientRect();
      place = readPosition(prose.current);
      visit.note({ percent: Math.max(0, Math.min(99, Math.round((100 * (window.innerHeight - top)) / (height || 1)))) });
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    };
    visit.beforeReport = rest;
    window.addEventListener("scroll", move, { passive: true });
    return () => {
      window.removeEventListener("scroll", move);
      clearTimeout(timer);
    };
  }, [visit]);

  useEffect(() => {
    if (isDone || !end.current) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const watch = new IntersectionObserver(([entry]) => {
      clearTimeout(timer);
      if (entry?.isIntersecting) timer = setTimeout(onEnd, END_MS);
    });
    watch.observe(end.current);
    return () => { clearTimeout(timer); watch.disconnect(); };
  }, [isDone]);

  return (
    <>
      <Prose html={html} ref={prose} />
      <div ref={end} className="text-end" />
    </>
  );
}
