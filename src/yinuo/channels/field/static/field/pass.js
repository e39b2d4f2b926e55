// Getting the pass that works without a session, and giving everything back when signing out.
import { call } from "./net.js";
import { counts } from "./queue.js";
import { get, persist, put, wipe } from "./store.js";

// "ok", "login" (nobody is signed in), "offline", "other" (somebody else's items are still here) or a sentence.
export async function lend() {
  const answer = await call("/field/pass/", { method: "POST", session: true });
  if (answer.status === 302) return "login";
  if (answer.status === 0) return "offline";
  if (answer.status !== 200) return answer.sentence ?? "login";
  const known = await get("meta", "holder");
  if (known && known !== answer.holder) {
    if ((await counts()).open) return "other";
    await wipe();
  }
  await put("meta", answer.holder, "holder", { quiet: true });
  await put("meta", answer, "pass");
  await put("meta", {}, "trouble");
  await persist();
  return "ok";
}

// The pass is withdrawn where there is a network; off the network it is at least nowhere any more.
export async function leave() {
  await call("/field/pass/withdraw/", { method: "POST", json: {} });
  await wipe();
}
