"""Forms of routes: travel times from a file, plans asked for, arranged by hand, adopted."""

from datetime import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.inspection.actions.routing import LONGEST_SEARCH
from yinuo.inspection.models import Itinerary
from yinuo.inspection.words import ItineraryState, RoundState
from yinuo.kernel.errors import Unfit

from ...orgs.forms.step import number
from ..travelling import read_travel
from .step import StepForm, seen_sites

WHY = gettext_lazy("为什么（可以写一句，方便以后比较）")


class SetTravel(StepForm):
    """A table of minutes; every gap and every cell that is no number is named."""

    verb, after = "set_travel", gettext_lazy("行车时间已经导入。重新排一次路线，就按新的时间算。")
    table = forms.FileField(
        label=gettext_lazy("行车时间表（.xlsx 或 .csv）"),
        help_text=gettext_lazy("用样表填：第一行、第一列是地方，格子里是从左边到上边要多少分钟。来回可以不一样。"),
    )

    @property
    def is_multipart(self) -> bool:
        return True

    def clean_table(self):
        try:
            return read_travel(self.cleaned_data["table"], self.subject)
        except Unfit as problem:
            raise forms.ValidationError(problem.sentence) from None


class AskRoutes(StepForm):
    """A plan is asked for; under way, from which moment on it may change something."""

    verb = "ask_routes"
    after = gettext_lazy("正在排路线。")
    seconds = number(
        gettext_lazy("让系统算几秒"),
        initial=30,
        help_text=gettext_lazy("算得越久，路线越省。十几个单位一般30秒以内，能证明是最省的就提前结束；最多60秒。"),
    )
    seed = number(
        gettext_lazy("随机种子"),
        initial=1,
        help_text=gettext_lazy("同样的种子和秒数，排出来的差不多；换一个种子可以换一种排法。"),
    )
    why = forms.CharField(label=WHY, max_length=200, required=False)
    now = forms.TypedChoiceField(label=gettext_lazy("从哪天起重排"), coerce=int, choices=())
    clock = forms.TimeField(
        label=gettext_lazy("从几点起"), widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        help_text=gettext_lazy("这一刻以前看过的、正在看的都不变。"),
    )  # fmt: skip

    def arrange(self):
        self.fields["seconds"].max_value = LONGEST_SEARCH
        if self.subject.state != RoundState.VISITING:
            del self.fields["now"], self.fields["clock"]
            return
        del self.fields["seconds"], self.fields["seed"]
        self.after = gettext_lazy("正在重排路线，两秒以内就好。")
        days = [
            self.subject.starts_on.fromordinal(self.subject.starts_on.toordinal() + n) for n in range(self.subject.days)
        ]
        self.fields["now"].choices = [(n, _("{m}月{d}日").format(m=one.month, d=one.day)) for n, one in enumerate(days)]
        moment: datetime = timezone.localtime()
        self.initial.setdefault("now", min(max((self.today - self.subject.starts_on).days, 0), self.subject.days - 1))
        self.initial.setdefault("clock", moment.time().replace(second=0, microsecond=0))

    def given(self):
        given = super().given()
        day, clock = given.pop("now", None), given.pop("clock", None)
        if day is not None and clock is not None:
            given |= {"now_day": day, "now_minute": clock.hour * 60 + clock.minute}
        return given


class Adopt(StepForm):
    """A plan becomes the visits of the groups."""

    verb, after = "adopt", gettext_lazy("路线已经采用，各组的点位和时间都定了。")
    itinerary = forms.ModelChoiceField(queryset=Itinerary.objects.none(), widget=forms.HiddenInput)

    def arrange(self):
        self.fields["itinerary"].queryset = self.subject.itineraries.all()
        self.initial.setdefault("itinerary", self.asked.get("itinerary", ""))
        plan = self.subject.itineraries.filter(pk=self.asked.get("itinerary") or None).first() if self.asked else None
        if plan is None or plan.state != ItineraryState.READY:
            return
        left = len(plan.plan["unvisited"])
        text = _("全程行车{n}分钟。").format(n=plan.plan["driving"])
        if left:
            self.hint(_("还有{n}个点位没有排进去，采用以后它们就不看了。").format(n=left), tone="warning")
        if self.subject.state == RoundState.VISITING:
            text += _("看过的、没看成的照原样保留，只改还没看的。")
        elif self.subject.assessment.state == "designed":
            text += _("采用以后，各单位归到去看它的那一组打分。")
        self.hint(text)

    def clean(self):
        cleaned = super().clean()
        if "itinerary" in self.errors:
            raise forms.ValidationError(_("请从路线的页面上采用。"))
        return cleaned


class Rearrange(StepForm):
    """The sites of each group in an order made by hand: a group and a number for each; the clock is told for it."""

    verb, after = "rearrange", gettext_lazy("正在按您的顺序算时间。")
    template = "desk/inspection/rearrange.html"
    why = forms.CharField(
        label=gettext_lazy("为什么这样排"), max_length=200, help_text=gettext_lazy("例如：西区修路，先走东线。")
    )

    def arrange(self):
        self.sites = {site.key: site for site in seen_sites(self.subject)}
        self.stops: list[tuple[int, str]] = []
        for group, keys in enumerate(self._orders(), 1):
            for turn, key in enumerate(keys, 1):
                self._add(group, key, turn)
        for key, site in self.sites.items():
            for group in self._lacking(key, site.is_anchor):
                self._add(group, key, 1 + sum(one == group for one, _key in self.stops))

    def _orders(self) -> list[list[str]]:
        """The order of the plan that is changed: the one asked for, the adopted one, or the newest."""
        plans = list(self.subject.itineraries.exclude(plan={}).order_by("-asked_at")[:20])
        asked = [one for one in plans if str(one.pk) == self.asked.get("itinerary")]
        used = [one for one in plans if one.state == ItineraryState.ADOPTED]
        base = next(iter([*asked, *used, *plans]), None)
        groups = base.plan["groups"] if base else []
        legs = [[leg for day in group["days"] for leg in day["legs"]] for group in groups]
        order = [[leg["key"] for leg in one if leg["kind"] == "visit" and leg["key"] in self.sites] for one in legs]
        return (order + [[] for _group in self.groups])[: len(self.groups)]

    def _lacking(self, key: str, is_anchor: bool) -> list[int]:
        found = {group for group, known in self.stops if known == key}
        if is_anchor:
            return [group for group in self.groups if group not in found]
        return [] if found else [1]

    def _add(self, group: int, key: str, turn: int) -> None:
        self.stops.append((group, key))
        name, site = f"{key}-{group}", self.sites[key]
        label = f"{site.subject.org.place.name} {site.name}"
        self.fields[f"turn-{name}"] = number(_("{site}：第几个看").format(site=label), initial=turn)
        if not site.is_anchor:
            choices = [(one, _("第{n}组").format(n=one)) for one in self.groups]
            self.fields[f"group-{name}"] = forms.TypedChoiceField(
                label=_("{site}：哪一组").format(site=label), coerce=int, choices=choices, initial=group
            )

    @property
    def groups(self) -> range:
        return range(1, self.subject.assessment.panels + 1)

    def tables(self):
        """For the page: each group with its rows (site, field of its turn, field of its group or None)."""
        for group in self.groups:
            yield group, [
                (self.sites[key], self[f"turn-{key}-{one}"], self[f"group-{key}-{one}"] if f"group-{key}-{one}" in self.fields else None)
                for one, key in self.stops
                if one == group
            ]  # fmt: skip

    def given(self):
        cleaned = self.cleaned_data
        rows = []
        for at, (group, key) in enumerate(self.stops):
            wanted = cleaned.get(f"group-{key}-{group}", group)
            rows.append((wanted, cleaned[f"turn-{key}-{group}"], at, key))
        rows.sort()
        order = [" ".join(key for group, _turn, _at, key in rows if group == wanted) for wanted in self.groups]
        kept = {name: cleaned[name] for name in ("key", "seen") if cleaned.get(name) is not None}
        return kept | {"order": order, "why": cleaned["why"]}
