"""From the seal to the published bands: keepers open, everybody can count again, a unit sees its own part and may object."""

import json
import logging
import subprocess
import sys

import pytest
from django.contrib.sessions.models import Session

from tests.desk.evaluation.conftest import kept
from tests.desk.evaluation.walks import done, hand_in, queries, text
from yinuo.acts.models import Entry, Receipt, Text
from yinuo.evaluation import actions
from yinuo.evaluation.models import Objection, Result


@pytest.fixture(scope="module")
def built(django_db_setup, django_db_blocker):
    """Everybody has marked, and it is sealed."""
    with kept(django_db_blocker, lambda made: made.sealed()) as one:
        yield one


@pytest.fixture
def page(made) -> str:
    return f"/desk/assessments/{made.assessment.pk}/"


@pytest.fixture
def sealed(made):
    return made.fresh()


def open_ballots(made):
    actions.open_(made.assessment, made.keeper(1), words=[made.words[1], made.words[3]], numbers=[1, 3])
    return made.fresh()


def sign_all(made):
    for number in (1, 2, 3):
        actions.sign(made.assessment, made.keeper(number))


@pytest.fixture
def opened(made):
    return open_ballots(made)


@pytest.fixture
def announced(opened):
    actions.compute(opened.assessment, opened.organiser)
    sign_all(opened)
    actions.announce(opened.assessment, opened.organiser)
    return opened.fresh()


def result_of(made) -> Result:
    return made.assessment.results.first()


def words(made, one: int, other: int) -> dict:
    return {f"words{number}": made.words[number] for number in (one, other)}


def test_two_keepers_open_and_their_words_are_nowhere(office, sealed, page, caplog):
    caplog.set_level(logging.DEBUG)
    receipts = Receipt.objects.count()
    assert done(office.keeper_leader.post(page + "open/", words(sealed, 1, 3))) == page
    assert sealed.fresh().assessment.state == "opened"
    stored = [*Entry.objects.values_list("given", flat=True), *Text.objects.values_list("words", flat=True)]
    stored += [one.get_decoded() for one in Session.objects.all()]
    everything = json.dumps(stored, default=str) + caplog.text
    assert not any(words in everything or words.split()[3] in everything for words in sealed.words.values())
    assert Receipt.objects.count() == receipts, "not even a hash of the words is kept"
    assert office.keeper_leader.post(page + "open/", words(sealed, 1, 3)).status_code == 409


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda given: given | {"words3": ""}, "两位保管人同时在场"),
        (lambda given: given | {"words3": given["words1"]}, "第3位保管人的口令"),
        (lambda given: given | {"words1": given["words1"][:12] + "222" + given["words1"][15:]}, "口令的第3组"),
        (lambda given: given | {"words1": given["words1"][:40]}, "13组"),
    ],
)
def test_wrong_words_are_told_by_their_group_and_never_shown_again(office, sealed, page, change, said):
    given = change(words(sealed, 1, 3))
    answer = office.keeper_leader.post(page + "open/", given)
    assert answer.status_code == 422
    shown = text(answer)
    assert said in shown
    for typed in filter(None, given.values()):
        assert typed not in shown
        assert typed.split()[0] not in shown
    assert sealed.fresh().assessment.state == "sealed"
    assert "no-store" in answer["Cache-Control"]


def test_nobody_from_outside_opens(office, sealed, page):
    for who, status in (("judge0", 403), ("street0", 403), ("neighbour", 404)):
        assert getattr(office, who).post(page + "open/", words(sealed, 1, 3)).status_code == status


def test_a_ballot_is_left_out_by_its_number_and_the_result_says_why(office, opened, page):
    shown = text(office.organiser.get(page + "exclude/"))
    assert "号票：评委" in shown
    assert "现场逐项核对过" not in shown, "no content of a ballot"
    ballot = office.organiser.get(page + "exclude/").context["form"].fields["ballot"].choices[1][0]
    done(hand_in(office.organiser, page + "exclude/", ballot=ballot, why="评委当天中途离开。"))
    address = done(hand_in(office.organiser, page + "compute/"))
    shown = text(office.organiser.get(address))
    assert "不计的票" in shown
    assert "评委当天中途离开" in shown


def test_the_result_is_signed_by_three_and_then_told(office, opened, page):
    address = done(hand_in(office.organiser, page + "compute/"))
    shown = text(office.organiser.get(address))
    assert "还没有签字" in shown
    assert "告知各单位" not in shown
    assert office.organiser.get(page + "announce/").status_code == 200
    assert hand_in(office.organiser, page + "announce/").status_code == 409
    for role in ("leader", "watcher", "counter"):
        done(hand_in(getattr(office, f"keeper_{role}"), page + "sign/"))
    assert office.organiser.get(page + "sign/").status_code == 403
    done(hand_in(office.organiser, page + "announce/"))
    assert "异议期到" in text(office.organiser.get(page))


def test_everything_can_be_added_up_by_hand(office, announced, page):
    shown = text(office.organiser.get(f"/desk/results/{result_of(announced).pk}/"))
    content = json.loads(result_of(announced).content)
    for row in content["subjects"]:
        assert row["name"] in shown
        for source in row["sources"]:
            for one in source["values"]:
                assert f"<del>{one['value']}</del>" in shown if one["dropped"] else f"<b>{one['value']}</b>" in shown
            assert f"<strong>{source['mean']}</strong>" in shown
    assert content["formula"] in shown
    assert result_of(announced).digest in shown
    assert "原始平均 ＋ 评委松紧 ＋ 漏看补平" in shown


def test_a_unit_sees_its_own_part_only_and_only_when_it_was_told(office, opened, page):
    result = actions.compute(opened.assessment, opened.organiser)
    address = f"/desk/results/{result.pk}/"
    assert office.street0.get(address).status_code == 403
    assert office.judge0.get(address).status_code == 403
    sign_all(opened)
    actions.announce(opened.assessment, opened.organiser)
    shown = text(office.street0.get(address))
    assert "东关街道办事处" in shown
    for other in opened.streets[1:]:
        assert other.name not in shown
    assert "大概排在" not in shown
    assert "怎样算的" in shown
    assert office.judge0.get(address).status_code == 403
    assert office.neighbour.get(address).status_code == 404
    for file in ("export", "content"):
        assert office.street0.get(f"{address}{file}/").status_code == 403


def test_another_person_counts_again_from_the_two_files(office, announced, tmp_path):
    result = result_of(announced)
    export = office.keeper_counter.get(f"/desk/results/{result.pk}/export/")
    content = office.keeper_counter.get(f"/desk/results/{result.pk}/content/")
    assert f'filename="assessment-{announced.assessment.pk}-1.json"' in export["Content-Disposition"]
    file, kept = tmp_path / "a.json", tmp_path / "r.json"
    file.write_bytes(export.content)
    kept.write_bytes(content.content)
    command = [sys.executable, "-m", "yinuo.evaluation.rules.recomputing", str(file), "--compare", str(kept)]
    assert subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_an_objection_goes_its_way_with_its_clock(office, announced, page, monday):
    subject = announced.subject(0)
    raise_ = f"/desk/assessments/units/{subject.pk}/object/"
    assert office.street1.get(raise_).status_code == 404
    assert office.organiser.get(raise_).status_code in (403, 404)
    address = done(hand_in(office.street0, raise_, text="第3项的台账当天给评委看过，有两位没有计。"))
    assert "还剩 30 天" in text(office.street0.get(address))
    assert office.street1.get(address).status_code == 404
    assert office.street0.get(address + "answer_objection/").status_code == 403
    monday.shift(31 * 24 * 3600)
    office.sign_in()
    assert "已超期 1 天" in text(office.organiser.get("/desk/objections/"))
    done(hand_in(office.organiser, address + "answer_objection/", answer="查了记录，维持。", finding="rejected"))
    done(hand_in(office.street0, address + "ask_review/", text="请调当天照片。"))
    assert office.organiser.get(address + "review/").status_code == 403
    done(hand_in(office.verifier, address + "review/", review="照片属实，一张票应不计。", finding="upheld"))
    assert office.street0.get(address + "take_back/").status_code == 409
    assert "有异议成立了，还没有重新计分" in text(office.organiser.get(page))
    answer = hand_in(office.organiser, page + "compute/", why="")
    assert answer.status_code == 422
    newest = done(hand_in(office.organiser, page + "compute/", why="第1号异议成立。"))
    old = announced.assessment.results.last()
    assert "后来重新计过分" in text(office.organiser.get(f"/desk/results/{old.pk}/"))
    assert newest != f"/desk/results/{old.pk}/"


def test_an_answer_is_accepted_and_an_objection_taken_back(office, announced):
    raise_ = f"/desk/assessments/units/{announced.subject(1).pk}/object/"
    address = done(hand_in(office.street1, raise_, text="算法看不明白。"))
    done(hand_in(office.organiser, address + "answer_objection/", answer="已经当面讲清楚。", finding="rejected"))
    done(hand_in(office.street1, address + "accept_answer/"))
    assert Objection.objects.get().state == "accepted"
    address = done(hand_in(office.street1, raise_, text="还有一件。"))
    done(hand_in(office.street1, address + "take_back/"))
    assert office.street1.get(address).status_code == 200


@pytest.fixture
def settled(announced, monday, office):
    monday.shift(14 * 24 * 3600)
    office.sign_in()
    actions.settle(announced.assessment, announced.organiser)
    return announced.fresh()


def test_bands_are_published_by_default_and_no_points(office, settled, page):
    assert "checked" in text(office.organiser.get(page + "publish/"))
    done(hand_in(office.organiser, page + "publish/", form="bands"))
    totals = [row["total"] for row in json.loads(result_of(settled).content)["subjects"]]
    for who in ("street1", "judge3", "neighbour", "handler"):
        shown = text(getattr(office, who).get(page))
        assert "公布的结果" in shown
        assert "每一档内不分先后" in shown
        assert not any(f">{total}<" in shown for total in totals)
    shown = text(office.neighbour.get(f"/desk/results/{result_of(settled).pk}/"))
    assert "unit-count" not in shown
    assert "校正参考" not in shown


def test_a_ranking_needs_its_document_and_its_audience_and_ties_stay_ties(office, settled, page):
    for given, said in (
        ({"form": "ranking"}, "批准文号"),
        ({"form": "ranking", "document": "示组〔2026〕9号"}, "什么范围"),
        ({"form": "points"}, "批准文号"),
    ):
        answer = hand_in(office.organiser, page + "publish/", **given)
        assert answer.status_code == 422
        assert said in text(answer)
    done(hand_in(office.organiser, page + "publish/", form="ranking", document="示组〔2026〕9号", audience="各街道"))
    shown = text(office.street1.get(page))
    assert "示组〔2026〕9号" in shown
    assert "同分同名次" in shown


def test_the_result_page_costs_the_same_whatever_the_reader_sees(office, announced, page):
    address = f"/desk/results/{result_of(announced).pk}/"
    assert abs(queries(office.organiser, address) - queries(office.street0, address)) <= 4
    assert queries(office.organiser, address) <= 4 + 20
