"""Forms of sites: listed and withdrawn by units, shared by all groups, closed on the way."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.inspection.models import Site
from yinuo.inspection.words import IN_ROUND, Pick
from yinuo.places.models import Place

from ...matters.forms.step import words
from ...orgs.forms.step import PlaceField, number
from .step import REASON, SiteField, StepForm, seen_sites


class ListSite(StepForm):
    """A site of a unit, whether it would like to show it or not."""

    verb, after = "list_site", gettext_lazy("点位已经报上。")
    name = forms.CharField(label=gettext_lazy("点位名称"), max_length=80)
    place = PlaceField(label=gettext_lazy("在哪个社区（村）、街道（乡镇）"))
    address = forms.CharField(label=gettext_lazy("地址"), max_length=120, required=False)
    about = words(gettext_lazy("能看到什么"), rows=3, required=False, most=300)
    minutes = number(gettext_lazy("看一遍要多少分钟"), initial=30)
    windows = forms.CharField(
        label=gettext_lazy("平时几点开放"), max_length=80, required=False,
        help_text=gettext_lazy("例如：8:30-12:00，14:00-18:00。不填就是8:00-18:00。不要求为观摩改时间。"),
    )  # fmt: skip
    open_on = forms.MultipleChoiceField(
        label=gettext_lazy("只有哪几天开放"), required=False, widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("天天开放的不用选。"),
    )  # fmt: skip
    latitude = forms.DecimalField(
        label=gettext_lazy("纬度"),
        required=False,
        min_value=3,
        max_value=54,
        max_digits=9,
        decimal_places=6,
        help_text=gettext_lazy("不填就用所在地方的坐标。"),
    )
    longitude = forms.DecimalField(
        label=gettext_lazy("经度"), required=False, min_value=73, max_value=136, max_digits=9, decimal_places=6
    )
    host = forms.CharField(
        label=gettext_lazy("由什么岗位接待"),
        max_length=60,
        required=False,
        help_text=gettext_lazy("写岗位，不写姓名。"),
    )
    phone = forms.CharField(label=gettext_lazy("办公电话"), max_length=40, required=False)
    shares_contact = forms.BooleanField(label=gettext_lazy("接待的人同意观摩的人留这个电话"), required=False)
    is_proposed = forms.BooleanField(
        label=gettext_lazy("想推荐给大家看"), required=False,
        help_text=gettext_lazy("全部点位都要报；推荐的最多占一半，另一半随机抽。"),
    )  # fmt: skip

    def arrange(self):
        round, unit = self.subject.assessment.round, self.subject.org.place
        days = [round.starts_on.fromordinal(round.starts_on.toordinal() + n) for n in range(round.days)]
        self.fields["open_on"].choices = [(str(one), _("{m}月{d}日").format(m=one.month, d=one.day)) for one in days]
        under = Place.objects.on(self.today).filter(code__gte=unit.code, code__lt=unit.code + "~")
        self.fields["place"].arrange(under.exclude(level="grid").order_by("code"))

    def given(self):
        given = super().given()
        return given | {"open_on": list(given.get("open_on") or [])}


class WithdrawSite(StepForm):
    verb, after = "withdraw_site", gettext_lazy("已经撤回。")

    def arrange(self):
        self.hint(_("撤回以后，这个点位不参加抽签。").format())


class ShareSites(StepForm):
    """Anchors: the proposed ones are ticked; whoever knows better ticks others."""

    verb, after = "share_sites", gettext_lazy("共看的点位已经定了。排路线时，每个组都会去。")
    sites = forms.TypedMultipleChoiceField(
        label=gettext_lazy("每个组都去看的点位"), coerce=int, widget=forms.CheckboxSelectMultiple, choices=(), required=False,
        help_text=gettext_lazy("一般2到4个就够。各组都给它们打分，才知道哪一组手松、哪一组手紧。"),
    )  # fmt: skip

    def arrange(self):
        self.known: dict[int, Site] = {site.pk: site for site in seen_sites(self.subject)}
        self.fields["sites"].choices = [
            (pk, f"{site.subject.org.place.name} · {site.name}") for pk, site in self.known.items()
        ]
        now = [pk for pk, site in self.known.items() if site.is_anchor]
        asked = [
            int(word) for word in self.asked.get("sites", "").split(",") if word.isdigit() and int(word) in self.known
        ]
        self.initial.setdefault("sites", asked or now)
        if asked and set(asked) != set(now):
            self.hint(_("已经勾上系统建议的点位，可以改。"))

    def given(self):
        given = super().given()
        return given | {"sites": [self.known[pk] for pk in given.get("sites") or []]}


class CloseSite(StepForm):
    verb, after = "close_site", gettext_lazy("已经取消这个点位。接着重排路线：看过的不变，没看的重新安排。")
    site = SiteField(label=gettext_lazy("哪个点位"))
    reason = words(gettext_lazy("为什么去不了"), rows=2, most=200)

    def arrange(self):
        self.fields["site"].arrange(seen_sites(self.subject))
        self.initial.setdefault("site", self.asked.get("site", ""))
        self.hint(_("取消以后，这个点位不再打分，也不能恢复。"), tone="warning")


class HoldVisit(StepForm):
    verb, after = "hold_visit", gettext_lazy("已经登记：看过了。")


class MissVisit(StepForm):
    verb, after = "miss_visit", gettext_lazy("已经登记：没有看成。")
    reason = words(REASON, rows=2, most=200)


def is_seen(site: Site) -> bool:
    """Whether it is in the round."""
    return Pick(site.pick) in IN_ROUND
