"""The records of the council page. All texts are in one language and ready to be shown."""

from dataclasses import dataclass
from datetime import datetime

from dashboard.charts.position import Position
from dashboard.marks import Mark
from indicators.comparison.words import Code
from indicators.definition import Definition
from indicators.definition import Question as QuestionName
from indicators.values import Area, IndicatorValue, SourceState
from indicators.wording import Lang


@dataclass(frozen=True)
class Link:
    """A text that leads somewhere."""

    text: str
    href: str


@dataclass(frozen=True)
class Amount:
    """A figure in words. `number` is "51,3", or "tussen 51,1 en 51,5" where `is_range`, or None.

    `unit` says per what; `bounds` stand beside a number that is not exact. `of_area` names the
    region whose figure it is, where it is not that of the municipality; a mark says so too.
    """

    number: str | None
    is_range: bool
    unit: str
    bounds: str | None
    period: str
    marks: tuple[Mark, ...]
    of_area: str | None


@dataclass(frozen=True)
class Beside:
    """What a figure is held against: its name, its figure, and the word of the comparison."""

    name: str
    number: str | None
    code: Code
    word: str
    remark: str | None


@dataclass(frozen=True)
class Provenance:
    """How a figure was made, with all that a number carries, as pairs of a name and a text."""

    pairs: tuple[tuple[str, str], ...]
    value: IndicatorValue
    sources: tuple[SourceState, ...]
    in_full: Link
    download: Link


@dataclass(frozen=True)
class LegalTermText:
    """A term that the law or the protocol sets, with its source and what was not checked."""

    text: str
    source: str
    url: str | None
    remark: str


@dataclass(frozen=True)
class FigureRow:
    """One figure in one row: value, the word of its first comparison, and where more is.

    `about` has its title, and leads to its calculation; `against` is "than" or "from" what.
    `amount` and `calculation` (its counts in words) are None where the release has no row for it;
    `absent` then says why.
    """

    definition: Definition
    about: Link
    amount: Amount | None
    calculation: str | None
    absent: str | None
    word: str | None
    against: str | None
    compare: Link
    is_part: bool


@dataclass(frozen=True)
class Answer:
    """The answer to one question: one figure in full, and the rest of them in rows.

    `sentence` is the figure in words, `certainty` what is uncertain about it, `verdict` the first
    comparison that could be made (`word` and `against` are its parts), `sureness` how sure that is,
    and `chart` where it stands. Without a figure, `amount` and `provenance` are None and `sentence`
    says why.
    """

    name: QuestionName
    number: int
    heading: str
    fragment: str
    indicator_id: str
    title: str
    sentence: str
    certainty: tuple[str, ...]
    amount: Amount | None
    per_what: str
    verdict: str | None
    word: str | None
    against: str | None
    sureness: str | None
    beside: tuple[Beside, ...]
    trend: str | None
    chart: Position | None
    does_not_show: str
    legal_terms: tuple[LegalTermText, ...]
    provenance: Provenance | None
    compare: Link
    more: tuple[FigureRow, ...]


@dataclass(frozen=True)
class FollowUpRow:
    """One recommendation: whether a public figure belongs to it, and what is on record."""

    recommendation: Link
    addressees: str
    measurable: str
    state: str


@dataclass(frozen=True)
class FollowUp:
    """What the municipality did with the recommendations, as far as that was recorded."""

    number: int
    heading: str
    fragment: str
    sentence: str
    short: str
    limit: str
    rows: tuple[FollowUpRow, ...]
    replies: str
    compare: Link


@dataclass(frozen=True)
class Remark:
    """Something that stands out, or a question, with the indicator or recommendation it is of."""

    text: str
    about: Link | None = None


@dataclass(frozen=True)
class Listed:
    """Remarks, in short and of which the first come at once, and the rest on request."""

    short: str
    first: tuple[Remark, ...]
    more: tuple[Remark, ...]


@dataclass(frozen=True)
class Sureness:
    """How sure all of it is: in short, in sentences, and which marks occur on how many figures."""

    short: str
    sentences: tuple[str, ...]
    marks: tuple[tuple[Mark, str], ...]


@dataclass(frozen=True)
class Background:
    """What the municipality is like, the country beside it, and what has no figure."""

    rows: tuple[tuple[FigureRow, Amount | None], ...]
    who_reports: tuple[FigureRow, ...]
    without_figure: tuple[str, ...]


@dataclass(frozen=True)
class History:
    """What became of a municipality, or of what it is made: sentences, and links to the others."""

    sentences: tuple[str, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class CouncilContent:
    """Everything on the council page of one municipality, in the order of the page."""

    area: Area
    lang: Lang
    title: str
    surroundings: tuple[str, ...]
    history: History | None
    answers: tuple[Answer, ...]
    follow_up: FollowUp
    stands_out: Listed
    how_sure: Sureness
    questions: Listed
    background: Background
    chain: Link
    factsheet: Link
    download: Link
    release_id: str
    built_at: datetime
    tables: tuple[str, ...]
    is_fictitious: bool
