"""A branch of the small town with its secretary, members and a party group, built through real acts.

`scene(world)` is empty; `lived(scene)` has a year behind it with gaps and a late entry.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from tests.world import CHINA, MONDAY, OPENED, World
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.meetings import actions
from yinuo.meetings.models import BranchMeeting, SecretaryReport
from yinuo.meetings.words.activities import ActivityKind
from yinuo.meetings.words.life import MeetingKind
from yinuo.meetings.words.reports import Audience
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation, User

PARTY = (
    "今年支部按规定开了四次党员大会、十二次支委会，主题党日固定在每月5日，没有断过。把党小组建到两个网格，党员认领楼道，"
    "帮居民换了二十六处坏灯。问题是流动党员联系不紧，明年每季度由委员逐一联系一次，年底向党员大会报告。"
)
BUSINESS = "社区办理居民事项一百二十件，年底前全部办完。"
COUNT = {"handed_out": 14, "good": 9, "fairly": 3, "average": 1, "poor": 0, "invalid": 1}


@dataclass
class LifeScene:
    """What tests of branch life name."""

    world: World
    branch: Organisation
    group: Organisation
    other: Organisation

    def __getattr__(self, name: str) -> Actor:
        world = self.__dict__.get("world")
        if world is None or name not in world.people:
            raise AttributeError(name)
        return getattr(world, name)

    def record(self, at=MONDAY, **given) -> BranchMeeting:
        """The secretary records a theme day of today, or what is said."""
        said = {
            "kind": MeetingKind.THEME_DAY, "held_on": at.date(), "entitled": 15, "present": 13, "topic": "学习支部工作条例",
            "outcome": "定下每名党员联系一个楼道，月底前报名单。", "place": "社区党员活动室",
        }  # fmt: skip
        return actions.record_meeting(self.branch, self.branch_secretary, at=at, **(said | given))

    def report(self, at=MONDAY, year=2025) -> SecretaryReport:
        return actions.write_report(
            self.branch, self.branch_secretary, at=at, year=year, party_text=PARTY, business_text=BUSINESS
        )

    def heard(self, report: SecretaryReport, audience: Audience, at=MONDAY, **given):
        """One of the two meetings, recorded by whose it is."""
        actor = self.organiser if audience == Audience.SUPERIOR else self.branch_secretary
        said = {"held_on": at.date(), "entitled": 15, "present": 14, "comments": "流动党员联系得少，请说清明年怎么办。"}
        return actions.hold_hearing(report, actor, at=at, audience=audience, **(said | given))

    def counted(self, hearing, at=MONDAY, **numbers):
        """Two tellers count the same ballots."""
        said = COUNT | numbers
        count = actions.enter_count(hearing, self.teller, at=at, **said)
        actions.confirm_count(count, self.other_teller, at=at, **said)
        return count

    def planned(self, at=MONDAY, **given):
        said = {
            "kind": ActivityKind.WARMTH, "title": "给独居老人送米送油", "place": "幸福社区", "planned_on": at.date(),
        }  # fmt: skip
        return actions.plan_activity(self.branch, self.branch_secretary, at=at, **(said | given))


def scene(world: World) -> LifeScene:
    """The branch on the Monday of the world."""

    def body(above, name, kind, since=OPENED):
        return staffing.establish(
            above, HOUSE, at=MONDAY, name=name, kind=kind, place=world.community, valid_from=since
        )

    branch = body(world.community_office, "幸福社区第一党支部", Kind.BRANCH)
    group = body(branch, "第一网格党小组", Kind.PARTY_GROUP)
    other = body(world.community_office, "和平楼院党支部", Kind.BRANCH)
    for org, full, new in ((branch, 14, 1), (group, 6, 0), (other, 5, 0)):
        staffing.count(org, HOUSE, at=MONDAY, counted_on=date(2024, 1, 1), full=full, probationary=new)
    people = {
        "branch_secretary": (branch, "支部书记", (Role.HANDLER, branch)),
        "teller": (branch, "支部党员（计票人）", None),
        "other_teller": (branch, "支部党员（第二计票人）", None),
        "other_secretary": (other, "支部书记", (Role.HANDLER, other)),
        "street_organiser": (world.street_office, "街道组织员", (Role.ORGANISER, world.street_office)),
    }
    for name, (org, post, trust) in people.items():
        member = staffing.appoint(
            org, HOUSE, at=MONDAY, post=post, user=User.objects.create_user(username=name), valid_from=OPENED
        )
        if trust:
            staffing.entrust(member, HOUSE, at=MONDAY, role=trust[0], org=trust[1], valid_from=OPENED)
        world.people[name] = member
    return LifeScene(world, branch, group, other)


def lived(made: LifeScene, months: int = 12) -> LifeScene:
    """The twelve months before Monday: theme days with one gap, a late entry, a member meeting each quarter but one."""
    actions.settle_custom(
        made.branch,
        made.branch_secretary,
        at=datetime(2025, 1, 2, 9, tzinfo=CHINA),
        theme_day=5,
        place="社区党员活动室",
    )
    for number in range(months):
        day = date(2025, 1, 5) + timedelta(days=30.5 * number)
        if number == 6:
            continue
        is_late = number == 3
        at = datetime(day.year, day.month, day.day, 17, tzinfo=CHINA) + timedelta(days=20 if is_late else 1)
        late = {"late_reason": "书记住院，回来后补记。"} if is_late else {}
        made.record(at=at, held_on=day, topic=f"第{number + 1}次主题党日", **late)
        if number % 3 == 0 and number != 9:
            made.record(
                at=at, held_on=day, kind=MeetingKind.MEMBERS, entitled=14, present=12, topic="季度党员大会",
                outcome="通过下季度的工作安排，推选一名党员联系独居老人。", **late,
            )  # fmt: skip
    return made
