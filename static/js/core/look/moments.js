// Times in words, as the rest of the portal writes them (safety_portal/core/look/wording.py), in the clock of this device.

const DAYS = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// "Thu, Nov 19, 10:15 am", with the year instead of the weekday when it is not this one.
export function momentInWords(moment, now) {
  const day = `${MONTHS[moment.getMonth()]} ${moment.getDate()}`;
  const isThisYear = moment.getFullYear() === now.getFullYear();
  const clock = `${moment.getHours() % 12 || 12}:${String(moment.getMinutes()).padStart(2, "0")} ${moment.getHours() < 12 ? "am" : "pm"}`;
  return isThisYear ? `${DAYS[moment.getDay()]}, ${day}, ${clock}` : `${day}, ${moment.getFullYear()}, ${clock}`;
}

// "today at 1:02 am", "yesterday at 11:30 pm", before that as momentInWords.
export function dayInWords(moment, now) {
  const clock = momentInWords(moment, now).split(", ").at(-1);
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  if (moment >= today) return `today at ${clock}`;
  return moment >= yesterday ? `yesterday at ${clock}` : momentInWords(moment, now);
}

// "just now", "40 seconds ago", "2 minutes ago"; both in milliseconds.
export function agoInWords(moment, now) {
  const seconds = Math.round((now - moment) / 1000);
  if (seconds < 2) return "just now";
  if (seconds < 60) return `${seconds} seconds ago`;
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? "1 minute ago" : `${minutes} minutes ago`;
}
