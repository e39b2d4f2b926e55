"""Messages to a government, as they were exported elsewhere: each becomes a matter with its real dates and its answer."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from yinuo.acts.door import many, many_on
from yinuo.analytics.texts.reading import Message, NotMessages, Rejected, read_messages
from yinuo.kernel.actor import Actor
from yinuo.kernel.errors import Unfit
from yinuo.kernel.words import _
from yinuo.matters import actions
from yinuo.matters.models import Category, Matter
from yinuo.matters.words import Intake, State
from yinuo.orgs.models import Organisation
from yinuo.places.models import Place

from . import workbooks
from .importing import Outcome, Progress, alone, chunks, need_clocks, office_for, place_for, recorder

LONGEST_TITLE = Matter._meta.get_field("title").max_length
LONGEST_NUMBER = Matter._meta.get_field("source_number").max_length


class Source(StrEnum):
    """Where imported matters come from, as the ledger names it."""

    MESSAGES = "messages"
    LEDGER = "ledger"


def import_messages(
    path: str | Path,
    *,
    actor: Actor | None = None,
    place: Place | str | None = None,
    office: Organisation | str | None = None,
    progress: Progress | None = None,
) -> Outcome:
    """Import every message of an Excel file once, however often it is given; its reply becomes the office's answer.

    Entries carry the real dates and show that they were recorded later (补录). The writer's account name of the source
    is not taken over. Unfit for a file without messages; Refused where the actor oversees neither place nor office.
    """
    workbooks.check(path)
    try:
        read = list(read_messages(path))
    except NotMessages as problem:
        raise Unfit(str(problem), "file") from problem
    place = place if isinstance(place, Place) else place_for(place)
    office = office if isinstance(office, Organisation) else office_for(office, place)
    run = _Import(place, recorder(actor, place, office), timezone.localtime())
    messages = [one for one in read if run.takes(one)]
    need_clocks((one.written_at for one in messages), run.now)
    done = 0
    for piece in chunks(messages):
        run.take(piece)
        done += len(piece)
        if progress:
            progress(done, len(messages))
    run.outcome.rejected.sort()
    return run.outcome


class _Import:
    """One import under way: where, by whom, and what came of it so far."""

    def __init__(self, place: Place, actor: Actor, now: datetime):
        self.place, self.actor, self.now = place, actor, now
        self.outcome = Outcome()
        self.seen: dict[str, str] = {}
        self.categories = {name: row for row in Category.objects.all() for name in (row.full_name, row.name)}

    def takes(self, one: Message | Rejected) -> bool:
        """Whether this row is to be imported; says so otherwise."""
        if isinstance(one, Rejected):
            self.outcome.reject(one.row, one.reason)
        elif one.written_at > self.now:
            self.outcome.reject(one.row, _("留言时间在将来，请核对。"))
        elif len(one.number) > LONGEST_NUMBER:
            self.outcome.reject(one.row, _("留言编号超过{most}个字符，请核对。").format(most=LONGEST_NUMBER))
        elif one.number not in self.seen:
            self.seen[one.number] = one.words
            return True
        elif self.seen[one.number] == one.words:
            self.outcome.known += 1
        else:
            self.outcome.reject(
                one.row, _("留言编号{number}在表中出现两次，内容不同，请核对编号。").format(number=one.number)
            )
        return False

    @transaction.atomic
    def take(self, messages: list[Message]) -> None:
        """One chunk: raise what is new, answer what has a reply and no answer yet."""
        alone()
        known = self._known(messages)
        fresh = [one for one in messages if one.number not in known]
        self.outcome.known += len(messages) - len(fresh)
        unfit: dict = {}
        made = many(actions.raise_, [self._raised(one) for one in fresh], self.actor, unfit=unfit)
        for index, failure in unfit.items():
            self.outcome.reject(fresh[index].row, failure.sentence)
        pairs = [(matter, one) for matter, one in zip(made, fresh, strict=True) if matter is not None]
        self.outcome.imported += len(pairs)
        waiting = [(known[one.number], one) for one in messages if one.number in known]
        pairs += [(matter, one) for matter, one in waiting if one.reply and matter.state == State.RECEIVED]
        self._answer([pair for pair in pairs if pair[1].reply])

    def _known(self, messages: list[Message]) -> dict[str, Matter]:
        numbers = [one.number for one in messages]
        rows = Matter.objects.filter(source=Source.MESSAGES, source_number__in=numbers)
        return {row.source_number: row for row in rows.only("source_number", "state")}

    def _raised(self, one: Message) -> tuple[Place, dict, datetime]:
        title, words = one.title, one.words
        if len(title) > LONGEST_TITLE:
            title, words = "", f"{title}\n{words}"
        given = {
            "words": words,
            "title": title,
            "intake": Intake.MAILBOX,
            "category": self.categories.get(one.label or ""),
            "source": Source.MESSAGES,
            "source_number": one.number,
        }
        return self.place, given, one.written_at

    def _answer(self, pairs: Iterable[tuple[Matter, Message]]) -> None:
        rows, read = [], []
        for matter, one in pairs:
            at, remark = self._answered_at(one)
            text = f"{one.reply}\n（{remark}）" if remark else one.reply
            if remark:
                self.outcome.note(one.row, remark)
            rows.append((matter, {"text": text}, at))
            read.append(one)
        unfit: dict = {}
        many_on(actions.answer, rows, self.actor, unfit=unfit)
        for index, failure in unfit.items():
            self.outcome.note(read[index].row, _("留言已导入，答复没有记入：{why}").format(why=failure.sentence))

    def _answered_at(self, one: Message) -> tuple[datetime, str]:
        """The moment of the answer, and a remark where it cannot be the one of the source."""
        if one.replied_at is None:
            return self.now, _("导入说明：原件没有可用的答复时间，这里记的是导入时间。")
        if one.replied_at > self.now:
            return self.now, _("导入说明：原件的答复时间在将来，这里记的是导入时间。")
        if one.replied_at < one.written_at:
            day = one.replied_at.strftime("%Y-%m-%d %H:%M")
            return one.written_at, _("导入说明：原件登记的答复时间{day}早于留言时间，这里记的是留言时间。").format(
                day=day
            )
        return one.replied_at, ""
