"""What is raised where an explanation and a release say different things."""


class NotFollowedError(Exception):
    """The cells do not give what the release has; nothing is explained then."""

    def __init__(self, what: str, seen: object, expected: object) -> None:
        super().__init__(
            f"{what}: the cells come to {seen}; expected {expected}, which the release says. "
            "Explain it with the program that made the release."
        )
