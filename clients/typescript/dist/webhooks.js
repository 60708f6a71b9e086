/** Verify webhooks of the shop, which are signed as Standard Webhooks 1.0 says (https://www.standardwebhooks.com). */
const TOLERANCE_SECONDS = 5 * 60;
const ENCODER = new TextEncoder();
/** The request does not come from the shop, or was sent too long ago. */
export class WebhookError extends Error {
    constructor() {
        super(...arguments);
        this.name = "WebhookError";
    }
}
/**
 * Return the event in the body of a webhook, or throw a WebhookError.
 *
 * `body` is what has arrived, byte by byte, before any JSON is read. While a secret is rotated, give both. Keep the `id`
 * of an event with what you do for it: it may arrive again.
 */
export async function verifyWebhook(body, headers, secret, { tolerance = TOLERANCE_SECONDS, now = Date.now() / 1000 } = {}) {
    const given = new Map();
    for (const [name, value] of headers instanceof Headers ? headers : Object.entries(headers)) {
        if (value !== undefined)
            given.set(name.toLowerCase(), String(value));
    }
    const id = given.get("webhook-id");
    const timestamp = given.get("webhook-timestamp");
    const signatures = (given.get("webhook-signature") ?? "").split(" ").filter((part) => part.startsWith("v1,"));
    if (!id || !timestamp || !/^\d{1,12}$/.test(timestamp) || !signatures.length) {
        throw new WebhookError("The headers webhook-id, webhook-timestamp and webhook-signature are missing.");
    }
    if (Math.abs(now - Number(timestamp)) > tolerance) {
        throw new WebhookError("This was sent too long ago, or the clock of this machine is wrong.");
    }
    const bytes = typeof body === "string" ? ENCODER.encode(body) : body;
    const head = ENCODER.encode(`${id}.${timestamp}.`);
    const signed = new Uint8Array(head.length + bytes.length);
    signed.set(head);
    signed.set(bytes, head.length);
    for (const each of typeof secret === "string" ? [secret] : secret) {
        const algorithm = { name: "HMAC", hash: "SHA-256" };
        const key = await crypto.subtle.importKey("raw", decoded(each.replace(/^whsec_/, "")), algorithm, false, ["verify"]);
        for (const signature of signatures) {
            // It compares in constant time.
            const matches = await crypto.subtle.verify("HMAC", key, decoded(signature.slice(3)), signed);
            if (matches)
                return JSON.parse(new TextDecoder().decode(bytes));
        }
    }
    throw new WebhookError("No signature matches.");
}
function decoded(text) {
    try {
        return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    }
    catch {
        return new Uint8Array(1);
    }
}
