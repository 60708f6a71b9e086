/**
 * The client of the Finenice API: `new Finenice(url)` has a member for each resource, with a method for each call.
 *
 *     const shop = new Finenice("http://127.0.0.1:5000");
 *     await shop.signIn("user1", "pass123");
 *     for await (const product of shop.products.walk({ search: "kopi" })) console.log(product.name, product.price);
 */
import { Resources, type SignedInAnswer, type SigningIn, type SigningUp } from "./api.js";
import { Call, type CallOptions, Calls, type Options, Problem, type Tokens } from "./calls.js";
import type { components } from "./schema.js";

export type * from "./schema.js";
export { Call, NotModified, newKey, Problem } from "./calls.js";
export {
  type FlushReport, type NewOfflineItem, newClientId, type OfflineItem, OfflineQueue, type QueuedItem, type QueueOptions,
  type QueueState,
} from "./offline.js";
export { type Guard, IndexedDbStorage, MemoryStorage, type QueueStorage, type Versioned } from "./offline_storage.js";
export { verifyWebhook, WebhookError, type WebhookEvent } from "./webhooks.js";
export type { CallOptions, CallResponse, Code, Either, Options, Tokens, TokenStorage, Upload } from "./calls.js";
export type Schemas = components["schemas"];

/**
 * A connection to one shop. An expired access token is renewed once, for all calls. After a 429 or 503 a call waits for
 * `Retry-After`. Every call that changes something has an `Idempotency-Key`, yours or a new one. If the response is
 * lost, the call is repeated with the same key.
 */
export class Finenice extends Resources {
  private readonly connection: Calls;

  constructor(
    readonly url: string,
    options: Options = {},
  ) {
    const calls = new Calls(url, options);
    super(calls);
    this.connection = calls;
  }

  /** Sign in by e-mail address or username, and use the tokens from now on. */
  async signIn(
    name: string,
    password: string,
    second: Pick<SigningIn, "code" | "recovery_code"> = {},
  ): Promise<SignedInAnswer> {
    const who = name.includes("@") ? { email: name } : { username: name };
    return this.useTokens(await this.connection.send("POST", "/api/auth/login", { body: { ...who, password, ...second } }));
  }

  /** Create an account, and use its tokens from now on. */
  async signUp(person: SigningUp, options?: CallOptions): Promise<SignedInAnswer> {
    return this.useTokens(await this.connection.send("POST", "/api/auth/register", { body: person, options }));
  }

  /** End the session. The tokens are dropped even if the shop does not answer. */
  async signOut(): Promise<void> {
    await this.connection.load();
    if (!this.connection.tokens) return;
    try {
      await this.connection.send("POST", "/api/auth/logout");
    } catch (error) {
      // The session has ended already.
      if (!(error instanceof Problem && error.status === 401)) throw error;
    } finally {
      await this.connection.clearTokens();
    }
  }

  /** The tokens, also those from the storage; undefined without a session. */
  async tokens(): Promise<Tokens | undefined> {
    await this.connection.load();
    return this.connection.tokens;
  }

  /** Use these tokens, such as those of a password change. */
  async setTokens(tokens: Tokens): Promise<void> {
    await this.connection.setTokens(tokens);
  }

  /** Call a path that has no method here. */
  request<T = unknown>(
    method: string,
    path: string,
    parts: { query?: object; body?: unknown; form?: object; options?: CallOptions } = {},
  ): Call<T> {
    return this.connection.send<T>(method, path, parts);
  }

  private async useTokens(tokens: SignedInAnswer): Promise<SignedInAnswer> {
    await this.connection.setTokens(tokens);
    return tokens;
  }
}
