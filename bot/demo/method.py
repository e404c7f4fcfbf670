"""What a Web API method is: the workspace and the arguments in, the answer without `ok` out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bot.demo.args import Args
from bot.demo.world import World

Method = Callable[[World, Args], dict[str, Any]]
