"""The season's deadlines as a calendar file (RFC 5545) for phones and office programs."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from datetime import datetime, timedelta

from icalendar import Alarm, Calendar, Event

from expertpool.season.deadlines import Due, SeasonDates
from expertpool.words import Language, say
from expertpool.words.clauses import clause_in

REMINDERS = (7, 3, 1)
"""Days ahead on which a calendar speaks up."""


def season_calendar(dates: SeasonDates, listed: Iterable[Due], *, made_at: datetime, language: Language) -> bytes:
    """One all-day event per deadline whose day is known, with reminders a week, three days and a day before.

    The same deadline of the same season keeps its identity, so that a second import moves it and doubles nothing.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//expertpool//season//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", dates.title[language])
    for one in listed:
        if one.day is not None:
            calendar.add_component(_event(dates, one, made_at, language))
    return bytes(calendar.to_ical())


def _event(dates: SeasonDates, one: Due, made_at: datetime, language: Language) -> Event:
    event, says = Event(), one.deadline.says[language]
    identity = hashlib.sha256(f"{dates.name}/{one.deadline.id}".encode()).hexdigest()[:32]
    event.add("uid", f"{identity}@expertpool")
    event.add("dtstamp", made_at)
    event.add("dtstart", one.day)
    event.add("summary", says)
    event.add("description", say("season.ics.clause", language, clause=clause_in(one.deadline.clause, language)))
    for days in REMINDERS:
        alarm = Alarm()
        alarm.add("action", "DISPLAY")
        alarm.add("description", says)
        alarm.add("trigger", timedelta(days=-days))
        event.add_component(alarm)
    return event
