"""The command line, where the three storeys are put together."""

import json
import logging
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import duckdb
import stamina
import typer

from dashboard.explaining import as_json as explanation_as_json
from dashboard.explaining import as_text as explanation_as_text
from dashboard.progress import progress_bars
from dashboard.screening import as_json as as_report
from dashboard.screening import as_text
from dashboard.settings import DemoMode, Settings, SettingsError
from dashboard.supervisor import run_schedule, run_site_and_schedule
from indicators.api import ReleaseStore
from indicators.audits import AuditError
from indicators.explain.asked import NotFoundError
from indicators.explain.explanation import NotFollowedError
from indicators.release import build
from indicators.screen import screen as screen_paths
from indicators.update import update
from indicators.wording import Lang, translated
from ingest.errors import IngestError
from ingest.replay.demonstration import demonstration_tables
from ingest.replay.faults import FAULTS, one_line, parse_fault
from ingest.replay.figures import read_figures
from ingest.replay.server import serve as serve_tables
from ingest.source import read_sources

app = typer.Typer(
    help="Hulpmonitor: reports of violence at home, investigations and help, per municipality.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)

Data = Annotated[Path | None, typer.Option(help="Data directory, with snapshots and releases.")]
Host = Annotated[str | None, typer.Option(help="Address to listen on.")]
Port = Annotated[int | None, typer.Option(help="Port to listen on; 0 takes a free one.")]
Cbs = Annotated[str | None, typer.Option(help="Where CBS answers, or a replay server.")]
Demo = Annotated[
    DemoMode | None, typer.Option(help="When fictitious demonstration figures may be shown.")
]


@app.command()
def up(
    data: Data = None, host: Host = None, port: Port = None, cbs: Cbs = None, demo: Demo = None
) -> None:
    """Run the site, and fetch new figures on schedule."""
    settings = _settings(data=data, host=host, port=port, cbs=cbs, demo=demo)
    run_site_and_schedule(settings)


@app.command()
def serve(data: Data = None, host: Host = None, port: Port = None) -> None:
    """Run the site only; a release that another process publishes shows by itself."""
    # Here and not above: Dash takes seconds to import, and no other command needs it.
    from dashboard.serving import serve as serve_site

    serve_site(_settings(data=data, host=host, port=port))


@app.command()
def schedule(data: Data = None, cbs: Cbs = None) -> None:
    """Fetch new figures on schedule only."""
    run_schedule(_settings(data=data, cbs=cbs))


@app.command()
def ingest(data: Data = None, cbs: Cbs = None) -> None:
    """Fetch the tables that changed, once, as snapshots on disk."""
    settings = _settings(data=data, cbs=cbs)
    with progress_bars() as report:
        summary = update(
            settings.data, settings.hosts, read_sources().values(), report, publish=False
        )
    for table in summary.tables:
        typer.echo(f"{table.id:<10} {table.outcome:<16} {table.message}".rstrip())
    if summary.outcome in ("failed", "skipped") or any(one.has_failed for one in summary.tables):
        raise IngestError(summary.message)


@app.command()
def status(data: Data = None) -> None:
    """Say how fresh every source is; ends with 1 when one has failed or is behind."""
    overview = ReleaseStore(_settings(data=data).data).overview(datetime.now(UTC))
    for source in overview.sources:
        typer.echo(f"{source.id:<10} {source.state:<14} {source.reasons[0].en}")
    if overview.count("failed") or overview.count("behind"):
        raise typer.Exit(1)


@app.command()
def release(data: Data = None) -> None:
    """Build a release from the snapshots on disk, without network.

    Where the newest release was made from the same snapshots, it is built again beside it and
    compared to the byte.
    """
    settings = _settings(data=data)
    with progress_bars() as report:
        outcome = build(settings.data, read_sources().values(), report, reproduce=True)
    said = {
        "published": "published",
        "unchanged": "stands: built again from the same snapshots, every file is the same",
    }
    typer.echo(f"release {outcome.release_id} {said[outcome.kind]}")


@app.command()
def replay(
    figures: Annotated[
        Path | None, typer.Option(help="Folder of tidy CSV files with published figures.")
    ] = None,
    demonstration: Annotated[
        bool, typer.Option("--demonstration", help="Serve the fictitious demonstration set.")
    ] = False,
    port: Annotated[int, typer.Option(help="Port to listen on.")] = 8765,
    page_size: Annotated[int, typer.Option(min=1, help="Rows a page of the v3 feed.")] = 10_000,
    edition: Annotated[
        int, typer.Option(min=0, help="0: the newest version of each table; 1: the one before.")
    ] = 0,
    fault: Annotated[
        list[str] | None,
        typer.Option(
            metavar="NAME[@N[,N...]][:SUBSTRING]",
            help="Let this go wrong, at the N-th request with this in its path or query, or at "
            "all of them; can be given more than once.",
        ),
    ] = None,
    list_faults: Annotated[
        bool, typer.Option("--list-faults", help="Say what can go wrong, and stop.")
    ] = False,
) -> None:
    """Speak CBS's and PDOK's protocols on this machine: figures from a folder, or fictitious."""
    if list_faults:
        for name, known in FAULTS.items():
            typer.echo(f"{name:<25} {one_line(known)}")
        return
    if (figures is None) == (not demonstration):
        raise typer.BadParameter("give either --figures DIR or --demonstration")
    try:
        faults = [parse_fault(text) for text in fault or []]
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--fault") from error
    tables = read_figures(figures, edition=edition) if figures else demonstration_tables()
    for table in tables:
        typer.echo(f"{table.identifier:<10} {table.record_count:>7} rows  {table.title}")
    serve_tables(
        tables,
        port=port,
        page_size=page_size,
        faults=faults,
        on_ready=lambda url: typer.echo(f"Listening on {url} (stop with Ctrl-C)"),
    )


@app.command()
def screen(
    files: Annotated[
        list[Path], typer.Argument(help="Data directories, snapshots, releases, warehouse files.")
    ],
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
    lang: Annotated[Lang, typer.Option(help="Language of the report.")] = "en",
) -> None:
    """Check what lies on disk, offline: checksums, audits and every check of the figures.

    Ends with status 1 when there are errors, and 2 when something was not understood.
    """
    outcome = screen_paths(files)
    typer.echo(
        json.dumps(as_report(outcome), ensure_ascii=False, indent=1)
        if as_json
        else as_text(outcome, lang)
    )
    raise typer.Exit(outcome.exit_status)


@app.command()
def explain(
    indicator: Annotated[str, typer.Argument(help="Its id, such as A1.")],
    area: Annotated[str, typer.Argument(help="A code or a name: GM0363, Amsterdam, VT06, NL01.")],
    period: Annotated[str, typer.Argument(help="2023, 2025-H1 or a code such as 2023JJ00.")],
    release_id: Annotated[
        str | None, typer.Option("--release", metavar="ID", help="Another than the newest release.")
    ] = None,
    data: Data = None,
    lang: Annotated[Lang, typer.Option(help="Language of the text.")] = "nl",
    as_json: Annotated[bool, typer.Option("--json", help="For machines.")] = False,
) -> None:
    """Follow one figure down to the published cells: what was printed, read, and worked out."""
    store = ReleaseStore(_settings(data=data).data)
    release = store.get(release_id) if release_id else store.newest()
    if release is None:
        _fail(_no_release(store, release_id))
    try:
        explanation = release.explain(indicator, area, period)
    except NotFoundError as error:
        _fail(translated(error.text, lang))
    typer.echo(
        json.dumps(explanation_as_json(explanation), ensure_ascii=False, indent=1, default=str)
        if as_json
        else explanation_as_text(explanation, lang)
    )


def main() -> None:
    """Run the command line; what a person can mend is told in one line, without a traceback."""
    _log_to_stderr()
    try:
        app()
    except (IngestError, AuditError, SettingsError, NotFollowedError) as error:
        _fail(str(error))
    except (OSError, duckdb.Error) as error:
        _fail(f"{type(error).__name__}: {error}")


def _settings(**given: object) -> Settings:
    chosen = {name: value for name, value in given.items() if value is not None}
    settings = replace(Settings.from_environment(), **chosen)  # type: ignore[arg-type]
    return replace(settings, cbs=settings.cbs.rstrip("/"), data=settings.data.absolute())


def _log_to_stderr() -> None:
    # The root logger stays at WARNING: cbsodata and httpx report every step there.
    # It has a handler by now: cbsodata logs while it is imported.
    form = "%(asctime)s %(levelname)s %(name)s %(message)s"
    logging.basicConfig(format=form, stream=sys.stderr, force=True)
    for package in ("dashboard", "indicators", "ingest"):
        logging.getLogger(package).setLevel(logging.INFO)
    stamina.instrumentation.set_on_retry_hooks([_log_retry])


def _log_retry(details: stamina.instrumentation.RetryDetails) -> None:
    logging.getLogger("ingest.http").warning(
        "try %d failed, the next in %.0f s: %s",
        details.retry_num,
        details.wait_for,
        details.caused_by,
    )


def _no_release(store: ReleaseStore, release_id: str | None) -> str:
    known = ", ".join(manifest["id"] for manifest in store.releases())
    if not known:
        return "saw no release; expected one in the data directory. Run `hulpmonitor up` first."
    return f"saw no release {release_id!r}; expected one of {known}."


def _fail(message: str) -> NoReturn:
    typer.echo(f"hulpmonitor: {message}", err=True)
    raise SystemExit(1)


if __name__ == "__main__":
    main()
