// Says that this page is still open, and tells who else has the section open. Without it the page was open when it was
// loaded, and for a minute and a half after that.

const AGAIN = 40000;
const FIRST = 3000;

// { stillHere, leave }: `line` is the element that names who is here, `send` is fetch, `beacon` what outlives the page.
export function presence(line, { token, send, beacon }) {
  function body(left) {
    const fields = new FormData();
    fields.append("csrfmiddlewaretoken", token);
    if (left) fields.append("left", line.dataset.seen);
    return fields;
  }

  async function stillHere() {
    try {
      const response = await send(line.dataset.url, { method: "POST", body: body(false), redirect: "manual" });
      if (response.ok) show(await response.json());
    } catch {
      // No network: who is here is not known, and nothing depends on it. The next try is in a while.
    }
  }

  function show({ seen, said }) {
    line.dataset.seen = seen;
    const words = said || line.dataset.nobody || "";
    // A screen reader is told what is new, and nothing that it was told before.
    if (line.textContent !== words) line.textContent = words;
  }

  // Another page of the same section that was opened since is not meant: this one says when it was heard of last.
  return { stillHere, leave: () => beacon(line.dataset.url, body(true)) };
}

function begin(line) {
  const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
  const beacon = (address, body) => navigator.sendBeacon(address, body);
  const here = presence(line, { token, send: (...request) => fetch(...request), beacon });
  const ifSeen = () => document.visibilityState !== "hidden" && here.stillHere();
  setTimeout(ifSeen, FIRST);
  setInterval(ifSeen, AGAIN);
  document.addEventListener("visibilitychange", ifSeen);
  window.addEventListener("pagehide", here.leave);
  window.addEventListener("pageshow", (event) => event.persisted && ifSeen());
}

const line = globalThis.document?.getElementById("presence");
if (line) begin(line);
