"""What others do: check and sign off, send back, look back at a random sample, let long-term items become normal."""

from datetime import timedelta

from ....acts.door import act
from ....kernel.actor import Actor
from ....kernel.errors import NotNow
from ....kernel.words import _
from ....matters.words import Method
from ....orgs.models import Organisation
from ....places.queries import calendar
from ...models import Campaign, Item, LookBackSample
from ...policy import rectification as policy
from ...rules import rectification as rules
from ...words.rectification import ItemState, Stepped
from .doing import stepped
from .listing import LONG, needed

AGAIN = timedelta(days=30)
"""Time for putting right what has rebounded."""


@act(may=policy.may_check)
def take_check(item: Item, actor: Actor, *, at):
    """Another office takes it up."""
    item.checking = Organisation.objects.get(path=actor.org)


@act(may=policy.may_check)
def sell_off(item: Item, actor: Actor, *, at, method: Method, note: str):
    """Seen by another office: off the list (销号). Its look-back may come after one month."""
    if policy.is_long(item):
        raise NotNow(_("长期坚持的事项不销号，只能由列清单的单位转入常态。"))
    item.sold_off_at, item.is_drawn, item.held_at = at, False, None
    return stepped(item, actor, at, Stepped.PASSED, needed(note, "note", LONG), method)


@act(may=policy.may_check)
def reject_item(item: Item, actor: Actor, *, at, method: Method, note: str):
    """Not put right: back to the office, and the clock has been running all the time."""
    item.done_at = None
    return stepped(item, actor, at, Stepped.FAILED, needed(note, "note", LONG), method)


@act(may=policy.may_make_normal)
def make_normal(item: Item, actor: Actor, *, at, why: str):
    """A long-term item that is done every period becomes everyday work, by the listing authority's decision."""
    if not policy.is_long(item):
        raise NotNow(_("只有长期坚持的事项可以转入常态。"))
    item.why_out = needed(why, "why", 200)


@act(may=policy.may_list)
def draw_sample(campaign: Campaign, actor: Actor, *, at, seed: str, seed_source: str):
    """A lot among items signed off one to three months ago: the seed is published, anybody can draw again."""
    seed = needed(seed, "seed", 120)
    earliest, latest = at - rules.LOOK_BACK_UNTIL, at - rules.LOOK_BACK_FROM
    found = campaign.items.filter(state=ItemState.SOLD_OFF, sold_off_at__gte=earliest, sold_off_at__lte=latest)
    numbers = sorted(found.filter(is_drawn=False).values_list("number", flat=True))
    if not numbers:
        raise NotNow(_("现在没有销号满一个月、不到三个月的事项可以抽。"))
    drawn = rules.drawn(seed, numbers, rules.wanted(len(numbers)))
    campaign.items.filter(number__in=drawn).update(is_drawn=True)
    return LookBackSample.objects.create(
        campaign=campaign, numbers=numbers, drawn=drawn, list_digest=rules.digest_of(numbers), seed=seed,
        seed_source=needed(seed_source, "seed_source", 120), at=at,
    )  # fmt: skip


def _is_time(item: Item, at) -> None:
    if item.sold_off_at is None or at < item.sold_off_at + rules.LOOK_BACK_FROM:
        raise NotNow(_("回头看在销号满一个月以后做。"))


@act(may=policy.may_check)
def hold_item(item: Item, actor: Actor, *, at, method: Method, note: str):
    """Looked at again after one to three months: it has held."""
    _is_time(item, at)
    item.held_at = at
    return stepped(item, actor, at, Stepped.HELD, needed(note, "note", LONG), method)


@act(may=policy.may_check)
def rebound_item(item: Item, actor: Actor, *, at, method: Method, note: str):
    """It has come back: the same number opens again, with a new day beside the first one."""
    item.rebounds += 1
    item.sold_off_at = item.held_at = item.done_at = None
    item.is_drawn = False
    item.due_on = calendar().next_working((at + AGAIN).date())
    return stepped(item, actor, at, Stepped.REBOUND, needed(note, "note", LONG), method)
