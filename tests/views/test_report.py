"""The report: a page that asks nothing of the net, the same bytes for the same figures, and files for programs."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO

import pytest

from bot.domain.insights import Knowing, Path, Snapshot, TopicLine, snapshot
from bot.domain.insights_people import Role
from bot.domain.insights_reading import Agreed, Looked
from bot.domain.insights_registry import FIGURES, Page
from bot.domain.insights_return import DEFAULTS
from bot.views.report_files import COLUMNS, report_csv, report_json
from bot.views.report_page import report_page
from tests.histories import FACTS
from tests.house import read

TAKEN = snapshot(FACTS)
EVIL = "<script>alert(1)</script> $x$ =1+1"
MORE = replace(
    TAKEN,
    topics=(*TAKEN.topics, TopicLine("=1+1", 10, 0.5, Knowing.ONE, 5)),
    known={**TAKEN.known, "one": 10},
    paths=(*TAKEN.paths, Path("other", "Sales", 15), Path("Engineering", "Sales", 10)),
)


def looked(*snapshots: Snapshot, **more: object) -> Looked:
    given = {"agreed": (Agreed("U1", "Ana", Role.RISING, "Excel"),), "workspace": "Acme", **more}
    return Looked(Page.OVERVIEW, snapshots, DEFAULTS, **given)  # type: ignore[arg-type]


class Asking(HTMLParser):
    """What a page would ask of others when it is opened, and what it would run."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [f"{tag} {name}={value}" for name, value in attrs if asks(name, value or "")]
        self.found += [tag] if tag in {"script", "link", "img", "iframe", "object", "embed", "base", "image"} else []
        self.open += [tag] if tag not in {"meta", "br", "use", "path"} else []

    def handle_data(self, data: str) -> None:
        if re.search(r"@import|url\((?!#)", data) and self.open and self.open[-1] == "style":
            self.found.append(data)


def asks(name: str, value: str) -> bool:
    if name in {"src", "srcset", "action", "data", "poster"} or name.startswith("on"):
        return True
    return name in {"href", "xlink:href"} and not value.startswith("#")


def asked_by(page: str) -> list[str]:
    parser = Asking()
    parser.feed(page)
    return parser.found


def test_a_page_asks_nothing_of_anybody() -> None:
    assert asked_by(report_page(looked(MORE, TAKEN))) == []
    assert asked_by('<img src="https://x.example/a.png"><script>1</script>') != []  # else this could not fail


def test_the_same_figures_make_the_same_page() -> None:
    assert report_page(looked(MORE, TAKEN)) == report_page(looked(MORE, TAKEN))


def test_a_page_has_the_map_the_trends_and_every_definition() -> None:
    page = report_page(looked(MORE, TAKEN))

    assert page.count("<svg role=") == 4
    assert "5 within" in page
    assert "2026-02-23" in page
    assert [one.title for one in FIGURES if f"<td>{one.title}</td>" not in page] == []
    assert "What these hours cost, EUR" in page


def test_a_page_tells_what_there_is_where_there_is_little() -> None:
    alone = replace(TAKEN, groups=(), paths=(), topics=(), alone=())
    page = report_page(looked(alone, agreed=(), workspace=""))

    assert "There are no groups to tell apart." in page
    assert "from the second Monday on" in page
    assert "No topic hangs on one colleague" in page
    assert "Nobody is shown here" in page
    assert "nothing to see yet" in report_page(looked())
    assert "<svg" in report_page(looked(replace(TAKEN, paths=())))  # groups without a pathway


def test_where_there_are_fewer_than_five_no_picture_says_none_and_no_table_is_empty() -> None:
    page = report_page(looked(replace(TAKEN, topics=(), known={"one": 10})))

    assert "No topic was asked about by five people or more." in page
    assert "Topic in demand" not in page
    assert page.count(">under 5</text>") == 3


@pytest.mark.parametrize("name", [EVIL, "x" * 60, "", "\u6f22\u5b57"])
def test_names_are_words_whatever_is_in_them(name: str) -> None:
    groups = tuple(replace(one, name=name) if one.name == "Sales" else one for one in MORE.groups)
    paths = tuple(
        Path(*(name if side == "Sales" else side for side in (one.asker, one.helper)), one.times) for one in MORE.paths
    )
    topics = (replace(MORE.topics[0], name=name),)
    page = report_page(looked(replace(MORE, groups=groups, paths=paths, topics=topics), workspace=name))

    assert asked_by(page) == []
    assert "<script>" not in page


def test_json_tells_everything_and_what_it_means() -> None:
    told = json.loads(report_json(looked(MORE, TAKEN)))

    assert [one["week"] for one in told["snapshots"]] == ["2026-03-02", "2026-03-02"]
    assert told["snapshots"][0]["numbers"]["first_answer"] is None
    assert told["return"]["hours"]["middle"] == 2.5
    assert {one["key"] for one in told["figures"]} == {one.key for one in FIGURES}
    assert told["agreed"] == [{"user_id": "U1", "name": "Ana", "role": "rising", "skill": "Excel"}]
    assert json.loads(report_json(looked()))["return"] is None


def test_csv_has_a_figure_a_line_and_no_formula() -> None:
    rows = list(csv.DictReader(StringIO(report_csv(looked(MORE)))))

    assert tuple(rows[0]) == COLUMNS
    assert {row["item"] for row in rows if row["part"] == "topics"} == {"Excel", "VAT returns", "'=1+1"}
    assert {"week": "2026-03-02", "part": "pathways", "item": "Sales", "figure": "other", "value": "15"} in rows
    assert rows[-1] == {"week": "2026-03-02", "part": "agreed", "item": "Ana", "figure": "rising", "value": "Excel"}
    assert report_csv(looked()) == ",".join(COLUMNS) + "\n"


def test_the_columns_are_documented() -> None:
    text = read("docs/insights.md")

    assert [name for name in COLUMNS if f"`{name}`" not in text] == []
    parts = {row["part"] for row in csv.DictReader(StringIO(report_csv(looked(MORE))))}
    assert [name for name in parts if f"`{name}`" not in text] == []
