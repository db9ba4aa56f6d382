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

if (copyButtons.length) {
  const status = document.createElement("p");
  status.className = "copied";
  status.setAttribute("role", "status");
  document.body.append(status);
  for (const button of copyButtons) {
    button.hidden = false;
    button.addEventListener("click", () => copy(button, status));
  }
}

async function copy(button, status) {
  const content = contentOf(button);
  status.textContent = "";
  try {
    const items = { "text/plain": new Blob([plain(content)], { type: "text/plain" }) };
    if (content.querySelector("a")) items["text/html"] = new Blob([content.outerHTML], { type: "text/html" });
    await navigator.clipboard.write([new ClipboardItem(items)]);
    status.textContent = document.body.dataset.copied;
  } catch {
    select(button, content);
    status.textContent = document.body.dataset.press;
  }
}

function contentOf(button) {
  const content = document.createElement("p");
  const { copies, quotation, source, link } = button.dataset;
  if (copies) {
    content.textContent = document.getElementById(copies).textContent;
    return content;
  }
  const words = quotation ?? button.closest("li").querySelector(".words").textContent;
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
