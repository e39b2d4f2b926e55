"""A department of the small town with its sections, the committee above it, and branches; all through real acts."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.world import MONDAY, OPENED, World
from yinuo.kernel.actor import HOUSE
from yinuo.orgs import actions, rulebook
from yinuo.orgs.models import Coverage, Kind, Organisation, Proposal
from yinuo.orgs.words import Purpose, SeatKind

TODAY = MONDAY.date()
DAY = timedelta(days=1)
LATER = MONDAY + 30 * DAY
SIXTEEN = (
    ("办公室", 3, "局长", "综合", "一楼"), ("人事科", 2, "局长", "综合", "一楼"),
    ("财务科", 2, "副局长甲", "综合", "一楼"), ("法规科", 2, "副局长甲", "执法", "二楼"),
    ("市容科", 4, "副局长甲", "执法", "二楼"), ("督察科", 2, "副局长甲", "执法", "二楼"),
    ("路灯所", 5, "副局长乙", "养护", "东院"), ("园林科", 4, "副局长乙", "养护", "东院"),
    ("环卫科", 3, "副局长乙", "养护", "东院"), ("排水科", 2, "副局长乙", "养护", "东院"),
    ("审批科", 2, "副局长丙", "窗口", "政务大厅"), ("热线科", 1, "副局长丙", "窗口", "政务大厅"),
    ("信息中心", 2, "副局长丙", "综合", "二楼"), ("执法一队", 6, "大队长", "执法", "西院"),
    ("执法二队", 5, "大队长", "执法", "西院"), ("装备科", 2, "大队长", "养护", "西院"),
)  # fmt: skip
"""Name, full members, whose portfolio, nature of work, site."""


@dataclass
class Department:
    """`unit` is the department, `superior` the committee that decides; people come from the world."""

    world: World
    unit: Organisation
    superior: Organisation
    sections: dict[str, Organisation] = field(default_factory=dict)

    def org(self, name: str, kind: Kind, above: Organisation | None = None, **given) -> Organisation:
        place = given.pop("place", self.world.county)
        return actions.establish(
            above or self.unit, HOUSE, at=MONDAY, name=name, kind=kind, place=place, valid_from=OPENED, **given
        )

    def section(self, name: str, full: int, probationary: int = 0, above=None, kind=Kind.SECTION) -> Organisation:
        made = self.org(name, kind, above)
        self.count(made, full, probationary)
        self.sections[name] = made
        return made

    def count(self, org: Organisation, full: int, probationary: int = 0, at=MONDAY) -> None:
        actions.count(org, HOUSE, at=at, counted_on=at.date(), full=full, probationary=probationary)

    def sixteen(self) -> None:
        """A whole department as the planner wants it."""
        for name, full, portfolio, nature, site in SIXTEEN:
            made = self.section(name, full)
            actions.characterise(made, HOUSE, at=MONDAY, portfolio=portfolio, nature=nature, site=site)

    def branch(self, name: str, *sections: str, kind: Kind = Kind.BRANCH) -> Organisation:
        """A branch that has been there for long, with a secretary and a running term."""
        made = self.org(name, kind, superior=self.superior)
        for section in sections:
            actions.record_coverage(made, HOUSE, at=MONDAY, unit=self.sections[section], valid_from=OPENED)
        self.staff(made, SeatKind.SECRETARY)
        return made

    def staff(self, branch: Organisation, *kinds: SeatKind, at=MONDAY, ends_on=date(2028, 12, 31)) -> None:
        """Seats that are held, and a term of three years."""
        term_from = max(date(ends_on.year - 2, 1, 1), branch.valid_from)
        for kind in kinds:
            seat = actions.invite(branch, HOUSE, at=at, kind=kind, post="支部委员")
            actions.seat(seat, HOUSE, at=at, term_from=term_from, term_to=ends_on)
        if not branch.terms.exists():
            actions.begin_term(branch, HOUSE, at=at, starts_on=term_from, ends_on=ends_on)

    def draft(self, name: str, *sections: str, branch=None, kind=Kind.BRANCH) -> actions.DraftBranch:
        return actions.DraftBranch(name, kind, [self.sections[one] for one in sections], branch)

    def proposed(self, *drafts: actions.DraftBranch, purpose=Purpose.ESTABLISH, at=MONDAY, **given) -> Proposal:
        return actions.propose(
            self.unit, self.world.handler, at=at, purpose=purpose, text="科室党员分布有变化。", branches=drafts, **given
        )

    def approved(self, *drafts: actions.DraftBranch, at=MONDAY, **given) -> Proposal:
        proposal = self.proposed(*drafts, at=at, **given)
        actions.approve(proposal, self.world.organiser, at=at, document="示直工〔2026〕8号")
        return proposal


def department_of(world: World) -> Department:
    """The county's department of city management, under the committee of the county's organs."""
    rulebook.load(at=MONDAY)
    root = Organisation.objects.get(path="0001")
    superior = actions.establish(
        root, HOUSE, at=MONDAY, name="县直机关工委", kind=Kind.COMMITTEE_ORG, place=world.county, valid_from=OPENED
    )
    actions.set_superior(world.office, HOUSE, at=MONDAY, superior=superior)
    return Department(world, Organisation.objects.get(pk=world.office.pk), superior)


def covered(branch: Organisation, day: date = TODAY) -> set[str]:
    """Names of the units that a branch covers on a day."""
    return set(Coverage.objects.on(day).filter(branch=branch).values_list("unit__name", flat=True))


def named(name: str) -> Organisation:
    return Organisation.objects.get(name=name)
