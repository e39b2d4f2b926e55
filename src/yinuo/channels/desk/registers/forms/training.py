"""Forms of training sessions (M39)."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.duties.rules.training import LEAST_TOLD
from yinuo.duties.words.training import AUDIENCES, TRAINING_FORMS, Audience, TrainingForm
from yinuo.orgs.models import Organisation

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import OrganisationField, number
from .step import StepForm


class PlanTraining(StepForm):
    verb, after = "plan_training", gettext_lazy("培训已经安排。")
    title = forms.CharField(label=gettext_lazy("题目"), max_length=80)
    form = fixed(gettext_lazy("形式"), TrainingForm, TRAINING_FORMS)
    audience = fixed(gettext_lazy("给谁"), Audience, AUDIENCES, initial=Audience.MEMBERS.value)
    on = day(gettext_lazy("哪天"))
    hours = forms.DecimalField(
        label=gettext_lazy("学时"), max_digits=4, decimal_places=1, min_value=Decimal("0.5"), max_value=Decimal(80)
    )
    where = forms.CharField(label=gettext_lazy("地点"), max_length=120, required=False)


class HoldTraining(StepForm):
    verb, after = "hold_training", gettext_lazy("已经登记。接着按单位填人数。")
    outcome = words(gettext_lazy("解决了什么问题"), rows=3, most=500, help_text=gettext_lazy("写一句结果，不用照片。"))


class CancelTraining(StepForm):
    verb, after = "cancel_training", gettext_lazy("已经取消。")
    reason = words(gettext_lazy("为什么取消"), rows=3, most=500)


class CountTraining(StepForm):
    verb, after = "count_training", gettext_lazy("人数已经记下。")
    unit = OrganisationField(label=gettext_lazy("哪个单位"))
    attended = number(gettext_lazy("参加几人"))
    taken = number(gettext_lazy("参加测试几人"), required=False)
    passed = number(gettext_lazy("合格几人"), required=False)

    def arrange(self):
        path = self.subject.org.path
        found = Organisation.objects.on(self.today).filter(path__gte=path, path__lt=path + "~")
        self.fields["unit"].arrange(found.select_related("place").order_by("path"))
        text = _("只填人数，不填是谁。测试合格没有，只告诉本人；参加测试不到{n}人的，合格人数不填。")
        self.hint(text.format(n=LEAST_TOLD))
