# SPDX-License-Identifier: GPL-3.0-or-later
"""The program as a screen reader and a keyboard meet it: started with the demo fleet, read over
AT-SPI, driven by key events. A test adds functions to a Desk and calls run(); TAP is printed."""

import os
import subprocess
import sys
import tempfile
import time

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, GLib  # noqa: E402

Atspi.set_timeout(30000, 30000)  # milliseconds; a busy machine answers late
TIMEOUT = float(os.environ.get("A11Y_TIMEOUT", 60))
TAB, RETURN, ESCAPE = "Tab", "Return", "Escape"
# Keys that write nothing, by their places on every X keyboard; the others are found by what they
# write.
CODES = {
    "<Control>": 37,
    "<Alt>": 64,
    "<Shift>": 50,
    "Escape": 9,
    "Tab": 23,
    "Return": 36,
    "comma": 59,
    "space": 65,
    "F9": 75,
    "Up": 111,
    "Left": 113,
    "Right": 114,
    "Down": 116,
}


def pump(seconds=0.02):
    """Lets signals in, which keep the client's picture of the tree right."""
    end = time.monotonic() + seconds
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        while context.pending():
            context.iteration(False)
        time.sleep(0.004)


def wait(what, check):
    """Returns what check() gives as soon as that is true; objects that go meanwhile do not count."""
    end = time.monotonic() + TIMEOUT
    while time.monotonic() < end:
        try:
            found = check()
        except GLib.Error:
            found = None
        if found:
            return found
        pump()
    raise AssertionError("waited in vain for " + what)


def has(node, state):
    node.clear_cache_single()
    return node.get_state_set().contains(state)


def is_seen(node):
    return has(node, Atspi.StateType.SHOWING)


def children(node):
    for place in range(node.get_child_count()):
        child = node.get_child_at_index(place)
        if child is not None:
            yield child


def walk(node):
    """What is seen below a node, itself included, from the top."""
    stack = [node]
    while stack:
        node = stack.pop()
        if not is_seen(node):
            continue
        yield node
        stack.extend(reversed(list(children(node))))


def is_it(node, role=None, name=None, part=None):
    own = node.get_name() or ""
    return (
        (role is None or node.get_role_name() == role)
        and (name is None or own == name)
        and (part is None or part in own)
    )


def find(node, **which):
    """The first that is seen with this role, name, or part of its name."""
    return next((each for each in walk(node) if is_it(each, **which)), None)


def press(*keys):
    """Presses keys as a person does: "<Control>k", "Tab", "a"."""
    for key in keys:
        held = []
        while key.startswith("<"):
            end = key.index(">") + 1
            held.append(CODES[key[:end]])
            key = key[end:]
        for code in held:
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.PRESS)
        if key in CODES:
            Atspi.generate_keyboard_event(CODES[key], None, Atspi.KeySynthType.PRESSRELEASE)
        else:
            Atspi.generate_keyboard_event(ord(key), None, Atspi.KeySynthType.SYM)
        for code in reversed(held):
            Atspi.generate_keyboard_event(code, None, Atspi.KeySynthType.RELEASE)
        pump(0.03)


def write(text):
    for letter in text:
        press("space" if letter == " " else letter)


NOT_OURS = (
    # GTK 4.24 says so of itself, of a popover on an X display without a compositor.
    "gdk_frame_timings_submitted() called on submitted frame",
    # WebKit's process says so where its way to the bus ends before it does.
    "Error releasing name id.trackgps.Armada.Sandboxed.WebProcess",
)


class Desk:
    def __init__(self, *arguments):
        self.tests = []
        self.said = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            [os.environ["ARMADA"], "--demo", *arguments],
            stdin=subprocess.DEVNULL,
            stderr=self.said,
            env=dict(os.environ, G_DEBUG="fatal-criticals"),
        )
        self.focused = None
        self.listener = Atspi.EventListener.new(self.focus_cb)
        self.listener.register("object:state-changed:focused")
        desktop = Atspi.get_desktop(0)
        self.application = wait(
            "the program",
            lambda: next((a for a in children(desktop) if a.get_process_id() == self.process.pid), None),
        )
        self.window = wait("the window", lambda: next(iter(children(self.application)), None))
        wait("the fleet", lambda: find(self.window, part="40 vehicles"))

    def find(self, **which):
        return find(self.window, **which)

    def wait(self, **which):
        return wait(repr(which), lambda: find(self.window, **which))

    def wait_gone(self, **which):
        wait("the end of %r" % which, lambda: self.find(**which) is None)

    def focus_cb(self, event):
        if event.detail1:
            self.focused = event.source

    def tab_to(self, most=80, **which):
        """Walks there with Tab; what has the focus is told, not looked for."""
        node = self.find(**which)
        if node is not None and has(node, Atspi.StateType.FOCUSED):
            return node
        for _ in range(most):
            self.focused = None
            press(TAB)
            wait("a focus", lambda: self.focused is not None)
            if is_it(self.focused, **which):
                return self.focused
        raise AssertionError("not reached with Tab: %r" % which)

    def test(self, function):
        self.tests.append(function)
        return function

    def run(self):
        failed = 0
        print("1..%d" % (len(self.tests) + 2))
        for number, function in enumerate(self.tests, 1):
            begun = time.monotonic()
            try:
                function()
                seconds = time.monotonic() - begun
                print("ok %d - %s # %.1f s" % (number, function.__doc__, seconds), flush=True)
            except (AssertionError, GLib.Error) as error:
                failed += 1
                print("not ok %d - %s" % (number, function.__doc__))
                print("# %s" % str(error).replace("\n", "\n# "), flush=True)
        press(ESCAPE, "<Control>q")
        try:
            code = self.process.wait(TIMEOUT)
        except subprocess.TimeoutExpired:
            self.process.kill()
            code = None
        print("%s %d - Ctrl+Q ends the program" % ("not ok" if code else "ok", len(self.tests) + 1))
        warned = self.has_warned()
        print("%s %d - nothing is warned of" % ("not ok" if warned else "ok", len(self.tests) + 2))
        sys.exit(1 if failed or code or warned else 0)

    def has_warned(self):
        self.said.seek(0)
        lines = self.said.readlines()
        sys.stderr.writelines(lines)
        return any("-WARNING **" in line and not any(n in line for n in NOT_OURS) for line in lines)
