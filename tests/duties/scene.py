"""A campaign of the small town with an item in every state, through real acts."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.world import MONDAY, World
from yinuo.duties import actions
from yinuo.duties.models import Campaign, Item, WeeklyList
from yinuo.duties.words.rectification import Term
from yinuo.kernel.actor import HOUSE
from yinuo.matters.words import Method

BEGUN = MONDAY - timedelta(days=63)
"""A Monday nine weeks before the world's own."""

PROBLEMS = {
    "listed": ("背街小巷路面破损", Term.STAGED), "promised": ("路灯失修二百余盏", Term.STAGED),
    "in_progress": ("公交末班车过早", Term.STAGED), "self_reported": ("坡道扶手缺失", Term.STAGED),
    "verifying": ("早市计量不准", Term.STAGED), "rejected": ("校门口接送拥堵", Term.STAGED),
    "sold_off": ("餐饮油烟扰民", Term.STAGED), "drawn": ("窗口一次性告知不到位", Term.STAGED),
    "confirmed": ("微信群过多过滥", Term.STAGED), "rebounded": ("农贸市场脏乱", Term.STAGED),
    "long": ("内河沿岸垃圾", Term.LONG), "normal": ("非机动车占盲道", Term.LONG),
    "struck_out": ("铁路桥下积水", Term.STAGED), "merged": ("夜间路灯不亮，群众反映多", Term.STAGED),
    "asked": ("不动产登记排队长", Term.STAGED),
}  # fmt: skip


@dataclass
class Rectified:
    """The world, its campaign, its items by what they show, a drafted and an issued Monday list."""

    world: World
    campaign: Campaign
    items: dict[str, Item] = field(default_factory=dict)
    drafted: WeeklyList | None = None
    issued: WeeklyList | None = None


def scene(world: World) -> Rectified:
    """One item in every state; a look-back drawn; two Monday lists."""
    root = world.people["organiser"].org
    campaign = actions.start_campaign(
        root, world.organiser, at=BEGUN, name="城市基层治理专项整治", source="主题教育检视问题", basis="示发〔2026〕1号",
        starts_on=BEGUN.date(), ends_on=date(2026, 12, 31),
    )  # fmt: skip
    made = Rectified(world, campaign)
    for name, (problem, term) in PROBLEMS.items():
        made.items[name] = actions.list_item(
            campaign, world.organiser, at=BEGUN, problem=problem, office=world.office, term=term, area="城市管理",
            acceptance="居民代表到场看过。",
        )  # fmt: skip
    for name in PROBLEMS.keys() - {"listed", "struck_out", "merged"}:
        due = MONDAY.date() - timedelta(days=3) if name == "in_progress" else date(2026, 6, 30)
        actions.promise_item(made.items[name], world.handler, at=BEGUN, promise="分批整改到位。", due_on=due)
    _play(made)
    after = MONDAY - timedelta(days=6)  # the Monday before is still the Spring Festival
    made.issued = actions.draft_week(root, HOUSE, at=after)
    actions.issue_week(made.issued, world.organiser, at=after, remarks="请各单位盯紧到期事项。")
    made.drafted = actions.draft_week(root, HOUSE, at=MONDAY)
    for item in made.items.values():
        item.refresh_from_db()
    return made


def _play(made: Rectified) -> None:
    world, items = made.world, made.items
    early, late = BEGUN + timedelta(days=10), BEGUN + timedelta(days=50)
    actions.work_on(items["in_progress"], world.handler, at=early, text="与公交公司会商。", blocker="排班要重做")
    for name in ("self_reported", "verifying", "rejected", "sold_off", "drawn", "confirmed", "rebounded"):
        actions.report_done(items[name], world.handler, at=early, text="已经改好。", method=Method.SITE_CHECK)
    for name in ("verifying", "rejected", "sold_off", "drawn", "confirmed", "rebounded"):
        actions.take_check(items[name], world.verifier, at=early)
    actions.reject_item(items["rejected"], world.verifier, at=early, method=Method.SITE_CHECK, note="放学时仍堵。")
    for name in ("drawn", "confirmed", "rebounded"):
        actions.sell_off(items[name], world.verifier, at=early, method=Method.SITE_CHECK, note="现场看过。")
    actions.draw_sample(made.campaign, world.organiser, at=late, seed="20260221", seed_source="公开摇出的号码")
    actions.sell_off(items["sold_off"], world.verifier, at=late, method=Method.MEASUREMENT, note="测了三晚。")
    actions.hold_item(items["confirmed"], world.verifier, at=late, method=Method.SITE_CHECK, note="没有反弹。")
    actions.rebound_item(items["rebounded"], world.verifier, at=late, method=Method.SITE_CHECK, note="又脏了。")
    for name in ("long", "normal"):
        actions.report_period(items[name], world.handler, at=early, text="每周清理两次。")
    actions.make_normal(items["normal"], world.organiser, at=late, why="已列入日常管护。")
    actions.strike_out(items["struck_out"], world.organiser, at=late, why="属铁路部门管理，已函告。")
    actions.merge_item(items["merged"], world.organiser, at=late, into=items["promised"])
    actions.ask_more_time(items["asked"], world.handler, at=late, due_on=date(2026, 9, 30), why="系统要升级。")
