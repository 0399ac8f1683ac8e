"""A Dockerfile and a .dockerignore as data: what the tests need of them, and nothing silently less.

An instruction or flag that is not known here is refused, so that the test that executes a
Dockerfile can never pass over a line.
"""

import json
import re
import shlex
from collections.abc import Iterable
from dataclasses import dataclass, field

KNOWN_FLAGS: dict[str, frozenset[str]] = {
    "FROM": frozenset(),
    "COPY": frozenset({"from"}),
    "RUN": frozenset(),
    "ENV": frozenset(),
    "LABEL": frozenset(),
    "WORKDIR": frozenset(),
    "USER": frozenset(),
    "VOLUME": frozenset(),
    "EXPOSE": frozenset(),
    "HEALTHCHECK": frozenset({"interval", "timeout", "start-period", "retries"}),
    "ENTRYPOINT": frozenset(),
    "CMD": frozenset(),
}


class NotUnderstoodError(Exception):
    """A line of a Dockerfile that this reader does not know."""


@dataclass(frozen=True)
class Instruction:
    """One instruction; `text` is what follows the keyword and its flags."""

    line: int
    keyword: str
    flags: dict[str, str]
    text: str

    def words(self) -> list[str]:
        """The exec form (a JSON array), or the words as a shell splits them."""
        return self.exec_form() if self.text.startswith("[") else shlex.split(self.text)

    def exec_form(self) -> list[str]:
        """The JSON array; the shell form is refused, because it keeps signals from the program."""
        if not self.text.startswith("["):
            raise NotUnderstoodError(f"line {self.line}: {self.keyword} is not a JSON array")
        return json.loads(self.text)

    def pairs(self) -> dict[str, str]:
        """`NAME=value` words as a dictionary."""
        return dict(word.split("=", 1) for word in shlex.split(self.text))


@dataclass
class Stage:
    """One FROM and what follows it."""

    base: str
    name: str
    instructions: list[Instruction] = field(default_factory=list)

    def all(self, keyword: str) -> list[Instruction]:
        """The stage's instructions with this keyword, in order."""
        return [i for i in self.instructions if i.keyword == keyword]

    def last(self, keyword: str) -> Instruction:
        """The last one, which is the one that counts for everything but ENV and LABEL."""
        return self.all(keyword)[-1]

    def values(self, keyword: str) -> dict[str, str]:
        """All pairs of ENV or LABEL."""
        return {name: v for i in self.all(keyword) for name, v in i.pairs().items()}


def read_dockerfile(text: str) -> list[Stage]:
    """The stages of a Dockerfile; NotUnderstoodError names the line that is not known."""
    stages: list[Stage] = []
    for line, content in _logical_lines(text):
        instruction = _instruction(line, content)
        if instruction.keyword == "FROM":
            base, *alias = instruction.words()
            stages.append(Stage(base, alias[1] if alias else str(len(stages))))
        elif not stages:
            raise NotUnderstoodError(f"line {line}: {instruction.keyword} before FROM")
        else:
            stages[-1].instructions.append(instruction)
    return stages


def _logical_lines(text: str) -> Iterable[tuple[int, str]]:
    start, gathered = 0, ""
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        start = start if gathered else number
        gathered += line.strip()
        if gathered.endswith("\\"):
            gathered = gathered[:-1].rstrip() + " "
        else:
            yield start, gathered
            gathered = ""
    if gathered:
        raise NotUnderstoodError(f"line {start}: ends with a backslash")


def _instruction(line: int, content: str) -> Instruction:
    keyword, _, rest = content.partition(" ")
    keyword = keyword.upper()
    if keyword not in KNOWN_FLAGS:
        raise NotUnderstoodError(f"line {line}: the tests do not know {keyword}")
    flags: dict[str, str] = {}
    while match := re.match(r"--([a-z-]+)=(\S+)\s+", rest):
        flags[match[1]] = match[2]
        rest = rest[match.end() :]
    if unknown := set(flags) - KNOWN_FLAGS[keyword]:
        raise NotUnderstoodError(f"line {line}: the tests do not know --{unknown.pop()}")
    if rest.startswith("--"):
        raise NotUnderstoodError(f"line {line}: the tests do not know {rest.split()[0]}")
    return Instruction(line, keyword, flags, rest)


def is_ignored(path: str, patterns: Iterable[str]) -> bool:
    """Whether .dockerignore keeps this path out: the last pattern that matches decides.

    A pattern matches a path, or a folder that the path is in.
    """
    parts = path.split("/")
    folders = ["/".join(parts[:depth]) for depth in range(1, len(parts) + 1)]
    ignored = False
    for pattern in patterns:
        pattern = pattern.strip()
        if pattern and not pattern.startswith("#"):
            expression = _expression(pattern.removeprefix("!").strip("/"))
            if any(expression.fullmatch(folder) for folder in folders):
                ignored = not pattern.startswith("!")
    return ignored


def _expression(pattern: str) -> re.Pattern[str]:
    signs = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re.compile("".join(signs.get(part, re.escape(part)) for part in parts))
