"""Who may enter the pages of this part: name of the address → a kind of answer, or the answers that are no refusal."""

from datetime import timedelta

from tests.world import MONDAY
from yinuo.kernel.actor import HOUSE
from yinuo.orgs import actions, rulebook
from yinuo.orgs.models import Organisation
from yinuo.orgs.words import Kind, SeatKind

SHAPERS = {"organiser": 200, "administrator": 200}
FEW = SHAPERS | {"handler": 200, "leader": 200}
READERS = FEW | {"coordinator": 200, "auditor": 200}
TABLE: dict[str, str | dict[str, int]] = {
    **dict.fromkeys(["desk:structure", "desk:chains", "desk:figures"], "members"),
    "desk:organisation": dict.fromkeys(["coordinator", "neighbour", "worker"], 404)
    | SHAPERS
    | {"handler": 200, "leader": 200, "verifier": 200, "auditor": 200},
    "desk:org_step": dict.fromkeys(["coordinator", "neighbour", "worker"], 404) | SHAPERS,
    "desk:seat_step": dict.fromkeys(["neighbour", "worker", "handler"], 404) | SHAPERS,
    "desk:post_step": dict.fromkeys(["coordinator", "neighbour", "worker"], 404) | SHAPERS,
    "desk:appointment_step": {"handler": 404, "organiser": 200},
    "desk:seats": {"handler": 200, "organiser": 200},
    "desk:lay_chain": SHAPERS,
    "desk:health": READERS,
    **dict.fromkeys(["desk:planner", "desk:proposals"], FEW),
    "desk:plan": FEW,
    "desk:posts": READERS,
    "desk:appointments": READERS,
    "desk:send": {"organiser": 200},
}
SEEN_ELSEWHERE: set[str] = {"desk:propose", "desk:proposal", "desk:proposal_step"}
"""tests/desk/orgs asks them with a department of 16 sections."""


def words(world) -> dict[str, dict]:
    """Address → what it needs to be named, built through acts in the world of the test."""
    rulebook.load(at=MONDAY)
    joint = actions.establish(
        world.street_office,
        HOUSE,
        at=MONDAY,
        name="示例街道联合党工委",
        kind=Kind.STREET_JOINT_COMMITTEE,
        place=world.street,
    )
    seat = actions.invite(joint, HOUSE, at=MONDAY, kind=SeatKind.STREET_MEMBER, post="街道党工委书记")
    section = actions.establish(world.office, HOUSE, at=MONDAY, name="办公室", kind=Kind.SECTION, place=world.county)
    post = actions.open_post(world.office, HOUSE, at=MONDAY, title="专职组织员", is_full_time=True)
    sent = actions.send(
        world.community, HOUSE, at=MONDAY, sender=world.other_office, post="驻村第一书记", term_from=MONDAY.date(),
        term_to=MONDAY.date() + timedelta(days=700),
    )  # fmt: skip
    office = Organisation.objects.get(path=section.path[:-4])
    return {
        "desk:organisation": {"pk": office.pk},
        "desk:org_step": {"pk": office.pk, "verb": "describe"},
        "desk:seat_step": {"pk": seat.pk, "verb": "seat"},
        "desk:post_step": {"pk": post.pk, "verb": "close_post"},
        "desk:appointment_step": {"pk": sent.pk, "verb": "recall"},
        "desk:plan": {"pk": office.pk},
    }
