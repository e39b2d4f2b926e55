"""How a matter comes in and finds its way: raise, register, accept, answer, redirect, transfer, merge, split, withdraw."""

from collections.abc import Sequence
from contextlib import suppress
from uuid import UUID

from django.db import connection
from django.db.models import prefetch_related_objects
from django.utils import timezone

from ...acts.columns import add_rows
from ...acts.door import act
from ...kernel import codes, privacy
from ...kernel.actor import Actor
from ...kernel.errors import NotNow, Unfit
from ...kernel.words import _
from ...orgs.models import Organisation
from ...places.models import Place
from .. import contacts, limits, policy
from ..models import Action, Category, Matter, Raiser, Suggestion
from ..search import vector
from ..words import CHANNELS, Denial, Emergency, Intake, Kind, LegalChannel, Outcome, State, Urgency
from .dispatching import hand_over, start_clock
from .doing import claim, keep_promises

LONGEST = 20_000
"""Characters of a resident's words; longer ones are asked to be sent as a document, nothing is cut off."""


@act(may=policy.may_raise, opens=True, private=("called", "phone", "proxy_relation", "slip"))
def raise_(
    place: Place,
    actor: Actor,
    *,
    at,
    words: str,
    kind: Kind = Kind.HELP_REQUEST,
    intake: Intake = Intake.WEB,
    title: str = "",
    address: str = "",
    category: Category | None = None,
    urgency: Urgency = Urgency.NORMAL,
    wants_public: bool = True,
    called: str = "",
    phone: str = "",
    is_proxy: bool = False,
    proxy_relation: str = "",
    has_consented: bool = False,
    slip: str = "",
    source: str = "",
    source_number: str | None = None,
    kept_from: str = "",
):
    """Somebody says something, in own words; no account, no name, no number is needed.

    What is returned carries `slip`, to be told once to the raiser; the house keeps only its keyed hash.
    """
    given = locals()
    matter = _draft(**given)
    matter.number = codes.matter_number(at.year, *_next_sequences(1))
    matter.save()
    _save_raiser(matter)
    return matter


def _draft(
    place: Place,
    actor: Actor,
    *,
    at,
    words: str,
    phone: str = "",
    called: str = "",
    is_proxy: bool = False,
    proxy_relation: str = "",
    has_consented: bool = False,
    slip: str = "",
    title: str = "",
    **given,
) -> Matter:
    words = words.strip()
    if not words:
        raise Unfit(_("请写下您想反映的事。"), "words")
    if len(words) > LONGEST:
        raise Unfit(
            _("内容太长了（{n}字），请控制在{most}字以内；长材料可以作为附件交到社区。").format(
                n=len(words), most=LONGEST
            ),
            "words",
        )
    if is_proxy and not has_consented:
        raise Unfit(_("代别人反映，要先征得本人同意。"), "has_consented")
    slip = slip or codes.new_slip()
    matter = Matter(
        slip_key=contacts.blind(slip, "slip"),
        place=place,
        place_code=place.code,
        title=title.strip() or headline(words),
        words=words,
        received_at=at,
        search=vector(title, words, given.get("address", "")),
        **given,
    )
    matter.slip = slip
    if phone or called or is_proxy:
        matter.drafted_raiser = _draft_raiser(phone, called, is_proxy, proxy_relation, has_consented)
    return matter


def _draft_raiser(phone, called, is_proxy, proxy_relation, has_consented) -> Raiser:
    raiser = Raiser(
        called=called, is_proxy=is_proxy, proxy_relation=proxy_relation, has_consented=has_consented or bool(phone)
    )
    if phone:
        digits = contacts.read_phone(phone)
        raiser.phone_cipher, raiser.phone_key = contacts.seal(digits), contacts.blind(digits)
        raiser.phone_tail = digits[-4:]
    return raiser


def _save_raiser(matter: Matter) -> None:
    if raiser := getattr(matter, "drafted_raiser", None):
        raiser.matter = matter
        raiser.save()


def _save_all(matters: list[Matter]) -> None:
    for matter, sequence in zip(matters, _next_sequences(len(matters)), strict=True):
        matter.number = codes.matter_number(matter.received_at.year, sequence)
    add_rows(matters)
    raisers = []
    for matter in matters:
        if raiser := getattr(matter, "drafted_raiser", None):
            raiser.matter = matter
            raisers.append(raiser)
    add_rows(raisers)


raise_.act.fn.draft, raise_.act.fn.save_all = _draft, _save_all


def _next_sequences(count: int) -> list[int]:
    """What public numbers are made of: never twice, in order."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval('matters_number') FROM generate_series(1, %s)", [count])
        return [row[0] for row in cursor.fetchall()]


def headline(words: str) -> str:
    """The first clause, for lists, without what surely is personal data; the words themselves stay as they are."""
    first = words.split("\n")[0].strip()
    for mark in "。！？!?；;":
        first = first.split(mark)[0]
    first = privacy.mask(first, [one for one in privacy.scan(first) if not one.is_weak])
    return first[:40] + ("…" if len(first) > 40 else "")


def slip_for(key: UUID) -> str:
    """The slip that belongs to a form's idempotency key, so that a form sent twice shows one slip."""
    return codes.new_slip(_Drawn(contacts.blind(str(key), "slip-of-form")))


class _Drawn:
    """Draws from a keyed hash where `secrets` would draw at random."""

    def __init__(self, digits: str):
        self.number = int(digits, 16)

    def choice(self, seq: Sequence[str], /) -> str:
        self.number, rest = divmod(self.number, len(seq))
        return seq[rest]


@act(may=policy.may_register)
def register(
    matter: Matter,
    actor: Actor,
    *,
    at,
    category: Category,
    kind: Kind,
    urgency: Urgency,
    is_public: bool = False,
    public_words: str = "",
    title: str = "",
    is_checked: bool = False,
):
    """Say what it is about and whether it can be shown. The raiser's words are not touched."""
    matter.category, matter.kind, matter.urgency = category, kind, urgency
    matter.title = title.strip() or matter.title
    if is_public:
        _publish(matter, public_words or matter.words, is_checked=is_checked)


def _publish(matter: Matter, words: str, *, is_checked: bool) -> None:
    if matter.kind == Kind.REPORT_TIP:
        raise Unfit(_("举报事项不公开。"), "is_public")
    if not matter.wants_public:
        raise Unfit(_("诉求人不同意公开这件事。"), "is_public")
    findings = privacy.scan(f"{matter.title}\n{words}")
    if counted := [one for one in findings if not (one.is_weak and is_checked)]:
        kinds = "、".join(sorted({privacy.KIND_LABELS[one.kind] for one in counted}))
        raise Unfit(
            _("要公开的文字里可能有个人信息（{kinds}），请先遮盖或者改写，再公开。").format(kinds=kinds), "public_words"
        )
    matter.is_public, matter.public_words = True, words


@act(may=policy.may_publish)
def publish(matter: Matter, actor: Actor, *, at, public_words: str, title: str = "", is_checked: bool = False):
    """Show the matter in words free of personal data; `is_checked`: a person has looked at what is only suspected."""
    matter.title = title.strip() or matter.title
    _publish(matter, public_words, is_checked=is_checked)


@act(may=policy.may_publish)
def unpublish(matter: Matter, actor: Actor, *, at, reason: str):
    """Take the matter off the public pages, with the reason on record."""
    matter.is_public = False


@act(may=policy.may_register)
def accept(matter: Matter, actor: Actor, *, at):
    """Take it on (受理)."""
    if matter.category_id is None:
        raise NotNow(_("请先登记事项分类。"))


@act(may=policy.may_register)
def decline(matter: Matter, actor: Actor, *, at, reason: Denial, text: str):
    """Do not take it on, with a reason and what the raiser can do instead."""


@act(may=policy.may_answer)
def answer(matter: Matter, actor: Actor, *, at, text: str, outcome: Outcome = Outcome.ANSWERED):
    """Answer: on the spot while registering, or in writing by the office that has it (书面答复)."""
    ready = {} if matter.office_id else {"office": Organisation.objects.get(path=actor.org)}
    made = _draft_answer(matter, actor, at=at, text=text, outcome=outcome, **ready)
    _save_answers([made])
    return made


def _draft_answer(matter, actor, *, at, text, outcome=Outcome.ANSWERED, office=None, book=None) -> Action:
    if outcome not in (Outcome.ANSWERED, Outcome.EXPLAINED_NOT_AGREED):
        raise Unfit(_("答复的结果只能是“已答复”或者“已解释，诉求人不认可”。"), "outcome")
    if matter.office_id is None:
        hand_over(matter, office, at)
        _count_from_receipt(matter, book)
    claim(matter, actor, at, outcome)
    return Action(matter=matter, at=at, office_id=matter.office_id, text=text)


def _count_from_receipt(matter: Matter, book: limits.Book | None) -> None:
    """Nobody dispatched it: the clock runs from its receipt, where the rulebook of that day had a limit at all."""
    since = timezone.localtime(matter.received_at)
    with suppress(limits.NoRule):
        start_clock(matter, since, limits.standard(matter, since, book))


def _prepare_answers(matters: list[Matter], actor: Actor):
    prefetch_related_objects(matters, "category", "first_office")
    ready = {"book": limits.book(), "office": Organisation.objects.filter(path=actor.org).first()}
    return lambda _matter: ready


def _save_answers(made: list[Action]) -> None:
    keep_promises(made)
    add_rows(made)


answer.act.fn.draft, answer.act.fn.prepare, answer.act.fn.save_all = _draft_answer, _prepare_answers, _save_answers


@act(may=policy.may_register)
def redirect(matter: Matter, actor: Actor, *, at, channel: LegalChannel, text: str = ""):
    """Tell the raiser the legal way this has to go, with its words (信访工作条例 Art. 31)."""
    matter.outcome = Outcome.LEGAL_CHANNEL
    return Action.objects.create(
        matter=matter,
        at=at,
        office=Organisation.objects.get(path=actor.org),
        text=f"{CHANNELS[channel][1]}\n{text}".strip(),
    )


@act(may=policy.may_register)
def transfer(matter: Matter, actor: Actor, *, at, service: Emergency, text: str = ""):
    """Tell the emergency service at once; everything else goes on beside it."""
    matter.urgency = Urgency.EMERGENCY


@act(may=policy.may_register)
def merge(matter: Matter, actor: Actor, *, at, into: Matter):
    """One matter, said twice: it is handled under the other number, and its raiser still hears of it (并单)."""
    into = Matter.objects.select_for_update(nowait=False).get(pk=into.pk)
    if into.pk == matter.pk or into.merged_into_id or into.state in (State.WITHDRAWN, State.NOT_ACCEPTED):
        raise Unfit(_("不能并入这件事项，请选择一件正在办理的事项。"), "into")
    if matter.duplicates.exists() or matter.parts.exists():
        raise NotNow(_("已经有别的事项并入这件事，不能再把它并入其他事项。"))
    if into.county != matter.county:
        raise Unfit(_("只能并入同一个县（市、区）的事项。"), "into")
    matter.merged_into, matter.outcome = into, Outcome.MERGED
    matter.office, matter.office_path = into.office, into.office_path
    return into


@act(may=policy.may_dispatch)
def split(matter: Matter, actor: Actor, *, at, words: str, office: Organisation):
    """Give a part of it to another office as a matter of its own; this one leads and waits for its parts (主办、协办)."""
    if matter.lead_id:
        raise NotNow(_("协办的子事项不能再拆分。"))
    part = raise_(
        matter.place, actor, at=at, words=words, kind=matter.kind, intake=matter.intake, urgency=matter.urgency,
        category=matter.category, wants_public=matter.wants_public, source="part",
        source_number=f"{matter.pk}-{matter.parts.count() + 1}",
    )  # fmt: skip
    Matter.objects.filter(pk=part.pk).update(lead=matter, received_at=matter.received_at)
    return part


@act(may=policy.may_rate)
def withdraw(matter: Matter, actor: Actor, *, at, reason: str = ""):
    """The raiser takes it back."""
    matter.closed_reason, matter.closed_at = Outcome.WITHDRAWN_BY_RAISER, at


@act(may=policy.may_forget)
def forget(matter: Matter, actor: Actor, *, at):
    """Delete the raiser's contact; the matter and the ledger stay true."""
    raiser = Raiser.objects.filter(matter=matter).first()
    if raiser is None or raiser.erased_at:
        raise NotNow(_("这件事没有留下联系方式，或者已经删除。"))
    raiser.called = raiser.phone_key = raiser.phone_tail = raiser.proxy_relation = ""
    raiser.phone_cipher, raiser.erased_at = None, at
    raiser.save()


@act(may=policy.may_unmask)
def unmask(matter: Matter, actor: Actor, *, at, reason: str):
    """Look at the telephone number, for a stated reason; that it was looked at is on record."""
    if not reason.strip():
        raise Unfit(_("请写明查看联系方式的用途。"), "reason")
    raiser = Raiser.objects.filter(matter=matter).exclude(phone_cipher=None).first()
    if raiser is None:
        raise NotNow(_("这件事没有留下联系方式。"))
    matter.phone = contacts.unseal(raiser.phone_cipher)


@act(may=policy.may_reissue)
def reissue(matter: Matter, actor: Actor, *, at):
    """A new slip for a raiser who lost it and has shown who he is; the old one no longer opens anything."""
    matter.slip = codes.new_slip()
    matter.slip_key = contacts.blind(matter.slip, "slip")


@act(may=policy.may_annotate)
def suggest(matter: Matter, actor: Actor, *, at, about: str, suggestions: list[Suggestion]):
    """The house's suggestions about this matter, beside earlier ones; people decide."""
    for one in suggestions:
        one.matter, one.at, one.about = matter, at, about
    Suggestion.objects.bulk_create(suggestions)
