"""Sealed ballots: any two keepers open, nobody alone; mistyped words are found; the browser seals the same."""

import json
from itertools import combinations
from random import Random

import pytest

from tests.evaluation.browser_code import run
from yinuo.evaluation.rules import sealing
from yinuo.evaluation.rules.opening_words import SIGNS, written_words
from yinuo.evaluation.rules.sealing import (
    check,
    check_words,
    digest_of,
    new_keeper,
    open_,
    read_public,
    read_words,
    seal,
)  # fmt: skip
from yinuo.kernel.errors import Unfit

KEEPERS = [new_keeper() for _number in range(3)]
PUBLICS = [public for _words, public in KEEPERS]
WORDS = {number: words for number, (words, _public) in enumerate(KEEPERS, 1)}
BOUND = "7|03|00010002|s1"
TEXT = json.dumps({"marks": {"T01": {"points": "4.5", "reason": "当天有台账"}}}, ensure_ascii=False).encode()
ENVELOPE = seal(TEXT, PUBLICS, BOUND)


@pytest.mark.parametrize("keepers", [2, 3])
def test_any_two_keepers_open_and_all_together_too(keepers):
    envelope = seal(TEXT, PUBLICS[:keepers], BOUND)
    check(envelope, keepers=keepers)
    for size in range(2, keepers + 1):
        for chosen in combinations(range(1, keepers + 1), size):
            assert open_(envelope, {number: WORDS[number] for number in chosen}, BOUND) == TEXT


def test_nothing_readable_is_in_an_envelope_and_no_two_are_alike():
    written = json.dumps(ENVELOPE)
    assert "T01" not in written
    assert seal(TEXT, PUBLICS, BOUND)["text"] != ENVELOPE["text"]


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({}, "两位保管人"),
        ({1: WORDS[1]}, "两位保管人"),
        ({1: WORDS[1], 2: WORDS[1]}, "第2位保管人的口令打不开"),
        ({1: WORDS[3], 3: WORDS[3]}, "第1位保管人的口令打不开"),
        ({1: WORDS[1], 2: WORDS[2], 3: WORDS[2]}, "第3位保管人的口令打不开"),
        ({1: WORDS[1], 4: WORDS[2]}, "没有第4位"),
        ({1: WORDS[1], 2: "ABCDE"}, "第2位保管人：口令一共13组"),
    ],
)
def test_without_two_right_words_nothing_opens(keys, said):
    with pytest.raises(Unfit, match=said) as refusal:
        open_(ENVELOPE, keys, BOUND)
    assert refusal.value.field == "words"


def test_an_envelope_taken_for_another_ballot_does_not_open():
    for bound in ("7|03|00010002|s2", "7|04|00010002|s1", ""):
        with pytest.raises(Unfit, match="另一张票"):
            open_(ENVELOPE, {1: WORDS[1], 2: WORDS[2]}, bound)


def test_one_keepers_shares_alone_are_not_the_key():
    """Shares of one keeper: two random strings; only with a partner's do they make the key, the same for every pair."""
    shares = {number: sealing._unwrapped(ENVELOPE, number, words) for number, words in WORDS.items()}
    keys = {
        sealing._xor(sealing._share(shares[one], one, other), sealing._share(shares[other], other, one))
        for one, other in combinations(shares, 2)
    }
    (key,) = keys
    assert all(key not in share for share in shares.values())
    for share in shares.values():
        assert sealing._xor(share[:32], share[32:]) != key


def changed(**given) -> dict:
    return json.loads(json.dumps(ENVELOPE)) | given


FLIPPED = ("A" if ENVELOPE["text"][0] != "A" else "B") + ENVELOPE["text"][1:]


@pytest.mark.parametrize(
    "envelope",
    [
        None, {}, [], "x", changed(version=2), changed(wrapped=[]), changed(wrapped=ENVELOPE["wrapped"][:1]),
        changed(wrapped=ENVELOPE["wrapped"][::-1]), changed(wrapped=5), changed(nonce=""), changed(nonce=5), changed(text="AAAA"),
        changed(text="!"), changed(ephemeral=""), changed(ephemeral=ENVELOPE["ephemeral"][:-2] + "AA"),
        changed(wrapped=[one | {"text": "AAAA"} for one in ENVELOPE["wrapped"]]), changed(text="A" * 100_000),
    ],
)  # fmt: skip
def test_what_is_no_envelope_is_refused_when_it_arrives(envelope):
    with pytest.raises(Unfit, match="信封损坏了") as refusal:
        check(envelope, keepers=3)
    assert refusal.value.field == "envelope"
    with pytest.raises(Unfit, match="信封损坏了"):
        open_(envelope, WORDS, BOUND)


def test_a_spoilt_envelope_is_told():
    with pytest.raises(Unfit, match="被改动过"):
        open_(changed(text=FLIPPED), WORDS, BOUND)
    with pytest.raises(Unfit, match="给3位保管人"):
        check(ENVELOPE, keepers=2)


def test_words_belong_to_one_public_half():
    check_words(WORDS[1], PUBLICS[0], 1)
    with pytest.raises(Unfit, match="第2位保管人的口令不是"):
        check_words(WORDS[1], PUBLICS[1], 2)
    for text in ("", "x", PUBLICS[0][:-1], PUBLICS[0] + "=", PUBLICS[0][:-3] + "AAA"):
        with pytest.raises(Unfit) as refusal:
            read_public(text)
        assert refusal.value.field == "public"


def test_two_or_three_keepers():
    for publics in (PUBLICS[:1], PUBLICS + PUBLICS[:1]):
        with pytest.raises(Unfit, match="2到3人"):
            seal(TEXT, publics, BOUND)


@pytest.mark.parametrize(
    "spelt",
    [
        str.lower,
        lambda words: words.replace(" ", ""),
        lambda words: words.replace(" ", "-"),
        lambda words: words.replace(" ", "　\n"),
        lambda words: "".join(chr(ord(c) + 0xFEE0) if c != " " else "　" for c in words),
        lambda words: words.replace("0", "O").replace("1", "l"),
        lambda words: words.replace("0", "o").replace("1", "I"),
        lambda words: f"  {words} ",
    ],
)
def test_words_are_read_however_they_are_spelt(spelt):
    for words in WORDS.values():
        assert read_words(spelt(words)) == read_words(words)


def test_every_single_wrong_sign_and_swapped_neighbour_is_found_and_its_group_named():
    words = WORDS[1].replace(" ", "")
    random = Random(1)
    for place, sign in enumerate(words):
        wrong = random.choice([other for other in SIGNS if other != sign])
        with pytest.raises(Unfit, match=f"第{place // 5 + 1}组"):
            read_words(words[:place] + wrong + words[place + 1 :])
        if place % 5 < 4 and sign != words[place + 1]:
            with pytest.raises(Unfit, match=f"第{place // 5 + 1}组"):
                read_words(words[:place] + words[place + 1] + sign + words[place + 2 :])


def test_every_wrong_sign_of_one_group_is_found():
    words = WORDS[2].replace(" ", "")
    for place in range(5):
        for other in set(SIGNS) - {words[place]}:
            with pytest.raises(Unfit, match="第1组"):
                read_words(words[:place] + other + words[place + 1 :])


def test_swapped_missing_and_short_groups_are_told():
    groups = WORDS[1].split()
    swapped = [groups[1], groups[0], *groups[2:]]
    with pytest.raises(Unfit, match="第1组"):
        read_words(" ".join(swapped))
    with pytest.raises(Unfit, match="现在是60个字符"):
        read_words(" ".join(groups[1:]))
    with pytest.raises(Unfit, match="第4组应当是5个字符"):
        read_words(" ".join([*groups[:3], groups[3][:4], *groups[4:]]))
    with pytest.raises(Unfit, match="第3组"):
        read_words(" ".join([*groups[:2], "U" + groups[2][1:], *groups[3:]]))
    with pytest.raises(Unfit):
        read_words("")


@pytest.mark.parametrize("secret", [1, 2**255, 2**256 - 1, 0xFF << 200])
def test_words_come_back_as_the_number_they_were(secret):
    assert read_words(written_words(secret)) == secret


def test_a_demonstration_gets_the_same_key_again():
    assert new_keeper(b"\x01" * 32) == new_keeper(b"\x01" * 32) != new_keeper()


def test_words_beyond_the_curve_are_refused_in_words():
    for secret in (2**256 - 1, sealing.ORDER):
        with pytest.raises(Unfit):
            check_words(written_words(secret), PUBLICS[0], 1)


def test_the_browser_seals_what_the_house_opens_and_knows_its_hash():
    cases = [[TEXT.decode(), PUBLICS[:2], BOUND], [TEXT.decode(), PUBLICS, BOUND], ["长" * 9000, PUBLICS, "8|01|甲|"]]
    code = (
        "const all = []; for (const [text, publics, bound] of given) { const envelope = await module.seal(text, publics, bound);"
        " all.push([envelope, await module.digestOf(envelope)]); } return all;"
    )
    for (text, publics, bound), (envelope, told) in zip(cases, run("sealing.js", code, cases), strict=True):
        check(envelope, keepers=len(publics))
        assert told == digest_of(envelope)
        for chosen in combinations(range(1, len(publics) + 1), 2):
            assert open_(envelope, {number: WORDS[number] for number in chosen}, bound).decode() == text
