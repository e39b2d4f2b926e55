"""Stories that go up the chain and come back (M08), and what neighbours asked the party groups of their stairwells (M11)."""

from datetime import datetime, timedelta
from random import Random

from yinuo.kernel.actor import resident
from yinuo.kernel.codes import new_slip
from yinuo.matters import actions, limits
from yinuo.matters.words import Referral, Settlement

from .bodies import GIVEN, Assembler
from .life import Life, Steps
from .pace import Pace


def escalated(life: Life) -> Steps:
    """Given to the community, tried there, and handed to the body above, which has not decided yet."""
    yield from life.begin()
    yield from life.dispatch(life.home.office)
    yield from life.wait(1, 5)
    tried, basis = life.teller.say("tried"), life.teller.say("beyond")
    actions.escalate(life.matter, life.home.worker, at=life.at, tried=tried, basis=basis)


def assigned(life: Life) -> Steps:
    """The body above gave it to an office."""
    yield from escalated(life)
    yield from life.wait(1, 5)
    office = limits.office_for(life.matter, life.at.date()) or life.county.offices["centre"]
    basis = life.teller.say("assigned", office=office.name)
    actions.assign(life.matter, life.coordinator, at=life.at, office=office, basis=basis)


def assigned_and_done(life: Life) -> Steps:
    yield from assigned(life)
    yield from life.handle()
    yield from life.verify()
    yield from life.rate()


def neighbours_ask(assembler: Assembler, pace: Pace, now: datetime) -> None:
    """One ask in each turn it can take: new, arranged, agreed, not agreed and referred, called off."""
    group, member = assembler.first_group
    random = Random("demo asks")
    row = GIVEN["stairwells"]
    evening = pace.closed_office().replace(hour=19, minute=30, second=0, microsecond=0) - timedelta(days=5)
    for number, (words, times) in enumerate(row["asks"]):
        asked_at = evening - timedelta(days=(30, 21, 12, 6, 1)[number], hours=2)
        asked = actions.ask(
            group, resident(), at=asked_at, words=words, times=times, stairwell=row["stairwell"],
            building=group.areas.first().building, slip=new_slip(random),
        )  # fmt: skip
        if number < 4:
            actions.talk(asked, member, at=asked_at + timedelta(hours=1), talk_at=asked_at + timedelta(hours=26))
        later = asked_at + timedelta(hours=28)
        if number < 2:
            actions.settle(asked, member, at=later, outcome=Settlement.AGREED, text=row["settled"][number])
        if number == 2:
            actions.refer(asked, member, at=later, to=Referral.MEDIATION, text=row["referred"], has_consented=True)
