"""Guarded workers: walls that stand, deaths and delays contained, no file left behind."""

from __future__ import annotations

import io
import json
import struct
import subprocess
import sys
import time
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from blind import guard
from blind.redact import Identity, blind_file
from blind.redact.frames import BrokenPipe, receive, send
from blind.redact.sandbox import Patience, Worker, Workshop
from blind.redact.wire import unpack

ROOT = str(Path(guard.__file__).resolve().parents[1])
SOMEBODY = Identity("A1", "黄建国", employer="云岭稀土研究院")


def inside(code: str) -> str:
    """What a line of code says in a process with all walls up."""
    program = (
        f"import sys; sys.path.insert(0, {ROOT!r})\nfrom blind.guard import close_in\nwalls = close_in()\n"
        f"try:\n    {code}\n    print('done')\nexcept BaseException as fault:\n    print(type(fault).__name__)"
    )
    done = subprocess.run(
        [sys.executable, "-I", "-c", program], capture_output=True, text=True, timeout=60, check=False
    )
    return done.stdout.strip()


linux = pytest.mark.skipif(sys.platform != "linux", reason="the kernel's filter and limits are Linux's")


@linux
@pytest.mark.parametrize(
    "code",
    [
        "import socket; socket.socket()",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.fork()",
        "import os; os.system('true') == 0 or 1 / 0",
        "import os; os.unlink('/tmp/no-such-file-here')",
        "import os; os.kill(os.getppid(), 0)",
        "import os; os.write(os.open('FILE', os.O_CREAT | os.O_WRONLY), b'x')",
        "bytearray(3 << 30)",
    ],
)
def test_a_wall_stands_against(code, tmp_path):
    said = inside(code.replace("FILE", str(tmp_path / "file")))
    assert said in {
        "PermissionError",
        "MemoryError",
        "OSError",
        "ZeroDivisionError",
    }


@linux
@pytest.mark.parametrize(
    "number",
    ["ctypes.CDLL(None).syscall(41, 2, 1, 0)", "ctypes.CDLL(None).fork()", "ctypes.CDLL(None).syscall(59, 0, 0, 0)"],
)
def test_native_code_is_refused_by_the_kernel(number):
    if not sys.platform.startswith("linux") or "x86_64" not in __import__("platform").machine():
        pytest.skip("numbers of calls are this machine's")
    assert inside(f"import ctypes; print({number})").splitlines()[0] == "-1"


@linux
def test_threads_still_start_behind_the_walls():
    code = "import threading; thread = threading.Thread(target=print, args=('ran',)); thread.start(); thread.join()"
    assert inside(code).splitlines() == ["ran", "done"]


def test_a_message_comes_back_as_sent():
    held = io.BytesIO()
    send(held, {"name": "黄"}, b"\0\1")
    assert receive(io.BytesIO(held.getvalue())) == ({"name": "黄"}, b"\0\1")


@given(st.binary(max_size=200))
def test_noise_is_no_message(data):
    try:
        head, _ = receive(io.BytesIO(data))
    except BrokenPipe:
        return
    assert json.loads(data[12 : 12 + struct.unpack_from(">I", data)[0]]) == head


def test_a_workshop_without_workers_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        Workshop(jobs=0)


class Swapped(Worker):
    """A worker whose process runs another program than ours."""

    program = ""

    def _ready(self):
        if self._process is None:
            from blind.redact import sandbox

            kept, sandbox._CHILD = sandbox._CHILD, self.program
            try:
                super()._ready()
            finally:
                sandbox._CHILD = kept


def answer_of(program: str, **patience: float):
    """What the workshop gives when its worker runs a program of the attacker's."""
    with Workshop(jobs=1, patience=Patience(**{"start": 20, "file": 3, "page": 0.1, **patience})) as shop:
        worker = Swapped(shop._patience, {})
        worker.program = program
        shop._workers[:] = [worker]
        shop._idle.get()
        shop._idle.put(worker)
        return unpack(shop.submit(b"data", name="a.txt", identity=SOMEBODY).result(timeout=60))


HELLO = (
    "import sys, struct, time\n"
    "def say(head, body=b''):\n"
    "    sys.stdout.buffer.write(struct.pack('>IQ', len(head), len(body)) + head + body); sys.stdout.buffer.flush()\n"
    "say(b'{\"walls\": []}')\n"
)


@pytest.mark.parametrize(
    ("program", "code"),
    [
        ("raise SystemExit(1)", "worker-died"),
        ("import os; os.abort()", "worker-died"),
        (HELLO + "import os; os._exit(0)", "worker-died"),
        (HELLO + "time.sleep(60)", "too-slow"),
        (HELLO + "while True: say(b'{\"other\": 1}')", "worker-died"),
        (HELLO + "say(b'{\"done\": true}', b'no result')", "worker-died"),
        (HELLO + "say(b'[[[[')", "worker-died"),
        (HELLO + "sys.stdout.buffer.write(b'\\xff' * 4096); sys.stdout.buffer.flush(); time.sleep(60)", "worker-died"),
        (HELLO + "import pickle; say(pickle.dumps(print)); time.sleep(60)", "worker-died"),
    ],
)
def test_a_worker_gone_wrong_gives_a_held_file(program, code):
    blinded = answer_of(program)
    assert [doubt.code for doubt in blinded.held] == [code]
    assert blinded.pages == () and not blinded.clean


def test_a_page_that_draws_for_ever_is_named():
    limited = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 60))\n"
    (doubt,) = answer_of(HELLO + limited + "say(b'{\"drawing\": 7}')\nwhile True: pass", file=30).held
    assert (doubt.code, doubt.page) == ("page-too-slow", 7)


def test_a_worker_out_of_time_between_pages_names_none():
    limited = "import resource; resource.setrlimit(resource.RLIMIT_CPU, (1, 60))\n"
    (doubt,) = answer_of(HELLO + limited + "say(b'{\"drawing\": 0}')\nwhile True: pass", file=30).held
    assert (doubt.code, doubt.page) == ("worker-died", 0)


@pytest.mark.full
def test_forms_that_draw_each_other_a_billion_times_are_given_up_by_time_or_memory(shop):
    started = time.monotonic()
    blinded = unpack(shop.submit(nested_forms(30), name="a.pdf", identity=SOMEBODY).result(timeout=300))
    (doubt,) = blinded.held
    assert (doubt.code in ("page-too-slow", "worker-died"), doubt.page) == (True, 1)
    assert time.monotonic() - started < 200


def nested_forms(levels: int) -> bytes:
    """A PDF of one page that draws a form twice, which draws a form twice, and so on."""
    with pikepdf.new() as pdf:
        content = b"0 0 m 600 800 l S 300 0 m 0 800 l S"
        box = pikepdf.Array([0, 0, 600, 800])
        form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box)
        for _ in range(levels):
            inner = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
            form = pdf.make_stream(
                b"/F Do /F Do", Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form, BBox=box, Resources=inner
            )
        page = pdf.add_blank_page(page_size=(600, 800))
        page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(F=form))
        page.Contents = pdf.make_stream(b"/F Do")
        held = io.BytesIO()
        pdf.save(held)
    return held.getvalue()


def test_a_result_for_another_file_is_not_taken():
    program = HELLO + (
        f"sys.path.insert(0, {ROOT!r})\n"
        "from blind.redact.wire import pack\nfrom blind.redact.outcome import Blinded\n"
        "say(b'{\"done\": true}', pack(Blinded(name='a.txt', digest='0')))\n"
    )
    assert [doubt.code for doubt in answer_of(program, file=30).held] == ["worker-died"]


@pytest.fixture(scope="module")
def shop():
    with Workshop(jobs=1) as opened:
        yield opened


def test_a_text_is_blinded_and_hostile_files_beside_it_are_held(shop):
    from tests.blind.redact import hostile_files as hostile

    first = blind_file("姓名：黄建国，男".encode(), name="a.txt", identity=SOMEBODY, workshop=shop)
    named = {}
    for story in ("a PDF with a password", "a picture of 60,000 by 60,000", "a Word file with entities", "an OFD file"):
        made_file, _ = hostile.CASES[story]
        name, data = made_file()
        named[story] = [doubt.code for doubt in blind_file(data, name=name, identity=SOMEBODY, workshop=shop).held]
    again = blind_file("姓名：黄建国，男".encode(), name="a.txt", identity=SOMEBODY, workshop=shop)
    assert named == {
        "a PDF with a password": ["encrypted"],
        "a picture of 60,000 by 60,000": ["page-too-large"],
        "a Word file with entities": ["doctype"],
        "an OFD file": ["ofd-not-readable"],
    }
    assert again == first
    assert "黄建国" not in "".join(line.text for page in first.pages for line in page.lines)
    assert [finding.text for finding in first.findings if finding.act == "hide"] == ["黄建国"]
    assert set(shop.walls) >= {"audit"}


def test_a_file_needs_a_name():
    with pytest.raises(ValueError, match="name"):
        blind_file(b"x", identity=SOMEBODY)


@pytest.mark.full
def test_every_hostile_file_is_held_and_the_run_goes_on(shop):
    from tests.blind.redact import hostile_files as hostile

    for story, (made_file, codes) in hostile.CASES.items():
        name, data = made_file()
        held = blind_file(data, name=name, identity=SOMEBODY, workshop=shop).held
        assert {doubt.code for doubt in held} <= codes | {"out-of-memory"} and held, story
    for story, (data, code) in hostile.ARCHIVES.items():
        held = blind_file(data(), name="a.zip", identity=SOMEBODY, workshop=shop).held
        assert [doubt.code for doubt in held] == [code], story


def _sound_files() -> dict[str, bytes]:
    from tests.blind.redact import made_files as made

    return {
        "a.pdf": made.page_pdf(),
        "a.png": made.half_black(),
        "a.jpg": made.half_black("JPEG"),
        "a.tif": made.half_black("TIFF"),
        "a.docx": made.plain_docx("一", "二"),
        "a.doc": made.doc("一二三\r四\r"),
        "a.xls": made.plain_xls(["一", 2]),
    }


@pytest.mark.full
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from(["a.pdf", "a.png", "a.jpg", "a.tif", "a.docx", "a.doc", "a.xls"]),
    changes=st.lists(st.tuples(st.floats(0, 1), st.integers(0, 255)), min_size=1, max_size=12),
    kept=st.sampled_from([1.0, 1.0, 1.0, 0.9, 0.5]),
)
def test_no_change_of_bytes_reaches_the_parent(shop, name, changes, kept):
    data = bytearray(_sound_files()[name])
    for place, value in changes:
        data[int(place * (len(data) - 1))] = value
    done = blind_file(bytes(data[: max(int(len(data) * kept), 1)]), name=name, identity=SOMEBODY, workshop=shop)
    assert done.pages or done.held
    assert "not-processed" not in {doubt.code for doubt in done.held}, done.held
