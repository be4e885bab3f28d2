// The button of a sitting says how many plans are ticked. Without a script it says that it signs the ticked ones.
const form = document.querySelector("form[data-ticks]");
const button = form?.querySelector("button[type=submit]");
const unsaid = button?.textContent;

function count() {
  const ticked = form.querySelectorAll("input[name=plans]:checked").length;
  button.textContent = ticked ? `Sign ${ticked} ${ticked === 1 ? "plan" : "plans"}` : unsaid;
}

if (form) {
  form.addEventListener("change", count);
  // Ticks that the browser kept, when somebody comes back from reading a plan.
  window.addEventListener("pageshow", count);
  count();
}
