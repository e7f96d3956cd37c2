# SPDX-License-Identifier: GPL-3.0-or-later
"""The map is read: a list that it leads to has every vehicle on it, what it does and where it is.
Who there is, is asked of another server with the same fleet, so that nobody can be left out."""

import json
import os
import re
import subprocess
import tempfile

from desk import Atspi, CODES, Desk, RETURN, TAB, press, wait

STATES = {"Moving", "Idling", "Standing", "Offline", "Expired", "Unknown", "Never connected"}
PLACE = re.compile(r"-?\d+\.\d{6}, -?\d+\.\d{6}")
NEVER_FIXED = (["Never connected"], "Place not known")
ACCOUNT = "[account]\nserver=%s\nemail=demo@armada.example\npassword=demo\n"


def ask_for_names():
    """The names of all vehicles of the demo fleet, as the command line tells them."""
    demo = os.path.join(os.environ["ARMADA_LIBEXEC_DIR"], "armada-demo-server")
    server = subprocess.Popen(
        [demo, "--stay-with-stdin"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with server, tempfile.NamedTemporaryFile("w", suffix=".ini") as account:
        account.write(ACCOUNT % server.stdout.readline().split()[-1])
        account.flush()
        told = subprocess.run(
            [os.environ["ARMADA_CLI"], "--credentials", account.name, "devices", "--json"],
            stdout=subprocess.PIPE,
            check=True,
        )
        server.stdin.close()
    return sorted(device["name"] for device in json.loads(told.stdout))


names = ask_for_names()
desk = Desk("--size", "1366x900")
# Keys that walk through what is listed.
CODES.update({"Home": 110, "End": 115})


def related(node, kind):
    """What a node says that it belongs to."""
    node.clear_cache_single()
    for relation in node.get_relation_set():
        if relation.get_relation_type() == kind:
            return relation.get_target(0)
    return None


def details_of(node):
    """What a node leads to that tells the same at length."""
    return related(node, Atspi.RelationType.DETAILS)


def name_of(node):
    """Its own name, or the text of its label."""
    label = related(node, Atspi.RelationType.LABELLED_BY)
    if label is None or label.get_text_iface() is None:
        return node.get_name() or ""
    return Atspi.Text.get_text(label, 0, -1)


def get_list():
    return wait("what the map leads to", lambda: details_of(desk.wait(role="image", part="Fleet on the map")))


def focused(role):
    """Name and description of what has the focus, where that is of this role."""
    node = desk.focused
    if node is None or node.get_role_name() != role:
        return None
    node.clear_cache_single()
    name, description = node.get_name(), node.get_description()
    return (name, description) if name and description else None


def press_until(key, role, name):
    """Goes on with one key until it has led there."""
    for _ in range(40):
        desk.focused = None
        press(key)
        wait("a focus after " + key, lambda: desk.focused is not None)
        if desk.focused.get_role_name() == role and name in name_of(desk.focused):
            return
    raise AssertionError("%s leads to no %s %s" % (key, role, name))


def vehicle_of(row):
    return row[0].split(", ")[0]


def move(key, role, row):
    """Presses a key that leads from one row to another; returns what that one tells."""
    press(key)
    return wait(
        "another row than %s after %s" % (vehicle_of(row), key),
        lambda: (found := focused(role)) and vehicle_of(found) != vehicle_of(row) and found,
    )


def walk_through(role):
    """What the rows tell, from the first to the last, one with each press of a key."""
    last = move("End", role, wait("a row", lambda: focused(role)))
    rows = [move("Home", role, last)]
    while len(rows) < len(names):
        rows.append(move("Down", role, rows[-1]))
    assert vehicle_of(rows[-1]) == vehicle_of(last), (rows[-1], last)
    return rows


def check(rows):
    """Everybody is told of once, with state and place."""
    assert sorted(vehicle_of(row) for row in rows) == names, rows
    for name, place in rows:
        state = [word for word in name.split(", ")[1:3] if word in STATES]
        assert state, name
        assert PLACE.fullmatch(place) or (state, place) == NEVER_FIXED, (name, place)


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
    wait("a row", lambda: focused("list item"))


@desk.test
def order():
    "the list is put in the order of names, which stays as it is"
    press_until("<Shift>Tab", "toggle button", "Sort")
    press(RETURN)
    desk.wait(role="menu", name="Sort")
    press_until("Down", "menu item", "By Name")
    press(RETURN)
    desk.wait_gone(role="menu", name="Sort")


@desk.test
def each():
    "how many there are, and each one's name, state and place are read in the list"
    desk.wait(role="label", name="%d vehicles" % len(names))
    press("l")
    check(walk_through("list item"))


@desk.test
def table():
    "each one's name, state and place are read in the table"
    press("<Alt>7")
    desk.wait(role="tree table", name="Vehicles")
    desk.wait(role="label", name="%d vehicles" % len(names))
    press("<Control>f")
    wait("the search", lambda: desk.focused is not None and desk.focused.get_role_name() == "entry")
    press_until(TAB, "table row", "")
    check(walk_through("table row"))


desk.run()
