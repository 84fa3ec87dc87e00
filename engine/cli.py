"""The command line ``realign``.

Every command is a module with ``NAME``, ``SUMMARY``, ``DESCRIPTION``, ``add_arguments(parser)`` and
``run(arguments, is_cancelled)``; a new one is added to ``COMMANDS``.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Sequence

from . import (
    command_align,
    command_benchmark,
    command_colorize,
    command_evaluate,
    command_info,
    command_register,
    command_restyle,
    command_stereo,
)
from .errors import Cancelled, RealignError
from .terminal import Interruption
from .version import version

COMMANDS = (
    command_align,
    command_register,
    command_restyle,
    command_colorize,
    command_stereo,
    command_evaluate,
    command_benchmark,
    command_info,
)

DONE, FAILED, USAGE = 0, 1, 2  # 2 is argparse's own

_EXIT_CODES = f"""
exit codes:
  {DONE}    done
  {FAILED}    an input, the imagery, the model, the device or an output cannot be used; stderr says why
  {USAGE}    wrong usage
  {128 + signal.SIGINT}  stopped by Ctrl-C ({128 + signal.SIGTERM}: by SIGTERM); no output was written
"""


def make_parser() -> argparse.ArgumentParser:
    """The parser for all commands."""
    parser = argparse.ArgumentParser(
        prog="realign",
        description="Moves vectors onto imagery, registers old maps, restyles maps, colours grey imagery and matches "
        "stereo pairs by small neural networks.",
        epilog=_EXIT_CODES + "\n'realign COMMAND --help' explains a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"realign {version()}")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    for command in COMMANDS:
        sub = commands.add_parser(
            command.NAME,
            help=command.SUMMARY,
            description=command.DESCRIPTION,
            epilog=_EXIT_CODES,
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        command.add_arguments(sub)
        sub.set_defaults(run=command.run)
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; return its exit code.

    Args:
        arguments: without the program's name; those of the process if None.
    """
    parsed = make_parser().parse_args(arguments)
    with Interruption() as interruption:
        try:
            parsed.run(parsed, interruption.asked)
        except (Cancelled, KeyboardInterrupt):
            print("realign: stopped; nothing was written.", file=sys.stderr)
            return 128 + (interruption.signal or signal.SIGINT)
        except RealignError as error:
            print(f"realign: {error}", file=sys.stderr)
            return FAILED
    return DONE


if __name__ == "__main__":
    sys.exit(main())
