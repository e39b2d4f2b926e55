"""Forms from the freezing of the terms to the published result."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.actions.casting import expected
from yinuo.evaluation.models import Ballot
from yinuo.evaluation.words import FORMS, Form

from ...matters.forms.step import fixed, words
from .step import StepForm


class Freeze(StepForm):
    verb, after = "freeze", gettext_lazy("细则、档次、计分规则和保管人都已经冻结。")

    def arrange(self):
        rubric = self.subject.rubric
        said = _("用的细则：{name}，指纹{digest}…。冻结以后，档次、去掉几个最高最低、最少票数、校正办法都不能再改。")
        self.hint(said.format(name=rubric, digest=rubric.digest[:12]), tone="warning")


class Begin(StepForm):
    verb, after = "begin", gettext_lazy("打分已经开始，评委可以投票了。")

    def arrange(self):
        self.hint(_("从现在起评委可以投票，每个单位（点位）一张，封好以后不能改。"))


class Seal(StepForm):
    verb, after = "seal", gettext_lazy("已经封票，不再收票。")
    note = words(gettext_lazy("缺票的原因"), rows=3, most=300, required=False)

    def arrange(self):
        due = expected(self.subject)
        cast = Ballot.objects.filter(judge__assessment=self.subject).count()
        if cast >= due:
            self.hint(_("{n}张票都到了。封票以后不再收票。").format(n=cast))
        else:
            said = _("应到{due}张，到了{cast}张，还缺{n}张。封票以后再来的票一律不计。请写明原因，会一直留在记录里。")
            self.hint(said.format(due=due, cast=cast, n=due - cast), tone="warning")
            self.fields["note"].required = True


class Exclude(StepForm):
    """One ballot does not count, by a decision; the list names ballots without their content."""

    verb, after = "exclude", gettext_lazy("已经决定这张票不计。重新计分以后才反映在结果里。")
    ballot = forms.TypedChoiceField(label=gettext_lazy("哪张票"), coerce=int)
    why = words(
        gettext_lazy("为什么不计"),
        rows=3,
        most=300,
        help_text=gettext_lazy("写明依据和事实，例如：第2号异议成立，评委当天没有到这个点位。"),
    )

    def arrange(self):
        found = Ballot.objects.filter(judge__assessment=self.subject, excluded="").select_related(
            "judge", "subject__org", "part"
        )
        self.known = {one.pk: one for one in found.order_by("subject__org__path", "judge__code", "pk")}
        rows = [(pk, ballot_name(one)) for pk, one in self.known.items()]
        self.fields["ballot"].choices = [("", _("请选择")), *rows]
        self.initial.setdefault("ballot", self.asked.get("ballot", ""))

    def given(self):
        given = super().given()
        return given | {"ballot": self.known[given["ballot"]]}


def ballot_name(ballot: Ballot) -> str:
    """第12号票：评委03 → 东关街道办事处 · 党群服务中心."""
    where = ballot.subject.org.name + (f" · {ballot.part.name}" if ballot.part else "")
    return _("第{pk}号票：评委{code} → {where}").format(pk=ballot.pk, code=ballot.judge.code, where=where)


class Compute(StepForm):
    verb, after = "compute", gettext_lazy("结果已经算出。请保管人核对、签字。")
    why = forms.CharField(
        label=gettext_lazy("为什么重新计分"), max_length=200, help_text=gettext_lazy("例如：第1号异议成立，剔除1张票。")
    )

    @property
    def word(self):
        return _("重新计分") if "why" in self.fields else super().word

    def arrange(self):
        if not self.subject.results.exists():
            del self.fields["why"]
            self.hint(_("按冻结的规则自动计算，不能手工改分。得出的结果带指纹，和导出文件一起保存。"))
        else:
            self.hint(_("原来的结果和签字都留着；新的结果要重新签字、重新告知。"), tone="warning")


class Sign(StepForm):
    verb, after = "sign", gettext_lazy("已经签字。")

    def arrange(self):
        newest = self.subject.results.first()
        if newest:
            said = _("您签的是第{n}号结果，指纹{digest}。签字前请打开结果核对，可以用导出的文件重算。")
            self.hint(said.format(n=newest.number, digest=newest.digest), tone="warning")


class Announce(StepForm):
    verb, after = "announce", gettext_lazy("已经告知各单位，异议期从今天开始。")

    def arrange(self):
        said = _("各单位从现在起看得到自己的得分和算法，看不到别的单位。{n}个工作日内可以提出异议。")
        self.hint(said.format(n=self.subject.objection_days))


class Settle(StepForm):
    verb, after = "settle", gettext_lazy("异议已经了结，结果可以公布。")

    def arrange(self):
        self.hint(_("异议期已过，异议都有了结论。了结以后不再收异议。"))


class Publish(StepForm):
    """Bands by default; points and rankings need a document."""

    verb, after = "publish", gettext_lazy("结果已经公布。")
    form = fixed(gettext_lazy("怎样公布"), Form, FORMS)
    document = forms.CharField(
        label=gettext_lazy("批准文号"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("公布得分或者名次，必须填写。"),
    )
    audience = forms.CharField(
        label=gettext_lazy("在什么范围内公布"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("公布名次必须填写。名次不向社会公开。"),
    )

    def arrange(self):
        self.initial.setdefault("form", Form.BANDS.value)
        self.hint(_("默认只公布档次：评的是工作，不是给单位排座次。"))
