/// <reference lib="webworker" />
/**
 * Keep the files of the front end, so that it opens without a network. Data of the API is never kept here.
 * Files under /assets have their hash in their name and never change; the page itself is read from the network first.
 */
declare const self: ServiceWorkerGlobalScope;
/** The files of the till, which the build has written. */
declare const TILL_FILES: readonly string[];

const CACHE = "finenice-1";
const PAGE = "/";
/** In the cache on devices that sell. */
const TILL = "/till";
const MOST_FILES = 200;
/** Requests of scripts have an `Origin`, others none; the files are the same. */
const ANY = { ignoreVary: true };

self.addEventListener("install", (event) => {
  const keep = async () => {
    const cache = await caches.open(CACHE);
    // A till must open without a network with this version, too.
    if (await cache.match(TILL, ANY)) await keepTill();
    await cache.add(PAGE);
  };
  event.waitUntil(keep());
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
  if (event.data === "keep-till") event.waitUntil(keepTill());
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== location.origin) return;
  if (url.pathname.startsWith("/assets/")) event.respondWith(fromCache(request));
  else if (request.mode === "navigate" && !/^\/(api|docs|static|health|certificates|openapi)\b/.test(url.pathname)) event.respondWith(page(request));
});

/** Keep all files of the till, also those that it has not shown yet. */
async function keepTill(): Promise<void> {
  const cache = await caches.open(CACHE);
  for (const file of TILL_FILES) if (!(await cache.match(file, ANY))) await cache.add(file);
  if (!(await cache.match(TILL, ANY))) await cache.add(TILL);
}

async function fromCache(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(request, ANY);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    await cache.put(request, response.clone());
    const files = (await cache.keys()).filter(({ url }) => ![PAGE, TILL, ...TILL_FILES].includes(new URL(url).pathname));
    for (const file of files.slice(0, Math.max(0, files.length - MOST_FILES))) await cache.delete(file);
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
