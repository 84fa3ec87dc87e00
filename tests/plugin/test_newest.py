"""Work in a thread of its own: the newest wish is done, in order, and the window is never kept waiting."""

from __future__ import annotations

import threading
import time

import numpy as np
import pytest
from qgis.PyQt.QtGui import QImage
from qgis.PyQt.QtWidgets import QApplication

from realign.engine.errors import ModelError
from realign.plugin.images import to_array, to_image
from realign.plugin.newest import Newest


@pytest.fixture
def newest(qgis_app):
    newest = Newest()
    yield newest
    newest.release()


def wait(newest):
    end = time.monotonic() + 10
    while newest.busy:
        assert time.monotonic() < end
        QApplication.processEvents()
        time.sleep(0.002)


def test_of_what_waits_only_the_newest_is_done(newest):
    gate, done, shown = threading.Event(), [], []

    def work(number):
        gate.wait(5)
        done.append(number)
        return number

    began = time.monotonic()
    for number in range(10):
        newest.ask(lambda number=number: work(number), shown.append)
    assert time.monotonic() - began < 1  # asking does not wait
    gate.set()
    wait(newest)
    assert done == shown == [0, 9]


def test_work_is_done_elsewhere_and_told_here(newest):
    told = []
    newest.ask(threading.get_ident, lambda there: told.append((there, threading.get_ident())))
    wait(newest)
    assert told[0][0] != told[0][1] == threading.get_ident()


def test_what_is_forgotten_is_not_told_but_what_follows_is(newest):
    gate, shown = threading.Event(), []
    newest.ask(lambda: gate.wait(5), lambda _: shown.append("old"))
    newest.ask(lambda: None, lambda _: shown.append("waiting"))
    newest.forget()
    newest.ask(lambda: None, lambda _: shown.append("new"))
    gate.set()
    wait(newest)
    assert shown == ["new"]


def test_a_wish_that_fails_says_why_and_the_next_is_done(newest):
    sentences, shown = [], []
    newest.failed.connect(sentences.append)

    def fail(error):
        raise error

    newest.ask(lambda: fail(ModelError("It is no model.")), shown.append)
    wait(newest)
    newest.ask(lambda: fail(RuntimeError("odd")), shown.append)
    wait(newest)
    newest.ask(lambda: 1, shown.append)
    wait(newest)
    assert sentences == ["It is no model.", "RuntimeError: odd"] and shown == [1]


def test_release_waits_for_what_is_begun(newest):
    gate, done = threading.Event(), []
    newest.ask(lambda: (gate.wait(5), done.append(True)), done.append)
    threading.Timer(0.05, gate.set).start()
    newest.release()
    assert done == [True]
    QApplication.processEvents()
    assert done == [True]  # and nobody is told


@pytest.mark.parametrize("channels", [3, 4])
def test_pictures_come_back_whatever_their_width(channels):
    pixels = np.random.default_rng(1).integers(0, 256, (5, 7, channels), np.uint8)
    if channels == 4:
        pixels[..., 3] = 255
    image = to_image(pixels)
    assert (image.width(), image.height()) == (7, 5)
    assert (to_array(image) == pixels[..., :3]).all()
    assert (to_array(image.convertToFormat(QImage.Format.Format_ARGB32)) == pixels[..., :3]).all()
