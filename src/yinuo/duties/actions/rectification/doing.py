"""What the responsible office does: promise, work, ask for more time before the day, report. And who grants the time."""

from datetime import date

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow, Unfit
from ....kernel.words import _
from ....matters.words import Method
from ....places.queries import calendar
from ...models import Item, ItemStep, MoreTime
from ...policy import rectification as policy
from ...rules import rectification as rules
from ...words.rectification import Stepped, Term
from .listing import LONG, needed, optional


def stepped(item: Item, actor: Actor, at, kind: Stepped, text: str, method: str = "") -> ItemStep:
    """A line of the item's history, by the actor's organisation."""
    from ....orgs.models import Organisation

    org = Organisation.objects.filter(path=actor.org).first() if actor.org else None
    return ItemStep.objects.create(item=item, at=at, kind=kind, org=org, text=text, method=method)


@act(may=policy.may_do)
def promise_item(item: Item, actor: Actor, *, at, promise: str, due_on: date, measure: str = "", post: str = ""):
    """The office says what it will do, and by which day (承诺办结): before the legal limit and within the campaign."""
    if due_on < at.date():
        raise Unfit(_("承诺的日子不能早于今天。"), "due_on")
    last = rules.latest_promise(
        Term(item.term), at.date(), calendar(), legal=item.legal_due_on, ends_on=item.campaign.ends_on
    )
    if due_on > last:
        raise Unfit(_("最晚可以承诺到{day:%Y年%m月%d日}：{why}。").format(day=last, why=_why(item)), "due_on")
    item.promise = needed(promise, "promise")
    item.measure = optional(measure, "measure", LONG) or item.measure
    item.post = optional(post, "post", 60) or item.post
    item.promised_at, item.first_due_on, item.due_on = at, due_on, due_on


def _why(item: Item) -> str:
    if item.legal_due_on:
        return _("承诺的时限要短于法定时限")
    if item.term == Term.AT_ONCE:
        return _("立行立改的事项，没有法定时限的不超过{n}个工作日").format(n=rules.AT_ONCE_DAYS)
    return _("不能晚于这次整治的结束日期")


@act(may=policy.may_do)
def work_on(item: Item, actor: Actor, *, at, text: str, blocker: str = ""):
    """How far it is, and what holds it up if something does."""
    item.blocker = optional(blocker, "blocker", 200)
    return stepped(item, actor, at, Stepped.WORK, needed(text, "text", LONG))


@act(may=policy.may_do)
def ask_more_time(item: Item, actor: Actor, *, at, due_on: date, why: str):
    """More time, asked before the promised day has passed and with a reason that everybody reads."""
    if item.due_on is None or at.date() > item.due_on:
        raise NotNow(_("承诺的时限已经过了，不能再申请延期。请写明进展，继续整改。"))
    if due_on <= item.due_on:
        raise Unfit(_("申请的日子要晚于现在承诺的{day:%Y年%m月%d日}。").format(day=item.due_on), "due_on")
    if item.legal_due_on and due_on >= item.legal_due_on:
        raise Unfit(_("不能超过法定时限{day:%Y年%m月%d日}。").format(day=item.legal_due_on), "due_on")
    if item.moretimes.filter(is_granted=None).exists():
        raise NotNow(_("已经有一份延期申请等着批，批了再申请。"))
    return MoreTime.objects.create(item=item, at=at, due_on=due_on, before=item.due_on, why=needed(why, "why"))


@act(may=policy.may_decide)
def decide_more_time(item: Item, actor: Actor, *, at, is_granted: bool, decision: str):
    """The listing authority grants or refuses it, with a reason; the first promised day stays on the list."""
    asked = item.moretimes.filter(is_granted=None).first()
    if asked is None:
        raise NotNow(_("没有等着批的延期申请。"))
    asked.is_granted, asked.decision, asked.decided_at = is_granted, needed(decision, "decision"), at
    asked.save(update_fields=["is_granted", "decision", "decided_at"])
    if is_granted:
        item.due_on = asked.due_on


@act(may=policy.may_do)
def report_done(item: Item, actor: Actor, *, at, text: str, method: Method = Method.DOCUMENT):
    """The office says it is put right; that is its word, and no more before somebody else has looked."""
    if policy.is_long(item):
        raise NotNow(_("长期坚持的事项不销号，请登记本期做了什么。"))
    item.done_at, item.blocker = at, ""
    return stepped(item, actor, at, Stepped.DONE, needed(text, "text", LONG), method)


@act(may=policy.may_do)
def report_period(item: Item, actor: Actor, *, at, text: str, method: Method = Method.DOCUMENT):
    """What was done in this period of a long-term item."""
    if not policy.is_long(item):
        raise NotNow(_("只有长期坚持的事项分期登记；这一项整改完了请报告已整改。"))
    item.done_at = at
    return stepped(item, actor, at, Stepped.PERIOD, needed(text, "text", LONG), method)
