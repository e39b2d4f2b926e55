"""Sentences of suggestion boxes (M34) and of the burden register (REFERENCE §5.C, I), counted from rows."""

from datetime import date, timedelta

from ..duties.queries import burden
from ..duties.words.burden import RequestState
from ..kernel.words import _
from ..matters import boxes


def box_sentence(code: str, day: date) -> str:
    """The boxes of a place and their last whole month; "" where none hangs. Two queries."""
    until = day.replace(day=1)
    since = (until - timedelta(days=1)).replace(day=1)
    found = boxes.figures(code, since, until)
    if not found.boxes:
        return ""
    return _("意见箱{boxes}个，上月开箱{openings}次、收信{letters}封；两期没有开箱记录的{forgotten}个。").format(
        boxes=found.boxes, openings=found.openings, letters=found.letters, forgotten=found.forgotten
    )


def request_sentence(code: str, day: date) -> str:
    """Requests for figures of a place; "" where none was registered. One query."""
    rows = list(burden.register_of(code).values_list("state", "expires_on"))
    if not rows:
        return ""
    in_force = sum(state == RequestState.APPROVED and expires >= day for state, expires in rows)
    refused = sum(state in (RequestState.HELD, RequestState.REFUSED) for state, _expires in rows)
    return _("要表登记{all}张：有效{in_force}张，退回或不同意{refused}张。").format(
        all=len(rows), in_force=in_force, refused=refused
    )
