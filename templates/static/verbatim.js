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

// A button that copies the text of another element, if the browser allows it.
for (const button of document.querySelectorAll("button[data-copies]")) {
  if (!navigator.clipboard) break;
  button.hidden = false;
  button.addEventListener("click", async () => {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copies).textContent);
    button.textContent = button.dataset.copied;
  });
}
