// One item on the screen: its question and last year's answer as the server drew them (in <template>), the fields, the photos.

import { momentInWords } from "../../core/look/moments.js";
import { showIn } from "./photos.js";
import { hashOf } from "./progress.js";

const FINDINGS = new Set(["partly", "no"]);
export const isFinding = (answer) => FINDINGS.has(answer);

const clock = (moment) => momentInWords(moment, moment).split(", ").at(-1);
const part = (form, name) => form.querySelector(`[data-walk=${name}]`);

export function screenOf(form) {
  const field = (name) => form.elements[name];

  function question(item) {
    for (const name of ["question", "last"]) {
      const drawn = [...document.querySelectorAll(`template[data-part=${name}]`)].find(({ dataset }) => dataset.item === item.code);
      part(form, name).replaceChildren(drawn.content.cloneNode(true));
    }
  }
  // "Answered 10:42 am by Lee: No", the one that counts first.
  function given(lines) {
    const place = part(form, "given");
    place.replaceChildren(...lines.map((line) => Object.assign(document.createElement("li"), { textContent: line })));
    place.hidden = !lines.length;
  }
  function fields(values) {
    field("answer").value = values.answer ?? "";
    for (const choice of field("answer")) choice.checked = choice.value === values.answer;
    field("note").value = values.note ?? "";
    for (const name of ["severity", "sureness"]) field(name).value = `${values[name] ?? ""}`;
    rating();
  }
  // Only what is missing is rated.
  function rating() {
    const isOne = isFinding(field("answer").value);
    part(form, "rating").hidden = !isOne;
    part(form, "note-label").textContent = isOne ? "What is missing" : "Note (optional)";
  }
  return {
    show({ item, values }) {
      question(item);
      fields(values);
      for (const name of ["answer-fault", "photo-fault", "photo-says"]) say(name, "");
      done(false);
    },
    given,
    // Where Back and Skip lead; no item, no link.
    lead(ways) {
      for (const [name, there] of Object.entries(ways)) {
        part(form, name).hidden = !there;
        if (there) part(form, name).href = hashOf(there.code);
      }
    },
    // What is in the fields now.
    read: () => ({
      answer: field("answer").value,
      note: field("note").value.trim(),
      severity: isFinding(field("answer").value) && field("severity").value ? Number(field("severity").value) : null,
      sureness: (isFinding(field("answer").value) && field("sureness").value) || null,
    }),
    choose(number) {
      const choice = field("answer")[number];
      choice.checked = true;
      rating();
    },
    rating,
    say,
    done,
    photos,
    focus: () => part(form, "question").querySelector("h1").focus(),
  };

  // A sentence at its place; "" takes it away.
  function say(name, sentence) {
    const place = part(form, name);
    place.textContent = sentence;
    place.hidden = !sentence;
  }
  // Every item is answered.
  function done(isDone) {
    part(form, "done").hidden = !isDone;
    if (isDone) part(form, "done").focus();
  }
  // `address`: where photos are that the portal has.
  function photos(records, { remove, address }) {
    const shown = records.map(({ sha256, isHere }) => `${sha256} ${isHere}`).join();
    const place = part(form, "photos");
    // Drawn already: pictures do not flicker while others are sent.
    if (place.dataset.shown === shown) return;
    place.dataset.shown = shown;
    place.replaceChildren(...records.map((record, number) => figure(record, { number: number + 1, remove, address })));
  }
}

function figure(record, { number, remove, address }) {
  const drawn = document.createElement("figure");
  drawn.className = "photo";
  const words = document.createElement("figcaption");
  words.textContent = record.isHere ? `${clock(new Date(record.at))}, only on this phone` : `Photo ${number}, sent`;
  const button = Object.assign(document.createElement("button"), { type: "button", className: "btn btn-link btn-sm" });
  button.append("Remove", hidden(` photo ${number}`));
  button.addEventListener("click", () => remove(record));
  drawn.append(record.bytes ? picture(record, number) : image(`${address}${record.sha256}/`, number), words, button);
  return drawn;
}

function picture(record, number) {
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  canvas.setAttribute("aria-label", `Photo ${number}`);
  showIn(canvas, record.bytes).catch(() => canvas.remove());
  return canvas;
}

// Of the portal; without a signal there is none, and its line says enough.
function image(address, number) {
  const drawn = Object.assign(document.createElement("img"), { src: address, alt: `Photo ${number}`, loading: "lazy" });
  drawn.addEventListener("error", () => drawn.remove());
  return drawn;
}

function hidden(words) {
  return Object.assign(document.createElement("span"), { className: "visually-hidden", textContent: words });
}
