"""What is known beforehand of the made-up table: its names, and its source file."""

from ingest.source import FigureSource

TABLE = "80000NED"
TOPICS = 10
FIRST_TOPIC = "OnderwerpA_1"  # its column
AREAS, CATEGORIES = 500, 20


def source() -> FigureSource:
    """The source file of this table."""
    text = {"nl": "Proef", "en": "Trial"}
    return FigureSource.model_validate(
        {
            "id": TABLE,
            "title": text,
            "summary": text,
            "publisher": {"name": "Proef", "url": "http://127.0.0.1", "official": False},
            "licence": "CC BY 4.0",
            "attribution": "Proef",
            "url": "http://127.0.0.1",
            "frequency": "yearly",
            "schedule": "0 3 1 1 *",
            "rounding_note": text,
            "dimensions": [
                {"title": "Kenmerken", "kind": "category", "name": "category"},
                {"title": "Regio's", "kind": "area", "name": "area"},
                {"title": "Perioden", "kind": "period", "name": "period"},
            ],
            "topics": {
                f"topic_{letter(n).lower()}": {
                    "title": f"Onderwerp {letter(n)}",
                    "unit": "aantal",
                    "rounding": 0.1 if n % 2 else 5,
                }
                for n in range(TOPICS)
            },
            "dot_bound": {"bounds": [0, 9], "evidence": "made up"},
            "missing": {".": "unknown_or_secret", "": "impossible"},
        }
    )


def letter(number: int) -> str:
    """A topic's name, which is part of its title and of its id."""
    return chr(ord("A") + number)
