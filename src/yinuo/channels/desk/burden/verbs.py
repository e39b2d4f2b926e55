"""How each act of the burden register is called: the word of its button, the word of its line, its icon."""

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {}
