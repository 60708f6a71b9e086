var _a;
class Failure extends Error {
    constructor(status, 
    /** All members of the problem, such as `available` of `insufficient_stock`. */
    members, headers = new Headers()) {
        super(String(members["detail"] ?? `status ${status}`));
        this.status = status;
        this.members = members;
        this.headers = headers;
        this.name = "Problem";
        this.code = members["code"];
        this.errors = (members["errors"] ?? []);
    }
}
export const Problem = Failure;
/** Thrown if `ifNoneMatch` is the ETag of the current version. */
export class NotModified extends Error {
    constructor(etag) {
        super("not modified");
        this.etag = etag;
        this.name = "NotModified";
    }
}
/** A pending response: `await` it for the body, or `withResponse()` for status and headers, too. */
export class Call {
    constructor(response) {
        this.response = response;
        this[_a] = "Call";
    }
    /** The body together with status and headers. */
    withResponse() {
        return this.response;
    }
    then(done, failed) {
        return this.response.then(({ data }) => data).then(done, failed);
    }
    catch(failed) {
        return this.then(undefined, failed);
    }
    finally(done) {
        return this.then().finally(done);
    }
}
_a = Symbol.toStringTag;
const ENDED = ["expired_token", "invalid_token", "reused_token", "revoked_token"];
/** The connection to one shop; see `Finenice`. */
export class Calls {
    constructor(url, options = {}) {
        this.options = options;
        this.url = url.replace(/\/$/, "");
        const { accessToken: access_token = "", refreshToken: refresh_token = "" } = options;
        if (access_token || refresh_token)
            this.tokens = { access_token, refresh_token };
        if (this.tokens || options.apiKey)
            this.loading = Promise.resolve();
    }
    /** Call a path. The type of the body depends on its media type. */
    send(method, path, parts = {}) {
        return new Call(this.request(method, path, parts));
    }
    /** Use these tokens from now on. */
    async setTokens({ access_token, refresh_token }) {
        this.loading = Promise.resolve();
        this.tokens = { access_token, refresh_token };
        await this.options.storage?.setItem(this.storageKey, JSON.stringify(this.tokens));
        this.options.onTokens?.(this.tokens);
    }
    /** Make anonymous calls from now on. */
    async clearTokens(problem) {
        if (!this.tokens)
            return;
        this.tokens = undefined;
        await this.options.storage?.removeItem(this.storageKey);
        this.options.onSignedOut?.(problem);
    }
    /** Load the tokens from the storage, once. */
    load() {
        return (this.loading ?? (this.loading = this.stored().then((tokens) => void (this.tokens ?? (this.tokens = tokens)))));
    }
    get storageKey() {
        return this.options.storageKey ?? "finenice.tokens";
    }
    async stored() {
        const text = await this.options.storage?.getItem(this.storageKey);
        try {
            const { access_token, refresh_token } = JSON.parse(text ?? "{}");
            return access_token && refresh_token ? { access_token, refresh_token } : undefined;
        }
        catch {
            return undefined;
        }
    }
    async request(method, path, parts) {
        await this.load();
        const headers = new Headers(parts.options?.headers);
        const { idempotencyKey, ifMatch, ifNoneMatch, signal } = parts.options ?? {};
        if (idempotencyKey !== undefined)
            headers.set("Idempotency-Key", idempotencyKey);
        else if (method !== "GET" && !headers.has("Idempotency-Key"))
            headers.set("Idempotency-Key", newKey());
        if (ifMatch !== undefined)
            headers.set("If-Match", ifMatch);
        if (ifNoneMatch !== undefined)
            headers.set("If-None-Match", ifNoneMatch);
        if (this.options.language)
            headers.set("Accept-Language", this.options.language);
        const init = { method, headers };
        if (signal)
            init.signal = signal;
        if (parts.form !== undefined)
            init.body = form(parts.form);
        else if (parts.body !== undefined) {
            headers.set("Content-Type", "application/json");
            init.body = JSON.stringify(parts.body);
        }
        const response = await this.fetchWithRetry(this.url + path + search(parts.query ?? {}), init, headers);
        const etag = response.headers.get("ETag") ?? undefined;
        if (response.status === 304)
            throw new NotModified(etag);
        return {
            data: (await content(response)),
            status: response.status,
            headers: response.headers,
            etag,
            location: response.headers.get("Location") ?? undefined,
            replayed: response.headers.get("Idempotent-Replayed") === "true",
        };
    }
    /** Retry after a lost response, an expired token, or `Retry-After`. Every attempt sends the same key. */
    async fetchWithRetry(url, init, headers) {
        const deadline = Date.now() + 1000 * (this.options.maxWait ?? 30);
        // The tokens stored by another tab may have expired, too, so two renewals are allowed.
        let [renewals, lost] = [0, false];
        for (;;) {
            const token = this.options.apiKey ? undefined : this.tokens?.access_token;
            if (this.options.apiKey)
                headers.set("Authorization", `ApiKey ${this.options.apiKey}`);
            else if (token)
                headers.set("Authorization", `Bearer ${token}`);
            else if (this.tokens)
                headers.delete("Authorization");
            let response;
            try {
                response = await this.fetch(url, init);
            }
            catch (error) {
                if (lost || init.signal?.aborted)
                    throw error;
                lost = true;
                continue;
            }
            if (response.ok || response.status === 304)
                return response;
            const problem = await read(response);
            if (problem.code === "expired_token" && this.tokens?.refresh_token && renewals < 2) {
                renewals += 1;
                await this.renew(token);
                continue;
            }
            if (ENDED.includes(problem.code) && token && token === this.tokens?.access_token) {
                if (renewals < 2 && (await this.adopt(token))) {
                    renewals += 1;
                    continue;
                }
                await this.clearTokens(problem);
            }
            const pause = 1000 * Number(response.headers.get("Retry-After") ?? Infinity);
            const waits = [429, 503].includes(response.status) || problem.code === "idempotency_in_progress";
            if (!waits || Date.now() + pause > deadline)
                throw problem;
            await new Promise((resolve) => setTimeout(resolve, pause));
        }
    }
    fetch(url, init) {
        return (this.options.fetch ?? globalThis.fetch)(url, init);
    }
    renew(expired) {
        if (this.tokens?.access_token !== expired)
            return Promise.resolve();
        const alone = this.options.exclusive ?? ((renew) => renew());
        return (this.renewing ?? (this.renewing = alone(() => this.exchange(expired)).finally(() => (this.renewing = undefined))));
    }
    /** Use the stored tokens if another tab has replaced these, by a renewal or a new session. */
    async adopt(old) {
        const stored = await this.stored();
        if (!stored || stored.access_token === old)
            return false;
        this.tokens = stored;
        return true;
    }
    async exchange(expired) {
        if (await this.adopt(expired))
            return;
        const headers = { "Content-Type": "application/json" };
        if (this.options.language)
            headers["Accept-Language"] = this.options.language;
        const body = JSON.stringify({ refresh_token: this.tokens?.refresh_token });
        const send = () => this.fetch(`${this.url}/api/auth/refresh`, { method: "POST", headers, body });
        // After a lost response, the same refresh token leads to the same new tokens for a short time.
        const response = await send().catch(send);
        if (response.ok)
            return this.setTokens((await response.json()));
        const problem = await read(response);
        if (response.status === 401) {
            if (await this.adopt(expired))
                return;
            await this.clearTokens(problem);
        }
        throw problem;
    }
}
/** Yield every row of the list of this name, page after page. */
export async function* walk(page, name) {
    for (let cursor = ""; cursor !== null;) {
        const answer = await page(cursor);
        yield* answer[name] ?? [];
        cursor = answer.next_cursor;
    }
}
/** Return the text as one segment of a path. */
export function segment(value) {
    return encodeURIComponent(value);
}
/** Return a new idempotency key. It need not be secret, so platforms without `crypto` are supported. */
export function newKey() {
    const bytes = new Uint8Array(16);
    if (globalThis.crypto?.getRandomValues)
        globalThis.crypto.getRandomValues(bytes);
    else
        bytes.forEach((_, place) => (bytes[place] = Math.random() * 256));
    return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
async function read(response) {
    let members;
    try {
        members = await response.json();
    }
    catch {
        // The response is from a proxy in between.
    }
    const found = typeof members === "object" && members !== null ? members : {};
    return new Problem(response.status, found, response.headers);
}
/** Return the body by its media type: JSON, text or bytes. An event stream is returned unread. */
async function content(response) {
    const kind = response.headers.get("Content-Type") ?? "";
    if (response.status === 204)
        return undefined;
    if (/^[^;]*json/.test(kind))
        return response.json();
    if (kind.startsWith("text/event-stream"))
        return response;
    return kind.startsWith("text/") ? response.text() : response.blob();
}
const each = (value) => Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
function search(query) {
    const pairs = Object.entries(query).flatMap(([name, values]) => each(values).map((value) => `${encodeURIComponent(name)}=${encodeURIComponent(String(value))}`));
    return pairs.length ? `?${pairs.join("&")}` : "";
}
function form(fields) {
    const data = new FormData();
    for (const [name, values] of Object.entries(fields))
        for (const part of each(values))
            data.append(name, typeof part === "object" ? part : String(part));
    return data;
}
