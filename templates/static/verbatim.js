// Progressive enhancement: every page works without this file.

const PLACE = "verbatim-place";

// Filters and order are applied at once. The next page restores the scroll position and the focus.
const form = document.getElementById("search");
const results = document.querySelector(".results-page");

if (form && results) {
  document.documentElement.classList.add("at-once");
  const filters = document.querySelector("details.filters");

  document.addEventListener("change", (event) => {
    const field = event.target;
    if (field.form !== form || !field.matches('input[type="checkbox"], select')) return;
    const place = { top: window.scrollY, name: field.name, value: field.value, open: filters?.open };
    sessionStorage.setItem(PLACE, JSON.stringify(place));
    form.requestSubmit();
  });

  const kept = sessionStorage.getItem(PLACE);
  sessionStorage.removeItem(PLACE);
  if (kept) {
    const place = JSON.parse(kept);
    if (filters && place.open) filters.open = true;
    const fields = [...form.elements].filter((field) => field.name === place.name);
    const field = fields.find((each) => each.type !== "checkbox" || each.value === place.value);
    const folded = field?.closest("details.more");
    if (folded) folded.open = true;
    field?.focus({ preventScroll: true });
    window.scrollTo(0, place.top);
  }
}

// Buttons that copy: a quotation with its source and link, or the text of another element. A live region says what
// happened. Without the clipboard, which browsers give to secure contexts only, the text is selected.

const copyButtons = document.querySelectorAll("button[data-link], button[data-copies]");

const status = document.createElement("p");
status.className = "copied";
status.setAttribute("role", "status");
document.body.append(status);

function say(words) {
  status.textContent = words;
}

for (const button of copyButtons) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}

async function copy(button) {
  const content = contentOf(button);
  say("");
  try {
    const items = { "text/plain": new Blob([plain(content)], { type: "text/plain" }) };
    if (content.querySelector("a")) items["text/html"] = new Blob([content.outerHTML], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(items)]);
    say(document.body.dataset.copied);
  } catch {
    select(button, content);
    say(document.body.dataset.press);
  }
}

function contentOf(button) {
  const content = document.createElement("p");
  const { copies, quotation, source, link } = button.dataset;
  if (copies) {
    content.textContent = document.getElementById(copies).textContent;
    return content;
  }
  const words = quotation ?? button.closest("li, td").querySelector(".words").textContent;
  const reference = document.createElement("a");
  reference.href = new URL(link, location.href).href;
  reference.textContent = source;
  content.append(`“${words.trim().replace(/\s+/g, " ")}” (`, reference, ")");
  return content;
}

function plain(content) {
  const reference = content.querySelector("a");
  return reference ? `${content.textContent} ${reference.href}` : content.textContent;
}

function select(button, content) {
  const shown = button.parentElement.nextElementSibling;
  if (shown?.classList.contains("to-copy")) shown.remove();
  content.className = "to-copy";
  content.tabIndex = -1;
  button.parentElement.after(content);
  content.focus();
  getSelection().selectAllChildren(content);
}

// The collection is kept in this browser, and is an address: `/collection?p=…`. Buttons put quotations into it.

const COLLECTION = "verbatim-collection";
const MOST = 50;
const toCollection = document.querySelector(".to-collection");

function kept() {
  try {
    const keys = JSON.parse(localStorage.getItem(COLLECTION) ?? "[]");
    return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
  } catch {
    return [];
  }
}

function keep(keys) {
  try {
    localStorage.setItem(COLLECTION, JSON.stringify(keys));
  } catch {
    return false; // the browser keeps nothing: the button's form leads to the collection instead
  }
  showCount();
  return true;
}

function addressOf(keys) {
  const address = new URL(toCollection.href);
  address.searchParams.delete("p");
  for (const key of keys) address.searchParams.append("p", key);
  return address.href;
}

function showCount() {
  const keys = kept();
  const shown = toCollection.querySelector(".count");
  toCollection.href = addressOf(keys);
  const count = shown ?? document.createElement("span");
  count.className = "count";
  count.textContent = keys.length;
  if (!shown) toCollection.append(" ", count);
}

for (const button of document.querySelectorAll("button.collect")) {
  button.dataset.label = button.textContent;
  showPicked(button);
  button.addEventListener("click", (event) => {
    const keys = kept();
    const rest = keys.filter((key) => key !== button.value);
    const picks = rest.length === keys.length;
    if (picks && keys.length >= MOST) {
      event.preventDefault();
      say(document.body.dataset.full);
    } else if (keep(picks ? [...keys, button.value] : rest)) {
      event.preventDefault();
      showPicked(button);
      say(picks ? document.body.dataset.collected : document.body.dataset.removed);
    }
  });
}

function showPicked(button) {
  const picked = kept().includes(button.value);
  button.classList.toggle("picked", picked);
  button.textContent = picked ? document.body.dataset.remove : button.dataset.label;
}

if (document.querySelector(".collection")) {
  const changes = document.getElementById("collection");
  const shown = [...(changes?.querySelectorAll('input[name="p"]') ?? [])].map((field) => field.value);
  const own = kept();
  if (!shown.length && own.length && !new URLSearchParams(location.search).has("p")) location.replace(addressOf(own));
  const isOwn = shown.join() === own.join();
  const missing = shown.filter((key) => !own.includes(key));
  const button = document.getElementById("keep");
  if (button && missing.length) {
    button.parentElement.hidden = false;
    button.addEventListener("click", () => {
      const all = [...own, ...missing];
      if (all.length > MOST) say(document.body.dataset.full);
      else if (keep(all)) location.assign(addressOf(all));
    });
  }
  changes?.addEventListener("submit", ({ submitter }) => {
    if (!isOwn || !["up", "down", "remove"].includes(submitter?.name)) return;
    const at = Number(submitter.value) - 1;
    if (submitter.value === "all") own.length = 0;
    else {
      const [moved] = own.splice(at, 1);
      if (submitter.name !== "remove") own.splice(at + (submitter.name === "up" ? -1 : 1), 0, moved);
    }
    keep(own);
  });
}

if (kept().length) showCount();

// Suggestions under the search boxes, as a combobox with a list (WAI-ARIA): titles, terms, names and headings of the
// index, and in an empty box what was searched before. That is kept in this browser alone.

const RECENT = "verbatim-recent";
const MOST_RECENT = 5;
const PAUSE = 120;

for (const box of document.querySelectorAll("input[data-suggest]")) offerSuggestions(box);

document.addEventListener("keydown", (event) => {
  const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key !== "/" || isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
  const box = [...document.querySelectorAll("input.search-box")].find((each) => each.offsetParent);
  if (!box) return;
  event.preventDefault();
  box.focus();
  box.select();
});

function recentSearches() {
  try {
    const kept = JSON.parse(localStorage.getItem(RECENT) ?? "[]");
    return Array.isArray(kept) ? kept.filter((each) => typeof each === "string") : [];
  } catch {
    return [];
  }
}

function keepSearch(text) {
  const others = recentSearches().filter((each) => each !== text);
  try {
    localStorage.setItem(RECENT, JSON.stringify([text, ...others].slice(0, MOST_RECENT)));
  } catch {
    // A browser that keeps nothing has no recent searches.
  }
}

function offerSuggestions(box) {
  const list = document.createElement("ul");
  list.id = `${box.id}-suggestions`;
  list.className = "suggestions";
  list.hidden = true;
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", box.dataset.label);
  box.parentElement.append(list);
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
  let active = -1;
  let timer;
  let asked;

  function show(options) {
    active = -1;
    box.removeAttribute("aria-activedescendant");
    list.replaceChildren(...options.map((option, number) => element(option, number)));
    list.hidden = !options.length;
    box.setAttribute("aria-expanded", String(Boolean(options.length)));
  }

  function element(option, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    const text = document.createElement("span");
    text.className = "suggestion";
    text.textContent = option.text;
    if (option.language) text.lang = option.language;
    text.dir = "auto";
    item.append(text);
    if (option.kind !== "forget") {
      const kind = document.createElement("span");
      kind.className = "suggestion-kind";
      kind.textContent = box.dataset[option.kind];
      item.append(" ", kind);
    }
    item.addEventListener("pointerdown", (event) => event.preventDefault());
    item.addEventListener("click", () => choose(option));
    item.choose = () => choose(option);
    return item;
  }

  function choose(option) {
    show([]);
    if (option.kind === "forget") {
      localStorage.removeItem(RECENT);
    } else if (option.kind === "document") {
      location.href = option.url;
    } else {
      box.value = option.text;
      box.form.requestSubmit();
    }
  }

  function move(step) {
    const items = [...list.children];
    items[active]?.setAttribute("aria-selected", "false");
    active = ((active + step + 1 + items.length + 1) % (items.length + 1)) - 1;
    const item = items[active];
    if (!item) {
      box.removeAttribute("aria-activedescendant");
      return;
    }
    item.setAttribute("aria-selected", "true");
    item.scrollIntoView({ block: "nearest" });
    box.setAttribute("aria-activedescendant", item.id);
  }

  function showRecent() {
    const recent = recentSearches().map((text) => ({ text, kind: "recent" }));
    show(recent.length ? [...recent, { text: box.dataset.forget, kind: "forget" }] : []);
  }

  async function ask() {
    asked?.abort();
    asked = new AbortController();
    const text = box.value.trim();
    if (!text) return showRecent();
    const { suggest } = box.dataset;
    try {
      const response = await fetch(`${suggest}?q=${encodeURIComponent(text)}`, { signal: asked.signal });
      if (!response.ok) return show([]);
      const found = await response.json();
      if (document.activeElement === box) show(found.suggestions.filter((each) => each.kind === "document" || each.text !== text));
    } catch (error) {
      if (error.name !== "AbortError") show([]);
    }
  }

  function later() {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  }

  function close() {
    clearTimeout(timer);
    asked?.abort();
    show([]);
  }

  box.addEventListener("input", later);
  box.addEventListener("click", () => !box.value && list.hidden && showRecent());
  box.addEventListener("blur", close);
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (list.hidden) ask();
      else move(event.key === "ArrowDown" ? 1 : -1);
    } else if (event.key === "Enter" && active >= 0) {
      event.preventDefault();
      list.children[active].choose();
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  });
  box.form.addEventListener("submit", () => box.value.trim() && keepSearch(box.value.trim()));
}
