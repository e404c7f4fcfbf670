"""YAML, read safely and as fast as this machine can."""

from __future__ import annotations

from typing import Any

import yaml

# The loader in C is ten to seventy times faster, but not every platform's wheel has it.
LOADER: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def parse_yaml(text: str) -> Any:
    """What the text says; `yaml.YAMLError`, `ValueError` or `RecursionError` where it is no YAML."""
    return yaml.load(text, Loader=LOADER)  # noqa: S506 - a safe loader in both cases
