// Asks how far the PDF is, and puts the answer into the page, until it is made. Without a script a link asks.

const EVERY = 2000;
// Told aloud every so often only: the page number changes each time.
const ALOUD = 20000;

// teller(line) -> tell(words, atOnce): writes into a line that a screen reader reads aloud, unless it has just done so.
export function teller(line) {
  let told = Date.now();
  return function tell(words, atOnce) {
    if (!atOnce && Date.now() - told < ALOUD) return;
    told = Date.now();
    line.textContent = words;
  };
}

// Puts what `answer`, the page as it is now, says of the PDF into this page's `place`; whether to ask again.
export function show(answer, place, tell) {
  const now = answer.getElementById("copy");
  if (!now) return false;
  const isDone = !("waiting" in now.dataset);
  const words = now.querySelector("p").textContent.trim();
  if (isDone) {
    delete place.dataset.waiting;
    place.replaceChildren(...now.childNodes);
  } else {
    // Only the words: whoever is at the link stays there.
    place.querySelector("p").replaceChildren(...now.querySelector("p").childNodes);
  }
  tell(words, isDone);
  return !isDone;
}

function begin(place) {
  const tell = teller(document.getElementById("copy-says"));

  async function ask() {
    let goesOn = true;
    try {
      const response = await fetch(location.href, { redirect: "manual" });
      goesOn = response.ok && take(new DOMParser().parseFromString(await response.text(), "text/html"));
    } catch {
      // No network: the next try is in a while, and the link is there.
    }
    if (goesOn) setTimeout(ask, EVERY);
  }
  function take(answer) {
    const goesOn = show(answer, place, tell);
    if (!("waiting" in place.dataset)) document.title = answer.title;
    return goesOn;
  }
  if ("waiting" in place.dataset) setTimeout(ask, EVERY);
}

const place = globalThis.document?.getElementById("copy");
if (place) begin(place);
