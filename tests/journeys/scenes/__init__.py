"""Pages of one part of the house each, as the journeys look at them."""
