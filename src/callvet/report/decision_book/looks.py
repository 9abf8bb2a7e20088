"""What the cells of the workbook look like: each look is made once, when it is first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from callvet.model.codes import minor_units

if TYPE_CHECKING:
    from xlsxwriter import Workbook

INK: Final = "#1F3864"
"""Of heads and titles; 12 to 1 on white."""
PALE: Final = "#E7ECF4"
YELLOW: Final = "#FFF2B3"
"""Of the cells to be changed, and of no other."""
GREY: Final = "#595959"
RED: Final = "#9C0006"
GREEN: Final = "#006100"
RULE: Final = "#D9D9D9"
"""Of thin lines."""
BAR, PALE_BAR = "#9DB4D8", "#D5DEEE"
WHOLE, TENTH, HUNDREDTH, SHARE = "0", "0.0", "0.00", "0.0%"
DAY: Final = "yyyy-mm-dd"


def money_format(currency: str, *, whole: bool = False) -> str:
    """The number format of an amount: with its currency, and as many decimals as that has."""
    sign = "$" if currency == "USD" else f"{currency} "
    decimals = 0 if whole else minor_units(currency)
    return f'"{sign}"#,##0{"." if decimals else ""}{"0" * decimals}'


class Looks:
    """The looks of one workbook."""

    def __init__(self, book: Workbook, currency: str) -> None:
        """Begin with none."""
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self.money: Final = money_format(currency)
        self.whole_money: Final = money_format(currency, whole=True)

    def __call__(self, **look: Any) -> Any:
        """A look out of what XlsxWriter calls properties."""
        key = tuple(sorted(look.items()))
        if key not in self._made:
            base = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
            self._made[key] = self._book.add_format(base | look)
        return self._made[key]

    @property
    def title(self) -> Any:
        """Of a sheet."""
        return self(bold=True, font_size=16, font_color=INK)

    @property
    def answer(self) -> Any:
        """Of the sentence that comes first."""
        return self(bold=True, font_size=13, text_wrap=True)

    @property
    def heading(self) -> Any:
        """Of a part of a sheet."""
        return self(bold=True, font_size=12, font_color=INK)

    @property
    def note(self) -> Any:
        """Of what explains."""
        return self(text_wrap=True, font_color=GREY)

    @property
    def head(self) -> Any:
        """Of a column of words."""
        return self(
            bold=True, bg_color=INK, font_color="#FFFFFF", text_wrap=True, valign="bottom", align="left", indent=1
        )

    @property
    def figure_head(self) -> Any:
        """Of a column of figures."""
        return self(bold=True, bg_color=INK, font_color="#FFFFFF", text_wrap=True, valign="bottom", align="right")

    @property
    def upright_head(self) -> Any:
        """Of a narrow column."""
        return self(bold=True, bg_color=INK, font_color="#FFFFFF", rotation=90, align="center", valign="bottom")

    @property
    def subheading(self) -> Any:
        """Of rows that belong together."""
        return self(bold=True, bg_color=PALE, align="left", indent=1)

    @property
    def text(self) -> Any:
        """Of words, broken where they are long."""
        return self(text_wrap=True, align="left", indent=1, bottom=1, bottom_color=RULE)

    @property
    def dim(self) -> Any:
        """Of words that say that there is nothing."""
        return self(text_wrap=True, font_color=GREY, align="left", indent=1, bottom=1, bottom_color=RULE)

    @property
    def strong(self) -> Any:
        """Of a name."""
        return self(text_wrap=True, bold=True, align="left", indent=1, bottom=1, bottom_color=RULE)

    @property
    def small(self) -> Any:
        """Of places in files, hashes and the like."""
        return self(text_wrap=True, font_size=9, font_color=GREY, align="left", indent=1, bottom=1, bottom_color=RULE)

    @property
    def day(self) -> Any:
        """Of a day."""
        return self(num_format=DAY, align="left", indent=1, bottom=1, bottom_color=RULE)

    def figure(self, form: str, **more: Any) -> Any:
        """Of a number."""
        return self(**{"num_format": form, "align": "right", "bottom": 1, "bottom_color": RULE} | more)

    def total(self, form: str) -> Any:
        """Of a sum."""
        return self(num_format=form, align="right", bold=True, top=1, bg_color=PALE)

    @property
    def total_name(self) -> Any:
        """Of the word beside a sum."""
        return self(bold=True, top=1, bg_color=PALE, align="left", indent=1)

    @property
    def weight(self) -> Any:
        """Of a cell to be changed."""
        return self(
            num_format="General", align="right", bg_color=YELLOW, border=1, border_color="#BFBFBF", locked=False
        )
