"""Forms of activities and demonstration posts (M40)."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.meetings.words.activities import ACTIVITY_KINDS, ActivityKind

from ...matters.forms.step import day, words
from ...orgs.forms.step import number
from .step import PhotoForm, StepForm, line


class PlanActivity(StepForm):
    verb, after = "plan_activity", gettext_lazy("活动已经计划好，支部党员可以报名。")
    kind = forms.TypedChoiceField(
        label=gettext_lazy("哪一类"),
        coerce=ActivityKind,
        choices=[(key.value, word) for key, word in ACTIVITY_KINDS.items()],
    )
    title = line(gettext_lazy("做什么"))
    place = line(gettext_lazy("在哪儿"))
    planned_on = day(gettext_lazy("哪天"))
    seats = number(
        gettext_lazy("最多几人"), required=False, help_text=gettext_lazy("不限就不填。报名自愿，随时可以退出。")
    )

    def arrange(self):
        self.initial.setdefault("planned_on", self.today)


class SignUp(StepForm):
    verb, after = "sign_up", gettext_lazy("已经报名。来不了随时可以退出，不用说原因。")

    def arrange(self):
        self.hint(_("报名自愿。来不了随时可以退出，不用说原因。"))


class StepBack(StepForm):
    verb, after = "step_back", gettext_lazy("已经退出。")

    def arrange(self):
        self.hint(_("退出不用说原因。"))


class HoldActivity(StepForm):
    verb, after = "hold_activity", gettext_lazy("已经登记。")
    held_on = day(gettext_lazy("哪天办的"))
    participants = number(gettext_lazy("几人参加"))
    outcome = words(
        gettext_lazy("结果"), rows=3, most=300,
        help_text=gettext_lazy("一句看得见的：帮了谁（单位、多少户）什么忙，定下了什么、改了什么。没有这一句不算办过。"),
    )  # fmt: skip
    help_given = line(gettext_lazy("送了什么、帮了什么"), 300, required=False)
    cost = forms.DecimalField(
        label=gettext_lazy("花了多少钱（元）"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    next_step = line(gettext_lazy("还要做什么"), 300, required=False)
    next_due = day(gettext_lazy("做到哪天"), required=False)

    def arrange(self):
        self.initial.setdefault("held_on", min(self.subject.planned_on, self.today))


class CallOffActivity(StepForm):
    verb, after = "call_off_activity", gettext_lazy("已经取消。")
    why = line(gettext_lazy("为什么取消"), 200)


class AddActivityPhoto(PhotoForm):
    verb, after = "add_activity_photo", gettext_lazy("照片已经放好。")


class FollowUpActivity(StepForm):
    verb, after = "follow_up_activity", gettext_lazy("后续已经登记。")
    text = words(gettext_lazy("后来做了什么"), rows=3, most=300)

    def arrange(self):
        if self.subject.next_step:
            self.hint(self.subject.next_step)


class NameDemonstration(StepForm):
    verb, after = "name_demonstration", gettext_lazy("示范岗已经登记。一年后回看。")
    post = line(gettext_lazy("哪个岗位"), help_text=gettext_lazy("写岗位，不写姓名；换了人，岗位的标准还在。"))
    criteria = words(gettext_lazy("做到哪几条才挂牌"), rows=3, most=300)
    decision = line(gettext_lazy("哪次会决定的"), 120)
    named_on = day(gettext_lazy("哪天决定的"))


class ReviewDemonstration(StepForm):
    verb, after = "review_demonstration", gettext_lazy("回看已经登记。")
    text = words(gettext_lazy("对照标准，这一年做到了什么"), rows=3, most=300)

    def arrange(self):
        self.hint(self.subject.criteria)


class WithdrawDemonstration(StepForm):
    verb, after = "withdraw_demonstration", gettext_lazy("已经取消。")
    why = line(gettext_lazy("为什么取消"), 200, help_text=gettext_lazy("写岗位的事，不评价个人。"))
