// What a phone keeps of schools, in words.

import assert from "node:assert/strict";
import { test } from "node:test";

import { ageInWords, asOf, keptAt, picturesIn, said } from "../../../../static/js/portal/responder/kept.js";

const NOW = new Date(2026, 10, 17, 9, 14);
const at = (day, hour, minute) => new Date(2026, 10, day, hour, minute);

test("the hour stands before the day, as one reads it in a hurry", () => {
  assert.deepEqual(
    [at(17, 6, 40), at(16, 23, 30), at(14, 8, 5)].map((moment) => asOf(moment, NOW)),
    ["6:40 am today", "11:30 pm yesterday", "Sat, Nov 14, 8:05 am"],
  );
});

test("an age is as exact as it matters", () => {
  const minute = 60000;
  assert.deepEqual(
    [0, minute, 154 * minute, 60 * minute, 1440 * minute, 1500 * minute, 2945 * minute, -5].map(ageInWords),
    [
      ...["less than a minute", "1 minute", "2 hours 34 minutes", "1 hour"],
      ...["1 day", "1 day 1 hour", "2 days 1 hour", "less than a minute"],
    ],
  );
});

test("it is said what is kept, what did not arrive, and what waits to be told", () => {
  const told = (more) => said({ missing: 0, at: at(17, 6, 40), waiting: 0, now: NOW, ...more });
  assert.equal(told({}), "Kept on this phone, refreshed 6:40 am today.");
  assert.equal(told({ missing: 1 }), "1 page did not arrive; what was kept before is still here.");
  assert.equal(told({ missing: 3 }), "3 pages did not arrive; what was kept before is still here.");
  assert.equal(told({ missing: null }), "This browser keeps nothing: these pages need a signal.");
  assert.equal(told({ at: null }), "This browser keeps nothing: these pages need a signal.");
  assert.match(told({ waiting: 1 }), /You opened 1 page without a signal; the log gets them/);
  assert.match(told({ waiting: 2 }), /You opened 2 pages without a signal/);
});

test("pictures of a text are asked for by their addresses", () => {
  const text = '<p><img alt="a" src="/c/x/picture/1/?a=1&amp;b=2"></p><img src="/c/x/picture/2/"><script src="/s.js"></script>';
  assert.deepEqual(picturesIn(text), ["/c/x/picture/1/?a=1&b=2", "/c/x/picture/2/"]);
});

test("when a page was kept is the moment that the portal made it", async () => {
  const response = { headers: new Headers({ Date: "Tue, 17 Nov 2026 11:40:00 GMT" }) };
  const kept = {
    has: async (name) => name === "safety-portal-pages 5 /responder/",
    open: async () => ({ match: async (address) => (address === "/responder/a/" ? response : undefined) }),
  };
  const of = (account) => ({ account, scope: "/responder/" });
  assert.equal((await keptAt("/responder/a/", of("5"), kept)).toISOString(), "2026-11-17T11:40:00.000Z");
  assert.equal(await keptAt("/responder/b/", of("5"), kept), null);
  assert.equal(await keptAt("/responder/a/", of("6"), kept), null);
  assert.equal(await keptAt("/responder/a/", of("5"), undefined), null);
});
