"""Forms of the online branch (M17)."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...matters.forms.step import day, words
from .step import StepForm, line

TALK_ONLY = gettext_lazy("网上只通知、商量、约时间。发展党员、处分、选举、民主评议的测评和表决，都要开会当面办。")


class PostBranchNotice(StepForm):
    verb, after = "post_branch_notice", gettext_lazy("通知已经发出。不统计谁看过。")
    title = line(gettext_lazy("标题"))
    text = words(gettext_lazy("内容"), rows=4, most=600)
    until = day(gettext_lazy("显示到哪天"), required=False)


class RemindDues(StepForm):
    verb, after = "remind_dues", gettext_lazy("提醒已经发出。")
    text = words(
        gettext_lazy("内容"), rows=3, most=600, help_text=gettext_lazy("只写哪天以前、交给哪个岗位；不写金额，也不写谁交了谁没交。")
    )  # fmt: skip
    until = day(gettext_lazy("哪天以前"))


class BeginDiscussion(StepForm):
    verb, after = "begin_discussion", gettext_lazy("话题已经开始。")
    title = line(gettext_lazy("话题"))
    text = words(gettext_lazy("想听大家说什么"), rows=4, most=600)
    ends_on = day(gettext_lazy("讨论到哪天"))

    def arrange(self):
        self.hint(str(TALK_ONLY))
        self.initial.setdefault("ends_on", self.today + timedelta(days=7))


class SayRemark(StepForm):
    verb, after = "say_remark", gettext_lazy("已经说了。")
    text = words(gettext_lazy("您怎么看"), rows=3, most=300)


class ArchiveDiscussion(StepForm):
    verb, after = "archive_discussion", gettext_lazy("话题已经归档，随时可以查。")
    summary = words(gettext_lazy("大家说了什么，接下来怎么办"), rows=4, most=600)


class WriteToBranch(StepForm):
    verb, after = "write_to_branch", gettext_lazy("已经送到支部。只有支部经办人和您自己看得到。")
    text = words(gettext_lazy("想对支部说什么"), rows=4, most=600)
    where = line(
        gettext_lazy("人在哪个城市"), required=False, help_text=gettext_lazy("在外地的党员可以写，也可以不写。不用留电话。")
    )  # fmt: skip


class AnswerLetter(StepForm):
    verb, after = "answer_letter", gettext_lazy("已经答复。")
    answer = words(gettext_lazy("答复"), rows=4, most=600)

    def arrange(self):
        said = self.subject.text + (_("（在{where}）").format(where=self.subject.where) if self.subject.where else "")
        self.hint(said, heading=_("来信"))
