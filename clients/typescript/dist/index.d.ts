/**
 * The Finenice API: `new Finenice(url)` has a member for each kind of thing, with a method for each call.
 *
 *     const shop = new Finenice("http://127.0.0.1:5000");
 *     await shop.signIn("user1", "pass123");
 *     for await (const product of shop.products.walk({ search: "kopi" })) console.log(product.name, product.price);
 */
import { Resources, type SignedInAnswer, type SigningIn, type SigningUp } from "./api.js";
import { Call, type CallOptions, type Options, type Tokens } from "./calls.js";
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
export declare class Finenice extends Resources {
    readonly url: string;
    private readonly connection;
    constructor(url: string, options?: Options);
    /** Signs in by e-mail address or username, and calls as this person from now on. */
    signIn(name: string, password: string, second?: Pick<SigningIn, "code" | "recovery_code">): Promise<SignedInAnswer>;
    /** Makes an account, and calls as this person from now on. */
    signUp(person: SigningUp): Promise<SignedInAnswer>;
    /** Ends the session, here in any case and at the shop where it can be reached. */
    signOut(): Promise<void>;
    /** Whose tokens are there, also from the storage; undefined where nobody is signed in. */
    tokens(): Promise<Tokens | undefined>;
    /** Calls as who these tokens are of, such as those that a change of password brings. */
    keep(tokens: Tokens): Promise<void>;
    /** Calls a path that has no method here. */
    request<T = unknown>(method: string, path: string, parts?: {
        query?: object;
        body?: unknown;
        form?: object;
        options?: CallOptions;
    }): Call<T>;
    private kept;
}
