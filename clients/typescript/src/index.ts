/**
 * The Finenice API: `new Finenice(url)` has a member for each kind of thing, with a method for each call.
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
export type { CallOptions, CallResponse, Code, Either, Options, Tokens, TokenStorage, Upload } from "./calls.js";
export type Schemas = components["schemas"];

/**
 * A connection to one shop. An access token that has expired is renewed once, for all calls together. A 429 or 503 is
 * waited for as long as `Retry-After` says. Every call that changes something has an `Idempotency-Key`, yours or a new
 * one, so that it is repeated with the same key where the answer was lost.
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

  /** Signs in by e-mail address or username, and calls as this person from now on. */
  async signIn(
    name: string,
    password: string,
    second: Pick<SigningIn, "code" | "recovery_code"> = {},
  ): Promise<SignedInAnswer> {
    const who = name.includes("@") ? { email: name } : { username: name };
    return this.kept(await this.connection.send("POST", "/api/auth/login", { body: { ...who, password, ...second } }));
  }

  /** Makes an account, and calls as this person from now on. */
  async signUp(person: SigningUp): Promise<SignedInAnswer> {
    return this.kept(await this.connection.send("POST", "/api/auth/register", { body: person }));
  }

  /** Ends the session, here in any case and at the shop where it can be reached. */
  async signOut(): Promise<void> {
    await this.connection.load();
    if (!this.connection.tokens) return;
    try {
      await this.connection.send("POST", "/api/auth/logout");
    } catch (error) {
      // It had ended already.
      if (!(error instanceof Problem && error.status === 401)) throw error;
    } finally {
      await this.connection.forget();
    }
  }

  /** Whose tokens are there, also from the storage; undefined where nobody is signed in. */
  async tokens(): Promise<Tokens | undefined> {
    await this.connection.load();
    return this.connection.tokens;
  }

  /** Calls as who these tokens are of, such as those that a change of password brings. */
  async keep(tokens: Tokens): Promise<void> {
    await this.connection.keep(tokens);
  }

  /** Calls a path that has no method here. */
  request<T = unknown>(
    method: string,
    path: string,
    parts: { query?: object; body?: unknown; form?: object; options?: CallOptions } = {},
  ): Call<T> {
    return this.connection.send<T>(method, path, parts);
  }

  private async kept(tokens: SignedInAnswer): Promise<SignedInAnswer> {
    await this.connection.keep(tokens);
    return tokens;
  }
}
