"""The line of an evaluation as one row of steps: what is next, and why it cannot be done yet (REFERENCE §1.5)."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from yinuo.evaluation.actions.casting import expected
from yinuo.evaluation.actions.counting import open_objections, uncounted
from yinuo.evaluation.actions.designing import FEWEST_KEEPERS
from yinuo.evaluation.models import Ballot
from yinuo.evaluation.words import AssessmentState

from .seeing import Sight

A = AssessmentState
ORDER = list(AssessmentState)
Need = tuple[str, str, str]


@dataclass
class Stage:
    """One step: "done", "here" or "later". At "here": what is lacking as (sentence, address, word), and the next act."""

    key: str
    word: str
    state: str = "later"
    needs: list[Need] = field(default_factory=list)
    verb: str = ""
    advice: str = ""


STEPS = (
    (A.DESIGNED, gettext_lazy("设计"), "freeze"), (A.FROZEN, gettext_lazy("冻结"), "begin"),
    (A.CASTING, gettext_lazy("打分"), "seal"), (A.SEALED, gettext_lazy("封票"), "open"),
    (A.OPENED, gettext_lazy("启封"), "compute"), (A.COMPUTED, gettext_lazy("计分"), "announce"),
    (A.ANNOUNCED, gettext_lazy("告知"), "settle"), (A.SETTLED, gettext_lazy("了结"), "publish"),
    (A.PUBLISHED, gettext_lazy("公布"), ""),
)  # fmt: skip
"""Each state with its word and the act that leads on."""


class Line:
    """The steps of one evaluation; a handful of queries, whatever its size."""

    def __init__(self, sight: Sight):
        self.sight, self.assessment = sight, sight.assessment

    def stages(self) -> list[Stage]:
        """All of them; the one that it stands at says what is next."""
        here = ORDER.index(A(self.assessment.state))
        found = []
        for place, (state, word, verb) in enumerate(STEPS):
            stage = Stage(state.value, str(word), "done" if place < here else "later")
            if place == here:
                is_end = state == A.PUBLISHED
                stage.state, stage.verb = "done" if is_end else "here", verb
                stage.needs = list(getattr(self, f"_{state.value}")())
                stage.advice = str(ADVICE.get(state, ""))
            found.append(stage)
        return found

    def _designed(self) -> Iterator[Need]:
        assessment, sight = self.assessment, self.sight
        panels = set(assessment.subjects.values_list("panel", flat=True))
        if empty := sorted(set(range(1, assessment.panels + 1)) - panels):
            yield _("第{n}组还没有单位。").format(n="、".join(map(str, empty))), sight.url("units"), _("去加入单位")
        if len(sight.keepers) < FEWEST_KEEPERS:
            yield (
                _("启封口令至少由{n}人分别保管，现在定了{m}人。").format(n=FEWEST_KEEPERS, m=len(sight.keepers)),
                sight.to("name_keeper"),
                _("定保管人"),
            )
        if lacking := [str(one) for one in sight.keepers if not one.public]:
            yield _("{names}还没有领取启封口令。本人登录以后领取。").format(names="、".join(lacking)), "", ""
        if not assessment.rubric.is_whole:
            yield (
                _("细则和冻结时的指纹不一致，请查存证账。"),
                reverse("desk:rubric", args=[assessment.rubric_id]),
                _("看细则"),
            )

    def _frozen(self) -> Iterator[Need]:
        panels = set(self.assessment.judges.values_list("panel", flat=True))
        if lacking := sorted(set(range(1, self.assessment.panels + 1)) - panels):
            yield (
                _("第{n}组还没有评委。").format(n="、".join(map(str, lacking))),
                self.sight.url("judges"),
                _("去定评委"),
            )
        elif self.sight.round_url:
            yield _("观摩组出发时，打分自动开始。"), self.sight.round_url, _("看这一轮观摩")

    def _casting(self) -> Iterator[Need]:
        due = expected(self.assessment)
        cast = Ballot.objects.filter(judge__assessment=self.assessment).count()
        if cast < due:
            yield (
                _("到了{cast}张票，应到{due}张，还缺{n}张。等齐了再封；确实来不了的，封票时写明原因。").format(cast=cast, due=due, n=due - cast),
                self.sight.url("judges"),
                _("看各位评委"),
            )  # fmt: skip

    def _sealed(self) -> Iterator[Need]:
        return iter(())

    def _opened(self) -> Iterator[Need]:
        if spoilt := Ballot.objects.filter(judge__assessment=self.assessment).exclude(problem="").count():
            yield _("有{n}张票打不开，计分时列为无效票并写明原因。").format(n=spoilt), "", ""

    def _computed(self) -> Iterator[Need]:
        newest = self.assessment.results.first()
        signed = set(newest.signatures.values_list("keeper", flat=True))
        if unsigned := [str(one) for one in self.sight.keepers if one.pk not in signed]:
            yield (
                _("{names}还没有在结果上签字。").format(names="、".join(unsigned)),
                reverse("desk:result", args=[newest.pk]),
                _("看结果"),
            )

    def _announced(self) -> Iterator[Need]:
        assessment, today = self.assessment, timezone.localdate()
        until = assessment.objections_until
        if today <= until:
            yield _("异议期到{m}月{d}日为止，过了这一天再了结。").format(m=until.month, d=until.day), "", ""
        if waiting := open_objections(assessment, today):
            yield _("还有{n}件异议没有办完。").format(n=waiting), reverse("desk:objections"), _("去办异议")
        if uncounted(assessment):
            yield _("有异议成立了，还没有重新计分。"), self.sight.to("compute"), _("重新计分")

    def _settled(self) -> Iterator[Need]:
        return iter(())

    def _published(self) -> Iterator[Need]:
        return iter(())


ADVICE = {
    A.DESIGNED: gettext_lazy("冻结以后，细则、档次、计分规则和保管人都不能再改，大家出发以前就知道怎么算。"),
    A.FROZEN: gettext_lazy("规则已经固定。评委到位就可以开始打分。"),
    A.CASTING: gettext_lazy("评委各自密封投票。谁都看不到票里的内容，管理员也看不到。"),
    A.SEALED: gettext_lazy("请两位保管人同时到场，各自输入自己纸上的口令。只有一份口令打不开。"),
    A.OPENED: gettext_lazy("票已经启封。计分按冻结的规则自动算，谁都可以用导出的文件重算一遍。"),
    A.COMPUTED: gettext_lazy("组长、监票人、计票人看过结果、核对指纹以后签字，再告知各单位。"),
    A.ANNOUNCED: gettext_lazy("各单位只看得到自己的结果，可以提出异议。"),
    A.SETTLED: gettext_lazy("默认只公布档次。公布得分、名次要有批准文号。"),
}
