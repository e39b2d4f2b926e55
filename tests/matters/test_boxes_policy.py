"""Who may do what with a suggestion box: a whole table; the lives of box, opening and letter; who sees a letter's matter."""

import pytest

from tests.matters.boxes import entered, hung, opened
from tests.matters.test_policy import PEOPLE as MATTER_PEOPLE
from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.kernel.actor import HOUSE, resident
from yinuo.matters import policy, queries
from yinuo.matters.box_flow import BOX, LETTER, OPENING
from yinuo.matters.models import Matter

PEOPLE = (*(name for name in MATTER_PEOPLE if name not in ("raiser", "anyone")), "community_handler", "anyone", "house")
RUNNERS = {"organiser", "community_handler"}
KEEPERS = {"worker", "community_handler"}
TABLE = {
    "matters.place_box": RUNNERS,
    "matters.change_keepers": RUNNERS,
    "matters.take_down_box": {"organiser"},
    "matters.open_box": KEEPERS,
    "matters.confirm_opening": {"community_handler"},
    "matters.deny_opening": {"community_handler"},
    "matters.enter_letter": KEEPERS,
    "matters.answer_letter": KEEPERS | RUNNERS,
    "matters.publish_box_month": KEEPERS | RUNNERS,
}


def test_the_table_is_whole():
    assert set(TABLE) == {name for name, act in ACTS.items() if act.fn.__module__ == "yinuo.matters.actions.boxes"}


@pytest.fixture
def made(world):
    box = hung(world)
    opening = opened(world, box, count=2)
    return world, box, opening, entered(world, opening), entered(world, opening, "居委会没人。", is_about_us=True)


def crowd(world) -> dict:
    people = {name: getattr(world, name) for name in PEOPLE if name in world.people}
    return people | {"anyone": resident(), "house": HOUSE}


def test_everybody_may_do_what_the_table_says_and_nothing_else(made):
    world, box, opening, letter, passed = made
    subjects = {
        "place_box": box.org,
        "confirm_opening": opening,
        "deny_opening": opening,
        "enter_letter": opening,
        "answer_letter": letter,
    }
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in crowd(world).items():
            refusal = ACTS[name].may(actor, subjects.get(name.partition(".")[2], box))
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
            assert refusal is None or refusal.endswith("。")
    assert not wrong, "\n".join(wrong)
    answering = {who for who, actor in crowd(world).items() if ACTS["matters.answer_letter"].may(actor, passed) is None}
    assert answering == {"coordinator", "county_coordinator"}


def test_what_sql_shows_of_letters_is_what_the_rule_allows(made):
    world, *_rest = made
    everything = list(Matter.objects.all())
    for name in ("worker", "coordinator", "community_handler"):
        matter = world.dispatched()
        Matter.objects.filter(pk=matter.pk).update(kept_from=getattr(world, name).org)
    Matter.objects.filter(pk=world.resolved().pk).update(kept_from=world.office.path)
    everything = list(Matter.objects.all())
    for who, actor in crowd(world).items():
        by_sql = set(queries.visible_to(actor).values_list("pk", flat=True))
        by_rule = {matter.pk for matter in everything if policy.may_see(actor, matter) is None}
        assert by_sql == by_rule, who


def test_what_is_about_my_office_waits_for_nobody_of_it(made):
    world, *_rest, passed = made
    for actor in (world.worker, world.coordinator):
        shown = set()
        for group in queries.desk_groups(actor, MONDAY):
            shown |= set(Matter.objects.filter(group.condition).values_list("pk", flat=True))
        assert (passed.matter_id in shown) == (actor.org == world.coordinator.org)


@pytest.mark.parametrize("flow", [BOX, OPENING, LETTER], ids=lambda flow: flow.name)
def test_every_state_has_a_name_and_every_step_is_an_act(flow):
    assert set(flow.states) == set(flow.labels)
    assert {f"matters.{verb}" for verb in flow.steps} <= set(ACTS)
    assert {state for state in flow.states if not flow.open_steps(state)} == set(flow.ends)


def test_every_state_of_box_and_opening_can_be_reached():
    assert BOX.reachable() == set(BOX.states)
    assert OPENING.reachable() == set(OPENING.states)
