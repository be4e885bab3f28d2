// In the row of a passage, S shows it in the file. Only while the focus is in that row, so that no other key is taken.
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || event.ctrlKey || event.metaKey || event.altKey) return;
  const row = event.target.closest("tr[data-passage]");
  if (!row) return;
  event.preventDefault();
  window.location.assign(row.dataset.passage);
});
