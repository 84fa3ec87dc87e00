"""The library of models: what is added, refused, removed, checked."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess

import pytest

from realign.engine.errors import ModelError
from realign.engine.model import default_model_path
from realign.engine.model_library import CHECKSUMS, ModelLibrary


@pytest.fixture
def library(tmp_path, write_onnx, make_card):
    shipped = tmp_path / "shipped"
    shipped.mkdir()
    write_onnx("shipped/align-buildings.onnx", make_card(name="it ships").to_json())
    return ModelLibrary(tmp_path / "profile" / "models", shipped)


@pytest.fixture
def given(write_onnx, make_card):
    """Write a model to add."""
    return lambda name="mine.onnx", **changes: write_onnx(name, make_card(**{"name": name, **changes}).to_json())


def one_sentence(text: str) -> bool:
    return text.endswith(".") and "\n" not in text and len(re.findall(r"\.(\s|$)", text)) == 1


def names(library):
    return [(entry.path.name, entry.shipped) for entry in library.entries()]


def test_models_that_ship_are_listed_first(library, given):
    assert names(library) == [("align-buildings.onnx", True)]
    entry = library.entries()[0]
    assert entry.card.name == "it ships" and entry.trouble == "" and entry.size == entry.path.stat().st_size
    library.add([given("a.onnx")])
    assert names(library) == [("align-buildings.onnx", True), ("a.onnx", False)]


def test_the_real_ones_are_there(tmp_path):
    found = ModelLibrary(tmp_path).entries()
    assert default_model_path("align") in [str(entry.path) for entry in found]
    assert all(entry.shipped and entry.card and not entry.trouble for entry in found)


def test_what_is_added_is_a_copy_with_its_checksum(library, given):
    path = given()
    added, refused = library.add([path])
    assert refused == [] and [entry.path for entry in added] == [library.own / "mine.onnx"]
    assert added[0].path.read_bytes() == path.read_bytes() and path.exists()
    noted = (library.own / CHECKSUMS).read_text()
    assert noted == f"{hashlib.sha256(path.read_bytes()).hexdigest()}  mine.onnx\n"
    assert sorted(each.name for each in library.own.iterdir()) == [CHECKSUMS, "mine.onnx"]
    if shutil.which("sha256sum"):
        subprocess.run(["sha256sum", "--check", "--quiet", CHECKSUMS], cwd=library.own, check=True)


def test_what_is_refused_stops_no_other(library, given, write_onnx, tmp_path):
    text, cut, empty = tmp_path / "text.onnx", tmp_path / "cut.onnx", tmp_path / "empty"
    text.write_text("no model")
    good = given()
    cut.write_bytes(good.read_bytes()[:100])
    empty.mkdir()
    foreign = write_onnx("foreign.onnx")
    other = given("later.onnx", task="cook")
    added, refused = library.add([text, cut, empty, foreign, other, tmp_path / "none.onnx", good])
    assert [entry.path.name for entry in added] == ["mine.onnx"]
    assert len(refused) == 6 and all(one_sentence(sentence) for sentence in refused), refused
    for sentence, said in zip(
        refused, ["text.onnx", "cut.onnx", "holds no .onnx file", "without a Realign card", "'cook'", "does not exist"]
    ):
        assert said in sentence
    assert sorted(each.name for each in library.own.iterdir()) == [CHECKSUMS, "mine.onnx"]


def test_a_folder(library, given, tmp_path):
    folder = tmp_path / "folder"
    folder.mkdir()
    for name in ("one", "two"):
        given(f"folder/{name}.onnx")
    (folder / "readme.txt").write_text("not a model")
    added, refused = library.add([folder])
    assert [entry.path.name for entry in added] == ["one.onnx", "two.onnx"] and not refused


def test_the_same_again_is_refused_and_the_same_name_gets_a_number(library, given, tmp_path):
    first = given()
    library.add([first])
    assert library.add([first]).refused == ["mine.onnx is in the list already, as mine.onnx."]
    shipped = library.entries()[0].path
    assert "as align-buildings.onnx" in library.add([shipped]).refused[0]
    (tmp_path / "elsewhere").mkdir()
    added, refused = library.add([given("elsewhere/MINE.onnx", version="4")])
    assert not refused and added[0].path.name == "MINE-2.onnx"
    added, _ = library.add([given("elsewhere/align-buildings.onnx", version="5")])
    assert added[0].path.name == "align-buildings-2.onnx"  # a name of one that ships would be confusing
    assert library.entries()[1].card.version == "4"


def test_cancelled(library, given):
    assert library.add([given()], lambda: True) == ([], [])


def test_removing(library, given):
    library.add([given("a.onnx"), given("b.onnx", version="2")])
    library.remove(library.entry(library.own / "a.onnx"))
    assert names(library)[1:] == [("b.onnx", False)]
    assert (library.own / CHECKSUMS).read_text().endswith("  b.onnx\n")
    with pytest.raises(ModelError, match=r"align-buildings\.onnx came with Realign and cannot be removed\.$"):
        library.remove(library.entries()[0])
    assert library.entries()[0].path.exists()


def test_one_that_is_gone_changed_or_damaged(library, given):
    entry = library.add([given()]).added[0]
    assert library.why_not(entry.path) == ""
    content = entry.path.read_bytes()
    entry.path.write_bytes(content[:-3] + b"abc")
    assert library.why_not(entry.path) == "The model mine.onnx has changed since it was added."
    (library.own / CHECKSUMS).unlink()
    entry.path.write_bytes(content[:90])
    assert "mine.onnx" in library.why_not(entry.path) and one_sentence(library.why_not(entry.path))
    assert library.entries()[1].card is None and library.entries()[1].trouble
    entry.path.unlink()
    assert library.why_not(entry.path) == f"The model mine.onnx is gone from {library.own}."


def test_models_that_ship_have_checksums_in_a_release(library):
    path = library.entries()[0].path
    noted = library.shipped / CHECKSUMS
    noted.write_text(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n")
    assert library.why_not(path) == "" and "is what its checksum says" in library.check(library.entries()[0], "cpu")
    noted.write_text(f"{'0' * 64}  {path.name}\n")
    expected = "The model align-buildings.onnx is not as it came with Realign; install the plugin again."
    assert library.why_not(path) == expected


def test_checking(library, given):
    entry = library.add([given()]).added[0]
    said = library.check(entry, "cpu")
    assert said.startswith("mine.onnx is what its checksum says, can be loaded and runs on cpu (ONNX Runtime ")
    assert "has no checksum noted" in library.check(library.entries()[0], "numpy")
    content = entry.path.read_bytes()
    entry.path.write_bytes(content + b"\0\0")
    with pytest.raises(ModelError, match="has changed since it was added"):
        library.check(entry)


def test_checking_runs_it(library, write_onnx, make_card):
    """The card may be right, and the network still give no numbers."""
    path = write_onnx("broken.onnx", make_card(name="broken").to_json(), ("Log",))
    entry = library.add([path]).added[0]
    with pytest.raises(ModelError, match="gave values that are no numbers"):
        library.check(entry, "cpu")
