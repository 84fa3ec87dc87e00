"""A package index on the loopback interface, and wheels that are made up."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from realign.engine.machine import Machine

MAJOR, MINOR = Machine.this().python.split(".")[:2]
TAG = f"cp{MAJOR}{MINOR}-cp{MAJOR}{MINOR}-" + {
    "linux": f"linux_{Machine.this().architecture}",
    "win": f"win_{Machine.this().architecture}",
    "macosx": f"macosx_10_9_{Machine.this().architecture}",
}.get(Machine.this().system, "any")
MODULE = '__version__ = "{version}"\n\ndef get_available_providers():\n    return ["CPUExecutionProvider"]\n'


def wheel_name(version: str, package: str = "onnxruntime", tag: str = TAG) -> str:
    return f"{package.replace('-', '_')}-{version}-{tag}.whl"


def make_wheel(
    folder: Path,
    version: str,
    package: str = "onnxruntime",
    tag: str = TAG,
    module: str = MODULE,
    extra: dict[str, bytes] | None = None,
    metadata: str = "Requires-Dist: numpy>=1.20\n",
    files: dict[str, bytes] | None = None,
) -> Path:
    """Write a wheel that looks like one of onnxruntime from outside.

    Args:
        folder: where to.
        version, package, tag: for its name.
        module: text of ``onnxruntime/__init__.py``.
        extra: more files, by name.
        metadata: more lines of METADATA.
        files: instead of those of onnxruntime.
    """
    about = f"{package.replace('-', '_')}-{version}.dist-info"
    runtime = {
        "onnxruntime/__init__.py": module.replace("{version}", version).encode(),
        "onnxruntime/capi/__init__.py": b"",
        "onnxruntime/capi/onnxruntime_pybind11_state.py": b"",
        "onnxruntime/capi/big.bin": bytes(range(256)) * 2000,
    }
    files = {
        **(runtime if files is None else files),
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: {package}\nVersion: {version}\n{metadata}".encode(),
        **(extra or {}),
    }
    record = "".join(f"{name},sha256={_checksum(content)},{len(content)}\n" for name, content in files.items())
    path = folder / wheel_name(version, package, tag)
    folder.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, content in {**files, f"{about}/RECORD": f"{record}{about}/RECORD,,\n".encode()}.items():
            archive.writestr(name, content)
    return path


def _checksum(content: bytes) -> str:
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")


class WheelIndex:
    """Serves the wheels of a folder as a package index does; also as a proxy, to which whole addresses are sent.

    Attributes:
        folder: of the wheels.
        requests: paths that were asked for.
        wrong_checksum: state a sha256 that is not the right one.
        html: answer in HTML, as old mirrors do.
        described: offer the METADATA by itself.
        hold: after half a wheel, wait for ``go_on``.
        held: is set once half a wheel was sent.
        status: an HTTP error to answer with; 0 for none.
        moved: a folder that everything has moved to; "" for none.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.requests: list[str] = []
        self.wrong_checksum = self.html = self.described = self.hold = False
        self.status, self.moved = 0, ""
        self.held, self.go_on = threading.Event(), threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self.port = self._server.server_address[1]
        self.address = f"http://127.0.0.1:{self.port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self.go_on.set()
        self._server.shutdown()
        self._server.server_close()

    def _handler(self):
        owner = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                owner.requests.append(self.path)
                if owner.moved and not self.path.startswith(owner.moved):
                    self.send_response(302)
                    self.send_header("Location", owner.moved + self.path)
                    self.send_header("Content-Length", "0")
                    self.end_headers()
                    return
                kind, content = owner.answer(self.path, self.headers.get("Accept", ""))
                self.send_response(owner.status or (200 if content else 404))
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                half = len(content) // 2 if owner.hold and self.path.endswith(".whl") else len(content)
                try:
                    self.wfile.write(content[:half])
                    self.wfile.flush()
                    if half < len(content):
                        owner.held.set()
                        owner.go_on.wait(60)
                        self.wfile.write(content[half:])
                except OSError:
                    pass  # who asked has gone

            def log_message(self, *_) -> None:
                pass

        return Handler

    def answer(self, address: str, accept: str) -> tuple[str, bytes]:
        """Content type and content; no content where there is nothing."""
        if self.status:
            return "text/plain", b"no"
        name = address.rstrip("/").rsplit("/", 1)[-1]
        if "/files/" in address:
            if name.endswith(".metadata"):
                return "text/plain", self._metadata(self.folder / name[: -len(".metadata")])
            path = self.folder / name
            return "application/octet-stream", path.read_bytes() if path.is_file() else b""
        wheels = sorted(path for path in self.folder.glob(f"{name.replace('-', '_')}-*.whl"))
        if "/simple/" not in address or not wheels:
            return "text/plain", b""
        if self.html or "json" not in accept:
            links = (f'<a href="/files/{path.name}#sha256={self._sha256(path)}">{path.name}</a>' for path in wheels)
            return "text/html", f"<!DOCTYPE html><html><body>{''.join(links)}</body></html>".encode()
        files = [
            {
                "filename": path.name,
                "url": f"../../files/{path.name}",
                "hashes": {"sha256": self._sha256(path)},
                "core-metadata": self.described,
                "size": path.stat().st_size,
            }
            for path in wheels
        ]
        return "application/vnd.pypi.simple.v1+json", json.dumps({"files": files}).encode()

    def _sha256(self, path: Path) -> str:
        return "0" * 64 if self.wrong_checksum else hashlib.sha256(path.read_bytes()).hexdigest()

    @staticmethod
    def _metadata(path: Path) -> bytes:
        with zipfile.ZipFile(path) as archive:
            return archive.read(next(name for name in archive.namelist() if name.endswith("/METADATA")))
