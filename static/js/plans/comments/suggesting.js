// A whole suggestion is sent from its page, which stays until the portal has it: no words are lost to a sign-in page or to a
// browser's own page about the network. What the portal answers in a page of its own is shown by sending the form once more.

import { onDevice } from "../../core/web/device.js";
import { offerWords } from "../../core/web/kept-words.js";
import { outcomeOf, saveGoesOn, whyNotSaved } from "../../core/web/outcomes.js";

export function sendSuggestions(form, text, says) {
  const device = onDevice(form.dataset.localKey);
  let isUnderWay = false;

  async function send() {
    const options = { method: "POST", body: new FormData(form), headers: { Accept: "application/json" }, redirect: "manual" };
    const outcome = await outcomeOf(await fetch(location.href, options).catch(() => null));
    if (outcome.kind === "kept") {
      device.drop();
      location.assign(outcome.answer.address);
    } else if (!saveGoesOn(outcome)) tellWhy(outcome);
    return outcome;
  }

  function tellWhy(outcome) {
    const isKept = device.keep({ html: text.read(), at: Date.now() });
    const words = whyNotSaved(outcome, { of: "suggestion", onDevice: isKept });
    says.set("save", [{ ...words, address: outcome.kind === "refused" ? location.href.split("#")[0] : form.dataset.signInUrl }]);
  }

  form.addEventListener("submit", async (event) => {
    if (form.dataset.goesOn) return;
    event.preventDefault();
    if (isUnderWay) return;
    isUnderWay = true;
    let outcome = { kind: "server" };
    try {
      outcome = await send();
    } finally {
      isUnderWay = false;
      if (outcome.kind !== "kept" && saveGoesOn(outcome)) {
        form.dataset.goesOn = "yes";
        form.requestSubmit(event.submitter);
      }
    }
  });

  const words = device.read();
  if (words && words.html !== text.read()) {
    const notice = offerWords({
      words,
      use() {
        text.write(words.html);
        notice.hidden = true;
      },
      drop() {
        device.drop();
        notice.hidden = true;
      },
    });
    notice.hidden = false;
  }
}
