"""One organisation on a day, part by part: what each part of its page shows, and what may be done there."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.acts.models import Entry
from yinuo.kernel.actor import Actor
from yinuo.orgs import queries
from yinuo.orgs.models import Coverage, Organisation, Seat, Succession
from yinuo.orgs.queries.health import COUNTED as CHECKED
from yinuo.orgs.queries.health import health
from yinuo.orgs.words import (
    BRANCHES,
    CHANGES,
    COMMITTEES,
    GROUPS,
    PARTY,
    SEAT_KINDS,
    Change,
    Kind,
    SeatKind,
    SeatState,
)

from ..walking import buttons, is_former, may
from .forms.members import COUNTED, area_words
from .forms.seats import INVITE_WORDS, seat_kinds, speaks_itself
from .seeing import GONE
from .showing import findings_shown
from .tree import children
from .verbs import VERBS

PARTS = {
    "overview": gettext_lazy("概况"),
    "check": gettext_lazy("对照规定"),
    "seats": gettext_lazy("席位和任期"),
    "members": gettext_lazy("党员和覆盖"),
    "areas": gettext_lazy("服务范围和活动"),
    "posts": gettext_lazy("党务岗位"),
    "history": gettext_lazy("沿革"),
}
TALLY = {
    SeatKind.STREET_MEMBER: gettext_lazy("本级委员"),
    SeatKind.FULL_TIME_MEMBER: gettext_lazy("专职委员"),
    SeatKind.UNIT_MEMBER: gettext_lazy("驻区单位"),
}
CHILDREN = 30
LINES = 30
SOON = timedelta(days=90)
TONES = {
    SeatState.INVITED: ("warn", "hourglass"), SeatState.CONFIRMED: ("work", "check"), SeatState.SEATED: ("good", "user-check"),
    SeatState.DECLINED: ("quiet", "circle-x"), SeatState.LEFT: ("quiet", "logout"),
}  # fmt: skip


def parts_of(org: Organisation) -> list[str]:
    """The parts that the page of this kind of organisation has."""
    known = ["overview"]
    if org.kind in PARTY:
        known += ["seats", "check"]
    elif org.kind in CHECKED:
        known.append("check")
    if org.kind in COUNTED | GROUPS or org.kind not in PARTY:
        known.append("members")
    if org.kind in GROUPS:
        known.append("areas")
    if org.kind not in PARTY and org.kind != Kind.SECTION:
        known.append("posts")
    return [*known, "history"]


@dataclass
class Record:
    """An organisation as its page shows it to this actor on this day."""

    org: Organisation
    actor: Actor
    day: date
    today: date

    @property
    def is_former(self) -> bool:
        return is_former(self.org, self.day)

    def part(self, name: str) -> dict[str, Any]:
        """What the part shows, with its buttons."""
        return getattr(self, name)() | {"acts": self.acts(name), "part": name}

    def acts(self, part: str) -> list[dict]:
        """What this person may do now in this part; nothing on a former organisation or another day."""
        if self.day != self.today or self.is_former:
            return []
        made = [one for verb in self._verbs(part) for one in self._buttons(verb)]
        return [*self._invitations(), *made] if part == "seats" else made

    def _buttons(self, verb: str) -> list[dict]:
        return buttons(self.actor, self.org, [verb], lambda one: reverse("desk:org_step", args=[self.org.pk, one]))

    def _verbs(self, part: str) -> list[str]:
        kind = self.org.kind
        verbs = {
            "overview": ["describe", "establish"],
            "check": [],
            "seats": ["begin_term"],
            "members": ["count", "transfer"],
            "areas": ["gather", "serve"],
            "posts": ["open_post"],
            "history": ["rename", "absorb", "split_off", "move_under", "close_down"],
        }[part]
        if part == "overview":
            verbs = ["describe"] if kind in GROUPS | {Kind.SECTION} else verbs
            verbs += ["set_superior"] if kind in PARTY else []
            verbs += ["characterise"] if kind == Kind.SECTION else []
        if part == "members" and kind in BRANCHES:
            verbs = ["record_coverage", *verbs]
        return verbs

    def _invitations(self) -> list[dict]:
        if not may(self.actor, self.org, "invite"):
            return []
        address = reverse("desk:org_step", args=[self.org.pk, "invite"])
        kinds = seat_kinds(self.org) if self.org.kind in COMMITTEES else seat_kinds(self.org)[:1]
        is_committee = self.org.kind in COMMITTEES
        words = {kind: INVITE_WORDS.get(kind, _("增加席位")) if is_committee else _("增加席位") for kind in kinds}
        return [{"word": words[kind], "url": f"{address}?kind={kind}", "icon": "plus", "tone": ""} for kind in kinds]

    # parts

    def overview(self) -> dict[str, Any]:
        """Facts, the place in the county's chain, what lies directly below."""
        below = list(children(self.org, self.day)[: CHILDREN + 1])
        superior = queries.superior_of(self.org, self.day) if self.org.kind in PARTY else None
        members = queries.members_in(self.org, self.day) if self.org.kind in COUNTED | GROUPS else None
        return {
            "facts": self._facts(superior, members),
            "children": below[:CHILDREN],
            "is_more": len(below) > CHILDREN,
            "chain": self._chain(),
            "has_sections": any(one.kind == Kind.SECTION for one in below),
        }

    def _chain(self) -> list[dict]:
        """The levels for the place of this body, if it is one of them."""
        if self.org.kind not in PARTY:
            return []
        bodies = queries.chain_bodies(self.org.place.code, self.day)
        if all(body is None or body.pk != self.org.pk for _level, body in bodies):
            return []
        return [
            {"order": level.order, "title": level.title, "body": body, "asked": True, "here": body == self.org}
            for level, body in bodies
        ]

    def check(self) -> dict[str, Any]:
        """What the rules find, the article, who decides, and the reasons given."""
        rows = [one for one in health(self.org.place.code, self.day, path=self.org.path) if one.org.pk == self.org.pk]
        may_explain = self.day == self.today and not self.is_former and may(self.actor, self.org, "explain")
        found = [
            finding
            for row in rows
            for finding in findings_shown(
                row.findings,
                row.org,
                decider=row.decider,
                reasons=row.explanations.values(),
                may_explain=may_explain,
            )
        ]
        return {"findings": found, "decider": rows[0].decider if rows else None}

    def _facts(self, superior: Organisation | None, members) -> list[tuple[str, Any]]:
        org = self.org
        section = getattr(org, "section", None) if org.kind == Kind.SECTION else None
        counted = _("正式{full}名，预备{probationary}名")
        return [
            (_("类别"), org.get_kind_display()),
            (_("服务地区"), org.place.name),
            (_("上级党组织"), superior),
            (_("单位级别"), org.get_unit_level_display() if org.unit_level else ""),
            (_("党员"), counted.format(full=members.full, probationary=members.probationary) if members else ""),
            (_("分管"), section and section.portfolio),
            (_("工作性质"), section and section.nature),
            (_("办公地点"), section and section.site),
            (_("电话"), org.phone),
            (_("地址"), org.address),
            (_("有人的时间"), org.hours),
            (_("信用代码"), org.credit_code),
            (_("设立"), org.valid_from.isoformat()),
            (_("到"), org.valid_to.isoformat() if org.valid_to else ""),
        ]

    def seats(self) -> dict[str, Any]:
        """Seats by kind with their states, and the terms."""
        rows = list(self.org.seats.select_related("unit__place").order_by("pk"))
        rows.sort(key=lambda one: (list(SEAT_KINDS).index(one.kind), one.pk))
        for one in rows:
            one.tone, one.icon = TONES[SeatState(one.state)]
            one.acts = self._seat_acts(one)
            one.is_ending = bool(one.term_to and one.term_to <= self.day + SOON and one.state == SeatState.SEATED)
            one.is_over = bool(one.term_to and one.term_to < self.day)
        return {
            "groups": _grouped([one for one in rows if one.state not in GONE]),
            "gone": [one for one in rows if one.state in GONE],
            "tally": self._tally(rows),
            "findings": self._committee_findings(),
            "terms": list(self.org.terms.order_by("-starts_on")[:5]),
        }

    def _committee_findings(self) -> list[dict]:
        """7+1+X: what is missing and who has not answered; branches show theirs with the other rules."""
        if self.org.kind != Kind.STREET_JOINT_COMMITTEE:
            return []
        reasons = self.org.explanations.filter(valid_from__lte=self.day, valid_to__gte=self.day)
        may_explain = self.day == self.today and may(self.actor, self.org, "explain")
        found = queries.committee_check(self.org, self.day).findings
        superior = queries.superior_of(self.org, self.day)
        return findings_shown(found, self.org, decider=superior, reasons=reasons, may_explain=may_explain)

    def _seat_acts(self, seat: Seat) -> list[dict]:
        if self.day != self.today or self.is_former:
            return []
        seat.body = self.org  # the rules ask for it
        return seat_acts(self.actor, seat)

    def _tally(self, rows: list[Seat]) -> list[dict]:
        """How many seats of each kind count, and how many units have not confirmed; only for committees of units."""
        if self.org.kind not in COMMITTEES:
            return []
        held = Counter(one.kind for one in rows if one.state in (SeatState.CONFIRMED, SeatState.SEATED))
        asked = Counter(one.kind for one in rows if one.state == SeatState.INVITED)
        return [{"word": word, "held": held[kind], "asked": asked[kind]} for kind, word in TALLY.items()]

    def members(self) -> dict[str, Any]:
        """Counts, and for a branch the units it covers, for a unit the branch that covers it."""
        shown: dict[str, Any] = {"total": queries.members_in(self.org, self.day)}
        shown["counts"] = list(self.org.headcounts.filter(counted_on__lte=self.day).order_by("-counted_on", "-pk")[:8])
        covered = Coverage.objects.on(self.day).filter(Q(branch=self.org) | Q(unit=self.org))
        rows = list(covered.select_related("branch", "unit"))
        counts = queries.members_of([one.unit for one in rows if one.branch_id == self.org.pk], self.day)
        for one in rows:
            one.members = counts.get(one.unit_id)
        return shown | {
            "covers": [one for one in rows if one.branch_id == self.org.pk],
            "covered_by": next((one for one in rows if one.unit_id == self.org.pk), None),
            "is_branch": self.org.kind in BRANCHES,
        }

    def areas(self) -> dict[str, Any]:
        """Grids or stairwells served, and what the group has done."""
        rows = list(self.org.areas.on(self.day).select_related("grid", "building"))
        verb = reverse("desk:org_step", args=[self.org.pk, "unserve"])
        may_end = bool(rows) and self.day == self.today and may(self.actor, self.org, "unserve")
        return {
            "areas": [
                {"word": area_words(one), "since": one.valid_from, "url": f"{verb}?area={one.pk}" if may_end else ""}
                for one in rows
            ],
            "gatherings": list(self.org.gatherings.filter(held_on__lte=self.day)[:12]),
        }

    def posts(self) -> dict[str, Any]:
        """Posts of party work in this unit on the day."""
        return {"posts": list(self.org.posts.on(self.day))}

    def history(self) -> dict[str, Any]:
        """Names it bore, what it came from and became, and the acts on it."""
        changes = Succession.objects.filter(Q(before=self.org) | Q(after=self.org)).select_related("before", "after")
        entries = list(Entry.objects.filter(subject=f"organisation:{self.org.pk}").order_by("-sequence")[:LINES])
        names = queries.names_of({one.org for one in entries if one.org})
        return {
            "namings": list(self.org.namings.order_by("-valid_from")),
            "changes": [_change(one, self.org) for one in changes],
            "entries": [_line(one, names) for one in entries],
        }


def _grouped(seats: list[Seat]) -> list[dict]:
    """Seats under the word of their kind, in the order in which they come."""
    return [
        {"word": SEAT_KINDS[SeatKind(kind)], "seats": list(group)}
        for kind, group in groupby(seats, lambda one: one.kind)
    ]


def seat_acts(actor: Actor, seat: Seat) -> list[dict]:
    """What this person may do with a seat; the words tell who speaks: the unit itself, or whoever invites it."""
    acts = buttons(
        actor,
        seat,
        ["confirm", "seat", "decline", "prolong", "vacate"],
        lambda verb: reverse("desk:seat_step", args=[seat.pk, verb]),
    )
    own = speaks_itself(actor, seat)
    words = {"confirm": _("登记回函"), "decline": _("登记不同意")} if not own else {"vacate": _("退出")}
    if seat.state == SeatState.INVITED:
        words["vacate"] = _("撤回邀请")
        acts = [one for one in acts if not (own and one["verb"] == "vacate")]
    for one in acts:
        one["word"] = words.get(one["verb"], one["word"])
    return acts


def _change(row: Succession, org: Organisation) -> dict:
    """One succession told from this side."""
    other, is_before = (row.after, True) if row.before_id == org.pk else (row.before, False)
    told = {
        (Change.MERGED, True): _("并入"), (Change.MERGED, False): _("并进来的"), (Change.SPLIT, True): _("分设出"),
        (Change.SPLIT, False): _("分设自"), (Change.MOVED, True): _("改隶后是"), (Change.MOVED, False): _("改隶前是"),
    }  # fmt: skip
    word = told.get((Change(row.change), is_before), CHANGES[Change(row.change)])
    return {"word": word, "other": other, "on": row.changed_on, "document": row.document}


def _line(entry: Entry, names: dict[str, str]) -> dict:
    verb = VERBS.get(entry.act.partition(".")[2])
    return {
        "verb": verb.told if verb else entry.act,
        "icon": verb.icon if verb else "circle-dot",
        "who": names.get(entry.org) or _("系统"),
        "at": entry.at,
    }
