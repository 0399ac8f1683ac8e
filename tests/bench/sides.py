"""The ways of bringing one table into a DuckDB file that `make bench-ingest` compares.

    python -m tests.bench.sides SIDE URL FOLDER

prints the seconds from the first request to the committed table, the most memory that the process
held until then, and what the table holds, as JSON. Imports are not timed, nor is the last look.
Every side leaves a table `staging` in `<folder>/<side>.duckdb`.
"""

import json
import re
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import duckdb

from tests.bench.table import FIRST_TOPIC, TABLE, source

_ARRAY_START = re.compile(rb'"value"\s*:\s*\[')
_TAIL = 2048


def ours(url: str, folder: Path) -> tuple[Callable[[], None], str]:
    """The product's own code: every page hashed, every check made, every cell read."""
    from ingest.cbs_v3 import CbsV3
    from ingest.http import Client
    from ingest.pages import page_path
    from ingest.resolve import find_dimensions, resolve
    from ingest.staging import PublishedRows, stage
    from ingest.warehouse import working_connection

    def run() -> None:
        known = source()
        with Client(url) as client:
            service = CbsV3(client)
            entry = service.entries([TABLE])[TABLE]
            service.info(TABLE)
            properties = service.properties(TABLE)
            keys = find_dimensions(known, properties)
            code_lists = {key: service.code_list(TABLE, key) for key in keys}
            table = resolve(known, properties, code_lists, is_selection=False)
            fetched = service.fetch_rows(table, entry, folder / "pages", lambda page: None)
        pages = [page_path(folder / "pages", page.number) for page in fetched.pages]
        rows = PublishedRows(fetched.form, pages, fetched.announced, entry.is_selection)
        with working_connection(folder) as connection:
            stage(connection, table, rows)
            connection.execute("CHECKPOINT scratch; DETACH scratch")
            (folder / "spill" / "scratch.duckdb").rename(folder / "ours.duckdb")

    return run, f'sum("{FIRST_TOPIC}".number)::DOUBLE'


def cbsodata(url: str, folder: Path) -> tuple[Callable[[], None], str]:
    """Rows and titles by `cbsodata`, whose `typed` means untyped, through pandas."""
    import cbsodata
    import pandas as pd

    def run() -> None:
        cbsodata.options.use_https = False
        rows = cbsodata.get_data(TABLE, typed=True, catalog_url=urlsplit(url).netloc)
        frame = pd.DataFrame(rows)
        with duckdb.connect(folder / "cbsodata.duckdb") as connection:
            connection.register("frame", frame)
            connection.execute("CREATE TABLE staging AS FROM frame")

    return run, f'sum(TRY_CAST("{FIRST_TOPIC}" AS DOUBLE))'


def floor(url: str, folder: Path) -> tuple[Callable[[], None], str]:
    """The least that can be done: bytes to disk, texts to a table, nothing looked at."""
    import httpx

    def run() -> None:
        (folder / "pages").mkdir()
        link: str | None = f"{url}/ODataFeed/odata/{TABLE}/UntypedDataSet?$format=json"
        number = 0
        with httpx.Client() as client:
            while link:
                number += 1
                page = folder / "pages" / f"{number:05}.json"
                with client.stream("GET", link) as response, page.open("wb") as file:
                    link = _cut(response.iter_raw(128 * 1024), file.write)
        with (folder / "pages" / "00001.json").open("rb") as file:
            first = file.read(4096)
        columns = json.loads(first[1 : first.index(b"}") + 1])
        types = ", ".join(f"'{column}': 'VARCHAR'" for column in columns)
        with duckdb.connect(folder / "floor.duckdb") as connection:
            connection.execute("SET preserve_insertion_order = false")
            connection.execute(
                f"CREATE TABLE staging AS FROM read_json('{folder}/pages/*.json', "
                f"format = 'array', columns = {{{types}}})"
            )

    return run, f'sum(TRY_CAST("{FIRST_TOPIC}" AS DOUBLE))'


def _cut(body: Iterator[bytes], write: Callable[[bytes], object]) -> str | None:
    head = b""
    start = None
    while start is None:
        head += next(body)
        start = _ARRAY_START.search(head)
    held = head[start.end() - 1 :]
    for piece in body:
        write(held[:-_TAIL])
        held = held[-_TAIL:] + piece
    end = held.rindex(b"]") + 1
    write(held[:end])
    return json.loads(head[: start.end() - 1] + b"[]" + held[end:]).get("odata.nextLink")


SIDES = {"ours": ours, "cbsodata": cbsodata, "floor": floor}


def _peak_megabytes() -> float:
    status = Path("/proc/self/status").read_text(encoding="ascii")
    (line,) = (line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Run one side and print what it took."""
    side, url, folder = sys.argv[1:]
    run, total = SIDES[side](url, Path(folder))
    started = time.perf_counter()
    run()
    seconds, megabytes = time.perf_counter() - started, _peak_megabytes()
    with duckdb.connect(Path(folder) / f"{side}.duckdb", read_only=True) as connection:
        (found,) = connection.execute(f"SELECT count(*), {total} FROM staging").fetchall()
    print(json.dumps({"seconds": seconds, "megabytes": megabytes, "found": found}))


if __name__ == "__main__":
    main()
