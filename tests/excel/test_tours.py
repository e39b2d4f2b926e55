"""Documents of a round, as they are downloaded: what stands in them, who may take which, and what never leaves the house."""

from io import BytesIO

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.bulletins.papers import book, everything, word
from tests.inspection.scene import SEED, scene
from yinuo.bulletins.policy import Document
from yinuo.evaluation import actions as evaluating
from yinuo.inspection import actions, rules


def get(client, made, kind: str, format: str = "docx", **asked):
    return client.get(reverse("excel:tour_file", args=[made.round.pk, kind, format]), asked)


def content(client, made, kind: str, format: str = "docx", **asked) -> bytes:
    answer = get(client, made, kind, format, **asked)
    assert answer.status_code == 200, answer.content.decode()[:2000]
    return b"".join(answer.streaming_content)


def summary(sheets: dict) -> list[dict]:
    """The rows of the main table of a result, by heading."""
    rows = sheets["计分结果"]
    start = next(number for number, row in enumerate(rows) if row[0] == "单位")
    return [dict(zip(rows[start], row, strict=True)) for row in rows[start + 1 :] if row[3] != ""]


def codes(client, made) -> dict[str, int]:
    return {kind: get(client, made, kind).status_code for kind in Document}


@pytest.fixture
def organiser(signed_in):
    return signed_in("organiser")


# The blank sheets


def test_a_blank_sheet_has_the_tasks_room_to_write_and_lines_to_sign(world, organiser):
    made = scene(world)
    found = word(content(organiser, made, "blank"))
    title, table, note, signs = found[:4]
    assert title == "全县城市基层党建观摩评分表"
    assert table[0][0].startswith("单位：东关街道办事处　点位：")
    assert table[1] == [
        "序号",
        "任务（分值）",
        "评分要点",
        "怎么查",
        "不计分的情形",
        "等级／扣分／否决",
        "得分",
        "理由",
    ]
    assert table[2][:3] == [
        "T01",
        "三级联动体系运行（5分）",
        "领导小组、大工委、大党委均建立 2分\n议题有决定有办结 2分\n责任清单到岗 1分",
    ]
    assert table[2][6:] == ["", ""]
    assert table[-1][1] == "合计（20分）"
    assert "要写理由" in note
    assert signs.startswith("评委签字：")
    tables = [one for one in found if isinstance(one, list)]
    assert len(tables) == 12


def test_a_judges_own_sheets_leave_out_the_own_unit_and_carry_the_code(world, signed_in):
    made = scene(world)
    judge, _actor = made.judge(0)
    found = [
        one for one in word(content(signed_in("judge0"), made, "blank", judge=judge.code)) if isinstance(one, list)
    ]
    heads = [table[0][0] for table in found]
    assert all(f"评委代号：{judge.code}" in head for head in heads)
    assert not [head for head in heads if "东关街道" in head]
    assert any("西关街道" in head and "共看" in head for head in heads)
    assert get(signed_in("judge0"), made, "blank", judge=made.judge(1)[0].code).status_code == 404


def test_blank_sheets_in_excel_stand_one_to_a_sheet(world, organiser):
    made = scene(world)
    sheets = book(content(organiser, made, "blank", "xlsx"))
    assert len(sheets) == 12
    first = next(iter(sheets.values()))
    assert first[2][:2] == ["序号", "任务（分值）"]
    assert first[3][0] == "T01"


# The timetable


def test_the_timetable_tells_time_road_site_hours_and_post_for_each_group_and_day(world, organiser):
    made = scene(world)
    sheets = book(content(organiser, made, "timetable", "xlsx"))
    assert list(sheets) == ["总览", "第1组3月2日", "第1组3月3日", "第2组3月2日", "第2组3月3日"]
    said = " ".join(str(row[0]) for row in sheets["总览"][:4])
    assert "各组行车合计320分钟" in said
    assert "不会少于310分钟（下界），差距3.2%" in said
    assert "随机种子1" in said
    rows = sheets["第1组3月2日"]
    assert rows[2] == ["时间", "行车（分钟）", "点位", "单位", "地址", "开放时间", "接待（岗位）"]
    assert rows[3][:5] == ["9:00", "", "出发", "", "示例县（出发和返回）"]
    time, drive, site, unit, address, hours, post = rows[4]
    assert (time, drive, unit, post) == ("9:30-9:55", 20.0, "东关街道", "社区党委书记")
    assert site.endswith("（共看）")
    assert address.startswith("东关街道人民路")
    assert "-" in hours
    assert rows[-2][2] == "到达住宿地"


def test_a_site_that_was_not_seen_says_why(world, organiser):
    made = scene(world)
    site = made.sites(2)[0]
    actions.close_site(made.round, world.organiser, site=site, reason="道路塌方")
    text = str(book(content(organiser, made, "timetable", "xlsx")))
    assert f"“{site.name}”临时取消：道路塌方。" in text
    assert "没有看：道路塌方" in text


def test_the_calendar_has_one_event_for_each_visit_in_china_time_with_a_lasting_name(world, organiser):
    made = scene(world)
    raw = content(organiser, made, "timetable", "ics")
    found = Calendar.from_ical(raw)
    events = found.walk("VEVENT")
    visits = sum(group.visits.count() for group in made.round.groups.all())
    assert (len(events), visits) == (14, 14)
    assert [zone["TZID"] for zone in found.walk("VTIMEZONE")] == ["Asia/Shanghai"]
    first = events[0]
    assert first["DTSTART"].params["TZID"] == "Asia/Shanghai"
    assert first["DTSTART"].dt.isoformat() == "2026-03-02T09:30:00+08:00"
    assert "人民路" in first["LOCATION"]
    assert "0377" not in raw.decode()
    again = Calendar.from_ical(content(organiser, made, "timetable", "ics")).walk("VEVENT")
    assert {event["UID"] for event in again} == {event["UID"] for event in events}
    one = Calendar.from_ical(content(organiser, made, "timetable", "ics", group=1)).walk("VEVENT")
    assert len(one) == 7
    assert get(organiser, made, "timetable", "ics", group=3).status_code == 404


def test_a_visit_that_is_called_off_is_cancelled_in_the_calendar(world, organiser):
    made = scene(world)
    actions.close_site(made.round, world.organiser, site=made.sites(2)[0], reason="道路塌方")
    found = Calendar.from_ical(content(organiser, made, "timetable", "ics")).walk("VEVENT")
    assert [str(event["STATUS"]) for event in found].count("CANCELLED") == 1


# The drawn sites


def test_anybody_can_draw_again_from_the_list(world, organiser):
    made = scene(world, "drawn")
    sheets = book(content(organiser, made, "draw", "xlsx"))
    rows = sheets["抽取结果"]
    said = " ".join(str(row[0]) for row in rows[:5])
    assert f"种子：{SEED}" in said
    assert made.round.list_digest in said
    assert "与抽签时一致" in said
    table = [row for row in rows if str(row[1]).isdigit()]
    assert len(table) == 18
    for unit, key, _order, site, _proposed, ticket, _result in table:
        assert rules.ticket(SEED, key, site).startswith(ticket), unit
    assert [row[6] for row in table[:3]].count("没有选中") == 0
    assert sum(row[6] != "在清单里，没有选中" for row in table) == 12


def test_a_changed_list_is_told(world, organiser):
    made = scene(world, "drawn")
    type(made.round).objects.filter(pk=made.round.pk).update(list_digest="0" * 64)
    assert "与抽签时不一致" in str(word(content(organiser, made, "draw")))


# Who may take what, and when


def test_before_the_opening_no_mark_leaves_the_house(world, organiser):
    made = scene(world)
    made.cast(2, made.sites(0)[1])
    evaluating.seal(made.assessment, world.organiser, note="只到了一张。")
    answers = codes(organiser, made)
    assert answers == {"draw": 200, "blank": 200, "timetable": 200, "protocol": 409, "result": 409, "published": 409}
    assert "谁也看不到打分内容" in get(organiser, made, "protocol").content.decode()


def test_whoever_is_not_signed_in_is_asked_to_sign_in(client, world):
    made = scene(world, "drawn")
    assert get(client, made, "draw").status_code == 302
    assert client.get(reverse("excel:tour_files", args=[made.round.pk])).status_code == 302


@pytest.mark.parametrize(("kind", "format"), [("draw", "ics"), ("nothing", "docx"), ("draw", "pdf")])
def test_there_is_no_other_document_and_no_other_form(world, organiser, kind, format):
    assert get(organiser, scene(world, "drawn"), kind, format).status_code == 404


def test_too_few_ballots_are_not_marked(world, organiser):
    made = scene(world)
    for number in (0, 1, 3, 4):
        made.cast(number, made.sites(2)[0])
    evaluating.seal(made.assessment, world.organiser, note="只到了几张。")
    evaluating.open_(made.assessment, made.keeper(1), words=[made.words[1], made.words[3]], numbers=[1, 3])
    evaluating.compute(made.assessment, world.organiser)
    rows = summary(book(content(organiser, made, "result", "xlsx")))
    assert [row["总分"] for row in rows] == ["样本不足，不评分"] * 6
    assert "没有计算校正参考" in str(word(content(organiser, made, "result")))


def test_the_page_says_what_can_be_had_and_why_not_the_rest(world, signed_in):
    made = scene(world)
    page = signed_in("organiser").get(reverse("excel:tour_files", args=[made.round.pk]))
    rows = {row["document"]: row["waits"] for row in page.context["rows"]}
    assert (rows["timetable"], rows["blank"]) == (None, None)
    assert rows["protocol"].startswith("还没有启封")
    assert "还没有启封" in page.content.decode()
    units = signed_in("street0").get(reverse("excel:tour_files", args=[made.round.pk]))
    assert {row["document"] for row in units.context["rows"]} == {"draw", "result"}
    assert signed_in("neighbour").get(reverse("excel:tour_files", args=[made.round.pk])).status_code == 404


def test_words_of_a_unit_that_look_like_a_formula_stay_words(world, organiser):
    made = scene(world, "listing")
    site = made.round.sites.first()
    type(site).objects.filter(pk=site.pk).update(name='=HYPERLINK("http://x")')
    actions.draw(made.round, world.organiser, seed=SEED, source="公开摇号")
    file = content(organiser, made, "draw", "xlsx")
    assert "<f>" not in everything(file)
    assert '=HYPERLINK("http://x")' in [row[3] for row in book(file)["抽取结果"]]


def test_a_file_reads_as_a_word_file_and_has_a_chinese_name(world, organiser):
    answer = get(organiser, scene(world, "drawn"), "draw")
    assert "filename*=utf-8''%E5%85%A8%E5%8E%BF" in answer["Content-Disposition"]
    assert BytesIO(b"".join(answer.streaming_content)).read(2) == b"PK"
