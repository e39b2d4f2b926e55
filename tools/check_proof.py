#!/usr/bin/env python3
"""Checks a proof downloaded from Yinuo, with nothing but Python: check_proof.py PROOF.json [EXPECTED_CITY_ROOT]"""

import hashlib
import json
import sys


def sha(data):
    return hashlib.sha256(data).digest()


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def climb(leaf, position, size, path):
    index, last, top = position, size - 1, sha(b"\0" + leaf)
    for sibling in map(bytes.fromhex, path):
        if index & 1 or index == last:
            top = sha(b"\1" + sibling + top)
            while index and not index & 1:
                index, last = index >> 1, last >> 1
        else:
            top = sha(b"\1" + top + sibling)
        index, last = index >> 1, last >> 1
    return top.hex() if last == 0 else None


def must(holds, problem):
    if not holds:
        raise ValueError(problem)


def check(proof, city_root=None):
    previous, note = "0" * 64, proof["checkpoint"]["note"]
    sealed = 0
    for number, entry in enumerate(proof["entries"], 1):
        body, place = entry["body"], entry["inclusion"]
        must(sha(canonical(body)).hex() == entry["hash"], f"entry {number} was changed")
        must(body["previous"] == previous and body["sequence"] == number, f"the chain is broken at entry {number}")
        must(body["subject"] == proof["subject"], f"entry {number} belongs to something else")
        if place:
            top = climb(bytes.fromhex(entry["hash"]), place["position"], note["size"], place["path"])
            must(top == note["root"], f"entry {number} is not under the sealed root")
            sealed += 1
        previous = entry["hash"]
    must(sealed, "no entry of this proof is sealed")
    bodies = {entry["body"]["id"]: entry["body"] for entry in proof["entries"]}
    for text in proof["opened"]:
        told = bodies[text["entry"]]["given"]
        for part in text["name"].split("."):
            told = told[int(part)] if isinstance(told, list) else told[part]
        words = f"{text['salt']}\n{text['words']}".encode()
        must(told["commitment"] == sha(words).hex(), f"the words of {text['name']} were changed")
    root = note["root"]
    if proof["anchor"]:
        place, above = proof["anchor"]["inclusion"], proof["anchor"]["checkpoint"]["note"]
        top = climb(sha(canonical(note)), place["position"], above["size"], place["path"])
        must(top == above["root"], "the county's seal is not under the city's root")
        root = above["root"]
    must(city_root in (None, root), "the city's root is not the published one")
    return f"good: {len(proof['entries'])} entries, {sealed} sealed, root {root}"


if __name__ == "__main__":
    try:
        with open(sys.argv[1], encoding="utf-8") as file:
            print(check(json.load(file), sys.argv[2] if len(sys.argv) > 2 else None))
    except (KeyError, IndexError, ValueError, TypeError) as problem:
        sys.exit(f"BAD: {problem}")
