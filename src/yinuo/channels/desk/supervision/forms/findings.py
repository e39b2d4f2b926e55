"""Forms of findings, notices and talks."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties.models import Item
from yinuo.orgs.models import Organisation
from yinuo.supervision.models import Finding
from yinuo.supervision.words import STANDING, STANDS, VERDICTS, Stand, Verdict

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import ChosenField, OrganisationField
from .step import StepForm, TickedField, post

FACTS = gettext_lazy("写事实和在哪里可以查到。")
DISTINCT = {
    "label": gettext_lazy("为什么不是重复的问题"), "rows": 2, "required": False, "most": 200,
    "help_text": gettext_lazy("清单里有相像的问题时要填：同一个问题不拆成几个。"),
}  # fmt: skip


class TellFinding(StepForm):
    verb, after = "tell_finding", gettext_lazy("已经告知单位，回复的期限写在页面上。")

    def arrange(self):
        n = self.subject.visit.plan.rules.reply_working_days
        self.hint(_("单位有{n}个工作日回复：属实，或者对事实有异议。").format(n=n))


class ReplyFinding(StepForm):
    verb, after = "reply_finding", gettext_lazy("回复已经记下。有异议的，由没有参加这次督查的人核实。")
    stand = fixed(gettext_lazy("事实"), Stand, STANDS)
    reply = words(gettext_lazy("回复"), rows=5, most=1000, help_text=FACTS)

    def arrange(self):
        self.hint(self.subject.text, heading=_("督查组记录的事实"))


class Deciding(StepForm):
    """What all decisions show first: what the unit said."""

    def arrange(self):
        if self.subject.reply:
            self.hint(self.subject.reply, heading=self.subject.get_stand_display())


class UpholdFinding(Deciding):
    verb, after = "uphold_finding", gettext_lazy("问题成立，接着列入整改清单或者下发通知书。")
    decision = words(gettext_lazy("核定的理由"), rows=4, most=500, help_text=FACTS)


class ChangeFinding(Deciding):
    verb, after = "change_finding", gettext_lazy("改表述以后成立，原来告知的话还在旁边。")
    fact = words(gettext_lazy("现在的表述"), rows=4, most=500)
    decision = words(gettext_lazy("为什么改"), rows=3, most=500, help_text=FACTS)


class WithdrawFinding(Deciding):
    verb, after = "withdraw_finding", gettext_lazy("问题已经撤销，不计入发现的问题。")
    decision = words(gettext_lazy("为什么撤销"), rows=3, most=500)


class AskReview(StepForm):
    verb, after = "ask_review", gettext_lazy("已经申请复核，由没有参加督查、没有核定过的人办理。")
    text = words(gettext_lazy("为什么不同意"), rows=5, most=1000, help_text=FACTS)

    def arrange(self):
        self.hint(self.subject.decision, heading=_("核定的理由"))


class ReviewFinding(StepForm):
    verb, after = "review_finding", gettext_lazy("复核已经办结。")
    verdict = fixed(gettext_lazy("复核结论"), Verdict, VERDICTS)
    fact = words(gettext_lazy("改变表述的，现在怎么说"), rows=3, required=False, most=500)
    review = words(gettext_lazy("复核查明的事实"), rows=5, most=1000)

    def arrange(self):
        self.hint(self.subject.review_words, heading=_("单位申请复核的理由"))


class ListFinding(StepForm):
    verb, after = "list_finding", gettext_lazy("已经列入整改清单，由单位承诺，其他单位验收。")
    due_on = day(gettext_lazy("哪天以前改完"))
    distinct_why = words(**DISTINCT)


class IssueNotice(StepForm):
    """A notice to the unit named in the address, about what stands there and has none yet."""

    verb, after = "issue_notice", gettext_lazy("通知书已经下发，可以下载 Word 版盖章。")
    findings = TickedField(label=gettext_lazy("哪些问题"))
    measures = words(gettext_lazy("总的整改要求"), rows=4, most=1000)
    due_on = day(gettext_lazy("整改期限"))
    feedback = forms.CharField(
        label=gettext_lazy("怎样反馈"), max_length=200, help_text=gettext_lazy("例如：整改情况由党支部书面报督查组。")
    )
    distinct_why = words(**DISTINCT)

    def arrange(self):
        self.unit = Organisation.objects.filter(pk=_number(self.asked.get("unit") or self.data.get("unit"))).first()
        found = Finding.objects.filter(visit__plan=self.subject, notice=None, state__in=STANDING)
        if self.unit:
            found = found.filter(unit=self.unit)
        found = found.select_related("unit", "visit__plan__campaign", "visit__team")
        self.fields["findings"].arrange(found.order_by("unit__path", "pk")[:200], self._label)
        self.hint(_("一份通知书只发给一个单位；问题要已经核定成立。"))

    def _label(self, one: Finding) -> str:
        return one.text if self.unit else f"{one.unit.name} · {one.text}"

    def given(self):
        given = super().given()
        rows = self.fields["findings"].rows(given.get("findings"))
        return given | {"findings": rows, "unit": rows[0].unit if rows else self.subject.org}


def _number(text: str | None) -> int:
    return int(text) if text and text.isdigit() else 0


class ReceiptNotice(StepForm):
    verb, after = "receipt_notice", gettext_lazy("已经签收。")
    post = post(gettext_lazy("签收人的岗位"))


class AnswerNotice(StepForm):
    verb, after = "answer_notice", gettext_lazy("整改情况已经反馈。每个问题还要由其他单位验收。")
    answer = words(gettext_lazy("整改情况"), rows=6, most=1000)


class RecordTalk(StepForm):
    verb, after = "record_talk", gettext_lazy("约谈已经记下，请双方各自确认，并关联整改事项。")
    unit = OrganisationField(label=gettext_lazy("约谈哪个单位"))
    held_on = day(gettext_lazy("哪天谈的"))
    by_post = post(gettext_lazy("谁约谈"))
    with_post = post(gettext_lazy("和谁谈"))
    issues = words(gettext_lazy("谈了什么问题"), rows=4, most=1000)
    steps = words(gettext_lazy("对方承诺怎么做"), rows=4, most=1000)

    def arrange(self):
        units = Organisation.objects.filter(pk__in=self.subject.units.values("unit")).order_by("path")
        self.fields["unit"].arrange(units)
        self.initial.setdefault("unit", self.asked.get("unit", ""))


class ConfirmTalk(StepForm):
    verb, after = "confirm_talk", gettext_lazy("已经确认。")

    def arrange(self):
        self.hint(self.subject.issues, heading=_("谈的问题"))
        self.hint(self.subject.steps, heading=_("承诺的做法"))


class ItemField(ChosenField):
    """An item of rectification."""

    model = Item

    def label_of(self, one: Item) -> str:
        return _("第{number}项 {problem}（编号{pk}）").format(number=one.number, problem=one.problem[:30], pk=one.pk)


class FollowUp(StepForm):
    verb, after = "follow_up", gettext_lazy("已经关联。")
    item = ItemField(label=gettext_lazy("哪一项整改事项"))

    def arrange(self):
        self.fields["item"].arrange(Item.objects.filter(office=self.subject.unit_id).order_by("-listed_at"))


class CloseTalk(StepForm):
    verb, after = "close_talk", gettext_lazy("约谈已经办结。")

    def arrange(self):
        self.hint(_("约谈不能代替解决问题：至少有一项整改事项办完了，或者有自己的期限。"))
