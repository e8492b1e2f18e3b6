"""An office blinds dossiers in a browser: handed in, looked through by keyboard, corrected, confirmed, released."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page, expect

from expertpool.db import open_session
from expertpool.intake.batch import Batches
from expertpool.intake.readings_plan import ReadingsPlan
from expertpool.models import Role
from expertpool.packets.release import read_index
from expertpool.queries.review import groups
from tests.intake.office import TEXTS, applicants, archive
from tests.journeys.browser.served import DESKTOP, PHONE, Served, Watched
from tests.web.test_assignment_pages import CURVE, group_by
from tests.web.told_jobs import said

SLOWLY = 180_000
"""Milliseconds for a program beside the server on a busy machine."""


@pytest.fixture
def papers(tmp_path: Path) -> dict[str, Path]:
    files = {"list": tmp_path / "名单.json", "zip": tmp_path / "材料.zip"}
    files["list"].write_bytes(applicants())
    files["zip"].write_bytes(archive({"K001/1-总结.txt": TEXTS["K001"], "K002/1-总结.txt": TEXTS["K002"]}))
    return files


def processed(page: Page, press: str) -> None:
    """Begin a run, and wait until the page says that it is over."""
    page.click(f"button:has-text('{press}')")
    expect(page.locator("#run")).to_contain_text("处理完", timeout=SLOWLY)


def words(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "\n".join(one.get_textpage().get_text_range() for one in document)


def test_office_looks_through_a_dossier_by_keyboard_and_what_it_changed_is_in_the_released_packet(
    browser: Browser, served: Served, papers: dict[str, Path]
) -> None:
    with browser.new_context(viewport=DESKTOP) as context:
        watched = Watched.on(context, served.address)
        page = watched.page
        watched.sign_in(served.town, Role.OFFICE)
        page.click("text=材料与盲审包")
        page.fill("#title", "冶金副高级")
        page.set_input_files("#applicants", papers["list"])
        page.click("main form button:has-text('建立')")
        page.set_input_files("#files", papers["zip"])
        page.click("button:has-text('上传')")
        expect(page.locator("main")).to_contain_text("上次收到 2 人的 2 个文件")
        processed(page, "开始处理")
        expect(page.locator("tbody tr").nth(0)).to_contain_text("有问题要定")
        expect(page.locator("tbody tr").nth(1)).to_contain_text("没有与原件对照确认")
        expect(page.locator("tbody tr").nth(2)).to_contain_text("没有材料文件夹")
        watched.require_sound()
        batch = page.url

        page.click("a:has-text('K001')")
        watched.require_sound()
        page.click("text=看有问题的页")
        expect(page.locator(".side-by-side img").first).to_have_js_property("complete", True)
        assert page.evaluate("document.querySelector('.side-by-side img').naturalWidth") == 1240
        page.keyboard.press("k")
        expect(page.locator(".asked .tag")).to_have_text("已定：保留")
        drawn(page)
        page.fill("#box-reason", "页脚")
        page.keyboard.press("Enter")
        expect(page.locator("tbody")).to_contain_text("新补")
        watched.require_sound()

        page.click("button:has-text('重新处理')")
        expect(page.locator("#run")).to_contain_text("处理完", timeout=SLOWLY)
        page.goto(f"{batch}/1/pages/1")
        expect(page.locator("tbody")).to_contain_text("办公室补盖")
        page.keyboard.press("c")
        expect(page.locator("main")).to_contain_text("各页都已确认")
        processed_again(page, batch)
        expect(page.locator("tbody tr").nth(0)).to_contain_text("盲审包已做好")
        assert (watched.errors, watched.foreign) == ([], [])

    out = Batches.of(served.town.settings).all()[0].out
    (codename,) = read_index(out).packets
    packet = out.packets / codename / "packet.pdf"
    text = words(packet)
    assert "高峰提出了新工艺" in text
    assert "姓名：高峰" not in text
    assert "能耗下降" in text
    assert text.count("近五年") == TEXTS["K001"].count("近五年") - 1
    assert read_index(out).packets[codename]["files"][0]["sha256"] == hashlib.sha256(packet.read_bytes()).hexdigest()


@pytest.mark.full
def test_readers_are_drawn_after_conflicts_and_curve(browser: Browser, served: Served) -> None:
    """After the journey above: the packets it released, the town's experts, the programs that run beside the server."""
    batch = Batches.of(served.town.settings).all()[0].id
    with browser.new_context(viewport=DESKTOP, accept_downloads=True) as context:
        watched = Watched.on(context, served.address)
        page = watched.page
        watched.sign_in(served.town, Role.OFFICE)
        watched.goto(f"/dossiers/{batch}")
        page.click("a:has-text('分配审阅专家')")
        page.click("button:has-text('抽定分配')")
        expect(page.locator("#faults")).to_contain_text("请先选定审阅专家")
        page.click("button:has-text('选定')")
        expect(page.locator("main")).to_contain_text("12 人")
        page.click("button:has-text('查找')")
        expect(page.locator("main")).to_contain_text("不得相遇的共", timeout=SLOWLY)
        page.fill("#readers", "2")
        page.click("button:has-text('看曲线')")
        expect(page.locator("#curve-head")).to_be_visible(timeout=SLOWLY)
        expect(page.locator("svg polyline.curve.worst")).to_be_attached()
        expect(page.locator("form[action*='/run/draw'] tbody tr")).to_have_count(6)
        watched.errors[:] = [one for one in watched.errors if "422" not in one]
        watched.require_sound()
        page.fill("#readers", "2")
        page.click("button:has-text('抽定分配')")
        expect(page.locator("#by-reader")).to_be_visible(timeout=SLOWLY)
        page.click("button:has-text('分配后复核')")
        expect(page.locator("main")).to_contain_text("不该有的 0 对", timeout=SLOWLY)
        with page.expect_download() as download:
            page.click("a:has-text('下载分配表')")
        assert download.value.suggested_filename.endswith(".xlsx")
        watched.require_sound()


def drawn(page: Page) -> None:
    """A box over the last line of work, with the mouse on the packet's side, within what is in sight."""
    sheet = page.locator("[data-sheet=packet]")
    sheet.scroll_into_view_if_needed()
    box = sheet.bounding_box()
    assert box is not None
    scale = box["width"] / 1240
    top = box["y"] + 250 * scale
    page.mouse.move(box["x"] + 90 * scale, top)
    page.mouse.down()
    page.mouse.move(box["x"] + 400 * scale, top + 20 * scale)
    page.mouse.move(box["x"] + 1100 * scale, top + 34 * scale)
    page.mouse.up()
    expect(page.locator("#box-reason")).to_be_focused()
    assert int(page.input_value("#left")) == pytest.approx(90, abs=2)


def processed_again(page: Page, batch: str) -> None:
    page.goto(batch)
    page.click("button:has-text('重新处理')")
    expect(page.locator("#run")).to_contain_text("处理中")
    expect(page.locator("#run")).to_contain_text("处理完", timeout=SLOWLY)


@pytest.mark.full
@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_pages_about_dossiers_are_sound(browser: Browser, served: Served, size: dict[str, int]) -> None:
    batch = Batches.of(served.town.settings).all()[0].id
    shown = Batches.of(served.town.settings).one(batch)
    paths = [f"/dossiers{path}" for path in ("", f"/{batch}", f"/{batch}/1", f"/{batch}/2/pages/1")]
    paths += [f"/assignment/{batch}", f"/assignment/{batch}/conflicts"]
    said(served.town, shown, "curve", {"ok": True, "curve": CURVE})
    with browser.new_context(viewport=size) as context:
        watched = Watched.on(context, served.address)
        watched.sign_in(served.town, Role.OFFICE)
        for path in paths:
            watched.goto(path)
            watched.require_sound()
        plan = ReadingsPlan(shown)
        with open_session(served.town.settings, reading=True) as session:
            begun = groups(session)
        if not begun:
            watched.goto(f"/assignment/{batch}")
            watched.page.click("summary")
            watched.require_sound()
            group_by(served.town, plan)
        watched.goto(f"/assignment/{batch}")
        expect(watched.page.locator("#group")).to_be_visible()
        watched.require_sound()
