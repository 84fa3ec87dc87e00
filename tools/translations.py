"""`make translations`: takes the plugin's texts over into resources/i18n/realign_LANGUAGE.ts, and compiles them.

Translations are kept, new texts are added as unfinished, and those that are gone go. The .ts files are for translators
(Qt Linguist opens them), the .qm files for QGIS; both are tracked, so that the plugin runs from the checkout and the
zip can be built where Qt's tools are missing. Ends with 1 while something is not translated.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path

from texts import Text, TextError, find_texts

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "i18n"
LANGUAGES = ("de", "es", "fr")
PLACEHOLDER = re.compile(r"\{[^{}]*\}|%\w|%\d|%%")
ENTITY = "(?:amp|lt|gt|quot|nbsp);"
TAG = re.compile(rf"</?[a-zA-Z]\w*[^<>]*>|&{ENTITY}")
MNEMONIC = re.compile(rf"&(?=\w)(?!{ENTITY})")


def read(path: Path) -> dict[tuple[str, str], str]:
    """Finished translations of a .ts file, by context and source; empty if there is no such file."""
    if not path.exists():
        return {}
    found = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None and translation.text:
                found[context.findtext("name"), message.findtext("source")] = translation.text
    return found


def write(path: Path, language: str, texts: list[Text], known: dict[tuple[str, str], str]) -> None:
    """Write a .ts file with these texts; those that `known` lacks are unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    files: dict[tuple[str, str], list[str]] = {}
    for text in texts:
        files.setdefault((text.context, text.source), []).append(text.file)
    contexts: dict[str, ElementTree.Element] = {}
    for (name, source), places in files.items():
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        for place in places:
            ElementTree.SubElement(message, "location", filename=f"../../plugin/{place}")
        ElementTree.SubElement(message, "source").text = source
        translation = ElementTree.SubElement(message, "translation")
        if (name, source) in known:
            translation.text = known[name, source]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n', encoding="utf-8")


def troubles(source: str, translation: str) -> list[str]:
    """What is wrong with a translation: what programs read in it differs from the source."""
    found = []
    for what, pattern in (("placeholders", PLACEHOLDER), ("tags", TAG)):
        if sorted(pattern.findall(source)) != sorted(pattern.findall(translation)):
            found.append(what)
    if len(MNEMONIC.findall(source)) != len(MNEMONIC.findall(translation)):
        found.append("mnemonics")
    for what, end in (("the ellipsis", "…"), ("the full stop", "."), ("the colon", ":"), ("the spaces", " ")):
        if source.endswith(end) != translation.rstrip("\u00a0 " if end == ":" else "").endswith(end):
            found.append(f"{what} at the end")
    if source.count("\n") != translation.count("\n"):
        found.append("line breaks")
    return found


def compile_all() -> None:
    """Write the .qm files.

    Raises:
        FileNotFoundError: Qt's lrelease is missing.
    """
    names = ("lrelease", "lrelease-qt5", "/usr/lib/qt5/bin/lrelease", "lrelease-qt6", "/usr/lib/qt6/bin/lrelease")
    program = next(filter(None, map(shutil.which, names)), None)
    if program is None:
        raise FileNotFoundError("lrelease is missing; install it, on Debian with: apt-get install qttools5-dev-tools")
    for language in LANGUAGES:
        path = FOLDER / f"realign_{language}.ts"
        subprocess.run([program, "-silent", str(path), "-qm", str(path.with_suffix(".qm"))], check=True)


def main() -> int:
    try:
        texts = find_texts(ROOT / "plugin")
    except TextError as error:
        print(error, file=sys.stderr)
        return 1
    sources = {(text.context, text.source) for text in texts}
    open_texts = 0
    for language in LANGUAGES:
        path = FOLDER / f"realign_{language}.ts"
        known = read(path)
        write(path, language, texts, known)
        for context, source in sorted(sources):
            if (context, source) not in known:
                print(f"{language}: {context}: not translated: {source}")
                open_texts += 1
            elif wrong := troubles(source, known[context, source]):
                print(f"{language}: {context}: {', '.join(wrong)} differ: {source}")
                open_texts += 1
    try:
        compile_all()
    except (FileNotFoundError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(sources)} texts in {len(LANGUAGES)} languages; {open_texts or 'nothing'} to be done")
    return int(bool(open_texts))


if __name__ == "__main__":
    sys.exit(main())
