"""Public holidays, each once."""

from __future__ import annotations

import subprocess
import sys
from datetime import date

import pytest

from callvet.demand.public_holidays import public_holidays
from tests.demand.test_calendar import HOLIDAYS_OF_2027


@pytest.mark.parametrize("country", ["US", "GB"])
def test_a_holiday_on_a_weekend_counts_once_on_its_working_day(country: str) -> None:
    found = public_holidays(country, date(2027, 1, 1), 365)
    assert sorted(day.isoformat()[5:] for day in found) == HOLIDAYS_OF_2027[country]


def test_a_new_year_kept_in_december_is_none_in_january() -> None:
    assert public_holidays("US", date(2027, 12, 30), 10) == {date(2027, 12, 31)}
    assert public_holidays("US", date(2028, 1, 1), 16) == frozenset()


def test_independence_day_of_2026_is_a_friday() -> None:
    assert public_holidays("US", date(2026, 7, 1), 10) == {date(2026, 7, 3)}


def test_a_holiday_moved_to_another_day_takes_no_other_away() -> None:
    # Saint Joseph of 2027, 19 March, is kept on Monday 22; Palm Sunday the day before is no holiday in the first place.
    # Epiphany, 6 January, is kept on Monday 11.
    assert {date(2027, 1, 1), date(2027, 1, 11)} == public_holidays("CO", date(2027, 1, 1), 31)


def test_a_country_or_a_year_whose_holidays_are_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match=r"holidays of ZZ are not known; name their dates as hours"):
        public_holidays("ZZ", date(2027, 1, 1), 1)
    with pytest.raises(ValueError, match=r"holidays of IN are not known as far as 2036; write an earlier start"):
        public_holidays("IN", date(2035, 12, 1), 62)
    with pytest.raises(ValueError, match=r"holidays of US are not known as far as 2101"):
        public_holidays("US", date(2101, 1, 1), 1)


def test_the_last_year_that_is_known_is_told_without_a_warning() -> None:
    assert date(2035, 8, 15) in public_holidays("IN", date(2035, 8, 1), 31)


def test_no_country_is_imported_but_the_one_that_is_asked_about_and_others_get_theirs_all_the_same() -> None:
    # Puerto Rico is made from the United States. Bavaria: 1 and 6 January, Good Friday, Easter Monday, 1 May,
    # Ascension, Whit Monday, Corpus Christi, 3 October, 1 November, 25 and 26 December.
    asked = (
        "import sys; from datetime import date; from callvet.demand.public_holidays import public_holidays\n"
        "assert public_holidays('PR', date(2027, 7, 4), 2)\n"
        "print(sorted(name for name in sys.modules if name.startswith('holidays.countries.')))\n"
        "stand_in = sys.modules['holidays.countries']; assert not hasattr(stand_in, 'Archive')\n"
        "assert 'holidays.countries.germany' not in sys.modules\n"
        "import holidays; from holidays.countries import Germany\n"
        "print(Germany.__name__, len(holidays.country_holidays('DE', 'BY', years=2027)))\n"
    )
    run = subprocess.run((sys.executable, "-c", asked), capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "['holidays.countries.puerto_rico', 'holidays.countries.united_states']",
        "Germany 12",
    ]
