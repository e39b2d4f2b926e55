"""Who a visitor of the demo may be: one-click sign-ins, and slips of residents."""

from typing import TypedDict

from django.urls import NoReverseMatch, reverse

from yinuo.kernel.codes import show_slip
from yinuo.kernel.words import _
from yinuo.matters import queries
from yinuo.orgs.models import Member

from . import keys


class SignIn(TypedDict, total=False):
    """One way in. `url` is a page for a resident and takes a POST for a member; `slip` only for residents."""

    role: str
    label: str
    purpose: str
    username: str
    url: str
    slip: str


RESIDENTS = {
    "rate": _("居民：办好了，等您评价"),
    "working": _("居民：正在办，期限改过一次"),
    "paused": _("居民：单位在等您补充情况"),
    "closed": _("居民：不满意，重办以后结了案"),
}
PLAYED = {
    "demo-city": ("organiser", _("全市观摩：细则、抽点位、排路线、封票、计分、公布。")),
    "demo-district": ("organiser", _("区里的观摩正在进行：点位临时取消、重排路线、看票数。")),
    "demo-judge": ("judge", _("观摩评委：手机上的路线、打分、记笔记，没有网络也能用。")),
    "demo-keeper-1": ("keeper", _("总组长：签字。启封口令：{words}")),
    "demo-keeper-2": ("keeper", _("监票人：签字。启封口令：{words}")),
    "demo-keeper-3": ("keeper", _("计票人：签字。启封口令：{words}")),
    "demo-leader-group": ("judge", _("观摩组组长：登记点位看没看成。")),
    "demo-listening": ("community_worker", _("民情沟通日：今天下午就有一次，手机上记、没有网也能记；上月的事先通报。")),
    "demo-rectification": ("organiser", _("专项整治：列问题、批延期、抽回头看、审定周一总结。")),
    "demo-branch": ("handler", _("机关党支部书记：用手机记主题党日，看一年缺哪几次，网上支部、活动、述职。")),
    "demo-party-office": ("organiser", _("机关党工委：看各支部的次数和缺口，公布述职评议的分布。")),
    "demo-supervision": ("organiser", _("督查：计划、通知书、约谈、月报告、年度评议。")),
    "demo-supervisor": ("verifier", _("督查组组长：到现场、记问题、告知单位；有异议的由别人核实。")),
}
"""Who takes part in what is played on the ground of the town: inspection rounds, listening days, campaigns, supervision."""

STANDING = {
    "demo-community": ("community_worker", _("代居民登记，当场答复，办理社区清单里的事。")),
    "demo-street": ("coordinator", _("派单，决定延期和重办。")),
    "demo-county": ("coordinator", _("裁定推诿的事，结案。")),
    "demo-department": ("handler", _("作出承诺，办理，附佐证，报办结。")),
    "demo-verifier": ("verifier", _("现场核查，电话回访，回头看。")),
    "demo-leader": ("leader", _("看全县的期限，催办。")),
    "demo-auditor": ("auditor", _("查看账本，不能改动事项。")),
    "demo-organiser": ("organiser", _("组织体系、联合党工委、支部设置的批复，看组织体检。")),
    "demo-secretary": ("organiser", _("一个16个科室的单位，用支部设置工具拟方案、申报。")),
    "demo-unit": ("handler", _("驻区单位：确认或者谢绝联合党工委的邀请。")),
    "demo-grids": ("coordinator", _("画社区、导入楼栋、划网格、公示网格员。")),
    "demo-stairwell": ("handler", _("楼道党小组：约邻居谈，说和，转出去。")),
    "demo-administrator": ("administrator", _("管理单位、人员和授权。")),
}
"""Who is there in every demo, also one without plays."""

MEMBERS = STANDING | PLAYED


def sign_ins() -> list[SignIn]:
    """Residents first, then the posts of the first focus county; empty without the demo."""
    return [*_residents(), *_members()]


def _residents() -> list[SignIn]:
    found = []
    for name in RESIDENTS:
        slip = keys.slip_of(name)
        if matter := queries.by_slip(slip):
            row = SignIn(
                role="resident", label=RESIDENTS[name], purpose=matter.title, username="", url=_url("portal:matter", slip),
                slip=show_slip(slip),
            )  # fmt: skip
            found.append(row)
    return found


def _members() -> list[SignIn]:
    members = Member.objects.select_related("org", "user").filter(user__username__in=MEMBERS)
    by_name = {member.user.username: member for member in members}
    return [
        SignIn(
            role=role,
            label=str(by_name[name]),
            purpose=_told(name, purpose),
            username=name,
            url=_url("demo-enter", name),
        )
        for name, (role, purpose) in MEMBERS.items()
        if name in by_name
    ]


def _told(name: str, purpose: str) -> str:
    """What a keeper is for stands with the words that the keeper has on paper."""
    number = name.rpartition("-")[2]
    return purpose.format(words=keys.of(keys.LIVE, int(number))[0]) if number.isdigit() else purpose


def _url(name: str, argument: str) -> str:
    """An address, or nothing where that page is not there."""
    try:
        return reverse(name, args=[argument])
    except NoReverseMatch:
        return ""
