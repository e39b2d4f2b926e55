"""Forms of a topic until it is decided."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.matters.models import Matter
from yinuo.meetings.models import Sitting
from yinuo.meetings.rules.topics import profile
from yinuo.meetings.words.topics import STANCES, THEMES, TRACKS, SittingState, Stance, Theme, Track
from yinuo.orgs.models import Organisation
from yinuo.orgs.policy import speaks_for
from yinuo.places.models import Place

from ...matters.forms.step import fixed, words, yes_or_no
from ...orgs.forms.step import OrganisationField, PlaceField, near
from .step import RowField, StepForm, own_units

NO_NAMES = gettext_lazy("写单位、岗位和事情，不写姓名和电话。")


class ProposeTopic(StepForm):
    verb, after = "propose_topic", gettext_lazy("议题已经提出，等组织员审核。")
    track = fixed(
        gettext_lazy("走哪一种"), Track, TRACKS,
        help_text=gettext_lazy("大事听意见再议，实事认领着办，要事开会表决，急事先碰头再补纪要。"),
    )  # fmt: skip
    theme = fixed(gettext_lazy("是哪方面的事"), Theme, THEMES, radio=False)
    title = forms.CharField(label=gettext_lazy("议题"), max_length=80)
    text = words(gettext_lazy("情况和想法"), rows=5, most=3000, help_text=NO_NAMES)
    proposer_org = OrganisationField(
        label=gettext_lazy("提出的单位"), required=False, help_text=gettext_lazy("居民提出的不用选，写在下面。")
    )
    proposer = forms.CharField(
        label=gettext_lazy("或者是谁提出的"), max_length=80, required=False,
        help_text=gettext_lazy("例如：第3网格居民联名。不写姓名。"),
    )  # fmt: skip
    place = PlaceField(
        label=gettext_lazy("在哪个街道、社区"), required=False, help_text=gettext_lazy("不填就是整个辖区。")
    )
    touches_all = forms.BooleanField(
        label=gettext_lazy("涉及全体居民的利益"), required=False,
        help_text=gettext_lazy("例如公共收益怎么用。依法由居民会议决定，这里不能定。"),
    )  # fmt: skip
    touches_why = forms.CharField(label=gettext_lazy("为什么涉及全体居民"), max_length=300, required=False)
    need_what = forms.CharField(
        label=gettext_lazy("需要什么（只有实事要填）"),
        max_length=80,
        required=False,
        help_text=gettext_lazy("例如：夜间停车位。"),
    )
    need_amount = forms.DecimalField(
        label=gettext_lazy("一共要多少"), required=False, min_value=0, max_digits=10, decimal_places=2
    )
    need_unit = forms.CharField(
        label=gettext_lazy("按什么算"), max_length=12, required=False, help_text=gettext_lazy("个、台、天、元……")
    )

    def arrange(self):
        body = self.subject
        self.fields["proposer_org"].arrange(near(body, self.today))
        under = Place.objects.on(self.today).filter(code__gte=body.place.code, code__lt=body.place.code + "~")
        self.fields["place"].arrange(under.exclude(level="grid").order_by("code"))
        own = Organisation.objects.filter(path=self.actor.org).first()
        if own is not None and speaks_for(self.actor, own):
            self.initial.setdefault("proposer_org", str(own.pk))
        self.matter = self._raised()
        if self.matter is not None:
            self.hint(
                _("上报到本机构的事项{number}“{title}”列入议题；议定后仍按这个编号交办、反馈。").format(
                    number=self.matter.number, title=self.matter.title
                )
            )
            self.initial |= {"title": self.matter.title, "text": self.matter.words[:3000]}

    def _raised(self) -> Matter | None:
        number = self.data.get("matter") or self.asked.get("matter")
        return Matter.objects.filter(number=number, office=self.subject).first() if number else None

    def given(self):
        return super().given() | ({"matter": self.matter} if self.matter is not None else {})


class ScreenTopic(StepForm):
    verb, after = "screen_topic", gettext_lazy("已经列入议题。")
    is_public = forms.BooleanField(
        label=gettext_lazy("议定以后向社会公开"), required=False, initial=True,
        help_text=gettext_lazy("公开议定了什么、谁在哪天以前办、办得怎么样；不公开谁说了什么。"),
    )  # fmt: skip

    def arrange(self):
        self.hint(profile(self.subject.track).source)


class DeclineTopic(StepForm):
    verb, after = "decline_topic", gettext_lazy("已经登记：没有列入。")
    reason = words(
        gettext_lazy("为什么不列入、可以走什么路"), rows=3, most=300, help_text=gettext_lazy("提出人会看到。")
    )


def sitting_word(one: Sitting) -> str:
    """3月9日 09:00 街道三楼会议室."""
    local = timezone.localtime(one.meets_at)
    return _("{m}月{d}日 {time} {place}").format(m=local.month, d=local.day, time=f"{local:%H:%M}", place=one.place)


class CirculateTopic(StepForm):
    verb, after = "circulate_topic", gettext_lazy("已经通报，委员单位可以提意见了。")
    sitting = RowField(gettext_lazy("放到哪次会上"), sitting_word)

    def arrange(self):
        found = self.subject.body.sittings.filter(state=SittingState.CALLED, is_urgent=False).order_by("meets_at")
        self.fields["sitting"].queryset = found
        if days := profile(self.subject.track).circulation_days:
            self.hint(_("会前至少要通报{n}个工作日，给大家想一想的时间。").format(n=days))
        if not found.exists():
            self.hint(_("还没有通知过会议。请先到议事机构的页面通知会议。"), tone="warning")


class AnswerTopic(StepForm):
    verb, after = "answer_topic", gettext_lazy("意见已经记下，议定以前会写明采纳没有。")
    unit = RowField(gettext_lazy("哪个单位的意见"), required=False)
    who = forms.CharField(
        label=gettext_lazy("不是委员单位的，写明是谁"), max_length=80, required=False,
        help_text=gettext_lazy("例如：三号楼居民代表。不写姓名。"),
    )  # fmt: skip
    stance = fixed(gettext_lazy("怎么看"), Stance, STANCES)
    reason = words(gettext_lazy("理由"), rows=3, most=500, help_text=NO_NAMES)
    reply = forms.CharField(
        label=gettext_lazy("书面答复的文号"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("代单位登记的要填。"),
    )

    def arrange(self):
        units, is_own = own_units(self, self.subject.body)
        self.fields["unit"].queryset = Organisation.objects.filter(pk__in=[unit.pk for unit in units])
        if is_own:
            self.initial.setdefault("unit", units[0].pk)
            del self.fields["who"], self.fields["reply"]


class HearTopic(StepForm):
    verb, after = "hear_topic", gettext_lazy("已经登记。")
    said = words(gettext_lazy("会上怎么说的"), rows=5, most=3000, help_text=NO_NAMES)


class WeighAnswer(StepForm):
    verb, after = "weigh_answer", gettext_lazy("采纳情况已经写明。")
    answer = RowField(
        gettext_lazy("哪条意见"), lambda one: f"{one.unit or one.who}：{one.get_stance_display()}，{one.reason[:40]}"
    )
    is_adopted = yes_or_no(gettext_lazy("采纳了吗"), gettext_lazy("采纳"), gettext_lazy("没有采纳"))
    why = words(gettext_lazy("怎么采纳的，或者为什么没有采纳"), rows=3, most=300)

    def arrange(self):
        self.fields["answer"].queryset = self.subject.answers.select_related("unit")
        self.initial.setdefault("answer", self.asked.get("answer", ""))


class WithdrawTopic(StepForm):
    verb, after = "withdraw_topic", gettext_lazy("议题已经撤回。")
    reason = words(gettext_lazy("为什么撤回"), rows=3, most=300)
