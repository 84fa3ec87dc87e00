"""Translations: all texts are found and translated, programs can read them, and QGIS gets what translators wrote."""

from __future__ import annotations

import importlib
import re
import sys
import textwrap
from contextlib import contextmanager
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("de", "es", "fr")


def load(name):
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.pop(0)


texts, translations = load("texts"), load("translations")


@pytest.fixture(scope="module")
def sources():
    """(context, text) of everything in the plugin that is to be translated."""
    return {(text.context, text.source) for text in texts.find_texts(ROOT / "plugin")}


@contextmanager
def installed(language):
    """As QGIS in that language would have it."""
    translator = QTranslator()
    assert translator.load(str(ROOT / "resources" / "i18n" / f"realign_{language}.qm"))
    QCoreApplication.installTranslator(translator)
    try:
        yield
    finally:
        QCoreApplication.removeTranslator(translator)


@pytest.fixture
def find(tmp_path):
    """Texts in a snippet."""

    def found(code, name="snippet.py"):
        (tmp_path / name).write_text(textwrap.dedent(code), encoding="utf-8")
        return [(text.context, text.source) for text in texts.find_texts(tmp_path)]

    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_is_translated(language, sources):
    """`make translations` adds what is missing; an editor of .ts files, such as Qt Linguist, finishes it."""
    known = translations.read(ROOT / "resources" / "i18n" / f"realign_{language}.ts")
    assert not sorted(sources - set(known))
    assert not sorted(set(known) - sources), "texts that are gone; run `make translations`"


@pytest.mark.parametrize("language", LANGUAGES)
def test_programs_read_in_translations_what_they_read_in_the_text(language):
    known = translations.read(ROOT / "resources" / "i18n" / f"realign_{language}.ts")
    found = {key[1]: translations.troubles(key[1], text) for key, text in known.items()}
    assert not {source: wrong for source, wrong in found.items() if wrong}


@pytest.mark.parametrize("language", LANGUAGES)
def test_compiled_translations_are_those_of_the_translators(language, qgis_app):
    """A .qm that is older than its .ts gives other texts; `make translations` renews it."""
    path = ROOT / "resources" / "i18n" / f"realign_{language}.ts"
    known = translations.read(path)
    assert len(known) > 200
    with installed(language):
        assert {key: QCoreApplication.translate(*key) for key in known} == known


def test_qgis_shows_them(qgis_app):
    """In algorithms and in widgets: the contexts are those that Qt looks up at run time."""
    from realign.plugin.align_vectors import AlignVectors
    from realign.plugin.backend_list import BackendList
    from realign.plugin.install_box import InstallBox

    assert AlignVectors().displayName() == "Align vectors to imagery"
    with installed("fr"):
        algorithm = AlignVectors()
        algorithm.initAlgorithm()
        assert algorithm.displayName() == "Aligner des vecteurs sur l’imagerie"
        assert algorithm.parameterDefinition("BASEMAP").description() == "Imagerie"
        box = InstallBox()
        shown = {child.text() for child in box.findChildren(type(box.install))}
        assert "&Installer" in shown
        assert box.tr("Choose a folder of wheels first.") == "Choisissez d’abord un dossier de wheels."
        panel = BackendList()
        assert panel.tr("Verifying…") == "Vérification…"  # texts outside ASCII, too
        box.deleteLater()
        panel.deleteLater()


def marks(path):
    """What a page is made of besides its sentences: anchors, pictures, links, code, keys, rows and items."""
    found = re.findall(r'(?:id|src|href)="([^"]+)"|<(tr|li|dt|h2|kbd|pre|figure)\b', path.read_text(encoding="utf-8"))
    return [re.sub(r"^\.\./", "", address) or tag for address, tag in found]


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_pages_are_there_in_every_language(language, qgis_app):
    from realign.plugin.help_pages import HELP, help_url

    pages = sorted(HELP.glob("*.html"))
    assert [path.name for path in sorted((HELP / language).glob("*.html"))] == [path.name for path in pages]
    for page in pages:
        translated = HELP / language / page.name
        expected = [address.replace("../icons", "icons") for address in marks(page)]
        assert [address.replace("../icons", "icons") for address in marks(translated)] == expected
        for address in re.findall(r'(?:src|href)="([^"#:]+)', translated.read_text(encoding="utf-8")):
            assert (translated.parent / address).exists()
    assert help_url("review").endswith("/help/review.html")
    with installed(language):
        assert help_url("review").endswith(f"/help/{language}/review.html")
        assert help_url("nowhere").endswith("/help/nowhere.html")


def test_finds_texts_and_their_contexts(find):
    code = """
    class Panel(QWidget):
        def f(self):
            self.tr("one" " and two")
            QCoreApplication.translate("Other", "three {}").format(3)
    class Algorithm(QgsProcessingAlgorithm):
        def tr(self, text):
            return QCoreApplication.translate("Mine", text)
        def f(self):
            return self.tr("four")
    class Special(Algorithm):
        def f(self):
            return self.tr("five")
    def f(geometry):
        geometry.translate(1, 2)
    """
    expected = [("Mine", "five"), ("Mine", "four"), ("Other", "three {}"), ("Panel", "one and two")]
    assert find(code) == expected


@pytest.mark.parametrize(
    ("code", "message"),
    [
        ("class A:\n    def f(self): self.tr(f'{1} a')", "snippet.py:2: write the text out"),
        ("class A:\n    def f(self, text): self.tr(text)", "snippet.py:2: write the text out"),
        ("translate('A', 'a' + b)", "snippet.py:1: write the text out"),
        ("def f(a): a.tr('a')", "snippet.py:1: use translate"),
        ("class A(QWidget):\n    def f(self): self.tr('a')\nclass B(A): pass", "snippet.py:2: A has subclasses"),
    ],
)
def test_texts_that_cannot_be_translated(find, code, message):
    with pytest.raises(texts.TextError, match=message):
        find(code)


@pytest.mark.parametrize(
    ("source", "translation", "expected"),
    [
        ("{} of {name:.1f}", "{name:.1f} von {}", []),
        ("{} of {}", "{} von", ["placeholders"]),
        ("{:.1f} m", "{:.2f} m", ["placeholders"]),
        ("%p %", "% p", ["placeholders"]),
        ("<b>a</b>", "<b>a<b>", ["tags"]),
        ("a &amp; b", "a & b", ["tags"]),
        ("&Open", "Öffnen", ["mnemonics"]),
        ("&Open; now", "Ö&ffnen; jetzt", []),
        ("Open…", "Öffnen", ["the ellipsis at the end"]),
        ("Done.", "Fertig", ["the full stop at the end"]),
        ("Name:", "Nom\u00a0:", []),
        ("Name:", "Nom", ["the colon at the end"]),
        ("a\n\nb", "a\nb", ["line breaks"]),
    ],
)
def test_troubles(source, translation, expected):
    assert translations.troubles(source, translation) == expected


def test_translations_are_kept_and_new_texts_are_unfinished(tmp_path):
    path = tmp_path / "a.ts"
    both = [texts.Text("A", "one <b>1</b>", "a.py"), texts.Text("A", "two", "b.py")]
    translations.write(path, "de", both, {("A", "one <b>1</b>"): "eins <b>1</b>", ("A", "gone"): "weg"})
    assert translations.read(path) == {("A", "one <b>1</b>"): "eins <b>1</b>"}
    assert path.read_text(encoding="utf-8").count('type="unfinished"') == 1
