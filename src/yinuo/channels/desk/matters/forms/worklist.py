"""The filters of the work list, in and out of its address."""

from datetime import datetime
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel.actor import Actor, Role
from yinuo.kernel.errors import Unfit
from yinuo.matters import contacts, limits, queries
from yinuo.matters.flow import ENDS
from yinuo.matters.models import Category, Matter
from yinuo.matters.policy import DESK
from yinuo.matters.words import INTAKES, STATES, URGENCIES
from yinuo.orgs.models import Organisation
from yinuo.places.models import Place

from ..showing import STANDING_STILL
from ..verbs import GROUPS

MOST_CHOICES = 400
EVERY = "all"
"""The state filter's word for all states. Without a filter the list holds what is not finished."""
SORTS = {
    "due": gettext_lazy("期限近的在前"),
    "newest": gettext_lazy("新收到的在前"),
    "oldest": gettext_lazy("等得久的在前"),
}


def options(labels: dict) -> list[tuple[str, str]]:
    """Fixed words as choices of a filter."""
    return [("", gettext_lazy("全部")), *((key.value, label) for key, label in labels.items())]


class WorkList(forms.Form):
    """Which matters to list; everything optional, unknown values are ignored with a sentence."""

    q = forms.CharField(
        label=gettext_lazy("查找"), required=False, max_length=80,
        help_text=gettext_lazy("事项编号、单号、原话里的词；登记人员还可以查电话。"),
        widget=forms.TextInput(attrs={"type": "search"}),
    )  # fmt: skip
    group = forms.ChoiceField(label=gettext_lazy("待办"), required=False)
    state = forms.ChoiceField(
        label=gettext_lazy("状态"), required=False,
        choices=[("", gettext_lazy("没结束的")), (EVERY, gettext_lazy("全部")), *options(STATES)[1:]],
    )  # fmt: skip
    category = forms.ChoiceField(label=gettext_lazy("分类"), required=False)
    place = forms.ChoiceField(label=gettext_lazy("地方"), required=False)
    office = forms.ChoiceField(label=gettext_lazy("承办单位"), required=False)
    urgency = forms.ChoiceField(label=gettext_lazy("紧急程度"), required=False, choices=options(URGENCIES))
    intake = forms.ChoiceField(label=gettext_lazy("来源"), required=False, choices=options(INTAKES))
    sort = forms.ChoiceField(label=gettext_lazy("排序"), required=False, choices=list(SORTS.items()))
    overdue = forms.BooleanField(label=gettext_lazy("只看超期"), required=False)
    own = forms.BooleanField(label=gettext_lazy("只看本单位承办"), required=False)

    def __init__(self, data, *, actor: Actor, now: datetime):
        super().__init__(data)
        self.actor, self.now = actor, now
        self.groups = {group.key: group.condition for group in queries.desk_groups(actor, now)}
        self.told = ""
        all_of_them = ("", _("全部"))
        self.fields["group"].choices = [
            all_of_them,
            *((key, word) for key, (word, _icon) in GROUPS.items() if key in self.groups),
        ]
        categories = Category.objects.filter(limits.valid_on(now.date())).values_list("code", "full_name")
        self.fields["category"].choices = [all_of_them, *categories]
        self.fields["place"].choices = [all_of_them, *self._places()]
        self.fields["office"].choices = [all_of_them, *self._offices()]

    def _places(self) -> list[tuple[str, str]]:
        """The places I work for and those next below; below the chosen one too."""
        grants = self.actor.granted(*DESK, Role.LEADER, Role.VERIFIER)
        if not grants and self.actor.holds(Role.HANDLER):
            return []
        near = Q()
        for code in {grant.place for grant in grants}:
            levels = ["county", "town"] if len(code) <= 6 else ["town", "community", "grid"]
            near |= Q(code__gte=code, code__lt=code + "~", level__in=levels)
        chosen = self.data.get("place", "")
        if chosen[:12].isdigit():
            near |= Q(code__gte=chosen, code__lt=chosen + "~", level__in=["town", "community"])
        found = Place.objects.filter(near).on(self.now.date()).values_list("code", "name", "level")[:MOST_CHOICES]
        return [(code, f"{INDENT.get(level, '')}{name}") for code, name, level in found] if near else []

    def _offices(self) -> list[tuple[str, str]]:
        near = Q()
        for grant in self.actor.granted(*DESK, Role.LEADER, Role.VERIFIER):
            code = grant.place
            near |= Q(place__code__gte=code, place__code__lt=code + "~") | Q(place__code__in=limits.prefixes(code)[1:])
        for grant in self.actor.granted(Role.HANDLER):
            near |= Q(path__gte=grant.org, path__lt=grant.org + "~")
        if not near:
            return []
        return list(Organisation.objects.filter(near).on(self.now.date()).values_list("path", "name")[:MOST_CHOICES])

    def matters(self) -> QuerySet[Matter]:
        """My work as far as the filters let it through."""
        given = self.cleaned_data
        wide = queries.works_on if given.get("q") else queries.holds
        if group := given.get("group"):
            found = Matter.objects.filter(self.groups[group])
        else:
            found = Matter.objects.filter(wide(self.actor))
        found = self._in_state(found, given.get("state") or "")
        for name in ("urgency", "intake"):
            if given.get(name):
                found = found.filter(**{name: given[name]})
        if code := given.get("category"):
            found = found.filter(category__code__gte=code, category__code__lt=code + "~")
        found = found.under(given.get("place") or "")
        if given.get("office"):
            found = found.handled_under(given["office"])
        if given.get("own") and self.actor.org:
            found = found.handled_under(self.actor.org)
        if given.get("overdue"):
            found = found.filter(due_at__lt=self.now).exclude(state__in=sorted(STANDING_STILL))
        return self._searched(found, given.get("q") or "")

    def _in_state(self, found: QuerySet[Matter], state: str) -> QuerySet[Matter]:
        """Finished matters are listed when they are asked for: by state, by words, or by a heading of the desk."""
        if state and state != EVERY:
            return found.filter(state=state)
        is_asked_otherwise = self.cleaned_data.get("group") or self.cleaned_data.get("q")
        return found if state or is_asked_otherwise else found.exclude(state__in=sorted(ENDS))

    def _searched(self, found: QuerySet[Matter], typed: str) -> QuerySet[Matter]:
        if not typed:
            return found
        if (phone := self._phone(typed)) is not None:
            return self._by_phone(found, phone)
        if matter := queries.by_slip(typed):
            return found.filter(pk=matter.pk)
        return queries.searched(found, typed)

    def _phone(self, typed: str) -> str | None:
        try:
            return contacts.read_phone(typed)
        except Unfit:
            return None

    def _by_phone(self, found: QuerySet[Matter], phone: str) -> QuerySet[Matter]:
        """Only where I register; handlers and checkers do not look residents up by telephone."""
        places = [grant.place for grant in self.actor.granted(*DESK)]
        if not places:
            self.told = _("只有登记人员可以按电话查。")
            return found.none()
        mine = Q()
        for code in places:
            mine |= queries.in_place(code)
        return found.filter(mine, raiser__phone_key=contacts.blind(phone))

    def query(self, **other: str) -> str:
        """The address of this list, with other values for some of it; nothing empty."""
        kept = {name: self.data.get(name, "") for name in self.fields} | other
        return urlencode({name: value for name, value in kept.items() if value})

    def parts(self) -> dict:
        """The fields as the page lays them out; `is_detailed` opens the further ones."""
        further = ("state", "category", "office", "urgency", "intake", "sort")
        ticks = ("overdue", "own")
        return {
            "first_filters": [self[name] for name in ("group", "place") if len(self.fields[name].choices) > 1],
            "further_filters": [self[name] for name in further],
            "tick_filters": [self[name] for name in ticks],
            "is_detailed": any(self.cleaned_data.get(name) for name in (*further, *ticks)),
        }

    @property
    def is_narrowed(self) -> bool:
        """Whether any filter is set."""
        return any(self.cleaned_data.get(name) for name in self.fields if name != "sort")


INDENT = {"town": "", "community": "　", "grid": "　　"}
