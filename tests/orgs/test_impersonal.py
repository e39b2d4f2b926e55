"""Records of structure hold offices and posts: a clerk who types a telephone or an identity number is told so."""

from datetime import date

import pytest

from tests.orgs.conftest import TODAY
from tests.world import MONDAY
from yinuo.acts.models import Text
from yinuo.kernel.actor import HOUSE
from yinuo.kernel.codes.checks import check_11_2
from yinuo.kernel.errors import Unfit
from yinuo.orgs import actions
from yinuo.orgs.actions import DraftBranch
from yinuo.orgs.models import Kind
from yinuo.orgs.words import Purpose, SeatKind
from yinuo.places import actions as mapping

NOBODY = "99999919000101001"
SOMEBODY = ("张三19900001234", "张三 199 0000 1234", f"证件{NOBODY + check_11_2(NOBODY)}")

ACTS = {
    "establish.name": lambda s, x: establish(s, name=x),
    "establish.address": lambda s, x: establish(s, address=x),
    "establish.hours": lambda s, x: establish(s, hours=x),
    "rename.name": lambda s, x: actions.rename(s.unit, HOUSE, at=MONDAY, name=x, document="1号"),
    "rename.document": lambda s, x: actions.rename(s.unit, HOUSE, at=MONDAY, name="市医院", document=x),
    "describe.address": lambda s, x: actions.describe(s.unit, HOUSE, at=MONDAY, address=x),
    "describe.hours": lambda s, x: actions.describe(s.unit, HOUSE, at=MONDAY, hours=x),
    "characterise.portfolio": lambda s, x: actions.characterise(
        s.unit, HOUSE, at=MONDAY, portfolio=x, nature="综合", site="一楼"
    ),
    "gather.topic": lambda s, x: actions.gather(s.group, HOUSE, at=MONDAY, held_on=TODAY, topic=x),
    "count.source": lambda s, x: actions.count(s.unit, HOUSE, at=MONDAY, counted_on=TODAY, full=3, source=x),
    "invite.post": lambda s, x: actions.invite(s.group, HOUSE, at=MONDAY, kind=SeatKind.GROUP_LEADER, post=x),
    "vacate.note": lambda s, x: actions.vacate(seat(s), HOUSE, at=MONDAY, note=x),
    "confirm.reply": lambda s, x: actions.confirm(seat(s), HOUSE, at=MONDAY, reply=x),
    "decline.note": lambda s, x: actions.decline(seat(s), HOUSE, at=MONDAY, reply="1号", note=x),
    "open_post.title": lambda s, x: actions.open_post(s.unit, HOUSE, at=MONDAY, title=x, is_full_time=True),
    "open_post.other_duties": lambda s, x: actions.open_post(
        s.unit, HOUSE, at=MONDAY, title="专干", is_full_time=True, other_duties=x
    ),
    "send.post": lambda s, x: actions.send(
        s.world.community, HOUSE, at=MONDAY, sender=s.unit, post=x, term_from=TODAY, term_to=date(2028, 3, 1)
    ),
    "appoint.post": lambda s, x: actions.appoint(s.unit, HOUSE, at=MONDAY, post=x),
    "propose.text": lambda s, x: proposed(s, text=x),
    "propose.branches": lambda s, x: proposed(s, name=x),
    "return.answer": lambda s, x: actions.return_(proposed(s), s.people["street_organiser"], at=MONDAY, answer=x),
    "approve.answer": lambda s, x: actions.approve(
        proposed(s), s.people["street_organiser"], at=MONDAY, document="1号", answer=x
    ),
    "explain.text": lambda s, x: actions.explain(
        s.unit, s.people["unit_handler"], at=MONDAY, rule="branch.uncounted", text=x, valid_to=TODAY
    ),
    "draw.source": lambda s, x: mapping.draw(s.world.community, HOUSE, at=MONDAY, shape=HOME, source=x),
    "amend_building.compound": lambda s, x: mapping.amend_building(s.building, HOUSE, at=MONDAY, compound=x),
}  # fmt: skip
HOME = '{"type":"Polygon","coordinates":[[[112.49,32.99],[112.51,32.99],[112.51,33.01],[112.49,33.01],[112.49,32.99]]]}'


def establish(structure, **given):
    return structure.org(given.pop("name", "某科"), Kind.SECTION, **given)


def seat(structure):
    return actions.invite(
        structure.committee, HOUSE, at=MONDAY, kind=SeatKind.UNIT_MEMBER, post="院长", unit=structure.unit
    )


def proposed(structure, text="党员多了", name="第一支部"):
    section = structure.org("内科", Kind.SECTION, structure.unit)
    structure.unit.superior = structure.committee
    structure.unit.save()
    return actions.propose(
        structure.unit, structure.people["unit_handler"], at=MONDAY, purpose=Purpose.ESTABLISH, text=text,
        branches=[DraftBranch(name, Kind.BRANCH, [section])],
    )  # fmt: skip


@pytest.mark.parametrize("words", SOMEBODY)
@pytest.mark.parametrize("where", ACTS)
def test_somebodys_number_is_refused_where_it_was_typed_and_kept_nowhere(structure, where, words):
    with pytest.raises(Unfit) as unfit:
        ACTS[where](structure, words)
    assert unfit.value.field == where.partition(".")[2]
    assert words not in unfit.value.sentence
    assert not Text.objects.filter(words=words).exists()


@pytest.mark.parametrize("where", ACTS)
def test_posts_and_office_lines_are_words_like_others(structure, where):
    ACTS[where](structure, "第1网格，值班0377-63000000")
