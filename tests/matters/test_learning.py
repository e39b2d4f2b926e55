"""Suggestions learnt from past matters: shown with a probability, never applied."""

import pytest

from tests.world import MONDAY
from yinuo.acts import reactions
from yinuo.acts.models import Entry
from yinuo.matters import learning

LAMPS = ["前街路灯不亮", "后街的路灯坏了四盏", "路灯一闪一闪的", "广场路灯白天亮晚上灭", "小区门口路灯杆歪了"]
COVERS = ["井盖翻了一半", "门口井盖松动，车一过咣当响", "下水道井盖没了", "井盖塌了个坑", "人行道井盖缺口"]


@pytest.fixture
def learnt(world, settings, tmp_path):
    settings.YINUO_VAR = tmp_path
    for number in range(6):
        for lamp, cover in zip(LAMPS, COVERS, strict=True):
            world.dispatched(words=f"{lamp}，已经{number + 2}天了。")
            world.registered(words=f"{cover}，已经{number + 2}天了。", category=world.staged)
    counts = learning.train()
    assert counts["category"] == 60
    return world


def test_a_new_matter_gets_likely_categories_with_a_probability_and_keeps_none(learnt):
    matter = learnt.raised(words="巷子口的路灯又不亮了，接孩子看不清路。", at=MONDAY)
    entry = Entry.objects.get(subject=f"matter:{matter.pk}", act="matters.raise")
    reactions.react(entry.pk)
    first = matter.suggestions.filter(about="category").first()
    assert first.category == learnt.category
    assert 0.15 <= first.probability <= 1
    matter.refresh_from_db()
    assert (matter.category, matter.office) == (None, None)


def test_too_few_matters_teach_nothing(world, settings, tmp_path):
    settings.YINUO_VAR = tmp_path
    world.dispatched()
    assert learning.train() == {"category": 0, "office": 0}
    assert learning.categories(world.raised()) == []
