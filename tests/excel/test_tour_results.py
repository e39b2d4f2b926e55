"""The result sheet of a round, read back: formula, every value, what is dropped, bands; no ranking that nobody authorised."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse

from tests.bulletins.papers import book, everything, faceless, word
from tests.excel.test_tours import content, get, summary
from tests.inspection.scene import Scene, scene
from tests.world import World, build
from yinuo.bulletins.policy import FORMATS, Document
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.models import Assessment, Ballot, Result

DOCUMENT = "示组发〔2026〕3号"
FILES = [(document.value, format) for document in Document for format in FORMATS[document] if document != "published"]


@pytest.fixture(scope="module")
def announced(django_db_setup, django_db_blocker) -> Scene:
    """A round whose seventy ballots were cast, opened and counted: once for all tests here, each of which is undone."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield scene(build()).announced()
        transaction.set_rollback(True)


@pytest.fixture
def made(announced, db) -> Scene:
    return announced.fresh()


@pytest.fixture
def world(made) -> World:
    """The world of that round, for the browsers."""
    return made.world


@pytest.fixture
def organiser(signed_in):
    return signed_in("organiser")


def told(made, **given) -> None:
    """The states that follow the announcement, without their days of waiting."""
    Assessment.objects.filter(pk=made.assessment.pk).update(state="published", **given)


def test_the_result_sheet_can_be_counted_again_by_hand(made, organiser):
    sheets = book(content(organiser, made, "result", "xlsx"))
    rows = summary(sheets)
    assert [row["单位"] for row in rows] == [street.name for street in made.streets]
    values = [row for row in sheets["逐个分值"][1:] if row[0] == "东关街道办事处"]
    kept = [Decimal(str(row[3])) for row in values if row[4] == "计入"]
    assert sorted(row[4] for row in values) == ["去掉最低", "去掉最高", "计入", "计入", "计入"]
    assert Decimal(str(rows[0]["平均分"])) == (sum(kept) / len(kept)).quantize(Decimal("0.01"))
    assert rows[0]["总分"] == rows[0]["平均分"]
    assert rows[0]["档次"] in ("优秀", "良好", "达标", "整改")
    assert "名次" not in rows[0]


def test_it_names_formula_fingerprints_seeds_bands_and_who_signs(made, organiser):
    result = Result.objects.get(assessment=made.assessment)
    said = "\n".join(one for one in word(content(organiser, made, "result")) if isinstance(one, str))
    for part in (
        "计分公式：每位评委",
        "第1版公式",
        result.digest,
        made.round.seed,
        "路线种子1",
        "优秀90%起",
        "其余整改",
    ):
        assert part in said
    for role in ("组长", "监票人", "计票人"):
        assert f"{role}签字：＿" in said
    assert said.count("系统签字：") == 3


def test_a_ballot_that_does_not_count_is_told_with_its_reason(made, organiser):
    ballot = Ballot.objects.filter(judge__code="01").first()
    evaluating.exclude(made.assessment, made.organiser, ballot=ballot, why="与本单位有亲属任职")
    evaluating.compute(made.assessment, made.organiser, why="剔除1张票。")
    sheets = book(content(organiser, made, "result", "xlsx"))
    assert "按决定不计1张" in str(sheets["计分结果"])
    line = next(row for row in sheets["各评委分值"] if row[0] == ballot.subject.org.name)
    assert line[2].startswith("评委01：")
    assert "与本单位有亲属任职" in line[2]
    assert [row["无效票"] for row in summary(sheets) if row["单位"] == ballot.subject.org.name] == [1.0]


def test_a_unit_gets_its_own_part_and_nothing_of_others(made, signed_in):
    for format in ("docx", "xlsx"):
        file = content(signed_in("street1"), made, "result", format)
        text = str(word(file)) if format == "docx" else str(book(file))
        assert "西关街道办事处" in text
        assert not [street.name for street in made.streets if street.name != "西关街道办事处" and street.name in text]
    assert "签字" not in text


def test_a_unit_waits_until_the_result_is_announced(made, signed_in):
    evaluating.compute(made.assessment, made.organiser, why="重新核对。")
    assert get(signed_in("street1"), made, "result").status_code == 409
    assert get(signed_in("keeper_watcher"), made, "result").status_code == 200


def test_bands_are_published_without_points_and_without_an_order(made, signed_in):
    told(made, form="bands")
    found = word(content(signed_in("judge0"), made, "published"))
    assert not [one for one in found if isinstance(one, list)]
    assert found[1] == "一、档次"
    assert any(one.startswith("优秀（") for one in found)
    assert "名次" not in str(found)


def test_a_ranking_prints_the_document_that_authorises_it_and_ranks_groups_apart(made, organiser):
    told(made, form="ranking", document=DOCUMENT, audience="各街道党工委")
    found = word(content(organiser, made, "published"))
    table = next(one for one in found if isinstance(one, list))
    assert table[0] == ["组", "名次", "单位", "总分", "档次"]
    assert [row[:2] for row in table[1:]] == [["1", "1"], ["1", "2"], ["1", "3"], ["2", "1"], ["2", "2"], ["2", "3"]]
    assert f"公布依据：{DOCUMENT}。" in found
    sheet = str(book(content(organiser, made, "result", "xlsx"))["计分结果"])
    assert f"名次依据：{DOCUMENT}；公布范围：各街道党工委" in sheet
    assert "名次只在本组内比较" in sheet


def test_no_ranking_without_a_document_whatever_the_form_says(made, organiser):
    told(made, form="ranking", document="")
    assert "名次" not in str(word(content(organiser, made, "published")))
    assert "名次" not in str(book(content(organiser, made, "result", "xlsx"))["计分结果"])


def test_points_are_published_in_the_order_of_the_units(made, organiser):
    told(made, form="points", document=DOCUMENT)
    table = next(one for one in word(content(organiser, made, "published")) if isinstance(one, list))
    assert [row[0] for row in table[1:]] == [street.name for street in made.streets]
    assert "名次" not in str(table)


def test_the_reference_adds_up_by_hand(made, organiser):
    rows = book(content(organiser, made, "result", "xlsx"))["校正参考"]
    start = next(number for number, row in enumerate(rows) if row[0] == "单位")
    lines = [row for row in rows[start + 1 :] if row[1] != ""]
    assert len(lines) == 6
    for line in lines:
        raw, severity, missed, adjusted, shrinkage, score = (Decimal(str(value)) for value in line[2:8])
        assert raw + severity + missed == adjusted
        assert adjusted + shrinkage == score


def test_the_protocol_has_every_mark_by_code_and_every_fingerprint(made, organiser):
    sheets = book(content(organiser, made, "protocol", "xlsx"))
    assert list(sheets)[:3] == ["密封指纹", "评委01", "评委02"]
    digests = {row[3] for row in sheets["密封指纹"] if len(str(row[3])) == 64}
    assert digests == set(Ballot.objects.values_list("digest", flat=True))
    rows = sheets["评委01"]
    assert rows[2] == ["单位", "点位", "T\n01", "T\n02", "T\n03", "合计"]
    ballot = Ballot.objects.filter(judge__code="01").order_by("subject__org__path", "part__key").first()
    marks = [float(ballot.content["marks"][no]["points"]) for no in ("T01", "T02", "T03")]
    assert rows[3] == [ballot.subject.org.name, ballot.part.name, *marks, sum(marks)]


def test_a_ballot_that_does_not_count_says_why(made, organiser):
    ballot = Ballot.objects.filter(judge__code="01").first()
    evaluating.exclude(made.assessment, made.organiser, ballot=ballot, why="与本单位有亲属任职")
    assert "不计，与本单位有亲属任职" in str(word(content(organiser, made, "protocol")))


#                        organiser auditor keeper judge leader of a group  unit  neighbour
WHO = ("organiser", "auditor", "keeper_watcher", "judge0", "leader1", "street1", "neighbour")
TABLE = {
    "draw":      (200, 200, 200, 200, 200, 200, 404),
    "blank":     (200, 200, 200, 200, 200, 403, 404),
    "timetable": (200, 200, 200, 200, 200, 403, 404),
    "protocol":  (200, 403, 403, 403, 403, 403, 404),
    "result":    (200, 200, 200, 403, 403, 200, 404),
    "published": (409, 409, 409, 409, 409, 403, 404),
}  # fmt: skip


def test_every_document_is_given_to_whom_the_table_says(made, signed_in):
    found = {kind: tuple(get(signed_in(who), made, kind).status_code for who in WHO) for kind in Document}
    assert found == TABLE


def test_no_document_names_a_person_or_a_telephone_and_every_one_names_its_typefaces(made, organiser):
    for kind, format in FILES:
        file = content(organiser, made, kind, format)
        text = file.decode() if format == "ics" else everything(file)
        assert not [secret for secret in ("0377-60", "judge0", "street0", "leader1") if secret in text], kind
        assert format != "docx" or faceless(file) == [], kind


def test_the_queries_do_not_grow_with_sites_and_judges(made, organiser, django_assert_max_num_queries):
    for kind, format in FILES:
        with django_assert_max_num_queries(24):
            content(organiser, made, kind, format)
    with django_assert_max_num_queries(16):
        organiser.get(reverse("excel:tour_files", args=[made.round.pk]))
