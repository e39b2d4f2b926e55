"""The forms of the burden register: ask for figures, review, say why what is held does not serve, answer a complaint."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties import actions
from yinuo.duties.actions.burden import LEVELS
from yinuo.duties.rules.burden import LONGEST_VALID
from yinuo.duties.words.burden import FINDINGS, FREQUENCIES, Finding, Frequency
from yinuo.orgs.models import Kind, Organisation
from yinuo.orgs.words import KINDS

from ..matters.forms.step import day, fixed
from ..matters.forms.step import words as sentences
from ..orgs.forms.step import OrganisationField, document
from ..orgs.forms.step import StepForm as Step
from .verbs import VERBS


class StepForm(Step):
    """The form of one verb of the burden register."""

    area = "duties"
    actions = actions
    verbs = VERBS


class RequestFigures(StepForm):
    verb = "request_figures"
    title = forms.CharField(label=gettext_lazy("这张表叫什么"), max_length=80)
    lines = forms.CharField(
        label=gettext_lazy("要哪些数、哪些栏目（一行一项）"), widget=forms.Textarea(attrs={"rows": 6}),
        help_text=gettext_lazy("系统里已经有的、别的单位正在要的，交上就退回，并告诉您在哪里取。"),
    )  # fmt: skip
    levels = forms.TypedMultipleChoiceField(
        label=gettext_lazy("向哪一级要"), required=False, coerce=Kind, widget=forms.CheckboxSelectMultiple,
        choices=[(kind.value, KINDS[kind]) for kind in LEVELS],
    )  # fmt: skip
    unit = OrganisationField(label=gettext_lazy("只向一个单位要的，写是哪个"), required=False)
    basis = document()
    why = sentences(gettext_lazy("现有的数据为什么不能用"), rows=3, most=500)
    frequency = fixed(gettext_lazy("多久要一次"), Frequency, FREQUENCIES)
    until = day(gettext_lazy("要到哪天为止"), help_text=gettext_lazy("最长一年，到期自己结束。"))

    def arrange(self):
        county = self.subject.place.code[:6]
        self.fields["unit"].arrange(
            Organisation.objects.on(self.today).filter(place__code__startswith=county).order_by("path")
        )
        self.initial.setdefault("until", self.today + timedelta(days=LONGEST_VALID // 2))

    def clean_lines(self):
        return [line for line in self.cleaned_data["lines"].splitlines() if line.strip()]

    def given(self):
        given = super().given()
        unit = given.pop("unit", None)
        return given | ({"units": [unit]} if unit else {})


class ContestRequest(StepForm):
    verb = "contest_request"
    reason = sentences(
        gettext_lazy("逐项写明现有数据为什么不能用"), rows=4, most=500,
        help_text=gettext_lazy("系统是按字面认的，可能认错。写明以后由减负办的人来审。"),
    )  # fmt: skip


class ApproveRequest(StepForm):
    verb = "approve_request"
    expires_on = day(gettext_lazy("同意到哪天"), help_text=gettext_lazy("到期自己结束，不用再办。"))
    text = sentences(gettext_lazy("附加的话"), rows=2, most=500, required=False)

    def arrange(self):
        self.initial.setdefault("expires_on", self.subject.wanted_until)
        closed = [line.text for line in self.subject.lines.exclude(standing="open")]
        if closed:
            self.hint(_("这几项不在同意的范围里：{lines}。").format(lines="、".join(closed)), tone="warning")


class RefuseRequest(StepForm):
    verb = "refuse_request"
    reason = sentences(gettext_lazy("为什么不同意"), rows=3, most=500)


class EndRequest(StepForm):
    verb, after = "end_request", gettext_lazy("已经结束，不用再报。")
    reason = sentences(gettext_lazy("为什么不要了"), rows=2, most=300, required=False)


class NameReliefOffice(StepForm):
    verb = "name_relief_office"
    document = document()


class AnswerComplaint(StepForm):
    verb, after = "answer_complaint", gettext_lazy("已经答复，投诉的人凭单号看得到。")
    finding = fixed(gettext_lazy("查下来"), Finding, FINDINGS)
    answer = sentences(
        gettext_lazy("答复"), rows=5, most=2000, help_text=gettext_lazy("查了什么、怎么处理、从哪天起。不写谁投诉的。")
    )

    def arrange(self):
        self.hint(self.subject.words, heading=_("投诉的原话"))


def by_verb(*kinds: type[StepForm]) -> dict[str, type[StepForm]]:
    """Forms by their verbs."""
    return {one.verb: one for one in kinds}


NEW_FORMS = by_verb(RequestFigures, NameReliefOffice)
REQUEST_FORMS = by_verb(ContestRequest, ApproveRequest, RefuseRequest, EndRequest)
COMPLAINT_FORMS = by_verb(AnswerComplaint)
