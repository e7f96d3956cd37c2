# SPDX-License-Identifier: GPL-3.0-or-later
"""The ten commonest tasks, by accessible name and the keyboard alone."""

from desk import Atspi, Desk, ESCAPE, RETURN, find, has, is_it, press, wait, walk, write

SENSITIVE = Atspi.StateType.SENSITIVE
desk = Desk("--size", "1366x900")


def row_names(name):
    """What stands in a list, by the list's name."""
    rows = desk.wait(role="list", name=name)
    return [r.get_name() for r in rows_of(rows)]


def rows_of(rows):
    return [r for r in (rows.get_child_at_index(i) for i in range(rows.get_child_count())) if r]


def is_pressed(**which):
    node = desk.wait(**which)
    node.clear_cache_single()
    return node.get_state_set().contains(Atspi.StateType.PRESSED)


@desk.test
def find_vehicle():
    "a vehicle is found by its plate and chosen"
    press("<Alt>2")
    plate = desk.plate = row_names("Vehicles")[3].split(" – ")[0]
    press("<Control>f")
    write(plate.lower().replace(" ", ""))
    wait("one row", lambda: [n for n in row_names("Vehicles") if n] and len(row_names("Vehicles")) == 1)
    press(RETURN)
    desk.wait(part="Zoom To")
    desk.wait(role="label", name=plate)
    press(ESCAPE)


@desk.test
def follow():
    "a vehicle is followed, and how it goes is told"
    told = []
    listener = Atspi.EventListener.new(lambda event: told.append(str(event.any_data)))
    listener.register("object:announcement")
    desk.tab_to(role="list item", part=desk.plate)
    press(RETURN)
    desk.wait(role="toggle button", name="Follow")
    press("f")
    wait("the button to be pressed", lambda: is_pressed(role="toggle button", name="Follow"))
    wait("an announcement", lambda: any(desk.plate in words for words in told))
    listener.deregister("object:announcement")
    press("f")


@desk.test
def replay():
    "its day is replayed"
    press("<Control>h")
    desk.wait(role="list", name="Segments")
    wait("segments", lambda: any("Drive" in n for n in row_names("Segments")))
    press("space")
    desk.wait(part="Pause")
    press("space")
    desk.wait(part="Play (Space)")


@desk.test
def fixes():
    "the fixes behind it are read"
    press("<Control>2")
    desk.wait(role="tree table", name="Fixes")
    press("<Control>1")


@desk.test
def acknowledge():
    "an incident is acknowledged, and that is undone"
    press("<Alt>4")
    desk.wait(role="list", name="Incidents")
    wait("incidents", lambda: row_names("Incidents"))
    press("j", "a")
    wait("the incident to be taken care of", lambda: "Acknowledged" in " ".join(row_names("Incidents")))
    press("u")
    wait("the undo", lambda: "Acknowledged" not in " ".join(row_names("Incidents")))


@desk.test
def maintenance():
    "what is overdue is read"
    press("<Control>k")
    desk.wait(role="entry", name="Find Anything")
    write("maintenance")
    press(RETURN)
    table = desk.wait(role="tree table", name="Maintenance")
    wait("an overdue service", lambda: find(table, part="Overdue"))


@desk.test
def driver():
    "a driver's vehicle is found"
    press("<Control>k")
    desk.wait(role="entry", name="Find Anything")
    write("dewi")
    desk.wait(role="list item", part="Dewi")
    press(RETURN)
    desk.wait(part="Zoom To")
    desk.wait(role="label", part="Dewi")


@desk.test
def report():
    "a report is asked for and comes"
    press("<Control>n")
    desk.wait(role="combo box", name="Format")
    desk.tab_to(role="button", name="Make")
    press(RETURN)
    desk.wait_gone(role="combo box", name="Format")
    press("<Alt>5")
    wait("the report", lambda: find(desk.window, role="list item", part="General information"))


@desk.test
def read():
    "it is opened and read"
    desk.tab_to(role="list item", part="General information")
    press(RETURN)
    desk.wait(part="Back")
    press("<Alt>Left")


def find_state():
    """A state that vehicles are in now: of the others the number leads nowhere."""
    names = [n.get_name() for n in walk(desk.window) if is_it(n, role="button") and has(n, SENSITIVE)]
    return next((s for s in ("Idling", "Standing", "Moving") if any(s in n for n in names)), None)


@desk.test
def overview():
    "the numbers of the fleet are seen, and one of them leads to its vehicles"
    press("<Alt>1")
    state = wait("a number", find_state)
    desk.tab_to(role="button", part=state)
    press(RETURN)
    desk.wait(role="list", name="Vehicles")
    wait("these alone", lambda: all(", %s, " % state in name for name in row_names("Vehicles")))


desk.run()
