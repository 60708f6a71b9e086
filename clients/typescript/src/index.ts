/**
 * The Finenice API: a path of the document, what it takes, and what it answers, all of them typed.
 *
 *     const shop = new Finenice("http://127.0.0.1:5000");
 *     await shop.signIn("user1", "pass123");
 *     const page = await shop.get("/api/products", { params: { query: { search: "kopi" } } });
 */
import createClient, { type FetchResponse, type MaybeOptionalInit } from "openapi-fetch";
import type { HttpMethod, PathsWithMethod, RequiredKeysOf } from "openapi-typescript-helpers";
import type { components, paths } from "./schema.js";

export type { components, operations, paths } from "./schema.js";
export type Schemas = components["schemas"];
export type Code = Schemas["Problem"]["code"];

const KEY = "idempotency-key";

type Init<T> = RequiredKeysOf<T> extends never ? [T?] : [T];
type Verb<M extends HttpMethod> = <
  P extends PathsWithMethod<paths, M>,
  I extends MaybeOptionalInit<paths[P], M & keyof paths[P]>,
>(
  path: P,
  ...init: Init<I>
) => Promise<Answer<paths[P][M & keyof paths[P]], I>>;
// What may come as a file, too, is JSON unless `parseAs` says otherwise.
type Answer<T, I> = Told<FetchResponse<T & Record<string, unknown>, I, `${string}/${string}json`>["data"]>;
type Told<T> = [NonNullable<T>] extends [never] ? undefined : NonNullable<T>;

/** A failure as the shop tells it (RFC 9457): `code` is for programs, `message` for people. */
export class Problem extends Error {
  override readonly name = "Problem";

  constructor(
    readonly status: number,
    /** What the failure tells beside its sentence, such as `available` of `insufficient_stock`. */
    readonly members: Readonly<Record<string, unknown>>,
  ) {
    super(String(members["detail"] ?? `status ${status}`));
  }

  get code(): Code | undefined {
    return this.members["code"] as Code | undefined;
  }

  get errors(): NonNullable<Schemas["Problem"]["errors"]> {
    return (this.members["errors"] ?? []) as NonNullable<Schemas["Problem"]["errors"]>;
  }
}

export interface Options {
  apiKey?: string;
  accessToken?: string;
  refreshToken?: string;
  /** The language of the sentences. */
  language?: "en" | "id";
  /** Seconds that a 429 or 503 is waited for, 30 unless told. */
  patience?: number;
}

/**
 * A connection to one shop. An access token that has expired is renewed once, for all calls together. A 429 or 503 is
 * waited for as long as `Retry-After` says. Every call that changes something has an `Idempotency-Key`, yours or a new
 * one, so that it is repeated with the same key where the answer was lost.
 */
export class Finenice {
  accessToken: string | undefined;
  refreshToken: string | undefined;
  readonly get = this.verb("get");
  readonly post = this.verb("post");
  readonly put = this.verb("put");
  readonly patch = this.verb("patch");
  readonly delete = this.verb("delete");
  readonly #client;
  #renewing: Promise<void> | undefined;

  constructor(
    readonly url: string,
    readonly options: Options = {},
  ) {
    this.accessToken = options.accessToken;
    this.refreshToken = options.refreshToken;
    this.#client = createClient<paths>({
      baseUrl: url,
      fetch: (request) => this.send(request),
      bodySerializer: (body) => (holdsFile(body) ? form(body) : JSON.stringify(body)),
    });
  }

  /** Signs in by e-mail address or username, and calls as this person from now on. */
  async signIn(name: string, password: string): Promise<Schemas["SignedIn"]> {
    const body = name.includes("@") ? { email: name, password } : { username: name, password };
    return this.keep(await this.post("/api/auth/login", { body }));
  }

  /** Calls as who these tokens are of. */
  keep(tokens: Schemas["SignedIn"]): Schemas["SignedIn"] {
    this.accessToken = tokens.access_token;
    this.refreshToken = tokens.refresh_token;
    return tokens;
  }

  private verb<M extends HttpMethod>(method: M): Verb<M> {
    const call = async (path: string, init?: { headers?: HeadersInit }) => {
      // openapi-fetch reads a list of pairs as an object, with "0" for the first name.
      if (Array.isArray(init?.headers)) init = { ...init, headers: new Headers(init.headers) };
      return (await this.#client.request(method as never, path as never, init as never)).data;
    };
    return call as Verb<M>;
  }

  private async send(request: Request): Promise<Response> {
    // A key of the caller's own stays, however it was given; every attempt sends the same.
    if (request.method !== "GET" && !request.headers.has(KEY)) request.headers.set(KEY, newKey());
    const giveUp = Date.now() + 1000 * (this.options.patience ?? 30);
    let [renewed, lost] = [false, false];
    for (;;) {
      const token = this.accessToken;
      const attempt = request.clone();
      if (this.options.language) attempt.headers.set("Accept-Language", this.options.language);
      if (this.options.apiKey) attempt.headers.set("Authorization", `ApiKey ${this.options.apiKey}`);
      else if (token) attempt.headers.set("Authorization", `Bearer ${token}`);
      let response: Response;
      try {
        response = await fetch(attempt);
      } catch (error) {
        if (lost || request.signal.aborted) throw error;
        lost = true;
        continue;
      }
      if (response.ok || response.status === 304) return response;
      const problem = new Problem(response.status, await members(response));
      if (problem.code === "expired_token" && this.refreshToken && !renewed) {
        renewed = true;
        await this.renew(token);
        continue;
      }
      const pause = 1000 * Number(response.headers.get("Retry-After") ?? Infinity);
      const waits = [429, 503].includes(response.status) || problem.code === "idempotency_in_progress";
      if (!waits || Date.now() + pause > giveUp) throw problem;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  private renew(expired: string | undefined): Promise<void> {
    if (this.accessToken !== expired) return Promise.resolve();
    this.#renewing ??= this.exchange().finally(() => (this.#renewing = undefined));
    return this.#renewing;
  }

  private async exchange(): Promise<void> {
    const headers = { "Content-Type": "application/json" };
    const body = JSON.stringify({ refresh_token: this.refreshToken });
    const response = await fetch(`${this.url}/api/auth/refresh`, { method: "POST", headers, body });
    if (!response.ok) throw new Problem(response.status, await members(response));
    this.keep((await response.json()) as Schemas["SignedIn"]);
  }
}

/** Every row of a list, page after page: `walk((cursor) => shop.get(...), "products")`. */
export async function* walk<N extends string, R>(
  page: (cursor: string) => Promise<{ next_cursor: string | null } & Record<N, R[]>>,
  name: N,
): AsyncGenerator<Awaited<R>> {
  for (let cursor: string | null = ""; cursor !== null; ) {
    const answer: { next_cursor: string | null } & Record<N, R[]> = await page(cursor);
    yield* answer[name];
    cursor = answer.next_cursor;
  }
}

/** A key that makes one call of all its repetitions; `crypto.randomUUID` is only there on https. */
export function newKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

async function members(response: Response): Promise<Record<string, unknown>> {
  try {
    return (await response.json()) as Record<string, unknown>;
  } catch {
    // Something between here and the shop has answered.
    return {};
  }
}

const files = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

function holdsFile(body: unknown): body is Record<string, unknown> {
  return Object.values(body ?? {}).some((value) => files(value).some((file) => file instanceof Blob));
}

function form(body: Record<string, unknown>): FormData {
  const found = new FormData();
  for (const [name, value] of Object.entries(body))
    for (const part of files(value)) found.append(name, part instanceof Blob ? part : String(part));
  return found;
}
