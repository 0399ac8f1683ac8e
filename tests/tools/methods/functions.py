"""A function as the page shows it: where it is, its docstring, and its example ready to be run."""

import ast
import doctest
import importlib
import inspect
import textwrap
from types import ModuleType

_PARSER = doctest.DocTestParser()


def method(name: str) -> str:
    """`name` is module and function below `indicators`: statistics.intervals.wilson."""
    path, _, function = name.rpartition(".")
    module = importlib.import_module(f"indicators.{path}")
    doc = inspect.getdoc(getattr(module, function)) or ""
    head = f"**`{function}`** in `indicators/{path.replace('.', '/')}.py`. "
    blocks, imported = [head], False
    for piece in _PARSER.parse(doc):
        if isinstance(piece, str):
            blocks.append(piece if piece.strip() else "")
            continue
        shown = _as_session(piece)
        if not imported:
            shown, imported = _imports(module, doc) + shown, True
        blocks.append(shown)
    return _fenced(blocks)


def _fenced(blocks: list[str]) -> str:
    """Text as it is, and every run of examples in one block of code."""
    lines: list[str] = []
    is_code = False
    for block in blocks:
        if not block:
            continue
        starts_code = block.startswith(">>>")
        if starts_code != is_code:
            lines.append("```pycon\n" if starts_code else "```\n")
            is_code = starts_code
        text = block if starts_code or block.startswith("**") else f"{block.strip()}\n\n"
        lines.append(text)
    if is_code:
        lines.append("```\n")
    return "".join(lines).rstrip()


def _as_session(example: doctest.Example) -> str:
    source = textwrap.indent(example.source.rstrip("\n"), "... ")
    return f">>> {source[4:]}\n{example.want}"


def _imports(module: ModuleType, doc: str) -> str:
    """What the examples use, so that they can be run by themselves."""
    used = {
        node.id
        for example in _PARSER.get_examples(doc)
        for node in ast.walk(ast.parse(example.source))
        if isinstance(node, ast.Name)
    }
    numpy = ">>> import numpy as np\n" if "np" in used else ""
    own = sorted(name for name in used - {"np"} if hasattr(module, name))
    return f"{numpy}>>> from {module.__name__} import {', '.join(own)}\n"
