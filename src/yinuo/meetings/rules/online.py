"""What an online branch may be used for: talk and information, never what has to be decided in a meeting (M17). Pure."""

from ...kernel.errors import Unfit
from ...kernel.words import _
from ..rulebooks.patterns import FORMAL, MONEY
from ..words.online import FORMAL_ARTICLES, FORMALS, Formal


def formal_in(text: str) -> Formal | None:
    """What of this text has to be decided in a meeting; None for talk."""
    return next((kind for kind, pattern in FORMAL.items() if pattern.search(text)), None)


def only_talk(text: str, field: str) -> str:
    """The text, without spaces around; Unfit says which formal matter it is and by which article it needs a meeting."""
    if formal := formal_in(text):
        said = _("“{what}”不能在网上办，要开会当面办。依据：{article}。网上可以发通知、谈看法、约时间。")
        raise Unfit(said.format(what=FORMALS[formal], article=FORMAL_ARTICLES[formal]), field)
    return text.strip()


def without_amounts(text: str, field: str) -> str:
    """A reminder of dues says when and where, never how much."""
    if MONEY.search(text):
        raise Unfit(_("党费提醒里不写金额：各人数额不同，不在网上公开。请删去金额，只写哪天以前、交给谁。"), field)
    return text.strip()
