"""Published tables of letters computed again from rows (REFERENCE §9, E4 and E5)."""

import json
from datetime import date
from pathlib import Path

import pytest

from tests.matters.boxes import hung
from tests.world import MONDAY, OPENED
from yinuo.matters import actions
from yinuo.matters.box_words import LetterKind, OpeningState, Standing
from yinuo.matters.models import Category, Letter, Matter, Opening

APRIL = MONDAY.replace(month=4)
MARCH = date(2026, 3, 1)
E4 = {
    "letters": 553,
    "valid": 497,
    "kinds": {
        "投诉": (301, "60.56"),
        "咨询": (120, "24.14"),
        "建议": (44, "8.85"),
        "求助": (31, "6.24"),
        "无效": (1, "0.20"),
    },
}
E5 = {
    "received": 506,
    "to_units": 495,
    "direct": 11,
    "kinds": {"求决": 460, "咨询": 38, "揭发控告": 3, "意见建议": 4, "申诉": 1},
    "top3": (172, 80, 50),
}
KINDS = {
    "投诉": LetterKind.COMPLAINT, "咨询": LetterKind.INQUIRY, "建议": LetterKind.SUGGESTION, "求助": LetterKind.HELP_REQUEST,
    "无效": LetterKind.UNCLEAR, "求决": LetterKind.PETITION, "揭发控告": LetterKind.REPORT_TIP, "意见建议": LetterKind.SUGGESTION,
    "申诉": LetterKind.APPEAL,
}  # fmt: skip
FIXTURES = Path(__file__).resolve().parents[3] / "shared/domain/data/published_fixtures.json"


@pytest.fixture
def box(world):
    return hung(world)


def filled(world, box, kinds: dict[str, int], spare: int = 0) -> Opening:
    """An opening with as many letters of each kind, straight into the tables: only their number matters here."""
    keepers = {"first": box.first, "second": box.second, "first_post": "一", "second_post": "二"}
    opening = Opening.objects.create(
        box=box, on=MONDAY.date(), count=sum(kinds.values()) + spare, opened_at=MONDAY, confirmed_at=MONDAY,
        state=OpeningState.ENTERED, **keepers,
    )  # fmt: skip
    names = [name for name, count in kinds.items() for _turn in range(count)]
    rows = [Letter(opening=opening, number=n, kind=KINDS[name], entered_at=MONDAY) for n, name in enumerate(names, 1)]
    for turn in range(spare):
        standing = Standing.INVALID if turn % 2 else Standing.DUPLICATE
        rows.append(
            Letter(opening=opening, number=len(rows) + 1, kind=LetterKind.UNCLEAR, standing=standing, entered_at=MONDAY)
        )
    Letter.objects.bulk_create(rows)
    return opening


def test_a_quarter_of_a_mayors_mailbox(world, box):
    filled(world, box, {name: count for name, (count, _share) in E4["kinds"].items()}, spare=56)
    counts = actions.publish_box_month(box, world.worker, at=APRIL, month=MARCH).counts
    assert (counts["letters"], counts["valid"], counts["not_valid"]) == (553, 497, 56)
    assert counts["invalid"] + counts["duplicate"] == 56
    assert counts["kinds"] == [[KINDS[name].value, count, share] for name, (count, share) in E4["kinds"].items()]
    assert sum(count for _kind, count, _share in counts["kinds"]) == 497


def test_a_week_of_a_county(world, box):
    opening = filled(world, box, E5["kinds"])
    with_matters(world, list(opening.letters.all()))
    counts = actions.publish_box_month(box, world.worker, at=APRIL, month=MARCH).counts
    assert counts["letters"] == counts["valid"] == 506
    assert (counts["sent"], counts["direct"]) == (495, 11)
    assert {kind: count for kind, count, _share in counts["kinds"]} == {
        KINDS[name].value: count for name, count in E5["kinds"].items()
    }
    assert [count for _about, count in counts["top"]] == list(E5["top3"])
    assert (counts["top_letters"], counts["top_share"]) == (302, "59.68")
    assert counts["least_satisfied"] == ["县城市管理局", 17, 20, "85.00"]


def with_matters(world, letters) -> None:
    """495 of them given to offices; subjects of 172, 80, 50 and many small ones; the lamps office has 17 of 20 satisfied."""
    sizes = [*E5["top3"], *[17] * 12]
    names = [
        Category(code=f"09{n:02}", name=str(n), full_name=f"类别{n}", valid_from=OPENED) for n in range(len(sizes))
    ]
    categories = [
        one for one, size in zip(Category.objects.bulk_create(names), sizes, strict=True) for _turn in range(size)
    ]
    matters = []
    for number in range(len(letters)):
        matter = Matter(
            number=f"T{number}", slip_key=f"T{number}", intake="suggestion_box", kind="petition", place=world.community,
            place_code=world.community.code, title="来信", words="来信", received_at=MONDAY, state="closed",
            category=categories[number],
        )  # fmt: skip
        if number < E5["to_units"]:
            matter.dispatched_at, matter.office = MONDAY, world.office if number < 20 else world.other_office
            matter.rating = ("unsatisfied" if number < 3 else "satisfied") if number < 20 else "satisfied"
        matters.append(matter)
    for letter, matter in zip(letters, Matter.objects.bulk_create(matters), strict=True):
        letter.matter = matter
    Letter.objects.bulk_update(letters, ["matter"])


@pytest.mark.skipif(not FIXTURES.exists(), reason="the domain's data lie beside the house only where it is built")
def test_the_figures_above_are_those_that_were_published():
    facts = json.loads(FIXTURES.read_text())
    mayor, week = facts["mayor_mailbox_q3"], facts["daying_week_2016_03"]
    assert (mayor["letters"], mayor["valid"], mayor["invalid_or_duplicate"]) == (553, 497, 56)
    assert {name: [count, float(share)] for name, (count, share) in E4["kinds"].items()} == mayor["kinds"]
    assert {key: week[key] for key in ("received", "to_units", "direct", "kinds")} == {
        key: E5[key] for key in ("received", "to_units", "direct", "kinds")
    }
    assert (tuple(week["top3"]), week["top3_pct"], week["min_satisfied_pct"]) == (E5["top3"], 59.68, 85)
