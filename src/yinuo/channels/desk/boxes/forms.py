"""The forms of suggestion boxes: hang up, keep, open by two, enter a letter, answer, publish a month."""

from datetime import date, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.channels.days import long_day
from yinuo.kernel import codes
from yinuo.kernel.errors import Unfit
from yinuo.matters import actions, photos, queries
from yinuo.matters.box_rules import WEEKS
from yinuo.matters.box_words import LETTER_KINDS, STANDINGS, LetterKind, Standing
from yinuo.matters.boxes import month_span
from yinuo.orgs.models import Member

from ..matters.forms.step import fixed
from ..matters.forms.step import words as sentences
from ..orgs.forms.step import MemberField
from ..orgs.forms.step import StepForm as Step
from .verbs import VERBS

OFFERED = 6
"""Months that may be chosen for publication."""


class StepForm(Step):
    """The form of one verb of a suggestion box."""

    area = "matters"
    actions = actions
    verbs = VERBS


class Keepers(StepForm):
    """Two keepers and how often."""

    first = MemberField(label=gettext_lazy("保管人甲"), help_text=gettext_lazy("至少一位是本单位的人。"))
    second = MemberField(
        label=gettext_lazy("保管人乙"), help_text=gettext_lazy("不能和保管人甲是同一个人、同一个岗位。")
    )
    weeks = forms.TypedChoiceField(
        label=gettext_lazy("多久开一次"), coerce=int, initial=WEEKS,
        choices=[(1, gettext_lazy("每周")), (2, gettext_lazy("每两周")), (4, gettext_lazy("每四周"))],
    )  # fmt: skip

    def near(self):
        """Everybody who works in the county today, of the own branch of the tree first."""
        org = getattr(self.subject, "org", self.subject)
        county = org.place.code[:6]
        found = Member.objects.filter(org__place__code__startswith=county, valid_from__lte=self.today)
        return found.exclude(valid_to__lt=self.today).filter(org__path__startswith=org.path[:-4] or org.path)

    def arrange(self):
        for name in ("first", "second"):
            self.fields[name].arrange(self.near())


class PlaceBox(Keepers):
    verb, after = "place_box", gettext_lazy("已挂出。一周以后提醒两位保管人开箱。")
    spot = forms.CharField(
        label=gettext_lazy("挂在哪里"), max_length=80, help_text=gettext_lazy("例如：大门右侧，不进大厅就能投。")
    )
    field_order = ["key", "seen", "spot", "first", "second", "weeks"]


class ChangeKeepers(Keepers):
    verb = "change_keepers"

    def arrange(self):
        super().arrange()
        self.initial |= {"first": self.subject.first_id, "second": self.subject.second_id, "weeks": self.subject.weeks}


class TakeDownBox(StepForm):
    verb = "take_down_box"
    reason = sentences(
        gettext_lazy("为什么撤下"),
        rows=2,
        most=300,
        help_text=gettext_lazy("意见箱要长期挂着，撤下的写明原因；开箱记录和公布过的都留着。"),
    )


class OpenBox(StepForm):
    """Written by one keeper at the open box; the other confirms on an own telephone."""

    verb, after = "open_box", gettext_lazy("开箱记下了。请另一位保管人现在用自己的手机确认。")
    count = forms.IntegerField(
        label=gettext_lazy("箱里有几封信"), min_value=0, max_value=actions.boxes.MOST_LETTERS, help_text=gettext_lazy("没有信也要记：填 0。"),
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    note = sentences(
        gettext_lazy("备注"), rows=2, required=False, most=300, help_text=gettext_lazy("例如：锁完好；雨水打湿了两封。")
    )

    def arrange(self):
        me, box = self.actor.member, self.subject
        other = box.second if me == box.first_id else box.first
        self.hint(
            _("两个人一起开。另一位保管人是{post}，要由他（她）本人确认，确认以前不能登记信件。").format(post=other)
        )


class ConfirmOpening(StepForm):
    verb, after = "confirm_opening", gettext_lazy("已经确认。")

    def arrange(self):
        one = self.subject
        self.hint(
            _("{post}登记：{on}开箱，{count}封信。您当时在场，自己也数过，才能确认。").format(
                post=one.first_post, on=long_day(one.on), count=one.count
            )
        )


class DenyOpening(StepForm):
    verb = "deny_opening"
    reason = sentences(
        gettext_lazy("哪里不对"),
        rows=2,
        most=300,
        help_text=gettext_lazy("例如：我没有到场；我数的是三封。这次开箱不算数，要重新开。"),
    )


class EnterLetter(StepForm):
    """One letter, typed or photographed."""

    verb = "enter_letter"
    kind = fixed(gettext_lazy("是哪一类"), LetterKind, LETTER_KINDS, radio=False)
    words = sentences(
        gettext_lazy("信的内容（照原话打）"), rows=6, required=False, most=20_000,
        help_text=gettext_lazy("不改一个字。也可以只拍照片。"),
    )  # fmt: skip
    photo = forms.FileField(
        label=gettext_lazy("信的照片"), required=False, help_text=gettext_lazy("照片里的位置和手机信息会自动去掉，不公开。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    is_about_us = forms.BooleanField(
        label=gettext_lazy("信里反映的是我们单位"), required=False,
        help_text=gettext_lazy("交上以后转给上级单位登记，本单位只看得到“已转出”。"),
    )  # fmt: skip
    standing = fixed(gettext_lazy("有效吗"), Standing, STANDINGS, initial=Standing.VALID.value)
    reason = sentences(
        gettext_lazy("无效、重复的原因"), rows=2, required=False, most=300,
        help_text=gettext_lazy("一封也不丢：无效的、重复的留在这里，写明原因。"),
    )  # fmt: skip
    repeats = forms.CharField(label=gettext_lazy("和哪件事项重复（编号）"), required=False, max_length=40)
    called = forms.CharField(
        label=gettext_lazy("怎么称呼写信的人"),
        required=False,
        max_length=40,
        help_text=gettext_lazy("没有署名就空着：按匿名收。"),
    )
    phone = forms.CharField(label=gettext_lazy("信里留的电话"), required=False, max_length=40)
    handed_to = forms.CharField(
        label=gettext_lazy("原信封好以后交给了哪个单位"), required=False, max_length=120,
        help_text=gettext_lazy("只有反映本单位、而上面没有单位能在这里收信的，才要填。"),
    )  # fmt: skip

    def arrange(self):
        number = self.subject.letters.count() + 1
        self.hint(_("第{n}封，共{all}封。").format(n=number, all=self.subject.count))

    def clean_photo(self):
        upload = self.cleaned_data.get("photo")
        if not upload:
            return None
        try:
            return photos.take(upload, timezone.localtime())
        except Unfit as problem:
            raise forms.ValidationError(problem.sentence) from None

    def clean_repeats(self):
        typed = self.cleaned_data.get("repeats") or ""
        if not typed:
            return None
        number = codes.read_matter_number(typed)
        found = queries.visible_to(self.actor).filter(number=number).first() if number else None
        if found is None:
            raise forms.ValidationError(_("没有找到这个编号的事项，请核对。"))
        return found


class AnswerLetter(StepForm):
    verb, after = "answer_letter", gettext_lazy("已经公开答复，请把打印的告示贴到公告栏。")
    answer = sentences(
        gettext_lazy("公开答复"), rows=5, most=2000,
        help_text=gettext_lazy("谁都看得到：不写姓名、称呼、电话、门牌。采纳的写明什么时候做到。"),
    )  # fmt: skip
    is_adopted = forms.BooleanField(label=gettext_lazy("采纳了"), required=False)

    def arrange(self):
        self.initial |= {"answer": self.subject.answer, "is_adopted": self.subject.is_adopted}


class PublishBoxMonth(StepForm):
    verb, after = "publish_box_month", gettext_lazy("已经公布。")
    month = forms.TypedChoiceField(label=gettext_lazy("哪个月"), coerce=date.fromisoformat)
    why = forms.CharField(
        label=gettext_lazy("为什么更正"), required=False, max_length=300,
        help_text=gettext_lazy("第一次公布不用填。更正的另发一份，和原来的并列。"),
    )  # fmt: skip

    def arrange(self):
        months, day = [], self.today
        published = set(self.subject.months.values_list("month", flat=True))
        for _turn in range(OFFERED):
            day = (day.replace(day=1) - timedelta(days=1)).replace(day=1)
            if month_span(day)[1] > self.subject.placed_on:
                word = _("{year}年{month}月（已公布，更正）") if day in published else _("{year}年{month}月")
                months.append((day.isoformat(), word.format(year=day.year, month=day.month)))
        self.fields["month"].choices = months


def by_verb(*kinds: type[StepForm]) -> dict[str, type[StepForm]]:
    """Forms by their verbs."""
    return {one.verb: one for one in kinds}


PLACE_FORMS = by_verb(PlaceBox)
BOX_FORMS = by_verb(ChangeKeepers, TakeDownBox, OpenBox, PublishBoxMonth)
OPENING_FORMS = by_verb(ConfirmOpening, DenyOpening, EnterLetter)
LETTER_FORMS = by_verb(AnswerLetter)
