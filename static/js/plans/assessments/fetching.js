// Asks the portal to take an answer or a photo of a walk.

import { outcomeOf } from "./outcomes.js";

const SECONDS = { answer: 30, photo: 120 };

// As it is now: signing in again, also in another tab, gives another.
function token(name) {
  const cookie = document.cookie.split("; ").find((each) => each.startsWith(`${name}=`));
  return cookie ? decodeURIComponent(cookie.slice(name.length + 1)) : "";
}

// What an answer says to the portal.
export const saidOf = ({ id, item, answer, note, severity, sureness, answered_at, photos }) =>
  ({ key: id, item, answer, note, severity, sureness, answered_at, photos });

// { answer, photo } for runOf (sending.js). `about`: { account, csrf_cookie, answers_url, photos_url }.
export function fetching(about) {
  async function post(address, body, seconds, headers = {}) {
    const options = {
      method: "POST",
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(seconds * 1000),
      // For whom it is: the portal refuses it for anybody else who is signed in here by now.
      headers: { "X-CSRFToken": token(about.csrf_cookie), "X-Account": about.account, ...headers },
    };
    return outcomeOf(await fetch(address, options).catch(() => null));
  }
  return {
    answer: (answer) => post(about.answers_url, JSON.stringify(saidOf(answer)), SECONDS.answer, { "Content-Type": "application/json" }),
    photo({ sha256, bytes }) {
      const body = new FormData();
      body.append("sha256", sha256);
      body.append("photo", new Blob([bytes], { type: "image/jpeg" }), `${sha256}.jpg`);
      return post(about.photos_url, body, SECONDS.photo);
    },
  };
}
