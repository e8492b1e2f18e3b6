"""The work of jobs about a committee's papers: one is issued, with block and seal after its body."""

from __future__ import annotations

from expertpool.commands.circumstances import now
from expertpool.jobs.at_work import AtWork
from web.desk_console import DeskConsole
from web.paper_desk import REPORT, Issuing, PaperRoom


def issue(work: AtWork) -> None:
    """Read and typeset, then enter in a transaction of its own, then seal: no lock is held while typesetting.

    Begun again after its statements were entered, it brings their papers to an end and enters nothing.
    """
    number, name = work.arguments["committee"], work.arguments["paper"]
    console = DeskConsole(work.language, settings_of_its_own=work.settings, told=work.told)
    issuing = Issuing(console, PaperRoom.of(work.settings, number), number, work.by, now(), work.number)
    with work.reading() as session:
        if issuing.done_before(session):
            return
    if name == REPORT:
        with work.writing() as session:
            staged = issuing.report(session)
        staged.finish()
        return
    with work.reading() as session:
        made = issuing.made(session, name)
    with work.writing() as session:
        folder = issuing.staged(name, made, issuing.entered(session, made))
    issuing.sealed(folder)
