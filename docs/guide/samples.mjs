// The samples of the guide, in order, with Node 20 or newer: FINENICE_PASSWORD=... node docs/guide/samples.mjs

// == start
const shop = process.env.FINENICE_URL ?? "http://127.0.0.1:5000";
const password = process.env.FINENICE_PASSWORD; // `make run` has printed it

function send(method, path, { body, ...headers } = {}) {
  if (body) headers["Content-Type"] = "application/json";
  return fetch(shop + path, { method, headers, body: body && JSON.stringify(body) });
}

// == sign-up
const email = `rina-${crypto.randomUUID()}@example.com`; // an address has one account
const rina = { name: "Rina", email, password: "kopi-tubruk-panas" };
console.log(await (await send("POST", "/api/auth/register", { body: rina })).text());

// == sign-in
const signedIn = await (await send("POST", "/api/auth/login", { body: { username: "seller", password } })).json();
const auth = { Authorization: `Bearer ${signedIn.access_token}` };

// == product
const coffee = { name: "Kopi Gayo 250 g", price: 50000, stock: 4 };
const product = await (await send("POST", "/api/products", { ...auth, body: coffee })).json();
console.log(JSON.stringify(product));

// == find
const query = new URLSearchParams({ search: "kopi gayo", in_stock: true, sort_by: "price", per_page: 1 });
console.log(await (await send("GET", `/api/products?${query}`)).text());

// == quote
const basket = { items: [{ product_id: product.id, qty: 2 }] };
const quote = await (await send("POST", "/api/transactions/quote", { ...auth, body: basket })).json();
console.log(JSON.stringify(quote));

// == sell
const key = crypto.randomUUID();
const agreed = { ...basket, expected_total: quote.total };
const sell = () => send("POST", "/api/transactions", { ...auth, "Idempotency-Key": key, body: agreed });
console.log(await (await sell()).text());
// Was the response lost? A repeated call with the same key sells nothing more.
console.log((await sell()).headers.get("Idempotent-Replayed"));

// == counter
const counter = {
  items: [{ product_id: product.id, qty: 1, note: "digiling halus" }],
  discount: { percent: 10 },
  payments: [{ method: "cash", tendered: 100000 }],
  client_id: crypto.randomUUID(),
};
const once = { "Idempotency-Key": crypto.randomUUID() };
const sale = await (await send("POST", "/api/transactions", { ...auth, ...once, body: counter })).json();
console.log(JSON.stringify(sale));

// == refund
const refund = {
  items: [{ line: 1, qty: 1, restock: false }],
  method: "cash",
  reason: "Kemasan sobek",
};
const refundKey = { "Idempotency-Key": crypto.randomUUID() };
const refunds = `/api/transactions/${sale.id}/refunds`;
console.log(await (await send("POST", refunds, { ...auth, ...refundKey, body: refund })).text());

// == refused
const refused = await send("POST", "/api/transactions", { ...auth, "Accept-Language": "id", body: basket });
const problem = await refused.json();
if (problem.code === "insufficient_stock") console.log(JSON.stringify(problem));

// == invalid
const wrong = { name: "Teh", price: "5000", colour: "red" };
console.log(await (await send("POST", "/api/products", { ...auth, body: wrong })).text());

// == walk
for (let cursor = ""; cursor !== null; ) {
  const page = await (await send("GET", `/api/products?per_page=100&cursor=${cursor}`)).json();
  console.log(page.products[0].name);
  cursor = page.next_cursor;
}

// == changes
let since = ""; // what was kept of the last call
for (let more = true; more; ) {
  const feed = await (await send("GET", `/api/changes?limit=500&since=${since}`)).json();
  console.log(feed.changes.at(-1).product.name);
  [since, more] = [feed.next_since, feed.has_more];
}

// == etag
const path = `/api/products/${product.id}`;
const etag = (await send("GET", path, auth)).headers.get("ETag");
console.log((await send("GET", path, { ...auth, "If-None-Match": etag })).status);
console.log((await send("PUT", path, { ...auth, "If-Match": etag, body: { price: 52000 } })).status);
// Another client has read the same version and writes later.
console.log(await (await send("PUT", path, { ...auth, "If-Match": etag, body: { price: 49000 } })).text());

// == wait
async function patiently(...call) {
  for (;;) {
    const answer = await send(...call);
    if (![429, 503].includes(answer.status)) return answer;
    await new Promise((resolve) => setTimeout(resolve, 1000 * answer.headers.get("Retry-After")));
  }
}
console.log((await patiently("GET", "/api/products", auth)).status);

// == course
const { courses } = await (await send("GET", "/api/courses")).json();
const course = courses.at(-1);
await send("POST", `/api/courses/${course.id}/enroll`, auth);
const told = await send("POST", `/api/courses/${course.id}/progress`, { ...auth, body: { completed: true } });
console.log((await told.json()).percent);

// == analyse
const sales = `kuartal,terjual
2023-Q1,310
2023-Q2,355
2023-Q3,340
2023-Q4,460
2024-Q1,325
2024-Q2,370
2024-Q3,362
2024-Q4,481
2025-Q1,341
2025-Q2,392
2025-Q3,377
2025-Q4,509
`;
const form = new FormData();
form.append("file", new Blob([sales]), "sales.csv");
const asked = await fetch(`${shop}/api/analytics/analyze?horizon=2`, { method: "POST", headers: auth, body: form });
const [found] = (await asked.json()).series;
console.log(found.trend.direction);
console.log(JSON.stringify(found.forecast));

// == key
const asDeveloper = { body: { username: "developer", password } };
let session = await (await send("POST", "/api/auth/login", asDeveloper)).json();
const developer = { Authorization: `Bearer ${session.access_token}` };
const wanted = { name: "Nightly report", scopes: ["analytics:read"], expires_in_days: 30 };
const made = await (await send("POST", "/api/developer/key", { ...developer, body: wanted })).json();
console.log(JSON.stringify(made));

// == call
const figures = `/api/analytics/course-progress?course_id=${course.id}`;
console.log(await (await send("GET", figures, { Authorization: `ApiKey ${made.api_key}` })).text());
console.log(await (await send("GET", "/api/transactions", { "X-API-Key": made.api_key })).text());

// == rotate
const keyPath = `/api/developer/keys/${made.id}`;
const rotated = await (await send("POST", `${keyPath}/rotate`, { ...developer, body: { overlap_hours: 48 } })).json();
const program = { Authorization: `ApiKey ${rotated.api_key}` };
console.log((await (await send("GET", "/api/developer/key/self", program)).json()).state);
console.log((await (await send("GET", keyPath, developer)).json()).state);

// == leak
const leaked = { body: { api_key: rotated.api_key, where: "a public gist" } };
console.log(await (await send("POST", "/api/developer/key/report", leaked)).text());
console.log(await (await send("GET", "/api/developer/key/self", program)).text());

// == refresh
const old = { body: { refresh_token: session.refresh_token } };
session = await (await send("POST", "/api/auth/refresh", old)).json();
developer.Authorization = `Bearer ${session.access_token}`;
console.log(await (await send("POST", "/api/auth/logout", developer)).text());
