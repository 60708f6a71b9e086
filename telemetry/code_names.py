"""Names of functions for statistics and logs."""

from __future__ import annotations

from pathlib import Path
from types import CodeType

# By the id of the code, which is kept, so that no other code gets its id. Hashing a code object takes longer.
_known: dict[int, tuple[CodeType, str]] = {}


def code_name(code: CodeType) -> str:
    """Return a name such as `sales/checkout:sell` for a function of queries/, or `conftest:shop` for any other."""
    known = _known.get(id(code))
    if known is None:
        _, folder, module = code.co_filename.rpartition("/queries/")
        module = module.removesuffix(".py") if folder else Path(code.co_filename).stem
        known = _known[id(code)] = (code, f"{module}:{code.co_qualname.partition('.<locals>')[0]}")
    return known[1]
