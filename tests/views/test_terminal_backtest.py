"""The one sentence that a backtest ends with."""

from __future__ import annotations

import pytest

from bot.domain.backtesting import Share
from bot.views.terminal_backtest import refit_text, spelled, verdict_text

OURS, THEIRS = Share(0.77, 0.73, 0.8), Share(0.72, 0.7, 0.75)


@pytest.mark.parametrize(
    ("questions", "gain", "expected"),
    [
        (400, Share(0.05, 0.01, 0.09), "the bot is better, and not by chance"),
        (400, Share(-0.05, -0.09, -0.01), "the tally is better here"),
        (400, Share(0.01, -0.02, 0.04), "no difference that chance could not make"),
        (30, Share(0.05, 0.01, 0.09), "too few questions"),
    ],
)
def test_the_verdict_says_no_more_than_the_figures(questions: int, gain: Share, expected: str) -> None:
    words = verdict_text(questions, OURS, "most active", THEIRS, gain)

    assert words.startswith(f"Of {questions} later questions the bot's first five held somebody who answered for 77%")
    assert "(most active) for 72%" in words
    assert expected in words


def test_own_weights_are_kept_or_not_and_it_says_why() -> None:
    assert "they are stored" in refit_text(Share(0.02, 0.01, 0.03), kept=True)
    assert "+0.002 [-0.010, +0.014]" in refit_text(Share(0.002, -0.01, 0.014), kept=False)
    assert spelled(OURS) == "0.770 [0.730, 0.800]"
