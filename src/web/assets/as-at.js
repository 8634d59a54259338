import { replacePart } from "./fragment.js";

const day = 86_400_000;
const numberOf = (date) => Math.round(Date.parse(`${date}T00:00:00Z`) / day);
const dateOf = (number) => new Date(number * day).toISOString().slice(0, 10);
const written = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const inWords = (date) => written.format(new Date(`${date}T00:00:00Z`));

/** Puts a slider in place of the three date fields of every form that says how far it may reach. */
export function enhanceDates() {
  for (const form of document.querySelectorAll("form[data-slider]")) enhance(form);
}

function enhance(form) {
  const { from, to, at, refresh } = form.dataset;
  if (!from || !to || !at) return;
  const slider = Object.assign(document.createElement("input"), {
    type: "range",
    min: String(numberOf(from)),
    max: String(numberOf(to)),
    step: "1",
    className: "as-at__slider",
    value: String(numberOf(at)),
  });
  const words = document.createElement("output");
  words.className = "as-at__words";
  const label = document.createElement("label");
  label.className = "as-at__label";
  label.append("As at ", slider);
  const say = () => {
    const date = dateOf(Number(slider.value));
    words.textContent = inWords(date);
    slider.setAttribute("aria-valuetext", inWords(date));
  };
  say();
  form.querySelector("fieldset")?.remove();
  form.append(label, words);
  slider.addEventListener("input", say);
  slider.addEventListener("change", () => go(form, dateOf(Number(slider.value)), refresh));
  form.addEventListener("submit", (event) => event.preventDefault());
}

/** Which day was asked for last, by the part that shows it. */
const lastAsked = new Map();

/**
 * Shows the other day: only the part that changes where it can, else by going to that page.
 *
 * Of days asked for in quick succession only the last is shown, whichever answer comes first.
 */
async function go(form, date, refresh) {
  const address = new URL(form.action);
  for (const [name, value] of new FormData(form)) address.searchParams.set(name, String(value));
  address.searchParams.set("at", date);
  const id = (refresh ?? "").replace("#", "");
  const asked = {};
  lastAsked.set(id, asked);
  const isLast = () => lastAsked.get(id) === asked;
  const worked = id !== "" && (await replacePart(address, id, isLast).catch(() => false));
  if (!isLast()) return;
  if (!worked) {
    location.assign(address);
    return;
  }
  const fresh = document.querySelector(`#${CSS.escape(id)} form[data-slider]`);
  if (!fresh) return;
  enhance(fresh);
  fresh.querySelector(".as-at__slider")?.focus();
}
