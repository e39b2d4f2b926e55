"""A campaign and its list: entering, amending before the promise, merging repetitions, striking out in the open."""

from datetime import date

from ....acts.columns import add_rows
from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow, Unfit
from ....kernel.privacy import impersonal
from ....kernel.words import _
from ....orgs.models import Organisation
from ...flow.rectification import ENDS, OPEN
from ...models import Campaign, Item
from ...policy import rectification as policy
from ...rules import rectification as rules
from ...words.rectification import Term

SHORT, LONG = 300, 500


def needed(text: str, field: str, most: int = SHORT) -> str:
    """A text of the list: there, not too long, and about no person. Unfit says which field."""
    text = text.strip()
    if not text:
        raise Unfit(_("这一项要填写。"), field)
    if len(text) > most:
        raise Unfit(_("最多{n}字，现在有{m}字。").format(n=most, m=len(text)), field)
    return impersonal(text, field)


def optional(text: str, field: str, most: int = SHORT) -> str:
    """The same where it may be empty."""
    return needed(text, field, most) if text.strip() else ""


@act(may=policy.may_start, opens=True)
def start_campaign(
    org: Organisation, actor: Actor, *, at, name: str, source: str, starts_on: date, ends_on: date, basis: str = "",
    is_public: bool = True,
):  # fmt: skip
    """An authority begins to have a list of problems put right."""
    if ends_on <= starts_on:
        raise Unfit(_("结束的日子要晚于开始的日子。"), "ends_on")
    return Campaign.objects.create(
        org=org, place=org.place, place_code=org.place.code, name=needed(name, "name", 80),
        source=needed(source, "source", 80), basis=optional(basis, "basis", 120), starts_on=starts_on, ends_on=ends_on,
        is_public=is_public, started_at=at,
    )  # fmt: skip


@act(may=policy.may_list)
def end_campaign(campaign: Campaign, actor: Actor, *, at):
    """Nothing is open any more: every item is signed off, made normal, merged or struck out."""
    left = campaign.items.filter(state__in=OPEN).count()
    if left:
        raise NotNow(_("还有{n}项没有销号、转入常态或者撤下，不能结束。").format(n=left))


@act(may=policy.may_list, opens=True)
def list_item(
    campaign: Campaign, actor: Actor, *, at, problem: str, office: Organisation, term: Term, area: str = "",
    source: str = "", goal: str = "", measure: str = "", lead_post: str = "", post: str = "", acceptance: str = "",
    check_how: str = "", legal_due_on: date | None = None, part_of: Item | None = None, distinct_why: str = "",
):  # fmt: skip
    """A problem comes on the list. One that resembles another is asked about: a repetition, a part, or really another."""
    given = locals()
    item = _draft(**given)
    _save_all([item])
    return item


def _draft(campaign: Campaign, actor: Actor, *, at, office: Organisation, part_of: Item | None = None, **given) -> Item:
    if campaign.state != "running":
        raise NotNow(_("这次整治已经结束，不能再列问题。"))
    if office.place.code[:4] != campaign.place_code[:4]:
        raise Unfit(_("“{name}”不在本地。请选本地的单位。").format(name=office.name), "office")
    if part_of is not None and part_of.campaign_id != campaign.pk:
        raise Unfit(_("它属于另一次整治，不能算作那一项的一部分。"), "part_of")
    problem = needed(given.pop("problem"), "problem", LONG)
    _ask_about_likeness(campaign, problem, office, part_of, given["distinct_why"])
    texts = {
        name: optional(given[name], name, Item._meta.get_field(name).max_length)
        for name in (
            "area",
            "source",
            "goal",
            "measure",
            "lead_post",
            "post",
            "acceptance",
            "check_how",
            "distinct_why",
        )
    }
    return Item(
        campaign=campaign, problem=problem, office=office, office_path=office.path, term=given["term"],
        legal_due_on=given["legal_due_on"], part_of=part_of, listed_at=at, **texts,
    )  # fmt: skip


def _ask_about_likeness(campaign: Campaign, problem: str, office: Organisation, part_of, why: str) -> None:
    """Neither doubled nor split to inflate: alike ones of the same office need a word (数字整改)."""
    if part_of is not None or why.strip():
        return
    known = Item.objects.filter(campaign=campaign, office=office, part_of=None).exclude(state__in=ENDS)
    found = rules.alike(problem, known.values_list("number", "problem"))
    if found:
        number, much = found[0]
        raise Unfit(
            _(
                "和第{number}项很像（相似{much}%）。如果是同一个问题，不用再列；如果是它的一部分，请选“属于哪一项”；"
                "如果确实是另一个问题，请写明为什么不是重复。"
            ).format(number=number, much=much),
            "distinct_why",
        )


def _save_all(items: list[Item]) -> None:
    """Numbers follow each other within the campaign, which is locked meanwhile."""
    campaign = Campaign.objects.select_for_update().get(pk=items[0].campaign_id)
    last = campaign.items.order_by("-number").values_list("number", flat=True).first() or 0
    for place, item in enumerate(items, 1):
        item.number = last + place
    add_rows(items)


list_item.act.fn.draft, list_item.act.fn.save_all = (
    lambda campaign, actor, *, at, **given: _draft(campaign, actor, at=at, **_whole(given)),
    _save_all,
)


def _whole(given: dict) -> dict:
    empty = dict.fromkeys(
        ("area", "source", "goal", "measure", "lead_post", "post", "acceptance", "check_how", "distinct_why"), ""
    )
    return {**empty, "legal_due_on": None, **given}


@act(may=policy.may_change_list)
def amend_item(
    item: Item,
    actor: Actor,
    *,
    at,
    problem: str,
    area: str = "",
    measure: str = "",
    acceptance: str = "",
    why: str = "",
):
    """What stands on the list is put into better words, before anybody has promised; never afterwards."""
    item.problem, item.area = needed(problem, "problem", LONG), optional(area, "area", 40)
    item.measure, item.acceptance = optional(measure, "measure", LONG), optional(acceptance, "acceptance")


@act(may=policy.may_change_list)
def merge_item(item: Item, actor: Actor, *, at, into: Item):
    """It is the same problem as another: its number stays and leads there."""
    if into.campaign_id != item.campaign_id or into.pk == item.pk or into.state in ENDS:
        raise Unfit(_("请选同一次整治里另一项还在办的问题。"), "into")
    item.merged_into = into


@act(may=policy.may_change_list)
def strike_out(item: Item, actor: Actor, *, at, why: str):
    """The listing authority takes it from the list; it stays visible with the reason, and is never counted as put right."""
    item.why_out = needed(why, "why", 200)
