"""When people call an office: the daily and the weekly form of a published call centre.

The tables are aggregates of 64,425 calls to an Israeli bank's call centre in January and February 1999; 11 and 12
January are missing, and entries that the source marks as phantom are left out. They were made in these steps:

- The week. There the working week goes from Sunday to Thursday, Friday is a half day and Saturday a day of rest, on
  which the lines open in the evening. So Sunday to Thursday stand for Monday to Friday, Friday for Saturday and
  Saturday for Sunday. Each figure is the mean number of calls on that day of the week.
- The day. Each figure is the number of calls that begin in that half-hour, from Sunday to Thursday together. The
  lines were open from 7 to 24 o'clock; the few calls outside are not in the table, and a line that is open at night is
  given the table's smallest figure in each of those half-hours, so that nights are thin and not empty.
- Both were scaled to 10,000 and rounded, the largest remainders up.

Every day has the same form, and the weekend less of it.

Source:
    Mandelbaum, Sakov & Zeltyn, Empirical analysis of a call center, Technion, 2000 ("Anonymous Bank" data); Brown et
    al., Statistical analysis of a telephone call center, JASA 100(469), 2005, show the same form for the whole year.
"""

from __future__ import annotations

from typing import Final

WEEKDAY_WEIGHTS: Final = (1933, 1788, 1857, 1799, 1793, 575, 255)
"""Calls by day, Monday to Sunday. [share in 10,000]"""

FIRST_HALF_HOUR: Final = 14
"""The table begins at 7 o'clock. [half-hours from midnight]"""

HALF_HOUR_WEIGHTS: Final = (
    *(107, 150, 242, 402, 321, 400, 416, 407, 369, 361),  # from 7:00
    *(331, 317, 378, 357, 386, 395, 405, 400, 445, 421),  # from 12:00
    *(361, 310, 295, 245, 228, 216, 175, 196, 168, 194),  # from 17:00
    *(177, 154, 157, 114),  # from 22:00
)
"""Calls by half-hour from 7 to 24 o'clock. [share in 10,000]"""
