import { type KeyboardEvent, type PointerEvent, useRef, useState } from "react";

/** Where a content would land: before the place `to` of a section, counted without the content itself. */
export interface Target {
  sectionId: number;
  to: number;
}

/**
 * Drag a row of the outline by its handle, with a mouse or a finger. Rows are found by `data-content`, sections by
 * `data-section`.
 */
export function useDrag(onDrop: (id: number, target: Target) => void) {
  const [dragged, setDragged] = useState<number | null>(null);
  const [target, setTarget] = useState<Target | null>(null);
  const latest = useRef<Target | null>(null);

  const over = (id: number, x: number, y: number): Target | null => {
    const section = document.elementFromPoint(x, y)?.closest<HTMLElement>("[data-section]");
    if (!section) return null;
    const rows = [...section.querySelectorAll<HTMLElement>("[data-content]")].filter((row) => Number(row.dataset["content"]) !== id);
    const to = rows.filter((row) => {
      const { top, height } = row.getBoundingClientRect();
      return y > top + height / 2;
    }).length;
    return { sectionId: Number(section.dataset["section"]), to };
  };
  const end = () => {
    latest.current = null;
    setDragged(null);
    setTarget(null);
  };
  const handle = (id: number) => ({
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.button !== 0) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      setDragged(id);
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      if (dragged !== id) return;
      latest.current = over(id, event.clientX, event.clientY);
      setTarget(latest.current);
      const edge = 80;
      if (event.clientY < edge) scrollBy(0, -12);
      else if (event.clientY > innerHeight - edge) scrollBy(0, 12);
    },
    onPointerUp: () => {
      if (dragged === id && latest.current) onDrop(id, latest.current);
      end();
    },
    onPointerCancel: end,
  });
  return { dragged, target, handle };
}

/** Arrow keys on a handle move its row. */
export const arrowKeys = (move: (step: 1 | -1) => void) => (event: KeyboardEvent) => {
  const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : null;
  if (step === null) return;
  event.preventDefault();
  move(step);
};
