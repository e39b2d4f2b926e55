"""Earlier matters that a new one may repeat: same community, near in time, alike in words (for merging)."""

from datetime import timedelta

from ..analytics.texts.similar import resemblance
from ..kernel.words import _
from .flow import ENDS
from .models import Matter, Suggestion
from .words import State

WITHIN = timedelta(days=90)
LOOKED_AT = 300
ALIKE = 0.35
SHOWN = 3


def repeated(matter: Matter) -> list[Suggestion]:
    """Unsaved suggestions, the likeliest first; place is a hard filter."""
    earlier = (
        Matter.objects.under(matter.place_code[:12])
        .filter(received_at__gte=matter.received_at - WITHIN, received_at__lte=matter.received_at)
        .exclude(pk=matter.pk)
        .exclude(state__in=[*(ENDS - {State.CLOSED}), State.MERGED])
        .order_by("-received_at")[:LOOKED_AT]
    )
    words = f"{matter.title}\n{matter.words}"
    scored = [(resemblance(words, f"{other.title}\n{other.words}"), other) for other in earlier]
    best = sorted((pair for pair in scored if pair[0] >= ALIKE), key=lambda pair: -pair[0])[:SHOWN]
    return [
        Suggestion(other=other, probability=score, reason=_("同一社区，{days}天内，文字相近").format(days=WITHIN.days))
        for score, other in best
    ]
