"""Forms of the roster pages: which roster, below which organisation or in which community, and the file."""

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from yinuo.kernel.actor import Actor, Role
from yinuo.orgs.models import Organisation
from yinuo.places.models import Place

from .columns import BUILDINGS, ROSTERS

SHAPERS = (Role.ORGANISER, Role.ADMINISTRATOR)
SURVEYORS = (Role.COORDINATOR, Role.COMMUNITY_WORKER)
SHAPER_ROSTERS = [key for key in ROSTERS if key != BUILDINGS.key]


def shaped(actor: Actor) -> QuerySet[Organisation]:
    """The organisations whose structure this actor keeps."""
    near = Q(pk__in=[])
    for grant in actor.granted(*SHAPERS):
        if grant.org:
            near |= Q(path__gte=grant.org, path__lt=grant.org + "~")
    return Organisation.objects.filter(near, valid_to=None)


def surveyed(actor: Actor) -> QuerySet[Place]:
    """The communities whose buildings this actor keeps."""
    near = Q(pk__in=[])
    for grant in actor.granted(*SURVEYORS):
        near |= Q(code__gte=grant.place, code__lt=grant.place + "~") if grant.place else Q()
    return Place.objects.filter(near, level="community", valid_to=None)


class RosterForm(forms.Form):
    """What the rows are, and where they belong."""

    roster = forms.ChoiceField(label=_("名册"), widget=forms.RadioSelect)
    top = forms.ModelChoiceField(
        Organisation.objects.none(),
        label=_("单位范围"),
        required=False,
        to_field_name="path",
        help_text=_("组织架构、席位和人数：这个单位和它下面的。"),
    )
    community = forms.ModelChoiceField(
        Place.objects.none(), label=_("社区"), required=False, to_field_name="code", help_text=_("楼栋：这个社区的。")
    )

    def __init__(self, *args, actor: Actor, **given):
        super().__init__(*args, **given)
        orgs, communities = shaped(actor), surveyed(actor)
        self.fields["top"].queryset, self.fields["community"].queryset = orgs, communities
        self.fields["top"].label_from_instance = lambda org: "　" * (len(org.path) // 4 - 1) + org.name
        keys = (SHAPER_ROSTERS if actor.granted(*SHAPERS) else []) + (
            [BUILDINGS.key] if actor.granted(*SURVEYORS) else []
        )
        self.fields["roster"].choices = [(key, ROSTERS[key].title) for key in keys]
        self.fields["roster"].initial = keys[0] if keys else None
        if not actor.granted(*SHAPERS):
            del self.fields["top"]
        if not actor.granted(*SURVEYORS):
            del self.fields["community"]

    def clean(self):
        given = super().clean()
        needed = "community" if given.get("roster") == BUILDINGS.key else "top"
        if given.get("roster") and not given.get(needed) and needed not in self.errors:
            self.add_error(needed if needed in self.fields else None, _("请选择范围。"))
        return given


class RosterUploadForm(RosterForm):
    """The same with a file."""

    file = forms.FileField(
        label=_("Excel 文件"),
        help_text=_("先下载现在的名册，在上面改，再传上来。合并单元格请先取消。"),
        error_messages={"required": _("请选择一个文件。"), "empty": _("这个文件是空的。请重新选择。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls"}),
    )
