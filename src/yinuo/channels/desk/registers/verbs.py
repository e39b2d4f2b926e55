"""How each act of rules, letters of responsibility, lists and training (M35, M38, M39) is called: the word of its button, the word of its line, its icon."""

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {}
