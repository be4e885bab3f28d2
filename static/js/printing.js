// Asks how far the PDF is, and puts the answer into the page, until it is made. Without a script a link asks.

const EVERY = 2000;
// Told aloud every so often only: the page number changes each time.
const ALOUD = 20000;
const place = document.getElementById("copy");
const says = document.getElementById("copy-says");
let told = Date.now();

function tell(words, atOnce) {
  if (!atOnce && Date.now() - told < ALOUD) return;
  told = Date.now();
  says.textContent = words;
}

function show(answer) {
  const now = answer.getElementById("copy");
  if (!now) return false;
  const done = !("waiting" in now.dataset);
  const words = now.querySelector("p").textContent.trim();
  if (done) {
    document.title = answer.title;
    delete place.dataset.waiting;
    place.replaceChildren(...now.childNodes);
  } else {
    // Only the words: whoever is at the link stays there.
    place.querySelector("p").replaceChildren(...now.querySelector("p").childNodes);
  }
  tell(words, done);
  return !done;
}

async function again() {
  let goOn = true;
  try {
    const response = await fetch(location.href, { redirect: "manual" });
    goOn = response.ok && show(new DOMParser().parseFromString(await response.text(), "text/html"));
  } catch {
    // No network: the next try is in a while, and the link is there.
  }
  if (goOn) setTimeout(again, EVERY);
}

if ("waiting" in place.dataset) setTimeout(again, EVERY);
