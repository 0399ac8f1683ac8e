"""What the demonstration set aims at in youth care, youth protection, households and poverty.

Where a national figure of CBS is known it stands here (StatLine tables 71487ned, 82975NED,
85094NED, 85097NED and 85099NED, CC BY 4.0); the rest is a plausible guess between those.
"""

# Behind the title of a column that CBS may have, but that was not seen there.
ASSUMED = "(aangenomen)"

# Young people are split into four ages and two sexes; the shares of each form add up to 1.
AGES = ("0 tot 4 jaar", "4 tot 12 jaar", "12 tot 18 jaar", "18 tot 23 jaar")
MINORS = 3  # the first three ages
HELPED_BY_AGE_AND_SEX = ((0.028, 0.022), (0.252, 0.168), (0.265, 0.265))
PROTECTED_BY_AGE_AND_SEX = ((0.04, 0.04), (0.21, 0.19), (0.27, 0.25))
PROBATION_BY_AGE_AND_SEX = ((0.0, 0.0), (0.0, 0.0), (0.48, 0.12), (0.33, 0.07))
HELPED_18_TO_22_PER_MINOR = 0.055
RESIDENTIAL_18_TO_22 = 0.2
ONLY_RESIDENTIAL = 0.5  # of those with residential help
FOSTER_CARE = 0.49  # of those with residential help
PERSONAL_BUDGET = 0.039  # against those with help in kind
ONLY_PERSONAL_BUDGET = 0.4
GUARDIANSHIP, GUARDIANSHIP_AND_SUPERVISION = 0.29, 0.012  # of those with youth protection
PROTECTED_WITHOUT_HELP, PROBATION_WITHOUT_HELP = 0.12, 0.4
NEW_IN_YEAR = 0.17

# Trajectories beyond the first of a young person, per form; and what happens to them in half a
# year, in the order: without residence, foster care, other residential help.
SECOND_TRAJECTORY = {"ambulatory": 0.27, "foster": 0.03, "residential": 0.10, "protection": 0.03}
ENDED_IN_HALF_YEAR = (0.24, 0.10, 0.20)
STARTED_IN_CRISIS = (0.03, 0.14, 0.20)
ENDED_AS_PLANNED = (0.82, 0.72, 0.70)
DAYS_UNTIL_END = (330.0, 1_050.0, 390.0)

# Who referred to youth help, per form in the same order; and the share of repeated use.
REFERRERS = {
    "Gemeentelijke toegang": (0.33, 0.25, 0.30),
    "Huisarts": (0.38, 0.01, 0.08),
    "Jeugdarts": (0.034, 0.001, 0.005),
    "Gecertificeerde instelling": (0.04, 0.62, 0.48),
    "Medisch specialist": (0.047, 0.004, 0.03),
    "Rechter, Officier van Justitie, ...": (0.002, 0.015, 0.015),
    "Geen verwijzer": (0.162, 0.08, 0.07),
    "Verwijzer onbekend": (0.005, 0.02, 0.02),
}
REPEATED_USE = (0.222, 0.285, 0.184, 0.194, 0.213, 0.242, 0.236, 0.21)

# Supervision orders against those of the first half of 2021, per half-year from 2015 to 2020.
SUPERVISION_BEFORE = (0.98, 0.97, 0.96, 0.95, 0.94, 0.94, 0.94, 0.95, 0.97, 0.98, 0.99, 1.0)
GUARDIANSHIP_BEFORE = (0.93, 0.94, 0.96, 0.98, 0.99, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0, 1.0)
SUPERVISION_ENDED, GUARDIANSHIP_ENDED, PROBATION_ENDED = 0.15, 0.07, 0.27
REPEATED_PROTECTION = 0.10
# Reasons for ending, as shares of all that ended.
SUPERVISION_REASONS = {"Beëindigd volgens plan": 0.77, f"Tussentijdse opheffing {ASSUMED}": 0.14}
GUARDIANSHIP_REASONS = {
    f"Beëindigd volgens plan {ASSUMED}": 0.62,
    "Voogdij naar pleegouder": 0.07,
    "Voogdij naar contactpersoon": 0.012,
}
PROBATION_KINDS = {
    "Toezicht en begeleiding: gedwongen kader": 0.865,
    "Toezicht en begeleiding: vrijwillig": 0.102,
    "Individuele trajectbegeleiding HardeKern": 0.026,
    "Individuele trajectbegeleiding CRIEM": 0.005,
    "Scholings- en trainingsprogramma": 0.001,
    "Gedragsbeïnvloedende maatregel": 0.0005,
    "Voorbereid. gedragsbeïnvloed. maatregel": 0.0005,
}

# Households with children per child, by kind of household, number of children and youngest child.
HOUSEHOLDS_PER_CHILD = 0.80
HOUSEHOLDS = {
    ("Niet-gehuwd paar met kinderen", "Totaal niet-gehuwde paren met kinderen"): 0.178,
    ("Gehuwd paar met kinderen", "Totaal gehuwde paren met kinderen"): 0.591,
    ("Eenouderhuishouden", "Totaal eenouderhuishoudens met kinderen"): 0.231,
}
CHILDREN_IN_HOUSEHOLD = ((0.420, 0.453, 0.127), (0.367, 0.442, 0.191), (0.615, 0.290, 0.095))
YOUNGEST_0_TO_5 = (0.452, 0.291, 0.156)  # by kind of household
YOUNGEST_6_TO_11 = (0.20, 0.19, 0.17)

# Children in poverty in the Netherlands, in per cent, from 2019 on (3.6 in 2023: CBS).
POVERTY = (7.4, 6.3, 5.6, 4.0, 3.6, 3.4)
POVERTY_BY_URBANITY = {1: 1.7, 2: 1.1, 3: 0.8, 4: 0.65, 5: 0.55}
LONG_IN_POVERTY, JUST_ABOVE_POVERTY = 0.25, 1.3  # against the children in poverty
