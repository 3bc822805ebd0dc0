"""Documents as PDF, made offline: paragraphs and tables on A4 pages, with page numbers.

The library is imported when the first document is made. Text comes from devices and people: it is escaped, and
characters that the font lacks are drawn as boxes. The same content gives the same bytes.
"""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from typing import TypeAlias

Part: "TypeAlias" = "Heading | Text | Rows"
_MARGIN_MM: Final = 15
_SMALL: Final = 8
_MOST_IN_A_CELL: Final = 400


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading within the document."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``mono`` keeps its line ends and is set in a fixed width."""

    text: str
    mono: bool = False


@dataclass(frozen=True, slots=True)
class Rows:
    """A table. ``shares`` are the widths of its columns relative to each other; its head is repeated on each page."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    shares: Sequence[float] = ()


def document(title: str, parts: Sequence[Part], *, landscape: bool = False) -> bytes:
    """Return a PDF with ``title`` over ``parts``."""
    from reportlab.lib import pagesizes, styles, units
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Spacer

    regular, bold = _fonts()
    margin = _MARGIN_MM * units.mm
    size = pagesizes.landscape(pagesizes.A4) if landscape else pagesizes.A4
    content = io.BytesIO()
    template = SimpleDocTemplate(
        content, pagesize=size, title=title, author="Watchkeeper", invariant=1,
        leftMargin=margin, rightMargin=margin, topMargin=margin, bottomMargin=margin,
    )  # fmt: skip
    body = styles.ParagraphStyle("body", fontName=regular, fontSize=_SMALL + 1, leading=_SMALL + 5)
    looks = {
        "body": body,
        "mono": styles.ParagraphStyle("mono", body, fontName="Courier", fontSize=_SMALL),
        "title": styles.ParagraphStyle("title", body, fontName=bold, fontSize=16, leading=20, spaceAfter=6),
        "heading": styles.ParagraphStyle("heading", body, fontName=bold, fontSize=11, spaceBefore=10, spaceAfter=4),
        "cell": styles.ParagraphStyle("cell", body, fontSize=_SMALL, leading=_SMALL + 2, wordWrap="CJK"),
        "head": styles.ParagraphStyle("head", body, fontName=bold, fontSize=_SMALL, leading=_SMALL + 2),
    }
    flow: list[Any] = [Paragraph(escape(title), looks["title"])]
    for part in parts:
        flow += [*_drawn(part, looks, template.width), Spacer(1, 4)]
    template.build(flow, onFirstPage=_numbered, onLaterPages=_numbered)
    return content.getvalue()


def _drawn(part: Part, looks: dict[str, Any], width: float) -> list[Any]:
    from reportlab.platypus import Paragraph

    if isinstance(part, Heading):
        return [Paragraph(escape(part.text), looks["heading"])]
    if isinstance(part, Text):
        text = escape(part.text)
        return [Paragraph(text.replace("\n", "<br/>") if part.mono else text, looks["mono" if part.mono else "body"])]
    return [_table(part, looks, width)] if part.head else []


def _table(part: Rows, looks: dict[str, Any], width: float) -> Any:  # the library has no types
    from reportlab.lib import colors
    from reportlab.platypus import LongTable, Paragraph

    shares = list(part.shares) or [1.0] * len(part.head)
    cells = [[Paragraph(escape(name), looks["head"]) for name in part.head]]
    cells += [[Paragraph(escape(cell[:_MOST_IN_A_CELL]), looks["cell"]) for cell in row] for row in part.rows]
    table = LongTable(cells, colWidths=[width * share / sum(shares) for share in shares], repeatRows=1)
    table.setStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LINEBELOW", (0, 0), (-1, 0), 0.8, colors.black),
            ("LINEBELOW", (0, 1), (-1, -1), 0.25, colors.lightgrey),
            ("LEFTPADDING", (0, 0), (-1, -1), 2),
            ("RIGHTPADDING", (0, 0), (-1, -1), 2),
        ]
    )
    return table


def _numbered(canvas: Any, template: Any) -> None:  # the library has no types
    canvas.setFont("Helvetica", _SMALL)
    canvas.drawRightString(template.pagesize[0] - template.rightMargin, template.bottomMargin / 2, str(template.page))


def _fonts() -> tuple[str, str]:
    """Return the names of the regular and the bold font, which come with the library."""
    import reportlab
    from reportlab.pdfbase import pdfmetrics, ttfonts

    folder = Path(reportlab.__file__).parent / "fonts"
    for name, file in (("Vera", "Vera.ttf"), ("Vera-Bold", "VeraBd.ttf")):
        if name not in pdfmetrics.getRegisteredFontNames():
            pdfmetrics.registerFont(ttfonts.TTFont(name, str(folder / file)))
    return "Vera", "Vera-Bold"
