"""Location: onshore, nearshore or offshore, and where the buyer wants a site."""

from __future__ import annotations

import pytest

from callvet.score.criteria.location import CRITERION, hours_apart
from callvet.score.criterion import NotApplicable
from tests.conftest import MakeNeeds, MakeSubject

NEW_YORK = "{country: US, timezone: America/New_York}"


@pytest.mark.parametrize(
    ("site", "points", "words"),
    [
        ("{country: US}", 100, "onshore: United States"),
        ("{country: MX, timezone: America/Mexico_City}", 70, "nearshore: Mexico"),
        ("{country: CA, timezone: America/Vancouver}", 70, "nearshore: Canada"),
        ("{country: GB, timezone: Europe/London}", 40, "offshore: United Kingdom"),
        ("{country: IN, timezone: Asia/Kolkata}", 40, "offshore: India"),
    ],
)
def test_a_site_counts_by_how_near_it_is(
    make_subject: MakeSubject, make_needs: MakeNeeds, site: str, points: float, words: str
) -> None:
    found = CRITERION.assess(make_subject(f"location: {{sites: [{site}]}}"), make_needs(NEW_YORK))
    assert (found.low, found.high) == pytest.approx((points, points))
    assert (found.reason, found.answered_share, found.unanswered) == (words, 1, ())
    assert str(found.evidence) == "vendors/acme.yaml:1:12"


@pytest.mark.parametrize(
    ("there", "hours"),
    [
        ("America/Mexico_City", 2),  # 1 in January, 2 in July
        ("America/Vancouver", 3),
        ("Atlantic/Cape_Verde", 4),  # 4 in January, 3 in July
        ("Asia/Kolkata", 10.5),  # 10:30 in January, 9:30 in July
        ("Asia/Manila", 12),  # 13 in January is 11 the other way round, 12 in July
    ],
)
def test_clocks_are_compared_in_winter_and_summer(there: str, hours: float) -> None:
    assert hours_apart("America/New_York", there) == hours_apart(there, "America/New_York") == hours


def test_clocks_are_compared_over_midnight() -> None:
    assert hours_apart("Pacific/Honolulu", "Pacific/Auckland") == 2


def test_three_hours_in_summer_alone_are_not_near(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("location: {sites: [{country: CV, timezone: Atlantic/Cape_Verde}]}")
    assert CRITERION.assess(subject, make_needs(NEW_YORK)).high == pytest.approx(40)


def test_the_best_site_counts(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    subject = make_subject("""\
        location:
          sites:
            - {country: PH}
            - {country: US, timezone: America/Chicago}
            - {country: MX, timezone: America/Mexico_City}
        """)
    found = CRITERION.assess(subject, make_needs(NEW_YORK))
    assert (found.low, found.high, found.reason) == (100, 100, "onshore: United States")


def test_a_site_whose_time_zone_is_unknown_cannot_beat_one_that_is_near(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("location: {sites: [{country: PH}, {country: MX, timezone: America/Mexico_City}]}")
    found = CRITERION.assess(subject, make_needs(NEW_YORK))
    assert (found.low, found.high) == pytest.approx((70, 70))
    assert found.reason == "nearshore: Mexico"


def test_a_site_abroad_without_a_time_zone_is_a_range_and_a_question(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("location: {sites: [{country: MX}, {country: IN, timezone: Asia/Kolkata}]}")
    found = CRITERION.assess(subject, make_needs(NEW_YORK))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(40), pytest.approx(70), 0)
    assert found.reason == "abroad: Mexico; not known: location.sites.timezone"
    assert found.unanswered == ("location.sites.timezone",)


def test_without_a_time_zone_in_the_needs_the_vendor_has_nothing_to_answer(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("location: {sites: [{country: MX, timezone: America/Mexico_City}]}")
    found = CRITERION.assess(subject, make_needs("country: US"))
    assert (found.low, found.high, found.answered_share) == (pytest.approx(40), pytest.approx(70), 1)
    assert found.reason == "abroad: Mexico, the needs give no timezone"
    assert found.unanswered == ()


def test_silence_is_the_whole_range(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("{country: US, wants: {countries: [MX]}}")
    found = CRITERION.assess(make_subject("name: Acme"), needs)
    assert (found.low, found.high, found.answered_share) == (0, 100, 0)
    assert (found.reason, found.unanswered) == ("not known: location.sites", ("location.sites",))


@pytest.mark.parametrize(("headquarters", "low", "name"), [("US", 40, "United States"), ("PH", 0, "Philippines")])
def test_a_head_office_does_not_say_where_the_agents_sit(
    make_subject: MakeSubject, make_needs: MakeNeeds, headquarters: str, low: float, name: str
) -> None:
    found = CRITERION.assess(make_subject(f"location: {{headquarters: {headquarters}}}"), make_needs(NEW_YORK))
    assert (found.low, found.high, found.unanswered) == (pytest.approx(low), 100, ("location.sites",))
    assert found.reason == f"head office: {name}; not known: location.sites"


def test_no_site_at_all_is_like_offshore(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("location: {headquarters: US, sites: none}"), make_needs(NEW_YORK))
    assert (found.low, found.high, found.reason) == (pytest.approx(40), pytest.approx(40), "no site")


def test_a_wanted_place_is_half_of_the_points(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    needs = make_needs("{country: US, timezone: America/New_York, wants: {countries: [BR, MX]}}")
    subject = make_subject("location: {sites: [{country: US}]}")
    found = CRITERION.assess(subject, needs)
    assert (found.low, found.high) == (50, 50)
    assert found.reason == "onshore: United States; no site in Brazil or Mexico"


def test_a_wanted_place_is_everything_where_the_customers_country_is_not_given(
    make_subject: MakeSubject, make_needs: MakeNeeds
) -> None:
    subject = make_subject("location: {sites: [{country: US}, {country: MX}]}")
    found = CRITERION.assess(subject, make_needs("wants: {countries: [BR, MX]}"))
    assert (found.low, found.high, found.reason) == (100, 100, "a site in Mexico")


def test_no_site_is_in_no_wanted_place(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("location: {sites: none}"), make_needs("wants: {countries: [MX]}"))
    assert (found.low, found.high, found.reason) == (0, 0, "no site in Mexico")


def test_needs_without_a_country_do_not_call_for_it(make_subject: MakeSubject, make_needs: MakeNeeds) -> None:
    found = CRITERION.assess(make_subject("location: {sites: [{country: US}]}"), make_needs())
    assert found == NotApplicable("the needs name no country")
