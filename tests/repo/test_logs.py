"""What is logged of a failure never quotes values."""

from __future__ import annotations

import logging
import sys

from putright.config.logs import Reticent


def test_an_error_is_logged_without_what_it_says():
    try:
        try:
            raise KeyError("rosa@mail.example")
        except KeyError as error:
            raise ValueError("Rosa Adeyemi") from error
    except ValueError:
        record = logging.LogRecord("putright", logging.ERROR, "", 0, "Sending failed", None, sys.exc_info())
    line = Reticent().format(record)

    assert "Sending failed" in line
    assert "builtins.ValueError" in line
    assert "after builtins.KeyError" in line
    assert "test_logs.py" in line
    assert "rosa" not in line.lower()
