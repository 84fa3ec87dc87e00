"""Which wheel fits which computer, and what is unpacked of it."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import stat
import zipfile

import pytest

from realign.engine.errors import Cancelled, PackageError
from realign.engine.machine import Machine, _macos
from realign.engine.versions import Version, allows
from realign.engine.wheel_files import read_metadata, troubles, unpack
from realign.engine.wheel_lists import list_address, read_list, wheels_in
from realign.engine.wheels import WheelName, WheelOffer, fits_metadata, fitting, libraries_of, none_fits

DEBIAN = Machine("3.11.2", "linux", "x86_64", "glibc", (2, 36), "1.24.2")
TRIXIE = Machine("3.13.5", "linux", "x86_64", "glibc", (2, 41), "2.2.4")
ALPINE = Machine("3.12.1", "linux", "x86_64", "musl", (1, 2), "2.0.1")
OLD_WINDOWS = Machine("3.9.5", "win", "amd64", numpy="1.24.1")
WINDOWS = Machine("3.12.9", "win", "amd64", numpy="1.26.4")
MAC = Machine("3.9.5", "macosx", "x86_64", release=(13, 6), numpy="1.26.4")
ARM_MAC = Machine("3.12.1", "macosx", "arm64", release=(14, 2), numpy="2.1.0")


@pytest.mark.parametrize(
    "ascending",
    [
        [
            "1.0.dev1",
            "1.0a1.dev2",
            "1.0a1",
            "1.0b2",
            "1.0rc1",
            "1.0",
            "1.0+cu12",
            "1.0.post1",
            "1.0.1",
            "1.10",
            "1!0.1",
        ],
        ["1.9", "1.19.2", "1.20.0", "1.31.1"],
    ],
)
def test_versions_have_an_order(ascending):
    versions = [Version(text) for text in ascending]
    backwards = versions[::-1]
    backwards.sort()
    assert backwards == versions
    assert [str(version) for version in versions] == ascending


def test_versions_are_read_as_pep_440_has_them():
    assert Version("1.0") == Version("v1.0.0") != Version("1.0.1")
    assert Version("1.0alpha1") == Version("1.0-a.1") and Version("1.0-1") == Version("1.0.post1")
    assert Version("1.25.0.dev20260417008").is_prerelease and not Version("1.25.0.post1").is_prerelease
    for text in ("", "abc", "1..2", "1.0-", ">=1"):
        with pytest.raises(ValueError, match="is no version"):
            Version(text)


@pytest.mark.parametrize(
    ("specifiers", "version", "expected"),
    [
        ("", "3.11.2", True),
        (">=3.9", "3.11.2", True),
        (">=3.9,<3.11", "3.11.2", False),
        (">=3.9, !=3.11.*", "3.11.2", False),
        ("==3.11.*", "3.11.2", True),
        ("==3.11", "3.11.0", True),
        ("~=3.8", "3.11.2", True),
        ("~=3.8.1", "3.11.2", False),
        ("<3.11", "3.11.0rc1", False),
        (">=1.21.6", "1.26.4", True),
        ("<2", "2.2.4", False),
        ("===3.11.2", "3.11.2", True),
        ("about 3", "3.11.2", False),
    ],
)
def test_specifiers(specifiers, version, expected):
    assert allows(specifiers, version) is expected


@pytest.mark.parametrize(
    ("machine", "tag", "fits"),
    [
        (DEBIAN, "cp311-cp311-manylinux_2_28_x86_64", True),
        (DEBIAN, "cp311-cp311-manylinux_2_36_x86_64", True),
        (DEBIAN, "cp311-cp311-manylinux_2_38_x86_64", False),  # its glibc is older
        (DEBIAN, "cp311-cp311-manylinux2014_x86_64", True),
        (DEBIAN, "cp311-cp311-manylinux1_x86_64", True),
        (DEBIAN, "cp311-cp311-manylinux_2_28_aarch64", False),
        (DEBIAN, "cp311-cp311-musllinux_1_2_x86_64", False),
        (DEBIAN, "cp311-cp311-linux_x86_64", True),
        (DEBIAN, "cp310-cp310-manylinux_2_28_x86_64", False),
        (DEBIAN, "cp312-cp312-manylinux_2_28_x86_64", False),
        (DEBIAN, "cp311-cp311d-manylinux_2_28_x86_64", False),
        (DEBIAN, "cp39-abi3-manylinux_2_17_x86_64", True),
        (DEBIAN, "cp312-abi3-manylinux_2_17_x86_64", False),
        (DEBIAN, "py3-none-any", True),
        (DEBIAN, "py2-none-any", False),
        (DEBIAN, "py3-none-manylinux_2_17_x86_64", True),
        (DEBIAN, "cp311-cp311-win_amd64", False),
        (DEBIAN, "cp311-cp311-macosx_11_0_x86_64", False),
        (DEBIAN, "nonsense", False),
        (TRIXIE, "cp313-cp313t-manylinux_2_28_x86_64", False),  # for Python without its lock
        (Machine("3.13.5", "linux", "x86_64", "glibc", (2, 41), threaded=True), "cp313-cp313t-linux_x86_64", True),
        (Machine("3.13.5", "linux", "x86_64", "glibc", (2, 41), threaded=True), "cp39-abi3-linux_x86_64", False),
        (ALPINE, "cp312-cp312-musllinux_1_2_x86_64", True),
        (ALPINE, "cp312-cp312-musllinux_1_3_x86_64", False),
        (ALPINE, "cp312-cp312-manylinux_2_17_x86_64", False),
        (Machine("3.12.1", "linux", "x86_64"), "cp312-cp312-manylinux_2_17_x86_64", False),  # some other libc
        (OLD_WINDOWS, "cp39-cp39-win_amd64", True),
        (OLD_WINDOWS, "cp39-cp39-win_arm64", False),
        (OLD_WINDOWS, "cp39-cp39-win32", False),
        (Machine("3.9.5", "win", "win32"), "cp39-cp39-win32", True),
        (MAC, "cp39-cp39-macosx_10_15_x86_64", True),
        (MAC, "cp39-cp39-macosx_11_0_universal2", True),
        (MAC, "cp39-cp39-macosx_11_0_arm64", False),
        (MAC, "cp39-cp39-macosx_14_0_x86_64", False),
        (ARM_MAC, "cp312-cp312-macosx_14_0_arm64", True),
        (ARM_MAC, "cp312-cp312-macosx_15_0_arm64", False),
        (ARM_MAC, "cp312-cp312-macosx_11_0_universal2", True),
        (ARM_MAC, "cp312-cp312-macosx_11_0_x86_64", False),
    ],
)
def test_tags(machine, tag, fits):
    assert (machine.rank(tag) is not None) is fits


def test_this_machine_is_what_it_is():
    machine = Machine.this()
    major, minor = (int(part) for part in machine.python.split(".")[:2])
    assert (major, minor) >= (3, 9) and machine.key.startswith(f"cp3{minor}")
    assert machine.rank(f"cp3{minor}-abi3-any") is not None and machine.rank("py3-none-any") is not None
    assert machine.system != "linux" or (machine.libc and machine.release > (1, 0))


def test_macos_tells_old_programs_an_old_release():
    assert _macos("10.16", "23.1.0") == (14, 0) and _macos("10.16", "25.0.0") == (26, 0)
    assert (
        _macos("10.15.7", "19.6.0") == (10, 15)
        and _macos("14.2.1", "23.2.0") == (14, 2)
        and _macos("26", "25.0.0") == (26, 0)
    )


def offers(*names, **details):
    return [WheelOffer(name, f"https://example.org/{name}", **details) for name in names]


def chosen(found):
    return [offer.name for offer in found]


def test_the_newest_that_fits_is_best():
    names = [
        "onnxruntime-1.9.0-cp311-cp311-manylinux_2_17_x86_64.whl",
        "onnxruntime-1.31.1-cp311-cp311-manylinux_2_28_x86_64.whl",
        "onnxruntime-1.31.1-cp312-cp312-manylinux_2_28_x86_64.whl",
        "onnxruntime-1.40.0-cp311-cp311-manylinux_2_39_x86_64.whl",
        "onnxruntime-1.32.0.dev20260417008-cp311-cp311-manylinux_2_28_x86_64.whl",
        "onnxruntime-1.32.0rc1-cp311-cp311-manylinux_2_28_x86_64.whl",
        "onnxruntime_gpu-1.32.0-cp311-cp311-manylinux_2_28_x86_64.whl",
        "onnxruntime-1.33.0.tar.gz",
        "onnxruntime-1.33.0-1/../../x-cp311-cp311-manylinux_2_28_x86_64.whl",
    ]
    assert chosen(fitting(offers(*names), "ONNXruntime", DEBIAN)) == [names[1], names[0]]
    assert chosen(fitting(offers(*names), "onnxruntime-gpu", DEBIAN)) == [names[6]]
    assert not fitting(offers(*names), "onnxruntime", OLD_WINDOWS)


def test_the_most_specific_of_a_version_is_best():
    names = [
        "tiny-1.0-py3-none-any.whl",
        "tiny-1.0-cp39-abi3-manylinux_2_17_x86_64.whl",
        "tiny-1.0-cp310-abi3-manylinux_2_17_x86_64.whl",
        "tiny-1.0-cp311-cp311-manylinux_2_17_x86_64.manylinux2014_x86_64.whl",
        "tiny-1.0-cp311-cp311-manylinux_2_28_x86_64.whl",
        "tiny-1.0-2-cp311-cp311-manylinux_2_28_x86_64.whl",
    ]
    assert chosen(fitting(offers(*names), "tiny", DEBIAN)) == names[::-1]


def test_what_was_withdrawn_or_needs_another_python_is_left_out():
    name = "onnxruntime-1.31.1-cp311-cp311-manylinux_2_28_x86_64.whl"
    assert fitting(offers(name, requires_python=">=3.11"), "onnxruntime", DEBIAN)
    assert not fitting(offers(name, requires_python=">=3.12"), "onnxruntime", DEBIAN)
    assert not fitting(offers(name, yanked=True), "onnxruntime", DEBIAN)


def test_wheels_compiled_for_numpy_1_are_not_given_to_numpy_2():
    old, new = (f"onnxruntime-{version}-cp313-cp313-manylinux_2_28_x86_64.whl" for version in ("1.18.1", "1.19.0"))
    assert chosen(fitting(offers(old, new), "onnxruntime", TRIXIE)) == [new]
    with_numpy_1 = Machine("3.13.5", "linux", "x86_64", "glibc", (2, 41), "1.26.4")
    assert chosen(fitting(offers(old, new), "onnxruntime", with_numpy_1)) == [new, old]


@pytest.mark.parametrize(
    ("lines", "fits"),
    [
        ("Requires-Dist: numpy>=1.21.6", True),
        ("Requires-Dist: numpy (>=1.21.6)", True),
        ("Requires-Dist: numpy >=1.26", False),
        ("Requires-Dist: NumPy>=2,<3", False),
        ('Requires-Dist: numpy>=1.26; python_version >= "3.12"', True),
        ('Requires-Dist: numpy>=1.26 ; python_version=="3.11"', False),
        ('Requires-Dist: numpy>=9; extra == "quantization"', True),
        ("Requires-Dist: numpydoc>=9\nRequires-Dist: numpy-quaternion>=9", True),
        ("Requires-Dist: protobuf>=4.25.8\nRequires-Dist: flatbuffers", True),
        ("Requires-Python: >=3.12", False),
        ("\nRequires-Dist: numpy>=9", True),  # of the description
    ],
)
def test_metadata_must_allow_the_numpy_that_is_there(lines, fits):
    assert fits_metadata(f"Metadata-Version: 2.4\n{lines}\n", DEBIAN) is fits


def test_the_libraries_that_a_wheel_asks_for():
    metadata = """Metadata-Version: 2.4
Requires-Dist: numpy>=1.21.6
Requires-Dist: nvidia-cuda-runtime~=13.0; extra == "cuda"
Requires-Dist: nvidia_cudnn_cu13 (~=9.0) ; extra == 'cudnn'
Requires-Dist: nvidia-nothing; extra == "other"
Requires-Dist: nvidia-cublas
Requires-Dist: sympy; extra == "symbolic"

Requires-Dist: nvidia-description
"""
    wanted = [("nvidia-cuda-runtime", "~=13.0"), ("nvidia-cudnn-cu13", "~=9.0"), ("nvidia-cublas", "")]
    assert libraries_of(metadata) == wanted


def test_specifiers_narrow_the_choice():
    names = [f"nvidia_cublas-{version}-py3-none-manylinux_2_27_x86_64.whl" for version in ("12.9.1", "13.1", "13.0")]
    assert chosen(fitting(offers(*names), "nvidia-cublas", DEBIAN, "~=13.0")) == names[1:]
    assert chosen(fitting(offers(*names), "nvidia-cublas", TRIXIE, "<13")) == names[:1]


def test_the_error_says_for_what_nothing_was_found():
    error = none_fits(offers("onnxruntime-1.0-cp312-cp312-win_amd64.whl"), "onnxruntime", DEBIAN, "pypi.org")
    assert "None of the wheels of onnxruntime in pypi.org fits Python 3.11.2 on Linux (x86_64, glibc 2.36)" in str(
        error
    )
    assert "There is no wheel of onnxruntime-gpu in 'D:/w'" in str(none_fits([], "onnxruntime-gpu", DEBIAN, "'D:/w'"))


def test_names_of_wheels():
    name = WheelName.parse("onnxruntime_gpu-1.2.0+cu12-3b-cp311-cp311-manylinux_2_27_x86_64.manylinux_2_28_x86_64.whl")
    assert name.package == "onnxruntime-gpu" and name.version == Version("1.2+cu12") and name.build == (3, "b")
    assert name.tags == ("cp311-cp311-manylinux_2_27_x86_64", "cp311-cp311-manylinux_2_28_x86_64")
    for text in ("onnxruntime.whl", "a-b-c-d-e.whl", "a-1-x-cp311-cp311-any.whl", "../a-1-py3-none-any.whl", "a-1.zip"):
        assert WheelName.parse(text) is None


# ---- lists


def test_addresses_of_lists():
    for index in ("https://pypi.org", "https://pypi.org/", "https://pypi.org/simple", "https://pypi.org/simple/"):
        assert list_address(index, "onnxruntime_GPU") == "https://pypi.org/simple/onnxruntime-gpu/"


def test_a_list_in_json():
    file = {"filename": "a-1-py3-none-any.whl", "url": "../../f/a-1-py3-none-any.whl", "hashes": {"sha256": "AB"}}
    others = [{"yanked": "broken"}, {"yanked": ""}, {"yanked": False, "core-metadata": {"sha256": "cd"}, "size": 7}]
    text = json.dumps({"meta": {"api-version": "1.1"}, "files": [file, *({**file, **other} for other in others)]})
    first, withdrawn, without_reason, described = read_list(text, "https://example.org/simple/a/")
    assert first == WheelOffer("a-1-py3-none-any.whl", "https://example.org/f/a-1-py3-none-any.whl", "ab")
    assert withdrawn.yanked and without_reason.yanked and not described.yanked
    assert described.metadata == described.address + ".metadata" and described.size == 7


def test_a_list_in_html():
    checksum = "0f" * 32
    text = f"""<!DOCTYPE html><html><body><h1>Links for a</h1>
    <a href="../f/a-1%2Bb-py3-none-any.whl#sha256={checksum}" data-requires-python="&gt;=3.11">a-1+b</a>
    <a href="https://files.example.org/a-2-py3-none-any.whl" data-yanked data-core-metadata="sha256=1">a-2</a>
    </body></html>"""
    first, second = read_list(text, "https://example.org/simple/a/")
    address = "https://example.org/simple/f/a-1%2Bb-py3-none-any.whl"
    assert first == WheelOffer("a-1+b-py3-none-any.whl", address, checksum, ">=3.11")
    assert second.yanked and not second.sha256 and second.metadata == second.address + ".metadata"


@pytest.mark.parametrize("text", ["", "not found", "{}", '{"files": [{}]}', '{"files": 3}', "{broken"])
def test_what_is_no_list_is_refused(text):
    with pytest.raises(PackageError, match=re.escape("https://example.org/simple/a/ is no list of a package index")):
        read_list(text, "https://me:secret@example.org/simple/a/")


def test_wheels_in_a_folder(tmp_path):
    (tmp_path / "a-1-py3-none-any.whl").write_bytes(b"12345")
    (tmp_path / "README.txt").write_text("no wheel")
    assert wheels_in(tmp_path) == [WheelOffer("a-1-py3-none-any.whl", str(tmp_path / "a-1-py3-none-any.whl"), size=5)]
    with pytest.raises(PackageError, match=r"The folder of wheels '.*absent' cannot be read"):
        wheels_in(tmp_path / "absent")


# ---- files


FILES = {"tiny/__init__.py": b"", "tiny/core.py": b"x = 1\n" * 1000, "tiny-1.0.data/purelib/more.py": b"y = 2\n"}


def spelled(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


def wheel(path, files=FILES, extra=(), record=None):
    """Write a wheel; ``extra`` are members as zipfile takes them, ``record`` stands in for the right one."""
    files = {**files, "tiny-1.0.dist-info/METADATA": b"Metadata-Version: 2.1\nName: tiny\nVersion: 1.0\n"}
    listed = {**files, **{getattr(name, "filename", name): content for name, content in extra}}
    lines = [f"{name},sha256={spelled(content)},{len(content)}" for name, content in listed.items()]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in [*files.items(), *extra]:
            archive.writestr(name, content)
        archive.writestr(
            "tiny-1.0.dist-info/RECORD",
            "\n".join([*lines, "tiny-1.0.dist-info/RECORD,,"]) if record is None else record,
        )
    return path


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "target"
    folder.mkdir()
    return folder


def unpacked(path, folder, is_cancelled=lambda: False):
    shares = []
    unpack(path, folder, shares.append, is_cancelled)
    return shares


def test_unpacks_and_checks(tmp_path, folder):
    path = wheel(tmp_path / "w.whl", {**FILES, "tiny-1.0.data/scripts/run": b"#!python\n"})
    shares = unpacked(path, folder)
    assert shares == sorted(shares) and 0.9 < shares[-1] <= 1
    assert (folder / "tiny/core.py").read_bytes() == FILES["tiny/core.py"] and (folder / "more.py").exists()
    assert not list(folder.rglob("run")) and not troubles(folder)
    assert "Name: tiny" in read_metadata(path)


@pytest.mark.parametrize(
    "name", ["../evil.py", "tiny/../../evil.py", "/evil.py", "C:/evil.py", "tiny\\..\\evil.py", "a//b"]
)
def test_names_that_lead_out_are_refused(tmp_path, folder, name):
    member = zipfile.ZipInfo("x")
    member.filename = name  # as it is: the constructor would put it right
    path = wheel(tmp_path / "w.whl", extra=[(member, b"evil")])
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(PackageError, match=r"w\.whl' was not unpacked: .* leads out of its folder"):
        unpacked(path, folder)
    assert sorted(tmp_path.rglob("*")) == before


def test_links_are_refused(tmp_path, folder):
    link = zipfile.ZipInfo("tiny/link")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with pytest.raises(PackageError, match="'tiny/link' in it leads out"):
        unpacked(wheel(tmp_path / "w.whl", extra=[(link, b"/etc/passwd")]), folder)


@pytest.mark.parametrize(
    "record",
    [
        "",
        "tiny/__init__.py,sha256=AAAA,0",
        "\n".join(f"{name},sha256={spelled(b'other')},5" for name in [*FILES, "tiny-1.0.dist-info/METADATA"]),
        "\n".join(
            f"{name},sha256={spelled(content)},1"
            for name, content in [*FILES.items(), ("tiny-1.0.dist-info/METADATA", b""), ("tiny/missing.py", b"")]
        ),
    ],
    ids=["empty", "short", "other checksums", "a file too few"],
)
def test_a_wheel_that_is_not_as_it_lists_itself_is_refused(tmp_path, folder, record):
    with pytest.raises(PackageError, match="is damaged or was changed"):
        unpacked(wheel(tmp_path / "w.whl", record=record), folder)


def test_a_cut_or_spoilt_file_is_refused(tmp_path, folder):
    path = wheel(tmp_path / "w.whl", {"tiny/core.py": bytes(range(256)) * 100})
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with pytest.raises(PackageError, match="is damaged"):
        unpacked(path, folder)
    spoilt = bytearray(content)
    spoilt[60:90] = bytes(30)
    path.write_bytes(spoilt)
    with pytest.raises(PackageError, match="is damaged"):
        unpacked(path, folder)
    with pytest.raises(PackageError, match="cannot be read"):
        read_metadata(tmp_path / "absent.whl")


def test_unpacking_is_cancelled(tmp_path, folder):
    with pytest.raises(Cancelled):
        unpacked(wheel(tmp_path / "w.whl"), folder, is_cancelled=lambda: True)


def test_a_full_disk_is_told(tmp_path, folder, monkeypatch):
    monkeypatch.setattr("shutil.disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    with pytest.raises(PackageError, match=r"There is not enough room in .*: 0 MB are needed"):
        unpacked(wheel(tmp_path / "w.whl"), folder)


def test_a_folder_that_cannot_be_written_is_told(tmp_path):
    (tmp_path / "target").write_text("a file is in the way")
    with pytest.raises(PackageError, match="cannot be written to"):
        unpacked(wheel(tmp_path / "w.whl"), tmp_path / "target")


def test_several_wheels_share_a_folder(tmp_path, folder):
    unpacked(wheel(tmp_path / "w.whl"), folder)
    with zipfile.ZipFile(tmp_path / "v.whl", "w") as archive:
        lines = [f"tiny/__init__.py,sha256={spelled(b'')},0", f"tiny/b.py,sha256={spelled(b'b')},1"]
        for name, content in (("tiny/__init__.py", ""), ("tiny/b.py", "b"), ("v-1.dist-info/RECORD", "\n".join(lines))):
            archive.writestr(name, content)
    unpacked(tmp_path / "v.whl", folder)
    assert not troubles(folder) and (folder / "tiny/b.py").read_text() == "b"
    (folder / "tiny/b.py").write_text("c")
    assert troubles(folder) == ["tiny/b.py"]
    with pytest.raises(PackageError, match="is damaged or was changed"):
        unpacked(tmp_path / "v.whl", folder)


def test_what_was_changed_later_is_found(tmp_path, folder):
    unpacked(wheel(tmp_path / "w.whl"), folder)
    (folder / "tiny/core.py").write_text("x = 2\n")
    (folder / "more.py").unlink()
    assert troubles(folder) == ["tiny/core.py", "more.py"]
    (folder / "tiny-1.0.dist-info/RECORD").unlink()
    assert troubles(folder) == ["RECORD"]
