"""`python -m bot` is `whoknows`. Collecting garbage waits until everything is loaded: a fifth of the start."""

from __future__ import annotations

import gc

gc.disable()

from bot.cli import main as command_line  # noqa: E402 - what it loads is all there to stay, nothing to collect


def main() -> None:
    gc.freeze()
    gc.enable()
    command_line()


if __name__ == "__main__":
    main()
