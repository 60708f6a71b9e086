/** Progress that waits to be sent: kept in the browser, so that nothing is lost without a connection. */
import type { Schemas } from "finenice-client";
import { useSyncExternalStore } from "react";
import { api } from "../app/api";
import { isProblem } from "../app/problem";
import { parse, stored } from "../app/store";

export type ProgressEvent = Schemas["ProgressEvent"];
type CourseProgress = Schemas["CourseProgress"];
interface Waiting {
  user_id: number;
  course_id: number;
  event: ProgressEvent;
}

const MOST_IN_ONE_CALL = 200;
const listeners = new Set<() => void>();
let sending: Promise<unknown> = Promise.resolve();

function read(): Waiting[] {
  const found = parse<Waiting[]>(stored.get("progress"));
  return Array.isArray(found) ? found : [];
}

function write(waiting: readonly Waiting[]): void {
  stored.set("progress", waiting.length ? JSON.stringify(waiting) : null);
  for (const listener of listeners) listener();
}

const isSame = (a: ProgressEvent, b: ProgressEvent) => a.content_id === b.content_id && a.visit === b.visit;

/** Keep what this visit of a content has reached. Later reports of a visit replace its earlier ones. */
export function keep(userId: number, courseId: number, event: ProgressEvent): void {
  const all = read();
  const earlier = all.find((other) => other.user_id === userId && other.course_id === courseId && isSame(other.event, event));
  const merged = { ...earlier?.event, ...event };
  if (earlier?.event.completed) merged.completed = true;
  write([...all.filter((other) => other !== earlier), { user_id: userId, course_id: courseId, event: merged }]);
}

const eventsOf = (userId: number, courseId: number) =>
  read().filter((each) => each.user_id === userId && each.course_id === courseId).map(({ event }) => event).slice(0, MOST_IN_ONE_CALL);

function drop(userId: number, courseId: number, events: readonly ProgressEvent[]): void {
  const isSent = (each: Waiting) =>
    each.user_id === userId && each.course_id === courseId && events.some((sent) => isSame(sent, each.event) && sent.recorded_at === each.event.recorded_at);
  write(read().filter((each) => !isSent(each)));
}

/** Whether the shop will never take it, as it is. */
const isRefused = (error: unknown) => isProblem(error) && error.code !== undefined && error.status >= 400 && error.status < 500 && ![401, 408, 429].includes(error.status);

async function sendNow(userId: number, courseId: number): Promise<CourseProgress | undefined> {
  let progress: CourseProgress | undefined;
  for (;;) {
    const events = eventsOf(userId, courseId);
    if (!events.length) return progress;
    try {
      progress = await api.progress.record(courseId, { items: events });
      drop(userId, courseId, events);
    } catch (error) {
      if (!isRefused(error)) throw error;
      progress = await sendEach(userId, courseId, events) ?? progress;
    }
  }
}

/** One event that is refused refuses all of its call, so send them one by one and drop that one. */
async function sendEach(userId: number, courseId: number, events: readonly ProgressEvent[]): Promise<CourseProgress | undefined> {
  let progress: CourseProgress | undefined;
  for (const event of events) {
    try {
      progress = await api.progress.record(courseId, { items: [event] });
    } catch (error) {
      if (!isRefused(error)) throw error;
    }
    drop(userId, courseId, [event]);
  }
  return progress;
}

/** Send what waits, one call after the other. Return the progress after it, or undefined if nothing waited. */
export function send(userId: number, courseId: number): Promise<CourseProgress | undefined> {
  const next = sending.then(() => sendNow(userId, courseId));
  sending = next.catch(() => undefined);
  return next;
}

/** Send what waits while the page goes away. It keeps waiting, too: a repeated report changes nothing. */
export function sendOnLeaving(userId: number, courseId: number): void {
  const items = eventsOf(userId, courseId);
  if (!items.length) return;
  void api.tokens().then((tokens) =>
    tokens && fetch(`/api/courses/${courseId}/progress`, {
      method: "POST",
      keepalive: true,
      headers: { "Content-Type": "application/json", Authorization: `Bearer ${tokens.access_token}` },
      body: JSON.stringify({ items }),
    })).catch(() => undefined);
}

/** The courses with progress of this user that waits. */
export const waitingCourses = (userId: number): number[] => [...new Set(read().filter(({ user_id }) => user_id === userId).map(({ course_id }) => course_id))];

export function useWaitingCount(userId: number, courseId: number): number {
  return useSyncExternalStore(
    (listener) => { listeners.add(listener); return () => listeners.delete(listener); },
    () => read().filter((each) => each.user_id === userId && each.course_id === courseId).length,
  );
}
