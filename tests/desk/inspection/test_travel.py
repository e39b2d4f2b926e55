"""Right after the lot: travel times from a file, groups that cannot be compared, leaders."""

import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from python_calamine import CalamineWorkbook

from tests.desk.inspection.conftest import hidden, said, send, text, url
from yinuo.channels.desk.inspection.timetable import Known, Timetable
from yinuo.channels.desk.inspection.travelling import labels_of
from yinuo.inspection import actions

STAGE = "drawn"


def test_the_planner_itself_answers_a_request(tour):
    """The real planner on the real round: a plan within a second, told in words and drawn on a map."""
    from yinuo.inspection.reactions import answer

    for leader in (1, 2):
        assert leader
    plan = answer(actions.ask_routes(tour.round, tour.organiser, seconds=1), iterations=2_000)
    assert plan.state in ("ready", "failed")
    page = said(tour.desk.organiser.get(f"/desk/rounds/routes/{plan.pk}/"))
    if plan.state == "ready":
        assert "第1组" in page
        assert "一共行车" in page
        table = Timetable(plan, Known(tour.round))
        assert table.visits == sum(1 for group in table.groups for day in group.days for line in day.lines if line.site)
    else:
        assert plan.problem in page


def test_groups_on_different_units_are_told_to_be_incomparable_before_anybody_sets_out(tour):
    page = said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=routes"))
    assert "现在还不能比" in page
    assert "建议各组都去看这几个点位" in page
    link = tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=routes").context["comparison"]["share_url"]
    form = tour.desk.organiser.get(link).context["form"]
    assert len(form["sites"].value()) >= 2, "the proposed ones are ticked"
    assert send(tour.desk.organiser, link, sites=form["sites"].value()).status_code == 302
    page = said(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=routes"))
    assert "能比：各组有共看的点位" in page


def test_a_leader_is_named_by_post(tour):
    client = tour.desk.organiser
    leader = tour.world.people["leader"]
    assert send(client, url(tour, "lead_group"), number=1, leader=leader.pk).status_code == 302
    assert tour.round.groups.get(number=1).leader == leader
    assert send(client, url(tour, "lead_group"), number=1, leader="查无此人").status_code == 422


def grid(made) -> list[list]:
    """The sample as rows."""
    answer = made.desk.organiser.get(f"/desk/rounds/{made.round.pk}/travel.xlsx")
    return CalamineWorkbook.from_filelike(io.BytesIO(answer.content)).get_sheet_by_index(0).to_python()


def import_(made, rows: list[list], name="时间.csv"):
    content = "\n".join(",".join(str(cell) for cell in row) for row in rows).encode("utf-8-sig")
    return send(made.desk.organiser, url(made, "set_travel"), table=SimpleUploadedFile(name, content))


def test_the_sample_comes_back_as_it_is_and_measured_times_are_used(tour):
    rows = grid(tour)
    names = list(labels_of(tour.round).values())
    assert rows[0][1:] == names
    assert [row[0] for row in rows[1:]] == names
    filled = [rows[0]] + [
        [row[0], *(0 if one == other else 17 for other in range(len(names)))] for one, row in enumerate(rows[1:])
    ]
    assert import_(tour, filled).status_code == 302
    tour.fresh()
    assert tour.round.travel["source"] == "时间.csv"
    assert "时间.csv" in text(tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/?part=routes"))
    assert grid(tour)[1][2] == 17
    assert tour.desk.street0.get(f"/desk/rounds/{tour.round.pk}/travel.xlsx").status_code == 403


def test_an_xlsx_is_read_too(tour):
    answer = tour.desk.organiser.get(f"/desk/rounds/{tour.round.pk}/travel.xlsx")
    upload = SimpleUploadedFile("样表.xlsx", answer.content)
    sent = send(tour.desk.organiser, url(tour, "set_travel"), table=upload)
    if any(cell == "" for row in grid(tour)[1:] for cell in row):
        assert sent.status_code == 422, "the sample of places without a position has holes"
        assert "空着或者不是分钟数" in said(sent)
    else:
        assert sent.status_code == 302


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda rows: rows[1].__setitem__(2, ""), "有1处空着或者不是分钟数："),
        (lambda rows: rows[1].__setitem__(2, "半小时"), "写的是“半小时”"),
        (lambda rows: rows[1].__setitem__(2, "-5"), "写的是“-5”"),
        (lambda rows: rows[1].__setitem__(2, "9999"), "要写0到1440之间的分钟数"),
        (lambda rows: rows.pop(), "空着或者不是分钟数"),
        (lambda rows: rows[1].__setitem__(0, "火星"), "第一列里的“火星”不是这轮观摩的地方"),
        (lambda rows: rows[2].__setitem__(0, rows[1][0]), "写了两次"),
        (lambda rows: [row.__delitem__(-1) for row in rows] and rows.pop(), "行车时间表里没有："),
    ],
)
def test_whatever_is_wrong_in_a_table_is_named(tour, change, sentence):
    names = list(labels_of(tour.round).values())
    rows = [["", *names]] + [[name, *(0 if name == other else 20 for other in names)] for name in names]
    change(rows)
    answer = import_(tour, rows)
    assert answer.status_code == 422
    assert sentence in said(answer)
    assert tour.fresh().round.travel == {}


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "所提交的是空文件。"),
        (b"PK\x03\x04nonsense", "已经损坏"),
        (b"\x00\x01\x02", "这不是 .xlsx 或者 .csv 文件"),
        (b",,\n,,\n", "没有内容"),
    ],
)
def test_what_is_no_table_is_refused_in_words(tour, content, sentence):
    answer = send(tour.desk.organiser, url(tour, "set_travel"), table=SimpleUploadedFile("x.xlsx", content))
    assert answer.status_code == 422
    assert sentence in text(answer)


def test_a_page_opened_before_somebody_elses_step_is_stale(tour):
    client, address = tour.desk.organiser, url(tour, "call_meeting")
    old = hidden(client, address)
    assert send(client, address, meets_at="2026-03-03T18:00", place="县委党校").status_code == 302
    answer = client.post(address, old | {"meets_at": "2026-03-03T19:00", "place": "县宾馆"})
    assert answer.status_code == 409
    assert "县宾馆" in text(answer), "nothing typed is lost"
