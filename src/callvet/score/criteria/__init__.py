"""All criteria, one file each. To add one: write its file, and name it here (CONTRIBUTING.md has an example)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.score.criteria import (
    agent_model,
    attitude,
    call_volume,
    channels,
    continuity,
    contract_terms,
    cost,
    crm,
    culture,
    hours,
    human_contact,
    industry_experience,
    languages,
    location,
    monitoring,
    motivation,
    product_knowledge,
    reporting,
    reviews,
    scalability,
    security,
    service_levels,
    services,
    size_fit,
    staff,
    track_record,
)

if TYPE_CHECKING:
    from callvet.score.criterion import Criterion

CRITERIA: tuple[Criterion, ...] = (
    location.CRITERION,
    services.CRITERION,
    agent_model.CRITERION,
    channels.CRITERION,
    crm.CRITERION,
    hours.CRITERION,
    languages.CRITERION,
    continuity.CRITERION,
    call_volume.CRITERION,
    scalability.CRITERION,
    service_levels.CRITERION,
    reporting.CRITERION,
    monitoring.CRITERION,
    staff.CRITERION,
    culture.CRITERION,
    motivation.CRITERION,
    attitude.CRITERION,
    product_knowledge.CRITERION,
    human_contact.CRITERION,
    track_record.CRITERION,
    reviews.CRITERION,
    security.CRITERION,
    size_fit.CRITERION,
    industry_experience.CRITERION,
    contract_terms.CRITERION,
    cost.CRITERION,
)
"""In the order in which people read them: by group, as presets name the groups."""
