/** What every call shares: the connection, who is calling, trying again, and the failures. */
import type { SignedInAnswer } from "./api.js";
import type { components } from "./schema.js";

type Members = components["schemas"]["ProblemMembers"];
/** What the shop calls a failure; its members are typed by it. */
export type Code = keyof Members;
/** A file to send: a `Blob` or `File`, or what React Native has in their place. */
export type Upload = Blob | { readonly uri: string; readonly name: string; readonly type: string };
/** One of two answers; what only the other one has is undefined. */
export type Either<A, B> =
  | (A & { [K in Exclude<keyof B, keyof A>]?: undefined })
  | (B & { [K in Exclude<keyof A, keyof B>]?: undefined });

class Failure extends Error {
  override readonly name = "Problem";
  readonly code: Code | undefined;
  /** The fields that need attention, where there are such. */
  readonly errors: ReadonlyArray<{ field: string; code: string; msg: string }>;

  constructor(
    readonly status: number,
    /** All that the shop tells; beside its sentence, such as `available` of `insufficient_stock`. */
    readonly members: Readonly<Record<string, unknown>>,
    readonly headers: Headers = new Headers(),
  ) {
    super(String(members["detail"] ?? `status ${status}`));
    this.code = members["code"] as Code | undefined;
    this.errors = (members["errors"] ?? []) as Failure["errors"];
  }
}

interface FailureOf<C, M> extends Omit<Failure, "code" | "members"> {
  readonly code: C;
  readonly members: Readonly<M>;
}

/**
 * A failure as the shop tells it (RFC 9457): `code` is for programs, `message` for people. Comparing `code` tells the
 * type of `members`; it is undefined where something between here and the shop has answered.
 */
export type Problem = { [C in Code]: FailureOf<C, Members[C]> }[Code] | FailureOf<undefined, Record<string, unknown>>;
export const Problem = Failure as unknown as {
  new (status: number, members: Readonly<Record<string, unknown>>, headers?: Headers): Problem;
  readonly prototype: Problem;
};

/** Thrown where `ifNoneMatch` names what is still the current version. */
export class NotModified extends Error {
  override readonly name = "NotModified";

  constructor(readonly etag: string | undefined) {
    super("not modified");
  }
}

/** An answer with all that came beside its body. */
export interface CallResponse<T> {
  readonly data: T;
  readonly status: number;
  readonly headers: Headers;
  /** What `ifMatch` and `ifNoneMatch` of the next call name. */
  readonly etag: string | undefined;
  readonly location: string | undefined;
  /** Whether this is the answer of an earlier call with the same key, and nothing was done now. */
  readonly replayed: boolean;
}

/** What is going to be answered: `await` it for the body, and `withResponse()` for what came beside it, too. */
export class Call<T> implements Promise<T> {
  readonly [Symbol.toStringTag] = "Call";

  constructor(private readonly response: Promise<CallResponse<T>>) {}

  /** The body together with status and headers. */
  withResponse(): Promise<CallResponse<T>> {
    return this.response;
  }

  then<A = T, B = never>(
    done?: ((data: T) => A | PromiseLike<A>) | null,
    failed?: ((problem: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.response.then(({ data }) => data).then(done, failed);
  }

  catch<B = never>(failed?: ((problem: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, failed);
  }

  finally(done?: (() => void) | null): Promise<T> {
    return this.then().finally(done);
  }
}

/** What any call may be told beside its own parameters. */
export interface CallOptions {
  /** Makes one call of all its repetitions; without it each call that changes something gets a new one. */
  idempotencyKey?: string | undefined;
  /** Change only what is still the version of this ETag. */
  ifMatch?: string | undefined;
  /** Throw `NotModified` where this ETag is still the current version. */
  ifNoneMatch?: string | undefined;
  headers?: HeadersInit | undefined;
  signal?: AbortSignal | undefined;
}

/** `localStorage`, AsyncStorage of React Native, or what has the same methods. */
export interface TokenStorage {
  getItem(name: string): string | null | undefined | Promise<string | null | undefined>;
  setItem(name: string, value: string): unknown;
  removeItem(name: string): unknown;
}

export type Tokens = Pick<SignedInAnswer, "access_token" | "refresh_token">;

export interface Options {
  apiKey?: string | undefined;
  accessToken?: string | undefined;
  refreshToken?: string | undefined;
  /** Where tokens are kept from one start of the program to the next. */
  storage?: TokenStorage | undefined;
  /** The name that they are kept under, "finenice.tokens" unless told. */
  storageKey?: string | undefined;
  /** Told of every new pair of tokens. */
  onTokens?: ((tokens: Tokens) => void) | undefined;
  /** Told when nobody is signed in any more: without a problem after `signOut`, else why the session has ended. */
  onSignedOut?: ((problem: Problem | undefined) => void) | undefined;
  /** The language of the sentences. */
  language?: "en" | "id" | undefined;
  /** How many seconds one call waits for `Retry-After` in all, 30 unless told; 0: never. */
  maxWait?: number | undefined;
  /** Another `fetch` than that of the platform. */
  fetch?: typeof fetch | undefined;
}

interface Parts {
  query?: object | undefined;
  body?: unknown;
  form?: object | undefined;
  options?: CallOptions | undefined;
}

const ENDED: ReadonlyArray<Code | undefined> = ["expired_token", "invalid_token", "reused_token", "revoked_token"];

/** The connection to one shop; see `Finenice`. */
export class Calls {
  tokens: Tokens | undefined;
  private readonly url: string;
  private loading: Promise<void> | undefined;
  private renewing: Promise<void> | undefined;

  constructor(
    url: string,
    readonly options: Options = {},
  ) {
    this.url = url.replace(/\/$/, "");
    const { accessToken: access_token = "", refreshToken: refresh_token = "" } = options;
    if (access_token || refresh_token) this.tokens = { access_token, refresh_token };
    if (this.tokens || options.apiKey) this.loading = Promise.resolve();
  }

  /** Calls a path; what is answered depends on its media type. */
  send<T>(method: string, path: string, parts: Parts = {}): Call<T> {
    return new Call(this.answer<T>(method, path, parts));
  }

  /** Calls as who these tokens are of. */
  async keep({ access_token, refresh_token }: Tokens): Promise<void> {
    this.loading = Promise.resolve();
    this.tokens = { access_token, refresh_token };
    await this.options.storage?.setItem(this.storageKey, JSON.stringify(this.tokens));
    this.options.onTokens?.(this.tokens);
  }

  /** Calls as nobody. */
  async forget(problem?: Problem): Promise<void> {
    if (!this.tokens) return;
    this.tokens = undefined;
    await this.options.storage?.removeItem(this.storageKey);
    this.options.onSignedOut?.(problem);
  }

  /** Looks once for the tokens that the storage has. */
  load(): Promise<void> {
    return (this.loading ??= this.stored().then((tokens) => void (this.tokens ??= tokens)));
  }

  private get storageKey(): string {
    return this.options.storageKey ?? "finenice.tokens";
  }

  private async stored(): Promise<Tokens | undefined> {
    const text = await this.options.storage?.getItem(this.storageKey);
    try {
      const { access_token, refresh_token } = JSON.parse(text ?? "{}") as Partial<Tokens>;
      return access_token && refresh_token ? { access_token, refresh_token } : undefined;
    } catch {
      return undefined;
    }
  }

  private async answer<T>(method: string, path: string, parts: Parts): Promise<CallResponse<T>> {
    await this.load();
    const headers = new Headers(parts.options?.headers);
    const { idempotencyKey, ifMatch, ifNoneMatch, signal } = parts.options ?? {};
    if (idempotencyKey !== undefined) headers.set("Idempotency-Key", idempotencyKey);
    else if (method !== "GET" && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", newKey());
    if (ifMatch !== undefined) headers.set("If-Match", ifMatch);
    if (ifNoneMatch !== undefined) headers.set("If-None-Match", ifNoneMatch);
    if (this.options.language) headers.set("Accept-Language", this.options.language);
    const init: RequestInit = { method, headers };
    if (signal) init.signal = signal;
    if (parts.form !== undefined) init.body = form(parts.form);
    else if (parts.body !== undefined) {
      headers.set("Content-Type", "application/json");
      init.body = JSON.stringify(parts.body);
    }
    const response = await this.patiently(this.url + path + search(parts.query ?? {}), init, headers);
    const etag = response.headers.get("ETag") ?? undefined;
    if (response.status === 304) throw new NotModified(etag);
    return {
      data: (await content(response)) as T,
      status: response.status,
      headers: response.headers,
      etag,
      location: response.headers.get("Location") ?? undefined,
      replayed: response.headers.get("Idempotent-Replayed") === "true",
    };
  }

  /** Tries until there is an answer that is no reason to try again; every attempt sends the same key. */
  private async patiently(url: string, init: RequestInit, headers: Headers): Promise<Response> {
    const giveUp = Date.now() + 1000 * (this.options.maxWait ?? 30);
    // What another tab has stored may have expired, too, so one renewal may follow the first.
    let [renewals, lost] = [0, false];
    for (;;) {
      const token = this.options.apiKey ? undefined : this.tokens?.access_token;
      if (this.options.apiKey) headers.set("Authorization", `ApiKey ${this.options.apiKey}`);
      else if (token) headers.set("Authorization", `Bearer ${token}`);
      else if (this.tokens) headers.delete("Authorization");
      let response: Response;
      try {
        response = await this.fetch(url, init);
      } catch (error) {
        if (lost || init.signal?.aborted) throw error;
        lost = true;
        continue;
      }
      if (response.ok || response.status === 304) return response;
      const problem = await read(response);
      if (problem.code === "expired_token" && this.tokens?.refresh_token && renewals < 2) {
        renewals += 1;
        await this.renew(token);
        continue;
      }
      if (ENDED.includes(problem.code) && token && token === this.tokens?.access_token) await this.forget(problem);
      const pause = 1000 * Number(response.headers.get("Retry-After") ?? Infinity);
      const waits = [429, 503].includes(response.status) || problem.code === "idempotency_in_progress";
      if (!waits || Date.now() + pause > giveUp) throw problem;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private fetch(url: string, init: RequestInit): Promise<Response> {
    return (this.options.fetch ?? globalThis.fetch)(url, init);
  }

  private renew(expired: string | undefined): Promise<void> {
    if (this.tokens?.access_token !== expired) return Promise.resolve();
    return (this.renewing ??= this.exchange(expired).finally(() => (this.renewing = undefined)));
  }

  private async exchange(expired: string | undefined): Promise<void> {
    // Another tab may have done it.
    const stored = await this.stored();
    if (stored && stored.access_token !== expired) {
      this.tokens = stored;
      return;
    }
    const headers: Record<string, string> = { "Content-Type": "application/json" };
    if (this.options.language) headers["Accept-Language"] = this.options.language;
    const body = JSON.stringify({ refresh_token: this.tokens?.refresh_token });
    const response = await this.fetch(`${this.url}/api/auth/refresh`, { method: "POST", headers, body });
    if (response.ok) return this.keep((await response.json()) as Tokens);
    const problem = await read(response);
    if (response.status === 401) await this.forget(problem);
    throw problem;
  }
}

/** Every row of the list of this name, page after page. */
export async function* walk<R>(
  page: (cursor: string) => PromiseLike<{ next_cursor: string | null }>,
  name: string,
): AsyncGenerator<R> {
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer: { next_cursor: string | null } = await page(cursor);
    yield* (answer as unknown as Record<string, R[]>)[name] ?? [];
    cursor = answer.next_cursor;
  }
}

/** The text as one segment of a path. */
export function segment(value: string | number): string {
  return encodeURIComponent(value);
}

/** A key that makes one call of all its repetitions. It need not be secret, so that a platform may lack `crypto`. */
export function newKey(): string {
  const bytes = new Uint8Array(16);
  if (globalThis.crypto?.getRandomValues) globalThis.crypto.getRandomValues(bytes);
  else bytes.forEach((_, place) => (bytes[place] = Math.random() * 256));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function read(response: Response): Promise<Problem> {
  let members: unknown;
  try {
    members = await response.json();
  } catch {
    // Something between here and the shop has answered.
  }
  const told = typeof members === "object" && members !== null ? (members as Record<string, unknown>) : {};
  return new Problem(response.status, told, response.headers);
}

/** The body by its media type: JSON, text, or bytes; a stream of events is left to be read. */
async function content(response: Response): Promise<unknown> {
  const kind = response.headers.get("Content-Type") ?? "";
  if (response.status === 204) return undefined;
  if (/^[^;]*json/.test(kind)) return response.json();
  if (kind.startsWith("text/event-stream")) return response;
  return kind.startsWith("text/") ? response.text() : response.blob();
}

const each = (value: unknown): unknown[] =>
  Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];

function search(query: object): string {
  const pairs = Object.entries(query).flatMap(([name, values]) =>
    each(values).map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`),
  );
  return pairs.length ? `?${pairs.join("&")}` : "";
}

function form(fields: object): FormData {
  const found = new FormData();
  for (const [name, values] of Object.entries(fields))
    for (const part of each(values)) found.append(name, typeof part === "object" ? (part as Blob) : String(part));
  return found;
}
