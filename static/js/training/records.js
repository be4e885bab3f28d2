// Fills in the hours of the chosen course, and shows the other course and the other day only when they are wanted.

// The hours of a course as the field has them, "" where the catalogue names none; `courses`: id -> hours, as text.
export const hoursOf = (courses, course) => (courses[course] ? String(Number(courses[course])) : "");

export function followCourse(form, courses) {
  const { course, other_course: other, day, hours } = form.elements;
  let filled = hours.value;

  function follow() {
    form.querySelector(".when-other-course").hidden = course.value !== "other";
    form.querySelector(".when-other-day").hidden = day.value !== "other";
    // What somebody typed stays; only what was filled in from a course changes with it.
    if (hours.value !== filled) return;
    filled = hoursOf(courses, course.value === "other" ? other.value : course.value);
    hours.value = filled;
  }
  form.addEventListener("change", follow);
  follow();
}

const form = globalThis.document?.querySelector("form.form-narrow");
if (form) followCourse(form, JSON.parse(document.getElementById("course-hours").textContent));
