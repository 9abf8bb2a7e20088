"""The registry: every criterion is a file of this folder, named in its list, with a page that a user can read."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from callvet.score import criteria
from callvet.score.criteria import CRITERIA
from callvet.score.criterion import Criterion

FILES = sorted(path.stem for path in Path(criteria.__path__[0]).glob("*.py") if path.stem != "__init__")

GROUPS = {
    "offer": ("location", "services", "agent_model", "channels", "crm"),
    "availability": ("hours", "languages", "continuity", "call_volume", "scalability"),
    "quality": ("service_levels", "reporting", "monitoring"),
    "people": ("staff", "culture", "motivation", "attitude", "product_knowledge", "human_contact"),
    "trust": ("track_record", "reviews", "security", "size_fit", "industry_experience"),
    "terms": ("contract_terms",),
    "cost": ("cost",),
}
"""All that the documents tell buyers to judge, and the service levels that they tell them to ask for."""

each_criterion = pytest.mark.parametrize("criterion", CRITERIA, ids=lambda criterion: criterion.id)


def test_every_file_of_the_folder_is_in_the_list() -> None:
    missing = [f"{name}.CRITERION," for name in FILES if name not in {criterion.id for criterion in CRITERIA}]
    assert not missing, f"add to CRITERIA in score/criteria/__init__.py: {' '.join(missing)}"


@pytest.mark.parametrize("name", FILES)
def test_the_criterion_of_a_file_has_its_name(name: str) -> None:
    criterion = import_module(f"callvet.score.criteria.{name}").CRITERION
    assert criterion.id == name
    assert criterion in CRITERIA


def test_no_criterion_is_listed_twice() -> None:
    ids = [criterion.id for criterion in CRITERIA]
    assert len(set(ids)) == len(ids)


def test_there_are_all_that_the_documents_name_each_in_its_group_and_in_that_order() -> None:
    assert len(CRITERIA) == 26  # the 25 of the documents, and service_levels
    found: dict[str, tuple[str, ...]] = {}
    for criterion in CRITERIA:
        found[criterion.group] = (*found.get(criterion.group, ()), criterion.id)
    assert found == GROUPS
    assert tuple(found) == tuple(GROUPS)


@each_criterion
def test_a_page_begins_with_its_name_and_question(criterion: Criterion) -> None:
    name, _, question = criterion.page.splitlines()[0].partition(": ")
    assert name.casefold().replace(" ", "_") == criterion.id
    assert question.casefold() == criterion.question.casefold()
    assert question.endswith("?")
    assert criterion.question[0].isupper()


@each_criterion
def test_a_page_says_how_facts_become_points_and_where_that_comes_from(criterion: Criterion) -> None:
    assert "\n\nSource: document" in criterion.page
    assert "points" in criterion.page
    assert "callvet's" in criterion.page  # what is not the documents' own is told apart


@each_criterion
def test_a_page_fits_the_line(criterion: Criterion) -> None:
    assert max(map(len, criterion.page.splitlines())) <= 120
