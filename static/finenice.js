// The pages' one script: sign up, sign in, open the links in e-mails, look for products, buy, read a course.
"use strict";

const $ = (selector) => document.querySelector(selector);
const number = new Intl.NumberFormat("id-ID");
const rupiah = new Intl.NumberFormat("id-ID", { style: "currency", currency: "IDR", maximumFractionDigits: 0 });
const store = window.localStorage;
const made = (tag, fields) => Object.assign(document.createElement(tag), fields);

// An answer that takes longer counts as lost.
const PATIENCE = 20_000;
const UNREACHABLE = "Toko tidak dapat dihubungi. Periksa sambungan Anda, lalu coba lagi.";
const MAYBE_BOUGHT =
  "Jawaban untuk pembelian ini belum sampai; mungkin sudah terbeli. Coba lagi tidak akan membeli dua kali.";
const UNREADABLE = "Toko sedang tidak dapat menjawab. Coba lagi sebentar lagi.";
const BROKEN_LINK = "Tautan ini tidak lengkap. Buka lagi tautan dari surat kami.";
const ENDED = "Sesi Anda sudah berakhir. Silakan masuk lagi.";

// ---- talking to the API

// Resolves in every case; the status is 0 where no answer came.
async function send(method, path, body, headers = {}) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: { "Accept-Language": "id", ...(body && { "Content-Type": "application/json" }), ...headers },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout?.(PATIENCE),
    });
  } catch {
    return { ok: false, status: 0, answer: { msg: UNREACHABLE } };
  }
  try {
    return { ok: response.ok, status: response.status, answer: await response.json() };
  } catch {
    return { ok: false, status: response.ok ? 0 : response.status, answer: { msg: UNREADABLE } };
  }
}

// As the person who is signed in; an access token that has expired is renewed on the way.
async function call(method, path, body, headers = {}) {
  const token = store.access_token;
  const attempt = () => send(method, path, body, { ...headers, Authorization: `Bearer ${store.access_token}` });
  const first = await attempt();
  if (first.status !== 401) return first;
  const renewed = await inTurn(() => renew(token));
  return renewed.ok ? attempt() : renewed;
}

async function renew(token) {
  const ended = { ok: false, status: 401, answer: { msg: ENDED } };
  if (store.access_token !== token) return store.access_token ? { ok: true } : ended; // another call or tab was faster
  const refresh_token = store.refresh_token ?? "";
  const result = await send("POST", "/api/auth/refresh", { refresh_token });
  if (result.ok) keep(result.answer);
  if (result.status !== 401) return result;
  if (store.refresh_token && store.refresh_token !== refresh_token) return { ok: true }; // another tab was faster
  forget();
  return ended;
}

// One at a time, in other tabs too. Without https there are no locks between tabs, and the shop gives all that refresh
// together the same tokens.
let turn = Promise.resolve();
function inTurn(work) {
  if (navigator.locks) return navigator.locks.request("session", work);
  return (turn = turn.then(work));
}

// ---- who is signed in

function keep({ access_token, refresh_token, user }) {
  Object.assign(store, { access_token, refresh_token, user: user.name });
}

function forget() {
  ["access_token", "refresh_token", "user"].forEach((key) => store.removeItem(key));
  showUser();
}

function showUser() {
  document.body.className = store.access_token ? "signed-in" : "signed-out";
  $("[data-user]").textContent = store.user ?? "";
}

$("[data-sign-out]").addEventListener("click", async () => {
  await call("POST", "/api/auth/logout");
  forget();
});
window.addEventListener("storage", showUser); // another tab has signed in or out
window.addEventListener("pageshow", showUser); // and so may have been done since "Back" last showed this page
showUser();

// ---- signing up and in

// Each fault beside its field, the others above the button.
function showFaults(form, faults) {
  form.querySelectorAll("[data-fault]").forEach((place) => (place.textContent = ""));
  form.querySelectorAll("[aria-invalid]").forEach((input) => input.removeAttribute("aria-invalid"));
  for (const { field, msg } of faults) {
    const place = form.querySelector(`[data-fault~="${field}"]`) ?? form.querySelector('[data-fault=""]');
    place.textContent = msg;
    if (place.id) form.querySelector(`[aria-describedby~="${place.id}"]`).setAttribute("aria-invalid", "true");
  }
  form.querySelector("[aria-invalid]")?.focus();
}

// Whether all that must be filled in is.
function isFilled(form) {
  const empty = [...form.elements].filter((input) => input.required && !input.disabled && !input.value);
  showFaults(form, empty.map((input) => ({ field: input.name, msg: "Wajib diisi." })));
  return !empty.length;
}

// The field for a code appears once the shop asks for it, and then must be filled in.
function askForCode(form) {
  form.querySelector("[data-second-factor]").hidden = false;
  Object.assign(form.elements.code, { disabled: false, required: true }).focus();
}

async function submitAccount(form) {
  if (!isFilled(form)) return;
  const { identifier, code, ...body } = Object.fromEntries(new FormData(form));
  if (identifier) body[identifier.includes("@") ? "email" : "username"] = identifier;
  if (code) body[/^[\d\s]+$/.test(code) ? "code" : "recovery_code"] = code;
  const { ok, answer } = await send("POST", form.dataset.account, body);
  if (answer.code === "totp_code_required") return askForCode(form);
  if (answer.code === "wrong_totp_code") return showFaults(form, [{ field: "code", msg: answer.msg }]);
  if (!ok) return showFaults(form, answer.errors ?? [{ field: "", msg: answer.msg }]);
  keep(answer);
  location.replace("/");
}

const account = $("[data-account]");
if (account) {
  account.noValidate = true; // the browser's own sentences are in the browser's language
  account.addEventListener("submit", async (event) => {
    event.preventDefault();
    if ("busy" in account.dataset) return;
    account.dataset.busy = "";
    await submitAccount(account);
    delete account.dataset.busy;
  });
}

// ---- pages that links in e-mails lead to

const confirmation = $("[data-confirm]");
if (confirmation) {
  confirmation.noValidate = true;
  // The token is in the fragment, which browsers don't send to servers, so no log contains it.
  const token = new URLSearchParams(location.hash.slice(1)).get("token");
  confirmation.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!isFilled(confirmation)) return;
    const button = confirmation.querySelector("button");
    button.disabled = true; // a second press would find the link used
    const ticked = [...confirmation.querySelectorAll("[type=checkbox]")].map(({ name, checked }) => [name, checked]);
    const body = { ...Object.fromEntries([...new FormData(confirmation), ...ticked]), ...(token && { token }) };
    const { ok, status, answer } = await send("POST", confirmation.dataset.confirm, body);
    const faults = answer.errors ?? [{ field: "", msg: answer.msg }];
    const broken = faults.some(({ field }) => field === "token");
    showFaults(confirmation, ok ? [] : broken ? [{ field: "", msg: BROKEN_LINK }] : faults);
    $("[data-confirmed]").textContent = ok ? confirmation.dataset.done.replace("{email}", answer.email) : "";
    // Only what failed on the way, or beside a field, may be tried again.
    button.hidden = ok || broken || (status > 0 && status < 500 && !answer.errors && status !== 429);
    button.disabled = false;
  });
}

// ---- the shop

const list = $("[data-products]");

function say(text, good = true, courses = []) {
  const notice = $("[data-notice]");
  const links = courses.flatMap((id) => [" ", made("a", { href: `/courses/${id}`, textContent: "Buka kursus" })]);
  notice.querySelector("p").replaceChildren(text, ...links);
  notice.classList.toggle("quiet", !text);
  notice.classList.toggle("bad", !good);
}

// Shows the quote and resolves to whether the person agrees to it. `again`: an answer to the same sale is missing.
function agrees(quote, note, again) {
  const dialog = $("[data-purchase]");
  const [line] = quote.items;
  const part = (name) => dialog.querySelector(`[data-${name}]`);
  part("name").textContent = line.name;
  part("qty").textContent = number.format(line.qty);
  part("total").textContent = rupiah.format(quote.total);
  part("tax").textContent = rupiah.format(quote.tax);
  part("note").textContent = note;
  part("agree").textContent = again ? "Coba lagi" : "Beli sekarang";
  dialog.querySelectorAll("button").forEach((button) => (button.disabled = false));
  if (!dialog.open) dialog.showModal();
  return new Promise((resolve) => {
    const decide = (agreed) => {
      dialog.querySelectorAll("button").forEach((button) => (button.disabled = true)); // a second tap decides nothing
      if (!agreed) dialog.close();
      resolve(agreed);
    };
    part("agree").onclick = () => decide(true);
    part("cancel").onclick = () => decide(false);
    dialog.oncancel = (event) => {
      event.preventDefault(); // Escape is "Batal", and nothing while a sale is under way
      if (!part("cancel").disabled) decide(false);
    };
  });
}

// What a person has agreed to buy and has no answer to yet, by product. It outlives a reload, so that trying again under
// the same key can't buy twice.
const unanswered = {
  name: (product) => `unanswered-${store.user}-${product}`,
  get: (product) => JSON.parse(sessionStorage.getItem(unanswered.name(product))),
  keep: (product, agreed) => sessionStorage.setItem(unanswered.name(product), JSON.stringify(agreed)),
  forget: (product) => sessionStorage.removeItem(unanswered.name(product)),
};

// Sells for the total that the person has agreed to and no other; undefined where they don't.
async function sell(basket, quote) {
  const [{ product_id: product }] = basket.items;
  let agreed = unanswered.get(product);
  let note = agreed ? MAYBE_BOUGHT : "";
  while (await agrees(agreed?.quote ?? quote, note, agreed)) {
    agreed ??= { quote, key: crypto.randomUUID?.() ?? `${Date.now()}-${Math.random()}` };
    unanswered.keep(product, agreed);
    const body = { ...basket, expected_total: agreed.quote.total };
    const result = await call("POST", "/api/transactions", body, { "Idempotency-Key": agreed.key });
    const { status, answer } = result;
    if (status && status < 500 && answer.code !== "idempotency_in_progress") {
      unanswered.forget(product);
      agreed = null;
    }
    if (answer.code === "total_changed") {
      quote = answer.quote;
      note = `Totalnya berubah dari ${rupiah.format(answer.expected_total)} menjadi ${rupiah.format(answer.total)}.`;
    } else if (agreed) {
      note = answer.msg;
    } else {
      $("[data-purchase]").close();
      return result;
    }
  }
}

let purchases = Promise.resolve();

async function buy(item, product) {
  if (!store.access_token) return location.assign("/login");
  if ("busy" in item.dataset) return;
  item.dataset.busy = "";
  const basket = { items: [{ product_id: product.id, qty: 1 }] };
  say("");
  const quoted = unanswered.get(product.id) ? { ok: true } : await call("POST", "/api/transactions/quote", basket);
  // One purchase is asked about after the other.
  const result = quoted.ok ? await (purchases = purchases.then(() => sell(basket, quoted.answer))) : quoted;
  delete item.dataset.busy;
  if (!result) return;
  const { ok, answer } = result;
  if (ok) {
    const { items, total, receipt_number: receipt } = answer;
    const courses = answer.courses.map(({ id }) => id);
    say(`Terjual: ${items[0].name}, ${rupiah.format(total)}. Nomor struk ${receipt}.`, true, courses);
  } else say(answer.msg, false, answer.course_ids);
  const fresh = await send("GET", `/api/products/${product.id}`);
  if (fresh.ok) show(item, fresh.answer);
  if (fresh.status === 404) show(item, { ...product, stock: 0, stocked: true });
}

// Text from the database goes into textContent only.
function show(item, product) {
  const part = (name) => item.querySelector(`.${name}`);
  part("name").textContent = product.name;
  part("description").textContent = product.description;
  part("price").textContent = rupiah.format(product.price);
  const gone = product.stocked && !product.stock;
  part("stock").textContent = gone ? "Habis" : product.stocked ? `Stok ${number.format(product.stock)}` : "Kursus";
  part("buy").ariaLabel = `Beli ${product.name}`;
  part("buy").disabled = gone;
  item.classList.toggle("sold-out", gone);
}

// The first picture in its medium size, whose place is kept before it has come; one that can't be had leaves no hole.
function picture(name, { url, width, height }) {
  const scale = Math.min(1, 480 / Math.max(width, height));
  const image = new Image(Math.round(width * scale), Math.round(height * scale));
  image.className = "picture";
  image.alt = `Gambar ${name}`;
  image.loading = "lazy";
  image.onerror = () => image.remove();
  image.src = url;
  return image;
}

function card(product) {
  const item = $("[data-card]").content.firstElementChild.cloneNode(true);
  if (product.images.length) item.prepend(picture(product.name, product.images[0]));
  show(item, product);
  item.querySelector(".buy").addEventListener("click", () => buy(item, product));
  return item;
}

let latest = 0;

// One page of the walk; the first one has no cursor and replaces what is shown.
async function load(cursor) {
  const mine = ++latest;
  const more = $("[data-more]");
  const form = new FormData($("[data-search]"));
  const [sort_by, sort_order] = form.get("sort").split(":");
  const query = new URLSearchParams({ search: form.get("search"), sort_by, sort_order, cursor, per_page: 24 });
  const { ok, answer } = await send("GET", `/api/products?${query}`);
  if (mine !== latest) return; // the person has typed on
  more.hidden = ok && !answer.next_cursor;
  more.textContent = ok ? "Tampilkan lagi" : "Coba lagi";
  more.onclick = () => load(ok ? answer.next_cursor : cursor);
  if (!ok) return void ($("[data-count]").textContent = answer.msg);
  const items = answer.products.map(card);
  if (!cursor) list.replaceChildren();
  list.append(...items);
  $("[data-count]").textContent = answer.total_items
    ? `${number.format(list.children.length)} dari ${number.format(answer.total_items)} produk`
    : "Tidak ada produk yang cocok.";
  if (cursor && items.length) {
    items[0].tabIndex = -1; // who walks by keyboard goes on at the first new product
    items[0].focus({ preventScroll: true });
  }
}

if (list) {
  let pause;
  const search = (milliseconds) => {
    clearTimeout(pause);
    pause = setTimeout(load, milliseconds, "");
  };
  $("#search").addEventListener("input", () => search(200));
  $("#sort").addEventListener("change", () => search(0));
  $("[data-search]").addEventListener("submit", (event) => {
    event.preventDefault();
    search(0);
  });
  $("[data-notice] button").addEventListener("click", () => say(""));
  load("");
}

// ---- a course

const course = $("[data-course]");
const api = course && `/api/courses/${course.dataset.course}`;
// Whoever has no token reads what is there for everybody.
const ask = (...request) => (store.access_token ? call : send)(...request);

const STATES = { locked: "terkunci", open: "", started: "dimulai", satisfied: "selesai" };

async function showCourse() {
  const place = (name) => course.querySelector(`[data-${name}]`);
  const { ok, answer } = await ask("GET", api);
  if (!ok) return void (place("standing").textContent = answer.msg + (store.access_token ? "" : " Silakan masuk."));
  place("title").textContent = answer.title;
  place("summary").textContent = answer.summary;
  const { answer: progress } = answer.enrolled ? await call("GET", `${api}/progress`) : { answer: {} };
  const known = Object.fromEntries((progress.contents ?? []).map((content) => [content.content_id, content]));
  place("standing").textContent = progress.contents
    ? `Kemajuan Anda ${progress.percent} %.`
    : answer.product ? `Kursus ini dijual seharga ${rupiah.format(answer.product.price)}.` : "Anda belum terdaftar.";
  if (!answer.open && !answer.enrolled) place("standing").textContent = "Kursus ini sedang tidak menerima peserta baru.";
  place("enrol").hidden = answer.enrolled || !store.access_token;
  place("certificate").hidden = !progress.certificate;
  if (progress.certificate) place("certificate").href = progress.certificate.url;
  place("outline").replaceChildren(...answer.outline.flatMap((section) => outlined(section, known)));
}

function outlined({ title, contents }, known) {
  const list = made("ol");
  list.append(...contents.map((content) => {
    const { state } = known[content.id] ?? {};
    const item = made("li");
    const disabled = !state || state === "locked";
    const opens = made("button", { type: "button", textContent: content.title, disabled });
    opens.addEventListener("click", () => read(content, state));
    item.append(opens, " ", made("span", { className: "hint", textContent: STATES[state] ?? "" }));
    return item;
  }));
  return [made("h2", { textContent: title }), list];
}

async function read(content, state) {
  const page = $("[data-reading]");
  const { ok, answer } = await call("GET", `${api}/contents/${content.id}`);
  page.hidden = false;
  page.querySelector("h2").textContent = content.title;
  page.querySelector("[data-fault]").textContent = ok ? "" : answer.msg;
  page.querySelector("[data-body]").replaceChildren(...(ok ? body(answer) : []));
  const done = page.querySelector("[data-done]");
  done.hidden = !ok || answer.kind === "quiz" || state === "satisfied";
  done.onclick = async () => {
    const told = await call("POST", `${api}/progress`, { content_id: content.id, completed: true });
    page.querySelector("[data-fault]").textContent = told.ok ? "" : told.answer.msg;
    done.hidden = told.ok;
    if (told.ok) showCourse();
  };
  page.querySelector("h2").focus();
}

// What a content is made of. The shop has taken out of its HTML whatever a browser would run.
function body({ kind, html, body, quiz, file, id }) {
  const video = { href: body, textContent: "Tonton video", target: "_blank", rel: "noopener" };
  if (kind === "video") return [made("a", video)];
  if (kind === "quiz") return [made("p", { textContent: quizInWords(quiz) })];
  const written = [...new DOMParser().parseFromString(html, "text/html").body.childNodes];
  if (!file) return written;
  const download = made("button", { type: "button", textContent: `Unduh ${file.name}` });
  download.addEventListener("click", () => save(`${api}/contents/${id}/file`, file.name));
  return [...written, download];
}

function quizInWords({ questions, minutes, attempts_left: left, mastery_score: score }) {
  return [
    `Kuis dengan ${number.format(questions)} pertanyaan.`,
    minutes && `Waktunya ${number.format(minutes)} menit sejak dimulai.`,
    left !== null && `Sisa percobaan: ${number.format(left)}.`,
    score !== null && `Nilai lulus ${number.format(score)} %.`,
    "Kuis dikerjakan di aplikasi belajar Anda.",
  ].filter(Boolean).join(" ");
}

async function save(path, name) {
  const response = await fetch(path, { headers: { Authorization: `Bearer ${store.access_token}` } }).catch(() => null);
  const fault = $("[data-reading] [data-fault]");
  fault.textContent = response?.ok ? "" : UNREACHABLE;
  if (!response?.ok) return;
  const link = made("a", { href: URL.createObjectURL(await response.blob()), download: name });
  link.click();
  URL.revokeObjectURL(link.href);
}

if (course) {
  course.querySelector("[data-enrol]").addEventListener("click", async () => {
    const { ok, answer } = await call("POST", `${api}/enroll`);
    if (ok) return showCourse();
    course.querySelector("[data-standing]").textContent = answer.msg;
  });
  showCourse();
}

// ---- the search of the API's documentation

const filter = $("[data-filter]");
filter?.addEventListener("input", () => {
  const wanted = filter.value.trim().toLowerCase().split(/\s+/);
  const calls = [...document.querySelectorAll(filter.dataset.filter)];
  for (const call of calls) {
    const text = call.textContent.toLowerCase();
    call.hidden = !wanted.every((word) => text.includes(word));
  }
  for (const group of document.querySelectorAll("[data-group]")) {
    group.hidden = ![...group.querySelectorAll(filter.dataset.filter)].some((call) => !call.hidden);
  }
  $("[data-nothing]").hidden = calls.some((call) => !call.hidden);
});
