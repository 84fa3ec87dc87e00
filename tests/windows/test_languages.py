"""The windows in the languages that Realign speaks: nothing stays English, nothing is cut off."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication
from qgis.gui import QgsCollapsibleGroupBox
from qgis.PyQt.QtCore import QCoreApplication, QTranslator
from qgis.PyQt.QtWidgets import QAbstractButton, QComboBox, QGroupBox, QLabel, QTabWidget

ROOT = Path(__file__).resolve().parents[2]
I18N = ROOT / "resources" / "i18n"


def known(language):
    """Translations by (context, English text)."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        return importlib.import_module("translations").read(I18N / f"realign_{language}.ts")
    finally:
        sys.path.pop(0)


@pytest.fixture(params=["de", "es", "fr"])
def language(request, provider):
    """QGIS in that language, as far as Realign's own texts go."""
    translator = QTranslator()
    assert translator.load(str(I18N / f"realign_{request.param}.qm"))
    QCoreApplication.installTranslator(translator)
    yield request.param
    QCoreApplication.removeTranslator(translator)


def visible_texts(widget):
    """What labels, buttons, tabs and choices say."""
    found = [each.text() for kind in (QLabel, QAbstractButton) for each in widget.findChildren(kind)]
    found += [each.title() for kind in (QGroupBox, QgsCollapsibleGroupBox) for each in widget.findChildren(kind)]
    found += [tabs.tabText(index) for tabs in widget.findChildren(QTabWidget) for index in range(tabs.count())]
    found += [box.itemText(index) for box in widget.findChildren(QComboBox) for index in range(box.count())]
    return {text for text in found if text}


def check(widget, language):
    """Nothing that has a translation is there in English, and something is there in the language."""
    texts, translations = visible_texts(widget), known(language)
    english = {source for (_, source), text in translations.items() if text != source}
    assert not texts & english
    assert texts & set(translations.values())


def test_options(language, screenshot):
    from realign.plugin.options_page import OptionsPage

    page = OptionsPage()
    page.resize(760, 620)
    page.show()
    check(page, language)
    for index, name in enumerate(("acceleration", "models")):
        page.tabs.setCurrentIndex(index)
        screenshot(page, f"options_{name}_{language}")
    page.close()
    page.deleteLater()


@pytest.mark.parametrize("name", ["alignvectors", "restylemap", "colorizeimagery"])
def test_windows_of_algorithms(language, desk, project, screenshot, name):
    algorithm = QgsApplication.processingRegistry().createAlgorithmById(f"realign:{name}")
    dialog = algorithm.createCustomParametersWidget(desk.window)
    dialog.resize(900, 700)
    screenshot(dialog, f"{name}_dialog_{language}")
    check(dialog, language)
    dialog.close()
    dialog.deleteLater()


def test_review_dock(language, desk, screenshot):
    from realign.plugin.review_dock import ReviewDock

    dock = ReviewDock(desk)
    dock.resize(420, 600)
    screenshot(dock, f"review_dock_{language}")
    check(dock, language)
    dock.close()
    dock.deleteLater()


def test_latent_explorer(language, desk, latent_models, screenshot, wait_until):
    from realign.plugin.latent_explorer import LatentExplorer

    dock = LatentExplorer(desk)
    dock.resize(360, 640)
    dock.models.take_file(str(latent_models()))
    wait_until(lambda: dock.pages.currentWidget() is dock.page)
    screenshot(dock, f"latent_explorer_{language}")
    check(dock, language)
    dock.pages.setCurrentWidget(dock.place_page)
    screenshot(dock, f"latent_places_{language}")
    dock.release()
    dock.close()
    dock.deleteLater()
