"""What is not certain about CBS's servers, as switches.

Each default is the likeliest reading, and says what it rests on: *recorded* (in stored answers of
CBS), *read* (in the source of a client), *reported* (by users of the service) or *assumed* (nowhere
found). A reader of these protocols has to hold either way.
"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Assumptions:
    """How the replay server behaves where CBS may behave otherwise.

    `blank`: a cell that cannot occur is an observation with the attribute `Impossible` (recorded),
    or has no observation (reported of table 85429NED).

    `unknown`: the attribute of a dot. Both were read in one client; no row with either is recorded.

    `phantom_measures`: a measure whose every cell is blank has no observations at all, although it
    stands among the measure codes (reported of table 85880NED).

    `string_value`: observations have a `StringValue` (recorded in 2026; in 2020 they had none).

    `padded_codes_in_csv`: codes in the zipped CSV are padded as in version 3 (reported by four; in
    version 4 itself they are recorded without padding).

    `count_has_mark`: a bare number of rows begins with a byte order mark (reported).

    `api_overflow_status`, `api_overflow_body`: what the interactive service of version 3 says when
    a result is too large. The status is reported; of the body nothing is known, and None stands
    for an error in the form of OData v3 (assumed).

    `validators`: answers carry `ETag` and `Last-Modified`, and a tag that is known gets 304
    (assumed off: no client or stored answer shows them).

    `gzip`: bodies are compressed for who accepts it (assumed; no client asks).
    """

    blank: Literal["Impossible", "absent"] = "Impossible"
    unknown: Literal["Confidential", "NotAvailable"] = "Confidential"
    phantom_measures: bool = False
    string_value: bool = True
    padded_codes_in_csv: bool = True
    count_has_mark: bool = True
    api_overflow_status: int = 500
    api_overflow_body: bytes | None = None
    validators: bool = False
    gzip: bool = True


LIKELIEST = Assumptions()
