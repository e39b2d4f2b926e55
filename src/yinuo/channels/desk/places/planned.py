"""A plan of grids as its page shows it: map, grids with what they cost, what moves, and the same beside other plans."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from yinuo.channels import ground as drawn
from yinuo.channels import maps
from yinuo.kernel.errors import NotNow
from yinuo.places import geometry, planning
from yinuo.places.models import Building, GridPlan
from yinuo.places.plan_words import TERMS, note_sentence, term_label
from yinuo.places.words import PlanMode, PlanState


@dataclass
class Row:
    """One grid of a plan."""

    number: int
    hue: int | None
    name: str
    households: int
    members: int
    cost: float
    terms: list[tuple[str, float]]
    notes: list[str]
    buildings: list[Building]
    is_in_band: bool
    is_short: bool

    @property
    def terms_told(self) -> list[tuple[str, float]]:
        """The terms that cost something."""
        return [(word, points) for word, points in self.terms if points]


@dataclass
class Going:
    """Buildings that go from one grid (0: none yet) to another, with their households."""

    before: int
    after: int
    buildings: list[Building] = field(default_factory=list)

    @property
    def households(self) -> int:
        return sum(one.households for one in self.buildings)


@dataclass
class Priced:
    """What a partition costs, term by term; for the table that puts plans side by side."""

    word: str
    grids: list[dict]
    cost: float
    moved: int | None
    key: int | None = None

    @property
    def terms(self) -> dict[str, float]:
        total: dict[str, float] = defaultdict(float)
        for grid in self.grids:
            for term, points in grid["costs"].items():
                total[term] += points
        return total


class Planned:
    """A plan with the ground it was made for. Seven queries besides the plan itself."""

    def __init__(self, plan: GridPlan):
        self.plan, self.community = plan, plan.community
        self.ground = planning.ground_of(plan.community)
        self.buildings = {one.code: one for one in self.ground.buildings}
        self.terms = planning.terms_of(plan)
        self.colours = maps.hues({str(grid["number"]): tuple(grid["centre"]) for grid in plan.grids})
        self.names = {grid.code: grid.name for grid in self.ground.grids}

    @property
    def stale(self) -> str:
        """Why a draft fits the ground no longer; empty when it does."""
        if self.plan.state != PlanState.DRAFT:
            return ""
        try:
            planning.check_base(self.ground, self.plan)
        except NotNow as problem:
            return problem.sentence
        return ""

    @property
    def households(self) -> int:
        """All households of the plan."""
        return sum(grid["households"] for grid in self.plan.grids)

    @property
    def moved_share(self) -> float:
        """Per cent of the households that would change grid."""
        return 100 * self.plan.moved / self.households if self.households else 0.0

    @property
    def notes(self) -> list[str]:
        """What holds for the whole plan, in sentences."""
        return [note_sentence(note) for note in self.plan.notes]

    def rows(self) -> list[Row]:
        """The grids, by number."""
        return [self._row(grid) for grid in self.plan.grids]

    def _row(self, grid: dict) -> Row:
        name = self.names.get(grid["code"]) or _("第 {n} 网格（新）").format(n=grid["number"])
        return Row(
            number=grid["number"],
            hue=self.colours.get(str(grid["number"])),
            name=name,
            households=grid["households"],
            members=grid["members"],
            cost=sum(grid["costs"].values()),
            terms=[(term_label(term), grid["costs"].get(term, 0.0)) for term in TERMS],
            notes=[note_sentence(note) for note in grid.get("notes", [])],
            buildings=[self.buildings[code] for code in grid["buildings"] if code in self.buildings],
            is_in_band=self.terms.low <= grid["households"] <= self.terms.high,
            is_short=grid["members"] < self.terms.members,
        )

    def goings(self) -> list[Going]:
        """What moves, grid by grid; buildings that had no grid before stand under 0."""
        found: dict[tuple[int, int], Going] = {}
        for code, before, after in self.plan.moves:
            if code in self.buildings:
                number = int(before[-3:]) if before else 0
                found.setdefault((number, after), Going(number, after)).buildings.append(self.buildings[code])
        return [found[key] for key in sorted(found)]

    def map(self) -> maps.GroundMap:
        """The plan on the map: areas of the grids, buildings in their colours, those that move marked."""
        shapes = planning.plan_outlines(self.plan.grids, self.ground)
        features = [self._outline()] if self.ground.outline is not None else []
        features += [self._area(row, shapes[row.number]) for row in self.rows() if row.number in shapes]
        features += [drawn.barrier_feature(one) for one in self.ground.barriers]
        features += self._dots()
        legend = drawn.legend_of(features)
        legend.insert(0, ("map-draft hue-0", _("方案里的网格（颜色只为分清相邻的）")))
        if any(one["properties"].get("is_moved") for one in features):
            legend.append(("map-building is-moved", _("要换网格的楼栋")))
        title = _("{name}的网格方案").format(name=self.community.name)
        return maps.GroundMap(title, features, key="plan", legend=legend)

    def _outline(self) -> dict:
        return maps.feature(
            "community", geometry.geojson(self.ground.outline), _("{name}的边界").format(name=self.community.name)
        )

    def _area(self, row: Row, shape) -> dict:
        lines = [(_("户数"), row.households), (_("党员"), row.members), (_("合计"), _points(row.cost))]
        lines += [(word, _points(points)) for word, points in row.terms_told]
        centre = next(grid["centre"] for grid in self.plan.grids if grid["number"] == row.number)
        return maps.feature(
            "draft", geometry.geojson(shape), row.name, key=str(row.number), number=row.number, hue=row.hue,
            centre=centre, lines=lines,
        )  # fmt: skip

    def _dots(self) -> Iterable[dict]:
        number_of = {code: grid["number"] for grid in self.plan.grids for code in grid["buildings"]}
        cost_of = {grid["number"]: _points(sum(grid["costs"].values())) for grid in self.plan.grids}
        moved = {code for code, before, _number in self.plan.moves if before}
        for code, one in self.buildings.items():
            number = number_of.get(code)
            lines = [(_("户数"), one.households), (_("网格"), number or _("没有"))]
            lines += [(_("这个网格的代价"), cost_of[number])] if number else []
            hue = self.colours.get(str(number))
            yield drawn.building_feature(one, hue=hue, lines=lines, is_moved=code in moved)

    @property
    def next_number(self) -> int:
        """A number for one more grid."""
        return max([*self.ground.used, *(grid["number"] for grid in self.plan.grids)]) + 1

    def priced(self) -> Priced:
        """This plan for the comparison."""
        return Priced(_("这个方案"), self.plan.grids, self.plan.cost, self.plan.moved)

    def present(self) -> Priced | None:
        """What the grids of today cost by the same terms; None where there are none."""
        if not self.ground.assigned:
            return None
        found = planning.propose(self.ground, mode=PlanMode.BY_HAND, terms=self.terms)
        return Priced(_("现在的网格"), found.grids, found.cost, None)


def _points(points: float) -> str:
    return f"{points:.1f}"


def compared(columns: list[Priced], terms) -> list[tuple[str, list[tuple[str, str]]]]:
    """Rows of the comparison: a word, and (value, "better" | "worse" | "") of each column against the first."""
    lines: list[tuple[str, list[float], bool]] = [
        (_("网格个数"), [len(one.grids) for one in columns], False),
        (_("户数合规的网格"), [_in_band(one, terms) for one in columns], False),
    ]
    lines += [
        (term_label(term), [one.terms[term] for one in columns], True)
        for term in TERMS
        if any(one.terms[term] for one in columns)
    ]
    lines.append((_("合计（越小越好）"), [one.cost for one in columns], True))
    return [(word, [_cell(value, values[0], counts) for value in values]) for word, values, counts in lines]


def _in_band(one: Priced, terms) -> int:
    return sum(terms.low <= grid["households"] <= terms.high for grid in one.grids)


def _cell(value: float, first: float, is_cost: bool) -> tuple[str, str]:
    if not is_cost:
        return str(value), ""
    return _points(value), "" if abs(value - first) < 0.05 else ("worse" if value > first else "better")
