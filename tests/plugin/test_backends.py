"""Installing backends into the profile: what is put there, what happens when something goes wrong, what is used."""

from __future__ import annotations

import importlib.util
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsNetworkAccessManager, QgsTask
from qgis.PyQt.QtNetwork import QNetworkProxy

from realign.engine.cuda_libraries import load_beside
from realign.engine.errors import Cancelled, OutputError, PackageError, RealignError
from realign.plugin import backend_store as store
from realign.plugin import backends, places, wheel_sources
from realign.plugin.backends import activate, installed, present, remove, try_out, verify
from realign.plugin.install_task import InstallTask
from realign.plugin.log import listen, tail
from realign.plugin.trial_task import TrialTask

ROOT = Path(__file__).resolve().parents[2]
_spec = importlib.util.spec_from_file_location("wheel_index", Path(__file__).with_name("wheel_index.py"))
wheel_index = importlib.util.module_from_spec(_spec)
_spec.loader.exec_module(wheel_index)
make_wheel = wheel_index.make_wheel


def ours():
    return [name for name in sys.modules if name.partition(".")[0] == "onnxruntime"]


def on_path():
    """What of the folder of backends Python imports from."""
    return [path for path in sys.path if path.startswith(str(places.backends_folder()))]


def start_again():
    """What starting QGIS again does to Python."""
    for name in ours():
        del sys.modules[name]
    sys.path[:] = [path for path in sys.path if path not in on_path()]


@pytest.fixture(autouse=True)
def profile(tmp_path, monkeypatch, qgis_app):
    """A throw-away profile, and a Python that has no onnxruntime of its own."""
    folder = tmp_path / "Käthes Profil"
    monkeypatch.setattr(QgsApplication, "qgisSettingsDirPath", staticmethod(lambda: f"{folder}/"))
    path = [entry for entry in sys.path if not (Path(entry) / "onnxruntime").is_dir()]
    monkeypatch.setattr(sys, "path", path)
    listen()  # as the plugin does when it starts
    hidden = {name: sys.modules.pop(name) for name in ours()}
    yield folder
    for name in ours():
        del sys.modules[name]
    sys.modules.update(hidden)


@pytest.fixture
def index(tmp_path):
    index = wheel_index.WheelIndex(tmp_path / "index")
    yield index
    index.close()


@pytest.fixture
def wheels(tmp_path):
    folder = tmp_path / "wheels"
    make_wheel(folder, "1.20.0")
    return folder


def run(task, until=None):
    """Run a task as QGIS does, and return it when it has ended; ``until`` is called again and again meanwhile."""
    states = QgsTask.TaskStatus
    ended = []
    task.taskCompleted.connect(lambda: ended.append(True))
    task.taskTerminated.connect(lambda: ended.append(False))
    QgsApplication.taskManager().addTask(task)
    limit = time.monotonic() + 60
    while not ended:
        assert time.monotonic() < limit, states(task.status())
        QgsApplication.processEvents()
        if until is not None:
            until(task)
        time.sleep(0.005)
    QgsApplication.processEvents()
    return task


def from_folder(folder, package="onnxruntime"):
    task = run(InstallTask(package, folder=str(folder)))
    assert task.error is None, task.error
    return task.backend


def contents():
    """What lies in the folder of backends, besides the book-keeping."""
    return sorted(path.name for path in places.backends_folder().iterdir() if path.is_dir())


def plugin_files():
    return {
        path: (path.stat().st_size, path.stat().st_mtime_ns)
        for room in ("plugin", "engine", "resources/models")
        for path in (ROOT / room).rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


# ---- installing


@pytest.mark.parametrize("kind", ["json", "html", "described", "simple"])
def test_installs_from_an_index(index, kind):
    make_wheel(index.folder, "1.19.0")
    make_wheel(index.folder, "1.21.0", tag="cp27-cp27m-win32")
    make_wheel(index.folder, "1.20.0")
    index.html, index.described = kind == "html", kind == "described"
    before, told, shares = plugin_files(), [], []
    task = InstallTask("onnxruntime", index.address + ("/simple/" if kind == "simple" else ""))
    task.told.connect(told.append)
    task.progressChanged.connect(shares.append)
    run(task)
    assert task.error is None and task.backend.about.version == "1.20.0" and task.backend.about.source == "127.0.0.1"
    assert any(".whl: " in line and " MB" in line for line in told) and shares == sorted(shares) and shares[-1] == 100
    assert index.requests[0] == "/simple/onnxruntime/"
    assert [backend.active for backend in installed()] == [True]
    assert contents() == ["onnxruntime-1.20.0"] and plugin_files() == before
    found = present()
    assert (found.package, found.version, found.installed_here, found.loaded) == ("onnxruntime", "1.20.0", True, False)
    import onnxruntime

    assert onnxruntime.__version__ == "1.20.0" and Path(onnxruntime.__file__).parents[1] == task.backend.folder
    assert present().loaded and installed()[0].loaded
    assert any("onnxruntime 1.20.0 was installed from 127.0.0.1" in line for line in tail())


def test_follows_where_the_index_has_moved(index):
    make_wheel(index.folder, "1.20.0")
    index.moved = "/new/place"
    task = run(InstallTask("onnxruntime", index.address))
    assert task.error is None, task.error
    assert index.requests[:2] == ["/simple/onnxruntime/", "/new/place/simple/onnxruntime/"]
    assert index.requests[2].startswith("/new/place/files/")  # relative to where the list came from


def test_installs_from_a_folder_without_any_network(wheels, monkeypatch):
    def cut(*_, **__):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(wheel_sources, "fetch", cut)
    before = plugin_files()
    backend = from_folder(wheels)
    assert backend.about.source == str(wheels) and backend.active
    verify(backend)
    assert plugin_files() == before and contents() == ["onnxruntime-1.20.0"]


def test_an_installation_survives_a_new_start(wheels):
    backend = from_folder(wheels)
    start_again()
    assert present() is None
    assert activate() == backend and sys.path[0] == str(backend.folder)
    assert present().installed_here


def test_what_the_user_installed_comes_before_what_python_has(wheels, tmp_path):
    other = tmp_path / "site-packages"
    (other / "onnxruntime").mkdir(parents=True)
    (other / "onnxruntime" / "__init__.py").write_text("__version__ = '0.9'")
    sys.path.insert(0, str(other))
    assert present().folder == other and not present().installed_here
    from_folder(wheels)
    assert present().version == "1.20.0"


def test_the_wheel_must_fit_the_numpy_that_is_there(index):
    make_wheel(index.folder, "1.20.0")
    make_wheel(index.folder, "1.21.0", metadata="Requires-Dist: numpy>=99\n")
    make_wheel(index.folder, "1.22.0", metadata="Requires-Python: >=3.99\n")
    index.described = True
    assert run(InstallTask("onnxruntime", index.address)).backend.about.version == "1.20.0"
    assert sum(path.endswith(".whl") for path in index.requests) == 1  # the others were told by their METADATA alone
    assert from_folder(index.folder).about.version == "1.20.0"


def make_library(folder, name, version, metadata=""):
    """A wheel of one of NVIDIA's libraries; they all share an empty ``nvidia/__init__.py``."""
    make_wheel(
        folder,
        version,
        package=name,
        tag="py3-none-any",
        files={"nvidia/__init__.py": b"", f"nvidia/cu13/lib/{name}.so": name.encode()},
        metadata=metadata,
    )


@pytest.mark.parametrize("from_index", [True, False])
def test_nvidias_libraries_come_with_it_if_wanted(index, from_index):
    cuda, cudnn = 'nvidia-cuda-runtime~=13.0; extra == "cuda"', 'nvidia-cudnn-cu13; extra == "cudnn"'
    wanted = f"Requires-Dist: {cuda}\nRequires-Dist: {cudnn}\n"
    make_wheel(index.folder, "1.31.0", package="onnxruntime-gpu", metadata=wanted)
    make_library(index.folder, "nvidia-cuda-runtime", "13.1.0")
    make_library(index.folder, "nvidia-cuda-runtime", "14.0.0")
    make_library(index.folder, "nvidia-cudnn-cu13", "9.1.0", "Requires-Dist: nvidia-cublas\nRequires-Dist: other\n")
    make_library(index.folder, "nvidia-cublas", "13.0.0")
    where = {"index": index.address} if from_index else {"folder": str(index.folder)}
    shares = []
    task = InstallTask("onnxruntime-gpu", **where, libraries=True)
    task.progressChanged.connect(shares.append)
    backend = run(task).backend
    assert task.error is None and shares == sorted(shares)
    libraries = sorted(path.name for path in (backend.folder / "nvidia/cu13/lib").iterdir())
    assert libraries == ["nvidia-cublas.so", "nvidia-cuda-runtime.so", "nvidia-cudnn-cu13.so"]
    assert (backend.folder / "nvidia_cuda_runtime-13.1.0.dist-info").is_dir() and present().package == "onnxruntime-gpu"
    verify(backend)
    (backend.folder / "nvidia/cu13/lib/nvidia-cublas.so").write_bytes(b"")
    with pytest.raises(PackageError, match="damaged: 1 of its files"):
        verify(backend)
    plain = run(InstallTask("onnxruntime-gpu", **where)).backend
    assert not (plain.folder / "nvidia").exists()


def test_a_library_that_is_missing_is_told(index):
    make_wheel(index.folder, "1.31.0", package="onnxruntime-gpu", metadata='Requires-Dist: nvidia-x; extra == "cuda"\n')
    said = refused(run(InstallTask("onnxruntime-gpu", folder=str(index.folder), libraries=True)))
    assert "There is no wheel of nvidia-x in" in said


def test_the_runtime_is_told_of_the_libraries_beside_it(wheels):
    module = (
        wheel_index.MODULE
        + "told = []\ndef preload_dlls(directory=None):\n    print('x')\n    told.append(directory)\n"
    )
    make_wheel(wheels, "1.31.0", module=module)
    backend = from_folder(wheels)
    runtime = load()
    assert not load_beside(runtime) and runtime.told == []
    (backend.folder / "nvidia").mkdir()
    assert load_beside(runtime) and runtime.told == [""]


def test_many_fetches_one_after_the_other(index):
    make_wheel(index.folder, "1.20.0")
    index.described = True
    for _ in range(12):  # replies that lie where earlier ones have lain
        assert run(InstallTask("onnxruntime", index.address)).error is None


# ---- what goes wrong


def refused(task, kind=PackageError):
    assert task.backend is None and isinstance(task.error, kind), task.error
    assert not contents() and not installed()
    return str(task.error)


def test_a_wrong_checksum(index):
    make_wheel(index.folder, "1.20.0")
    index.wrong_checksum = True
    assert "its sha256 is another" in refused(run(InstallTask("onnxruntime", index.address)))


def test_a_wheel_that_leads_out_of_its_folder(tmp_path, profile):
    folder = tmp_path / "wheels"
    make_wheel(folder, "1.20.0", extra={"../../evil.py": b"evil"})
    assert "leads out of its folder" in refused(run(InstallTask("onnxruntime", folder=str(folder))))
    assert not list(tmp_path.rglob("evil.py"))


def test_cancelling(index):
    make_wheel(index.folder, "1.20.0")
    index.hold = True
    task = run(InstallTask("onnxruntime", index.address), lambda task: task.cancel() if index.held.is_set() else None)
    assert "nothing was installed" in refused(task, Cancelled)
    index.hold = False
    assert run(InstallTask("onnxruntime", index.address)).backend is not None


def test_no_network(index):
    index.close()
    said = refused(run(InstallTask("onnxruntime", index.address)))
    assert "There is no connection to 127.0.0.1" in said and "folder of wheels" in said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (401, "refuses access"),
        (403, "refuses access"),
        (404, "check the address of the package index"),
        (407, "asks for a user and a password"),
        (503, "answered with error 503"),
    ],
)
def test_an_index_that_refuses(index, status, said):
    index.status = status
    assert said in refused(run(InstallTask("onnxruntime", index.address.replace("//", "//me:geheim@"))))
    assert not any("geheim" in line for line in tail())


def test_an_address_that_is_none():
    said = refused(run(InstallTask("onnxruntime", "ftp://me:geheim@example.org")))
    assert "'ftp://example.org/simple/onnxruntime/' is no address of a package index" in said


def test_nothing_that_fits(index, tmp_path):
    make_wheel(index.folder, "1.20.0", tag="cp27-cp27m-win32")
    assert "None of the wheels of onnxruntime in '127.0.0.1' fits Python" in refused(
        run(InstallTask("onnxruntime", index.address))
    )
    (tmp_path / "empty").mkdir()
    assert "There is no wheel of onnxruntime in" in refused(
        run(InstallTask("onnxruntime", folder=str(tmp_path / "empty")))
    )
    assert "cannot be read" in refused(run(InstallTask("onnxruntime", folder=str(tmp_path / "absent"))))


@pytest.fixture
def proxy():
    """Sets QGIS's proxy for hosts beyond the loopback interface."""
    manager = QgsNetworkAccessManager.instance()

    def use(port):
        manager.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.HttpProxy, "127.0.0.1", port), [], [])

    yield use
    manager.setFallbackProxyAndExcludes(QNetworkProxy(QNetworkProxy.ProxyType.NoProxy), [], [])


def test_the_proxy_of_qgis_is_used(index, proxy):
    make_wheel(index.folder, "1.20.0")
    proxy(index.port)
    assert run(InstallTask("onnxruntime", "http://index.invalid")).backend is not None
    assert index.requests[0] == "http://index.invalid/simple/onnxruntime/"


def test_a_proxy_that_refuses(index, proxy):
    index.close()
    proxy(index.port)
    said = refused(run(InstallTask("onnxruntime", "http://index.invalid")))
    assert f"The proxy 127.0.0.1:{index.port} refused the connection" in said


def test_a_profile_that_cannot_be_written(wheels, profile):
    profile.mkdir()
    (profile / "realign").write_text("a file is in the way")
    task = run(InstallTask("onnxruntime", folder=str(wheels)))
    assert isinstance(task.error, OutputError) and "cannot be created" in str(task.error)
    assert activate() is None


def test_a_full_disk(wheels, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: type("Usage", (), {"free": 1000})())
    assert "There is not enough room" in refused(run(InstallTask("onnxruntime", folder=str(wheels))))


def test_two_at_a_time(wheels):
    lock = store.installation_lock()
    assert lock.tryLock(0)
    try:
        assert "Another installation is going on" in refused(run(InstallTask("onnxruntime", folder=str(wheels))))
    finally:
        lock.unlock()
    assert from_folder(wheels)


CHILD = """
import os, signal, sys
from qgis.core import QgsApplication
app = QgsApplication([], False, sys.argv[1])
app.initQgis()
QgsApplication.qgisSettingsDirPath = staticmethod(lambda: sys.argv[1] + "/")
from realign.plugin import backend_store, install_task
from realign.plugin.install_task import InstallTask
def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)
where, source = sys.argv[2:]
if where == "unpacking":
    whole = install_task.unpack
    def unpack(wheel, folder, progress, is_cancelled):
        whole(wheel, folder, lambda share: share > 0.5 and die(), is_cancelled)
    install_task.unpack = unpack
elif where == "before the rename":
    backend_store._rename = die
elif where == "after the rename":
    backend_store.choose = die
task = InstallTask("onnxruntime", **({"index": source} if source.startswith("http") else {"folder": source}))
task.run()
print("survived", task.error)
"""


@pytest.mark.parametrize("where", ["fetching", "unpacking", "before the rename", "after the rename"])
def test_killed_on_the_way(where, index, profile):
    make_wheel(index.folder, "1.20.0")
    index.hold = where == "fetching"
    source = index.address if where == "fetching" else str(index.folder)
    before = plugin_files()
    child = subprocess.Popen([sys.executable, "-c", CHILD, str(profile), where, source], stdout=subprocess.PIPE)
    if where == "fetching":
        assert index.held.wait(60)
        child.kill()
    said, _ = child.communicate(timeout=120)
    assert child.returncode == -signal.SIGKILL and b"survived" not in said
    whole = where == "after the rename"
    assert any(name.startswith("staging-") for name in contents())
    assert [backend.about.version for backend in installed()] == (["1.20.0"] if whole else [])
    index.hold = False
    again = run(InstallTask("onnxruntime", index.address))  # at once: the lock of the dead is none
    assert again.error is None, again.error
    verify(again.backend)
    activate()
    assert contents() == [again.backend.folder.name] and plugin_files() == before


def test_leftovers_go_at_the_next_start(wheels):
    (places.backends_folder() / "staging-1" / "unpacked").mkdir(parents=True)
    (places.backends_folder() / "leaving-onnxruntime-1.0").mkdir()
    activate()
    assert not contents()


# ---- updates, removals


def load():
    """Import it, as a run does."""
    return importlib.import_module("onnxruntime")


def test_an_update_while_the_old_one_is_loaded(wheels):
    old = from_folder(wheels)
    load()
    make_wheel(wheels, "1.21.0")
    new = from_folder(wheels)
    assert contents() == ["onnxruntime-1.20.0", "onnxruntime-1.21.0"] and new.active
    states = {backend.about.version: (backend.active, backend.loaded, backend.leaving) for backend in installed()}
    assert states == {"1.21.0": (True, False, False), "1.20.0": (False, True, True)}
    assert load().__version__ == "1.20.0" and (old.folder / "onnxruntime/__init__.py").exists()
    start_again()
    assert activate().about.version == "1.21.0" and contents() == ["onnxruntime-1.21.0"]
    assert load().__version__ == "1.21.0"


def test_the_same_version_again_while_it_is_loaded(wheels):
    from_folder(wheels)
    load()
    again = from_folder(wheels)
    assert again.folder.name == "onnxruntime-1.20.0-2" and again.active
    start_again()
    assert activate().folder == again.folder and contents() == ["onnxruntime-1.20.0-2"]


def test_an_update_while_nothing_is_loaded_replaces_at_once(wheels):
    from_folder(wheels)
    make_wheel(wheels, "1.21.0")
    from_folder(wheels)
    assert contents() == ["onnxruntime-1.21.0"] and present().version == "1.21.0"


def test_removing(wheels):
    backend = from_folder(wheels)
    assert remove(backend) and not contents() and not installed()
    activate()
    assert present() is None


def test_removing_what_is_loaded_waits_for_the_next_start(wheels):
    backend = from_folder(wheels)
    load()
    assert not remove(backend)
    assert installed()[0].leaving and not installed()[0].active and contents() == ["onnxruntime-1.20.0"]
    activate()
    assert contents() == ["onnxruntime-1.20.0"]
    start_again()
    assert activate() is None and not contents()


def test_removing_what_another_qgis_has_loaded_waits(wheels, monkeypatch):
    def held(*_):
        raise PermissionError(13, "in use")

    backend = from_folder(wheels)
    monkeypatch.setattr(os, "rename", held)  # as Windows does
    assert not remove(backend) and installed()[0].leaving
    activate()
    assert contents() == ["onnxruntime-1.20.0"]
    monkeypatch.undo()


def test_two_packages_one_is_used(wheels):
    plain = from_folder(wheels)
    make_wheel(wheels, "1.20.0", package="onnxruntime-gpu")
    gpu = from_folder(wheels, "onnxruntime-gpu")
    assert gpu.active and len(installed()) == 2
    store.choose(plain)
    activate()
    assert present().package == "onnxruntime" and on_path() == [str(plain.folder)]
    start_again()
    assert activate().about.package == "onnxruntime"


# ---- what is broken must not keep QGIS from starting


@pytest.mark.parametrize("broken", ["{", "[]", '{"active": 3, "leaving": {}}', '{"active": {"x": "../.."}}', "\0"])
def test_broken_book_keeping(wheels, broken):
    backend = from_folder(wheels)
    for name in (store._STATE, "onnxruntime-1.20.0/backend.json"):
        (places.backends_folder() / name).write_text(broken)
        activate()
    assert not installed()
    again = from_folder(wheels)
    assert again.folder != backend.folder and activate() == again


def test_missing_files(wheels):
    backend = from_folder(wheels)
    (backend.folder / "onnxruntime" / "__init__.py").unlink()
    start_again()
    assert activate() is None and present() is None
    assert "onnxruntime 1.20.0 is not used: onnxruntime/__init__.py is missing" in tail()[-1]
    with pytest.raises(PackageError, match=r"is damaged: 1 of its files .* 'onnxruntime/__init__.py' for example"):
        verify(backend)


def test_a_package_for_another_python_is_not_used(wheels):
    backend = from_folder(wheels)
    about = backend.folder / "backend.json"
    stored = json.loads(about.read_text())
    about.write_text(json.dumps({**stored, "wheel": wheel_index.wheel_name("1.20.0", tag="cp27-cp27m-win32")}))
    start_again()
    assert not installed()[0].fits and activate() is None and present() is None


@pytest.mark.parametrize("module", ["raise AttributeError('_ARRAY_API not found')", "this is no Python", "1/0"])
def test_a_package_that_cannot_be_imported(wheels, module):
    make_wheel(wheels, "1.22.0", module=module)
    backend = from_folder(wheels)
    device, warnings = try_out("auto")
    assert device == "numpy" and "cannot be loaded" in warnings[0]
    with pytest.raises(RealignError, match="cannot be loaded"):
        try_out("cpu")
    task = run(TrialTask("cpu", backend))
    assert "cannot be loaded" in str(task.error)


def test_verifying(wheels):
    backend = from_folder(wheels)
    (backend.folder / "onnxruntime/capi/big.bin").write_bytes(b"changed")
    task = run(TrialTask("auto", backend))
    assert "1 of its files are missing or changed, 'onnxruntime/capi/big.bin'" in str(task.error) and not task.device


def test_the_trial_says_what_ran():
    task = run(TrialTask("auto"))
    assert (task.device, task.backend) == ("numpy", "numpy") and "is not installed" in task.warnings[0]
    assert "needs the Python package onnxruntime" in str(run(TrialTask("cuda")).error)


def test_the_package_that_fits(monkeypatch, tmp_path):
    def this(system, architecture="amd64"):
        machine = backends.Machine("3.12.1", system, architecture)
        monkeypatch.setattr(backends.Machine, "this", classmethod(lambda _: machine))

    monkeypatch.setattr(backends, "_NVIDIA", (str(tmp_path / "driver"),))
    monkeypatch.setenv("SYSTEMROOT", str(tmp_path))
    this("linux")
    assert backends.suggested() == "onnxruntime"
    (tmp_path / "driver").touch()
    assert backends.fitting_packages() == ["onnxruntime-gpu", "onnxruntime"]
    this("win")
    assert backends.fitting_packages()[0] == "onnxruntime-directml"
    (tmp_path / "System32").mkdir()
    (tmp_path / "System32" / "nvcuda.dll").touch()
    assert backends.fitting_packages()[0] == "onnxruntime-gpu" and len(backends.fitting_packages()) == 3
    this("macosx", "arm64")
    assert backends.fitting_packages() == ["onnxruntime"]
