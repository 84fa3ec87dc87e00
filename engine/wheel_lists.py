"""Lists of wheels: from a package index, in JSON (PEP 691) or HTML (PEP 503), or from a folder."""

from __future__ import annotations

import json
import os
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from .errors import PackageError
from .wheels import WheelOffer, normalised

ACCEPT = "application/vnd.pypi.simple.v1+json, application/vnd.pypi.simple.v1+html;q=0.2, text/html;q=0.1"


def list_address(index: str, package: str) -> str:
    """Where an index lists the files of a package.

    Args:
        index: address of the index, with or without ``/simple`` at its end.
        package: name.
    """
    index = index.rstrip("/")
    return f"{index if index.endswith('/simple') else index + '/simple'}/{normalised(package)}/"


def read_list(text: str, address: str) -> list[WheelOffer]:
    """The wheels of an answer of an index.

    Args:
        text: the answer; many mirrors know HTML only.
        address: where it came from; addresses in it may be relative.

    Raises:
        PackageError: the answer is no list of files.
    """
    try:
        found = _from_json(json.loads(text), address) if text.lstrip().startswith("{") else _from_html(text, address)
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise _no_list(address) from error
    return found


def wheels_in(folder: str | os.PathLike) -> list[WheelOffer]:
    """The wheels in a folder.

    Raises:
        PackageError: it cannot be read.
    """
    try:
        paths = sorted(path for path in Path(folder).iterdir() if path.suffix == ".whl" and path.is_file())
        return [WheelOffer(path.name, str(path), size=path.stat().st_size) for path in paths]
    except OSError as error:
        raise PackageError(
            f"The folder of wheels '{folder}' cannot be read ({error.strerror}); choose another one."
        ) from error


def _from_json(answer: dict, address: str) -> list[WheelOffer]:
    offers = []
    for file in answer["files"]:
        url = urljoin(address, file["url"])
        described = file.get("core-metadata", file.get("dist-info-metadata", False))
        offers.append(
            WheelOffer(
                name=file["filename"],
                address=url,
                sha256=str(file.get("hashes", {}).get("sha256", "")).lower(),
                requires_python=file.get("requires-python") or "",
                yanked=bool(file.get("yanked", False)) or file.get("yanked") == "",  # "" is a reason left out
                size=int(file.get("size") or 0),
                metadata=f"{url}.metadata" if described else "",
            )
        )
    return offers


def _from_html(text: str, address: str) -> list[WheelOffer]:
    links = _Links()
    links.feed(text)
    links.close()
    if not links.is_html:
        raise _no_list(address)
    offers = []
    for link in links.found:
        url, fragment = urldefrag(urljoin(address, link["href"]))
        checksum = re.match(r"sha256=([0-9a-f]{64})$", fragment, re.IGNORECASE)
        described = link.get("data-core-metadata", link.get("data-dist-info-metadata", "false"))
        offers.append(
            WheelOffer(
                name=unquote(urlsplit(url).path.rsplit("/", 1)[-1]),
                address=url,
                sha256=checksum[1].lower() if checksum else "",
                requires_python=link.get("data-requires-python") or "",
                yanked="data-yanked" in link,
                metadata=f"{url}.metadata" if described != "false" else "",
            )
        )
    return offers


def _no_list(address: str) -> PackageError:
    return PackageError(f"{_plain(address)} is no list of a package index; check the address of the index.")


def _plain(address: str) -> str:
    """An address without user and password."""
    return re.sub(r"//[^/@]*@", "//", address)


class _Links(HTMLParser):
    """The attributes of all links of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[dict[str, str | None]] = []
        self.is_html = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.is_html = self.is_html or tag in ("html", "body", "a")
        values = dict(attrs)
        if tag == "a" and values.get("href"):
            self.found.append(values)
