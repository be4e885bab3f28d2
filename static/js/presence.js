// Says that this page is still open, and tells who else has the section open. Without it the page was open when it was
// loaded, and for a minute and a half after that.

const AGAIN = 40000;
const FIRST = 3000;
const line = document.getElementById("presence");
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";

function body(left) {
  const fields = new FormData();
  fields.append("csrfmiddlewaretoken", token);
  if (left) fields.append("left", line.dataset.seen);
  return fields;
}

async function stillHere() {
  if (document.visibilityState === "hidden") return;
  try {
    const response = await fetch(line.dataset.url, { method: "POST", body: body(false), redirect: "manual" });
    if (!response.ok) return;
    const told = await response.json();
    line.dataset.seen = told.seen;
    const said = told.said || line.dataset.nobody || "";
    // A screen reader is told what is new, and nothing that it was told before.
    if (line.textContent !== said) line.textContent = said;
  } catch {
    // No network: who is here is not known, and nothing depends on it. The next try is in a while.
  }
}

setTimeout(stillHere, FIRST);
setInterval(stillHere, AGAIN);
document.addEventListener("visibilitychange", stillHere);
// Another page of the same section that was opened since is not meant: this one says when it was heard of last.
window.addEventListener("pagehide", () => navigator.sendBeacon(line.dataset.url, body(true)));
window.addEventListener("pageshow", (event) => event.persisted && stillHere());
