"""A campaign that is checked from outside: its list, owners, evidence, checks by others, the look-back, rebounds (M13)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from ...acts.door import act
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...matters import actions as matters
from ...matters.words import Intake, Kind, Method
from ...orgs.models import Organisation
from ...places.models import Place
from ..models import ChecklistItem, ItemCheck, ItemEvidence, ItemMatter, Recheck
from ..policy import campaigns as policy
from ..rules import rechecks as rules
from ..rules.campaigns import given, lawful
from ..words.campaigns import CLEARED, ChecklistState, Grade
from .campaigns import within

LONG, LONGEST_WAIT = 500, 365


@act(may=policy.may_open_recheck, opens=True)
def open_recheck(
    org: Organisation,
    actor: Actor,
    *,
    at,
    name: str,
    system: str,
    place: Place,
    visit_on: date,
    look_back_days: int | None = None,
):
    """A campaign begins; the look-back comes by default 60 days after the visit."""
    days = given()["look_back_days"] if look_back_days is None else look_back_days
    if not 1 <= days <= LONGEST_WAIT:
        raise Unfit(_("回头看在复验以后1到{n}天。").format(n=LONGEST_WAIT), "look_back_days")
    if not place.code.startswith(org.place.code):
        raise Unfit(_("“{place}”不在“{org}”的辖区里。").format(place=place, org=org), "place")
    return Recheck.objects.create(
        org=org, place=place, name=lawful(name, "name", 80), system=lawful(system, "system", 120), visit_on=visit_on,
        look_back_days=days, opened_at=at,
    )  # fmt: skip


@act(may=policy.may_run_recheck)
def list_items(
    recheck: Recheck,
    actor: Actor,
    *,
    at,
    codes: Sequence[str],
    texts: Sequence[str],
    points: Sequence[Decimal],
    owners: Sequence[Organisation],
):
    """Rows of the external system, each with an owner; all of them or none."""
    known = set(recheck.items.filter(code__in=codes).values_list("code", flat=True))
    if known or len(set(codes)) < len(codes):
        again = "、".join(sorted(known)[:5]) or _("表里自己")
        raise Unfit(_("编号重复：{codes}。").format(codes=again), "pasted")
    if not codes:
        raise Unfit(_("还没有内容。"), "pasted")
    rows = zip(codes, texts, points, owners, strict=True)
    ChecklistItem.objects.bulk_create(
        ChecklistItem(recheck=recheck, code=code, text=lawful(text, "pasted", 300), points=worth, owner=owner)
        for code, text, worth, owner in rows
    )


@act(may=policy.may_run_recheck)
def tell_visit(recheck: Recheck, actor: Actor, *, at, visited_on: date, result: str):
    """The visitors came; from this day the look-back is counted."""
    if not recheck.opened_at.date() <= visited_on <= at.date():
        raise Unfit(_("复验的日子在登记以后，也不能晚于今天。"), "visited_on")
    recheck.visited_on, recheck.result = visited_on, lawful(result, "result", LONG)


@act(may=policy.may_run_recheck)
def settle_recheck(recheck: Recheck, actor: Actor, *, at):
    """Every item held at its look-back, or does not apply."""
    left = recheck.items.exclude(state__in=[ChecklistState.HELD, ChecklistState.EXEMPT]).count()
    if left:
        raise NotNow(_("还有{n}项没有回头看，或者反弹了还没改好，不能了结。").format(n=left))


@act(may=policy.may_arrange_item)
def reassign_item(item: ChecklistItem, actor: Actor, *, at, owner: Organisation):
    """Another office owns it; it has to take it on anew."""
    if owner.pk == item.owner_id:
        raise Unfit(_("它本来就由这个单位负责。"), "owner")
    item.owner, item.plan, item.due_on = owner, "", None


@act(may=policy.may_do_item)
def own_item(item: ChecklistItem, actor: Actor, *, at, plan: str, due_on: date):
    """The owner says what it does, and by when."""
    if due_on < at.date():
        raise Unfit(_("期限不能早于今天。"), "due_on")
    item.plan, item.due_on = lawful(plan, "plan", 300), due_on


@act(may=policy.may_do_item)
def add_item_evidence(item: ChecklistItem, actor: Actor, *, at, kind: Method, text: str):
    """Something that shows it: a measurement, a document, a witness… never only a photo by rule."""
    return ItemEvidence.objects.create(item=item, kind=kind, text=lawful(text, "text", LONG), at=at)


@act(may=policy.may_do_item)
def report_item(item: ChecklistItem, actor: Actor, *, at):
    """The owner says it is done; that counts for nothing before others have looked."""
    since = item.checks.filter(is_met=False).order_by("-at").values_list("at", flat=True).first()
    evidence = item.evidence.filter(at__gt=since) if since else item.evidence.all()
    if not evidence.exists():
        raise NotNow(_("请先写一条佐证：量了什么、谁见证、哪份材料……照片可有可无。退回或者反弹以后要有新的佐证。"))


def _check(
    item: ChecklistItem, actor: Actor, at, kind: Method, note: str, *, is_met: bool, is_second: bool
) -> ItemCheck:
    office = Organisation.objects.get(path=actor.org)
    return ItemCheck.objects.create(
        item=item, office=office, kind=kind, is_second=is_second, is_met=is_met, note=lawful(note, "note", LONG), at=at
    )


@act(may=policy.may_check_item)
def pass_item(item: ChecklistItem, actor: Actor, *, at, grade: Grade, kind: Method, note: str):
    """Another office has looked: it is so, and this far."""
    if grade == Grade.NOT:
        raise Unfit(_("没有达到的，请退回重新改。"), "grade")
    item.grade = grade
    return _check(item, actor, at, kind, note, is_met=True, is_second=False)


@act(may=policy.may_check_item)
def return_item(item: ChecklistItem, actor: Actor, *, at, kind: Method, note: str):
    """Another office has looked: it is not so."""
    item.grade = Grade.NOT
    return _check(item, actor, at, kind, note, is_met=False, is_second=False)


def _fit_second(item: ChecklistItem, at) -> None:
    visited_on = item.recheck.visited_on
    if visited_on is None:
        raise NotNow(_("复验还没有来过。回头看从复验那天算起。"))
    first = rules.look_back_on(visited_on, item.recheck.look_back_days)
    if at.date() < first:
        raise NotNow(
            _("回头看最早在{day}：复验过了{n}天再看，才知道是不是一阵风。").format(
                day=first, n=item.recheck.look_back_days
            )
        )


@act(may=policy.may_check_item)
def confirm_held(item: ChecklistItem, actor: Actor, *, at, grade: Grade, kind: Method, note: str):
    """The look-back: it is still so."""
    _fit_second(item, at)
    if grade == Grade.NOT:
        raise Unfit(_("没有保持住的，请登记反弹。"), "grade")
    item.grade = grade
    return _check(item, actor, at, kind, note, is_met=True, is_second=True)


@act(may=policy.may_check_item)
def note_rebound(item: ChecklistItem, actor: Actor, *, at, kind: Method, note: str):
    """It has come back, at the look-back or as a resident said; the same item begins again."""
    item.grade, item.rebounds, item.due_on = Grade.NOT, item.rebounds + 1, None
    return _check(item, actor, at, kind, note, is_met=False, is_second=True)


@act(may=policy.may_arrange_item)
def exempt_item(item: ChecklistItem, actor: Actor, *, at, reason: str):
    """It does not apply here, and is weighed in nowhere."""
    item.reason, item.grade = lawful(reason, "reason", 300), ""


@act(may=policy.may_tell_rebound, private=("slip", "called", "phone"))
def tell_rebound(
    item: ChecklistItem,
    actor: Actor,
    *,
    at,
    words: str,
    place: Place | None = None,
    intake: Intake = Intake.WEB,
    address: str = "",
    called: str = "",
    phone: str = "",
    slip: str = "",
):
    """A resident says it has come back: a matter with a slip, linked to the item. Whether it is so, another office looks."""
    was_done = item.state in CLEARED
    title = (_("反弹：{item}") if was_done else _("没改好：{item}")).format(item=item)[:120]
    matter = matters.raise_(
        within(place, item.recheck.place), actor, at=at, words=words, title=title, kind=Kind.COMPLAINT, intake=intake,
        address=address, called=called, phone=phone, slip=slip,
    )  # fmt: skip
    return ItemMatter.objects.create(item=item, matter=matter)
