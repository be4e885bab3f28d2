// Keeps the progress of what a worker does up to date; when it is done, shows what came of it. Without it there is a link.

const AGAIN = 2000;
const here = document.getElementById("progress");

async function look() {
  try {
    const response = await fetch(location.href);
    if (!response.ok) return;
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const now = page.getElementById("progress");
    if (!now) {
      location.reload();
      return;
    }
    // The bar may move at each look; a screen reader is told only what is new in words.
    here.querySelector("progress").replaceWith(now.querySelector("progress"));
    const [line, told] = [here, now].map((part) => part.querySelector("[role=status]"));
    if (line.textContent !== told.textContent) line.textContent = told.textContent;
  } catch {
    // No network: the next try is in a moment.
  }
}

setInterval(look, AGAIN);
