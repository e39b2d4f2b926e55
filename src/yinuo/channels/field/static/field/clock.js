// The phone's clock may be wrong. `skew` is true time minus the phone's clock in seconds, measured at each packet; it is
// fixed with an item when it is queued, so that sending the item again sends the same.
import { get, put } from "./store.js";

export const TOLERATED = 300;
let skew = 0;

export async function begin() {
  skew = (await get("meta", "skew")) ?? 0;
}

// `asked` and `answered` are the phone's milliseconds around the request, `now` what the server said.
export async function measure(now, asked, answered) {
  skew = Math.round((Date.parse(now) - (asked + answered) / 2) / 1000);
  await put("meta", skew, "skew", { quiet: true });
}

export function skewSeconds() {
  return skew;
}

export function isWrong() {
  return Math.abs(skew) > TOLERATED;
}

// What the true time is, as far as the phone knows.
export function now() {
  return new Date(Date.now() + skew * 1000);
}

// The day in China as 2026-12-17.
export function today() {
  return new Date(now().getTime() + 8 * 3600 * 1000).toISOString().slice(0, 10);
}

// What stands in every item: by the phone's own clock, and how wrong that is.
export function stamp() {
  return { made_at: new Date().toISOString(), skew_seconds: skew };
}
