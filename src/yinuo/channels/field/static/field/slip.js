// The slip of an opinion is drawn on the phone, so that whoever said it takes it along even without a network:
// ten characters of Crockford's base 32 by chance and their ISO 7064 MOD 37-2 check, as kernel/codes/slips.py has them.
const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ*";

export function checkOf(text) {
  const total = [...text].reduce((sum, one) => ((sum + ALPHABET.indexOf(one)) * 2) % 37, 0);
  return ALPHABET[(((1 - total) % 37) + 37) % 37];
}

export function newSlip() {
  for (;;) {
    const chosen = [...crypto.getRandomValues(new Uint8Array(10))].map((byte) => CROCKFORD[byte & 31]).join("");
    const check = checkOf(chosen);
    if (CROCKFORD.includes(check)) return chosen + check;
  }
}

export function shownSlip(slip) {
  return `${slip.slice(0, 4)}-${slip.slice(4, 8)}-${slip.slice(8)}`;
}
