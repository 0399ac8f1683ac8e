"""The text of a `$filter` to a tree of conditions; `odata_filter.py` evaluates it.

either    := both ('or' both)*
both      := single ('and' single)*
single    := 'not' single | '(' either ')' | predicate
predicate := substringof('x',Column) | startswith(Column,'x')        [eq true|false]
           | contains(Column,'x') | endswith(Column,'x')             [eq true|false]
           | Column sign literal | substring(Column,start[,length]) sign literal
           | Column in (literal, ...)
sign      := eq ne gt ge lt le

Version 3 knows `substringof` and not `contains`, `endswith` and `in`; version 4 the reverse.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal, NoReturn

Value = str | int | float | bool | None

V3_FUNCTIONS = frozenset({"substringof", "startswith", "substring"})
V4_FUNCTIONS = frozenset({"contains", "startswith", "endswith", "substring", "in"})

_SIGNS = ("eq", "ne", "gt", "ge", "lt", "le")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}
_RESERVED = {"and", "or", "not", "in", *_SIGNS, *_CONSTANTS}
_MOST_NESTED = 100  # far beyond any real filter, far below where Python itself gives up

_TOKEN = re.compile(
    r"""\s*(?:
      (?P<text>'(?:[^']|'')*')
    | (?P<number>-?\d+(?:\.\d+)?)(?:[LlMmDdFf]\b)?
    | (?P<name>[^\W\d]\w*)
    | (?P<mark>[(),])
    )""",
    re.VERBOSE,
)


class FilterError(ValueError):
    """A `$filter` that is not understood; the text says where and what was expected."""


@dataclass(frozen=True)
class Comparison:
    """`column sign literal`, on the characters from `start` to `end` where those are given."""

    column: str
    sign: str
    literal: Value
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True)
class TextTest:
    """Whether a column contains (`substringof`, `contains`), begins or ends with the needle."""

    function: str
    column: str
    needle: str
    wanted: bool = True


@dataclass(frozen=True)
class Membership:
    """Whether a column is one of these literals."""

    column: str
    literals: tuple[Value, ...]


@dataclass(frozen=True)
class Not:
    """The contrary of a condition."""

    inner: "Condition"


@dataclass(frozen=True)
class Chain:
    """Two or more conditions joined by the same word."""

    word: Literal["and", "or"]
    parts: tuple["Condition", ...]


Condition = Comparison | Membership | TextTest | Not | Chain


def parse_filter(text: str, functions: Collection[str] = V3_FUNCTIONS) -> Condition:
    """The tree of a filter in which only these functions are known; raises FilterError."""
    return _Parser(text, functions).condition()


class _Parser:
    """Recursive descent over the tokens of one filter."""

    def __init__(self, text: str, functions: Collection[str]) -> None:
        self._text, self._functions = text, functions
        self._next, self._nesting = 0, 0
        self._tokens = _tokens(text)

    def condition(self) -> Condition:
        condition = self._either()
        if self._next < len(self._tokens):
            self._refuse("'and', 'or' or the end")
        return condition

    def _either(self) -> Condition:
        parts = [self._both()]
        while self._take("or"):
            parts.append(self._both())
        return parts[0] if len(parts) == 1 else Chain("or", tuple(parts))

    def _both(self) -> Condition:
        parts = [self._single()]
        while self._take("and"):
            parts.append(self._single())
        return parts[0] if len(parts) == 1 else Chain("and", tuple(parts))

    def _single(self) -> Condition:
        self._nesting += 1
        if self._nesting > _MOST_NESTED:
            raise FilterError(f"saw conditions nested more than {_MOST_NESTED} deep; expected less")
        if self._take("not"):
            condition = Not(self._single())
        elif self._take("("):
            condition = self._either()
            self._expect(")")
        else:
            condition = self._predicate()
        self._nesting -= 1
        return condition

    def _predicate(self) -> Condition:
        name = self._name("a column or a function")
        is_call = name in self._functions and self._take("(")
        if is_call and name != "substring":
            return self._text_test(name)
        start = end = None
        if is_call:
            name = self._name("a column")
            self._expect(",")
            start = self._whole_number()
            if self._take(","):
                end = start + self._whole_number()
            self._expect(")")
        elif "in" in self._functions and self._take("in"):
            return Membership(name, self._literals())
        sign = self._word(_SIGNS, "a comparison (eq, ne, gt, ge, lt or le)")
        return Comparison(name, sign, self._literal(), start, end)

    def _text_test(self, function: str) -> Condition:
        # CBS's own examples put the needle first in one function and last in the other.
        if function == "substringof":
            needle = self._string()
            self._expect(",")
            column = self._name("a column")
        else:
            column = self._name("a column")
            self._expect(",")
            needle = self._string()
        self._expect(")")
        wanted = not self._take("eq") or self._word(("true", "false"), "true or false") == "true"
        return TextTest(function, column, needle, wanted)

    def _literal(self) -> Value:
        kind, token = self._peek()
        if kind == "text":
            return self._string()
        if kind == "number":
            self._next += 1
            return float(token) if "." in token else int(token)
        return _CONSTANTS[self._word(_CONSTANTS, "a quoted text or a number")]

    def _literals(self) -> tuple[Value, ...]:
        self._expect("(")
        literals = [self._literal()]
        while self._take(","):
            literals.append(self._literal())
        self._expect(")")
        return tuple(literals)

    def _string(self) -> str:
        kind, token = self._peek()
        if kind != "text":
            self._refuse("a quoted text")
        self._next += 1
        return token[1:-1].replace("''", "'")

    def _whole_number(self) -> int:
        kind, token = self._peek()
        if kind != "number" or not token.isdigit():
            self._refuse("a whole number")
        self._next += 1
        return int(token)

    def _name(self, expected: str) -> str:
        kind, token = self._peek()
        if kind != "name" or token in _RESERVED:
            self._refuse(expected)
        self._next += 1
        return token

    def _word(self, words: Collection[str], expected: str) -> str:
        kind, token = self._peek()
        if kind != "name" or token not in words:
            self._refuse(expected)
        self._next += 1
        return token

    def _take(self, token: str) -> bool:
        kind, seen = self._peek()
        if kind not in ("name", "mark") or seen != token:
            return False
        self._next += 1
        return True

    def _expect(self, token: str) -> None:
        if not self._take(token):
            self._refuse(repr(token))

    def _peek(self) -> tuple[str, str]:
        return self._tokens[self._next] if self._next < len(self._tokens) else ("end", "the end")

    def _refuse(self, expected: str) -> NoReturn:
        seen = self._peek()[1]
        place = f"word {self._next + 1} of {self._text}"
        raise FilterError(f"saw {seen} at {place}; expected {expected}")


def _tokens(text: str) -> list[tuple[str, str]]:
    tokens: list[tuple[str, str]] = []
    place, end = 0, len(text.rstrip())
    while place < end:
        match = _TOKEN.match(text, place)
        if match is None or match.lastgroup is None:
            raise FilterError(f"saw {text[place:]} in {text}; expected a name, a text or a number")
        tokens.append((match.lastgroup, match[match.lastgroup]))
        place = match.end()
    return tokens
