"""What a phone is answered, always JSON: {id, state, sentence}. `state` says what becomes of the item on the phone.

`done`: it is in, throw it away. `later`: keep it and try again by yourself. `conflict`, `late`, `refused`, `unfit`: keep
it and show the sentence; only the person can go on.
"""

from typing import Any

from django.http import JsonResponse

from yinuo.kernel.errors import Failure, NotNow, Refused, Unfit

DONE, LATER, CONFLICT, LATE, REFUSED, UNFIT = "done", "later", "conflict", "late", "refused", "unfit"
STATES: dict[type[Failure], str] = {NotNow: CONFLICT, Refused: REFUSED, Unfit: UNFIT}


class Later(NotNow):
    """What this needs is not here yet; the phone keeps it and tries again."""


class Late(NotNow):
    """The ballots are sealed; what came after that is told so."""


class Unknown(Failure):
    """What this speaks of does not exist (404)."""

    status = 404


STATES |= {Later: LATER, Late: LATE, Unknown: UNFIT}


def answer(status: int, **words: Any) -> JsonResponse:
    """JSON in readable Chinese, kept by nobody on the way."""
    made = JsonResponse(words, status=status, json_dumps_params={"ensure_ascii": False})
    made["Cache-Control"] = "no-store"
    return made


def failed(failure: Failure, **words: Any) -> JsonResponse:
    """A failure as the phone reads it."""
    field = getattr(failure, "field", None)
    told = {"state": STATES.get(type(failure), CONFLICT), "sentence": failure.sentence}
    return answer(failure.status, **words, **told, **({"field": field} if field else {}))
