"""The review meeting: nobody is chosen to speak before the ballots are sealed; what was said is public."""

from datetime import timedelta

from tests.desk.inspection.conftest import at_desks, said, send, text, url

STAGE = "visiting"


def meeting(made) -> str:
    return f"/desk/rounds/{made.round.pk}/?part=meeting"


def test_speakers_and_the_meeting_wait_for_the_seal_and_the_refusal_says_so(tour):
    client = tour.desk.organiser
    page = text(client.get(meeting(tour)))
    assert "封票以后才能定典型发言的单位" in page
    assert url(tour, "invite_speaker") not in page
    answer = send(client, url(tour, "invite_speaker"), org=tour.streets[0].pk, reason="台账写到每一件事。")
    assert answer.status_code == 409
    assert "封票以后才能定典型发言的单位。" in text(answer)
    assert "台账写到每一件事。" in text(answer), "what was typed is not lost"
    assert send(client, url(tour, "hold_meeting"), met_at="2026-03-02T11:00", commentary="都不错。").status_code == 409


def test_the_meeting_is_called_held_and_its_speakers_have_reasons(tour, monday):
    client = tour.desk.organiser
    answer = send(client, url(tour, "call_meeting"), meets_at="2026-02-01T18:00", place="县委党校")
    assert answer.status_code == 422
    assert "总结点评会不能早于观摩开始。" in said(answer)
    assert (
        send(client, url(tour, "call_meeting"), meets_at="2026-03-03T18:00", place="县委党校报告厅").status_code == 302
    )
    tour.sealed()
    assert send(client, url(tour, "invite_speaker"), org=tour.streets[0].pk, reason="").status_code == 422
    given = {"org": tour.streets[0].pk, "reason": "议题从谁提到办到哪天都写清楚。"}
    assert send(client, url(tour, "invite_speaker"), **given).status_code == 302
    assert send(client, url(tour, "invite_speaker"), **given).status_code == 422, "a unit speaks once"
    assert send(client, url(tour, "invite_speaker"), org=tour.world.office.pk, reason="不在里面").status_code == 422
    early = send(client, url(tour, "hold_meeting"), met_at="2026-03-03T18:00", commentary="说事不说人。")
    assert early.status_code == 422
    assert "会还没有开" in said(early)
    monday.shift(timedelta(days=2))
    at_desks(tour)
    client = tour.desk.organiser
    assert (
        send(client, url(tour, "hold_meeting"), met_at="2026-03-03T18:05", commentary="说事不说人。").status_code == 302
    )
    page = said(tour.desk.street3.get(meeting(tour)))
    assert "议题从谁提到办到哪天都写清楚。" in page
    assert "说事不说人。" in page
    assert "不是名次" in page
