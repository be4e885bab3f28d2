// The button of a sitting says how many plans are ticked. Without a script it says that it signs the ticked ones.

export const labelFor = (ticked, unsaid) => (ticked ? `Sign ${ticked} ${ticked === 1 ? "plan" : "plans"}` : unsaid);

export function countOn(form, page) {
  const button = form.querySelector("button[type=submit]");
  const unsaid = button.textContent;
  function count() {
    button.textContent = labelFor(form.querySelectorAll("input[name=plans]:checked").length, unsaid);
  }
  form.addEventListener("change", count);
  // Ticks that the browser kept, when somebody comes back from reading a plan.
  page.addEventListener("pageshow", count);
  count();
}

const form = globalThis.document?.querySelector("form[data-ticks]");
if (form) countOn(form, window);
