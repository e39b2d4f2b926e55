"""The life of a rule in the register (M35)."""

from ...kernel.flow import Flow
from ..words.regulations import IN_FORCE, REGULATION_STATES, RegulationState

S = RegulationState

REGULATION = Flow(
    name="regulation",
    states=RegulationState,
    start=S.PROPOSED,
    ends=frozenset({S.ABOLISHED, S.SET_ASIDE}),
    labels=REGULATION_STATES,
    steps={
        "enact_regulation": (frozenset({S.PROPOSED}), (S.EFFECTIVE,)),
        "set_aside_regulation": (frozenset({S.PROPOSED}), (S.SET_ASIDE,)),
        "revise_regulation": (frozenset(IN_FORCE), (S.REVISED,)),
        "review_regulation": (frozenset(IN_FORCE), ()),
        "abolish_regulation": (frozenset(IN_FORCE), (S.ABOLISHED,)),
    },
)
