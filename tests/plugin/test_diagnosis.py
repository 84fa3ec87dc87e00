"""The text for a bug report says what is needed, and nothing that is nobody's business."""

from __future__ import annotations

import getpass
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsMessageLog, QgsSettings

from realign.engine.version import version
from realign.plugin import diagnosis as module
from realign.plugin import settings
from realign.plugin.diagnosis import diagnosis, scrubbed
from realign.plugin.log import listen, tail, warn


@pytest.fixture(autouse=True)
def somebody(tmp_path, monkeypatch, qgis_app):
    """Anna, her home, and her profile."""
    home = tmp_path / "home" / "anna"
    profile = home / "AppData" / "profiles" / "stadtwerke"
    profile.mkdir(parents=True)
    monkeypatch.setattr(Path, "home", classmethod(lambda _: home))
    monkeypatch.setattr(getpass, "getuser", lambda: "anna")
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: f"{profile}/"))
    QgsSettings().remove("realign")
    listen()
    yield home
    QgsSettings().remove("realign")


def test_it_says_what_is_needed():
    settings.set_device("cuda:1")
    settings.set_last_run({"device": "cpu", "backend": "onnxruntime 1.31.1", "model": "align-buildings"})
    warn("cuda is listed but failed.\nSecond line.")
    QgsMessageLog.logMessage("not ours", "Other")
    text = diagnosis()
    for word in (f"Realign {version()}", "QGIS 3.", "Qt ", "Python 3.", "numpy ", "GDAL ", "shapely "):
        assert f"\n- {word}" in text
    for line in (
        "- device: cuda:1",
        "- device: cpu",
        "- backend: onnxruntime 1.31.1",
        "- package index: https://pypi.org",
    ):
        assert f"\n{line}\n" in text
    assert "warning: cuda is listed but failed. Second line." in text and "not ours" not in text
    assert "could not be found out" not in text


def test_it_is_scrubbed(somebody):
    settings.set_package_index("https://anna:hunter2@mirror.example.org/pypi?token=abc&x=1")
    settings.set_wheel_folder(str(somebody / "Käufer" / "wheels"))
    warn(f"There is no '{somebody}/AppData/profiles/stadtwerke/realign/backends'; http://u:geheim@proxy refused.")
    text = diagnosis()
    for secret in ("anna", "hunter2", "abc", "geheim", str(somebody), "stadtwerke"):
        assert secret not in text, secret
    assert "https://<secret>@mirror.example.org/pypi?token=<secret>&x=1" in text
    assert "<home>/Käufer/wheels" in text and "'<profile>/realign/backends'" in text


def test_words_stay_whole(monkeypatch):
    monkeypatch.setattr(getpass, "getuser", lambda: "cu")
    assert scrubbed("cuda of CU, cu:1") == "cuda of <user>, <user>:1"
    monkeypatch.setattr(getpass, "getuser", lambda: "x")  # too short to be replaced without harm
    assert scrubbed("x86_64, x") == "x86_64, x"


def test_windows_spells_folders_in_many_ways(monkeypatch):
    monkeypatch.setattr(Path, "home", classmethod(lambda _: Path("C:/Users/Anna Berg")))
    text = scrubbed(
        r"C:\Users\Anna Berg\x.shp, c:/users/anna berg/y.shp, C:\\Users\\Anna Berg\\z, C:\Users\Anna Bergmann"
    )
    assert text == r"<home>\x.shp, <home>/y.shp, <home>\\z, C:\Users\<user> Bergmann"


def test_what_is_broken_does_not_keep_the_rest_from_being_told(monkeypatch):
    def fail():
        raise RuntimeError("broken")

    monkeypatch.setattr(module, "present", fail)
    text = diagnosis()
    assert "could not be found out (RuntimeError: broken)" in text and "## Messages" in text


def test_only_the_last_messages_are_kept():
    for number in range(300):
        warn(f"message {number}")
    assert len(tail(1000)) == 200 and tail(1)[0].endswith("message 299")
