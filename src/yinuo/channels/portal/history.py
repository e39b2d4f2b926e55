"""A matter's ledger told in plain words: one line per entry, newest first."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import NamedTuple

from django.utils import timezone
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ...matters.queries import Moment
from ...matters.words import CHANNELS, DENIALS, OUTCOMES, RATINGS, REFUSALS, Emergency


class Told(NamedTuple):
    """How an act is told: its word, icon and kind of mark (see partials/timeline.html)."""

    word: str | Lazy
    icon: str
    kind: str = "act"


VERBS = {
    "raise": Told(gettext_lazy("收到"), "message-circle"),
    "register": Told(gettext_lazy("登记"), "inbox"),
    "accept": Told(gettext_lazy("受理"), "clipboard-check"),
    "decline": Told(gettext_lazy("不予受理"), "circle-x", "warn"),
    "answer": Told(gettext_lazy("答复"), "message-report"),
    "redirect": Told(gettext_lazy("告知法定途径"), "scale"),
    "transfer": Told(gettext_lazy("转紧急热线"), "urgent", "late"),
    "merge": Told(gettext_lazy("并入同一件事"), "git-merge"),
    "split": Told(gettext_lazy("请另一单位协办"), "users-group"),
    "dispatch": Told(gettext_lazy("派单"), "send"),
    "refuse": Told(gettext_lazy("承办单位退回"), "corner-up-left", "warn"),
    "adjudicate": Told(gettext_lazy("裁定由谁办"), "gavel"),
    "escalate": Told(gettext_lazy("办不了，上报上级"), "arrow-bar-up", "warn"),
    "assign": Told(gettext_lazy("上级交办"), "sitemap"),
    "inherit": Told(gettext_lazy("单位合并，移交办理"), "git-merge"),
    "promise": Told(gettext_lazy("承诺"), "rubber-stamp", "promise"),
    "ask_extension": Told(gettext_lazy("申请延期"), "calendar-plus", "warn"),
    "decide_extension": Told(gettext_lazy("延期决定"), "calendar-event", "warn"),
    "work": Told(gettext_lazy("办理"), "tool"),
    "finish_stage": Told(gettext_lazy("一个阶段办完"), "check"),
    "pause": Told(gettext_lazy("请诉求人补充，暂停计时"), "hourglass", "warn"),
    "resume": Told(gettext_lazy("继续办理"), "refresh"),
    "resolve": Told(gettext_lazy("单位说办完了"), "flag"),
    "verify": Told(gettext_lazy("另一单位复查：属实"), "eye-check", "good"),
    "send_back": Told(gettext_lazy("另一单位复查：没办好，退回"), "corner-up-left", "late"),
    "rate": Told(gettext_lazy("诉求人评价"), "message-circle"),
    "call_back": Told(gettext_lazy("电话回访"), "phone"),
    "ask_reopen": Told(gettext_lazy("诉求人要求重办"), "rotate-2", "late"),
    "reopen": Told(gettext_lazy("同意重办"), "rotate-2", "warn"),
    "keep_closed": Told(gettext_lazy("没有同意重办"), "circle-x", "warn"),
    "close": Told(gettext_lazy("结案"), "circle-check", "good"),
    "look_back": Told(gettext_lazy("回头看：仍然好着"), "history", "good"),
    "rebound": Told(gettext_lazy("回头看：又出了问题，重新办"), "alert-triangle", "late"),
    "withdraw": Told(gettext_lazy("诉求人撤回"), "arrow-back-up"),
    "urge": Told(gettext_lazy("催办"), "bell", "warn"),
    "unpublish": Told(gettext_lazy("不再公开"), "eye-off"),
}
SERVICES = {number.value: number.value for number in Emergency}
UNKNOWN = "circle-dot"
SAID = ("text", "reason", "note", "asked", "words", "tried", "basis")
LABELS = {
    ("escalate", "tried"): gettext_lazy("已经做过："),
    ("escalate", "basis"): gettext_lazy("为什么要上级来定："),
    ("assign", "basis"): gettext_lazy("依据："),
}


def lines(moments: list[Moment], safe: Callable[[str], str] = str) -> list[dict]:
    """Context of partials/timeline.html, newest first. `safe` masks words that everybody will read."""
    return [_line(one, safe) for one in reversed(moments)]


def _line(moment: Moment, safe) -> dict:
    told = VERBS.get(moment.verb, Told(moment.verb, UNKNOWN))
    words = [
        f"{LABELS.get((moment.verb, name), '')}{safe(moment.words[name])}" for name in SAID if moment.words.get(name)
    ]
    plain = [fact for fact in (_fact(moment), _other(moment)) if fact]
    if moment.entry.is_late:
        words.append(_("（{day}补录）").format(day=_day(moment.entry.recorded_at)))
    return {
        "at": moment.entry.at,
        "who": moment.office or _who(moment.entry.actor),
        "verb": told.word,
        "text": "\n".join([*plain, *words]),
        "kind": told.kind,
        "icon": told.icon,
    }


def _who(actor: str) -> str:
    if actor in ("slip", "resident"):
        return _("诉求人")
    return _("系统") if actor == "house" else ""


def _fact(moment: Moment) -> str:
    """What the entry says beside its words: a day, an outcome, a basis."""
    given = moment.entry.given
    teller = FACTS.get(moment.verb)
    return str(teller(given)) if teller else ""


def _other(moment: Moment) -> str:
    """To whom it was raised or given, or to whom the result went back besides the raiser."""
    if not moment.other:
        return ""
    told = {"escalate": _("上报给 {it}"), "assign": _("交给 {it} 办")}.get(moment.verb, _("结果也告诉了上报的 {it}"))
    return told.format(it=moment.other)


def _day(moment: str | datetime) -> str:
    when = datetime.fromisoformat(moment) if isinstance(moment, str) else moment
    when = timezone.localtime(when)
    return _("{month}月{day}日 {hour}").format(month=when.month, day=when.day, hour=f"{when:%H:%M}")


def _due(given: dict) -> str:
    return _("最晚 {day} 办到").format(day=_day(given["due_at"])) if given.get("due_at") else ""


def _asked_due(given: dict) -> str:
    return _("想改到 {day}").format(day=_day(given["due_at"])) if given.get("due_at") else ""


def _decided(given: dict) -> str:
    return _("同意延期") if given.get("is_approved") else _("不同意延期")


def _told(sentence: str, table: Mapping, key) -> str:
    """The label of a fixed word in a sentence; nothing for what was given as free words (then only committed to)."""
    label = table.get(key) if isinstance(key, str) else None
    return sentence.format(it=label) if label else ""


def _outcome(given: dict) -> str:
    return _told(_("结果：{it}"), OUTCOMES, given.get("outcome"))


def _rating(given: dict) -> str:
    return _told("{it}", RATINGS, given.get("rating"))


def _called(given: dict) -> str:
    return _rating(given) if given.get("has_reached") else _("没有联系上")


def _legal(given: dict) -> str:
    return _told("{it[0]}：{it[1]}", CHANNELS, given.get("channel"))


FACTS: dict[str, Callable[[dict], str]] = {
    "promise": _due,
    "ask_extension": _asked_due,
    "decide_extension": _decided,
    "resolve": _outcome,
    "rate": _rating,
    "call_back": _called,
    "redirect": _legal,
    "decline": lambda given: _told("{it}", DENIALS, given.get("reason")),
    "refuse": lambda given: _told("{it}", REFUSALS, given.get("basis")),
    "transfer": lambda given: _told(_("已通知 {it}"), SERVICES, given.get("service")),
}

NOW = {
    "received": gettext_lazy("社区已经收到，还没有登记。登记后就会分给管这件事的单位。"),
    "registered": gettext_lazy("社区已经登记，正在看能不能受理。"),
    "accepted": gettext_lazy("已经受理，正在找管这件事的单位。"),
    "not_accepted": gettext_lazy("这件事没有受理，理由和您可以走的路写在下面的经过里。您不同意，可以要求重办。"),
    "redirected": gettext_lazy("这件事依法要走别的途径，怎么走写在下面的经过里。"),
    "transferred": gettext_lazy("已经转给紧急热线。危险还在的话，请您自己也马上打 110、119、120。"),
    "merged": gettext_lazy("有人说过同一件事，两件并在一起办。办好了，您一样可以评价。"),
    "dispatched": gettext_lazy("已经派给承办单位，等它作出承诺：做什么、哪天办到。"),
    "escalated": gettext_lazy("承办单位权限不够，已经上报上级，等上级交给有权办的单位。期限照算，首接单位继续负责。"),
    "refused": gettext_lazy("承办单位说不归它管，正在换单位。这段时间期限照算。"),
    "adjudicating": gettext_lazy("两家单位都说不归自己管，正在裁定由谁办。这段时间期限照算。"),
    "in_progress": gettext_lazy("承办单位正在办。答应了什么、哪天办到，看下面的承诺。"),
    "waiting": gettext_lazy("承办单位需要您补充一点情况，补上就接着办。等您的这段时间不计入期限。"),
    "resolved": gettext_lazy("承办单位说办完了。还要由另一个单位去复查，您现在就可以说办没办好。"),
    "verified": gettext_lazy("另一个单位复查过了。请您说一句满意不满意。"),
    "feedback_given": gettext_lazy("您已经评价。没办好的话，可以要求重办。"),
    "reopen_asked": gettext_lazy("您要求重办，由承办单位以外的人决定，三个工作日内答复。"),
    "closed": gettext_lazy("这件事已经结案。又出问题了，可以要求重办。"),
    "withdrawn": gettext_lazy("您已经撤回，不再办理。又想说了，可以重新说一件。"),
}
"""What each state means to the person who raised the matter, and what comes next."""
