"""The line of a round: both its lives as one row of steps, what is next, and why it is not yet (REFERENCE §1.5)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db.models import Count, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.actions.casting import expected
from yinuo.evaluation.models import Ballot
from yinuo.evaluation.words import AssessmentState
from yinuo.inspection.models import Visit
from yinuo.inspection.words import ItineraryState, RoundState, VisitState

from .sight import Sight

A, R = AssessmentState, RoundState
ORDER = list(AssessmentState)
MOST_NAMED = 4


@dataclass
class Stage:
    """One step of the line: "done", "here" or "later"; at "here": what is lacking, as (sentence, address, word)."""

    key: str
    word: str
    state: str = "later"
    needs: list[tuple[str, str, str]] = field(default_factory=list)
    verb: str = ""
    """The act that leads on, when nothing is lacking."""


def some(names: list[str]) -> str:
    """“甲、乙、丙、丁等6个单位”."""
    shown = "、".join(names[:MOST_NAMED])
    return shown + (_("等{n}个单位").format(n=len(names)) if len(names) > MOST_NAMED else "")


class Line:
    """The steps of one round. About ten queries, whatever its size."""

    def __init__(self, sight: Sight):
        self.sight, self.round = sight, sight.round
        self.assessment = sight.round.assessment

    def stages(self) -> list[Stage]:
        """All of them; the first that is not done is the one at work."""
        found = [Stage(key, str(word)) for key, word, _done in STEPS]
        for stage, (_key, _word, done) in zip(found, STEPS, strict=True):
            if not done(self):
                stage.state = "here"
                stage.needs, stage.verb = list(getattr(self, f"_{stage.key}")()), self._act(stage.key)
                break
            stage.state = "done"
        return found

    def _act(self, key: str) -> str:
        """The act that ends a step, if it is one of the round."""
        if key == "visiting":
            return "come_back" if self.round.state == R.VISITING else "set_out"
        return ACTS.get(key, "")

    def is_past(self, state: AssessmentState) -> bool:
        """Whether the assessment has come to this state."""
        return ORDER.index(AssessmentState(self.assessment.state)) >= ORDER.index(state)

    def _marks(self, sentence: str) -> tuple[str, str, str]:
        return sentence, self.sight.assessment_url, _("到打分的页面办")

    def _here(self, sentence: str, part: str, word: str) -> tuple[str, str, str]:
        return sentence, self.sight.url(part), word

    def _step(self, sentence: str, verb: str, word: str) -> tuple[str, str, str]:
        return sentence, reverse("desk:round_step", args=[self.round.pk, verb]), word

    def _designed(self) -> Iterator[tuple[str, str, str]]:
        if not self.sight.subjects:
            yield _("还没有参加的单位。"), reverse("desk:enter", args=[self.round.pk]), _("加入单位")
            return
        counted = self.assessment.subjects.annotate(n=Count("sites", Q(sites__pick="listed")))
        empty = {one.pk for one in counted if not one.n}
        if names := [one.org.place.name for one in self.sight.subjects if one.pk in empty]:
            yield self._here(_("{units}还没有报点位。").format(units=some(names)), "sites", _("看各单位报的点位"))

    def _routed(self) -> Iterator[tuple[str, str, str]]:
        states = list(self.round.itineraries.values_list("state", flat=True))
        if ItineraryState.READY in states:
            yield self._here(_("有排好的路线，还没有采用。"), "routes", _("去看路线"))
        elif ItineraryState.ASKED in states:
            yield self._here(_("路线正在排。"), "routes", _("去看路线"))
        else:
            yield self._step(_("还没有排路线。"), "ask_routes", _("排路线"))
        yield from self._judges()

    def _judges(self) -> Iterator[tuple[str, str, str]]:
        if lacking := [one.number for one in self.sight.groups if one.leader_id is None]:
            numbers = "、".join(map(str, lacking))
            yield self._step(_("第{numbers}组还没有组长。").format(numbers=numbers), "lead_group", _("定组长"))
        seated = set(self.assessment.judges.values_list("panel", flat=True))
        if empty := [one.number for one in self.sight.groups if one.number not in seated]:
            yield self._marks(_("第{numbers}组还没有评委。").format(numbers="、".join(map(str, empty))))

    def _frozen(self) -> Iterator[tuple[str, str, str]]:
        keepers = list(self.assessment.keepers.values_list("public", flat=True))
        if len(keepers) < 2:
            yield self._marks(_("启封口令至少由两人保管，现在定了{n}人。").format(n=len(keepers)))
        elif not all(keepers):
            yield self._marks(_("有保管人还没有领取启封口令。"))
        else:
            yield self._marks(_("细则、档次和口令都齐了，可以冻结计分规则。"))

    def _visiting(self) -> Iterator[tuple[str, str, str]]:
        if self.round.state != R.VISITING:
            yield from self._judges()
            return
        left = Visit.objects.filter(group__round=self.round, state=VisitState.PLANNED).count()
        if left:
            yield self._here(_("还有{n}个点位没有登记看没看成。").format(n=left), "visits", _("去登记"))

    def _sealed(self) -> Iterator[tuple[str, str, str]]:
        come = Ballot.objects.filter(judge__assessment=self.assessment).count()
        yield self._marks(
            _("到了{come}张票，应到{all}张。到齐或者写明缺票原因，就可以封票。").format(
                come=come, all=expected(self.assessment)
            )
        )

    def _computed(self) -> Iterator[tuple[str, str, str]]:
        if self.assessment.state == A.SEALED:
            yield self._marks(_("票已经封好，等两位保管人同时在场启封。"))
        else:
            yield self._marks(_("票已经启封，可以计分。"))

    def _objected(self) -> Iterator[tuple[str, str, str]]:
        if self.assessment.state == A.COMPUTED:
            yield self._marks(_("结果已经算出，等组长、监票人、计票人签字，再告知各单位。"))
        else:
            until = self.assessment.objections_until
            yield self._marks(_("异议期到{m}月{d}日。").format(m=until.month, d=until.day))

    def _published(self) -> Iterator[tuple[str, str, str]]:
        yield self._marks(_("异议都办完了，可以公布。默认只公布档次。"))

    def _learned(self) -> Iterator[tuple[str, str, str]]:
        if self.round.met_at is None:
            when = timezone.localtime(self.round.meets_at) if self.round.meets_at else None
            said = (
                _("总结点评会定在{m}月{d}日，还没有登记。").format(m=when.month, d=when.day)
                if when
                else _("总结点评会还没有定时间。")
            )
            yield self._here(said, "meeting", _("去办"))
        silent = self.assessment.subjects.filter(gaps__isnull=True, no_gap__isnull=True).select_related("org__place")
        if names := [one.org.place.name for one in silent]:
            said = _("{units}还没有提出对标查改，也没有说明没有要改的。").format(units=some(names))
            yield self._here(said, "gaps", _("看对标查改"))

    def _archived(self) -> Iterator[tuple[str, str, str]]:
        return iter(())

    def is_learned(self) -> bool:
        """Met, and every unit has said what it changes, or why nothing."""
        if not self.is_past(A.PUBLISHED) or self.round.met_at is None:
            return False
        return not self.assessment.subjects.filter(gaps__isnull=True, no_gap__isnull=True).exists()


Done = Callable[[Line], bool]
STEPS: tuple[tuple[str, object, Done], ...] = (
    ("designed", gettext_lazy("单位和点位"), lambda line: line.round.state != R.LISTING),
    ("routed", gettext_lazy("路线和评委"), lambda line: line.round.state not in (R.LISTING, R.DRAWN)),
    ("frozen", gettext_lazy("规则冻结"), lambda line: line.is_past(A.FROZEN)),
    ("visiting", gettext_lazy("现场观摩"), lambda line: line.round.state in (R.RETURNED, R.ARCHIVED)),
    ("sealed", gettext_lazy("封票"), lambda line: line.is_past(A.SEALED)),
    ("computed", gettext_lazy("启封计分"), lambda line: line.is_past(A.COMPUTED)),
    ("objected", gettext_lazy("异议"), lambda line: line.is_past(A.SETTLED)),
    ("published", gettext_lazy("公布"), lambda line: line.is_past(A.PUBLISHED)),
    ("learned", gettext_lazy("对标查改"), lambda line: line.is_learned()),
    ("archived", gettext_lazy("归档"), lambda line: line.round.state == R.ARCHIVED),
)
"""Key, word and whether it is done; a step is not done before those on its left."""

ACTS = {"designed": "draw", "archived": "archive"}
