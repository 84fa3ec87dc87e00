"""Versions of packages and what may be asked of them, as far as choosing a wheel needs them (PEP 440)."""

from __future__ import annotations

import re
from functools import total_ordering
from itertools import zip_longest

_VERSION = re.compile(
    r"v?(?:(?P<epoch>\d+)!)?(?P<release>\d+(?:\.\d+)*)"
    r"(?:[-_.]?(?P<phase>alpha|beta|preview|pre|rc|a|b|c)[-_.]?(?P<pre>\d*))?"
    r"(?:(?:-(?P<dash>\d+))|(?:[-_.]?(?P<post>post|rev|r)[-_.]?(?P<number>\d*)))?"
    r"(?:[-_.]?(?P<dev>dev)[-_.]?(?P<build>\d*))?"
    r"(?:\+(?P<local>[a-z0-9]+(?:[-_.][a-z0-9]+)*))?",
    re.IGNORECASE,
)
_PHASES = {"alpha": "a", "beta": "b", "preview": "rc", "pre": "rc", "c": "rc"}
_CLAUSE = re.compile(r"(===|==|~=|!=|<=|>=|<|>)\s*([^\s,]+)$")
_LAST = 1 << 30


@total_ordering
class Version:
    """A version that can be compared.

    Attributes:
        release: its numbers, such as (1, 26, 4).
        is_prerelease: whether it is an alpha, a beta, a candidate or a development version.
    """

    def __init__(self, text: str) -> None:
        """Read a version.

        Raises:
            ValueError: the text is none.
        """
        match = _VERSION.fullmatch(text.strip())
        if not match:
            raise ValueError(f"'{text}' is no version.")
        self._text = text.strip()
        self.release = tuple(int(part) for part in match["release"].split("."))
        self.is_prerelease = bool(match["phase"] or match["dev"])
        phase = (match["phase"] or "").lower()
        first = (_PHASES.get(phase, phase), int(match["pre"] or 0)) if phase else ("z", 0)
        post = int(match["dash"] or match["number"] or 0) if match["dash"] or match["post"] else -1
        if match["dev"] and not phase and post < 0:
            first = ("", 0)  # 1.0.dev1 comes before 1.0a1
        dev = int(match["build"] or 0) if match["dev"] else _LAST
        local = tuple(
            (1, int(part), "") if part.isdigit() else (0, 0, part)
            for part in re.split(r"[-_.]", (match["local"] or "").lower())
            if part
        )
        self._epoch, self._rest = int(match["epoch"] or 0), (first, post, dev, local)

    def __str__(self) -> str:
        return self._text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Version) and self._key == other._key

    def __lt__(self, other: Version) -> bool:
        return self._key < other._key

    def __hash__(self) -> int:
        return hash(self._key)

    @property
    def _key(self) -> tuple:
        release = self.release
        while len(release) > 1 and release[-1] == 0:
            release = release[:-1]  # 1.0 is 1
        return self._epoch, release, self._rest


def allows(specifiers: str, version: str) -> bool:
    """Whether a version is among those that are asked for.

    Args:
        specifiers: such as ``>=3.9,!=3.10.*``; none allows everything.
        version: such as ``3.11.2``.

    Returns:
        False, too, where one of the specifiers cannot be read.
    """
    try:
        found = Version(version)
        return all(_clause_allows(clause.strip(), found) for clause in specifiers.split(",") if clause.strip())
    except ValueError:
        return False


def _clause_allows(clause: str, version: Version) -> bool:
    match = _CLAUSE.match(clause)
    if not match:
        raise ValueError(f"'{clause}' asks for no version.")
    operator, wanted = match.groups()
    if operator == "===":
        return str(version) == wanted
    any_after = wanted.endswith(".*")
    bound = Version(wanted[:-2] if any_after else wanted)
    if operator in ("==", "!=") and any_after:
        return _starts_with(version, bound.release) == (operator == "==")
    if operator == "~=":
        return version >= bound and _starts_with(version, bound.release[:-1])
    return {
        "==": version == bound,
        "!=": version != bound,
        ">=": version >= bound,
        "<=": version <= bound,
        ">": version > bound,
        "<": version < bound and not (version.is_prerelease and version._key[:2] == bound._key[:2]),
    }[operator]


def _starts_with(version: Version, numbers: tuple[int, ...]) -> bool:
    pairs = zip_longest(version.release[: len(numbers)], numbers, fillvalue=0)
    return all(found == wanted for found, wanted in pairs)
