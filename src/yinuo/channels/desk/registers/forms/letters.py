"""Forms of letters of responsibility and their two lists (M38)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties.queries.letters import likeness_of
from yinuo.duties.rules.letters import ALIKE
from yinuo.duties.words.letters import LAYERS, Layer

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import OrganisationField, near, number
from .step import StepForm

POST = gettext_lazy("写岗位，不写姓名。")


class DraftLetter(StepForm):
    verb, after = "draft_letter", gettext_lazy("已经起草。下一步：填责任清单，再由双方签字。")
    unit = OrganisationField(label=gettext_lazy("和哪个单位签"))
    year = number(gettext_lazy("哪一年"))
    targets = words(gettext_lazy("目标"), rows=6, help_text=gettext_lazy("一行一条。"))

    def arrange(self):
        self.fields["unit"].arrange(near(self.subject, self.today))
        self.initial.setdefault("year", self.today.year)


class RewriteLetter(StepForm):
    verb, after = "rewrite_letter", gettext_lazy("目标已经改了。")
    targets = words(gettext_lazy("目标"), rows=8, help_text=gettext_lazy("一行一条。"))

    def arrange(self):
        self.initial.setdefault("targets", self.subject.targets)


class AddResponsibility(StepForm):
    verb, after = "add_responsibility", gettext_lazy("责任清单加了一条。给它定任务，不然核对不过。")
    layer = fixed(gettext_lazy("哪一层"), Layer, LAYERS)
    post = forms.CharField(label=gettext_lazy("谁负责"), max_length=60, help_text=POST)
    text = words(gettext_lazy("负什么责"), rows=2, most=300)


class StrikeResponsibility(StepForm):
    verb, after = "strike_responsibility", gettext_lazy("已经划去，理由留在清单上。")
    reason = words(gettext_lazy("为什么划去"), rows=3, most=300)


class SetDuty(StepForm):
    verb, after = "set_duty", gettext_lazy("任务已经定了。")
    text = words(gettext_lazy("做什么"), rows=2, most=300)
    due_on = day(gettext_lazy("哪天做完"))
    shows = forms.CharField(label=gettext_lazy("凭什么看出做到了"), max_length=200)
    plan_item = forms.CharField(
        label=gettext_lazy("对应业务计划的哪一项"), max_length=120, required=False,
        help_text=gettext_lazy("同谋划、同部署、同考核：写业务计划里的编号或者名称。"),
    )  # fmt: skip


class ReportDuty(StepForm):
    verb, after = "report_duty", gettext_lazy("已经报告，等另一方核对。")
    outcome = words(gettext_lazy("做成了什么"), rows=3, most=500)


class ConfirmDuty(StepForm):
    verb, after = "confirm_duty", gettext_lazy("已经核对属实。")
    note = words(gettext_lazy("看了什么"), rows=3, most=500)


class ReturnDuty(ConfirmDuty):
    verb, after = "return_duty", gettext_lazy("已经退回。")


class CancelDuty(StepForm):
    verb, after = "cancel_duty", gettext_lazy("已经登记。它那条责任如果没有别的任务，要另定任务或者划去。")
    reason = words(gettext_lazy("为什么不做了"), rows=3, most=500)


class SignLetter(StepForm):
    """What was there last year already is shown before the signature; it forbids nothing."""

    verb, after = "sign_letter", gettext_lazy("已经签字。")
    post = forms.CharField(label=gettext_lazy("以什么岗位签"), max_length=60, help_text=POST)

    def arrange(self):
        found = likeness_of(self.subject)
        if found is None:
            self.hint(_("去年没有和这个单位签过，没有可以比较的清单。签字以后目标和责任清单不能再改。"))
            return
        said = _(
            "和去年的清单相同{all}%：{all_n}条里有{n}条{least}%以上相同。签不签由您定；这个数会和签字一起留下。"
        ).format(all=found.overall, all_n=len(found.percents), n=found.alike, least=ALIKE)
        self.hint(said, tone="warning" if found.alike else "info")


class CheckLetter(StepForm):
    verb, after = "check_letter", gettext_lazy("清单已经核对。")
    note = words(gettext_lazy("核对的情况"), rows=3, most=500)

    def arrange(self):
        self.hint(_("每条责任都要有任务，没有的要写明理由划去，才能算核对过。"))


class AssessLetter(StepForm):
    verb, after = "assess_letter", gettext_lazy("考核已经登记。")
    assessment = words(
        gettext_lazy("哪些做到了，哪些没有"), rows=5, most=1000,
        help_text=gettext_lazy("和业务工作一起写。不打分，不排名。"),
    )  # fmt: skip


class CancelLetter(StepForm):
    verb, after = "cancel_letter", gettext_lazy("责任书已经作废。")
    reason = words(gettext_lazy("为什么作废"), rows=3, most=300)
