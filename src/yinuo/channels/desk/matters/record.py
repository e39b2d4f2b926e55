"""One matter as its page shows it: facts, promises, truths, evidence, history, and what I may do now."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Prefetch, Q, QuerySet, prefetch_related_objects
from django.db.models.functions import Left
from django.urls import reverse
from django.utils.translation import gettext as _

from yinuo.kernel import privacy
from yinuo.kernel.actor import Actor
from yinuo.kernel.calendar import Calendar
from yinuo.matters import policy, queries
from yinuo.matters.flow import DONE
from yinuo.matters.models import Escalation, Evidence, Matter, Suggestion
from yinuo.matters.words import INTAKES, KINDS, METHODS, OUTCOMES, RATINGS, Kind, Outcome, Rating, State
from yinuo.places.models import Place
from yinuo.places.queries import calendar

from .forms.step import percent
from .history import Line, lines
from .showing import STANDING_STILL, day, days_left, due_words
from .verbs import NEXT, STANDING, VERBS

ADVISED = frozenset({State.RECEIVED, State.REGISTERED, State.ACCEPTED, State.REFUSED, State.TRANSFERRED})
"""States in which suggestions still help."""


@dataclass
class Record:
    """What the page of one matter shows. Nine queries at most, whatever the rows."""

    matter: Matter
    actor: Actor
    now: datetime
    moments: list[queries.Moment] = field(default_factory=list)
    promises: list = field(default_factory=list)
    evidences: list[Evidence] = field(default_factory=list)
    suggestions: list[Suggestion] = field(default_factory=list)
    related: list[Matter] = field(default_factory=list)
    table: Calendar | None = None

    @classmethod
    def of(cls, matter: Matter, actor: Actor, now: datetime) -> "Record":
        """Everything the page needs."""
        record = cls(matter, actor, now, moments=queries.timeline(matter, audience="desk"))
        if matter.dispatched_at:
            record.promises = list(matter.promises.select_related("office"))
        record.evidences = list(matter.evidences.select_related("org"))
        alike = Evidence.objects.select_related("matter").only("at", "matter__number")
        prefetch_related_objects([one for one in record.evidences if one.resembles_id], Prefetch("resembles", alike))
        if matter.state in ADVISED:
            shown = matter.suggestions.filter(is_dismissed=False)
            record.suggestions = list(shown.select_related("category", "org", "other"))
        record.related = _near(matter)
        if matter.due_at and matter.state not in STANDING_STILL:
            record.table = calendar()
        return record

    @property
    def seen(self) -> int:
        """The newest entry of the chain that this page shows."""
        return self.moments[-1].entry.sequence if self.moments else 0

    def lines(self) -> list[Line]:
        """The history, newest first."""
        return lines(self.moments, self.matter)

    def words(self) -> str:
        """The raiser's own words."""
        return words_for(self.actor, self.matter)

    def left(self) -> dict[str, str]:
        """What is left of the due, in words."""
        return due_words(self.matter.due_at, self.now, self.table) if self.table else {}

    def cards(self) -> list[dict]:
        """Promise cards, newest first; the first due of each never disappears."""
        reasons = [m.words.get("reason", "") for m in self.moments if m.verb == "ask_extension"]
        return [self._card(one, reasons[-1] if reasons else "") for one in reversed(self.promises)]

    def _card(self, promise, reason: str) -> dict:
        left, unit = None, "working"
        if promise.kept_at is None and self.table:
            left, unit = days_left(promise.due_at, self.now, self.table)
            left = min(left, -1) if promise.due_at < self.now else left
        return {
            "office": promise.office.name,
            "stage": promise.stage,
            "text": promise.text,
            "made_on": promise.at,
            "first_due_on": promise.first_due_at,
            "due_on": promise.due_at,
            "extension_reason": reason or _("等待期间不计入期限"),
            "kept_on": promise.kept_at,
            "left": left,
            "unit": unit,
        }

    def open_stages(self) -> list[str]:
        """Stages promised and not yet done."""
        return [one.stage for one in self.promises if one.stage and one.kept_at is None]

    def questions(self) -> list[dict]:
        """What is asked about photos that resemble one of another matter and are not yet explained."""
        sentence = _("{day}添加的照片，与事项 {number} 在{other}的照片相近，请说明。这是一个问题，不是指责。")
        return [
            {
                "sentence": sentence.format(
                    day=day(one.at), number=one.resembles.matter.number, other=day(one.resembles.at)
                ),
                "url": f"{reverse('desk:step', args=[self.matter.number, 'explain'])}?evidence={one.pk}",
            }
            for one in self.evidences
            if one.resembles_id and not one.answer
        ]

    def photos(self) -> list[dict]:
        """Evidence that is a picture, for partials/photo_list.html."""
        return [
            {
                "url": reverse("desk:photo", args=[one.pk]),
                "words": one.note or _(METHODS.get(one.kind, one.kind)),
                "at": one.captured_at or one.at,
                "who": _("诉求人") if one.is_raisers else (one.org.name if one.org else ""),
            }
            for one in self.evidences
            if one.media_type.startswith("image/")
        ]

    def papers(self) -> list[dict]:
        """Other evidence: documents to download, and what is told in words."""
        return [
            {
                "url": reverse("desk:photo", args=[one.pk]) if one.file else "",
                "word": _(METHODS.get(one.kind, one.kind)),
                "note": one.note,
                "at": one.at,
                "who": _("诉求人") if one.is_raisers else (one.org.name if one.org else ""),
            }
            for one in self.evidences
            if not one.media_type.startswith("image/")
        ]

    def advice(self) -> list[dict]:
        """Suggestions with their probability; they are only suggestions."""
        return [_advice(one) for one in self.suggestions if one.about != Suggestion.DUPLICATE]

    def duplicates(self) -> list[dict]:
        """Earlier matters that this one may repeat."""
        return [_advice(one) for one in self.suggestions if one.about == Suggestion.DUPLICATE]

    def hops(self) -> list[dict]:
        """How it went up the chain and down again, in words: {raised, given, due_at, came_back}."""
        return [_hop(one) for one in queries.hops(self.matter)]

    def parts(self) -> list[Matter]:
        """The matters given to helping offices."""
        return [one for one in self.related if one.lead_id == self.matter.pk]

    def merged(self) -> list[Matter]:
        """The matters that say the same."""
        return [one for one in self.related if one.merged_into_id == self.matter.pk]

    def truths(self) -> dict:
        """The three truths in the shape of partials/three_truths.html."""
        return {"office": self._office_says(), "resident": self._resident_says(), "check": self._check_says()}

    def _office_says(self) -> dict | None:
        matter = self.matter
        who = matter.office.name if matter.office else ""
        if matter.resolved_at:
            said = "no" if matter.outcome == Outcome.UNRESOLVABLE else "yes"
            return {"said": said, "on": matter.resolved_at, "who": who, "note": _(OUTCOMES.get(matter.outcome, ""))}
        return {"said": "waiting", "who": who} if matter.office_id else None

    def _resident_says(self) -> dict | None:
        matter = self.matter
        if matter.rating == Rating.NOT_RATED:
            return {"said": "waiting"} if matter.state in DONE else None
        said = "no" if matter.rating == Rating.UNSATISFIED else "yes"
        return {"said": said, "note": _(RATINGS[Rating(matter.rating)])}

    def _check_says(self) -> dict | None:
        checks = [m for m in self.moments if m.verb in ("verify", "send_back", "look_back", "rebound")]
        if self.matter.state == State.RESOLVED:
            return {"said": "waiting"}
        if not checks:
            return None
        last = checks[-1]
        said = "yes" if last.verb in ("verify", "look_back") else "no"
        return {"said": said, "on": last.entry.at, "who": last.office, "note": VERBS[last.verb].told}

    def gap(self) -> str:
        """The difference between the truths, in a sentence."""
        told = {name: (one or {}).get("said") for name, one in self.truths().items()}
        if told["office"] == "yes" and told["resident"] == "no":
            return _("单位说办完了，诉求人说没办好。两种说法都公开。")
        if told["check"] == "no":
            return _("另一单位查过，没有办好。")
        return ""

    def facts(self) -> list[tuple[str, str]]:
        """Facts in pairs."""
        matter = self.matter
        place = " ".join([*matter.place_line, matter.address]).strip()
        return [
            (_("类型"), _(KINDS.get(matter.kind, matter.kind))),
            (_("分类"), matter.category.full_name if matter.category else _("还没有登记")),
            (_("紧急程度"), matter.get_urgency_display() if matter.urgency != "normal" else ""),
            (_("来源"), _(INTAKES.get(matter.intake, matter.intake))),
            (_("外部编号"), matter.source_number if matter.source not in ("", "part", "ask") else ""),
            (_("地点"), place),
            (_("承办"), matter.office.name if matter.office else _("还没有派单")),
            (
                _("首接"),
                matter.first_office.name
                if matter.first_office_id and matter.first_office_id != matter.office_id
                else "",
            ),
            (
                _("公开"),
                _("已公开") if matter.is_public else (_("没有公开") if matter.wants_public else _("诉求人不同意公开")),
            ),
            (_("重办"), _("第{n}次重办").format(n=matter.reopened) if matter.reopened else ""),
            (_("结果"), _(OUTCOMES.get(matter.closed_reason or matter.outcome, ""))),
            (_("诉求人"), self._raiser()),
        ]

    def _raiser(self) -> str:
        raiser = getattr(self.matter, "raiser", None)
        if raiser is None:
            return _("没有留联系方式，凭单号联系")
        if raiser.erased_at:
            return _("联系方式已按诉求人要求删除")
        if policy.may_unmask(self.actor, self.matter):
            return _("不显示")
        told = [raiser.called, f"***{raiser.phone_tail}" if raiser.phone_tail else ""]
        if raiser.is_proxy:
            told.append(_("代办人（{relation}）").format(relation=raiser.proxy_relation or _("关系未写")))
        return " ".join(one for one in told if one)

    def acts(self) -> tuple[list[dict], list[dict]]:
        """Buttons: those of the flow with the natural next one first, then the standing ones."""
        verbs = [verb for verb in queries.steps_for(self.actor, self.matter) if self._makes_sense(verb)]
        if self.questions() and "attach" in verbs:
            verbs.append("explain")
        first = self._next(verbs)
        flow = [verb for verb in verbs if verb not in STANDING]
        flow.sort(key=lambda verb: (verb != first, VERBS[verb].tone == "danger"))
        standing = [verb for verb in STANDING if verb in verbs]
        return [self._button(v, first) for v in flow], [self._button(v, first) for v in standing]

    def _next(self, verbs: list[str]) -> str:
        natural = NEXT.get(State(self.matter.state), "")
        if natural == "resolve":
            if "decide_extension" in verbs:
                return "decide_extension"
            if not self.promises:
                return "promise"
            if "finish_stage" in verbs:
                return "finish_stage"
        return natural

    def _button(self, verb: str, first: str) -> dict:
        known = VERBS[verb]
        url = reverse("desk:step", args=[self.matter.number, verb])
        return {
            "word": known.button,
            "url": url,
            "icon": known.icon,
            "tone": "primary" if verb == first else known.tone,
            "direct": False,
        }

    def _makes_sense(self, verb: str) -> bool:
        """Whether the rows of this matter leave anything to do; the act itself still decides."""
        return bool(VERBS[verb].button) and SENSIBLE.get(verb, lambda _record: True)(self)

    def pending_extension(self) -> bool:
        """Whether an extension waits for its decision."""
        asked = sum(m.verb == "ask_extension" for m in self.moments)
        return asked > sum(m.verb == "decide_extension" for m in self.moments)

    def has_contact(self) -> bool:
        """Whether a raiser's contact is kept."""
        raiser = getattr(self.matter, "raiser", None)
        return raiser is not None and raiser.erased_at is None


def _hop(hop: Escalation) -> dict:
    given = _("交办给{office}").format(office=hop.assigned_office.name) if hop.assigned_office else ""
    return {
        "raised": _("{one}上报给{other}").format(one=hop.from_office.name, other=hop.to_office.name),
        "at": hop.at,
        "given": given,
        "given_at": hop.assigned_at,
        "due_at": hop.due_at,
        "came_back": hop.returned_at,
    }


def _may_extend(record: Record) -> bool:
    matter = record.matter
    in_time = matter.due_at is not None and record.now <= matter.due_at
    return (
        in_time and not record.pending_extension() and any(not p.stage and p.kept_at is None for p in record.promises)
    )


def _may_resolve(record: Record) -> bool:
    return bool(record.promises) and not record.open_stages()


def _is_time_to_look(record: Record) -> bool:
    matter = record.matter
    return matter.held_at is None and matter.look_back_on is not None


SENSIBLE = {
    "finish_stage": lambda record: bool(record.open_stages()),
    "ask_extension": _may_extend,
    "decide_extension": Record.pending_extension,
    "resolve": _may_resolve,
    "look_back": _is_time_to_look,
    "rebound": _is_time_to_look,
    "publish": lambda record: not record.matter.is_public and record.matter.wants_public,
    "unpublish": lambda record: record.matter.is_public,
    "unmask": lambda record: record.has_contact() and bool(record.matter.raiser.phone_tail),
    "forget": Record.has_contact,
    "urge": lambda record: record.matter.office_id is not None and record.matter.state not in DONE,
}


def _advice(one: Suggestion) -> dict:
    if one.about == Suggestion.CATEGORY:
        word, about = one.category.full_name, _("分类")
    elif one.about == Suggestion.OFFICE:
        word, about = one.org.name, _("单位")
    else:
        word, about = f"{one.other.number} {one.other.title}", _("重复")
    url = reverse("desk:matter", args=[one.other.number]) if one.other_id else ""
    return {"about": about, "word": word, "percent": percent(one), "reason": one.reason, "url": url}


def words_for(actor: Actor, matter: Matter) -> str:
    """The raiser's words as they were said; in a tip, without numbers for those from whom the raiser is kept secret."""
    if matter.kind != Kind.REPORT_TIP or policy.may_unmask(actor, matter) is None:
        return matter.words
    return privacy.mask(matter.words, [one for one in privacy.scan(matter.words) if not one.is_weak])


def _near(matter: Matter) -> list[Matter]:
    """What was split off or merged into it; what it was itself split off or merged into is put in its own place."""
    above = [pk for pk in (matter.lead_id, matter.merged_into_id) if pk]
    found = Matter.objects.filter(Q(lead=matter) | Q(merged_into=matter) | Q(pk__in=above)).select_related("office")
    rows = list(found.only("number", "title", "state", "lead", "merged_into", "office__name")[: 50 + len(above)])
    known = {one.pk: one for one in rows}
    matter.lead, matter.merged_into = known.get(matter.lead_id), known.get(matter.merged_into_id)
    return [one for one in rows if one.pk not in above]


def mine(actor: Actor) -> QuerySet[Matter]:
    """The matters that are this actor's work, bare."""
    return Matter.objects.filter(Q() if actor.is_house else queries.works_on(actor)).defer("search")


def matters_for(actor: Actor):
    """The matters that are this actor's work, with what a page of one needs. What is merely public is not work."""
    lengths = (6, 9, 12)
    line = Place.objects.filter(code__in=[Left(OuterRef("place_code"), n) for n in lengths]).order_by("code")
    return (
        mine(actor)
        .select_related("place", "office", "first_office", "category", "raiser")
        .annotate(place_line=ArraySubquery(line.values("name")))
    )
