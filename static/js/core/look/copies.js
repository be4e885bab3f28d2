// Buttons that copy the text of another element: [data-copies="its id"]. Hidden where there is no clipboard; what was done is said beside it.

export function offer(button, { page, clipboard }) {
  const said = page.createElement("span");
  said.setAttribute("role", "status");
  button.after(said);
  button.hidden = false;
  button.addEventListener("click", async () => {
    const text = page.getElementById(button.dataset.copies).textContent.trim();
    try {
      await clipboard.writeText(text);
      said.textContent = " Copied.";
    } catch {
      said.textContent = " Not copied: mark the words and copy them by hand.";
    }
  });
}

if (globalThis.navigator?.clipboard && globalThis.document) {
  for (const button of document.querySelectorAll("[data-copies]")) offer(button, { page: document, clipboard: navigator.clipboard });
}
