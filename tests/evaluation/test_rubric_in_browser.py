"""The phone's pages find the same problems in the same marks, and count the same total, as the house."""

import json
from decimal import Decimal
from random import Random

from tests.evaluation.browser_code import run
from tests.evaluation.test_rubric import item, part, rubric
from yinuo.evaluation.rules.rubric import Item, ItemKind, Rubric, mark_problems, read_marks, score


def random_rubric(random: Random) -> Rubric:
    items = []
    for n in range(random.randint(1, 6)):
        kind = random.choice(list(ItemKind))
        points = "0" if kind is ItemKind.VETO else str(Decimal(random.randint(1, 16)) / 2)
        losses = tuple(
            part("x", random.choice(["0.5", "1", "0.25"]), random.random() < 0.3) for _n in range(random.randint(0, 2))
        )
        target = random.choice(["all", "item:T0"]) if kind is ItemKind.VETO else "all"
        items.append(item(
            f"T{n}", kind.value, points, may_skip=random.random() < 0.7, deductions=losses, vetoes=target,
            veto=random.choice(["", "造假"]), step=Decimal(random.choice(["0.5", "0.1", "1"])),
        ))  # fmt: skip
    reasons = tuple(one for one in ("full", "zero", "bonus") if random.random() < 0.5)
    return rubric(*items, bonus_cap=Decimal(random.randint(0, 3)), reasons_at=reasons)


def random_mark(random: Random, one: Item):
    """Mostly what fits, sometimes what does not."""
    if random.random() < 0.06:
        return random.choice(
            [None, 5, [], {"points": "x"}, {"points": 1.25}, {"level": "Z"}, {"reason": 3}, {"deducted": [-1]}]
        )
    mark = {"reason": random.choice(["", "现场核对", "核对过"])}
    if one.may_skip and random.random() < 0.2:
        return mark | {"skipped": True}
    if one.kind is ItemKind.VETO:
        return mark | {"vetoed": random.random() < 0.2}
    if random.random() < 0.05:
        return mark | {"vetoed": True}
    if one.kind is ItemKind.LEVEL:
        mark |= {"level": random.choice(["A", "B", "C", "C#"])}
    elif one.kind is not ItemKind.DEDUCT:
        points = min(one.points, one.step * random.randint(0, int(one.points / one.step)))
        mark |= {"points": random.choice([str(points), float(points)])}
    return mark | ({"deducted": [random.randint(0, 3) for _loss in one.losses]} if random.random() < 0.7 else {})


def test_the_browser_finds_the_same_problems_and_the_same_total():
    random = Random(20191217)
    cases = []
    for _case in range(600):
        whole = random_rubric(random)
        marks = {one.no: random_mark(random, one) for one in whole.items}
        if random.random() < 0.03:
            marks["X"] = {"points": "1"}
        cases.append((whole, json.loads(json.dumps(marks))))
    code = "return given.map(([rubric, marks]) => [module.problems(rubric, marks), module.total(rubric, marks)]);"
    told = run("rubric.js", code, [[whole.as_data(), marks] for whole, marks in cases])
    good = 0
    for (whole, marks), (wrong, total) in zip(cases, told, strict=True):
        assert wrong == mark_problems(whole, marks), (whole.as_data(), marks)
        if not wrong:
            good += 1
            assert total == str(score(whole, read_marks(whole, marks)).total), (whole.as_data(), marks)
    assert good >= 200
