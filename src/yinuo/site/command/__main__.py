"""`python -m yinuo.site.command`, for child processes and for places where no script is installed."""

from . import main

main()
