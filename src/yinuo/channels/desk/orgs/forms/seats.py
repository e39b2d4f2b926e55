"""Forms of seats: inviting posts and units, confirming, taking office, longer terms, leaving."""

from uuid import uuid5

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Unfit
from yinuo.orgs import actions, policy
from yinuo.orgs.models import Organisation, Seat
from yinuo.orgs.words import (
    BRANCH_SEATS,
    COMMITTEES,
    GROUPS,
    PARTY,
    SEAT_KINDS,
    SOURCES,
    UNIT_SEATS,
    Kind,
    SeatKind,
    Source,
)

from ...matters.forms.step import day, fixed, words
from ..seeing import GONE
from .step import StepForm, document

OFFICES = frozenset({Kind.CITY, Kind.COUNTY, Kind.SUBDISTRICT, Kind.COMMUNITY, Kind.SECTION, Kind.SUPERVISION})
MOST_UNITS = 200
INVITE_WORDS = {
    SeatKind.STREET_MEMBER: gettext_lazy("增加本级委员"),
    SeatKind.FULL_TIME_MEMBER: gettext_lazy("增加专职委员"),
    SeatKind.UNIT_MEMBER: gettext_lazy("邀请驻区单位"),
}
TERM_FROM, TERM_TO = gettext_lazy("任期从"), gettext_lazy("任期到")


def seat_kinds(body: Organisation) -> list[SeatKind]:
    """The kinds of seats this body has."""
    if body.kind in COMMITTEES:
        allowed = UNIT_SEATS
    elif body.kind in GROUPS:
        allowed = {SeatKind.GROUP_LEADER}
    else:
        allowed = BRANCH_SEATS
    return [kind for kind in SEAT_KINDS if kind in allowed]


def units_near(body: Organisation, today) -> list[Organisation]:
    """Units that lie in the area of a committee and have no seat in a committee yet, by level and name."""
    seated = Seat.objects.filter(unit__isnull=False).exclude(state__in=GONE).values("unit")
    found = (
        Organisation.objects.on(today).filter(place__code__startswith=body.place.code).exclude(kind__in=PARTY | OFFICES)
    )
    return list(found.exclude(pk__in=seated).order_by("path")[:MOST_UNITS])


class Invite(StepForm):
    """Seats of one kind: posts one a line, or units ticked, or one seat of a branch committee with its source."""

    verb, after = "invite", gettext_lazy("席位已经增加。")
    kind = forms.CharField(widget=forms.HiddenInput)
    posts = words(gettext_lazy("由哪些岗位担任"), rows=7, help_text=gettext_lazy("一行一个岗位，只写岗位，不写姓名。"))
    units = forms.TypedMultipleChoiceField(
        label=gettext_lazy("请哪些驻区单位"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=(),
        help_text=gettext_lazy("单位自己确认以后才算数。一个单位只能参加一个街道的联合党工委。"),
    )  # fmt: skip
    post = forms.CharField(
        label=gettext_lazy("由什么岗位担任"), max_length=60, help_text=gettext_lazy("写岗位，不写姓名。")
    )
    source = fixed(
        gettext_lazy("从哪里来"), Source, SOURCES, required=False, help_text=gettext_lazy("只统计构成，不评价个人。")
    )
    is_business_head = forms.BooleanField(label=gettext_lazy("书记同时是业务负责人（一肩挑）"), required=False)
    is_full_time = forms.BooleanField(label=gettext_lazy("专职"), required=False)
    term_from = day(TERM_FROM, required=False)
    term_to = day(TERM_TO, required=False)

    def arrange(self):
        allowed = seat_kinds(self.subject)
        asked = (self.data.get("kind") if self.is_bound else self.asked.get("kind")) or allowed[0].value
        self.seat_kind = SeatKind(asked) if asked in allowed else allowed[0]
        self.initial["kind"] = self.seat_kind.value
        if self.seat_kind == SeatKind.UNIT_MEMBER:
            self._arrange_units()
            self._keep("kind", "units", "post", "term_from", "term_to")
        elif self.seat_kind in UNIT_SEATS:
            self._keep("kind", "posts", "term_from", "term_to")
        else:
            self.fields["kind"] = fixed(gettext_lazy("什么席位"), SeatKind, SEAT_KINDS, only=allowed, radio=False)
            self._keep("kind", "post", "source", "is_business_head", "is_full_time", "term_from", "term_to")
        if self.subject.kind in GROUPS:
            del self.fields["source"], self.fields["is_business_head"], self.fields["is_full_time"]

    def _keep(self, *names: str) -> None:
        for name in set(self.fields) - {*names, "key", "seen"}:
            del self.fields[name]

    def _arrange_units(self):
        self.near = {one.pk: one for one in units_near(self.subject, self.today)}
        label = "{name}（{level}）"
        self.fields["units"].choices = [
            (pk, label.format(name=one.name, level=one.get_unit_level_display()) if one.unit_level else one.name)
            for pk, one in self.near.items()
        ]
        self.initial.setdefault("post", _("党组织负责人"))
        if not self.near:
            sentence = _("这个街道没有还能邀请的驻区单位。先在街道办事处下面增设驻区单位，再来邀请。")
            self.hint(sentence, tone="warning")

    @property
    def word(self):
        if self.subject.kind in COMMITTEES:
            return INVITE_WORDS[self.seat_kind]
        return super().word

    def clean_posts(self) -> list[str]:
        lines = [line.strip() for line in self.cleaned_data["posts"].splitlines() if line.strip()]
        if too_long := next((line for line in lines if len(line) > 60), None):
            raise forms.ValidationError(_("“{line}…”太长了，一个岗位最多60个字。").format(line=too_long[:20]))
        return lines

    def seats(self) -> list[dict]:
        """What is given to each act of inviting."""
        cleaned = self.cleaned_data
        term = {name: cleaned[name] for name in ("term_from", "term_to") if cleaned.get(name)}
        common = {"kind": self.seat_kind} | term
        if self.seat_kind == SeatKind.UNIT_MEMBER:
            return [common | {"post": cleaned["post"], "unit": self.near[pk]} for pk in cleaned["units"]]
        if self.seat_kind in UNIT_SEATS:
            full = {"is_full_time": True} if self.seat_kind == SeatKind.FULL_TIME_MEMBER else {}
            return [common | full | {"post": post} for post in cleaned["posts"]]
        own = ("kind", "post", "source", "is_business_head", "is_full_time")
        return [common | {name: cleaned[name] for name in own if cleaned.get(name)}]

    def perform(self):
        """All of them or none."""
        try:
            with transaction.atomic():
                for number, given in enumerate(self.seats()):
                    actions.invite(self.subject, self.actor, key=uuid5(self.form_key, str(number)), **given)
        except Unfit as problem:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
            return None
        return self.subject


def speaks_itself(actor: Actor, seat: Seat) -> bool:
    """Whether the unit's own handler answers, and not whoever invites."""
    return policy.speaks_for(actor, seat.unit) and policy.may_shape(actor, seat.body) is not None


def reply() -> forms.CharField:
    """The unit's answer on paper, when a worker records it."""
    return forms.CharField(
        label=gettext_lazy("单位书面回复的文号或日期"),
        max_length=120,
        help_text=gettext_lazy("例如：示税函〔2026〕3号。"),
    )


class Confirm(StepForm):
    """The unit agrees; or a worker records its reply on paper."""

    verb, after = "confirm", gettext_lazy("已经确认，这个席位从现在起算数。")
    reply = reply()

    def arrange(self):
        unit = self.subject.unit
        if speaks_itself(self.actor, self.subject):
            del self.fields["reply"]
            sentence = _("确认后，{unit}参加“{body}”，由{post}担任委员。")
            self.hint(sentence.format(unit=unit.name, body=self.subject.body.name, post=self.subject.post))
        else:
            self.hint(_("这里代单位登记书面答复；单位自己登录确认时不用填。"))


class Decline(StepForm):
    verb, after = "decline", gettext_lazy("已经答复：不参加。")
    reply = reply()
    note = forms.CharField(label=gettext_lazy("原因"), max_length=200, required=False)

    def arrange(self):
        if speaks_itself(self.actor, self.subject):
            del self.fields["reply"]


class TakeSeat(StepForm):
    verb = "seat"
    term_from = day(TERM_FROM)
    term_to = day(TERM_TO)

    def arrange(self):
        self.initial.setdefault("term_from", self.subject.term_from or self.today)
        if self.subject.term_to:
            self.initial.setdefault("term_to", self.subject.term_to)


class Prolong(StepForm):
    verb = "prolong"
    term_to = day(gettext_lazy("任期延长到"))
    document = document()

    def arrange(self):
        if self.subject.term_to:
            self.hint(_("现在的任期到 {day}。").format(day=self.subject.term_to))


class Vacate(StepForm):
    verb, after = "vacate", gettext_lazy("席位已经空出。")
    note = forms.CharField(label=gettext_lazy("说明"), max_length=200, required=False)
