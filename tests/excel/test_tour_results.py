"""The result sheet of a round, read back: formula, every value, what is dropped, bands; no ranking that nobody authorised."""

from decimal import Decimal

import pytest

from tests.bulletins.papers import book, word
from tests.excel.test_tours import content, get
from tests.inspection.scene import scene
from yinuo.evaluation import actions as evaluating
from yinuo.evaluation.models import Assessment, Ballot, Result

DOCUMENT = "示组发〔2026〕3号"


@pytest.fixture
def organiser(signed_in):
    return signed_in("organiser")


def told(made, **given) -> None:
    """The states that follow the announcement, without their days of waiting."""
    Assessment.objects.filter(pk=made.assessment.pk).update(state="published", **given)


def summary(sheets: dict) -> list[dict]:
    rows = sheets["计分结果"]
    start = next(number for number, row in enumerate(rows) if row[0] == "单位")
    heads = rows[start]
    return [dict(zip(heads, row, strict=True)) for row in rows[start + 1 :] if row[3] != ""]


def test_the_result_sheet_can_be_counted_again_by_hand(world, organiser):
    made = scene(world).announced()
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


def test_it_names_formula_fingerprints_seeds_bands_and_who_signs(world, organiser):
    made = scene(world).announced()
    result = Result.objects.get()
    said = "\n".join(one for one in word(content(organiser, made, "result")) if isinstance(one, str))
    for part in ("计分公式：每位评委", "第1版公式", result.digest, made.round.seed, "路线种子1", "优秀90%起", "其余整改"):
        assert part in said
    for role in ("组长", "监票人", "计票人"):
        assert f"{role}签字：＿" in said
    assert said.count("系统签字：") == 3


def test_a_ballot_that_does_not_count_is_told_with_its_reason(world, organiser):
    made = scene(world).opened()
    ballot = Ballot.objects.filter(judge__code="01").first()
    evaluating.exclude(made.assessment, world.organiser, ballot=ballot, why="与本单位有亲属任职")
    evaluating.compute(made.assessment, world.organiser)
    sheets = book(content(organiser, made, "result", "xlsx"))
    assert "按决定不计1张" in str(sheets["计分结果"])
    line = next(row for row in sheets["各评委分值"] if row[0] == ballot.subject.org.name)
    assert line[2].startswith("评委01：")
    assert "与本单位有亲属任职" in line[2]
    assert [row["无效票"] for row in summary(sheets) if row["单位"] == ballot.subject.org.name] == [1.0]


def test_too_few_ballots_are_not_marked(world, organiser):
    made = scene(world)
    site = made.sites(2)[0]
    for number in range(4):
        if made.judge(number)[0].unit_id != site.subject.org_id:
            made.cast(number, site)
    evaluating.seal(made.assessment, world.organiser, note="只到了几张。")
    evaluating.open_(made.assessment, made.keeper(1), words=[made.words[1], made.words[3]], numbers=[1, 3])
    evaluating.compute(made.assessment, world.organiser)
    rows = summary(book(content(organiser, made, "result", "xlsx")))
    assert {row["总分"] for row in rows} == {"样本不足，不评分"}
    assert "没有计算校正参考" in str(word(content(organiser, made, "result")))


def test_a_unit_gets_its_own_part_and_nothing_of_others(world, signed_in):
    made = scene(world).announced()
    for format in ("docx", "xlsx"):
        file = content(signed_in("street1"), made, "result", format)
        text = str(word(file)) if format == "docx" else str(book(file))
        assert "西关街道办事处" in text
        assert not [street.name for street in made.streets if street.name != "西关街道办事处" and street.name in text]
    assert "签字" not in text


def test_a_unit_waits_until_the_result_is_announced(world, signed_in):
    made = scene(world).opened()
    evaluating.compute(made.assessment, world.organiser)
    assert get(signed_in("street1"), made, "result").status_code == 409
    assert get(signed_in("keeper_watcher"), made, "result").status_code == 200


def test_bands_are_published_without_points_and_without_an_order(world, signed_in):
    made = scene(world).announced()
    told(made, form="bands")
    found = word(content(signed_in("judge0"), made, "published"))
    assert not [one for one in found if isinstance(one, list)]
    assert found[1] == "一、档次"
    assert any(one.startswith("优秀（") for one in found)
    assert "名次" not in str(found)


def test_a_ranking_prints_the_document_that_authorises_it_and_ranks_groups_apart(world, organiser):
    made = scene(world).announced()
    told(made, form="ranking", document=DOCUMENT, audience="各街道党工委")
    found = word(content(organiser, made, "published"))
    table = next(one for one in found if isinstance(one, list))
    assert table[0] == ["组", "名次", "单位", "总分", "档次"]
    assert [row[:2] for row in table[1:]] == [["1", "1"], ["1", "2"], ["1", "3"], ["2", "1"], ["2", "2"], ["2", "3"]]
    assert f"公布依据：{DOCUMENT}。" in found
    sheet = str(book(content(organiser, made, "result", "xlsx"))["计分结果"])
    assert f"名次依据：{DOCUMENT}；公布范围：各街道党工委" in sheet
    assert "名次只在本组内比较" in sheet


def test_no_ranking_without_a_document_whatever_the_form_says(world, organiser):
    made = scene(world).announced()
    told(made, form="ranking", document="")
    assert "名次" not in str(word(content(organiser, made, "published")))
    assert "名次" not in str(book(content(organiser, made, "result", "xlsx"))["计分结果"])


def test_points_are_published_in_the_order_of_the_units(world, organiser):
    made = scene(world).announced()
    told(made, form="points", document=DOCUMENT)
    table = next(one for one in word(content(organiser, made, "published")) if isinstance(one, list))
    assert [row[0] for row in table[1:]] == [street.name for street in made.streets]
    assert "名次" not in str(table)


def test_the_reference_adds_up_by_hand(world, organiser):
    made = scene(world).announced()
    rows = book(content(organiser, made, "result", "xlsx"))["校正参考"]
    start = next(number for number, row in enumerate(rows) if row[0] == "单位")
    lines = [row for row in rows[start + 1 :] if row[1] != ""]
    assert len(lines) == 6
    for line in lines:
        raw, severity, missed, adjusted, shrinkage, score = (Decimal(str(value)) for value in line[2:8])
        assert raw + severity + missed == adjusted
        assert adjusted + shrinkage == score
