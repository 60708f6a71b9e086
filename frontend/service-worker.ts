/// <reference lib="webworker" />
/**
 * Keep the files of the front end, so that it opens without a network. Data of the API is never kept here.
 * Files under /assets have their hash in their name and never change; the page itself is read from the network first.
 */
declare const self: ServiceWorkerGlobalScope;

const CACHE = "finenice-1";
const PAGE = "/";
const MOST_FILES = 200;

self.addEventListener("install", (event) => {
  event.waitUntil(caches.open(CACHE).then((cache) => cache.add(PAGE)));
});

self.addEventListener("activate", (event) => {
  const drop = async () => {
    for (const name of await caches.keys()) if (name !== CACHE) await caches.delete(name);
    await self.clients.claim();
  };
  event.waitUntil(drop());
});

self.addEventListener("message", (event) => {
  if (event.data === "activate") void self.skipWaiting();
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(fromCache(request));
  else if (request.mode === "navigate" && !/^\/(api|docs|static|health|certificates|openapi)\b/.test(url.pathname)) event.respondWith(page(request));
});

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const files = await cache.keys();
    for (const file of files.slice(1, Math.max(1, files.length - MOST_FILES))) await cache.delete(file);
  }
  return response;
}

async function page(request: Request): Promise<Response> {
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(PAGE);
    if (kept) return kept;
    throw error;
  }
}

export {};
