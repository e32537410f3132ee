"""The measures and colours of paper, taken from the token table; several densities for the outcome page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from enec_desktop.domain.paper import Sheet
from enec_desktop.domain.style import Tokens

SHEETS = {Sheet.A4: (595.276, 841.89), Sheet.LETTER: (612.0, 792.0)}
"""Width and height in points."""

WHOLE = 210.0
"""What is lower than this, in points, is moved to the next page rather than cut: a quarter of a sheet."""


@dataclass(frozen=True, slots=True)
class Style:
    """How text is set on paper; all lengths in points.

    ``leading`` is the distance of base lines as a multiple of the type size; ``air`` multiplies the
    white between blocks; ``labels`` is the share of the measure that the labels of rows have.
    """

    colours: Mapping[str, str]
    body: float
    small: float
    furniture: float
    section: float
    title: float
    margin: float
    step: float
    padding: float
    sheet_width: float
    sheet_height: float
    leading: float = 1.4
    air: float = 1.0
    labels: float = 0.24

    @property
    def width(self) -> float:
        """The measure between the margins."""
        return self.sheet_width - 2 * self.margin

    @property
    def label_column(self) -> float:
        """The width of the label column of rows, the same in every section so that values line up."""
        return self.width * self.labels

    @property
    def table(self) -> float:
        """The type size in tables."""
        return self.body - 1

    def gap(self, steps: float) -> float:
        """White between blocks in steps of the spacing scale."""
        return self.step * steps * self.air


def paper_style(tokens: Tokens, sheet: Sheet = Sheet.A4) -> Style:
    """The ordinary style of paper: light colours, body 10.5 pt."""
    width, height = SHEETS[sheet]
    sizes, spacing = tokens.sizes, tokens.spacing
    return Style(
        colours=tokens.palettes["light"],
        body=sizes["paper-body"],
        small=sizes["paper-small"],
        furniture=sizes["paper-furniture"],
        section=sizes["paper-section"],
        title=sizes["paper-title"],
        margin=spacing["paper-margin"],
        step=spacing["step"],
        padding=spacing["card-padding"],
        sheet_width=width,
        sheet_height=height,
    )


def reference_style(style: Style) -> Style:
    """The style of lists that are looked up and not read through: a point smaller and closer."""
    return replace(style, leading=1.28, air=0.5, body=style.body - 1)


def task_style(style: Style) -> Style:
    """The style of what is to do: its few labels are short sentences and stand in one line each."""
    return replace(style, labels=0.36)


def densities(style: Style) -> tuple[Style, ...]:
    """The ways to set the outcome page, airy to tight; the first that fits one page is taken."""
    return (
        style,
        replace(style, leading=1.28, air=0.6),
        replace(
            style,
            leading=1.26,
            air=0.5,
            body=style.body - 1,
            section=style.section - 1,
            padding=style.padding - 2,
        ),
        replace(
            style,
            leading=1.22,
            air=0.4,
            body=style.body - 1.5,
            section=style.section - 1.5,
            padding=style.padding - 3,
        ),
    )
