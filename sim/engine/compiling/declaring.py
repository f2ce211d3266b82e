"""How a rule is declared that is compiled: for Python as well, or for other compiled rules alone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import numba

if TYPE_CHECKING:
    from numba import njit
else:  # nobody calls rules from C, and a wrapper for it takes a fifteenth of the time to compile them
    njit = functools.partial(numba.njit, no_cfunc_wrapper=True)

__all__ = ["inner", "njit"]

Rule = TypeVar("Rule", bound=Callable[..., Any])


def inner(**options: Any) -> Callable[[Rule], Rule]:
    """Compile a rule as ``njit`` does, for other compiled rules alone.

    A way in from Python takes a quarter of the time to compile a short rule that is given much. Without it, a
    call from Python would end the process; it is refused instead.

    Raises:
        TypeError: Python calls the rule.
    """

    def decorate(rule: Rule) -> Rule:
        compiler: Any = njit
        made = compiler(no_cpython_wrapper=True, **options)(rule)

        def keep(compiled: Any) -> None:
            made.overloads[tuple(compiled.signature.args)] = compiled

        def refuse(*_: object) -> None:
            raise TypeError(f"{rule.__module__}.{rule.__name__}: only compiled rules call an inner rule")

        made.add_overload, made._compile_for_args = keep, refuse
        return cast(Rule, made)

    return decorate
