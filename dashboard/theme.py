"""The theme of the Mantine controls: our accent. The rest of their look is in 40-forms.css.

The shades run from light to dark. Light pages take the dark ones, dark pages the light ones.
"""

from typing import Any

from dashboard.design.colours import palette

_PETROL = [
    "#eef6f6",
    "#d9ebec",
    "#b3d7d9",
    palette("dark")["accent"],
    "#66b0b5",
    "#3f989f",
    "#1d7f87",
    palette("light")["accent"],
    "#08525a",
    "#063f46",
]

# Any, because the component knows it as a dictionary with fixed keys.
THEME: Any = {
    "colors": {"petrol": _PETROL},
    "primaryColor": "petrol",
    "primaryShade": {"light": 7, "dark": 3},
    "fontFamily": "inherit",
    "fontSizes": {"sm": "1rem", "xs": "0.875rem"},
    "defaultRadius": "sm",
}
