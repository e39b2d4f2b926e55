"""Central work of the small town, built through real acts: a project, a campaign with its list, rules, a letter, a training."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from tests.world import MONDAY, OPENED, World
from yinuo.duties import actions
from yinuo.duties.models import (
    ChecklistItem,
    Project,
    Recheck,
    Regulation,
    Responsibility,
    ResponsibilityLetter,
    Training,
)
from yinuo.duties.words.campaigns import Grade
from yinuo.duties.words.letters import Layer
from yinuo.duties.words.training import TrainingForm
from yinuo.kernel.actor import HOUSE, Actor, Role
from yinuo.matters.words import Method
from yinuo.orgs import actions as staffing
from yinuo.orgs.models import Kind, Organisation, User

TODAY = MONDAY.date()
PLAN = "货币补偿和产权调换任选；按房屋市场评估价补偿，评估机构由被征收人协商选定。"
REMEDIES = "对征收决定不服的，可以在公告之日起六十日内向市人民政府申请行政复议，或者六个月内向人民法院起诉。"
TARGETS = "抓好支部标准化建设\n党建和业务一起谋划、一起部署、一起考核"
LISTED = (
    ("1.1", "背街小巷路面平整，没有积水", "2", "office"),
    ("1.2", "农贸市场有公平秤，每天校验", "1.5", "other_office"),
    ("2.1", "公共厕所每天保洁不少于四次", "2", "office"),
)


@dataclass
class Works:
    """What tests of this theme name."""

    world: World
    project: Project
    recheck: Recheck
    items: list[ChecklistItem]
    regulation: Regulation
    letter: ResponsibilityLetter
    duty_of: Responsibility
    training: Training

    def __getattr__(self, name: str) -> Actor:
        if name == "world":
            raise AttributeError(name)
        return getattr(self.world, name)

    @property
    def root(self) -> Organisation:
        return Organisation.objects.get(path="0001")

    def published(self) -> Project:
        """The plan lies open for exactly as long as the law asks."""
        actions.publish_plan(
            self.project,
            self.handler,
            at=MONDAY,
            plan=PLAN,
            where="社区公告栏、政府网站",
            comments_until=days(30).date(),
        )
        return self.project

    def decided(self) -> Project:
        project = self.published()
        opinion = actions.note_opinion(project, self.handler, at=days(3), text="周转房离学校太远。", count=12)
        actions.answer_opinion(
            opinion, self.handler, at=days(20), is_adopted=True, answer="增加学校附近的周转房四十套。"
        )
        actions.assess_risk(project, self.handler, at=days(25), risk="低风险：主要担心周转期过长，已约定十八个月。")
        actions.publish_opinions(project, self.handler, at=days(31), changes="周转房增加四十套，离学校不超过一公里。")
        actions.decide_project(
            project,
            self.handler,
            at=days(33),
            decision="示政征〔2026〕1号",
            decided_on=days(33).date(),
            remedies=REMEDIES,
        )
        return project

    def checked(self, item: ChecklistItem, at=None) -> ChecklistItem:
        """Owned, shown, reported by its office, and looked at by another."""
        at = at or MONDAY
        doer = self.handler if item.owner_id == self.world.office.pk else self.other_handler
        actions.own_item(item, doer, at=at, plan="这个月分段修好", due_on=(at + timedelta(days=10)).date())
        actions.add_item_evidence(item, doer, at=at, kind=Method.MEASUREMENT, text="雨后一小时量了八处，都没有积水。")
        actions.report_item(item, doer, at=at)
        actions.pass_item(
            item, self.verifier, at=at, grade=Grade.A, kind=Method.SITE_CHECK, note="走了三条巷子，属实。"
        )
        return item


def days(number: int) -> datetime:
    """Monday and so many days."""
    return MONDAY + timedelta(days=number)


def works(world: World) -> Works:
    """Each thing at its beginning."""
    root = Organisation.objects.get(path="0001")
    _above(world, root)
    project = actions.open_project(
        world.office, world.handler, at=MONDAY, name="护城河治理二期", kind="river", place=world.community
    )
    recheck = actions.open_recheck(
        root, world.organiser, at=MONDAY, name="全国文明县城复验", system="全国县级文明城市测评体系", place=world.county,
        visit_on=days(30).date(),
    )  # fmt: skip
    codes, texts, points, owners = zip(*LISTED, strict=True)
    actions.list_items(
        recheck, world.organiser, at=MONDAY, codes=list(codes), texts=list(texts),
        points=[Decimal(one) for one in points], owners=[getattr(world, one) for one in owners],
    )  # fmt: skip
    matter = world.raised()
    regulation = actions.propose_regulation(
        world.office,
        world.handler,
        at=MONDAY,
        name="路灯巡查办法",
        problem=matter.number,
        reason="夜里没有人巡查，坏灯靠居民报",
    )
    letter = actions.draft_letter(root, world.organiser, at=MONDAY, unit=world.office, year=2026, targets=TARGETS)
    duty_of = actions.add_responsibility(
        letter,
        world.handler,
        at=MONDAY,
        layer=Layer.SECRETARY,
        post="党支部书记",
        text="每季度讲一次党课，先听党员想听什么",
    )
    training = actions.plan_training(
        root,
        world.organiser,
        at=MONDAY,
        title="支部工作条例怎么用",
        form=TrainingForm.LECTURE,
        on=TODAY,
        hours=Decimal(4),
    )
    for title in ("专职副书记", "组织干事", "宣传干事"):
        staffing.open_post(world.office, world.organiser, at=MONDAY, title=title, is_full_time=True, valid_from=OPENED)
    items = list(recheck.items.select_related("owner", "recheck__place", "recheck__org"))
    return Works(world, project, recheck, items, regulation, letter, duty_of, training)


def _above(world: World, root: Organisation) -> None:
    """A colleague of the office's handler, so that two hands of one unit can be told from two units."""
    user = User.objects.create_user(username="colleague")
    member = staffing.appoint(world.office, HOUSE, at=MONDAY, post="办公室主任", user=user, valid_from=OPENED)
    staffing.entrust(member, HOUSE, at=MONDAY, role=Role.HANDLER, org=world.office, valid_from=OPENED)
    staffing.entrust(member, HOUSE, at=MONDAY, role=Role.VERIFIER, place=world.county, valid_from=OPENED)
    world.people["colleague"] = member


def year_end(year: int = 2026) -> date:
    return date(year, 12, 20)


__all__ = ["Kind", "Works", "days", "works", "year_end"]
