"""The walls a worker builds around itself before it reads the first untrusted byte."""

from __future__ import annotations

import ctypes
import platform
import struct
import sys
from collections.abc import Callable
from types import ModuleType

DATA_BYTES = 2 << 30
"""Private memory of a worker, reservations of threads and models included; about half of it is ever used."""
ADDRESS_BYTES = 6 << 30
_FILES = 256
_NEW_USER, _NEW_NET = 0x10000000, 0x40000000
_NO_NEW_PRIVILEGES, _SET_FILTER, _ON_ALL_THREADS = 38, 1, 1
_ALLOW, _DENY, _ABSENT = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38
_THREAD_FLAG = 0x00010000
_LOAD, _EQUAL, _AT_LEAST, _HAS_BIT, _RETURN = 0x20, 0x15, 0x35, 0x45, 0x06

# Calls of the kernel by machine: sockets, new processes and programs, other processes, and changing names of files.
_X86: tuple[int, ...] = (41, 42, 43, 49, 50, 53, 57, 58, 59, 62, 82, 83, 84, 86, 87, 88, 90, 101)
_X86 += (263, 264, 265, 266, 288, 310, 311, 316, 322)
_ARM = (33, 34, 35, 36, 37, 38, 53, 117, 129, 198, 199, 200, 201, 202, 203, 221, 242, 270, 271, 276, 281)
_MACHINES: dict[str, tuple[int, tuple[int, ...], int, int, int]] = {
    "x86_64": (0xC000003E, _X86, 56, 435, 317),
    "aarch64": (0xC00000B7, _ARM, 220, 435, 277),
}
_REFUSED_EVENTS = ("socket.", "subprocess.Popen", "os.system", "os.exec", "os.fork", "os.posix_spawn", "os.spawn")


def close_in() -> tuple[str, ...]:
    """Build every wall this system has and name those that stand: memory, files, network, kernel, audit.

    ``kernel``: the kernel refuses sockets, new processes and changes to files for the rest of this process's life.
    ``audit``: the interpreter refuses the same, which stops mistakes but no native code. Where there are no resource
    limits (Windows) only the caller's time limit and the audit remain.
    """
    walls: tuple[tuple[str, Callable[[], bool]], ...] = (
        ("memory", _memory),
        ("files", _files),
        ("network", _own_network),
        ("kernel", _filter),
        ("audit", _audit),
    )
    return tuple(name for name, build in walls if build())


def _resources() -> ModuleType | None:
    try:
        import resource  # noqa: PLC0415  # there is none on Windows
    except ImportError:
        return None
    return resource


def _memory() -> bool:
    resource = _resources()
    if resource is None:
        return False
    try:
        resource.setrlimit(resource.RLIMIT_AS, (ADDRESS_BYTES, ADDRESS_BYTES))
        resource.setrlimit(resource.RLIMIT_DATA, (DATA_BYTES, DATA_BYTES))
    except (ValueError, OSError, AttributeError):  # macOS knows neither in full
        return False
    return True


def _files() -> bool:
    resource = _resources()
    if resource is None:
        return False
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_NOFILE, (_FILES, _FILES))
    return True


def processor_time(seconds: int) -> None:
    """From now on the process may use so many seconds of processor time more, where the system counts them."""
    resource = _resources()
    if resource is None:
        return
    usage = resource.getrusage(resource.RUSAGE_SELF)
    used = int(usage.ru_utime + usage.ru_stime)
    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    resource.setrlimit(resource.RLIMIT_CPU, (used + seconds, hard))


def _own_network() -> bool:
    """A network of its own with nothing in it; needs a kernel that lets ordinary users have one."""
    if sys.platform != "linux":
        return False
    kernel = ctypes.CDLL(None, use_errno=True)
    return bool(kernel.unshare(_NEW_NET) == 0 or kernel.unshare(_NEW_USER | _NEW_NET) == 0)


def _filter() -> bool:
    machine = _MACHINES.get(platform.machine())
    if sys.platform != "linux" or machine is None or struct.calcsize("P") != 8:
        return False
    program = ctypes.create_string_buffer(_program(*machine[:4]))
    header = struct.pack("HxxxxxxP", (len(program) - 1) // 8, ctypes.addressof(program))
    kernel = ctypes.CDLL(None, use_errno=True)
    if kernel.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0) != 0:
        return False
    return bool(kernel.syscall(machine[4], _SET_FILTER, _ON_ALL_THREADS, header) == 0)


def _program(architecture: int, denied: tuple[int, ...], clone: int, clone3: int) -> bytes:
    """A filter for the kernel: an unknown machine and the listed calls are refused, threads are allowed."""
    steps = [(_LOAD, 0, 0, 4), (_EQUAL, 1, 0, architecture), (_RETURN, 0, 0, _DENY), (_LOAD, 0, 0, 0)]
    steps += [(_AT_LEAST, 0, 1, 0x40000000), (_RETURN, 0, 0, _DENY)]
    steps += [(_EQUAL, 0, 1, clone3), (_RETURN, 0, 0, _ABSENT)]
    for number in denied:
        steps += [(_EQUAL, 0, 1, number), (_RETURN, 0, 0, _DENY)]
    steps += [(_EQUAL, 1, 0, clone), (_RETURN, 0, 0, _ALLOW), (_LOAD, 0, 0, 16)]
    steps += [(_HAS_BIT, 1, 0, _THREAD_FLAG), (_RETURN, 0, 0, _DENY), (_RETURN, 0, 0, _ALLOW)]
    return b"".join(struct.pack("HBBI", *step) for step in steps)


def _audit() -> bool:
    def hook(event: str, _: tuple[object, ...]) -> None:
        if event.startswith(_REFUSED_EVENTS):
            raise PermissionError(event)

    sys.addaudithook(hook)
    return True
