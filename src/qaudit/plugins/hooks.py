"""What the hooks are, and which of a plugin's functions only look like one."""

from __future__ import annotations

import inspect
from difflib import get_close_matches

from qaudit.plugins import hookspecs

HOOKS = tuple(name for name in vars(hookspecs) if name.startswith(f"{hookspecs.GROUP}_"))

FOLLOWING = ("qaudit_run_", "qaudit_case_")
"""How the hooks begin by which a plugin follows a run."""


def nearest_hook(name: str) -> str:
    """What is asked of whoever misspelt a hook."""
    near = get_close_matches(name, HOOKS, 1, 0.8)
    return f"; did you mean {near[0]}?" if near else f"; there are {', '.join(HOOKS)}"


def unmarked_hooks(plugin: object) -> list[str]:
    """What is named in a plugin as hooks are, or almost, and is not marked as one; in words.

    Nobody would call it, and the plugin would seem to give nothing. What a module imported is
    not its own.
    """
    return [
        f"{name} is not marked with @hookimpl{'' if name in HOOKS else nearest_hook(name)}"
        for name in dir(plugin)
        if get_close_matches(name, HOOKS, 1, 0.8) and not _is_hook(plugin, name)
    ]


def _is_hook(plugin: object, name: str) -> bool:
    value = inspect.getattr_static(plugin, name)
    if inspect.ismodule(plugin):
        owner = getattr(value, "__module__", plugin.__name__)
        if inspect.ismodule(value) or owner != plugin.__name__:
            return True
    return hasattr(value, f"{hookspecs.GROUP}_impl")
