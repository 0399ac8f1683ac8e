"""What the council page of one municipality says, as plain records: page and print draw the same.

`build.council_content` makes all of it from a release, in one language.
"""

from dashboard.council.figures import larger_areas

__all__ = ["larger_areas"]
