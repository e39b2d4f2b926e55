"""Registering for somebody who telephones, comes in or writes: one form, and as much of the way as is already clear."""

from uuid import uuid5

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy

from yinuo.channels.forms import ActForm
from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.errors import Unfit
from yinuo.matters import actions
from yinuo.matters.actions.intake import LONGEST, slip_for
from yinuo.matters.models import Matter
from yinuo.matters.policy import DESK
from yinuo.matters.words import INTAKES, KINDS, URGENCIES, Emergency, Intake, Kind, Urgency
from yinuo.places.models import Place

from .intake import EMERGENCIES
from .step import CategoryField, fixed, words

ON_BEHALF = (
    Intake.PHONE,
    Intake.VISIT,
    Intake.PAPER,
    Intake.LISTENING_DAY,
    Intake.SUGGESTION_BOX,
    Intake.PATROL,
    Intake.HOTLINE,
    Intake.MAILBOX,
)
MOST_PLACES = 1500
FIRST = ("service", "words", "place", "address", "intake")
CONTACT = ("called", "phone", "has_consented", "is_proxy", "proxy_relation", "wants_public")
FURTHER = ("category", "kind", "urgency", "text")


class RegisterOnBehalf(ActForm):
    """What the resident says, where, how to be reached; optionally category and an answer on the spot."""

    service = fixed(
        gettext_lazy("正有危险？已经打了哪个紧急电话"),
        Emergency,
        EMERGENCIES,
        radio=False,
        required=False,
        empty_value=None,
        help_text=gettext_lazy("没有危险就不选。有危险的，先打110、119、120、122，再来登记。"),
    )
    words = words(
        gettext_lazy("诉求人的原话"), rows=5, most=LONGEST, help_text=gettext_lazy("照说的记，方言也照记。以后不能改。")
    )
    place = forms.ModelChoiceField(label=gettext_lazy("在哪个社区、网格"), queryset=Place.objects.none())
    address = forms.CharField(label=gettext_lazy("具体地点"), max_length=200, required=False)
    intake = fixed(gettext_lazy("怎么来的"), Intake, INTAKES, only=ON_BEHALF, radio=False)
    called = forms.CharField(
        label=gettext_lazy("怎么称呼"),
        max_length=40,
        required=False,
        help_text=gettext_lazy("例如“王大妈”，不用写全名。"),
    )
    phone = forms.CharField(
        label=gettext_lazy("联系电话"), max_length=30, required=False, widget=forms.TextInput(attrs={"type": "tel"})
    )
    has_consented = forms.BooleanField(label=gettext_lazy("本人同意留下电话、同意就这件事联系他"), required=False)
    is_proxy = forms.BooleanField(label=gettext_lazy("来说的人是替别人说的"), required=False)
    proxy_relation = forms.CharField(label=gettext_lazy("和本人是什么关系"), max_length=40, required=False)
    wants_public = forms.BooleanField(label=gettext_lazy("本人同意公开这件事（不公开姓名和电话）"), required=False)
    category = CategoryField(required=False, help_text=gettext_lazy("选了分类，就同时登记并受理。"))
    kind = fixed(gettext_lazy("类型"), Kind, KINDS, radio=False, initial=Kind.HELP_REQUEST.value)
    urgency = fixed(gettext_lazy("紧急程度"), Urgency, URGENCIES, radio=False, initial=Urgency.NORMAL.value)

    def __init__(self, *args, actor: Actor, now, **given):
        super().__init__(*args, **given)
        self.actor, self.now = actor, now
        self.places = self._places()
        self.fields["place"].queryset = Place.objects.filter(pk__in=[one.pk for one in self.places])
        self.fields["place"].choices = [("", gettext_lazy("请选择")), *((one.pk, _named(one)) for one in self.places)]
        if len(self.places) == 1:
            self.initial.setdefault("place", self.places[0].pk)
        if actor.holds(*DESK):
            self.fields["category"].arrange(now.date())
            self.fields["text"] = words(
                gettext_lazy("当场答复"), rows=3, required=False,
                help_text=gettext_lazy("当场就说清楚了的，写下答复，这件事就办结，等别的单位核实。"),
            )  # fmt: skip
        else:
            del self.fields["category"]

    def _places(self) -> list[Place]:
        codes = {grant.place for grant in self.actor.granted(*DESK)}
        if not codes and self.actor.holds(Role.HANDLER):
            codes = {""}
        found: list[Place] = []
        for code in sorted(codes):
            levels = LEVELS if len(code) >= COMMUNITY else LEVELS[:1]
            found += Place.objects.under(code).on(self.now.date()).filter(level__in=levels)[:MOST_PLACES]
        return found

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("phone") and not cleaned.get("has_consented"):
            self.add_error("has_consented", gettext_lazy("留电话要先征得本人同意；不同意就不要填电话，凭单号也能查。"))
        if cleaned.get("is_proxy") and not cleaned.get("has_consented"):
            self.add_error("has_consented", gettext_lazy("代别人反映，要先征得本人同意。"))
        if cleaned.get("text") and not cleaned.get("category"):
            self.add_error("category", gettext_lazy("当场答复的，请选择分类。"))
        return cleaned

    def part(self, names) -> list[forms.BoundField]:
        """The fields of one section of the page."""
        return [self[name] for name in names if name in self.fields]

    @property
    def sections(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields in the order of a conversation."""
        told = (
            (gettext_lazy("说的是什么"), FIRST),
            (gettext_lazy("怎么联系"), CONTACT),
            (gettext_lazy("接下来"), FURTHER),
        )
        return [(word, self.part(names)) for word, names in told]

    def perform(self) -> Matter | None:
        """Raise, and register, accept, transfer or answer as far as told; all or nothing. The matter carries `slip`."""
        try:
            with transaction.atomic():
                return self._perform()
        except Unfit as problem:
            self.add_error(problem.field if problem.field in self.fields else None, problem.sentence)
            return None

    def _perform(self) -> Matter:
        given, key = dict(self.cleaned_data), self.form_key
        further = {name: given.pop(name, None) for name in ("category", "text", "service", "seen", "key")}
        place = given.pop("place")
        slip = slip_for(key) if key else ""
        matter = actions.raise_(place, self.actor, key=key, slip=slip, **given)
        if slip:
            matter.slip = slip
        steps = self._steps(further, given)
        for verb, told in steps:
            getattr(actions, verb)(matter, self.actor, key=key and uuid5(key, verb), **told)
        return matter

    def _steps(self, further: dict, given: dict) -> list[tuple[str, dict]]:
        steps: list[tuple[str, dict]] = []
        if further["category"]:
            told = {"category": further["category"], "kind": given["kind"], "urgency": given["urgency"]}
            steps.append(("register", told))
        if further["service"]:
            steps.append(("transfer", {"service": further["service"]}))
        if further["text"]:
            steps.append(("answer", {"text": further["text"]}))
        elif further["category"]:
            steps.append(("accept", {}))
        return steps


COMMUNITY = 12
"""Characters of a community's code; whoever works in a wider area chooses the community only."""

LEVELS = ("community", "grid", "building")
INDENT = {"grid": "　", "building": "　　"}


def _named(place: Place) -> str:
    return f"{INDENT.get(place.level, '')}{place.name}"
