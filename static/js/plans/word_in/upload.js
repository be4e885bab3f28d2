// The upload starts as soon as a file is chosen, as the page says. Without a script its button sends it.

export function sendWhenChosen(form, status) {
  form.querySelector("[type=file]").addEventListener("change", () => {
    if (!form.reportValidity()) return;
    status.textContent = "Reading the file. This takes a few seconds.";
    form.requestSubmit();
  });
}

const form = globalThis.document?.querySelector("form:has([type=file])");
if (form) sendWhenChosen(form, document.getElementById("upload-says"));
