"""``callvet testcall``: mark a vendor after a test call, line by line."""

from __future__ import annotations

import sys
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from callvet.cli.answering import CANNOT_ANSWER
from callvet.cli.blind import Blind, tell_codes
from callvet.cli.options import NeedsPath
from callvet.cli.typed import EndedError, say, typed_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from callvet.evaluation.judging import Question, Sheet
    from callvet.score.scales import Scale

_LONGEST_ECHO = 60


class Occasion(StrEnum):
    """On what occasion a vendor is judged."""

    TEST_CALL = "test_call"
    MEETING = "meeting"
    REFERENCE = "reference"


def run(
    vendor: Annotated[
        str, typer.Argument(metavar="VENDOR", help="Its id in vendors/, its profile, or its blind code.")
    ],
    kind: Annotated[
        Occasion, typer.Option("--kind", help="What was the occasion: its checklist or criteria are asked.")
    ] = Occasion.TEST_CALL,
    by: Annotated[str | None, typer.Option("--by", metavar="NAME", help="Who judges.", show_default=False)] = None,
    needs: NeedsPath = None,
    blind: Blind = False,
) -> None:
    """Mark a vendor after a test call, line by line.

    Call a client's line that the vendor answers, as a customer would. Then this asks the checklist and writes a
    judgement. A blank answer leaves a mark out: blank is not zero. Ctrl-C stops, and nothing is written.
    """
    from callvet.evaluation.bad_files import BadFilesError  # noqa: PLC0415
    from callvet.evaluation.judging import judgement_sheet, keep_judgement  # noqa: PLC0415 - help needs none of it
    from callvet.load.discovery import NothingToWorkOnError, shown_path  # noqa: PLC0415
    from callvet.report.check import problem_lines  # noqa: PLC0415

    try:
        sheet = judgement_sheet(vendor, kind.value, by=by, needs=needs, blind=blind)
        tell_codes(sheet.codes)
        path = keep_judgement(sheet, dict(_answers(sheet)))
    except BadFilesError as refused:
        _stop("\n".join(problem_lines(refused.problems)))
    except (NothingToWorkOnError, ValueError) as refused:
        _stop(f"callvet: {refused}")
    except EndedError:
        _stop("\ncallvet: the answers ended before the questions did; no judgement was written")
    except KeyboardInterrupt:
        _stop("\ncallvet: stopped; no judgement was written")
    typer.echo(shown_path(path))
    typer.echo("Next: callvet judgements", err=True)


def _stop(reason: str) -> NoReturn:
    """Say why there is no judgement, and stop."""
    typer.echo(reason, err=True)
    raise typer.Exit(CANNOT_ANSWER) from None


def _answers(sheet: Sheet) -> Iterator[tuple[str, str]]:
    """The answer to each question, asked again until it can be kept."""
    from callvet.evaluation.judging import fault_of  # noqa: PLC0415 - as in run
    from callvet.model.wording import shown  # noqa: PLC0415

    occasion = sheet.kind.replace("_", " ")
    say(f"{shown(sheet.called, _LONGEST_ECHO)}, {occasion}. Blank leaves out (it is not zero); Ctrl-C stops.")
    for question in sheet.questions:
        _say_scale(question.scale)
        while True:
            answer = _asked(question)
            fault = fault_of(sheet, question, answer)
            if not fault:
                break
            say(f"  {fault}")
        yield question.key, answer


def _say_scale(scale: Scale | None) -> None:
    """The question of a mark, with what 0, 5 and 10 mean."""
    if scale is not None:
        from callvet.model.wording import shown  # noqa: PLC0415 - as in run

        say(f"\n{shown(scale.question, _LONGEST_ECHO * 3)}")
        for mark, words in ((0, scale.worst), (5, scale.middle), (10, scale.best)):
            say(f"  {mark:>2}  {words}")


def _asked(question: Question) -> str:
    """One line of an answer."""
    from callvet.model.wording import shown  # noqa: PLC0415 - as in run

    if question.scale:
        prompt = f"{shown(question.scale.name)}, 0 to 10:"
    else:
        prompt = question.text + (f" [{question.blank}]" if question.blank else "")
    # A pipe does not show what it answers, so that the next line would stand beside this one.
    typer.echo(f"{prompt} ", nl=not sys.stdin.isatty(), err=True)
    return typed_line()
