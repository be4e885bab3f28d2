// The upload starts as soon as a file is chosen, as the page says. Without a script its button sends it.
const form = document.querySelector("form:has([type=file])");
form.querySelector("[type=file]").addEventListener("change", () => {
  if (!form.reportValidity()) return;
  document.getElementById("upload-says").textContent = "Reading the file. This takes a few seconds.";
  form.requestSubmit();
});
