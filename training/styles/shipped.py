"""The six styles that ship in ``resources/styles/maps``."""

from __future__ import annotations

from ...engine.paper import Finish
from .drawing import RoadLook, outline, rail, roads, shores, ticked_rail
from .spec import Fill, Label, Look, MapStyle, Pattern, Stroke, Width

HISTORICAL = ("landuse", "water", "waterways", "rail", "roads", "buildings")
EDGE = Width(0.5, 1.2)
STREAM = Width(0.8, 3.5)


def modern() -> MapStyle:
    """Like the well-known map of OpenStreetMap."""
    return MapStyle(
        name="modern",
        title="Modern",
        background="#f2efe9",
        layers={
            "landuse": {
                "built": Look((Fill("#e4dfda"),)),
                "farm": Look((Fill("#eef0d5"),)),
                "grass": Look((Fill("#cdebb0"),)),
                "wood": Look((Fill("#add19e"), Pattern("trees", "#8fb981"))),
            },
            "water": {"all": Look((Fill("#aad3df"),))},
            "waterways": {"all": Look((Stroke("#aad3df", STREAM),))},
            "buildings": {"all": Look((Fill("#d9d0c9"), outline("#b9a99c", 0.2, 1.0)))},
            "rail": rail("#707070", "#ffffff", Width(1.3, 4)),
            "roads": roads(
                RoadLook(
                    {
                        "motorway": "#e892a2",
                        "primary": "#fcd6a4",
                        "secondary": "#f7fabf",
                        "street": "#ffffff",
                    },
                    "#c4bdb4",
                    EDGE,
                    "#fa8072",
                    casings=(("motorway", "#c84e6c"), ("primary", "#c89a52"), ("secondary", "#adb16f")),
                    path_dash=(2, 1.6),
                )
            ),
        },
        label=Label("DejaVu Sans", "#333333", "#ffffff"),
    )


def toner() -> MapStyle:
    """Black and white only: for photocopies, and under coloured data."""
    black, white = "#000000", "#ffffff"
    return MapStyle(
        name="toner",
        title="Toner",
        background=white,
        layers={
            "landuse": {
                "grass": Look((Pattern("dots", black),)),
                "wood": Look((Pattern("dots", black),)),
            },
            "water": {"all": Look((Fill(black),))},
            "waterways": {"all": Look((Stroke(black, STREAM),))},
            "buildings": {"all": Look((Fill(white), Pattern("hatch", black), outline(black, 0.3, 0.9)))},
            "rail": ticked_rail(black, Width(0.8, 1.6)),
            "roads": roads(
                RoadLook(
                    {"street": black},
                    white,
                    Width(0.9, 2.6),
                    black,
                    path_dash=(2.2, 1.8),
                    scale=0.8,
                )
            ),
        },
        label=Label("DejaVu Sans", black, white, 8),
    )


def terrain() -> MapStyle:
    """Land cover first: soft natural colours, pale roads."""
    return MapStyle(
        name="terrain",
        title="Terrain",
        background="#f4eedd",
        layers={
            "landuse": {
                "built": Look((Fill("#e9dfcd"),)),
                "farm": Look((Fill("#eee6c0"), Pattern("tufts", "#d9cf9c"))),
                "grass": Look((Fill("#d3dfae"), Pattern("stipple", "#a9bd7c"))),
                "wood": Look((Fill("#b4cb94"), Pattern("trees", "#8fae70"), outline("#9dba7c", 0.4, 1.5))),
            },
            "water": {"all": Look((Fill("#9cc3d5"), *shores("#7fafc8", (0, 2.5), Width(1.0, 2.2))))},
            "waterways": {"all": Look((Stroke("#8ab8ce", STREAM),))},
            "buildings": {"all": Look((Fill("#c9b8a2"), outline("#a08b72", 0.2, 0.9)))},
            "rail": ticked_rail("#7d7366", Width(0.8, 1.6)),
            "roads": roads(
                RoadLook(
                    {"motorway": "#f0c08a", "primary": "#f6dca8", "secondary": "#fbf0cc", "street": "#fffdf6"},
                    "#b5a284",
                    EDGE,
                    "#8a7552",
                    path_dash=(3, 2.2),
                    scale=0.85,
                )
            ),
        },
        label=Label("DejaVu Serif", "#4a4034", "#f8f3e6", 7.5, italic=True),
        finish=Finish(grain=0.12),
    )


def watercolor() -> MapStyle:
    """Washes with pooled pigment, darker where they dried at the edge, on rough paper."""
    return MapStyle(
        name="watercolor",
        title="Watercolor",
        background="#f3ead9",
        layers={
            "landuse": {
                "built": Look((Fill("#e9d3bd"),)),
                "farm": Look((Fill("#e6d9a4"), Pattern("wash", "#c9b76a"), outline("#cbb97266", 1, 3))),
                "grass": Look((Fill("#c3cf8b"), Pattern("wash", "#93a95b"), outline("#8fa35a88", 1, 3))),
                "wood": Look((Fill("#a3ba7d"), Pattern("wash", "#6b8d55"), outline("#6f8d5788", 1, 3))),
            },
            "water": {
                "all": Look(
                    (
                        Fill("#8db9cc"),
                        Pattern("wash", "#4f8db0"),
                        Stroke("#5b93b350", Width(4, 9), inset=1),
                        Stroke("#3f7fa388", Width(1.2, 2.4), inset=0.5),
                    )
                )
            },
            "waterways": {"all": Look((Stroke("#6ba3bf", STREAM.times(1.2)),))},
            "buildings": {
                "all": Look((Fill("#cf9d86"), Pattern("wash", "#a2604c"), outline("#a0604d99", 0.5, 2.0))),
            },
            "rail": {
                "siding": Look((Stroke("#a898a0", Width(0.8, 1.8)),)),
                "main": Look((Stroke("#8c7a86", Width(1.4, 3.6), (4, 2)),)),
            },
            "roads": roads(
                RoadLook(
                    {"motorway": "#e2955f", "primary": "#ebb777", "secondary": "#f3d9a0", "street": "#fbf3e2"},
                    "#dfc49c",
                    Width(0.5, 1.6),
                    "#cfa97c",
                    path_dash=(),
                    scale=1.05,
                )
            ),
        },
        label=Label("DejaVu Serif", "#5b4a40", "#f7efdf", 8, italic=True),
        finish=Finish(wobble=((1.5, 22), (0.5, 7)), wash=0.22, grain=0.38),
    )


def engraved() -> MapStyle:
    """A town plan of the nineteenth century, one ink on toned paper."""
    ink, paper, street = "#3a2c20", "#eee2c8", "#f3e9d4"
    return MapStyle(
        name="engraved",
        title="Engraved survey",
        background=paper,
        layers={
            "landuse": {
                "farm": Look((Pattern("level", "#b9a684"),)),
                "grass": Look((Pattern("tufts", "#96835f"),)),
                "wood": Look((Pattern("trees", "#5c4a34"), outline("#8b7757", 0.3, 0.8))),
            },
            "water": {
                "all": Look(
                    (
                        Fill("#dfdcc9"),
                        *shores("#4b4a47", (1.7, 3.8, 6.3, 9.3, 12.9, 17.1), Width(0.45, 0.9)),
                        outline(ink, 0.7, 1.4),
                    )
                )
            },
            "waterways": {"all": Look((Stroke(ink, STREAM + Width(0.8, 1.6)), Stroke("#dfdcc9", STREAM, level=1)))},
            "buildings": {
                "all": Look(
                    (
                        Fill(ink, shift=0.9),
                        Fill("#e9dabb"),
                        Pattern("hatch", ink),
                        outline(ink, 0.45, 1.1),
                    )
                )
            },
            "rail": ticked_rail(ink, Width(0.8, 1.5)),
            "roads": roads(
                RoadLook({"street": street}, "#4d3c2c", Width(0.4, 0.8), "#5f4d38", path_dash=(4, 3), scale=0.9)
            ),
        },
        order=HISTORICAL,
        label=Label("DejaVu Serif", ink, paper, 7.5, italic=True),
        finish=Finish(wobble=((0.35, 11),), wash=0.05, grain=0.35),
    )


def topographic() -> MapStyle:
    """A survey sheet of about 1900: black buildings, red roads, brown and blue line work."""
    black, brown, blue, red = "#1f1b18", "#a5683a", "#3f7396", "#c2412d"
    form_lines = shores(brown, (0.4, 4.4, 8.9, 14.0, 19.6, 25.8), Width(0.55, 1.2))
    return MapStyle(
        name="topographic1900",
        title="Topographic 1900",
        background="#f4ecd6",
        layers={
            "landuse": {
                "farm": Look(shores("#c08a5c", (0.4, 6.5, 13.3), Width(0.4, 0.9))),
                "grass": Look((Fill("#e6e6bf"), *form_lines[:3])),
                "wood": Look((Fill("#cfdaad"), Pattern("trees", "#8aa36b"), *form_lines)),
            },
            "water": {
                "all": Look(
                    (
                        Fill("#cfe0e2"),
                        *shores(blue, (1.6, 4.0, 7.2, 11.4), Width(0.4, 0.9)),
                        outline(blue, 0.8, 1.6),
                    )
                )
            },
            "waterways": {"all": Look((Stroke(blue, STREAM.times(0.8)),))},
            "buildings": {"all": Look((Fill(black), outline(black, 0.3, 0.6)))},
            "rail": ticked_rail(black, Width(1.0, 2.2)),
            "roads": roads(
                RoadLook(
                    {"motorway": red, "primary": red, "secondary": "#e58a66", "street": "#fbf4e2"},
                    "#5a3325",
                    Width(0.4, 0.9),
                    "#5a4030",
                    path_dash=(4, 2.5),
                    scale=0.75,
                )
            ),
        },
        order=HISTORICAL,
        label=Label("DejaVu Serif", black, "#f4ecd6", 7.5),
        finish=Finish(wobble=((0.3, 13),), wash=0.04, grain=0.25),
    )


def shipped() -> tuple[MapStyle, ...]:
    """All of them."""
    return toner(), terrain(), watercolor(), modern(), engraved(), topographic()
