"""Forms of the verbs by which a matter comes in and finds its way."""

from uuid import uuid5

from django import forms
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel import codes, privacy
from yinuo.kernel.errors import Unfit
from yinuo.matters import actions, queries
from yinuo.matters.models import Suggestion
from yinuo.matters.words import (
    CHANNELS,
    DENIALS,
    KINDS,
    OUTCOMES,
    URGENCIES,
    Denial,
    Emergency,
    Kind,
    LegalChannel,
    Outcome,
    Urgency,
)

from .step import CategoryField, OfficeField, StepForm, fixed, percent, words

EMERGENCIES = {
    Emergency.POLICE: gettext_lazy("110 公安"),
    Emergency.FIRE: gettext_lazy("119 消防"),
    Emergency.AMBULANCE: gettext_lazy("120 急救"),
    Emergency.TRAFFIC: gettext_lazy("122 交通事故"),
}
PUBLIC_WORDS = gettext_lazy("公开用的文字")
CHECKED = gettext_lazy("我已看过：标为“可能”的地方不是个人信息")


class PublicWords:
    """Fields `public_words`, `title`, `is_checked`, filled with what masking proposes."""

    def propose(self, form: StepForm) -> None:
        matter = form.matter
        text = matter.public_words or matter.words
        found = privacy.scan(text)
        form.initial.setdefault("public_words", privacy.mask(text, found))
        form.initial.setdefault("title", privacy.mask(matter.title, privacy.scan(matter.title)))
        if found:
            told = "，".join(
                _("{kind}“{excerpt}”{weak}").format(
                    kind=_(privacy.KIND_LABELS[one.kind]),
                    excerpt=one.excerpt_masked,
                    weak=_("（可能）") if one.is_weak else "",
                )
                for one in found
            )
            form.hint(
                _(
                    "找到：{told}。下面公开用的文字里已经遮盖；原话不变。姓名和绰号系统认不出，公开前请再读一遍。"
                ).format(told=told),
                heading=_("原话里可能有个人信息"),
                tone="warning",
            )


class Register(StepForm):
    """Register, and as a rule accept in the same press."""

    verb, button = "register", gettext_lazy("登记")
    category = CategoryField()
    kind = fixed(gettext_lazy("类型"), Kind, KINDS, radio=False)
    urgency = fixed(gettext_lazy("紧急程度"), Urgency, URGENCIES)
    title = forms.CharField(
        label=gettext_lazy("标题"), max_length=120, required=False, help_text=gettext_lazy("列表里用；原话不改。")
    )
    is_public = forms.BooleanField(label=gettext_lazy("同时公开这件事"), required=False)
    public_words = words(PUBLIC_WORDS, required=False, most=20_000)
    is_checked = forms.BooleanField(label=CHECKED, required=False)
    accepts = forms.BooleanField(label=gettext_lazy("同时受理"), required=False, initial=True)

    def arrange(self):
        self.initial |= {"kind": self.matter.kind, "urgency": self.matter.urgency}
        suggested = self.matter.suggestions.filter(is_dismissed=False).select_related("category", "other")
        rows = list(suggested)
        self.fields["category"].arrange(self.now.date(), [one for one in rows if one.about == Suggestion.CATEGORY])
        PublicWords().propose(self)
        if not self.matter.wants_public or self.matter.kind == Kind.REPORT_TIP:
            for name in ("is_public", "public_words", "is_checked"):
                del self.fields[name]
            self.hints.clear()
            self.hint(_("诉求人不同意公开这件事。") if not self.matter.wants_public else _("举报事项不公开。"))
        for one in (one for one in rows if one.other_id):
            self.hint(
                _("{number} {title}（相像 {percent}%）。确是同一件事的，登记后可以并单。").format(
                    number=one.other.number, title=one.other.title, percent=percent(one)
                ),
                heading=_("可能和这件事重复（只是建议）"),
            )

    def given(self):
        given = super().given()
        given.pop("accepts", None)
        return given

    def perform(self):
        with transaction.atomic():
            done = super().perform()
            if done and self.cleaned_data.get("accepts"):
                key = self.form_key and uuid5(self.form_key, "accept")
                actions.accept(self.matter, self.actor, key=key)
        return done


class Accept(StepForm):
    verb, button = "accept", gettext_lazy("受理")


class Decline(StepForm):
    verb, button = "decline", gettext_lazy("不予受理")
    reason = fixed(gettext_lazy("理由"), Denial, DENIALS)
    text = words(
        gettext_lazy("告诉诉求人"), help_text=gettext_lazy("写明为什么不受理，还可以找谁、怎么办。诉求人会看到。")
    )


class Answer(StepForm):
    verb, button = "answer", gettext_lazy("答复并办结")
    text = words(gettext_lazy("答复内容"), help_text=gettext_lazy("用诉求人听得懂的话。诉求人会看到。"))
    outcome = fixed(
        gettext_lazy("结果"),
        Outcome,
        OUTCOMES,
        only=(Outcome.ANSWERED, Outcome.EXPLAINED_NOT_AGREED),
        help_text=gettext_lazy("“已解释，诉求人不认可”不算解决。"),
    )


class Redirect(StepForm):
    verb, button = "redirect", gettext_lazy("告知法定途径")
    channel = fixed(
        gettext_lazy("应当走哪条路"), LegalChannel, {key: label for key, (label, _told) in CHANNELS.items()}
    )
    text = words(gettext_lazy("补充说明"), required=False, help_text=gettext_lazy("例如受理机关的地址和电话。"))

    def arrange(self):
        self.fields["channel"].choices = [
            (key.value, f"{_(label)}：{_(told)}") for key, (label, told) in CHANNELS.items()
        ]
        self.hint(_("选中的这段话会原样告诉诉求人。"))


class Transfer(StepForm):
    verb, button = "transfer", gettext_lazy("已转紧急热线")
    service = fixed(gettext_lazy("转给哪里"), Emergency, EMERGENCIES)
    text = words(gettext_lazy("情况"), rows=3, required=False)

    def arrange(self):
        self.hint(_("请先打通电话，再在这里记录。记录以后事情还在，可以接着受理、派单。"), tone="warning")


class Merge(StepForm):
    """Into a suggested earlier matter, or into one named by its number."""

    verb, button = "merge", gettext_lazy("并单")
    suggested = forms.ChoiceField(
        label=gettext_lazy("可能重复的事项（只是建议）"), required=False, widget=forms.RadioSelect
    )
    into = forms.CharField(
        label=gettext_lazy("或者填并入的事项编号"),
        required=False,
        help_text=gettext_lazy("例如 2026-0000123-7。两件事的诉求人都会得到答复。"),
    )

    def arrange(self):
        rows = self.matter.suggestions.filter(about=Suggestion.DUPLICATE, is_dismissed=False).select_related("other")
        self.fields["suggested"].choices = [
            (
                one.other.number,
                _("{number} {title}（相像 {percent}%）").format(
                    number=one.other.number, title=one.other.title, percent=percent(one)
                ),
            )
            for one in rows
        ]
        if not self.fields["suggested"].choices:
            del self.fields["suggested"]
            self.fields["into"].label = _("并入的事项编号")

    def clean_into(self):
        typed = self.cleaned_data.get("into") or self.cleaned_data.get("suggested") or ""
        number = codes.read_matter_number(typed)
        found = queries.visible_to(self.actor).filter(number=number).first() if number else None
        if found is None:
            raise forms.ValidationError(_("没有找到这个编号的事项，请核对。"))
        return found

    def given(self):
        return {name: value for name, value in super().given().items() if name != "suggested"}


class Split(StepForm):
    verb, button = "split", gettext_lazy("拆出协办事项")
    words = words(
        gettext_lazy("请协办单位做什么"), help_text=gettext_lazy("本事项仍由主办单位负责到底，协办的都办结了才能办结。")
    )
    office = OfficeField()

    def arrange(self):
        self.fields["office"].label = _("协办单位")
        self.fields["office"].arrange(self)

    def perform(self):
        """The part is registered, accepted and dispatched in the same press: its office has been chosen here."""
        try:
            with transaction.atomic():
                return self._perform()
        except Unfit as problem:
            self.unfit(problem)
            return None

    def _perform(self):
        matter, key = self.matter, self.form_key
        part = actions.split(matter, self.actor, **self.given())
        if part.state == "received":
            actions.register(
                part, self.actor, category=matter.category, kind=Kind(matter.kind), urgency=Urgency(matter.urgency),
                key=key and uuid5(key, "register"),
            )  # fmt: skip
            actions.accept(part, self.actor, key=key and uuid5(key, "accept"))
            actions.dispatch(part, self.actor, office=self.cleaned_data["office"], key=key and uuid5(key, "dispatch"))
        return part


class Publish(StepForm):
    verb, button = "publish", gettext_lazy("公开")
    title = forms.CharField(label=gettext_lazy("标题"), max_length=120, required=False)
    public_words = words(PUBLIC_WORDS, rows=6, most=20_000)
    is_checked = forms.BooleanField(label=CHECKED, required=False)

    def arrange(self):
        PublicWords().propose(self)


class Unpublish(StepForm):
    verb, button = "unpublish", gettext_lazy("撤下公开")
    reason = words(gettext_lazy("为什么撤下"), rows=3)


class Unmask(StepForm):
    verb, button = "unmask", gettext_lazy("查看电话")
    reason = forms.CharField(
        label=gettext_lazy("查看的用途"),
        max_length=200,
        help_text=gettext_lazy("例如：约定上门时间。谁在什么时候为什么看过，都有记录。"),
    )


class Forget(StepForm):
    verb, button = "forget", gettext_lazy("删除联系方式")

    def arrange(self):
        self.hint(_("只在诉求人本人要求时删除。删除后不能恢复，也不能再回访；事项和经过都还在。"), tone="warning")


class Reissue(StepForm):
    verb, button = "reissue", gettext_lazy("补发单号")

    def arrange(self):
        self.hint(
            _(
                "请先核对来人就是诉求人（例如说得出反映的内容和时间、回拨留下的电话）。补发后旧单号作废，新单号只显示一次。"
            ),
            tone="warning",
        )
