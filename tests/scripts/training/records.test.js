// The hours of a course are filled in, and what somebody typed stays.

import assert from "node:assert/strict";
import { test } from "node:test";

import { followCourse, hoursOf } from "../../../static/js/training/records.js";
import { element } from "../page.js";

const COURSES = { 1: "6.00", 2: "1.50", 3: "" };

function formOf(hours = "") {
  const shown = { ".when-other-course": element(), ".when-other-day": element() };
  const value = (text) => ({ value: text });
  const elements = { course: value("1"), other_course: value("2"), day: value("today"), hours: value(hours) };
  const form = element({ parts: shown, elements });
  return { form, elements, shown, change: () => form.dispatchEvent(new Event("change")) };
}

test("hours are written as one writes them", () => {
  assert.deepEqual(["1", "2", "3", "4"].map((course) => hoursOf(COURSES, course)), ["6", "1.5", "", ""]);
});

test("the hours follow the course, also the other one", () => {
  const { form, elements, change } = formOf();
  followCourse(form, COURSES);
  assert.equal(elements.hours.value, "6");
  elements.course.value = "other";
  change();
  assert.equal(elements.hours.value, "1.5");
  elements.other_course.value = "3";
  change();
  assert.equal(elements.hours.value, "");
});

test("what was typed stays, whatever course is chosen then", () => {
  const { form, elements, change } = formOf();
  followCourse(form, COURSES);
  elements.hours.value = "4";
  elements.course.value = "2";
  change();
  assert.equal(elements.hours.value, "4");
});

test("the other course and the other day are shown when they are wanted", () => {
  const { form, elements, shown, change } = formOf();
  followCourse(form, COURSES);
  const hidden = () => Object.values(shown).map((part) => part.hidden);
  assert.deepEqual(hidden(), [true, true]);
  elements.day.value = "other";
  change();
  assert.deepEqual(hidden(), [true, false]);
  elements.course.value = "other";
  change();
  assert.deepEqual(hidden(), [false, false]);
});
