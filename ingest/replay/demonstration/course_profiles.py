"""What the tables aim at whose columns are not known: 84847NED, 84854NED and 84855NED.

Every title is assumed and says so. The numbers of organisations and kinds of help are chosen so
that the tables have the size that CBS states; all figures are a plausible guess.
"""

CASES_STARTED_PER_REPORT = 0.5
# Open at the end of a half-year, per one closed or completed in it.
OPEN_PER_CLOSED = {"cases": 0.8, "investigations": 0.45, "conditions": 0.5, "monitoring": 1.4}
MONITORED_PER_SERVICE = 0.5
TRANSFERS_PER_SERVICE = 0.6

ORGANISATIONS = {
    "lokaal team": 0.42,
    "jeugdhulpaanbieder": 0.09,
    "gecertificeerde instelling": 0.10,
    "Raad voor de Kinderbescherming": 0.05,
    "geestelijke gezondheidszorg": 0.06,
    "overige gezondheidszorg": 0.03,
    "verslavingszorg": 0.02,
    "vrouwenopvang": 0.03,
    "maatschappelijk werk": 0.07,
    "politie en justitie": 0.03,
    "onderwijs": 0.01,
    "andere organisatie": 0.07,
    "onbekend": 0.02,
}
TYPES_OF_HELP = {
    "hulp voor het gezin": 0.34,
    "hulp voor kinderen": 0.14,
    "hulp voor volwassenen": 0.16,
    "hulp voor de pleger": 0.08,
    "traumabehandeling": 0.05,
    "opvang": 0.03,
    "praktische hulp": 0.06,
    "andere hulp": 0.08,
    "onbekend": 0.06,
}
