"""Forms of the verbs of the chain (M08): raise it to the body above, give it down to whom it belongs."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel import clock
from yinuo.matters import limits
from yinuo.matters.queries import hops
from yinuo.orgs.queries.chains import next_up

from ..showing import day as day_words
from .dispatching import tell_refusals
from .doing import shown
from .step import OfficeField, StepForm, day, words


class Escalate(StepForm):
    verb, button = "escalate", gettext_lazy("上报上级")
    tried = words(
        gettext_lazy("在本级已经做过什么"), help_text=gettext_lazy("没有试过的不要上报。会写在经过里，诉求人看得到。")
    )
    basis = words(
        gettext_lazy("为什么要上一级来定"), rows=3,
        help_text=gettext_lazy("写明依据：哪一项权限、哪一条规定不在本单位。"),
    )  # fmt: skip

    def arrange(self):
        above = next_up(self.matter.office, self.matter.place_code, self.now.date())
        if above is None:
            self.hint(_("本单位已经是最高一级，没有再上一级可以上报。"), tone="warning")
            return
        told = _("由它交办给有权办的单位，结果会回到本单位和诉求人。期限照算，本单位继续负责跟进。")
        self.hint(told, heading=_("将上报给：{office}").format(office=above.name))


class Assign(StepForm):
    verb, button = "assign", gettext_lazy("交办")
    office = OfficeField(help_text=gettext_lazy("社区（村）只能交办职责清单里有的事。"))
    basis = words(gettext_lazy("交办依据"), rows=3, help_text=gettext_lazy("写明为什么由这个单位办。会公开。"))
    due_at = day(
        gettext_lazy("要求哪天办结"), required=False, help_text=gettext_lazy("可以不填：按这件事原来的期限办。")
    )

    def arrange(self):
        self.fields["office"].label = _("交办给哪个单位")
        self.fields["office"].arrange(self, without=self.matter.office_id)
        for hop in hops(self.matter):
            heading = _("{office}上报").format(office=hop.from_office.name)
            self.hint(
                _("已经做过：{tried} 为什么要上报：{basis}").format(tried=hop.tried, basis=hop.basis), heading=heading
            )
        if self.matter.due_at and self.now <= self.matter.due_at:
            earliest = limits.earliest_task(self.matter.due_at, self.now.date())
            told = _("这件事的期限是 {day}。要求办结的日子不能比它晚，也不能早于 {earliest}。")
            self.hint(told.format(day=shown(self.matter.due_at), earliest=day_words(earliest)))
        tell_refusals(self)

    def clean_due_at(self) -> datetime | None:
        """The end of office time on the chosen day; the matter's own due on its last day."""
        on = self.cleaned_data["due_at"]
        if on is None:
            return None
        end, own = limits.end_of(on), self.matter.due_at
        return own if own and own < end and own.astimezone(clock.CHINA).date() == on else end
