"""Forms of the branch planner: weights to try out, and a plan as a proposal."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.kernel.errors import NotNow
from yinuo.orgs.actions import DraftBranch
from yinuo.orgs.models import Organisation
from yinuo.orgs.queries import superior_of, thresholds
from yinuo.orgs.words import DECIDERS, KINDS, Kind, Purpose

from ...matters.forms.step import words
from .step import OrganisationField, StepForm, near

WEIGHTS = {
    "portfolio": (gettext_lazy("每多跨一个分管领导"), 10),
    "nature": (gettext_lazy("每多跨一类工作性质"), 4),
    "site": (gettext_lazy("每多跨一个办公地点"), 12),
    "small": (gettext_lazy("不足7名时每差一名"), 3),
    "large": (gettext_lazy("超过20名时每多一名"), 1),
    "branch": (gettext_lazy("每个党支部"), 2),
    "crowded": (gettext_lazy("超过5个科室时每多一个"), 2),
}
MOST_BRANCHES = 60


class Weights(forms.Form):
    """Points of each term, for trying out; nothing of it is kept."""

    choice = forms.IntegerField(min_value=0, max_value=9, required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **given):
        super().__init__(*args, **given)
        for name, (label, usual) in WEIGHTS.items():
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=1000, required=False)
            self.fields[name].widget.attrs["placeholder"] = usual

    def weights(self) -> dict[str, int] | None:
        """Those that were given; None when all are as usual."""
        return {name: self.cleaned_data[name] for name in WEIGHTS if self.cleaned_data.get(name) is not None} or None

    def query(self) -> str:
        """The weights as they stand in the address."""
        return "&".join(
            f"{name}={value}" for name, value in ((self.weights() or {}) if self.is_valid() else {}).items()
        )

    @property
    def shown(self):
        return [self[name] for name in WEIGHTS]


class Propose(StepForm):
    """A plan as drafts: names can be changed, the units of each branch are those of the plan that was chosen."""

    verb = "propose"
    text = words(gettext_lazy("申报理由"), rows=4, most=500)
    superior = OrganisationField(label=gettext_lazy("由哪个党组织批复"))

    def arrange(self):
        self.rows = self._posted() if self.is_bound else self._planned()
        for number, row in enumerate(self.rows):
            self._add_branch(number, row)
        if superior_of(self.subject, self.today):
            del self.fields["superior"]
        else:
            self.fields["superior"].arrange(near(self.subject, self.today, DECIDERS))
        self.hint(_("申报只是请上级批复，现在的支部不会变动。批复同意以后，再由本单位实施。"))
        self.order_fields([name for name in self.fields if name.startswith("name_")])

    @property
    def drafts(self) -> bool:
        return bool(self.rows)

    def _planned(self) -> list[dict]:
        """The drafts of the plan that was chosen in the address."""
        from yinuo.orgs.queries.planner import branch_plans, drafts_of  # brings the solvers along

        weights = Weights(self.asked)
        choice = weights.cleaned_data.get("choice") if weights.is_valid() else None
        if choice is None:
            return []
        plans = branch_plans(self.subject, self.today, weights=weights.weights()).plans
        if choice >= len(plans):
            return []
        return [
            {
                "name": one.name,
                "kind": one.kind,
                "units": list(one.units),
                "branch": one.branch,
                "points": dict(one.points),
            }
            for one in drafts_of(plans[choice], self.subject, self.today)
        ]

    def _posted(self) -> list[dict]:
        """The same, read back from the hidden fields: keys of this department's units and branches only."""
        mine = {one.pk: one for one in Organisation.objects.under(self.subject.path).select_related("place")}
        rows = []
        for number in range(MOST_BRANCHES):
            if f"kind_{number}" not in self.data:
                break
            kind = self.data[f"kind_{number}"]
            rows.append(
                {
                    "name": self.data.get(f"name_{number}", ""),
                    "kind": Kind(kind) if kind in set(Kind) else Kind.BRANCH,
                    "units": _known(self.data.get(f"units_{number}", ""), mine),
                    "branch": next(iter(_known(self.data.get(f"branch_{number}", ""), mine)), None),
                    "points": {},
                }
            )
        return rows

    def _add_branch(self, number: int, row: dict) -> None:
        sections = "、".join(one.name for one in row["units"])
        label = _("第{number}个：{kind}").format(number=number + 1, kind=KINDS[row["kind"]])
        told = _("包括：{sections}").format(sections=sections) if sections else _("不再覆盖科室，实施后撤销")
        self.fields[f"name_{number}"] = forms.CharField(label=label, max_length=80, help_text=told, initial=row["name"])
        hidden = {
            "kind": row["kind"].value,
            "units": ",".join(str(one.pk) for one in row["units"]),
            "branch": str(row["branch"].pk) if row["branch"] else "",
        }
        for name, value in hidden.items():
            field = forms.CharField(required=False, widget=forms.HiddenInput, initial=value)
            self.fields[f"{name}_{number}"] = field

    def given(self):
        known = super().given()
        plain = ("key", "text", "superior")
        drafts = [
            DraftBranch(known[f"name_{number}"], row["kind"], row["units"], row["branch"], points)
            for number, (row, points) in enumerate(zip(self.rows, self._points(), strict=True))
        ]
        purpose = Purpose.ADJUST if any(one.branch for one in drafts) else Purpose.ESTABLISH
        return {name: known[name] for name in plain if known.get(name)} | {"purpose": purpose, "branches": drafts}

    def _points(self) -> list[dict[str, int]]:
        """The planner's points of each branch as it is proposed; none where it can no longer be priced."""
        from yinuo.optimise.branches import points_of  # brings the solvers along
        from yinuo.orgs.queries.planner import sections_of, terms_of

        groups = [[str(one.pk) for one in row["units"]] for row in self.rows]
        named = {key for group in groups for key in group}
        try:
            sections = [one for one in sections_of(self.subject, self.today) if one.key in named]
            priced = points_of(sections, [group for group in groups if group], terms_of(thresholds(self.today)))
        except (ValueError, NotNow):
            return [{} for _group in groups]
        found = iter(priced.branches)
        return [dict(next(found).points) if group else {} for group in groups]


def _known(keys: str, mine: dict[int, Organisation]) -> list[Organisation]:
    return [mine[int(key)] for key in keys.split(",") if key.isdigit() and int(key) in mine]
