"""Every public function of the statistics shows a worked example; here they are worked out."""

import doctest
import importlib
import inspect
import pkgutil
from types import ModuleType

import pytest

from indicators import statistics

MODULES = [
    importlib.import_module(f"indicators.statistics.{module.name}")
    for module in pkgutil.iter_modules(statistics.__path__)
]
WITHOUT_EXAMPLE = {"quotient"}  # a division; what it adds is that it does not warn


@pytest.mark.parametrize("module", MODULES, ids=lambda module: module.__name__.split(".")[-1])
def test_examples_come_out_as_printed(module: ModuleType) -> None:
    assert doctest.testmod(module).failed == 0


def test_every_public_function_has_an_example() -> None:
    functions = {
        name: function
        for module in MODULES
        for name, function in inspect.getmembers(module, inspect.isfunction)
        if function.__module__ == module.__name__ and not name.startswith("_")
    }
    assert len(functions) > 20
    lacking = {
        name for name, function in functions.items() if ">>>" not in (function.__doc__ or "")
    }
    assert lacking - WITHOUT_EXAMPLE == set()
