// As much of a page as our scripts look at: what is not here they must be given, or be tested in a browser (tests/journeys).

// An element that hears events; `parts` answers querySelector(All), by selector: an element, or a list of them.
export function element({ parts = {}, ...more } = {}) {
  const found = (selector) => [parts[selector] ?? []].flat();
  return Object.assign(new EventTarget(), {
    dataset: {},
    hidden: false,
    textContent: "",
    attributes: {},
    setAttribute(name, value) {
      this.attributes[name] = value;
    },
    querySelector: (selector) => found(selector)[0] ?? null,
    querySelectorAll: found,
    ...more,
  });
}

// An event that names its target, which is not the part that hears it.
export function event(name, more = {}) {
  return Object.defineProperties(new Event(name, { cancelable: true }), Object.fromEntries(
    Object.entries(more).map(([key, value]) => [key, { value }]),
  ));
}

// Let everything go on that waits for nothing but its turn.
export async function settle() {
  for (let turn = 0; turn < 20; turn++) await new Promise((done) => setImmediate(done));
}
