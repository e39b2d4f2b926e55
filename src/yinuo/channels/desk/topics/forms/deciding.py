"""Forms of decisions: by consultation, by claims, by vote, by the lead unit, by the residents."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.meetings.actions.topics.deciding import claimed
from yinuo.meetings.rules.topics import plain, profile
from yinuo.meetings.words.topics import ASSEMBLIES, DECISIONS, Assembly, Decision
from yinuo.places.models import Place

from ...matters.forms.step import day, fixed, words
from ...orgs.forms.step import PlaceField, number
from .proposing import NO_NAMES
from .step import StepForm

THEIRS = gettext_lazy("这件事涉及全体居民的利益，依法由居民会议决定，在这里定不了。请“转居民会议”。")
WHAT = gettext_lazy("定了什么")
BY_WHEN = gettext_lazy("哪天以前办完")


class Deciding(StepForm):
    """What every decision says."""

    def arrange(self):
        if self.subject.touches_all and self.verb != "enter_residents_result":
            self.hint(str(THEIRS), tone="warning")


class ConcludeTopic(Deciding):
    verb, after = "conclude_topic", gettext_lazy("已经议定。")
    decision = fixed(gettext_lazy("同意办吗"), Decision, DECISIONS)
    text = words(WHAT, rows=4, most=3000, help_text=NO_NAMES)
    due_on = day(BY_WHEN, required=False, help_text=gettext_lazy("不同意的不用填。"))

    def arrange(self):
        super().arrange()
        topic = self.subject
        if topic.need_amount:
            self.hint(
                _("一共需要{need}{unit}，已认领{claimed}{unit}。认领够了才能定。").format(
                    need=plain(topic.need_amount), claimed=plain(claimed(topic)), unit=topic.need_unit
                )
            )
        if profile(topic.track).weighs and (left := topic.answers.filter(is_adopted=None).count()):
            self.hint(_("还有{n}条意见没有写明采纳情况，写完再议定。").format(n=left), tone="warning")


class VoteTopic(Deciding):
    verb, after = "vote_topic", gettext_lazy("表决已经登记。")
    votes_for = number(gettext_lazy("赞成"))
    votes_against = number(gettext_lazy("反对"))
    abstained = number(gettext_lazy("弃权"))
    text = words(gettext_lazy("表决的是什么"), rows=4, most=3000, help_text=NO_NAMES)
    due_on = day(BY_WHEN, required=False, help_text=gettext_lazy("没有通过的不用填。"))
    dissent = words(
        gettext_lazy("不同意见"), rows=3, most=2000, required=False,
        help_text=gettext_lazy("有反对票的要记下不同意见；可以写单位，不写姓名。"),
    )  # fmt: skip

    def arrange(self):
        super().arrange()
        sitting = self.subject.sitting
        self.hint(
            _("在任{seats}席，到会{present}席。到会超过一半才能表决，赞成超过到会的一半才算通过；只登记票数。").format(
                seats=sitting.seats, present=sitting.present
            )
        )


class DecideUrgent(Deciding):
    verb, after = "decide_urgent", gettext_lazy("已经定了。记得2个工作日内补纪要。")
    text = words(WHAT, rows=4, most=3000, help_text=NO_NAMES)
    due_on = day(BY_WHEN)

    def arrange(self):
        super().arrange()
        self.hint(_("由牵头单位“{lead}”定，其他委员知晓。").format(lead=self.subject.lead))


class PostponeTopic(StepForm):
    verb, after = "postpone_topic", gettext_lazy("已经暂缓，可以放到下一次会上。")
    reason = words(gettext_lazy("为什么暂缓"), rows=3, most=300)

    def arrange(self):
        if self.subject.postponed:
            self.hint(_("这件事已经暂缓过{n}次。").format(n=self.subject.postponed), tone="warning")


class FlagResidents(StepForm):
    verb, after = "flag_residents", gettext_lazy("已经标明。这里不再议定，请转居民会议。")
    reason = words(gettext_lazy("为什么涉及全体居民的利益"), rows=3, most=300)


class RouteToResidents(StepForm):
    verb, after = "route_to_residents", gettext_lazy("已经转居民会议，等社区登记结果。")
    community = PlaceField(label=gettext_lazy("由哪个社区（村）召集居民会议"))
    advice = words(
        gettext_lazy("本机构的建议"),
        rows=3,
        most=1000,
        required=False,
        help_text=gettext_lazy("只是建议，由居民决定。"),
    )

    def arrange(self):
        code = self.subject.body.place.code
        under = Place.objects.on(self.today).filter(code__gte=code, code__lt=code + "~", level="community")
        self.fields["community"].arrange(under.order_by("code"))


class EnterResidentsResult(Deciding):
    verb, after = "enter_residents_result", gettext_lazy("居民会议的结果已经登记。")
    assembly = fixed(gettext_lazy("开的是什么会"), Assembly, ASSEMBLIES, radio=False)
    held_on = day(gettext_lazy("哪天开的"))
    entitled = number(gettext_lazy("应到多少人（户）"))
    present = number(gettext_lazy("到会多少人（户）"))
    votes_for = number(gettext_lazy("赞成"))
    votes_against = number(gettext_lazy("反对"))
    abstained = number(gettext_lazy("弃权"))
    text = words(gettext_lazy("居民会议定了什么"), rows=4, most=3000, help_text=NO_NAMES)
    due_on = day(BY_WHEN, required=False, help_text=gettext_lazy("没有通过的不用填。"))
