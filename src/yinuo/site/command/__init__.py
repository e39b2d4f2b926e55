"""The `yinuo` command: one small module for each kind of work; everything heavy is imported within the commands."""

import sys

import typer

from yinuo.kernel.errors import Failure
from yinuo.site.assets import AssetError
from yinuo.site.programs import ClusterError

from . import exchange, ledger, looking, operating, running, safekeeping
from .ground import complain

app = typer.Typer(
    name="yinuo",
    help="一诺：诉求变承诺，件件有着落 · Yinuo keeps a city's promises.\n\n"
    "数据都在 YINUO_VAR（默认 var/）· All data of a run is kept in YINUO_VAR.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for module in (running, exchange, ledger, looking, safekeeping, operating):
    module.add_to(app)


def main() -> None:
    """Run the command line; expected failures are one sentence and exit code 1."""
    try:
        app()
    except Failure as failure:
        complain(failure.sentence)
    except (ClusterError, AssetError) as trouble:
        complain(str(trouble))
    except BrokenPipeError:
        sys.exit(0)
