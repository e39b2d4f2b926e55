"""Forms of a branch's meetings: a record of three taps and a sentence, corrections, photos, customs (M41)."""

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel.errors import Unfit
from yinuo.matters import photos
from yinuo.meetings import actions
from yinuo.meetings.models import BranchCustom
from yinuo.meetings.queries import usual
from yinuo.meetings.rulebooks import branch_life
from yinuo.meetings.rules.life import book_on
from yinuo.meetings.words.life import MEETING_KINDS, MeetingKind
from yinuo.orgs.models import Organisation

from ...matters.forms.step import day, words
from ...orgs.forms.step import OrganisationField, number
from .step import PhotoForm, StepForm, line, photo_field

ONLY = {
    "group": MeetingKind.GROUP, "post": MeetingKind.DUAL_LIFE, "has_election": MeetingKind.MEMBERS,
    **dict.fromkeys(
        ("excellent", "qualified", "basic", "unqualified", "probationary", "reason"), MeetingKind.REVIEW
    ),
}  # fmt: skip
"""Fields that only one kind of meeting has."""


class RecordMeeting(StepForm):
    """`?kind=` says which; what the branch usually does is filled in."""

    verb = "record_meeting"
    kind = forms.TypedChoiceField(
        label=gettext_lazy("什么会"), coerce=MeetingKind,
        choices=[(kind.value, word) for kind, word in MEETING_KINDS.items()],
    )  # fmt: skip
    group = OrganisationField(label=gettext_lazy("哪个党小组"), required=False)
    post = line(gettext_lazy("哪个岗位的领导干部"), required=False, help_text=gettext_lazy("写岗位，不写姓名。"))
    present = number(gettext_lazy("到会几人"))
    outcome = words(
        gettext_lazy("定了什么、有什么结果"), rows=3, most=600, help_text=gettext_lazy("一句话就行，写事，不写套话。")
    )
    held_on = day(gettext_lazy("哪天开的"))
    topic = line(gettext_lazy("主题"), 120)
    entitled = number(gettext_lazy("应到几人"))
    place = line(gettext_lazy("在哪儿"), required=False)
    excellent = number(gettext_lazy("优秀"), required=False)
    qualified = number(gettext_lazy("合格"), required=False)
    basic = number(gettext_lazy("基本合格"), required=False)
    unqualified = number(gettext_lazy("不合格"), required=False)
    probationary = number(
        gettext_lazy("预备党员"), required=False, help_text=gettext_lazy("参加评议，不评定等次，只填人数。")
    )
    has_election = forms.BooleanField(label=gettext_lazy("这次会有选举"), required=False)
    reason = line(gettext_lazy("优秀超过三分之一的原因"), 200, required=False)
    late_reason = line(gettext_lazy("补录的原因"), 200, required=False)
    photo = photo_field(required=False)

    def arrange(self):
        kind = self._kind()
        if kind is None:
            self.fields["kind"].widget.attrs["autofocus"] = True
        else:
            self.fields["kind"].widget = forms.HiddenInput()
            self.initial.setdefault("kind", kind.value)
        for name, only in ONLY.items():
            if kind is not None and kind != only:
                del self.fields[name]
        book = book_on(branch_life(), self.today)
        self.fields["late_reason"].help_text = book.late_article
        self._fill(kind)

    def _kind(self) -> MeetingKind | None:
        said = self.data.get("kind") if self.is_bound else self.asked.get("kind")
        return MeetingKind(said) if said in list(MeetingKind) else None

    def _fill(self, kind: MeetingKind | None) -> None:
        if "group" in self.fields:
            self.fields["group"].arrange(
                Organisation.objects.under(self.subject.path).filter(kind__in=("party_group", "stairwell_group"))
            )
        if self.is_bound:
            return
        known = usual(self.subject, kind or MeetingKind.THEME_DAY, self.today)
        self.initial |= {"held_on": self.today, "entitled": known.entitled or None, "place": known.place}
        if kind is not None:
            self.initial["topic"] = _("{m}月{kind}").format(m=self.today.month, kind=MEETING_KINDS[kind])
            book = book_on(branch_life(), self.today)
            self.hint(book.kinds[kind].article)
            if kind == MeetingKind.REVIEW:
                self.hint(_("{one}；{other}。").format(one=book.excellent_article, other=book.probationary_article))
        if kind == MeetingKind.GROUP and len(known.groups) == 1:
            self.initial["group"] = str(known.groups[0].pk)

    @property
    def word(self):
        kind = self._kind()
        return _("记一次{kind}").format(kind=MEETING_KINDS[kind]) if kind else super().word

    def clean(self):
        cleaned = super().clean()
        if upload := cleaned.get("photo"):
            try:
                cleaned["photo"] = photos.take(upload)
            except Unfit as problem:
                self.add_error("photo", problem.sentence)
        return cleaned

    def given(self):
        return {name: value for name, value in super().given().items() if name != "photo"}

    @transaction.atomic
    def perform(self):
        """The record, and its photo where there is one. Warnings of the rulebook are said at once."""
        made = super().perform()
        if made is None:
            return None
        if photo := self.cleaned_data.get("photo"):
            actions.add_meeting_photo(made, self.actor, photo=photo)
        said = [_("{text}（{article}）").format(text=text, article=article) for _key, text, article in made.findings]
        late = [_("已标明“补录”。")] if made.is_late else []
        self.after = " ".join([_("已经记下。"), *late, *said])
        return made


class CorrectMeeting(StepForm):
    verb, after = "correct_meeting", gettext_lazy("更正已经写在记录旁边。")
    text = words(gettext_lazy("哪里要更正，应该是什么"), rows=3, most=300)


class AddMeetingPhoto(PhotoForm):
    verb, after = "add_meeting_photo", gettext_lazy("照片已经放好。")


class SettleCustom(StepForm):
    verb, after = "settle_custom", gettext_lazy("已经定下，记录时会自动填好。")
    theme_day = forms.IntegerField(
        label=gettext_lazy("主题党日固定在每月几号"), min_value=1, max_value=28, help_text=gettext_lazy("1到28。")
    )
    place = line(gettext_lazy("通常在哪儿开"))

    def arrange(self):
        if custom := BranchCustom.objects.filter(branch=self.subject).first():
            self.initial |= {"theme_day": custom.theme_day, "place": custom.place}
