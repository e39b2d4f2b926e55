"""Sentences of branch life under a place, each number counted from rows with what it is counted against (M40, M41)."""

from collections import Counter
from datetime import date

from ...kernel.words import _
from ...orgs.models import Organisation
from ...orgs.words import BRANCHES
from ..models import BranchActivity, BranchMeeting
from ..words.activities import ACTIVITY_KINDS, ActivityKind, ActivityState
from ..words.life import MeetingKind
from .life import years_of

HELD = (ActivityState.HELD, ActivityState.FOLLOWED_UP)
SHOWN = {
    MeetingKind.THEME_DAY: _("主题党日"), MeetingKind.MEMBERS: _("党员大会"), MeetingKind.LESSON: _("党课"),
}  # fmt: skip


def activities_sentence(place_code: str, day: date) -> str:
    """“机关党建活动3种12次，都写有结果：专题研讨5次……”; empty where none was held in the last twelve months."""
    since = day.replace(year=day.year - 1, day=min(day.day, 28))
    rows = BranchActivity.objects.filter(
        branch__place__code__gte=place_code, branch__place__code__lt=place_code + "~", state__in=HELD,
        held_on__gt=since, held_on__lte=day,
    )  # fmt: skip
    kinds = Counter(rows.values_list("kind", flat=True))
    if not kinds:
        return ""
    told = "、".join(
        _("{kind}{n}次").format(kind=ACTIVITY_KINDS[kind], n=kinds[kind]) for kind in ActivityKind if kinds[kind]
    )
    return _("近一年党建活动{kinds}种{n}次，每次都写有结果：{told}").format(
        kinds=len(kinds), n=kinds.total(), told=told
    )


def branch_life_sentence(place_code: str, day: date) -> str:
    """“12个党支部今年应开主题党日132次，开了129次（补录2次）……”; empty where no branch has recorded anything."""
    found = Organisation.objects.filter(
        kind__in=BRANCHES, place__code__gte=place_code, place__code__lt=place_code + "~"
    )
    recorded = BranchMeeting.objects.filter(held_on__year=day.year).values("branch")
    branches = list(found.filter(pk__in=recorded).on(day).select_related("place"))
    if not branches:
        return ""
    years = years_of(branches, day.year, day)
    parts = []
    for kind, word in SHOWN.items():
        lines = [line for one in years for line in one.lines if line.kind == kind]
        asked, kept = sum(line.over for line in lines), sum(line.count("kept") for line in lines)
        late = sum(cell.late for line in lines for cell in line.cells)
        said = _("{word}应开{asked}次，开了{kept}次").format(word=word, asked=asked, kept=kept)
        parts.append(said + (_("（其中补录{n}次）").format(n=late) if late else ""))
    known = found.on(day).count()
    return _("{n}个党支部（全部{all}个）今年有组织生活记录：{told}").format(
        n=len(branches), all=known, told="；".join(parts)
    )
