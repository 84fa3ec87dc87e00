"""The table of a restyle model's figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..translation.maps import PIECE

if TYPE_CHECKING:
    from .measures import Report


def markdown(report: Report, name: str) -> list[str]:
    """The report's lines."""
    names = list(dict.fromkeys(given for given, _ in report.pairs))
    mean, known = report.mean(), report.judges
    lines = [
        f"# {name}: every style into every other",
        "",
        f"{report.places} places, {report.pieces} pieces of {PIECE} px, of towns never trained on. Rows: the style "
        "that is given, on its paper; columns: the style that is drawn. SSIM and PSNR compare with the true map in "
        "that style, both without paper. Style: share of the pieces, on paper, that a classifier trained on true maps "
        f"of other towns takes for the new style; of true maps it knows {known['style']:.1f} %. IoU: what a "
        "segmentation network, trained likewise, finds on the drawn map and on the true one; on true maps it overlaps "
        f"with the truth by {known['iou_buildings']:.2f} (buildings) and {known['iou_roads']:.2f} (roads).",
    ]
    titles = {
        "ssim": ("SSIM", ".3f"),
        "psnr": ("PSNR, dB", ".1f"),
        "style": ("Style, %", ".1f"),
        "iou_buildings": ("IoU of buildings", ".2f"),
        "iou_roads": ("IoU of roads", ".2f"),
    }
    for key, (title, form) in titles.items():
        lines += ["", f"## {title}: {mean[key]:{form}} on average", "", "| given | " + " | ".join(names) + " |"]
        lines.append("|---" * (1 + len(names)) + "|")
        for given in names:
            cells = [f"{report.pairs[given, drawn][key]:{form}}" if given != drawn else "" for drawn in names]
            lines.append(f"| {given} | " + " | ".join(cells) + " |")
    return [*lines, "", "![One place, from every style into every other](pairs.png)", ""]
