"""Which figure answers a question: one each, chosen by rule, so that all pages read alike.

The first candidate of which the municipality has a number or bounds of its own; where it has none,
the first of which its region has; where there is none either, the first, which then says why.
The candidates of a question stand in the order in which they come close to it:

* reports: reports per 1,000 children, else cases (advice is no report);
* investigation: assessed reports, because it is published for nearly all municipalities and every
  report starts there; services completed are mostly suppressed, and say more of the region;
* help: assessed reports with a follow-up, else transfers, else the reach of youth help;
* in view: repeat reports, else follow-up reports, else youth help that stopped prematurely.
"""

from collections.abc import Mapping

from dashboard.council.figures import FiguresOfArea
from indicators.definition import Question

CANDIDATES: Mapping[Question, tuple[str, ...]] = {
    "reports": ("V1", "V1b"),
    "investigation": ("A1", "A2", "A3"),
    "help": ("B1", "B2", "B3"),
    "in_view": ("C1", "C1b", "C2"),
}


def headline(question: Question, figures: FiguresOfArea) -> str:
    """The id of the indicator that answers a question for one municipality."""
    candidates = CANDIDATES[question]
    with_number = [one for one in candidates if one in figures and figures[one].has_number]
    own = [one for one in with_number if not figures[one].is_regional]
    return (own or with_number or list(candidates))[0]
