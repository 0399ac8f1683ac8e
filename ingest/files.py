"""Small files: read, written with a stable layout, replaced in one step, fingerprinted."""

import hashlib
import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any

import yaml


def read_json(path: Path) -> Any:
    """The parsed content of a JSON file."""
    return json.loads(path.read_text(encoding="utf-8"))


def read_yaml(path: Path) -> Any:
    """The parsed content of a YAML file; yaml.YAMLError where it is none.

    By the parser in C, which takes a tenth of the time: a run reads a hundred such files.
    """
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)


def write_json(path: Path, content: Any) -> None:
    """Write JSON with a stable layout, so that equal content gives equal bytes."""
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    path.write_text(text + "\n", encoding="utf-8")


def write_atomically(path: Path, text: str) -> None:
    """Replace a small file in one step: a reader sees the old text or the new, never a half.

    Where that fails, on a full disk for example, OSError is raised and the old text stays.
    """
    temporary = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with temporary.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
