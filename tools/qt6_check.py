"""Looks for what the plugin uses of Qt and QGIS and what QGIS 4, which runs on Qt 6, does not have.

    python tools/qt6_check.py [FILE ...]        default: all of plugin/ and __init__.py

Found are: imports past `qgis.PyQt`, and names that do not exist; attributes of Qt's and QGIS's classes that do not
exist, those of `self` in their subclasses and of variables that plainly hold them included; values of enums without
the enum's name; enums taken for numbers; `exec_`; and attributes in Qt's spelling that no class has. What stands in
the branch for older versions (`else` of a comparison with `Qgis.QGIS_VERSION_INT`, `except ImportError`) may differ.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from api_stubs import Api, Scope, Value

ROOT = Path(__file__).resolve().parent.parent
STUBS = ROOT / ".venv" / "stubs"
RENAMED = ("exec_", "print_")  # for the sake of Python 2, where these were words of the language
QT_SPELLING = re.compile(r"[a-z]+[a-z0-9]*[A-Z]\w*")
CAUGHT = {"ImportError", "ModuleNotFoundError", "AttributeError"}


class Class:
    """A class of the plugin: what it has, and what it is made from."""

    def __init__(self, node: ast.ClassDef) -> None:
        self.bases = [ast.unparse(base) for base in node.bases]
        self.names = {each.name for each in ast.walk(node) if isinstance(each, (ast.FunctionDef, ast.ClassDef))}
        for each in ast.walk(node):
            if isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
                self.names.add(each.attr)
            elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
                self.names.add(each.id)


class Checker(ast.NodeVisitor):
    """Looks at one module.

    Args:
        api: of QGIS 4.
        known: attributes that somebody has: some class of Qt or QGIS, or our own code.
        classes: of the plugin, by name.

    Attributes:
        found: (line, sentence).
    """

    def __init__(self, api: Api, known: set[str], classes: dict[str, Class]) -> None:
        self.api, self.known, self.classes = api, known, classes
        self.bound: dict[str, Scope] = {}  # names that stand for modules and classes of Qt and QGIS
        self.foreign: set[str] = set()  # names of other modules
        self.held: dict[str, Scope] = {}  # variables, as written, that hold an object of such a class
        self.inside: list[str] = []  # classes around
        self.found: list[tuple[int, str]] = []

    def say(self, node: ast.AST, text: str) -> None:
        self.found.append((node.lineno, text))

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            if alias.name.split(".")[0] in ("PyQt5", "PyQt6", "sip"):
                self.say(node, f"import {alias.name}: take it from qgis.PyQt")
            self.foreign.add((alias.asname or alias.name).split(".")[0])

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = node.module or ""
        if module.split(".")[0] in ("PyQt5", "PyQt6"):
            self.say(node, f"from {module}: take it from qgis.PyQt")
        if node.level or not module.startswith("qgis"):
            self.foreign |= set() if node.level else {alias.asname or alias.name for alias in node.names}
            return
        scope = self.api.module(module)
        for alias in node.names:
            inner = self.api.module(f"{module}.{alias.name}")
            member = inner or (self.api.find(scope, alias.name) if scope else None)
            if isinstance(member, Scope):
                self.bound[alias.asname or alias.name] = member
            elif member is None and (scope is not None or module.startswith("qgis.PyQt")):
                self.say(node, f"{module} has no {alias.name}")

    def visit_Try(self, node: ast.Try) -> None:
        old = [each for each in node.handlers if each.type is not None and CAUGHT & set(_names(each.type))]
        before = len(self.found)
        self._visit_all(node.body)
        if old and len(self.found) > before:  # this is the old way, or there is none
            broken = self.found[before:]
            del self.found[before:]
            self._visit_all(old[0].body)
            if len(self.found) > before:
                self.found[before:] = broken
        self._visit_all([each for each in node.handlers if each not in old])
        self._visit_all([*node.orelse, *node.finalbody])

    def visit_If(self, node: ast.If) -> None:
        test = node.test
        if isinstance(test, ast.Compare) and ast.unparse(test.left).endswith("QGIS_VERSION_INT"):
            self._visit_all(node.body if isinstance(test.ops[0], (ast.Gt, ast.GtE)) else node.orelse)
        else:
            self.generic_visit(node)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.inside.append(node.name)
        with self._variables(node):
            self.generic_visit(node)
        self.inside.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        with self._variables(node):
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "int" and len(node.args) == 1:
            scope = self._scope_of(node.args[0].value) if isinstance(node.args[0], ast.Attribute) else None
            if scope is not None and scope.is_enum:
                self.say(node, f"{ast.unparse(node)}: enums are no numbers in PyQt 6; compare with the enum itself")
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        scope, text = self._scope_of(node.value), ast.unparse(node)
        if node.attr in RENAMED:
            self.say(node, f"{text}: PyQt 6 has no {node.attr}; write {node.attr[:-1]}")
        elif scope is not None:
            self._check_member(node, scope, text)
        elif isinstance(node.value, ast.Name) and node.value.id == "self" and self.inside:
            bases = self._bases(self.inside[-1])
            if bases is not None and not any(self._has(base, node.attr) for base in bases):
                self.say(node, f"{text}: neither {self.inside[-1]} nor a class that it is made from has {node.attr}")
        elif (
            QT_SPELLING.fullmatch(node.attr) and node.attr not in self.known and text.split(".")[0] not in self.foreign
        ):
            self.say(node, f"{text}: no class of Qt 6 or QGIS has {node.attr}")
        self.generic_visit(node)

    def _is_nobodys(self, name: str) -> bool:
        return bool(QT_SPELLING.fullmatch(name)) and name not in self.known

    def _check_member(self, node: ast.Attribute, scope: Scope, text: str) -> None:
        enum = self.api.enum_of(scope, node.attr)
        if not self._has(scope, node.attr):
            self.say(node, f"{text}: {scope.name} has no {node.attr} in QGIS 4")
        elif enum is not None and node.attr[0].isupper():  # else it is a property whose value is such an enum
            self.say(node, f"{text}: write the enum's name, too: {enum.name.removeprefix('qgis.')}")

    def _scope_of(self, node: ast.expr) -> Scope | None:
        """The class or module that an expression stands for, or that the variable holds an object of."""
        text = ast.unparse(node)
        if text in self.held or text in self.bound:
            return self.held.get(text) or self.bound.get(text)
        if isinstance(node, ast.Attribute):
            scope = self._scope_of(node.value)
            found = self.api.find(scope, node.attr) if scope is not None else None
            if isinstance(found, Scope) and scope is not None and found.outer is not scope and found.is_enum:
                return self._with_old_names(found, scope)
            return found if isinstance(found, Scope) else None
        return None

    def _with_old_names(self, enum: Scope, old: Scope) -> Scope:
        """An enum that moved to another class: QGIS gives it the names that its values had in the old one, too."""
        moved = {
            name: member
            for name, member in old.members.items()
            if isinstance(member, Value) and self.api.enum_of(old, name) is enum
        }
        return Scope(enum.name, enum.bases, enum.outer, {**moved, **enum.members})

    def _has(self, scope: Scope | Class, name: str) -> bool:
        return name in scope.names if isinstance(scope, Class) else self.api.find(scope, name) is not None

    def _bases(self, name: str) -> list[Scope | Class] | None:
        """All that a class of ours is made from, itself first; None unless everything of it is known."""
        if name not in self.classes:
            return None
        chain: list[Scope | Class] = [self.classes[name]]
        for text in self.classes[name].bases:
            if text in self.bound:
                chain.append(self.bound[text])
            elif text in self.classes and text != name and (more := self._bases(text)) is not None:
                chain += more
            else:
                return None
        return chain if any(isinstance(each, Scope) for each in chain) else None

    @contextmanager
    def _variables(self, node: ast.AST) -> Iterator[None]:
        """Note what variables of a class or function hold, where one assignment says it."""
        before = dict(self.held)
        assigned: dict[str, list[ast.expr | None]] = {}
        for each in ast.walk(node):
            if isinstance(each, ast.Assign) and len(each.targets) == 1 and not isinstance(each.targets[0], ast.Tuple):
                assigned.setdefault(ast.unparse(each.targets[0]), []).append(each.value)
            elif isinstance(each, (ast.Name, ast.Attribute)) and isinstance(each.ctx, ast.Store):
                assigned.setdefault(ast.unparse(each), [])
            elif isinstance(each, ast.arg):
                assigned.setdefault(each.arg, []).append(None)
        for text, values in assigned.items():
            self.held.pop(text, None)
            if len(values) == 1 and isinstance(values[0], ast.Call):
                scope = self._scope_of(values[0].func)
                if scope is not None and scope.outer is not None and ast.unparse(values[0].func) not in self.held:
                    self.held[text] = scope
        yield
        self.held = before

    def _visit_all(self, nodes: list) -> None:
        for each in nodes:
            self.visit(each)


def _names(node: ast.expr) -> list[str]:
    return [each.id for each in ast.walk(node) if isinstance(each, ast.Name)]


def own_names(trees: list[ast.AST]) -> set[str]:
    """Everything that our own code defines or sets."""
    found: set[str] = set()
    for node in (each for tree in trees for each in ast.walk(tree)):
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            found.add(node.name)
        elif isinstance(node, (ast.Attribute, ast.Name)) and isinstance(node.ctx, ast.Store):
            found.add(node.attr if isinstance(node, ast.Attribute) else node.id)
        elif isinstance(node, ast.arg):
            found.add(node.arg)
    return found


def check(files: dict[str, str], api: Api, more: tuple[str, ...] = ()) -> list[str]:
    """Findings in the plugin's files.

    Args:
        files: their texts by name.
        api: of QGIS 4.
        more: texts of what the plugin uses besides.
    """
    trees = {name: ast.parse(text, name) for name, text in files.items()}
    classes = {
        node.name: Class(node) for tree in trees.values() for node in ast.walk(tree) if isinstance(node, ast.ClassDef)
    }
    known = set(api.names()) | own_names([*trees.values(), *map(ast.parse, more)])
    found = []
    for name, tree in trees.items():
        checker = Checker(api, known, classes)
        checker.visit(tree)
        found += [f"{name}:{line}: {text}" for line, text in sorted(set(checker.found))]
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="*", type=Path)
    paths = parser.parse_args().files or [ROOT / "__init__.py", *sorted((ROOT / "plugin").rglob("*.py"))]
    texts = {str(path): path.read_text(encoding="utf-8") for path in paths}
    try:
        api = Api(STUBS)
    except FileNotFoundError as error:
        print(f"{error} `make setup` installs them.", file=sys.stderr)
        return 1
    engine = tuple(path.read_text(encoding="utf-8") for path in (ROOT / "engine").rglob("*.py"))
    found = check(texts, api, engine)
    print("\n".join(found) if found else f"{len(texts)} files use nothing that QGIS 4 lacks")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main())
