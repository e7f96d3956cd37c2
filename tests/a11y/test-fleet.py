# SPDX-License-Identifier: GPL-3.0-or-later
"""The map is read: a list that it leads to has every vehicle on it, what it does and where it is."""

from desk import Atspi, Desk, press, wait

desk = Desk("--size", "1366x900")
STATES = {"Moving", "Idling", "Standing", "Offline", "Expired", "Unknown", "Never connected"}


def details_of(node):
    """What a node leads to that tells the same at length."""
    node.clear_cache_single()
    for relation in node.get_relation_set():
        if relation.get_relation_type() == Atspi.RelationType.DETAILS:
            return relation.get_target(0)
    return None


def get_list():
    return wait("what the map leads to", lambda: details_of(desk.wait(role="image", part="Fleet on the map")))


def focused_row():
    """What has the focus, when it is a row: its name, which begins with the vehicle's, and place."""
    node = desk.focused
    if node is None or node.get_role_name() != "list item":
        return None
    node.clear_cache_single()
    return node.get_name(), node.get_description()


def rows():
    """Names and descriptions of the rows that are on the screen."""
    vehicles = get_list()
    nodes = [vehicles.get_child_at_index(i) for i in range(vehicles.get_child_count())]
    return [(node.get_name(), node.get_description()) for node in nodes if node and node.get_name()]


@desk.test
def lead():
    "the map says how many vehicles it shows, and leads to the list of all"
    press("<Alt>2")
    desk.wait(role="image", part="Fleet on the map: ")
    assert get_list().get_name() == "Vehicles", get_list().get_name()


@desk.test
def keys():
    "one key leads to the map, and another one to the list"
    press("m")
    wait("the map", lambda: desk.focused is not None and desk.focused.get_name() == "Map")
    press("l")
    wait("a row", focused_row)


@desk.test
def each():
    "how many there are, and each one's name, state and place are in the tree"
    desk.wait(role="label", name="40 vehicles")
    wait("rows", lambda: len(rows()) >= 10)
    for name, place in rows():
        assert any(word in STATES for word in name.split(", ")[1:3]), name
        assert place == "Place not known" or any(c.isdigit() for c in place), (name, place)


desk.run()
