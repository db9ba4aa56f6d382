// <verbatim-search>: the search as an element of other sites' pages. Attributes: `q` (a first search), `country`,
// `sector`, `topic`, `language`, `document` (filters; several values with commas), `lock` (names of filters that readers
// cannot take out), `lang`, `scheme` (light, dark or auto), `accent` (a colour), `results` (how many, up to 20). The
// service must name the page's origin in VERBATIM_CORS_ORIGINS. Without this script the element shows what is in it:
// a plain link. Events: verbatim-search (detail: query, filters), verbatim-results (query, total), verbatim-open (url).

(() => {
  const BASE = new URL(document.currentScript.src).href.replace(/\/(static\/[^/]+\/)?embed\.js.*$/, "");
  const FILTERS = ["country", "sector", "topic", "language", "document"];
  const LANGUAGES = ["en", "es", "fr", "vi"];
  const PAUSE = 150;

  const WORDS = {
    label: ["Search the documents", "Buscar en los documentos", "Chercher dans les documents", "Tìm trong tài liệu"],
    search: ["Search", "Buscar", "Chercher", "Tìm"],
    suggestions: ["Suggestions", "Sugerencias", "Suggestions", "Gợi ý"],
    one: ["1 passage", "1 pasaje", "1 passage", "1 đoạn"],
    many: ["{n} passages", "{n} pasajes", "{n} passages", "{n} đoạn"],
    none: [
      "No passage was found. That does not prove that none exists.",
      "No se encontró ningún pasaje. Eso no demuestra que no exista.",
      "Aucun passage trouvé. Cela ne prouve pas qu’il n’en existe pas.",
      "Không tìm thấy đoạn nào. Điều đó không chứng minh là không có.",
    ],
    some: [
      "No passage holds all of the words. With some of them: {n}.",
      "Ningún pasaje contiene todas las palabras. Con algunas de ellas: {n}.",
      "Aucun passage ne contient tous les mots. Avec certains d’entre eux : {n}.",
      "Không đoạn nào có tất cả các từ. Có một số từ: {n}.",
    ],
    failed: [
      "The search cannot be reached. Try again later.",
      "No se puede acceder a la búsqueda. Inténtelo más tarde.",
      "La recherche n’est pas accessible. Réessayez plus tard.",
      "Không kết nối được với tìm kiếm. Hãy thử lại sau.",
    ],
    page: ["p. {n}", "pág. {n}", "p. {n}", "tr. {n}"],
    remove: ["Remove the filter {n}", "Quitar el filtro {n}", "Retirer le filtre {n}", "Bỏ bộ lọc {n}"],
    all: ["All results", "Todos los resultados", "Tous les résultats", "Tất cả kết quả"],
    searching: ["Searching…", "Buscando…", "Recherche…", "Đang tìm…"],
  };

  const STYLE = `
    :host { display: block; color-scheme: light dark; --paper: #fff; --ink: #17222d; --muted: #51606e; --line: #7c8b99;
      --wash: #f3f6f8; --mark: #ffe8a3; --accent: var(--verbatim-accent, #0a4f7d); color: var(--ink);
      font: 1rem/1.5 var(--verbatim-font, system-ui, sans-serif); }
    :host([hidden]) { display: none; }
    .dark { --paper: #10171e; --ink: #e6edf3; --muted: #a9b6c2; --line: #66788a; --wash: #1a242e; --mark: #5c4a12;
      --accent: var(--verbatim-accent, #8fc8ef); }
    .box { background: var(--paper); color: var(--ink); padding: 1rem; border: 1px solid var(--line); border-radius: .375rem; }
    form { position: relative; display: flex; }
    label, .out { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
    input { flex: 1; min-width: 0; min-height: 2.75rem; padding: .5rem .75rem; font: inherit; color: inherit;
      background: var(--paper); border: 1px solid var(--line); border-radius: .375rem 0 0 .375rem; }
    button { font: inherit; cursor: pointer; }
    .go { min-height: 2.75rem; padding: 0 1rem; color: var(--paper); background: var(--accent); border: 0;
      border-radius: 0 .375rem .375rem 0; font-weight: 600; }
    :focus-visible { outline: 3px solid #c2410c; outline-offset: 1px; }
    ul, ol { margin: 0; padding: 0; list-style: none; }
    .list { position: absolute; inset: 100% 0 auto; z-index: 9; background: var(--paper); border: 1px solid var(--line);
      border-radius: .375rem; max-height: 20rem; overflow-y: auto; }
    .list li { padding: .5rem .75rem; cursor: pointer; overflow-wrap: anywhere; }
    .list li:hover, [aria-selected="true"] { background: var(--wash); }
    [aria-selected="true"] { outline: 2px solid currentcolor; outline-offset: -2px; }
    .chips { display: flex; flex-wrap: wrap; gap: .5rem; margin-block: .75rem 0; }
    .chips > * { min-height: 1.75rem; padding: 0 .6rem; color: inherit; background: var(--wash); border: 1px solid var(--line);
      border-radius: 1rem; font-size: .875rem; line-height: 1.75rem; }
    .status { margin: .75rem 0 0; color: var(--muted); font-size: .875rem; }
    .found > li { padding-block: .75rem; border-block-end: 1px solid var(--wash); }
    .found a, .all { color: var(--accent); }
    .found p { margin: .25rem 0; overflow-wrap: anywhere; }
    .where { color: var(--muted); font-size: .875rem; }
    mark { color: inherit; background: var(--mark); }
  `;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(STYLE);

  function make(name, attributes = {}, ...children) {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...children);
    return element;
  }

  class VerbatimSearch extends HTMLElement {
    static observedAttributes = ["scheme", "accent"];

    #root = this.attachShadow({ mode: "open" });
    #filters = {};
    #active = -1;
    #asked;
    #typed;

    connectedCallback() {
      if (this.#root.childNodes.length) return;
      for (const name of FILTERS) {
        const values = (this.getAttribute(name) ?? "").split(",").map((value) => value.trim());
        this.#filters[name] = values.filter(Boolean);
      }
      this.#build();
      if (this.getAttribute("q")) this.search(this.getAttribute("q"));
    }

    attributeChangedCallback() {
      this.#theme();
    }

    get language() {
      const own = this.closest("[lang]")?.lang ?? navigator.language;
      return LANGUAGES.find((code) => own.toLowerCase().split("-")[0] === code) ?? "en";
    }

    /** Search for a text, as if it had been typed. */
    async search(text) {
      this.input.value = text;
      this.#suggest([]);
      this.#asked?.abort();
      this.#asked = new AbortController();
      const filters = Object.fromEntries(Object.entries(this.#filters).filter(([, values]) => values.length));
      this.#emit("verbatim-search", { query: text, filters });
      this.status.textContent = this.#message("searching");
      try {
        const found = await this.#get("/api/v1/search", this.#parameters(text), this.#asked.signal);
        this.#show(text, found);
        this.#emit("verbatim-results", { query: text, total: found.total + found.others });
      } catch (error) {
        if (error.name === "AbortError") return;
        this.found.replaceChildren();
        this.status.textContent = error.message || this.#message("failed");
      }
    }

    #build() {
      this.input = make("input", {
        id: "q", type: "search", name: "q", maxlength: "2000", dir: "auto", autocomplete: "off", role: "combobox",
        "aria-autocomplete": "list", "aria-controls": "list", "aria-expanded": "false",
      });
      this.list = make("ul", { id: "list", class: "list", role: "listbox", "aria-label": this.#message("suggestions"), hidden: "" });
      const label = make("label", { for: "q" }, this.#message("label"));
      const button = make("button", { class: "go", type: "submit" }, this.#message("search"));
      const form = make("form", { role: "search", part: "form" }, label, this.input, button, this.list);
      this.chips = make("div", { class: "chips", part: "filters" });
      this.status = make("p", { class: "status", role: "status", part: "status" });
      this.found = make("ol", { class: "found", part: "results" });
      this.box = make("div", { class: "box", part: "box", lang: this.language }, form, this.chips, this.status, this.found);
      this.#root.adoptedStyleSheets = [sheet];
      this.#root.append(this.box);
      this.#theme();
      this.#showChips({});
      form.addEventListener("submit", (event) => {
        event.preventDefault();
        if (this.#active >= 0) this.list.children[this.#active].click();
        else if (this.input.value.trim()) this.search(this.input.value.trim());
      });
      this.input.addEventListener("input", () => this.#later());
      this.input.addEventListener("blur", () => this.#suggest([]));
      this.input.addEventListener("keydown", (event) => this.#key(event));
    }

    #theme() {
      if (!this.box) return;
      const scheme = this.getAttribute("scheme") ?? "auto";
      const isDark = scheme === "dark" || (scheme === "auto" && this.#isHostDark());
      this.box.classList.toggle("dark", isDark);
      this.box.style.colorScheme = isDark ? "dark" : "light";
      const accent = this.getAttribute("accent");
      if (accent && CSS.supports("color", accent)) this.box.style.setProperty("--accent", accent);
    }

    #isHostDark() {
      const schemes = getComputedStyle(this.parentElement ?? document.documentElement).colorScheme.split(" ");
      if (!schemes.includes("dark")) return false;
      return !schemes.includes("light") || matchMedia("(prefers-color-scheme: dark)").matches;
    }

    #parameters(text) {
      const parameters = new URLSearchParams({ q: text });
      for (const [name, values] of Object.entries(this.#filters)) for (const value of values) parameters.append(name, value);
      const most = Math.min(20, Math.max(1, Number.parseInt(this.getAttribute("results"), 10) || 5));
      parameters.set("page_size", String(most));
      return parameters;
    }

    async #get(path, parameters, signal) {
      parameters.set("lang", this.language);
      let response;
      try {
        response = await fetch(`${BASE}${path}?${parameters}`, { signal, credentials: "omit" });
      } catch (error) {
        if (error.name === "AbortError") throw error;
        throw new Error(this.#message("failed"));
      }
      const body = await response.json();
      if (!response.ok) throw new Error(body.error?.message ?? this.#message("failed"));
      return body;
    }

    #show(text, found) {
      const total = found.total + found.others;
      const said = total === 1 ? this.#message("one") : this.#message("many", total.toLocaleString(this.language));
      const { corrected, widened } = found.query;
      const searched = corrected ? `“${corrected}”: ${said}` : said;
      this.status.textContent = !total ? this.#message("none") : widened ? this.#message("some", said) : searched;
      this.#showChips(found.facets);
      const items = found.results.filter((each) => !each.withheld).map((each) => this.#result(text, each));
      this.found.replaceChildren(...items);
      if (total <= items.length) return;
      const parameters = this.#parameters(text);
      parameters.delete("page_size");
      const href = `${BASE}/search?${parameters}`;
      this.found.append(make("li", {}, make("a", { class: "all", href, target: "_blank", rel: "noopener" }, this.#message("all"))));
    }

    #result(text, result) {
      const path = `/passages/${encodeURIComponent(result.id)}?${new URLSearchParams({ q: text, lang: this.language })}`;
      const link = make("a", { href: `${BASE}${path}`, target: "_blank", rel: "noopener", part: "title", dir: "auto" }, result.document.title);
      if (result.document.language) link.lang = result.document.language;
      link.addEventListener("click", () => this.#emit("verbatim-open", { url: link.href }));
      const snippet = make("p", { part: "snippet", dir: "auto", lang: result.language });
      for (const runs of result.snippets) {
        if (snippet.childNodes.length) snippet.append(" … ");
        for (const run of runs) snippet.append(run.match ? make("mark", {}, run.text) : run.text);
      }
      const pages = result.pages.map((page) => page.label).join(", ");
      const where = [pages && this.#message("page", pages), result.section.at(-1), result.document.badge];
      return make("li", {}, link, snippet, make("p", { class: "where", part: "where" }, where.filter(Boolean).join(" · ")));
    }

    #showChips(facets) {
      const locked = (this.getAttribute("lock") ?? "").split(",").map((name) => name.trim());
      const chips = [];
      for (const [name, values] of Object.entries(this.#filters)) {
        for (const value of values) {
          const chosen = (facets[name] ?? []).filter((each) => each.selected);
          const known = values.length === 1 ? chosen[0] : chosen.find((each) => each.value === value);
          const label = known?.label ?? value;
          if (locked.includes(name)) {
            chips.push(make("span", {}, label));
            continue;
          }
          const chip = make("button", { type: "button", "aria-label": this.#message("remove", label) }, `${label} ×`);
          chip.addEventListener("click", () => {
            this.#filters[name] = this.#filters[name].filter((each) => each !== value);
            this.#showChips(facets);
            if (this.input.value.trim()) this.search(this.input.value.trim());
            this.input.focus();
          });
          chips.push(chip);
        }
      }
      this.chips.replaceChildren(...chips);
      this.chips.hidden = !chips.length;
    }

    #later() {
      clearTimeout(this.#typed);
      this.#typed = setTimeout(async () => {
        const text = this.input.value.trim();
        if (!text) return this.#suggest([]);
        try {
          const found = await this.#get("/api/v1/suggest", new URLSearchParams({ q: text }));
          if (this.#root.activeElement === this.input && this.input.value.trim() === text) this.#suggest(found.suggestions);
        } catch {
          this.#suggest([]);
        }
      }, PAUSE);
    }

    #suggest(suggestions) {
      clearTimeout(this.#typed);
      this.#active = -1;
      this.input.removeAttribute("aria-activedescendant");
      const items = suggestions.map(({ text, language }, number) => {
        const item = make("li", { id: `s${number}`, role: "option", "aria-selected": "false", dir: "auto" }, text);
        if (language) item.lang = language;
        item.addEventListener("pointerdown", (event) => event.preventDefault());
        item.addEventListener("click", () => this.search(text));
        return item;
      });
      this.list.replaceChildren(...items);
      this.list.hidden = !items.length;
      this.input.setAttribute("aria-expanded", String(Boolean(items.length)));
    }

    #key(event) {
      const items = [...this.list.children];
      if (event.key === "Escape" && items.length) {
        event.preventDefault();
        this.#suggest([]);
      } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && items.length) {
        event.preventDefault();
        items[this.#active]?.setAttribute("aria-selected", "false");
        const step = event.key === "ArrowDown" ? 1 : -1;
        this.#active = ((this.#active + step + 1 + items.length + 1) % (items.length + 1)) - 1;
        const item = items[this.#active];
        item?.setAttribute("aria-selected", "true");
        item?.scrollIntoView({ block: "nearest" });
        if (item) this.input.setAttribute("aria-activedescendant", item.id);
        else this.input.removeAttribute("aria-activedescendant");
      }
    }

    #emit(type, detail) {
      this.dispatchEvent(new CustomEvent(type, { bubbles: true, composed: true, detail }));
    }

    #message(key, value = "") {
      return WORDS[key][LANGUAGES.indexOf(this.language)].replace("{n}", value);
    }
  }

  if (!customElements.get("verbatim-search")) customElements.define("verbatim-search", VerbatimSearch);
})();
