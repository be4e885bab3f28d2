// The one box in which a page tells its writer what went wrong and what to do. Each subject has its own lines in it, so that one
// never hides another, and boxes never stack.

// What comes first in the box: what keeps the words from being saved.
const ORDER = ["save", "picture", "paste"];

// sayer(place): `place` is an element with role=status, empty as long as there is nothing to say.
export function sayer(place) {
  const subjects = new Map();

  function draw() {
    place.replaceChildren();
    const lines = ORDER.flatMap((subject) => subjects.get(subject) ?? []);
    if (!lines.length) return;
    const box = document.createElement("div");
    box.className = "notice notice-due says";
    box.append(...lines.map(paragraph), hideButton());
    place.append(box);
  }
  function hideButton() {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn btn-sm btn-outline-primary";
    button.textContent = "Hide this";
    button.addEventListener("click", () => (subjects.clear(), draw()));
    return button;
  }
  return {
    // subject: of ORDER; lines: [{ head, what, link, address }], none takes the subject away.
    set(subject, lines) {
      // Said already: a screen reader hears it once.
      if (JSON.stringify(lines) === JSON.stringify(subjects.get(subject) ?? [])) return;
      subjects.set(subject, lines);
      draw();
    },
  };
}

function paragraph({ head, what, link, address }) {
  const line = document.createElement("p");
  const strong = document.createElement("b");
  strong.textContent = head;
  line.append(strong, ` ${what}`);
  if (link) {
    const way = document.createElement("a");
    way.href = address;
    way.textContent = link;
    line.append(" ", way);
  }
  return line;
}

// Of several notices at the head of a page only the first that is wanted is shown: what is waiting for an answer before what is
// merely told. `wanted` is a set of elements; those of the server are wanted from the beginning.
export function onlyOne(notices) {
  const wanted = new Set(notices.filter((notice) => !notice.hidden));
  function draw() {
    const shown = notices.find((notice) => wanted.has(notice));
    for (const notice of notices) notice.hidden = notice !== shown;
  }
  return {
    show: (notice) => (wanted.add(notice), draw()),
    drop: (notice) => (wanted.delete(notice), draw()),
  };
}
