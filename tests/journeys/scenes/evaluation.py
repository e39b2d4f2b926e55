"""The pages of evaluations: address → looks; two evaluations of the small town, one being designed, one announced."""

from decimal import Decimal

from tests.inspection.scene import scene as round_of
from tests.journeys.looks import Look
from tests.world import MONDAY
from yinuo.evaluation import actions
from yinuo.evaluation.enclosed import Enclosed
from yinuo.evaluation.models import Question
from yinuo.evaluation.rules import sealing
from yinuo.evaluation.words import KeeperRole

NO_PAGE: dict[str, str] = {
    "desk:rubric_sample": "a workbook",
    "desk:rubric_file": "a file",
    "desk:result_export": "a file",
    "desk:result_content": "a file",
}
RICH = {
    "P1": {"title": "三级联动体系运行", "points": "5", "parts": [{"text": "议题有决定有办结", "points": "5"}], "may_skip": True},
    "D1": {"title": "居务公开", "kind": "deduct", "points": "10", "deductions": [{"text": "应公开未公开，每项", "points": "2"}]},
    "L1": {"title": "文明创建", "kind": "level", "points": "6"},
    "V1": {"title": "发生重大安全责任事故", "kind": "veto", "vetoes": "all"},
    "B1": {"title": "经验被省级以上推广", "kind": "bonus", "points": "3"},
}  # fmt: skip
"""One item of every kind."""


def looks(scene) -> dict[str, list[Look]]:
    """Every page of the part, by the name of its address, in a scene built through acts."""
    made = scene.evaluated = getattr(scene, "evaluated", None) or Evaluated(scene)
    tour, own, other = made.tour, made.assessment.pk, made.tour.assessment.pk
    steps = ("set_terms", "enter", "place", "seat_judge", "name_keeper", "award", "freeze")
    judge = made.judge
    return {
        "desk:rubrics": [Look("organiser"), Look("street0")],
        "desk:draft": [Look("organiser")],
        "desk:rubric": [Look("organiser", (made.rubric.pk,)), Look("street0", (tour.rubric.pk,))],
        "desk:rubric_step": [Look("organiser", (made.rubric.pk, verb)) for verb in ("write_item", "write_all", "consult")]
        + [Look("organiser", (made.rubric.pk, "write_item"), "?no=L1"), Look("organiser", (tour.rubric.pk, "consult"), status=409)],
        "desk:assessments": [Look("organiser"), Look("neighbour")],
        "desk:design": [Look("organiser")],
        "desk:assessment": [Look("organiser", (own,), f"?part={part}") for part in ("", "units", "judges", "rules")]
        + [Look("organiser", (other,)), Look("street0", (other,)), Look("keeper_leader", (own,))],
        "desk:assessment_step": [Look("organiser", (own, verb)) for verb in steps]
        + [Look("organiser", (own, "seal"), status=409), Look("organiser", (other, "exclude"))],
        "desk:judge_step": [Look("organiser", (judge.pk, "recuse"))],
        "desk:open": [Look("keeper_leader", (made.sealed.pk,)), Look("organiser", (own,), status=409)],
        "desk:take_key": [Look("keeper_leader", (made.keeper.pk,))],
        "desk:result": [Look("organiser", (made.result.pk,)), Look("street0", (made.result.pk,))],
        "desk:object": [Look("street1", (tour.subject(1).pk,))],
        "desk:objections": [Look("organiser"), Look("street0")],
        "desk:objection": [Look("street0", (made.objection.pk,)), Look("organiser", (made.objection.pk,))],
        "desk:objection_step": [Look("organiser", (made.objection.pk, "answer_objection"))],
        "desk:marking": [Look("judge2"), Look("neighbour")],
        "desk:mark": [Look("judge2", (made.marking.pk, made.subject.pk)), Look("judge2", (made.marking.pk, made.barred.pk), status=403)],
        "desk:reply": [Look("judge2", (made.question.pk,))],
    }  # fmt: skip


class Evaluated:
    """The tour of the scene, announced; beside it one evaluation being designed, and one in which marks are given."""

    def __init__(self, scene):
        tour = self.tour = getattr(scene, "tour", None) or round_of(scene.world)
        scene.tour = tour
        organiser = tour.organiser
        self.root = tour.round.org
        if tour.assessment.state == "casting":
            tour.announced()
            tour.fresh()
        self.result = tour.assessment.results.first()
        self.objection = actions.object_(
            tour.subject(0), tour.speaker(0), text="第3项的台账当天给评委看过，有两位没有计。"
        )
        self.question = Question.objects.create(
            judge=tour.judges[2], kind="straight_line", facts={}, asked_at=MONDAY
        )  # no act asks by itself: counting does, where something is unusual
        self.rubric = self._rubric(organiser)
        self.assessment = self._designed(organiser, "年度述评", freeze=False)
        self.judge = self.assessment.judges.first()
        self.keeper = self.assessment.keepers.first()
        self.sealed = self._designed(organiser, "专项评价", freeze=True)
        actions.seal(self.sealed, organiser, note="评委都去防汛了，改期再评。")
        casting = self._designed(organiser, "半年抽查", freeze=True)
        self.marking = casting.judges.first()
        self.subject, self.barred = casting.subjects.get(org=tour.streets[4]), casting.subjects.get(org=tour.streets[2])

    def _rubric(self, organiser):
        rubric = actions.draft(
            self.root, organiser, name="街道工作细则", version="2026年第1版", basis="示组〔2026〕1号"
        )
        for no, content in RICH.items():
            actions.write_item(rubric, organiser, no=no, content=Enclosed(content))
        return rubric

    def _designed(self, organiser, name: str, *, freeze: bool):
        tour = self.tour
        assessment = actions.design(self.root, organiser, name=name, rubric=tour.rubric, panels=1 if freeze else 2)
        for number in range(1, 6):
            panel = 1 if freeze else 1 + number % 2
            actions.enter(assessment, organiser, org=tour.streets[number], panel=panel)
        actions.seat_judge(assessment, organiser, member=tour.judges[2].member)
        actions.award(assessment, organiser, org=tour.streets[1], points=Decimal("1.5"), rule="示组〔2025〕9号第3条")
        for keeper, role in list(zip(tour.keepers, KeeperRole, strict=True))[:2]:
            actions.name_keeper(assessment, organiser, member=keeper.member, role=role)
        if freeze:
            for number, keeper in enumerate(assessment.keepers.all(), 1):
                actions.take_key(keeper, tour.keeper(number), public=sealing.new_keeper()[1])
            actions.freeze(assessment, organiser)
            actions.begin(assessment, organiser)
        return assessment
