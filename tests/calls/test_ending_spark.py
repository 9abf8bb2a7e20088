"""What was begun for a log is ended with it, and nothing else is."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from callvet.calls.spark import SparkEngine

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 300
"""A busy machine takes a minute to start Java. [seconds]"""
needs_connect = pytest.mark.skipif(
    find_spec("grpc") is None, reason="Spark Connect is not installed (callvet[spark-connect])"
)


class Client:
    """A client of Spark Connect that notes what it is told."""

    def __init__(self, told: list[str], *, fails: bool = False) -> None:
        """It notes in a list, and may fail to release."""
        self._told, self._fails = told, fails

    def release_session(self) -> None:
        self._told.append("released")
        if self._fails:
            raise ConnectionError

    def close(self) -> None:
        self._told.append("closed")


class Session:
    """A session that notes what it is told."""

    def __init__(self, told: list[str], client: Client | None = None) -> None:
        """It notes in a list, and may have a client."""
        self._told, self._client = told, client

    @property
    def client(self) -> Client:
        """Its client; a session without Spark Connect refuses to be asked, as Spark's own does."""
        if self._client is None:
            raise RuntimeError
        return self._client

    def stop(self) -> None:
        self._told.append("stopped")


def ended(engine: Any) -> None:
    """End it, twice: the second time is nothing."""
    engine.close()
    engine.close()


def test_what_was_begun_here_is_stopped_once() -> None:
    told: list[str] = []
    engine: Any = SparkEngine(Session([]), Session(told))  # type: ignore[arg-type]
    ended(engine)
    assert told == ["stopped"]


def test_a_session_of_the_user_is_not_stopped() -> None:
    told: list[str] = []
    ended(SparkEngine(Session(told)))  # type: ignore[arg-type]
    assert told == []


def test_on_a_server_the_own_session_is_released_and_its_client_closed_before_the_server_goes() -> None:
    told: list[str] = []
    SparkEngine(Session(told, Client(told)), Session(told)).close()  # type: ignore[arg-type]
    assert told == ["released", "closed", "stopped"]


def test_a_server_that_is_gone_does_not_keep_the_client_open() -> None:
    told: list[str] = []
    SparkEngine(Session(told, Client(told, fails=True)), Session(told)).close()  # type: ignore[arg-type]
    assert told == ["released", "closed", "stopped"]


@pytest.fixture
def case(tmp_path: Path) -> Path:
    """A log and a quote."""
    (tmp_path / "needs.yaml").write_text("timezone: America/New_York\ncountry: US\n", encoding="utf-8")
    (tmp_path / "quotes").mkdir()
    (tmp_path / "quotes" / "a.yaml").write_text(
        "vendor: a\ncurrency: USD\ncharges: [{per: minute, rate: 1, clock: {counts: [talk], step_seconds: 60}}]\n",
        encoding="utf-8",
    )
    (tmp_path / "calls.csv").write_text("start,talk_seconds\n2026-03-02T09:00:00,61\n", encoding="utf-8")
    return tmp_path


def replay(case: Path, remote: str) -> str:
    """What ``callvet replay`` prints, once its process has ended."""
    environment = {**os.environ, "SPARK_REMOTE": remote}
    environment.pop("PYSPARK_SUBMIT_ARGS", None)
    command = (sys.executable, "-m", "callvet", "replay", "calls.csv", "quotes", "--engine", "spark")
    run = subprocess.run(command, cwd=case, env=environment, capture_output=True, timeout=LONGEST, check=False)
    assert run.returncode == 0, run.stderr.decode()
    return run.stdout.decode()


@pytest.mark.spark
@needs_connect
def test_a_server_within_the_process_ends_with_it(case: Path) -> None:
    assert replay(case, "local[2]").startswith("a costs $2.00 for 1 call")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of a server of Spark Connect that is nobody's here."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    from pyspark.find_spark_home import _find_spark_home  # noqa: PLC0415 - not there for those who skip these tests

    submit = shutil.which("spark-submit", path=str(Path(_find_spark_home()) / "bin"))
    assert submit
    settings = ("spark.ui.enabled=false", f"spark.connect.grpc.binding.port={port}", "spark.sql.shuffle.partitions=2")
    told = [word for one in settings for word in ("--conf", one)]
    name = "org.apache.spark.sql.connect.service.SparkConnectServer"
    command = (submit, "--master", "local[2]", *told, "--class", name, "spark-internal")
    with (tmp_path / "server.log").open("wb") as log:
        run = subprocess.Popen(command, cwd=tmp_path, stdout=log, stderr=log)
    try:
        _wait_for(port)
        yield f"sc://127.0.0.1:{port}"
        assert run.poll() is None, "the server was ended"
        _wait_for(port)
    finally:
        run.kill()
        run.wait()


def _wait_for(port: int) -> None:
    """Wait until a server answers there."""
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        with socket.socket() as one:
            if not one.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.2)
    message = "the server did not start"
    raise TimeoutError(message)


@pytest.mark.spark
@needs_connect
def test_a_server_of_its_own_answers_and_lives_on(case: Path, server: str) -> None:
    assert replay(case, server).startswith("a costs $2.00 for 1 call")
    assert replay(case, server).startswith("a costs $2.00 for 1 call")
