"""Who sees which letter of responsibility, how much of it was there last year, and the sentence of its layers (M38)."""

from datetime import date

from django.db.models import Count, Q, QuerySet

from ...kernel.actor import Actor
from ...kernel.words import _
from ..models import Responsibility, ResponsibilityLetter
from ..rules.letters import Likeness, likeness
from ..words.letters import LAYERS, LetterState, ResponsibilityState
from .seeing_duties import reached

SIGNED = (LetterState.SIGNED, LetterState.CHECKED, LetterState.ASSESSED)


def letters_of(actor: Actor) -> QuerySet[ResponsibilityLetter]:
    """Letters that one's offices give or take."""
    if actor.member is None:
        return ResponsibilityLetter.objects.none()
    seen = reached(actor, "org", "org__place") | reached(actor, "unit", "unit__place")
    return ResponsibilityLetter.objects.filter(seen).select_related("org__place", "unit__place")


def items_and_last(letter: ResponsibilityLetter) -> tuple[list[Responsibility], list[Responsibility]]:
    """The items of this letter, and those of the same two sides' letter of the year before; one query.

    Of last year struck ones count too: they were written once.
    """
    before = Q(letter__org=letter.org_id, letter__unit=letter.unit_id, letter__year=letter.year - 1)
    found = list(Responsibility.objects.filter(Q(letter=letter.pk) | before & ~Q(letter__state=LetterState.CANCELLED)))
    return [one for one in found if one.letter_id == letter.pk], [one for one in found if one.letter_id != letter.pk]


def likeness_of(letter: ResponsibilityLetter) -> Likeness | None:
    """Of all items of the list, in their order; None without a letter of last year."""
    new, old = items_and_last(letter)
    return likeness([one.text for one in new], [one.text for one in old])


def letters_sentence(code: str, day: date) -> str:
    """“与12个单位签订目标责任书，责任清单36条（党组织12条、党组织书记12条、班子成员12条）”; this year's, by both sides signed."""
    letters = ResponsibilityLetter.objects.filter(
        org__place__code__gte=code, org__place__code__lt=code + "~", year=day.year, state__in=SIGNED
    )
    layers = Responsibility.objects.filter(letter__in=letters.values("pk"), state=ResponsibilityState.LIVE)
    counted = layers.aggregate(units=Count("letter__unit", distinct=True), **{
        layer.value: Count("pk", Q(layer=layer)) for layer in LAYERS
    })  # fmt: skip
    if not counted["units"]:
        return ""
    told = "、".join(_("{word}{n}条").format(word=word, n=counted[layer.value]) for layer, word in LAYERS.items())
    all_ = sum(counted[layer.value] for layer in LAYERS)
    return _("与{units}个单位签订目标责任书，责任清单{all}条（{told}）。").format(
        units=counted["units"], all=all_, told=told
    )
