"""Fictitious trajectories of youth help in kind, by referrer and form, per piece and half-year."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ingest.replay.demonstration import youth_profiles as profiles
from ingest.replay.demonstration.draws import Draws, Floats, Ints
from ingest.replay.demonstration.flows import Flow, flow


@dataclass(frozen=True)
class HelpTrajectories:
    """Shape (pieces, half-years, referrers, forms): youth help in kind.

    Forms are without residence, foster care and other residential help. `days` is how long the
    ended trajectories lasted, added up.
    """

    flow: Flow
    repeated: Ints
    in_crisis: Ints
    as_planned: Ints
    days: Ints

    @cached_property
    def of_all(self) -> Flow:
        """Shape (pieces, half-years, forms): whoever referred."""
        parts = (self.flow.total, self.flow.started, self.flow.ended)
        return Flow(*(part.sum(axis=2) for part in parts))


def help_trajectories(forms: Ints, draws: Draws) -> HelpTrajectories:
    """Give every trajectory a referrer, a beginning and an end.

    `forms` has shape (pieces, half-years, forms): all trajectories of each half-year.
    """
    national = np.array(list(profiles.REFERRERS.values())).T
    places = draws.around(np.tile(national, (len(forms), 1, 1)), 0.15)
    shares = places / np.cumsum(places, axis=-1)[..., -1:]
    by_referrer = draws.split(forms, shares[:, np.newaxis]).swapaxes(2, 3)

    def per_form(values: tuple[float, ...], spread: float = 0.15) -> Floats:
        """Shape (pieces, 1, 1, forms): each place its own level."""
        own = draws.around(np.tile(np.array(values), (len(forms), 1)), spread)
        return own[:, np.newaxis, np.newaxis]

    moved = flow(by_referrer, per_form(profiles.ENDED_IN_HALF_YEAR), draws)
    repeated = draws.around(np.tile(np.array(profiles.REPEATED_USE), (len(forms), 1)), 0.2)
    return HelpTrajectories(
        flow=moved,
        repeated=draws.thin(moved.started, repeated[:, np.newaxis, :, np.newaxis]),
        in_crisis=draws.thin(moved.started, per_form(profiles.STARTED_IN_CRISIS, 0.3)),
        as_planned=draws.thin(moved.ended, per_form(profiles.ENDED_AS_PLANNED, 0.05)),
        days=draws.whole(draws.around(moved.ended * per_form(profiles.DAYS_UNTIL_END), 0.2)),
    )
