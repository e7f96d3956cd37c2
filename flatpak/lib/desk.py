# SPDX-License-Identifier: GPL-3.0-or-later
"""What a journey does as somebody with a keyboard and a screen reader would: finds things by role and
name, presses them, types. And the desktop around it, as far as it has to be looked at."""

import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

PATIENCE = 60  # seconds; what is waited for comes far sooner unless the machine is very busy

# Keys by their places on the keyboard that Xvfb has.
KEYS = {"Tab": 23, "Return": 36, "Control": 37, "s": 39, "space": 65, "Alt": 64, "Left": 113}


def turn(seconds=0.02):
    """Lets the bus in, which keeps the tree of what is on the screen right."""
    end = time.monotonic() + seconds
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.005)


def wait(what, look):
    """Looks until there is something; what vanishes while it is looked at is looked for again."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            found = look()
        except GLib.Error:
            found = None
        if found:
            return found
        turn()
    raise AssertionError(f"waited in vain for {what}")


def fresh(node):
    node.clear_cache_single()
    return node


def children(node):
    for i in range(node.get_child_count()):
        child = node.get_child_at_index(i)
        if child is not None:
            yield fresh(child)


def has(node, state):
    return fresh(node).get_state_set().contains(state)


def walk(node):
    """Everything below a node that is showing."""
    for child in children(node):
        if has(child, Atspi.StateType.SHOWING):
            yield child
            yield from walk(child)


def find(node, role=None, name=None):
    for child in walk(node):
        if role in (None, child.get_role_name()) and name in (None, child.get_name()):
            return child
    return None


def find_program(name):
    return next((a for a in children(Atspi.get_desktop(0)) if a.get_name() == name), None)


def text_of(node):
    return Atspi.Text.get_text(node, 0, -1) if node.get_text_iface() else node.get_name()


def press(node):
    """Does what a click does."""
    for i in range(node.get_n_actions()):
        if node.get_action_iface().get_action_name(i) in ("click", "activate", "press"):
            return node.do_action(i)
    raise AssertionError(f"{node.get_role_name()} “{node.get_name()}” cannot be pressed")


def enter(node, text):
    """Writes into an entry, or into the one within a row."""
    entry = node if node.get_editable_text_iface() else None
    entry = entry or next((n for n in walk(node) if n.get_editable_text_iface()), None)
    assert entry is not None, f"nothing can be written into “{node.get_name()}”"
    entry.set_text_contents(text)


def key(*names):
    """Strikes the last key while the others are down."""
    for name in names:
        Atspi.generate_keyboard_event(KEYS[name], None, Atspi.KeySynthType.PRESS)
    for name in reversed(names):
        Atspi.generate_keyboard_event(KEYS[name], None, Atspi.KeySynthType.RELEASE)


def tab_to(node, most=60):
    """GTK lets nobody else move its focus: goes there as the keyboard does."""
    for _ in range(most):
        if has(node, Atspi.StateType.FOCUSED):
            return
        key("Tab")
        turn(0.1)
    raise AssertionError(f"“{node.get_name()}” cannot be reached by Tab")


def describe(node, depth=0):
    """The tree as lines, for the log of what went wrong."""
    yield f"{'  ' * depth}{node.get_role_name()} “{node.get_name()}”"
    for child in children(node):
        if has(child, Atspi.StateType.SHOWING):
            yield from describe(child, depth + 1)


class Notifications:
    """The desktop's service of notifications, which keeps what it is given."""

    NAME = "org.freedesktop.Notifications"
    INTERFACE = """<node><interface name="org.freedesktop.Notifications">
      <method name="Notify"><arg type="s" direction="in"/><arg type="u" direction="in"/>
        <arg type="s" direction="in"/><arg type="s" direction="in"/><arg type="s" direction="in"/>
        <arg type="as" direction="in"/><arg type="a{sv}" direction="in"/>
        <arg type="i" direction="in"/><arg type="u" direction="out"/></method>
      <method name="CloseNotification"><arg type="u" direction="in"/></method>
      <method name="GetCapabilities"><arg type="as" direction="out"/></method>
      <method name="GetServerInformation"><arg type="s" direction="out"/>
        <arg type="s" direction="out"/><arg type="s" direction="out"/>
        <arg type="s" direction="out"/></method>
    </interface></node>"""

    def __init__(self):
        self.titles = []
        bus = Gio.bus_get_sync(Gio.BusType.SESSION)
        interface = Gio.DBusNodeInfo.new_for_xml(self.INTERFACE).interfaces[0]
        bus.register_object("/org/freedesktop/Notifications", interface, self.call, None, None)
        Gio.bus_own_name_on_connection(bus, self.NAME, Gio.BusNameOwnerFlags.NONE, None, None)

    def call(self, _bus, _sender, _path, _interface, method, arguments, invocation):
        answer = None
        if method == "Notify":
            self.titles.append(arguments.unpack()[3])
            answer = GLib.Variant("(u)", (len(self.titles),))
        elif method == "GetCapabilities":
            answer = GLib.Variant("(as)", (["body", "actions"],))
        elif method == "GetServerInformation":
            answer = GLib.Variant("(ssss)", ("journey", "Armada", "1", "1.2"))
        invocation.return_value(answer)
