"""Similar municipalities: from `core` to `mart.peer`, with what they were found by beside it."""

from pathlib import Path

import duckdb
import numpy as np

from indicators.comparison.bulk import insert_columns
from indicators.comparison.nearest import Floats, kept_without, nearest, standardise
from indicators.comparison.peer_model import PeerModel, Variable, read_peer_model

VARIABLES = Path(__file__).with_name("peer_variables.sql")


def fill_peers(connection: duckdb.DuckDBPyConnection) -> None:
    """Fill `mart.peer`, `peer_stability`, `peer_variable` and `peer_profile`.

    `core` must be loaded and `mart.area_class` filled. A municipality that is not in a class is
    not in our list and gets no peers. Where there are too few municipalities to choose from, the
    tables stay empty.
    """
    model = read_peer_model()
    codes, raw = _profiles(connection, model)
    if len(codes) <= model.number:
        return
    used = [
        bool(np.mean(~np.isnan(column)) >= model.minimum_known_share and np.nanstd(column) > 0)
        for column in raw.T
    ]
    _insert_variables(connection, model.variables, raw, used)
    variables = [
        variable for variable, is_used in zip(model.variables, used, strict=True) if is_used
    ]
    standardised = standardise(_scaled(raw, model.variables)[:, used])
    weights = np.array([variable.weight for variable in variables])
    _insert_profiles(connection, codes, variables, raw[:, used], standardised)
    found = nearest(standardised, weights, model.number)
    count = len(codes)
    insert_columns(
        connection,
        "mart.peer",
        {
            "area_code": np.repeat(codes, model.number),
            "peer_code": codes[found.positions].ravel(),
            "position": np.tile(np.arange(1, model.number + 1), count),
            "distance": found.distances.ravel(),
        },
    )
    if len(variables) < 2:
        return
    kept = kept_without(standardised, weights, model.number)
    insert_columns(
        connection,
        "mart.peer_stability",
        {
            "area_code": np.repeat(codes, len(variables)),
            "without_variable": np.tile([variable.id for variable in variables], count),
            "kept": kept.ravel(),
            "number": np.full(kept.size, model.number),
        },
    )


def _profiles(connection: duckdb.DuckDBPyConnection, model: PeerModel) -> tuple[np.ndarray, Floats]:
    """Codes, and the variables as published, (municipalities, variables) with NaN for missing."""
    rows = connection.execute(
        VARIABLES.read_text(encoding="utf-8"), {"year": model.reference_year}
    ).fetchnumpy()
    columns = [
        np.ma.filled(np.ma.asarray(rows[variable.id], dtype=np.float64), np.nan)
        for variable in model.variables
    ]
    return np.asarray(rows["area_code"]), np.stack(columns, axis=1)


def _scaled(raw: Floats, variables: list[Variable]) -> Floats:
    columns = [
        np.log(column) if variable.scale == "log" else column
        for column, variable in zip(raw.T, variables, strict=True)
    ]
    return np.stack(columns, axis=1)


def _insert_variables(
    connection: duckdb.DuckDBPyConnection,
    variables: list[Variable],
    raw: Floats,
    used: list[bool],
) -> None:
    insert_columns(
        connection,
        "mart.peer_variable",
        {
            "variable": np.array([variable.id for variable in variables]),
            "label_nl": np.array([variable.label.nl for variable in variables]),
            "label_en": np.array([variable.label.en for variable in variables]),
            "source_nl": np.array([variable.source.nl for variable in variables]),
            "source_en": np.array([variable.source.en for variable in variables]),
            "scale": np.array([variable.scale for variable in variables]),
            "weight": np.array([variable.weight for variable in variables], dtype=np.float64),
            "municipalities": np.sum(~np.isnan(raw), axis=0),
            "is_used": np.array(used),
        },
    )


def _insert_profiles(
    connection: duckdb.DuckDBPyConnection,
    codes: np.ndarray,
    variables: list[Variable],
    raw: Floats,
    standardised: Floats,
) -> None:
    insert_columns(
        connection,
        "mart.peer_profile",
        {
            "area_code": np.repeat(codes, len(variables)),
            "variable": np.tile([variable.id for variable in variables], len(codes)),
            "value": raw.ravel(),
            "standardised": np.round(standardised, 6).ravel(),
        },
    )
