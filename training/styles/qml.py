"""Writes a style as QGIS keeps it: one ``.qml`` a layer, and ``map.json`` with what belongs to the map as a whole."""

from __future__ import annotations

import json
import math
from dataclasses import asdict
from pathlib import Path
from xml.etree import ElementTree

from .spec import HIGHWAYS, LABELLED, LANDUSES, LAYERS, RAILS, Fill, Label, Look, MapStyle, Pattern, Stroke, Width
from .textures import encoded, texture

PX = 25.4 / 96  # mm; pixels of 1/96 inch, those of map tiles
ZOOM_0 = 591658710.9  # scale of zoom 0 with such pixels: 40075016.7 m / 256 px
AREAS = ("buildings", "water", "landuse")
LAND = "coalesce({}, {}, {})".format(
    *(f"nullif(attribute($currentfeature, '{name}'), '')" for name in ("landuse", "natural", "leisure"))
)
CLASSES = {
    "roads": ("attribute($currentfeature, 'highway')", HIGHWAYS),  # `attribute` bears with a layer without the field
    "rail": ("attribute($currentfeature, 'service')", RAILS),
    "landuse": (LAND, LANDUSES),
}


def write(style: MapStyle, folder: Path) -> Path:
    """Write ``<folder>/<name>/`` and return it."""
    home = folder / style.name
    home.mkdir(parents=True, exist_ok=True)
    for layer in LAYERS:
        (home / f"{layer}.qml").write_text(qml(style, layer), encoding="utf-8")
    whole = {"title": style.title, "background": style.background, "order": style.order, **asdict(style.finish)}
    (home / "map.json").write_text(json.dumps(whole, indent=1) + "\n", encoding="utf-8")
    return home


def qml(style: MapStyle, layer: str) -> str:
    """The style of one layer.

    Raises:
        KeyError: the style leaves the layer out, or has a class that the layer does not.
    """
    looks = style.layers[layer]
    label = style.label if layer == LABELLED else None
    root = ElementTree.Element(
        "qgis", version="3.22.0", styleCategories="Symbology|Labeling", labelsEnabled=str(int(label is not None))
    )
    ordered = layer == "landuse"  # small areas lie upon large ones
    renderer = ElementTree.SubElement(
        root,
        "renderer-v2",
        type="RuleRenderer",
        symbollevels=str(int(not ordered)),
        enableorderby=str(int(ordered)),
        forceraster="0",
    )
    rules = ElementTree.SubElement(renderer, "rules", key="root")
    symbols = ElementTree.SubElement(renderer, "symbols")
    for number, (name, look) in enumerate(looks.items()):
        rule = ElementTree.SubElement(rules, "rule", key=f"{layer}-{name}", symbol=str(number), label=name)
        if name != "all":
            field, classes = CLASSES[layer]
            values = classes[name]
            listed = ", ".join(f"'{value}'" for value in values or ())
            rule.set("filter", f"{field} IN ({listed})" if values else "ELSE")
        if look.from_zoom:
            # half a zoom further out: scales differ a little between programs
            rule.set("scalemaxdenom", str(round(ZOOM_0 / 2 ** (look.from_zoom - 0.5))))
            rule.set("scalemindenom", "1")
        symbols.append(_symbol(look, number, is_area=layer in AREAS))
    if ordered:
        order = ElementTree.SubElement(renderer, "orderby")
        ElementTree.SubElement(order, "orderByClause", asc="0", nullsFirst="0").text = "area($geometry)"
    if label is not None:
        root.append(_labeling(label))
    ElementTree.indent(root, " ")
    return "<!DOCTYPE qgis>\n" + ElementTree.tostring(root, encoding="unicode") + "\n"


def growing(width: Width) -> str:
    """The expression of a width in millimetres."""
    first, last = (math.log(max(each, 1e-3) * PX) for each in (width.at_13, width.at_18))
    return f"exp(scale_linear(log(2, {ZOOM_0:.0f} / @map_scale), 13, 18, {first:.4f}, {last:.4f}))"


def _symbol(look: Look, number: int, is_area: bool) -> ElementTree.Element:
    kind = "fill" if is_area else "line"
    # areas are not cut at the picture's edge: insets would run along the cut
    symbol = ElementTree.Element(
        "symbol", name=str(number), type=kind, alpha="1", clip_to_extent=str(int(not is_area)), force_rhr="0"
    )
    for part in look.parts:
        symbol.append({Stroke: _stroke, Fill: _fill, Pattern: _pattern}[type(part)](part))
    return symbol


def _stroke(stroke: Stroke) -> ElementTree.Element:
    last = stroke.width.at_18 * PX
    options = {
        "line_color": _rgba(stroke.color),
        "line_width": f"{last:.3f}",
        "line_width_unit": "MM",
        "joinstyle": "round" if not stroke.inset else "miter",
        "capstyle": "flat" if stroke.flat or stroke.dash else "round",
        "offset": f"{stroke.inset * PX:.3f}",
        "offset_unit": "MM",
    }
    expressions = {"outlineWidth": growing(stroke.width)}
    if stroke.dash:
        options |= {"use_custom_dash": "1", "customdash_unit": "MM"}
        options["customdash"] = ";".join(f"{each * last:.3f}" for each in stroke.dash)
        lengths = " || ';' || ".join(f"{each:g} * {growing(stroke.width)}" for each in stroke.dash)
        expressions["customDash"] = lengths
    return _part("SimpleLine", options, expressions, stroke.level)


def _fill(fill: Fill) -> ElementTree.Element:
    options = {"color": _rgba(fill.color), "style": "solid", "outline_style": "no"}
    if fill.shift:
        options |= {"offset": f"{fill.shift * PX:.3f},{fill.shift * PX:.3f}", "offset_unit": "MM"}
    return _part("SimpleFill", options, {})


def _pattern(pattern: Pattern) -> ElementTree.Element:
    pixels = texture(pattern.kind, pattern.color)
    options = {
        "imageFile": encoded(pixels),
        "coordinate_mode": "1",  # from the picture's corner, so that it goes on from feature to feature
        # QGIS cuts off fractions of a pixel: a hair more, lest the texture shrinks and no longer divides a tile
        "width": f"{pixels.shape[1] * PX + 0.001:.4f}",
        "width_unit": "MM",
        "alpha": "1",
    }
    return _part("RasterFill", options, {})


def _part(kind: str, options: dict[str, str], expressions: dict[str, str], level: int = 0) -> ElementTree.Element:
    part = ElementTree.Element("layer", {"class": kind, "enabled": "1", "locked": "0", "pass": str(level)})
    _options(part, options)
    if expressions:
        collection = _options(ElementTree.SubElement(part, "data_defined_properties"), {"name": ""})
        properties = ElementTree.SubElement(collection, "Option", name="properties", type="Map")
        for name, expression in expressions.items():
            each = ElementTree.SubElement(properties, "Option", name=name, type="Map")
            ElementTree.SubElement(each, "Option", name="active", type="bool", value="true")
            ElementTree.SubElement(each, "Option", name="expression", type="QString", value=expression)
            ElementTree.SubElement(each, "Option", name="type", type="int", value="3")
        ElementTree.SubElement(collection, "Option", name="type", type="QString", value="collection")
    return part


def _options(parent: ElementTree.Element, options: dict[str, str]) -> ElementTree.Element:
    whole = ElementTree.SubElement(parent, "Option", type="Map")
    for name, value in options.items():
        ElementTree.SubElement(whole, "Option", name=name, type="QString", value=value)
    return whole


def _labeling(label: Label) -> ElementTree.Element:
    labeling = ElementTree.Element("labeling", type="simple")
    settings = ElementTree.SubElement(labeling, "settings", calloutType="simple")
    text = ElementTree.SubElement(
        settings,
        "text-style",
        fieldName="attribute($currentfeature, 'name')",
        isExpression="1",
        fontFamily=label.font,
        fontSize=f"{label.size:g}",
        fontSizeUnit="Point",
        fontWeight="50",  # Qt 5's number for normal; without it the font is thin
        fontItalic=str(int(label.italic)),
        textColor=_rgba(label.color),
        textOpacity="1",
    )
    ElementTree.SubElement(
        text,
        "text-buffer",
        bufferDraw="1",
        bufferSize="0.5",
        bufferSizeUnits="MM",
        bufferColor=_rgba(label.halo),
        bufferOpacity="0.85",
    )
    # 3: curved; on the line; repeated every 60 mm, and only where the road is long enough
    ElementTree.SubElement(
        settings,
        "placement",
        placement="3",
        placementFlags="9",
        dist="0",
        repeatDistance="60",
        repeatDistanceUnits="MM",
        maxCurvedCharAngleIn="20",
        maxCurvedCharAngleOut="-20",
    )
    ElementTree.SubElement(
        settings,
        "rendering",
        scaleVisibility="1",
        scaleMax=str(round(ZOOM_0 / 2**14.5)),
        scaleMin="1",
        mergeLines="1",
        labelPerPart="0",
        obstacle="0",
        drawLabels="1",
    )
    return labeling


def _rgba(color: str) -> str:
    values = [int(color[place : place + 2], 16) for place in range(1, len(color), 2)]
    return ",".join(str(value) for value in (*values, 255)[:4])
