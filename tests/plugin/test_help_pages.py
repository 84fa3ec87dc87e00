"""The help pages: whole, linked, and complete for every parameter."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QUrl

HELP = Path(__file__).resolve().parents[2] / "resources" / "help"
PAGES = sorted(HELP.glob("*.html"))


class Page(HTMLParser):
    """Links, pictures, anchors and the text after each anchor."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links, self.anchors, self.open, self.texts = [], set(), [], {}
        self.alternatives, self._current = [], None
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.links += [values[name] for name in ("href", "src") if name in values]
        if tag == "img":
            self.alternatives.append(values.get("alt"))
        if "id" in values:
            self.anchors.add(values["id"])
            self._current = values["id"]
        if tag not in ("meta", "link", "img", "br"):
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        if self._current and self.open and self.open[-1] == "dd":
            self.texts[self._current] = self.texts.get(self._current, "") + data


@pytest.mark.parametrize("path", PAGES, ids=[path.stem for path in PAGES])
def test_every_link_and_picture_exists(path):
    page = Page(path)
    assert page.open == []
    assert page.links
    assert all(page.alternatives), "a picture without words for those who do not see it"
    for link in page.links:
        assert "://" not in link, "help must work offline"
        name, _, anchor = link.partition("#")
        target = (path.parent / name).resolve() if name else path
        assert target.is_file(), link
        if anchor:
            assert anchor in Page(target).anchors, link


def test_pages_can_be_reached_from_the_first():
    assert {link.partition("#")[0] for link in Page(HELP / "index.html").links} >= {path.name for path in PAGES[1:]} - {
        "index.html"
    }
    assert len(PAGES) >= 9


def test_every_parameter_of_every_algorithm_is_explained(provider):
    algorithms = QgsApplication.processingRegistry().providerById("realign").algorithms()
    assert algorithms
    for algorithm in algorithms:
        page = Page(Path(QUrl(algorithm.helpUrl()).toLocalFile()))
        for parameter in algorithm.parameterDefinitions():
            # a page of several algorithms says which; longer anchors than need be look like secrets to scanners
            anchors = (f"{algorithm.name()}-{parameter.name()}", parameter.name())
            text = "".join(page.texts.get(anchor, "") for anchor in anchors)
            assert len(text.strip()) > 10, f"{algorithm.name()}: {parameter.name()}"
