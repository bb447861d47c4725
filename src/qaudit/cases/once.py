"""Properties of objects that do not change, worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar, overload

R = TypeVar("R")


class once(Generic[R]):  # noqa: N801  # it is written like `property`
    """A property that is worked out once, and then kept with its object.

    As `functools.cached_property`, without the lock that takes most of its time in Python 3.11:
    what these objects are asked is cheap, and there are many of them. The object needs a
    `__dict__`.
    """

    def __init__(self, work_out: Callable[[Any], R]) -> None:
        self._work_out = work_out
        self.__doc__ = work_out.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    @overload
    def __get__(self, owned_by: None, owner: type) -> once[R]: ...
    @overload
    def __get__(self, owned_by: object, owner: type) -> R: ...
    def __get__(self, owned_by: object | None, owner: type) -> once[R] | R:
        if owned_by is None:
            return self
        value = owned_by.__dict__[self._name] = self._work_out(owned_by)
        return value
