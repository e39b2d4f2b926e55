"""Who may do what in inspection tours, as a table that must be whole: every act × every kind of person."""

import pytest

from tests.inspection.scene import day
from tests.world import MONDAY
from yinuo.acts.door import ACTS
from yinuo.inspection.models import Gap, Note
from yinuo.kernel.actor import HOUSE, resident

PEOPLE = (
    "anyone", "house", "neighbour", "handler", "leader", "auditor", "administrator", "organiser", "verifier", "judge",
    "other_judge", "group_leader", "other_leader", "street", "other_street",
)  # fmt: skip
RUNNERS = {"organiser", "house"}

TABLE = {
    **dict.fromkeys(
        [
            "inspection.order", "inspection.lead_group", "inspection.draw", "inspection.share_sites", "inspection.set_travel",
            "inspection.close_site", "inspection.set_out", "inspection.come_back", "inspection.archive",
            "inspection.ask_routes", "inspection.rearrange", "inspection.adopt", "inspection.call_meeting",
            "inspection.invite_speaker", "inspection.hold_meeting", "inspection.deliver", "inspection.take",
            "inspection.replace",
        ],
        RUNNERS,
    ),
    # sites of the street
    "inspection.list_site": RUNNERS | {"street"},
    "inspection.withdraw_site": RUNNERS | {"street"},
    # a visit of the first group
    "inspection.hold_visit": RUNNERS | {"group_leader"},
    "inspection.call_off": RUNNERS | {"group_leader"},
    "inspection.miss_visit": RUNNERS | {"group_leader"},
    # notes of the judge
    "inspection.take_note": {"judge", "other_judge"},
    "inspection.add_photo": {"judge"},
    "inspection.rewrite_note": {"judge"},
    # what the street changes is its own word
    "inspection.plan_gap": {"street"},
    "inspection.say_none": {"street"},
    "inspection.review_gap": {"street"},
    "inspection.keep_gap": {"street"},
    "inspection.drop_gap": {"street"},
}  # fmt: skip


def test_the_table_is_whole():
    assert set(TABLE) == {name for name in ACTS if name.startswith("inspection.")}


@pytest.fixture
def crowd(made):
    people = {name: getattr(made.world, name) for name in PEOPLE if name in made.world.people}
    return people | {
        "anyone": resident(), "house": HOUSE, "judge": made.judge(0)[1], "other_judge": made.judge(1)[1],
        "group_leader": made.world.leader1, "other_leader": made.world.leader2, "street": made.speaker(0),
        "other_street": made.speaker(1),
    }  # fmt: skip


@pytest.fixture
def subjects(made):
    site, subject, judge = made.sites(0)[0], made.subject(0), made.judges[0]
    note = Note(site=site, member=judge.member, unit=judge.unit, text="学到了", said_at=MONDAY, at=MONDAY)
    gap = Gap(subject=subject, gap="公示不全", action="补齐", post="党建办主任", due_on=day(5), planned_on=day(0))
    of_kind = {
        "order": made.round.org,
        "list_site plan_gap say_none": subject,
        "withdraw_site take_note": site,
        "hold_visit miss_visit call_off": site.visits.get(group__number=1),
        "add_photo rewrite_note": note,
        "review_gap keep_gap drop_gap": gap,
        "deliver take replace": made.round.itineraries.first(),
    }
    found = {f"inspection.{verb}": one for verbs, one in of_kind.items() for verb in verbs.split()}
    return {name: found.get(name, made.round) for name in TABLE}


def test_everybody_may_do_what_the_table_says_and_nothing_else(crowd, subjects):
    assert set(crowd) == set(PEOPLE)
    wrong = []
    for name, allowed in TABLE.items():
        for who, actor in crowd.items():
            refusal = ACTS[name].may(actor, subjects[name])
            if (refusal is None) != (who in allowed):
                wrong.append(f"{name} {who}: {refusal or 'allowed'}")
    assert not wrong, "\n".join(wrong)


def test_every_refusal_is_a_sentence_for_the_person(crowd, subjects):
    for name in TABLE:
        refusal = ACTS[name].may(crowd["anyone"], subjects[name])
        assert refusal, name
        assert refusal.endswith("。"), name
