"""Every public module, class, function and method of the program says what it is for."""

from __future__ import annotations

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path

from dev import ROOT

PACKAGE = ROOT / "lcweek_desktop"


def undocumented(file: Path) -> Iterator[str]:
    """The public names in `file` without a docstring, each as "module" or "module.Class.method".

    Nested functions are not looked at, nor what is inside a private class. An override needs no docstring, as
    it does what the method that it overrides says.
    """
    parts = file.relative_to(ROOT).with_suffix("").parts
    module = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    tree = ast.parse(file.read_text(encoding="utf-8"))
    if tree.body and not ast.get_docstring(tree):
        yield module
    for node in public(tree):
        if not ast.get_docstring(node):
            yield f"{module}.{node.name}"
        if isinstance(node, ast.ClassDef):
            for method in public(node):
                if not (ast.get_docstring(method) or is_override(module, node.name, method.name)):
                    yield f"{module}.{node.name}.{method.name}"


def public(parent: ast.Module | ast.ClassDef) -> Iterator[ast.FunctionDef | ast.ClassDef]:
    """The public functions and classes right in `parent`, without the setters of properties."""
    for node in parent.body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and not node.name.startswith("_"):
            decorators = [ast.unparse(decorator) for decorator in node.decorator_list]
            if f"{node.name}.setter" not in decorators:
                yield node


def is_override(module: str, class_name: str, method: str) -> bool:
    """Whether a base of the class, one of Qt's for example, has the method too."""
    found = getattr(importlib.import_module(module), class_name)
    return any(hasattr(base, method) for base in found.__bases__)


def test_every_public_name_has_a_docstring() -> None:
    missing = [name for file in sorted(PACKAGE.rglob("*.py")) for name in undocumented(file)]
    assert not missing, "\n".join(missing)
