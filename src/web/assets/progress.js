import { replacePart } from "./fragment.js";

/** Looks again every few seconds while an import runs; when it has ended, loads the whole page once more. */
export function refreshProgress() {
  const part = document.querySelector("[data-refresh-every]");
  if (!(part instanceof HTMLElement) || part.id === "") return;
  setTimeout(() => void lookAgain(part.id), Number(part.dataset["refreshEvery"]) * 1000);
}

async function lookAgain(id) {
  try {
    if (!(await replacePart(location.href, id))) {
      location.reload();
      return;
    }
  } catch {
    // The connection is away for a moment; the next try may reach the server again.
  }
  refreshProgress();
}
