"""The demo city: invented streets and people, a few months of matters walked through the real acts."""
