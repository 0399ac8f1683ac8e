"""What the demonstration set aims at: national totals and shares.

Where a national figure of CBS is known it stands here (2020, 2023 and the first half of 2025, from
StatLine tables 84849NED, 84851NED, 84852NED and 85361NED, CC BY 4.0); the rest is a plausible
guess between those.
The figures of the demonstration set are drawn around them and match none of them.
"""

# Per half-year, from the second half of 2019 to the first half of 2025.
REPORTS = (
    63_900, 64_505, 62_910, 60_600, 59_200, 59_800,
    60_300, 63_400, 63_940, 64_900, 65_300, 66_270,
)  # fmt: skip
ADVICES = (
    51_000, 56_500, 60_300, 59_500, 60_800, 62_900,
    65_700, 70_800, 72_410, 77_000, 80_100, 84_935,
)  # fmt: skip

# Earlier involvement; the parts add up to all reports.
INVOLVEMENT = {
    "1e melding, geen betrokkenen bekend VT": 40_615,
    "Meerdere betrokkenen al bekend bij VT": 43_080,
    "Een betrokkene al bekend bij VT": 5_475,
    "Tijdens veiligheidsbeoordeling": 16_915,
    "Na veiligheidsbeoordeling": 12_895,
    "Tijdens monitoring door VT": 6_545,
    "Melding niet ingedeeld": 1_815,
}

TOTAL = "Totaal"
ASSUMED = "(aangenomen)"  # ends every title that CBS was not seen to publish

# Who asked for advice and who reported: (advices, reports). Three partitions of the same total.
NOT_PROFESSIONAL = "Niet beroepsmatig totaal"
ROLES = {
    NOT_PROFESSIONAL: (63_200, 10_230),
    "Beroep: onderwijs: totaal": (12_500, 5_350),
    "Beroep: kinderopvang: totaal": (2_250, 600),
    "Beroep: medisch totaal": (9_500, 9_300),
    "Beroep: psychologen e.a.: totaal": (19_500, 5_200),
    "Beroep: paramedisch: totaal": (700, 450),
    "Beroep: justitie: politieagent": (5_600, 82_900),
    "Beroep: justitie: officier van justitie": (250, 300),
    "Beroep: justitie: anders": (2_700, 1_900),
    "Beroepsmatig: anders": (25_035, 10_520),
    "Rol/functie onbekend": (1_975, 590),
}
NO_ORGANISATION = "Niet van toepassing"
ORGANISATIONS = {  # of those who are not private persons
    "Gezondheidszorg: totaal": (12_040, 10_395),
    "Geestelijke gezondheidszorg: totaal": (6_830, 2_110),
    "Kinderopvang": (2_275, 615),
    "Onderwijs: totaal": (12_650, 5_400),
    "Bureau Leerplicht": (260, 150),
    "Jeugdzorg: totaal": (10_665, 2_720),
    "J en V: politie: totaal": (5_700, 83_500),
    "J en V: openbaar ministerie": (280, 350),
    "J en V: reclassering": (900, 700),
    "J en V: anders": (2_110, 1_040),
    "Anders: Veilig Thuis: andere regio": (2_280, 800),
    "Anders: VT: inzet regionaal maatwerk": (25, 130),
    "Andere organisatie: anders": (22_000, 8_600),
    "Onbekend": (1_995, 600),
}
DURATIONS = {
    "Duur geweld: niet langer dan 1 week": (305, 185),
    "Duur geweld: > 1 week, < 1 maand": (220, 110),
    "Duur geweld: > 1 maand, < 6 maanden": (360, 365),
    "Duur geweld: > 6 maanden, < 1 jaar": (235, 305),
    "Duur geweld: > 1 jaar,< 5 jaar": (205, 270),
    "Duur geweld: langer dan 5 jaar": (60, 30),
}
REPORTER_CATEGORIES = (
    TOTAL,
    NOT_PROFESSIONAL,
    "Beroepsmatig totaal",
    "Beroep: onderwijs: totaal",
    "Beroep: kinderopvang: totaal",
    "Beroep: medisch totaal",
    "Beroep: psychologen e.a.: totaal",
    "Beroep: paramedisch: totaal",
    "Beroep: justitie: totaal",
    "Beroep: justitie: politieagent",
    "Beroep: justitie: officier van justitie",
    "Beroep: justitie: anders",
    "Beroepsmatig: anders",
    "Rol/functie onbekend",
    "Gezondheidszorg: totaal",
    "Geestelijke gezondheidszorg: totaal",
    "Kinderopvang",
    "Onderwijs: totaal",
    "Bureau Leerplicht",
    "Jeugdzorg: totaal",
    "Justitie en veiligheid: totaal",
    "J en V: politie: totaal",
    "J en V: openbaar ministerie",
    "J en V: reclassering",
    "J en V: anders",
    "Anders: Veilig Thuis: andere regio",
    "Anders: VT: inzet regionaal maatwerk",
    "Andere organisatie: anders",
    NO_ORGANISATION,
    "Onbekend",
    *DURATIONS,
)

# Kinds of violence, as shares of (advices, reports, investigations, conditions and follow-up),
# and cases per report. One report can carry several kinds: they do not add up.
KINDS = {
    "Kindermishandeling": (0.54, 0.53, 0.60, 0.62, 0.76),
    "Geweld tegen ouders": (0.03, 0.06, 0.02, 0.03, 0.72),
    "(Ex-)Partnergeweld": (0.20, 0.33, 0.27, 0.22, 0.78),
    "Ouderenmishandeling (ouder dan 65 jaar)": (0.03, 0.02, 0.02, 0.02, 0.74),
    "Huiselijk geweld overig": (0.05, 0.10, 0.10, 0.10, 0.84),
    "Andere problematiek...": (0.25, 0.20, 0.03, 0.03, 0.88),
    "Geen kindermishandeling/huiselijk geweld": (0.004, 0.004, 0.002, 0.002, 0.90),
    "Onbekend": (0.03, 0.01, 0.003, 0.003, 0.90),
}
# Finer kinds, as shares of the kind they belong to; again they do not add up.
SUBKINDS = {
    "Kindermishandeling": {
        "Mishandeling kind: fysiek": 0.20,
        "Mishandeling kind: verwaarlozing": 0.17,
        "Mishandeling kind: emotionele mish...": 0.22,
        "Mishandeling kind: emotionele verw...": 0.12,
        "Mishandeling kind: seksueel misbruik": 0.05,
        "Mishandeling kind: getuige van geweld": 0.45,
        "Mishandeling kind: PCF": 0.004,
        "Mishandeling kind: anders": 0.06,
    },
    "Geweld tegen ouders": {
        "Geweld tegen ouders: fysiek": 0.45,
        "Geweld tegen ouders: emotionele mish...": 0.50,
        "Geweld tegen ouders: seksueel misbruik": 0.01,
        "Geweld tegen ouders: financieel": 0.12,
        "Geweld tegen ouders: anders": 0.10,
    },
    "(Ex-)Partnergeweld": {
        f"Partnergeweld: fysiek {ASSUMED}": 0.50,
        f"Partnergeweld: emotionele mish... {ASSUMED}": 0.55,
    },
    "Ouderenmishandeling (ouder dan 65 jaar)": {
        f"Ouderenmishandeling: fysiek {ASSUMED}": 0.30,
        f"Ouderenmishandeling: financieel {ASSUMED}": 0.30,
    },
}
CASES_PER_REPORT = 0.785
INVESTIGATIONS_PER_REPORT = 7_350 / 127_340
CONDITIONS_PER_REPORT = 0.067
KIND_CATEGORIES = (TOTAL, *KINDS, *(title for parts in SUBKINDS.values() for title in parts))

# Safety estimate of a report: only the first was seen. They add up to all reports.
ESTIMATES = {
    "Acute onveiligheid": 0.03,
    f"Structurele onveiligheid {ASSUMED}": 0.20,
    f"Acute en structurele onveiligheid {ASSUMED}": 0.02,
    f"Geen onveiligheid {ASSUMED}": 0.60,
    f"Nog niet getaxeerd {ASSUMED}": 0.15,
}
ASSESSMENTS = (
    "Vervolgstappen beleggen bij Veilig Thuis",
    "Overdracht",
    "Geen vervolgstappen nodig",
    "Inzet regionaal maatwerk Veilig Thuis",
    "Nog niet beoordeeld",
)
# How much likelier each assessment is, by safety estimate.
ASSESSMENT_BY_ESTIMATE = (
    (1.6, 1.0, 0.1, 1.0, 0.6),
    (1.2, 1.1, 0.3, 1.0, 1.0),
    (1.5, 1.0, 0.2, 1.0, 0.8),
    (0.95, 1.0, 1.2, 1.0, 0.7),
    (0.8, 1.0, 1.0, 1.0, 3.0),
)

# Youth help: share of young people in half a year, from the first half of 2021.
YOUTH_HELP = (0.105, 0.106, 0.107, 0.112, 0.117, 0.117, 0.116, 0.115, 0.114)
YOUTH_PROTECTION = (0.0115, 0.011, 0.011, 0.0105, 0.010, 0.0095, 0.0095, 0.009, 0.009)
RESIDENTIAL_IN_HELP = 0.088
RESIDENTIAL_IN_PROTECTION = 0.48
YOUTH_PROBATION = 0.003
# Of the smaller half-year's young people, the share that did not have this care in the other half.
NEW_IN_YEAR = {"help": 0.188, "residential": 0.12, "protection": 0.12, "probation": 0.15}
