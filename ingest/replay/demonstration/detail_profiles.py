"""What the finer tables aim at: 84848NED, 84850NED and 84853NED.

Titles that CBS was not seen to publish end with `ASSUMED`. National figures of 2023 are from
StatLine (CBS, CC BY 4.0); the rest is a plausible guess.
"""

from ingest.replay.demonstration.profiles import ASSUMED, KINDS, NOT_PROFESSIONAL, TOTAL

NURSE = "Beroep: medisch: verpleegkundige"
NURSES_2023 = (2_100, 1_940)  # advices, reports

# CBS has about 170 categories of role, organisation and duration by Veilig Thuis region, of which
# two were seen. To come to that size each of these is cut into parts without a name.
PARTS_OF_A_ROLE = 10
CUT_UP = (
    NOT_PROFESSIONAL,
    "Beroep: onderwijs: totaal",
    "Beroep: kinderopvang: totaal",
    "Beroep: medisch totaal",
    "Beroep: psychologen e.a.: totaal",
    "Beroep: paramedisch: totaal",
    "Beroepsmatig: anders",
    "Gezondheidszorg: totaal",
    "Geestelijke gezondheidszorg: totaal",
    "Onderwijs: totaal",
    "Jeugdzorg: totaal",
    "J en V: politie: totaal",
    "Andere organisatie: anders",
)


def part_titles(title: str) -> tuple[str, ...]:
    """The titles of the nameless parts of a category."""
    stem = title.removesuffix(" totaal").removesuffix(":")
    return tuple(
        f"{stem}: onderdeel {number} {ASSUMED}" for number in range(1, PARTS_OF_A_ROLE + 1)
    )


# Additional information, as a share of the reports of a kind. Only human trafficking was seen.
ADDITIONAL = {
    "Mensenhandel": 0.0043,
    f"Complexe scheiding {ASSUMED}": 0.09,
    f"Eergerelateerd geweld {ASSUMED}": 0.012,
    f"Huwelijksdwang {ASSUMED}": 0.003,
    f"Geen aanvullende informatie {ASSUMED}": 0.80,
    f"Aanvullende informatie onbekend {ASSUMED}": 0.08,
}
ADDITIONAL_TOTAL = f"{TOTAL} {ASSUMED}"
MAIN_KINDS = (TOTAL, *KINDS)  # as in 84851NED

# Outcomes of investigations that were not ended early: the share that has one for this kind, and
# how many were confirmed, not confirmed and refuted.
COMPLETED, NOT_ENDED_EARLY = "Totaal afgeronde onderzoeken", "Niet voortijdig afgesloten totaal"
ENDED_EARLY = f"Voortijdig afgesloten totaal {ASSUMED}"
SHARE_NOT_ENDED_EARLY = 5_595 / 7_350
OUTCOMES = {
    "Kindermishandeling": (0.95, (2_900, 1_155, 140)),
    "Geweld tegen ouders": (0.78, (90, 20, 5)),
    "(Ex-)Partnergeweld": (0.96, (1_500, 390, 20)),
    "Ouderenmishandeling (ouder dan 65 jaar)": (0.70, (60, 20, 5)),
    "Huiselijk geweld overig": (0.50, (250, 70, 10)),
}
OUTCOME_TITLES = {
    "Kindermishandeling": "Kindermishandeling: {}",
    "Geweld tegen ouders": "Geweld tegen ouders: {}",
    "(Ex-)Partnergeweld": "Partnergeweld: {}",
    "Ouderenmishandeling (ouder dan 65 jaar)": f"Ouderenmishandeling: {{}} {ASSUMED}",
    "Huiselijk geweld overig": f"Huiselijk geweld overig: {{}} {ASSUMED}",
}
OUTCOME_CATEGORIES = (
    COMPLETED,
    ENDED_EARLY,
    NOT_ENDED_EARLY,
    *(
        OUTCOME_TITLES[kind].format(outcome)
        for kind in OUTCOMES
        for outcome in ("bevestigd", "niet bevestigd", "weerlegd")
    ),
)
