"""How sure a ranking is, for programs: the keys of the JSON, and the columns of the CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

from callvet.report.page import Data
from callvet.score.robustness import share_error

if TYPE_CHECKING:
    from collections.abc import Sequence

    from callvet.evaluation.robustness import Robustness
    from callvet.report.page import Datum


def robustness_json(found: Robustness) -> dict[str, object]:
    """The draws: shares are numbers from 0 to 1, each with its standard error."""
    spread = found.sampling.spread_share
    return {
        "method": "SMAA-2",
        "draws": found.sampling.draws,
        "seed": found.sampling.seed,
        "weights": "all" if spread is None else "around",
        "spread": spread,
        "vendors": [_vendor_json(found, position) for position in range(len(found.matrix.vendors))],
    }


def _vendor_json(found: Robustness, position: int) -> dict[str, object]:
    """One vendor."""
    vendors, criteria, draws = found.matrix.vendors, found.matrix.criteria, found.sampling.draws
    ranks, sure = found.acceptability.rank_shares[position], found.confidence[position]
    standing = found.standings[position]
    wins = dict(zip(vendors, found.pairwise[position], strict=True))
    del wins[vendors[position]]
    return {
        "vendor": vendors[position],
        "ranks": list(ranks),
        "ranks_error": [share_error(share, draws) for share in ranks],
        "central_weights": _by_name(criteria, found.acceptability.central_weights[position]),
        "central_weights_error": _by_name(criteria, found.central_errors[position]),
        "confidence": sure,
        "confidence_error": None if sure is None else share_error(sure, draws),
        "beats": wins,
        "beats_error": {name: share_error(share, draws) for name, share in wins.items()},
        "leads_by_shown": standing.leads_by_shown,
        "leads_at_best": standing.leads_at_best,
        "dominated_by": [vendors[other] for other in standing.dominated_by],
    }


def _by_name(names: Sequence[str], values: Sequence[float] | None) -> dict[str, float] | None:
    """Values by criterion; None where there are none."""
    return None if values is None else dict(zip(names, values, strict=True))


def flips_json(found: Robustness) -> dict[str, object]:
    """Where the winner changes, exactly: by one criterion's weight, and by the least joint change."""
    vendors = found.matrix.vendors
    return {
        "winner": vendors[0],
        "criteria": {
            flip.criterion: {
                "weight": flip.weight,
                "low": flip.holds.low_share,
                "high": flip.holds.high_share,
                "below": None if flip.below is None else vendors[flip.below],
                "above": None if flip.above is None else vendors[flip.above],
                "change": flip.change,
                "leads": [
                    {"vendor": vendors[lead.vendor], "low": lead.low_share, "high": lead.high_share}
                    for lead in flip.leads
                ],
            }
            for flip in found.flips
        },
        "joint": [
            {
                "vendor": vendor,
                "change": standing.nearest.change,
                "weights": _by_name(found.matrix.criteria, standing.nearest.weights),
            }
            for vendor, standing in zip(vendors, found.standings, strict=True)
            if standing.nearest and vendor != vendors[0]
        ],
    }


def with_columns(data: Data, found: Robustness) -> Data:
    """The rows of the ranking with how often each rank was a vendor's, and where it leads; none for who is out."""
    criteria, ranks = found.matrix.criteria, range(1, len(found.matrix.vendors) + 1)
    columns = [*(f"rank_{rank}_share" for rank in ranks), *(f"rank_{rank}_share_error" for rank in ranks)]
    columns += ["confidence", "confidence_error", "weight_change_to_lead", "leads_by_shown", "leads_at_best"]
    columns += ["dominated_by", *(f"central_weight.{name}" for name in criteria)]
    columns += [f"{end}.{name}" for name in criteria for end in ("leads_from", "leads_to")]
    rows = {vendor: _row(found, position) for position, vendor in enumerate(found.matrix.vendors)}
    none: list[Datum] = [None] * len(columns)
    at = list(data.columns).index("vendor")
    return Data((*data.columns, *columns), [(*row, *rows.get(str(row[at]), none)) for row in data.rows])


def _row(found: Robustness, position: int) -> list[Datum]:
    """What is added to one vendor's row."""
    draws, criteria = found.sampling.draws, found.matrix.criteria
    ranks, sure = found.acceptability.rank_shares[position], found.confidence[position]
    standing = found.standings[position]
    row: list[Datum] = [*ranks, *(share_error(share, draws) for share in ranks)]
    row += [sure, None if sure is None else share_error(sure, draws)]
    row += [standing.nearest.change if standing.nearest else None, standing.leads_by_shown, standing.leads_at_best]
    row.append(" ".join(found.matrix.vendors[other] for other in standing.dominated_by))
    row += found.acceptability.central_weights[position] or [None] * len(criteria)
    flips = {flip.criterion: flip for flip in found.flips}
    for name in criteria:
        leads = [lead for lead in flips[name].leads if lead.vendor == position] if name in flips else []
        row += [leads[0].low_share, leads[0].high_share] if leads else [None, None]
    return row
