"""Forms of the verbs of the office that has it."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel import clock
from yinuo.kernel.clock.pauses import CAUSE_LABELS
from yinuo.kernel.errors import Unfit
from yinuo.matters import limits, photos
from yinuo.matters.queries import hops
from yinuo.matters.words import CLAIMABLE, METHODS, OUTCOMES, Method, Outcome

from .step import StepForm, day, fixed, words, yes_or_no

BY = gettext_lazy("最晚哪天办到")


def shown(moment: datetime) -> str:
    """A moment in words: 3月9日 18:00."""
    local = timezone.localtime(moment)
    return _("{month}月{day}日 {hour}").format(month=local.month, day=local.day, hour=f"{local:%H:%M}")


class Promise(StepForm):
    """What will be done by when; where the rulebook has stages, one promise for each."""

    verb, button = "promise", gettext_lazy("作出承诺")
    stage = forms.ChoiceField(label=gettext_lazy("哪个阶段"), required=False, widget=forms.RadioSelect)
    text = words(
        gettext_lazy("做什么"), rows=3, help_text=gettext_lazy("用诉求人听得懂的话，写做成什么样。承诺会公开。")
    )
    due_at = day(BY, help_text=gettext_lazy("到这一天下班为止。第一次答应的日子永远留在页面上。"))
    due_time = forms.TimeField(
        label=gettext_lazy("几点以前"), required=False, widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("不填就是下班时间；要按小时办的急事请填。"),
    )  # fmt: skip

    def arrange(self):
        matter = self.matter
        self.standards = {} if matter.reopened else {"": matter.standard_due_at}
        standard = limits.standard(matter, matter.dispatched_at) if matter.dispatched_at else None
        self.stages = dict(standard.stages) if standard else {}
        if matter.standard_due_at and not matter.reopened:
            self.hint(
                _("规定最晚 {day}（依据：{source}）。承诺可以更早，不能更晚。").format(
                    day=shown(matter.standard_due_at), source=standard.source if standard else ""
                ),
                heading=_("规定时限"),
            )
        if task := self._task():
            told = _("上级交办时要求在 {day} 以前办结，承诺不能比它晚。")
            self.hint(told.format(day=shown(task.due_at)), heading=_("交办要求"))
        self._arrange_stages()

    def _task(self):
        """The newest task given down to this office with a day of its own (M08)."""
        ways = hops(self.matter)
        return ways[-1] if ways and ways[-1].due_at and ways[-1].assigned_office_id == self.matter.office_id else None

    def _arrange_stages(self):
        if not self.stages:
            del self.fields["stage"]
            return
        self.standards |= self.stages
        made = set(self.matter.promises.exclude(stage="").values_list("stage", flat=True))
        self.left = [name for name in self.stages if name not in made]
        self.fields["stage"].choices = [
            *((name, _("{stage}（最晚 {day}）").format(stage=name, day=shown(at))) for name, at in self.stages.items()),
            ("", _("全部做完")),
        ]
        self.initial.setdefault("stage", self.left[0] if self.left else "")

    def clean(self):
        cleaned = super().clean()
        if on := cleaned.get("due_at"):
            cleaned["due_at"] = self._moment(
                on, cleaned.pop("due_time", None), self.standards.get(cleaned.get("stage", ""))
            )
        return cleaned

    def _moment(self, on, at, standard) -> datetime:
        if at:
            return datetime.combine(on, at, tzinfo=clock.CHINA)
        end = limits.end_of(on)
        if standard and standard < end and timezone.localtime(standard).date() == on:
            return standard
        return end

    def given(self):
        return {name: value for name, value in super().given().items() if name != "due_time"}

    @property
    def is_unfinished(self) -> bool:
        """Whether another stage still lacks its promise after this one."""
        return len(getattr(self, "left", ())) > 1 and self.cleaned_data.get("stage") in self.left


class AskExtension(StepForm):
    verb, button = "ask_extension", gettext_lazy("申请延期")
    due_at = day(gettext_lazy("延到哪天"))
    reason = words(
        gettext_lazy("为什么要延期"), help_text=gettext_lazy("诉求人会看到这个原因。由本单位以外的协调员决定。")
    )

    def arrange(self):
        if self.matter.due_at:
            self.hint(_("现在的期限是 {day}。过了期限就不能再申请。").format(day=shown(self.matter.due_at)))

    def clean_due_at(self):
        return limits.end_of(self.cleaned_data["due_at"])


class DecideExtension(StepForm):
    verb, button = "decide_extension", gettext_lazy("决定")
    is_approved = yes_or_no(gettext_lazy("是否同意延期"), gettext_lazy("同意"), gettext_lazy("不同意"))
    text = words(gettext_lazy("理由"), help_text=gettext_lazy("诉求人和承办单位都会看到。"))

    def arrange(self):
        if asked := self.matter.extensions.filter(is_approved=None).first():
            heading = _("申请由 {old} 延到 {new}").format(old=shown(asked.old_due_at), new=shown(asked.due_at))
            self.hint(asked.reason, heading=heading)


class Staged(StepForm):
    """Offers the stages whose promises are still open."""

    def arrange(self):
        names = self.matter.promises.filter(kept_at=None).exclude(stage="").values_list("stage", flat=True)
        self.stages = list(dict.fromkeys(names))


class Work(Staged):
    verb, button = "work", gettext_lazy("记下这一步")
    text = words(gettext_lazy("做了什么"), help_text=gettext_lazy("记下以后不能改。会公开。"))
    stage = forms.ChoiceField(label=gettext_lazy("属于哪个阶段"), required=False)

    def arrange(self):
        super().arrange()
        self.fields["stage"].choices = [("", _("不分阶段")), *((name, name) for name in self.stages)]
        if not self.stages:
            del self.fields["stage"]


class FinishStage(Staged):
    verb, button = "finish_stage", gettext_lazy("完成阶段")
    stage = forms.ChoiceField(label=gettext_lazy("完成了哪个阶段"), widget=forms.RadioSelect)
    text = words(gettext_lazy("做了什么"))

    def arrange(self):
        super().arrange()
        self.fields["stage"].choices = [(name, name) for name in self.stages]
        if not self.stages:
            self.hint(_("这件事没有还没完成的阶段。"), tone="warning")


class Pause(StepForm):
    verb, button = "pause", gettext_lazy("暂停，等待补充")
    cause = fixed(gettext_lazy("为什么停"), clock.Cause, CAUSE_LABELS)
    asked = words(
        gettext_lazy("请诉求人做什么，或者在等什么"),
        help_text=gettext_lazy("诉求人会看到。停着的工作时间不算在期限里。"),
    )


class Resume(StepForm):
    verb, button = "resume", gettext_lazy("继续办理")
    text = words(gettext_lazy("等到了什么"), rows=3)


class Resolve(StepForm):
    verb, button = "resolve", gettext_lazy("办结")
    outcome = fixed(
        gettext_lazy("办理结果"),
        Outcome,
        OUTCOMES,
        only=CLAIMABLE,
        help_text=gettext_lazy("照实选。“已解释，诉求人不认可”和“确实无法解决”不算解决。"),
    )
    text = words(gettext_lazy("办到了什么"), help_text=gettext_lazy("写给诉求人看。别的单位会来核实，诉求人会评价。"))


class Attach(StepForm):
    """Evidence of any kind; a photo or a document may come along, neither has to."""

    verb, button = "attach", gettext_lazy("添加佐证")
    kind = fixed(gettext_lazy("哪一种佐证"), Method, METHODS)
    note = words(
        gettext_lazy("说明"), rows=3, required=False, help_text=gettext_lazy("看到了什么、量到了多少、谁在场。")
    )
    photo = forms.FileField(
        label=gettext_lazy("照片"), required=False, help_text=gettext_lazy("照片里的位置和手机信息会自动去掉。"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/*"}),
    )  # fmt: skip
    document = forms.FileField(
        label=gettext_lazy("材料"), required=False, help_text=gettext_lazy("PDF、Word（docx）或者Excel（xlsx），不超过10MB。"),
        widget=forms.ClearableFileInput(attrs={"accept": ".pdf,.docx,.xlsx"}),
    )  # fmt: skip
    is_public = forms.BooleanField(label=gettext_lazy("可以公开（人脸、门牌、车牌已经看过）"), required=False)

    def clean(self):
        cleaned = super().clean()
        for name, take in (("photo", photos.take), ("document", photos.take_document)):
            if upload := cleaned.get(name):
                try:
                    cleaned[name] = take(upload, self.now)
                except Unfit as problem:
                    self.add_error(name, problem.sentence)
        if cleaned.get("photo") and cleaned.get("document"):
            self.add_error("document", _("一次只能添加一个文件，请分两次添加。"))
        return cleaned

    def given(self):
        given = super().given()
        document = given.pop("document", None)
        return given | ({"photo": document} if document else {})


class Explain(StepForm):
    verb, button = "explain", gettext_lazy("说明")
    evidence = forms.ModelChoiceField(label=gettext_lazy("哪一张照片"), queryset=None, empty_label=None)
    text = words(
        gettext_lazy("说明"), rows=3, help_text=gettext_lazy("例如：两件事是同一个现场；或者传错了，补一张新的。")
    )

    def arrange(self):
        asked = self.matter.evidences.exclude(resembles=None).filter(answer="").select_related("resembles__matter")
        field = self.fields["evidence"]
        field.queryset = asked
        field.label_from_instance = lambda one: _("{day} 添加的照片（与 {number} 的照片相近）").format(
            day=shown(one.at), number=one.resembles.matter.number
        )
        self.hint(_("这只是一个问题，不是指责：同一个现场、同一批设备的照片常常相像。"))
