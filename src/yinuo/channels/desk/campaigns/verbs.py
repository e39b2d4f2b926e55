"""How each act of campaigns of central work (M12, M13) is called: the word of its button, the word of its line, its icon."""

from ..orgs.verbs import Verb

VERBS: dict[str, Verb] = {}
