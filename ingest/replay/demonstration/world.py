"""The one latent truth that all tables of the demonstration set are made from."""

from dataclasses import dataclass
from functools import cached_property

from ingest.replay.demonstration.country import Country
from ingest.replay.demonstration.course import Course, course
from ingest.replay.demonstration.draws import Draws
from ingest.replay.demonstration.periods import Period, periods_since
from ingest.replay.demonstration.places import Places, places
from ingest.replay.demonstration.population import Population, population
from ingest.replay.demonstration.reports import VeiligThuisFigures, veilig_thuis_figures
from ingest.replay.demonstration.trajectories import Trajectories, trajectories
from ingest.replay.demonstration.youth_care import YouthCareFigures, youth_care_figures
from ingest.replay.demonstration.youth_help import YouthHelpFigures, youth_help_figures

# Each subject has its own stream, so that a change in one leaves the others as they are.
PLACES, PEOPLE, REPORTS, YOUTH_HELP, SUPPRESSION = range(5)
COURSE, DETAILS = range(5, 7)
YOUTH_CARE, TRAJECTORIES, HOUSEHOLDS, POVERTY, RECLASSIFICATIONS = range(7, 12)
YOUTH_HELP_SINCE = 2021


@dataclass(frozen=True)
class World:
    """Figures by subject, each drawn when it is first asked for and the same for the same seed."""

    seed: int

    @cached_property
    def places(self) -> Places:
        """Where it all happens."""
        return places(Draws(self.seed, PLACES))

    @cached_property
    def people(self) -> Population:
        """Who lives there."""
        return population(self.places.pieces, Draws(self.seed, PEOPLE))

    @cached_property
    def reports(self) -> VeiligThuisFigures:
        """What was reported to Veilig Thuis, and what came of it."""
        return veilig_thuis_figures(self.places.pieces, Draws(self.seed, REPORTS))

    @cached_property
    def course(self) -> Course:
        """What became of the reports at Veilig Thuis, and where it handed them over."""
        return course(Country(self.places.pieces, Draws(self.seed, COURSE)), self.reports)

    def country(self, table: str) -> Country:
        """Chance for the details that one table adds, whichever tables are made before it."""
        return Country(self.places.pieces, Draws(self.seed, DETAILS, int(table[:5])))

    @cached_property
    def youth_help_periods(self) -> tuple[Period, ...]:
        """The periods that youth care is counted in, with half-years numbered from the first."""
        return periods_since(YOUTH_HELP_SINCE)

    @cached_property
    def youth_help(self) -> YouthHelpFigures:
        """Young people with youth help, protection or probation."""
        return youth_help_figures(
            self.people, self.youth_help_periods, Draws(self.seed, YOUTH_HELP)
        )

    @cached_property
    def youth_care(self) -> YouthCareFigures:
        """Young people by form of youth care, age and sex, in the same periods."""
        return youth_care_figures(
            self.youth_help, self.youth_help_periods, Draws(self.seed, YOUTH_CARE)
        )

    @cached_property
    def trajectories(self) -> Trajectories:
        """Trajectories of youth help, protection and probation, per half-year."""
        return trajectories(
            self.youth_care, self.youth_help_periods, Draws(self.seed, TRAJECTORIES)
        )

    def suppression(self, table: str) -> Draws:
        """Chance for hiding cells of one table, whichever tables are made before it."""
        return Draws(self.seed, SUPPRESSION, int(table[:5]))
