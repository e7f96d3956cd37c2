# SPDX-License-Identifier: GPL-3.0-or-later
"""Whatever the keyboard can reach on any page has a name."""

from desk import Atspi, Desk, ESCAPE, RETURN, find, press, pump, wait, walk, write

desk = Desk("--size", "1366x900")

# Containers that hand the focus on to what is in them.
HOLDERS = {"scroll pane", "viewport", "panel", "filler", "split pane", "generic", "frame"}


def is_part_of_named(node):
    """Whether GTK made it within something that has a name: the rows of a table, what is chosen in
    a combo box, the link of a label. Since libadwaita 1.10 a group of rows has the name that its
    list had before."""
    role, parent = node.get_role_name(), node.get_parent()
    if role == "link":
        return parent.get_role_name() == "label" and bool(parent.get_name())
    for _ in range(4 if role in ("list", "list item") else 0):
        if parent is None:
            return False
        if parent.get_role_name() in ("tree table", "combo box"):
            return bool(parent.get_name())
        if role == "list" and parent.get_role_name() == "grouping":
            return True
        parent = parent.get_parent()
    return False


def unnamed():
    """Descriptions of what can have the focus and says nothing."""
    found = []
    for node in walk(desk.window):
        states = node.get_state_set()
        if (
            not states.contains(Atspi.StateType.FOCUSABLE)
            or not states.contains(Atspi.StateType.SENSITIVE)
            or node.get_role_name() in HOLDERS
        ):
            continue
        text = node.get_text_iface()
        if node.get_name() or node.get_description() or is_part_of_named(node):
            continue
        if text is not None and Atspi.Text.get_character_count(node) > 0:
            continue
        relations = [r.get_relation_type() for r in node.get_relation_set()]
        if Atspi.RelationType.LABELLED_BY in relations:
            continue
        path, each = [], node
        while each is not None and len(path) < 6:
            path.append("%s %r" % (each.get_role_name(), each.get_name()))
            each = each.get_parent()
        found.append(" < ".join(path))
    return found


def check_page():
    pump(0.3)
    found = unnamed()
    assert not found, "\n".join(found)


def add_page(key, part, words):
    def page():
        press(key)
        desk.wait(part=part)
        check_page()

    page.__doc__ = words
    desk.test(page)


add_page("<Alt>2", "Zoom In", "the map")
add_page("<Alt>1", "Moving", "the overview")
add_page("<Alt>4", "Search incidents", "the inbox")
add_page("<Alt>5", "Reports", "the reports")
add_page("<Alt>6", "Maintenance", "the boards")


@desk.test
def details():
    "a chosen vehicle"
    press("<Alt>2")
    desk.wait(part="Zoom In")
    press("<Control>f", "Down", "Down", "Return")
    desk.wait(part="Zoom To")
    check_page()


@desk.test
def history():
    "the history of a vehicle"
    press("<Control>h")
    desk.wait(part="Segments")
    wait("a track", lambda: find(desk.window, part="Play (Space)"))
    check_page()


@desk.test
def palette():
    "the search for everything"
    press("<Control>k")
    desk.wait(part="Find Anything")
    check_page()
    press(ESCAPE)
    desk.wait_gone(part="Find Anything")


@desk.test
def preferences():
    "the preferences"
    press("<Control>k")
    desk.wait(role="entry", name="Find Anything")
    write("preferences")
    press(RETURN)
    desk.wait(part="Refresh Every")
    check_page()
    press(ESCAPE)
    desk.wait_gone(part="Refresh Every")


@desk.test
def report():
    "the dialog that asks for a report"
    press("<Control>n")
    desk.wait(part="Format")
    check_page()
    press(ESCAPE)


# Its many cells are walked through from then on.
add_page("<Alt>7", "Menu of the Table", "the table")

desk.run()
