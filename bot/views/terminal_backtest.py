"""What a backtest came to, in words and figures for the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import Any

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from bot.domain.backtesting import FEWEST, Measures, Share

COLUMNS = ("S@1", "S@3", "S@5", "MRR", "tail S@5", "distinct@3", "busiest ten")


def table_of(methods: Mapping[str, Measures]) -> Table:
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("")
    for name in COLUMNS:
        table.add_column(name, justify="right")
    for name, one in methods.items():
        tail = spelled(one.tail) if one.tail else "-"
        shares = map(spelled, (one.s1, one.s3, one.s5, one.mrr))
        table.add_row(name, *shares, tail, str(one.distinct), f"{one.busiest:.0%}")
    return table


def spelled(share: Share) -> str:
    return f"{share.value:.3f} [{share.low:.3f}, {share.high:.3f}]"


def judged(methods: Mapping[str, Measures], *, known: int, verdict: str, refit: str = "") -> Iterator[RenderableType]:
    yield Text(f"Learned from what was said up to the {known + 1:,}th question; asked all that came after it.\n")
    yield table_of(methods)
    yield Text(
        "\nS@k: how often one of the first k answered. tail: counting only people outside the ten who answered most. "
        "distinct@3: people named among the first three in all. busiest ten: their share of those places. In brackets: "
        "95 % intervals. Who did answer is not everybody who could: this compares methods, it does not tell how often "
        "the advice is good.\n",
        style="dim",
    )
    yield Text(verdict, style="bold")
    if refit:
        yield Text(refit)


def verdict_text(questions: int, ours: Share, tally: str, theirs: Share, gain: Share) -> str:
    """One sentence: whether it is worth switching the bot on."""
    began = f"Of {questions:,} later questions the bot's first five held somebody who answered for {ours.value:.0%}"
    beside = f"the best plain tally ({tally}) for {theirs.value:.0%}"
    if questions < FEWEST:
        return f"{began}, {beside}: too few questions to tell them apart."
    if gain.low > 0:
        return f"{began}, {beside}: the bot is better, and not by chance."
    if gain.high < 0:
        return f"{began}, {beside}: the tally is better here, and not by chance."
    return f"{began}, {beside}: no difference that chance could not make."


def refit_text(gain: Share, *, kept: bool) -> str:
    change = f"{gain.value:+.3f} [{gain.low:+.3f}, {gain.high:+.3f}] in MRR"
    if kept:
        return f"Weights of this workspace's own help on its later questions ({change}): they are stored and used."
    return (
        f"Weights of this workspace's own do not help beyond chance on its later questions ({change}): nothing changes."
    )


def as_object(methods: Mapping[str, Measures]) -> dict[str, Any]:
    return {name: asdict(one) for name, one in methods.items()}
