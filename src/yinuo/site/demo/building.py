"""Builds the demo city: the ground first, then some hundred matters, played side by side in the order of time."""

import heapq
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from django.db import transaction
from django.utils import timezone

from yinuo.acts import reactions, sequencer
from yinuo.acts.models import Entry
from yinuo.kernel.errors import NotNow
from yinuo.kernel.words import _
from yinuo.matters import learning
from yinuo.matters.models import Matter
from yinuo.matters.words import State
from yinuo.orgs.models import Organisation, User
from yinuo.places.models import Place
from yinuo.places.queries import calendar

from . import (
    bodies,
    boxes,
    branchlife,
    councils,
    duties,
    ground,
    keys,
    listening,
    rectification,
    stories,
    supervision,
    tour,
    town,
    upwards,
)
from .life import Life, Steps
from .pace import Pace
from .plots import STORIES, Story
from .topics import Topic, topics

SIZE = 300
MONTHS = timedelta(days=155)
AHEAD = timedelta(days=75)
FOCUS_SHARE = 0.6
NEWEST = 20
"""Newly received matters that get suggestions."""

Progress = Callable[..., None]
FEATURED = {
    "rate": stories.verified,
    "working": stories.extended_and_working,
    "paused": stories.paused,
    "closed": stories.reopened_and_done,
}
"""Stories whose slip is known, so that a visitor can look through a resident's eyes."""


@dataclass(frozen=True)
class Counts:
    """What was built; `is_new` is False when the demo was there already."""

    is_new: bool
    places: int = 0
    offices: int = 0
    people: int = 0
    matters: int = 0
    states: dict[str, int] = field(default_factory=dict)


PLAYS: tuple[Callable[[town.Builder, list[town.County], datetime], Iterator[str]], ...] = (
    rectification.rectification,
    branchlife.build,
    listening.build,
    duties.build,
    boxes.build,
    councils.play,
    supervision.build,
)
"""What other areas play in the past: each yields what it is about to do."""


def build(
    seed: int = 1,
    progress: Progress | None = None,
    *,
    size: int = SIZE,
    now: datetime | None = None,
    gridded: int | None = None,
    with_plays: bool = True,
) -> Counts:
    """Build the demo once, about `size` matters; NotNow on a database that holds anything else.

    `gridded`: in how many communities grids are drawn and planned; all of them when it is not said. `with_plays`:
    whether the inspection rounds, and what other areas play, are played too.
    """
    if User.objects.filter(username="demo-community").exists():
        return _count(is_new=False)
    if Place.objects.exists() or Organisation.objects.exists() or Matter.objects.exists():
        raise NotNow(_("这个数据库里已经有别的数据，不能再建演示数据。请用 YINUO_VAR 指定一个新的目录。"))
    step = progress or _quiet
    now = timezone.localtime(now)
    with transaction.atomic(), _by_hand():
        step(0, size, _("正在建立演示的区划和单位"))
        counties, builder = town.build(now - MONTHS, Random(f"{seed} town"), (now + AHEAD).date())
        ground.build(builder, counties, gridded, lambda n, of: step(n, of, _("正在划分网格，组建党小组")))
        assembler = bodies.Assembler(builder, counties, now.date())
        assembler.build()
        ground.look_at_tables()
        for what in tour.build(builder, counties, now) if with_plays else ():
            step(0, size, what)
        for play in PLAYS if with_plays else ():
            for what in play(builder, counties, now):
                step(0, size, what)
        pace = Pace(calendar(), now)
        upwards.neighbours_ask(assembler, pace, now)
        _play(_lives(seed, size, counties, pace), step, size)
    _learn(step, size)
    sequencer.sequence(everything=True)
    return _count(is_new=True)


def _quiet(_done: int, _total: int | None = None, _what: str = "") -> None:
    return None


@contextmanager
def _by_hand() -> Iterator[None]:
    """Nothing reacts to the past by itself: what the house does then is told in the stories, at its own moment."""
    table, enqueue = dict(reactions.WIRING), list(reactions.ENQUEUE)
    reactions.wire({}, _drop)
    try:
        yield
    finally:
        reactions.wire(table, enqueue[0] if enqueue else _drop)


def _drop(_entries: list) -> None:
    return None


def _lives(seed: int, size: int, counties: list[town.County], pace: Pace) -> list[tuple[Life, Steps]]:
    """Every life with its story, not yet begun."""
    told = [(name, _story_of(story)) for name, story in FEATURED.items()]
    for story in STORIES:
        told += [("", story)] * max(story.least, round(story.often * size / SIZE))
    lives = []
    for number, (name, story) in enumerate(told):
        random = Random(f"{seed} matter {number}")
        is_first = told[number - 1][1] is not story
        life = _life(random, story, _homes(random, counties, is_first=is_first), pace, name)
        lives.append((life, story.tell(life)))
    return lives


def _story_of(tell: Callable[[Life], Steps]) -> Story:
    return next(story for story in STORIES if story.tell is tell)


def _life(random: Random, story: Story, homes: list[town.Community], pace: Pace, name: str) -> Life:
    topic = _topic(random, story)
    days = random.triangular(*story.days, story.days[0])
    home = random.choices(homes, [3 if home is home.street.communities[0] else 1 for home in homes])[0]
    is_fresh = story.days[1] <= 1
    until = pace.now if is_fresh else pace.closed_office()
    at = _start(random, pace, round(days), is_fresh)
    life = Life(home, topic, random, pace, at, slip=keys.slip_of(name) if name else "")
    life.until = until
    return life


def _start(random: Random, pace: Pace, days: int, is_fresh: bool) -> datetime:
    if is_fresh:
        since = pace.now - timedelta(hours=random.triangular(0.3, 40, 6))
        return since.replace(second=0, microsecond=0)
    return pace.days_before(pace.closed_office(), days, random)


def _topic(random: Random, story: Story) -> Topic:
    fitting = [topic for topic in topics() if story.fits(topic)]
    return random.choices(fitting, [topic.weight for topic in fitting])[0]


def _homes(random: Random, counties: list[town.County], *, is_first: bool) -> list[town.Community]:
    """Where it may happen: every kind of story once in the street whose people sign in, most in the focus counties."""
    is_focus = random.random() < FOCUS_SHARE
    if is_first:
        return counties[0].streets[0].communities
    return [home for county in counties if county.is_focus == is_focus for home in county.communities]


def _play(lives: list[tuple[Life, Steps]], step: Progress, size: int) -> None:
    """Always the life whose next moment is the earliest takes its next step."""
    waiting = [(next(steps), number, steps) for number, (_life, steps) in enumerate(lives)]
    heapq.heapify(waiting)
    ended = 0
    while waiting:
        _moment, number, steps = heapq.heappop(waiting)
        following = next(steps, None)
        if following is not None:
            heapq.heappush(waiting, (following, number, steps))
            continue
        ended += 1
        step(ended, max(size, len(lives)), _("正在演一遍过去几个月的事"))


def _learn(step: Progress, size: int) -> None:
    """Train the suggestions on what was built, and suggest for the newest matters as after any raising."""
    step(size, size, _("正在学习分类"))
    learning.train()
    newest = Matter.objects.filter(state=State.RECEIVED).order_by("-received_at", "-pk")[:NEWEST]
    subjects = [f"matter:{matter.pk}" for matter in newest]
    for entry in Entry.objects.filter(subject__in=subjects, act="matters.raise"):
        reactions.react(entry.pk)


def _count(*, is_new: bool) -> Counts:
    states: dict[str, int] = {}
    for state in Matter.objects.values_list("state", flat=True):
        states[state] = states.get(state, 0) + 1
    return Counts(
        is_new, Place.objects.count(), Organisation.objects.count(), User.objects.count(), sum(states.values()), states
    )
