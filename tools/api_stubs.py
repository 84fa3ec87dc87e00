"""What Qt 6 and QGIS offer to Python, read from the stub files of the packages PyQt6 and qgis-stubs.

Neither Qt 6 nor QGIS 4 is needed for it. QGIS 4 keeps the API of the last QGIS 3, on Qt 6: so the classes of QGIS are
taken from the stubs of the latter, and all that comes from Qt, their base classes included, from PyQt6.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

QGIS_MODULES = {"core": "_core", "gui": "_gui", "analysis": "_analysis", "_3d": "_3d_p"}
# What is there and the stubs leave out
LEFT_OUT = {
    "qgis.core": ("NULL", "QgsCsException", "QgsException", "QgsProcessingException", "QgsProviderConnectionException"),
    "qgis.core.Qgis": ("QGIS_VERSION", "QGIS_VERSION_INT", "QGIS_RELEASE_NAME"),
}
# What Python itself gives to every class, and to numbers and enums
OBJECT = frozenset(dir(object)) | {"__dict__", "__name__", "__qualname__", "__module__"}
NUMBER = frozenset(dir(int))
ENUM = frozenset({"name", "value", "_value_", "_name_"})


@dataclass(repr=False)
class Value:
    """An attribute that is no class; `type` is its annotation, "" for functions."""

    type: str = ""


@dataclass(repr=False)
class Scope:
    """A module or a class.

    Attributes:
        name: dotted, from the module on.
        members: classes and values by name.
        bases: as written.
        outer: what it stands in; None for modules.
    """

    name: str
    bases: list[str] = field(default_factory=list)
    outer: Scope | None = None
    members: dict[str, Scope | Value] = field(default_factory=dict)

    @property
    def is_enum(self) -> bool:
        return any(base.startswith("enum.") or base == "int" for base in self.bases)

    @property
    def module(self) -> Scope:
        return self if self.outer is None else self.outer.module


class Api:
    """The modules `qgis.core`, `qgis.gui`, …, `qgis.PyQt.QtCore`, `qgis.PyQt.QtGui`, … as QGIS 4 has them.

    Args:
        folder: where the stub packages were unpacked.

    Raises:
        FileNotFoundError: they are not there.
    """

    def __init__(self, folder: Path) -> None:
        files = {f"qgis.{name}": folder / "qgis-stubs" / f"{stub}.pyi" for name, stub in QGIS_MODULES.items()}
        files.update({f"qgis.PyQt.{path.stem}": path for path in (folder / "PyQt6").glob("*.pyi")})
        if "qgis.PyQt.QtCore" not in files:
            raise FileNotFoundError(f"{folder} does not hold the stubs of PyQt6.")
        self._files = files
        self._modules: dict[str, Scope] = {}

    def module(self, name: str) -> Scope | None:
        """A module by its name in plugins, None if there is no such."""
        if name not in self._modules and name in self._files:
            tree = ast.parse(self._files[name].read_text(encoding="utf-8"), type_comments=True)
            self._modules[name] = _scope(name, tree.body, [], None)
        return self._modules.get(name)

    def find(self, scope: Scope, name: str) -> Scope | Value | None:
        """A member, inherited ones included; names of types that stand for others are followed."""
        found = self._find(scope, name, set())
        if isinstance(found, Value) and (alias := re.fullmatch(r"(?:typing\.)?[Tt]ype\[(.+)\]", found.type)):
            return self.resolve(alias[1], scope) or found
        return found

    def enum_of(self, scope: Scope, name: str) -> Scope | None:
        """The enum that a member of a class belongs to without standing in it: an unscoped name of its value."""
        found = self._find(scope, name, set())
        if scope.is_enum or not isinstance(found, Value) or not found.type:
            return None
        kind = self.resolve(found.type, scope)
        return kind if kind is not None and kind.is_enum else None

    def resolve(self, text: str, scope: Scope) -> Scope | None:
        """The class that an annotation in a scope names, None if it is none of ours."""
        first, *rest = re.sub(r"['\" ]", "", text).split(".")
        found: Scope | Value | None = None
        around: Scope | None = scope
        while around is not None and not isinstance(found, Scope):
            found = around.members.get(first)
            around = around.outer
        if not isinstance(found, Scope):
            aliases = {stub: f"qgis.{name}" for name, stub in QGIS_MODULES.items()}
            found = self.module(aliases.get(first, f"qgis.PyQt.{first}"))
        for name in rest:
            found = found.members.get(name) if isinstance(found, Scope) else None
        return found if isinstance(found, Scope) else None

    def names(self) -> Iterator[str]:
        """The names of all members of all classes, and of all classes."""
        for name in self._files:
            waiting = [self.module(name)]
            while waiting:
                scope = waiting.pop()
                yield from scope.members
                waiting += [member for member in scope.members.values() if isinstance(member, Scope)]

    def _find(self, scope: Scope, name: str, seen: set[str]) -> Scope | Value | None:
        if name in scope.members:
            return scope.members[name]
        if name in OBJECT or (scope.is_enum and name in NUMBER | ENUM):
            return Value()
        seen.add(scope.name)
        for text in scope.bases:
            base = self.resolve(text, scope.outer or scope)
            if base is not None and base.name not in seen and (found := self._find(base, name, seen)) is not None:
                return found
        return None


def _scope(name: str, body: list[ast.stmt], bases: list[str], outer: Scope | None) -> Scope:
    scope = Scope(name, bases, outer, {left_out: Value() for left_out in LEFT_OUT.get(name, ())})
    for node in body:
        if isinstance(node, ast.ClassDef):
            inner = _scope(f"{name}.{node.name}", node.body, [ast.unparse(base) for base in node.bases], scope)
            scope.members[node.name] = inner
        elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            scope.members[node.name] = Value()
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            scope.members[node.target.id] = Value(ast.unparse(node.annotation))
        elif isinstance(node, ast.Assign):
            for target in node.targets:
                if isinstance(target, ast.Name):
                    scope.members[target.id] = Value(node.type_comment or "")
    return scope
