"""The report as one page of HTML that asks nothing of anybody: styles and pictures are in it, scripts are none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from bot.domain.insights import Knowing, Snapshot
from bot.domain.insights_reading import Looked
from bot.domain.insights_registry import FIGURES, Page, of_page
from bot.domain.insights_return import returned
from bot.views import report_charts
from bot.views.insights import AS_WHAT, NAMES, NOTHING_YET
from bot.views.insights_words import NO_DEMAND, WHY, count_words, monday_words, range_words, share_words, value_words

STYLE = """
:root { color-scheme: light; }
body { font: 16px/1.5 system-ui, sans-serif; color: #1d2b33; background: #f4f7f8; margin: 0; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.7rem; margin: 0; } h2 { font-size: 1.25rem; margin: 0 0 .5rem; }
section { background: #fff; border: 1px solid #d8e2e6; border-radius: 10px; padding: 1.2rem 1.4rem; margin: 1.2rem 0; }
.scroll { overflow-x: auto; } table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: left; padding: .35rem .7rem; border-bottom: 1px solid #e4ebee; vertical-align: top; }
th { color: #44565f; font-weight: 600; } td.n, th.n { text-align: right; }
figure { margin: 1rem 0; } figure svg { width: 100%; max-width: 46rem; height: auto; } figcaption { color: #44565f; }
p.small { color: #44565f; font-size: .9rem; } nav a { margin-right: 1rem; color: #1b6a86; }
@media print { body { background: #fff; } section { break-inside: avoid; } }
"""
# The files have all of them.
MOST_WAYS = 200
POLICY = "default-src 'none'; style-src 'unsafe-inline'"


def report_page(looked: Looked) -> str:
    newest = looked.newest
    title = f"Insights of {looked.workspace}" if looked.workspace else "Insights"
    parts = [nothing()] if newest is None else sections(looked, newest)
    when = f"The twelve weeks up to {monday_words(newest.at)}." if newest else ""
    body = f"<h1>{escape(title)}</h1><p>{when}</p>{''.join(parts)}"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head><body><main>{body}</main></body></html>\n"
    )


def nothing() -> str:
    return f"<p>{escape(NOTHING_YET)}</p>"


def sections(looked: Looked, newest: Snapshot) -> list[str]:
    return [
        f'<p class="small">{escape(WHY)}</p>',
        part(NAMES[Page.OVERVIEW], numbers(newest, Page.OVERVIEW) + weeks(newest)),
        part(NAMES[Page.COVERAGE], coverage(newest)),
        part("Gaps", gaps(newest)),
        part(NAMES[Page.FLOW], numbers(newest, Page.FLOW) + trend(looked)),
        part(NAMES[Page.PATHWAYS], numbers(newest, Page.PATHWAYS) + pathways(newest)),
        part(NAMES[Page.GATHERINGS], numbers(newest, Page.GATHERINGS)),
        part(NAMES[Page.RETURN], worth(looked, newest)),
        part(NAMES[Page.PEOPLE], people(looked)),
        part("How is this counted?", definitions()),
    ]


def part(title: str, body: str) -> str:
    return f"<section><h2>{escape(title)}</h2>{body}</section>"


def numbers(newest: Snapshot, page: Page) -> str:
    rows = [
        (one.title, value_words(one.key, newest.numbers[one.key])) for one in of_page(page) if one.key in newest.numbers
    ]
    return table(("", ""), rows)


def weeks(newest: Snapshot) -> str:
    labels = [one.week for one in newest.weeks]
    rows = [
        (one.week, count_words(one.active), count_words(one.asked), share_words(one.answered)) for one in newest.weeks
    ]
    drawn = report_charts.lines(labels, [float(one.active) for one in newest.weeks], y="people")
    told = table(("Week of", "Taking part", "Questions", "Answered"), rows)
    return picture(drawn, "People taking part, by week") + told


def coverage(newest: Snapshot) -> str:
    known = {one.value: float(newest.known.get(one, 0)) for one in Knowing}
    rows = [
        (one.name, count_words(one.askers), share_words(one.answered), one.knowing.value, count_words(one.unmet))
        for one in newest.topics
    ]
    heads = ("Topic in demand", "Asked by", "Answered in channels", "Can help", "Asked in vain")
    told = table(heads, rows) if rows else f"<p>{NO_DEMAND}</p>"
    if not any(known.values()):
        return told
    return picture(report_charts.bars(known, y="topics"), "Topics asked about, by how many can help") + told


def gaps(newest: Snapshot) -> str:
    thin = [one for one in newest.topics if one.knowing in (Knowing.NONE, Knowing.ONE)]
    rows = [(one.name, one.knowing.value, count_words(one.unmet)) for one in thin]
    known = {one.name for one in thin}
    rows += [(name, Knowing.ONE.value, "") for name in newest.alone if name not in known]
    vain = value_words("unmet", newest.numbers["unmet"])
    words = f"<p>People whose wish was not met: {escape(vain)}.</p>"
    none = "<p>No topic hangs on one colleague, or on none.</p>"
    return words + (table(("Single point of knowledge", "Can help", "Asked in vain"), rows) if rows else none)


def trend(looked: Looked) -> str:
    past = list(reversed(looked.snapshots))
    if len(past) < 2:
        return "<p>A trend is drawn from the second Monday on.</p>"
    shares = [None if (one := each.numbers.get("answered")) is None else 100 * one for each in past]
    drawn = report_charts.lines([one.week for one in past], shares, y="percent")
    return picture(drawn, "Questions answered, by weekly snapshot of twelve weeks each")


def pathways(newest: Snapshot) -> str:
    if not newest.groups:
        return "<p>There are no groups to tell apart.</p>"
    groups = [
        (one.name, count_words(one.people), count_words(one.asked), share_words(one.answered)) for one in newest.groups
    ]
    often = sorted(newest.paths, key=lambda path: -path.times)[:MOST_WAYS]
    ways = [(path.helper, path.asker, count_words(path.times)) for path in often]
    caption = "Who helps whom: arrows lead from the group that helped, as wide as it was often"
    return (
        picture(report_charts.pathways(newest), caption)
        + table(("Group", "People", "Questions", "Answered"), groups)
        + table(("Helped", "Was helped", "Times"), ways, numeric=False)
    )


def worth(looked: Looked, newest: Snapshot) -> str:
    found, assumed = returned(newest.numbers, looked.assumed), looked.assumed
    rows = [
        ("Hours saved", *range_words(found.hours)),
        (f"What these hours cost, {found.currency}", *range_words(found.worth)),
        (f"Course fees avoided, {found.currency}", *range_words(found.fees)),
        ("Assumed: minutes that one help saves", *range_words(assumed.minutes)),
        (f"Assumed: what an hour costs, {found.currency}", *range_words(assumed.hour)),
        (f"Assumed: fee that one seat spares, {found.currency}", *range_words(assumed.fee)),
    ]
    return table(("12 weeks", "low", "middle", "high"), rows)


def people(looked: Looked) -> str:
    if not looked.agreed:
        return "<p>Nobody is shown here. Whoever could be is asked first, in private, and only a yes counts.</p>"
    rows = [(one.name or one.user_id, f"{AS_WHAT[one.role]} {one.skill}".strip()) for one in looked.agreed]
    return table(("Who agreed to be seen", "As what"), rows, numeric=False)


def definitions() -> str:
    rows = [(one.title, unmarked(one.formula), one.window, unmarked(one.least)) for one in FIGURES]
    return table(("Figure", "How it is counted", "Window", "Smallest group"), rows, numeric=False)


def unmarked(text: str) -> str:
    return text.replace("*", "").replace("`", "")


def picture(drawn: str, caption: str) -> str:
    label = f'<svg role="img" aria-label="{escape(caption)}" '
    return f"<figure>{drawn.replace('<svg ', label, 1)}<figcaption>{escape(caption)}</figcaption></figure>"


def table(head: Sequence[str], rows: Iterable[Sequence[str]], *, numeric: bool = True) -> str:
    top = "".join(cell("th", text, right=numeric and at > 0) for at, text in enumerate(head)) if any(head) else ""
    lines = ("".join(cell("td", text, right=numeric and at > 0) for at, text in enumerate(row)) for row in rows)
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    headed = f"<thead><tr>{top}</tr></thead>" if top else ""
    return f'<div class="scroll"><table>{headed}<tbody>{body}</tbody></table></div>'


def cell(tag: str, text: str, *, right: bool) -> str:
    return f'<{tag} class="n">{escape(text)}</{tag}>' if right else f"<{tag}>{escape(text)}</{tag}>"
