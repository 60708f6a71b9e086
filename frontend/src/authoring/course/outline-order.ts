/** The order of an outline: its sections, each with the ids of its contents. */
import type { Draft } from "../draft";

export interface Section {
  id: number;
  contents: readonly number[];
}
export type Order = readonly Section[];

export const orderOf = (draft: Draft): Order => draft.sections.map(({ id, contents }) => ({ id, contents: contents.map((content) => content.id) }));

/** Return the list with the element at `from` moved to `to`. */
export function moved<T>(list: readonly T[], from: number, to: number): T[] {
  const rest = list.filter((_, place) => place !== from);
  rest.splice(to, 0, list[from]!);
  return rest;
}

export function moveSection(order: Order, id: number, step: 1 | -1): Order {
  const from = order.findIndex((section) => section.id === id);
  const to = from + step;
  return to < 0 || to >= order.length ? order : moved(order, from, to);
}

/** Put a content into a section before the place `to`, counted without the content itself. */
export function placeContent(order: Order, id: number, sectionId: number, to: number): Order {
  return order.map((section) => {
    const contents = section.contents.filter((other) => other !== id);
    if (section.id === sectionId) contents.splice(to, 0, id);
    return { ...section, contents };
  });
}

/** Move a content by one place; at the edge of its section it goes on into the next one. */
export function moveContent(order: Order, id: number, step: 1 | -1): Order {
  const place = order.findIndex((section) => section.contents.includes(id));
  const section = order[place]!;
  const to = section.contents.indexOf(id) + step;
  if (to >= 0 && to < section.contents.length) return placeContent(order, id, section.id, to);
  const next = order[place + step];
  return next ? placeContent(order, id, next.id, step > 0 ? 0 : next.contents.length) : order;
}

export function whereIs(order: Order, id: number): { section: Section; place: number } {
  const section = order.find(({ contents }) => contents.includes(id))!;
  return { section, place: section.contents.indexOf(id) + 1 };
}
