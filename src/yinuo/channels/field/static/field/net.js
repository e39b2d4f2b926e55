// Speaking with the server. Every answer comes as {status, state, sentence, …}; no network is status 0.
import { get } from "./store.js";

const PATIENCE = 30_000;

export async function call(path, { method = "GET", json = null, form = null, session = false } = {}) {
  const headers = { Accept: "application/json" };
  if (json) headers["Content-Type"] = "application/json";
  if (session) headers["X-CSRFToken"] = cookie("csrftoken");
  else headers.Authorization = `Bearer ${(await get("meta", "pass"))?.token ?? ""}`;
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), PATIENCE);
  try {
    const answer = await fetch(path, {
      method, headers, body: json ? JSON.stringify(json) : form, signal: stop.signal, cache: "no-store",
      redirect: "manual", credentials: session ? "same-origin" : "omit",
    });
    if (answer.type === "opaqueredirect") return { status: 302 };
    return { ...(await words(answer)), status: answer.status };
  } catch {
    return { status: 0 };
  } finally {
    clearTimeout(timer);
  }
}

async function words(answer) {
  try {
    return await answer.json();
  } catch (problem) {
    if (answer.ok) throw problem; // cut off on the way: as if it had never come
    return {};
  }
}

function cookie(name) {
  const found = document.cookie.split("; ").find((one) => one.startsWith(`${name}=`));
  return found ? decodeURIComponent(found.slice(name.length + 1)) : "";
}
