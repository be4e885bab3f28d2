// Fills in the hours of the chosen course, and shows the other course and the other day only when they are wanted.
const hours = JSON.parse(document.getElementById("course-hours").textContent);
const form = document.querySelector("form.form-narrow");
const field = form.elements.hours;
let filled = field.value;

function chosen() {
  return form.elements.course.value === "other" ? form.elements.other_course.value : form.elements.course.value;
}

function follow() {
  form.querySelector(".when-other-course").hidden = form.elements.course.value !== "other";
  form.querySelector(".when-other-day").hidden = form.elements.day.value !== "other";
  // What somebody typed stays; only what was filled in from a course changes with it.
  if (field.value === filled) {
    filled = hours[chosen()] ? String(Number(hours[chosen()])) : "";
    field.value = filled;
  }
}

form.addEventListener("change", follow);
follow();
