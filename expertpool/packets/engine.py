"""What a result depends on besides its input: this program's own files and the libraries that read and draw."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import blind

_LIBRARIES = (
    "jieba",
    "lxml",
    "numpy",
    "olefile",
    "onnxruntime",
    "opencc-python-reimplemented",
    "opencv-python-headless",
    "pillow",
    "pylopdf-fonts-zh-cn",
    "pypdfium2",
    "pypinyin",
    "rapidocr",
    "xlrd",
    "zxing-cpp",
)


@cache
def engine() -> str:
    """A digest that is equal where equal dossiers and decisions give equal packets."""
    digest = hashlib.sha256()
    for name in _LIBRARIES:
        digest.update(f"{name}={_version(name)}\n".encode())
    root = Path(blind.__file__).parent
    for path in sorted(root.rglob("*")):
        if path.suffix in (".py", ".toml", ".txt"):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "-"
