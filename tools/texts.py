"""The texts of the plugin that are to be translated, with their contexts, as they stand in its source.

Found are `translate("Context", "Text")` (Qt's function under whatever it is called there), and `self.tr("Text")`, whose
context is the one that the class's own method `tr` names, or else the class, as Qt has it. A text that is not written
out there cannot be found, and so is an error.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

# Where functions translate in the name of another class's `tr`
CONTEXTS = {
    "align_run.py": "AlignVectors",
    "colorize_run.py": "ColorizeImagery",
    "evaluate_run.py": "EvaluateAlignment",
    "register_run.py": "RegisterMap",
    "restyle_run.py": "RestyleMap",
    "stereo_run.py": "StereoDisparity",
}


@dataclass(frozen=True, order=True)
class Text:
    """One text.

    Attributes:
        context: groups texts; with the text it finds the translation.
        source: in English.
        file: where it stands.
    """

    context: str
    source: str
    file: str


class TextError(ValueError):
    """A text that cannot be translated as it is written."""


@dataclass
class _Class:
    bases: list[str]
    context: str | None  # that its own `tr` names
    is_base: bool = False


def find_texts(folder: Path) -> list[Text]:
    """All texts in the modules of a folder.

    Raises:
        TextError: one is made up at run time, or its context cannot be known.
    """
    trees = {path: ast.parse(path.read_text(encoding="utf-8"), str(path)) for path in sorted(folder.rglob("*.py"))}
    classes = _classes(trees.values())
    found: set[Text] = set()
    for path, tree in trees.items():
        found |= set(_Finder(path, classes).run(tree))
    return sorted(found)


def _classes(trees) -> dict[str, _Class]:
    classes: dict[str, _Class] = {}
    for node in (each for tree in trees for each in ast.walk(tree) if isinstance(each, ast.ClassDef)):
        context = None
        for method in node.body:
            if isinstance(method, ast.FunctionDef) and method.name == "tr":
                calls = [each for each in ast.walk(method) if isinstance(each, ast.Call) and each.args]
                literal = [each.args[0] for each in calls if isinstance(each.args[0], ast.Constant)]
                context = literal[0].value if literal else None
        classes[node.name] = _Class([ast.unparse(base).split(".")[-1] for base in node.bases], context)
    for each in classes.values():
        for base in each.bases:
            if base in classes:
                classes[base].is_base = True
    return classes


class _Finder:
    def __init__(self, path: Path, classes: dict[str, _Class]) -> None:
        self._path, self._classes = path, classes

    def run(self, tree: ast.Module) -> Iterator[Text]:
        yield from self._walk(tree, None)

    def _walk(self, node: ast.AST, around: str | None) -> Iterator[Text]:
        if isinstance(node, ast.FunctionDef) and node.name in ("tr", "translate", "_tr"):
            return  # it hands on what it is given
        if isinstance(node, ast.ClassDef):
            around = node.name
        if isinstance(node, ast.Call):
            name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
            if name in ("translate", "QT_TRANSLATE_NOOP") and _is_text(node.args[:1]):  # geometries are translated, too
                yield self._text(node, self._literal(node, node.args[0]), node.args[1])
            elif name in ("tr", "_tr") and node.args:
                yield self._text(node, self._context(node, around), node.args[0])
        for child in ast.iter_child_nodes(node):
            yield from self._walk(child, around)

    def _text(self, node: ast.Call, context: str, text: ast.expr) -> Text:
        return Text(context, self._literal(node, text), self._path.name)

    def _literal(self, node: ast.Call, text: ast.expr) -> str:
        if _is_text([text]):
            return text.value
        raise TextError(f"{self._path.name}:{node.lineno}: write the text out where it is translated")

    def _context(self, node: ast.Call, around: str | None) -> str:
        is_own = isinstance(node.func, ast.Attribute) and ast.unparse(node.func.value) == "self"
        if not is_own or around is None:
            if self._path.name in CONTEXTS:
                return CONTEXTS[self._path.name]
            raise TextError(f"{self._path.name}:{node.lineno}: use translate() with a context here")
        waiting = [around]
        while waiting:
            each = self._classes.get(waiting.pop(0))
            if each is not None and each.context:
                return each.context
            waiting += each.bases if each is not None else []
        if self._classes[around].is_base:
            raise TextError(f"{self._path.name}:{node.lineno}: {around} has subclasses, and Qt would look there for it")
        return around


def _is_text(arguments: list[ast.expr]) -> bool:
    return bool(arguments) and isinstance(arguments[0], ast.Constant) and isinstance(arguments[0].value, str)
