// Seals a ballot for its keepers, any two of whom can open it: the same envelope as yinuo.evaluation.rules.sealing.
// WebCrypto only (ECDH P-256, HKDF-SHA256, AES-GCM). `bound` is "assessment|judge|subject|part".
const CURVE = { name: "ECDH", namedCurve: "P-256" };
const INFO = "yinuo ballot keeper ";
const KEY = 32;
const NONCE = 12;
const BLOCK = 2048;

const bytes = (text) => new TextEncoder().encode(text);
const random = (size) => globalThis.crypto.getRandomValues(new Uint8Array(size));
const xor = (one, other) => one.map((value, at) => value ^ other[at]);

export async function seal(text, publics, bound) {
  if (publics.length < 2 || publics.length > 3) throw new Error("2 or 3 keepers");
  const subtle = globalThis.crypto.subtle;
  const content = random(KEY);
  const shares = split(content, publics.length);
  const ephemeral = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const wrapped = [];
  for (const [at, mine] of shares.entries()) {
    const key = await agreed(ephemeral.privateKey, read(publics[at]), at + 1);
    wrapped.push({ keeper: at + 1, ...(await locked(key, mine)) });
  }
  const key = await subtle.importKey("raw", content, "AES-GCM", false, ["encrypt"]);
  const sealed = await locked(key, padded(typeof text === "string" ? bytes(text) : text), bytes(bound));
  const point = new Uint8Array(await subtle.exportKey("raw", ephemeral.publicKey));
  return { version: 1, ephemeral: written(point), wrapped, ...sealed };
}

// Filled up with zero bytes, so that the length of an envelope does not tell how many reasons are in it.
function padded(text) {
  const filled = new Uint8Array(Math.ceil(text.length / BLOCK) * BLOCK);
  filled.set(text);
  return filled;
}

// SHA-256 of the envelope as JSON with sorted keys and without spaces, in hex.
export async function digestOf(envelope) {
  const found = new Uint8Array(await globalThis.crypto.subtle.digest("SHA-256", bytes(canonical(envelope))));
  return Array.from(found, (value) => value.toString(16).padStart(2, "0")).join("");
}

// For each pair of keepers one gets a random share, the other the key without it; in the order of the partners.
function split(content, keepers) {
  const parts = Array.from({ length: keepers }, () => []);
  for (let one = 0; one < keepers; one += 1) {
    for (let other = one + 1; other < keepers; other += 1) {
      const share = random(KEY);
      parts[one].push(...share);
      parts[other].push(...xor(content, share));
    }
  }
  return parts.map((part) => Uint8Array.from(part));
}

async function agreed(own, point, number) {
  const subtle = globalThis.crypto.subtle;
  const theirs = await subtle.importKey("raw", point, CURVE, false, []);
  const secret = await subtle.deriveBits({ name: "ECDH", public: theirs }, own, 256);
  const source = await subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  const way = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(0), info: bytes(INFO + number) };
  return subtle.deriveKey(way, source, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

async function locked(key, text, bound) {
  const nonce = random(NONCE);
  const way = { name: "AES-GCM", iv: nonce, ...(bound ? { additionalData: bound } : {}) };
  const sealed = new Uint8Array(await globalThis.crypto.subtle.encrypt(way, key, text));
  return { nonce: written(nonce), text: written(sealed) };
}

function canonical(value) {
  if (Array.isArray(value)) return `[${value.map(canonical).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).sort().map((key) => `${JSON.stringify(key)}:${canonical(value[key])}`).join(",")}}`;
}

// base64url without padding; in pieces, because a call takes only so many arguments.
function written(data) {
  let text = "";
  for (let at = 0; at < data.length; at += 8192) text += String.fromCharCode(...data.subarray(at, at + 8192));
  return btoa(text).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

function read(text) {
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (sign) => sign.charCodeAt(0));
}
