// The pages' one script: sign in, sign up, look for products, buy.
const rupiah = new Intl.NumberFormat("id-ID", { style: "currency", currency: "IDR", maximumFractionDigits: 0 });
const $ = (selector) => document.querySelector(selector);
const store = window.localStorage;

async function call(method, path, body, headers = {}) {
  const response = await fetch(path, {
    method,
    headers: {
      "Accept-Language": "id",
      ...(body && { "Content-Type": "application/json" }),
      ...(store.access_token && { Authorization: `Bearer ${store.access_token}` }),
      ...headers,
    },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (response.status === 401 && store.refresh_token && path !== "/api/auth/refresh" && !path.endsWith("/login")) {
    const refreshed = await call("POST", "/api/auth/refresh", { refresh_token: store.refresh_token });
    if (refreshed.ok) {
      keep(refreshed.answer);
      return call(method, path, body, headers);
    }
    forget();
  }
  return { ok: response.ok, status: response.status, answer };
}

function keep(signedIn) {
  store.access_token = signedIn.access_token;
  store.refresh_token = signedIn.refresh_token;
  store.user = signedIn.user.name;
}

function forget() {
  ["access_token", "refresh_token", "user"].forEach((key) => store.removeItem(key));
  showUser();
}

function showUser() {
  document.body.className = store.access_token ? "signed-in" : "signed-out";
  $("[data-user]").textContent = store.user ?? "";
}

function showFaults(form, problem) {
  form.querySelectorAll("[data-fault]").forEach((place) => (place.textContent = ""));
  const errors = problem.errors ?? [];
  for (const { field, msg } of errors) {
    const place = form.querySelector(`[data-fault="${field}"], [data-fault-also="${field}"]`);
    (place ?? form.querySelector('[data-fault=""]')).textContent = msg;
  }
  if (!errors.length) form.querySelector('[data-fault=""]').textContent = problem.msg;
}

$("[data-account]")?.addEventListener("submit", async (event) => {
  event.preventDefault();
  const form = event.target;
  const body = Object.fromEntries(new FormData(form));
  if ("identifier" in body) {
    body[body.identifier.includes("@") ? "email" : "username"] = body.identifier;
    delete body.identifier;
  }
  const button = form.querySelector("button");
  button.disabled = true;
  const { ok, answer } = await call("POST", form.dataset.account, body);
  button.disabled = false;
  if (!ok) return showFaults(form, answer);
  keep(answer);
  location.assign("/");
});

$("[data-sign-out]").addEventListener("click", async () => {
  await call("POST", "/api/auth/logout");
  forget();
});

async function buy(product, item) {
  if (!store.access_token) return location.assign("/login");
  // The key stays with the product until an answer has come, so that a second click can't buy twice.
  item.dataset.key ||= crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}`;
  const { ok, answer } = await call(
    "POST", "/api/transactions", { items: [{ product_id: product.id, qty: 1 }] }, { "Idempotency-Key": item.dataset.key },
  );
  delete item.dataset.key;
  $("[data-status]").textContent = ok
    ? `Terjual: ${answer.items[0].name}, ${rupiah.format(answer.total)}. Nomor struk ${answer.receipt_number}.`
    : answer.msg;
  const { answer: fresh } = await call("GET", `/api/products/${product.id}`);
  if (fresh.id) item.replaceWith(card(fresh));
}

function card(product) {
  const item = document.createElement("li");
  const parts = [["h2", "", product.name], ["p", "", product.description], ["p", "price", rupiah.format(product.price)],
    ["p", "stock", product.stock ? `Stok ${product.stock}` : "Habis"]];
  for (const [tag, className, text] of parts) {
    item.append(Object.assign(document.createElement(tag), { className, textContent: text }));
  }
  const button = Object.assign(document.createElement("button"), { type: "button", textContent: "Beli", disabled: !product.stock });
  button.addEventListener("click", async () => {
    button.disabled = true;
    await buy(product, item);
  });
  item.append(button);
  return item;
}

const list = $("[data-products]");
let walk = 0;

async function load(cursor) {
  const mine = ++walk;
  const form = new FormData($("[data-search]"));
  const [sort_by, sort_order] = form.get("sort").split(":");
  const query = new URLSearchParams({ search: form.get("search"), sort_by, sort_order, cursor, per_page: 24 });
  const { ok, answer } = await call("GET", `/api/products?${query}`);
  if (mine !== walk) return;
  if (!ok) return void ($("[data-status]").textContent = answer.msg);
  if (!cursor) list.replaceChildren();
  list.append(...answer.products.map(card));
  $("[data-status]").textContent = answer.total_items ? `${answer.total_items} produk` : "Tidak ada produk yang cocok.";
  const more = $("[data-more]");
  more.hidden = !answer.next_cursor;
  more.onclick = () => load(answer.next_cursor);
}

showUser();
if (list) {
  const form = $("[data-search]");
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => load(""));
  load("");
}
