"""Codes of places, organisations and components, slips and matter numbers."""

import csv
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from yinuo.kernel.codes import (
    CommunityKind,
    Level,
    TownKind,
    bounds,
    community_kind,
    credit_code_check,
    level,
    matter_number,
    new_slip,
    parents,
    read_component,
    read_credit_code,
    read_matter_number,
    read_place,
    read_slip,
    show_slip,
    split_place,
    spoken,
    town_kind,
    under,
)
from yinuo.kernel.codes.checks import check_11_2, check_37_2
from yinuo.kernel.codes.slips import CROCKFORD
from yinuo.kernel.errors import Unfit

SHARED = Path(__file__).parents[3] / "shared"
DIVISIONS = SHARED / "data/divisions"
needs_shared = pytest.mark.skipif(not DIVISIONS.exists(), reason="../shared is not here")

GRID = "411303003901012"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("41", "41"),
        ("410000", "41"),
        ("411300", "4113"),
        ("411303", "411303"),
        ("411371", "411371"),
        ("411303003", "411303003"),
        ("411303003000", "411303003"),
        ("411300000000", "4113"),
        ("411303003901", "411303003901"),
        ("411303003901-012", GRID),
        ("411303003901012", GRID),
        ("４１１３０３００３９０１－０１２", GRID),
        (" 411303 003901 — 012 ", GRID),
        ("411303003901-012-2", GRID + "-002"),
        ("411303003901012-2-3", GRID + "-002-03"),
        ("411303003901012-002-03", GRID + "-002-03"),
        ("441900003", "441900003"),
    ],
)
def test_place_codes_are_read_into_one_normal_form(typed, code):
    assert read_place(typed) == code
    assert read_place(code) == code


@pytest.mark.parametrize(
    "typed",
    ["", "4", "411", "41130", "4113030", "911303", "411303-01", "411303003901-12", "411303003901-0123", "40a303",
     "411303000901", "4113030039010120", GRID + "-1000", GRID + "-1-100", GRID + "-1-2-3", "000000", "卧龙区", "4١"],
)  # fmt: skip
def test_what_is_no_place_code_is_unfit_in_words(typed):
    with pytest.raises(Unfit, match="不是地点代码"):
        read_place(typed)


def test_parents_run_from_the_province_down():
    assert parents(GRID + "-002-03") == [
        "41", "4113", "411303", "411303003", "411303003901", GRID, GRID + "-002",
    ]  # fmt: skip
    assert parents("441900003") == ["44", "4419"]
    assert parents("41") == []


def test_levels_follow_from_the_length():
    names = [level(code).name for code in [*parents(GRID + "-002-03"), GRID + "-002-03"]]
    assert names == [name.name for name in Level]


def test_building_two_does_not_contain_building_twenty_one():
    assert not under(read_place(GRID + "-21"), read_place(GRID + "-2"))
    assert under(read_place(GRID + "-2-1"), read_place(GRID + "-2"))


codes = some.tuples(
    some.integers(11, 89), some.integers(1, 99), some.integers(1, 99), some.integers(1, 999),
    some.integers(1, 999), some.integers(1, 999), some.integers(1, 999), some.integers(1, 99), some.integers(1, 8),
).map(
    lambda n: "-".join(
        ["{:02}{:02}{:02}{:03}{:03}{:03}".format(*n), f"{n[6]:03}", f"{n[7]:02}"]
    )[: list(Level)[n[8] - 1]]
)  # fmt: skip


@given(codes, codes)
def test_under_is_the_range_that_sql_compares_and_agrees_with_parents(code, other):
    for place in [*parents(code), code, other]:
        low, high = bounds(place)
        assert under(code, place) == (low <= code < high) == (place == code or place in parents(code))


@given(codes)
def test_every_normal_form_reads_as_itself(code):
    assert read_place(code) == code


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("411303003", TownKind.SUBDISTRICT),
        ("411323108", TownKind.TOWN),
        ("411323200", TownKind.TOWNSHIP),
        ("411303400", TownKind.SPECIAL),
        ("411303700", TownKind.OTHER),
        ("411303901", TownKind.FICTIONAL),
    ],
)
def test_the_third_segment_tells_the_kind_of_town(code, kind):
    assert town_kind(code) is kind


@needs_shared
def test_the_real_divisions_are_read_and_their_kinds_agree_with_their_names():
    with (DIVISIONS / "streets_4113.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            assert read_place(row["code"]) == row["code"]
            named = {"道": TownKind.SUBDISTRICT, "镇": TownKind.TOWN, "乡": TownKind.TOWNSHIP}.get(row["name"][-1])
            assert town_kind(row["code"]) is (named or TownKind.SPECIAL), row["name"]
    with (DIVISIONS / "villages_4113.csv").open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            assert read_place(row["code"]) == row["code"]
            if row["name"].endswith("村民委员会"):
                assert community_kind(row["code"]) is CommunityKind.VILLAGE, row["name"]
            if row["name"].endswith("社区居民委员会"):
                assert community_kind(row["code"]) is CommunityKind.COMMUNITY, row["name"]


@needs_shared
def test_the_places_of_the_sample_records_are_split_into_code_and_words():
    rows = json.loads((SHARED / "domain/data/matters.json").read_text(encoding="utf-8"))
    split = [split_place(row["place"]) for row in rows]
    assert split[0] == (GRID, "2号楼东侧")
    assert {level(code) for code, _words in split} == {Level.COMMUNITY, Level.GRID}
    assert {community_kind(code) for code, _words in split} == {CommunityKind.FICTIONAL}


def test_a_component_code_is_county_class_and_sequence():
    component = read_component("4113030102000001")
    assert (component.county, component.major, component.minor, component.sequence) == ("411303", "01", "02", "000001")
    assert str(component) == "4113030102000001"
    for wrong in ["411303010200001", "4113030002000001", "x"]:
        with pytest.raises(Unfit, match="不是部件代码"):
            read_component(wrong)


credit_bodies = some.tuples(
    some.sampled_from(["91", "54", "N2", "12", "A1", "Y1", "11"]),
    some.integers(100000, 899999).map(str),
    some.text("0123456789ABCDEFGHJKLMNPQRTUWXY", min_size=9, max_size=9),
).map("".join)


@given(credit_bodies)
def test_credit_codes_of_every_authority_are_read(body):
    code = body + credit_code_check(body)
    assert read_credit_code(f" {code.lower()} ") == code


@given(credit_bodies, some.integers(0, 17), some.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_one_wrong_character_of_a_credit_code_shows(body, place, character):
    code = body + credit_code_check(body)
    typed = code[:place] + character + code[place + 1 :]
    if typed != code:
        with pytest.raises(Unfit):
            read_credit_code(typed)


def test_a_published_credit_code_has_the_check_of_the_standard():
    assert credit_code_check("91350100M000100Y4") == "3"  # the example printed in GB 32100-2015


@pytest.mark.parametrize(("typed", "says"), [("9135010", "这里有7位"), ("9135O100M000100Y43", "不会出现“O”")])
def test_a_wrong_credit_code_is_explained(typed, says):
    with pytest.raises(Unfit, match=says):
        read_credit_code(typed)


def test_the_checks_are_those_of_iso_7064():
    assert check_11_2("079") == "X"  # the example printed in ISO 7064
    assert check_37_2("G123489654321") == "Y"  # a donation number of ISBT 128
    assert (
        check_11_2("99999919000101001")
        == "0123456789X"[(12 - sum(int(d) * 2 ** (17 - i) for i, d in enumerate("99999919000101001"))) % 11]
    )


slips = some.randoms(use_true_random=False).map(new_slip)
places = some.integers(0, 10)


@given(slips)
def test_a_slip_is_readable_and_reads_as_itself(slip):
    assert len(slip) == 11
    assert set(slip) <= set(CROCKFORD)
    assert read_slip(slip) == read_slip(show_slip(slip)) == read_slip(spoken(slip)) == slip


@given(slips)
def test_a_slip_typed_badly_is_still_found(slip):
    loose = show_slip(slip).lower().replace("0", "o").replace("1", "l").replace("-", " － ")
    wide = "".join(chr(ord(c) + 0xFEE0) if c.isalnum() else c for c in loose)
    assert read_slip(f"单号：{wide}。") == slip


@given(slips, places, some.sampled_from(CROCKFORD))
def test_one_wrong_character_of_a_slip_shows(slip, place, character):
    typed = slip[:place] + character + slip[place + 1 :]
    assert read_slip(typed) == (slip if typed == slip else None)


@given(slips, some.integers(0, 9))
def test_two_swapped_neighbours_of_a_slip_show(slip, place):
    typed = slip[:place] + slip[place + 1] + slip[place] + slip[place + 2 :]
    assert read_slip(typed) == (slip if typed == slip else None)


@given(some.text(max_size=200))
def test_anything_can_be_offered_as_a_slip_or_number(text):
    assert read_slip(text) is None or len(read_slip(text)) == 11
    assert read_matter_number(text) is None or "-" in read_matter_number(text)


def test_a_slip_is_grouped_for_paper_and_for_the_telephone():
    slip = new_slip(random.Random(7))
    assert show_slip(slip) == f"{slip[:4]}-{slip[4:8]}-{slip[8:]}"
    assert spoken("7K3M9QWD2XH") == "7 K 3 M，9 Q W D，2 X H"


def test_slips_drawn_by_default_are_unlike():
    assert len({new_slip() for _draw in range(500)}) == 500


numbers = some.builds(matter_number, some.integers(1990, 2100), some.integers(1, 10**8))


@given(numbers)
def test_a_matter_number_is_read_with_or_without_dashes(number):
    assert read_matter_number(number) == number
    assert read_matter_number(f" {number.replace('-', '').lower()} ") == number


@given(numbers, some.data())
def test_one_wrong_or_swapped_digit_of_a_matter_number_shows(number, data):
    plain = number.replace("-", "")
    place = data.draw(some.integers(0, len(plain) - 2))
    digit = data.draw(some.sampled_from("0123456789"))
    wrong = plain[:place] + digit + plain[place + 1 :]
    swapped = plain[:place] + plain[place + 1] + plain[place] + plain[place + 2 :]
    for typed in (wrong, swapped):
        assert read_matter_number(typed) == (number if typed == plain else None)


def test_digits_of_other_scripts_are_not_taken_for_ours():
    assert read_matter_number("٢٠٢٦-٠٠٠٠١٢٣-٧") is None
    assert read_slip("٢٠٢٦٠٠٠٠١٢٣") is None


def test_a_matter_number_looks_like_this():
    assert matter_number(2026, 123)[:-1] == "2026-0000123-"
    with pytest.raises(Unfit):
        matter_number(26, 123)
    with pytest.raises(Unfit):
        matter_number(2026, 0)
