"""The reader with the rules of this checkout, made once for a file."""

import pytest

from enec_desktop.domain.reading.reader import Reader
from tests.reading.score import reader


@pytest.fixture(scope="module")
def made() -> Reader:
    return reader()[0]
