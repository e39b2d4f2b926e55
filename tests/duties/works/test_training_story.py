"""Training of full-time posts: hours and counts by unit; who passed is told only to himself (M39)."""

from decimal import Decimal

import pytest
from django.apps import apps

from tests.duties.works.scene import TODAY, days
from tests.world import MONDAY
from yinuo.duties import actions
from yinuo.duties.models import TrainingCount
from yinuo.duties.queries.training import counts_of, hours_by_unit, training_sentence, trainings_of
from yinuo.duties.words.training import Audience, TrainingForm, TrainingState
from yinuo.kernel.errors import NotNow, Refused, Unfit


@pytest.fixture
def held(made):
    actions.hold_training(made.training, made.organiser, at=MONDAY, outcome="大家带来二十个真问题，当场答了十七个。")
    return made.training


def test_a_training_is_planned_held_and_counted_by_unit(made, held):
    assert held.state == TrainingState.HELD
    count = actions.count_training(
        held, made.organiser, at=MONDAY, unit=made.world.office, attended=3, taken=3, passed=2
    )
    assert (count.attended, count.taken, count.passed) == (3, 3, 2)
    actions.count_training(held, made.organiser, at=MONDAY, unit=made.world.office, attended=2)
    assert TrainingCount.objects.get().attended == 2, "told again, the newer counts stand"


def test_a_count_that_would_tell_of_one_person_is_not_taken(made, held):
    with pytest.raises(Unfit, match="等于说出是谁") as told:
        actions.count_training(held, made.organiser, at=MONDAY, unit=made.world.office, attended=2, taken=2, passed=1)
    assert told.value.field == "passed"


@pytest.mark.parametrize(
    ("counts", "field"),
    [({"attended": 4}, "attended"), ({"attended": 2, "taken": 3}, "taken"), ({"attended": 3, "taken": 3, "passed": 4}, "passed")],
)  # fmt: skip
def test_counts_that_cannot_be(made, held, counts, field):
    with pytest.raises(Unfit) as told:
        actions.count_training(held, made.organiser, at=MONDAY, unit=made.world.office, **counts)
    assert told.value.field == field


def test_nothing_is_counted_before_it_was_held_nor_held_before_its_day(made):
    later = actions.plan_training(
        made.root,
        made.organiser,
        at=MONDAY,
        title="条例测试",
        form=TrainingForm.TEST,
        on=days(9).date(),
        hours=Decimal(2),
    )
    with pytest.raises(Unfit, match="还没有到"):
        actions.hold_training(later, made.organiser, at=MONDAY, outcome="很好。")
    with pytest.raises(NotNow):
        actions.count_training(later, made.organiser, at=MONDAY, unit=made.world.office, attended=1)
    actions.cancel_training(later, made.organiser, at=MONDAY, reason="和会议冲突。")
    with pytest.raises(Unfit, match="学时"):
        actions.plan_training(
            made.root, made.organiser, at=MONDAY, title="条例", form=TrainingForm.TEST, on=TODAY, hours=Decimal(0)
        )


def test_hours_of_a_year_stand_beside_what_the_rules_ask(made, held):
    course = actions.plan_training(
        made.root, made.organiser, at=MONDAY, title="书记培训班", form=TrainingForm.COURSE, on=TODAY, hours=Decimal("40"),
        audience=Audience.SECRETARIES,
    )  # fmt: skip
    actions.hold_training(course, made.organiser, at=MONDAY, outcome="五天，交流为主。")
    for one in (held, course):
        actions.count_training(one, made.organiser, at=MONDAY, unit=made.world.office, attended=1)
    found = [(one.audience, one.hours, one.wanted, one.is_reached) for one in hours_by_unit(made.handler, 2026)]
    assert sorted(found) == [("members", 4, 32, False), ("secretaries", 40, 56, False)]
    assert training_sentence("419901", TODAY) == "党务培训：今年举办2期、44学时，2人次参加。"
    assert training_sentence("419902", TODAY) == ""


def test_who_sees_the_counts(made, held):
    actions.count_training(held, made.organiser, at=MONDAY, unit=made.world.office, attended=3, taken=3, passed=2)
    assert counts_of(held, made.organiser)
    assert counts_of(held, made.handler)
    assert not counts_of(held, made.other_handler), "another unit's test is not theirs"
    assert trainings_of(made.other_handler).exists(), "what is arranged above is open to those below"
    with pytest.raises(Refused):
        actions.count_training(held, made.handler, at=MONDAY, unit=made.world.office, attended=1)


def test_nothing_here_is_about_a_person():
    for name in ("training", "trainingcount"):
        fields = apps.get_model("duties", name)._meta.get_fields()
        assert not [
            one.name for one in fields if one.is_relation and one.related_model.__name__ in ("Member", "User", "Post")
        ]
