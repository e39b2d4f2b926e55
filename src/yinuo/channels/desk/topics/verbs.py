"""How each act of topics of councils and committees (M05, M07, M08) is called: the word of its button, the word of its line, its icon."""

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {}
