"""A sheet of A4 in Sarabun: Thai vowels and tones stand where they belong.

Amounts are baht; what is drawn is text that is given, nothing is looked up here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from fpdf import FPDF
from fpdf.enums import XPos, YPos

from shop.papers.thai_lines import lines_of

FONTS = Path(__file__).parent / "fonts"
FAMILY = "Sarabun"
MARGIN, LINE = 18.0, 6.2  # millimetres
INK, SOFT, RULE, GROUND = (33, 37, 41), (92, 98, 105), (200, 203, 207), (243, 244, 246)
ROW = 5.4  # of a table


@dataclass(frozen=True)
class Column:
    title: str
    width: float  # millimetres
    right: bool = False  # numbers


class Sheet(FPDF):
    """Draws headings, facts and tables; the same data make the same bytes."""

    def __init__(self, title: str, made_at: datetime, foot: str = "", *, landscape: bool = False):
        super().__init__(orientation="landscape" if landscape else "portrait", format="A4")
        self.foot = foot
        self.add_font(FAMILY, "", FONTS / "Sarabun-Regular.ttf")
        self.add_font(FAMILY, "B", FONTS / "Sarabun-Bold.ttf")
        self.set_text_shaping(use_shaping_engine=True)
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=True, margin=MARGIN + 6)
        self.set_title(title)
        self.set_lang("th")
        self.set_creation_date(made_at)
        self.alias_nb_pages("{pages}")
        self.add_page()

    def footer(self) -> None:
        self.set_y(-MARGIN)
        self.ink(9, color=SOFT)
        self.cell(self.epw / 2, LINE, self.foot)
        self.cell(0, LINE, f"{self.page_no()}/{{pages}}", align="R")

    def ink(self, size: float, *, bold: bool = False, color: tuple[int, int, int] = INK) -> None:
        self.set_font(FAMILY, "B" if bold else "", size)
        self.set_text_color(*color)

    def heading(self, text: str, size: float = 18) -> None:
        self.ink(size, bold=True)
        self.multi_cell(
            0,
            size * 0.5,
            self.broken(text, self.epw),
            align="L",
            new_x=XPos.LMARGIN,
            new_y=YPos.NEXT,
        )
        self.ln(1)

    def says(self, text: str, *, bold: bool = False, soft: bool = False, width: float = 0) -> None:
        """Write a paragraph and go on below it."""
        self.ink(11, bold=bold, color=SOFT if soft else INK)
        lines = self.broken(text, width or self.epw)
        self.multi_cell(width, LINE, lines, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def facts(self, pairs: Sequence[tuple[str, str]], width: float = 50) -> None:
        for name, value in pairs:
            self.ink(11, color=SOFT)
            self.cell(width, LINE, name)
            self.ink(11)
            lines = self.broken(value, self.epw - width)
            self.multi_cell(
                self.epw - width, LINE, lines, align="L", new_x=XPos.LMARGIN, new_y=YPos.NEXT
            )

    def draw_table(self, columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
        """Draw rows under their titles; the titles stand on every page again."""
        self.titles(columns)
        for row in rows:
            cells = self.wrapped(columns, row)
            height = ROW * max(len(cell) for cell in cells) + 1.6
            if self.will_page_break(height + 1):
                self.add_page()
                self.titles(columns)
            self.row(columns, cells, height)

    def titles(self, columns: Sequence[Column]) -> None:
        self.ink(10, bold=True)
        self.set_fill_color(*GROUND)
        cells = self.wrapped(columns, [column.title for column in columns])
        height = ROW * max(len(cell) for cell in cells) + 1
        self.rect(self.l_margin, self.get_y(), sum(c.width for c in columns), height, style="F")
        self.row(columns, cells, height, size=10, bold=True)

    def row(
        self,
        columns: Sequence[Column],
        cells: Sequence[Sequence[str]],
        height: float,
        *,
        size: float = 10,
        bold: bool = False,
    ) -> None:
        self.ink(size, bold=bold)
        top = self.get_y()
        left = self.l_margin
        for column, cell in zip(columns, cells, strict=True):
            for number, text in enumerate(cell):
                self.set_xy(left, top + 0.8 + number * ROW)
                self.cell(column.width, ROW, text, align="R" if column.right else "L")
            left += column.width
        self.set_draw_color(*RULE)
        self.line(self.l_margin, top + height, left, top + height)
        self.set_xy(self.l_margin, top + height)

    def wrapped(self, columns: Sequence[Column], row: Sequence[str]) -> list[list[str]]:
        self.ink(10)
        return [
            self.broken(text, column.width).split("\n")
            for column, text in zip(columns, row, strict=True)
        ]

    def sums(self, pairs: Sequence[tuple[str, str]], *, bold_last: bool = True) -> None:
        """Write sums at the right edge, the last one bold."""
        for position, (name, amount) in enumerate(pairs, start=1):
            self.ink(11, bold=bold_last and position == len(pairs))
            self.cell(self.epw - 38, LINE, name, align="R")
            self.cell(38, LINE, amount, align="R", new_x=XPos.LMARGIN, new_y=YPos.NEXT)

    def broken(self, text: str, width: float) -> str:
        """Return the text with line ends where it is too wide for so many millimetres."""
        room = width - 2 * self.c_margin
        wide = self.get_string_width
        return "\n".join(
            line
            for paragraph in text.split("\n")
            for line in lines_of(paragraph, lambda part: wide(part) <= room)
        )
