"""How each act of the life of branches (M17, M30, M40) is called: the word of its button, the word of its line, its icon."""

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {}
