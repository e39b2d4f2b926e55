"""What a check found: the rule, how grave it is, the numbers and the article; and the sentence a person reads."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ...kernel.words import _
from .sentences import SENTENCES


class Level(StrEnum):
    """How grave: against an “应当”; against an “一般”, or soon against one; good to know."""

    BREACH = "breach"
    WARNING = "warning"
    NOTICE = "notice"


LEVELS = {Level.BREACH: _("不符合规定"), Level.WARNING: _("需要留意"), Level.NOTICE: _("情况说明")}


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; `facts` fill its sentence (numbers, days and words as text), `article` is what it stands on."""

    rule: str
    level: Level
    article: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def record(self) -> dict[str, Any]:
        """As JSON, for what is kept with a proposal."""
        return {"rule": self.rule, "level": self.level.value, "article": self.article, "facts": dict(self.facts)}

    @classmethod
    def of(cls, record: Mapping[str, Any]) -> "Finding":
        """The finding that gave this record."""
        return cls(record["rule"], Level(record["level"]), record["article"], record["facts"])

    @property
    def level_label(self) -> str:
        return LEVELS[self.level]

    @property
    def what(self) -> str:
        """What is."""
        return SENTENCES[self.rule][0].format(**self.facts)

    @property
    def law(self) -> str:
        """What the rule says; empty where there is none."""
        return SENTENCES[self.rule][1].format(**self.facts)

    def way(self, decider: str = "") -> str:
        """Who decides and what may be done; `decider` is the superior's name where it is known."""
        return SENTENCES[self.rule][2].format(**self.facts, decider=decider or _("上级党组织"))


def sentence(finding: Finding, decider: str = "") -> str:
    """What is, what the rule says with its article, who decides and what may be done: one Chinese sentence."""
    law = finding.law
    if law and finding.article:
        law = _("{law}（{article}）").format(law=law, article=finding.article)
    return _("{parts}。").format(parts="；".join(part for part in (finding.what, law, finding.way(decider)) if part))


def worst(findings: list[Finding]) -> Level | None:
    """The gravest level among these."""
    found = {finding.level for finding in findings}
    return next((level for level in Level if level in found), None)
