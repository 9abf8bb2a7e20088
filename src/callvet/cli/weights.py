"""``callvet weights``: what weighs how much, to the people who decide?"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn, TypeVar

import typer

from callvet.cli.answering import CANNOT_ANSWER, Output, respond
from callvet.cli.options import FormatOption, NeedsPath, NoColor, OutputPath, Quiet, plugs_of
from callvet.cli.typed import EndedError, say, typed_line

if TYPE_CHECKING:
    from collections.abc import Callable
    from decimal import Decimal

    from callvet.report.page import Page

T = TypeVar("T")


class Method(StrEnum):
    """How weights are asked for."""

    POINTS = "points"
    SWING = "swing"
    ROC = "roc"
    RANK_SUM = "rank_sum"
    PAIRWISE = "pairwise"


def run(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="PATH", help="People's weights: folders and files; left out, weights/ here.", show_default=False
        ),
    ] = None,
    needs: NeedsPath = None,
    ask: Annotated[
        Method | None, typer.Option("--ask", help="Ask one person here, and write the file.", show_default=False)
    ] = None,
    by: Annotated[
        str | None, typer.Option("--by", metavar="NAME", help="With --ask: who answers.", show_default=False)
    ] = None,
    on: Annotated[
        list[str] | None,
        typer.Option(
            "--on",
            metavar="NAME",
            help="With --ask: a group or criterion to weigh; repeated. Left out, all groups.",
            show_default=False,
        ),
    ] = None,
    freeze: Annotated[
        bool, typer.Option("--freeze", help="Fix weights, musts, floors and scales before prices are opened.")
    ] = False,
    judge: Annotated[
        list[str] | None,
        typer.Option("--judge", metavar="NAME", help="With --freeze: who may judge; repeated.", show_default=False),
    ] = None,
    plug: Annotated[
        list[str] | None,
        typer.Option(
            "--plug",
            metavar="WORK=AMOUNT[/month]",
            help="With --freeze: your own figure for work that an offer leaves out; repeated.",
            show_default=False,
        ),
    ] = None,
    again: Annotated[
        bool, typer.Option("--again", help="With --ask and --freeze: in place of the file that is there.")
    ] = False,
    output_format: FormatOption = None,
    output: OutputPath = None,
    quiet: Quiet = False,
    no_color: NoColor = False,
) -> None:
    """What weighs how much, to the people who decide?

    Combines people's weights, and shows where they disagree. With --ask, one person is asked; with --freeze,
    everything that points hang on is fixed, and callvet score holds the needs against it.
    """
    _expect_sense(ask, by, on, judge, plug, freeze=freeze, again=again)
    answer = Output("weights", output_format, output, quiet, no_color)
    if ask is not None:
        _ask(ask, by, on or [], needs, again=again)
    elif freeze:
        figures = plugs_of(plug)
        respond(answer, lambda: _frozen(paths or [], needs, judge or [], figures, again=again))
    else:
        respond(answer, lambda: _combined(paths or [], needs))


def _expect_sense(
    ask: Method | None,
    by: str | None,
    on: list[str] | None,
    judge: list[str] | None,
    plug: list[str] | None,
    *,
    freeze: bool,
    again: bool,
) -> None:
    """Refuses options that would be passed over in silence."""
    if ask is not None and freeze:
        message = "one at a time: --ask writes a person's weights, --freeze fixes what holds"
        raise typer.BadParameter(message, param_hint="--freeze")
    for option, given, only in (
        ("--by", by is not None and ask is None, "--ask"),
        ("--on", bool(on) and ask is None, "--ask"),
        ("--judge", bool(judge) and not freeze, "--freeze"),
        ("--plug", bool(plug) and not freeze, "--freeze"),
        ("--again", again and ask is None and not freeze, "--ask or --freeze"),
    ):
        if given:
            message = f"it goes with {only}; add that, or leave this out"
            raise typer.BadParameter(message, param_hint=option)


def _combined(paths: list[Path], needs: Path | None) -> Page:
    """Everybody's weights as one."""
    from callvet.evaluation.weighing import combine_weights, weights_beside  # noqa: PLC0415 - help needs none of it
    from callvet.load.discovery import shown_path  # noqa: PLC0415
    from callvet.report.weights import weights_page  # noqa: PLC0415

    chosen = paths or [weights_beside(needs)]
    return weights_page(combine_weights(chosen, needs=needs), " ".join(map(shown_path, chosen)))


def _frozen(
    paths: list[Path], needs: Path | None, judges: list[str], figures: dict[str, tuple[Decimal, bool]], *, again: bool
) -> Page:
    """What holds, fixed."""
    from callvet.evaluation.freezing import freeze_case  # noqa: PLC0415
    from callvet.evaluation.written_file import FileExistsAlreadyError  # noqa: PLC0415
    from callvet.load.discovery import find_weights, needs_near, shown_path  # noqa: PLC0415
    from callvet.model.frozen import FrozenPlug  # noqa: PLC0415
    from callvet.report.frozen import freeze_page  # noqa: PLC0415

    plugs = {
        work: FrozenPlug(amount=amount, per="month" if is_monthly else "once")
        for work, (amount, is_monthly) in figures.items()
    }
    chosen = needs or needs_near([file for path in paths for file in find_weights(path)])
    try:
        return freeze_page(freeze_case(chosen, weights_from=paths, judges=judges, plugs=plugs, again=again))
    except FileExistsAlreadyError as refused:
        _stop(str(refused))
    except OSError as refused:
        _stop(f"{shown_path(Path(refused.filename or '.'))}: {refused.strerror or refused}; nothing was written")


def _ask(method: Method, by: str | None, names: list[str], needs: Path | None, *, again: bool) -> None:
    """Ask one person, and write the file; whatever ends the questions early leaves nothing behind."""
    from callvet.evaluation.asking_weights import ask_person  # noqa: PLC0415
    from callvet.evaluation.bad_files import BadFilesError  # noqa: PLC0415
    from callvet.evaluation.written_file import FileExistsAlreadyError  # noqa: PLC0415
    from callvet.load.discovery import NothingToWorkOnError, shown_path  # noqa: PLC0415
    from callvet.report.check import problem_lines  # noqa: PLC0415
    from callvet.score.weights import WeightsError  # noqa: PLC0415

    try:
        path = ask_person(method.value, _Questioner(), say, by=by, names=names, needs=needs, again=again)
    except BadFilesError as refused:
        for line in problem_lines(refused.problems):
            typer.echo(line, err=True)
        raise typer.Exit(CANNOT_ANSWER) from None
    except EndedError:
        say("")
        _stop("the answers ended before the questions did; nothing was written")
    except KeyboardInterrupt:
        say("")
        _stop("stopped; nothing was written")
    except (FileExistsAlreadyError, NothingToWorkOnError, WeightsError) as refused:
        _stop(str(refused))
    except OSError as refused:
        _stop(f"{shown_path(Path(refused.filename or '.'))}: {refused.strerror or refused}; nothing was written")
    typer.echo(shown_path(path))
    say(f"Next, with everybody's: callvet weights {shown_path(path.parent)}")


def _stop(reason: str) -> NoReturn:
    """Tell why there is no answer, and stop."""
    typer.echo(f"callvet: {reason}", err=True)
    raise typer.Exit(CANNOT_ANSWER)


class _Questioner:
    """Puts questions one line at a time, to a person or to a file that is piped in."""

    def __init__(self) -> None:
        """Begin at the first line."""
        self._line = 0

    def __call__(self, prompt: str, read: Callable[[str], T]) -> T:
        """Ask a person again where the answer cannot be read; a file would go on with answers to other questions."""
        while True:
            typer.echo(prompt, err=True, nl=False)
            line = typed_line()
            self._line += 1
            if not sys.stdin.isatty():
                from callvet.model.wording import shown  # noqa: PLC0415 - help needs none of it

                typer.echo(shown(line), err=True)  # as a terminal shows what is typed
            try:
                return read(line)
            except ValueError as refused:
                if not sys.stdin.isatty():
                    _stop(f"line {self._line} of the answers: {refused}; nothing was written")
                typer.echo(f"  {refused}", err=True)
