"""Forms of every verb of a listening day and of an opinion (M14)."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import short_day
from yinuo.matters.actions.intake import slip_for
from yinuo.matters.models import Suggestion
from yinuo.meetings import actions
from yinuo.meetings.models import ListeningDay
from yinuo.meetings.queries import listening as asking
from yinuo.meetings.rules import listening as rules
from yinuo.meetings.words.listening import ANSWERS, TELLINGS, WAYS, Answer, DayState, Telling, Way

from ..inspection.forms.step import MomentField
from ..matters.forms.step import CategoryField, day, fixed, words, yes_or_no
from ..orgs.forms import by_verb
from ..orgs.forms.step import OrganisationField
from ..orgs.forms.step import StepForm as Step
from .verbs import VERBS

NAMELESS = gettext_lazy("写“3号楼居民”“骑车上班的”这样的，不写姓名、电话。不写也可以。")


class StepForm(Step):
    """The form of one verb of a listening day."""

    area, actions, verbs = "meetings", actions, VERBS


class PlanListening(StepForm):
    verb, after = "plan_listening", gettext_lazy("已经排好。接下来点“公告出去”，居民就能看到。")
    starts_at = MomentField(label=gettext_lazy("哪天几点"))
    venue = forms.CharField(
        label=gettext_lazy("在哪里"), max_length=80, help_text=gettext_lazy("例如：党群服务中心一楼、3号楼前小广场。")
    )

    def arrange(self):
        first = rules.first_day(self.today)
        text = _("公告至少提前{n}天，所以最早可以排在{day}。")
        self.hint(text.format(n=rules.NOTICE_DAYS, day=short_day(first)))
        place = self.subject.place_id
        if rules.wants_another_place(asking.last_counts(place)):
            self.hint(
                _("最近{n}次都没有人提意见。换个时间或者地点试试：晚上、周末，到楼下、到集市上去。").format(
                    n=rules.EMPTY_IN_A_ROW
                ),
                heading=_("换个时间或者地点"), tone="warning",
            )  # fmt: skip
        self._remember(place)

    def _remember(self, place: int) -> None:
        if last := ListeningDay.objects.filter(place=place).order_by("-starts_at").first():
            self.initial.setdefault("venue", last.venue)


class MoveListening(PlanListening):
    verb, after = "move_listening", gettext_lazy("已经改好，请重新公告。")

    def _remember(self, place: int) -> None:
        self.initial |= {"starts_at": timezone.localtime(self.subject.starts_at), "venue": self.subject.venue}


class AnnounceListening(StepForm):
    verb, after = "announce_listening", gettext_lazy("已经公告，居民在网上看得到了。公告可以打印出来贴。")

    def arrange(self):
        self.hint(_("公告以后，居民的页面上写时间和地点；补意见的公开码只印在打印的公告上。"))


class CallOffListening(StepForm):
    verb, after = "call_off_listening", gettext_lazy("已经取消，居民的页面上会写明原因。")
    reason = words(gettext_lazy("为什么不开"), rows=2, most=200)


class OpenListening(StepForm):
    verb, after = "open_listening", gettext_lazy("开始了。")


class ReportLast(StepForm):
    verb, after = "report_last", gettext_lazy("已经记下：上月事项已通报。")


class CloseListening(StepForm):
    verb, after = "close_listening", gettext_lazy("已经结束。纪要可以下载了。")
    attendance = forms.IntegerField(
        label=gettext_lazy("来了多少人"), required=False, min_value=0,
        help_text=gettext_lazy("只写人数。不用签到，没有数就空着。"),
    )  # fmt: skip
    groups = forms.IntegerField(
        label=gettext_lazy("分了几个组"), required=False, min_value=0, help_text=gettext_lazy("没有分组就空着。")
    )
    note = words(gettext_lazy("要记一笔的"), rows=3, required=False, most=1000)


class AddOpinion(StepForm):
    verb, after = "add_opinion", gettext_lazy("记下了。")
    words = words(gettext_lazy("原话"), rows=5, help_text=gettext_lazy("怎么说的就怎么写，以后不能改。"))
    raised_by = forms.CharField(label=gettext_lazy("怎么称呼"), required=False, max_length=40, help_text=NAMELESS)
    way = fixed(gettext_lazy("怎么提的"), Way, WAYS, only=(Way.TABLE, Way.PAPER), initial=Way.TABLE.value)
    said_at = MomentField(
        label=gettext_lazy("哪天几点交的纸条"), required=False, help_text=gettext_lazy("会后24小时以内交的才算这一次。")
    )
    wants_public = forms.BooleanField(
        label=gettext_lazy("可以公开（只公开说的事，不公开是谁）"), required=False, initial=True
    )

    def arrange(self):
        if self.subject.state == DayState.CLOSED:
            self.initial |= {"way": Way.PAPER.value, "said_at": timezone.localtime()}
        else:
            del self.fields["said_at"], self.fields["way"]

    def given(self):
        key = self.form_key
        return super().given() | {"uid": key, "slip": slip_for(key)}


class AnswerOpinion(StepForm):
    verb, after = "answer_opinion", gettext_lazy("已经答复。")
    answer = fixed(gettext_lazy("答复方式"), Answer, ANSWERS)
    text = words(
        gettext_lazy("怎么答复的，或者答应做什么"),
        rows=3,
        most=2000,
        help_text=gettext_lazy("会公开，也会告诉提意见的人。"),
    )
    due_on = day(gettext_lazy("哪天办到（限时办理）"), required=False)
    office = OrganisationField(
        label=gettext_lazy("哪个单位（限时办理、转办）"), required=False,
        help_text=gettext_lazy("限时办理不选，就是本社区自己办。"),
    )  # fmt: skip
    was_there = forms.BooleanField(label=gettext_lazy("这个单位的人在场，当面答应的"), required=False)
    receipt = forms.CharField(
        label=gettext_lazy("对方怎么收下的（转办）"), required=False, max_length=60,
        help_text=gettext_lazy("回执号，或者“现场签收”“电话告知，已记下”这样一句。"),
    )  # fmt: skip
    is_agreed = yes_or_no(
        gettext_lazy("解释说明以后"),
        gettext_lazy("认可"),
        gettext_lazy("不认可，记录在案"),
        required=False,
        initial="yes",
    )
    category = CategoryField(required=False)

    def arrange(self):
        today = self.today
        self.fields["office"].arrange(asking.offices_for(self.subject.day, today))
        likely = self.subject.matter.suggestions.filter(about=Suggestion.CATEGORY, is_dismissed=False)
        self.fields["category"].arrange(today, likely.select_related("category"))
        self.fields["category"].help_text = _("不选就先归入“其他”。")

    def given(self):
        given = super().given()
        if given.get("is_agreed") == "":
            del given["is_agreed"]
        return given


class TellRaiser(StepForm):
    verb, after = "tell_raiser", gettext_lazy("已经记下。结没结案，由提意见的人或者另一个单位说了算。")
    how = fixed(gettext_lazy("怎么告诉的"), Telling, TELLINGS)
    text = words(gettext_lazy("他怎么说"), rows=2, required=False, most=300)


PLAN_FORMS = by_verb(PlanListening)
DAY_FORMS = by_verb(
    AnnounceListening, MoveListening, CallOffListening, OpenListening, ReportLast, CloseListening, AddOpinion
)
OPINION_FORMS = by_verb(AnswerOpinion, TellRaiser)
