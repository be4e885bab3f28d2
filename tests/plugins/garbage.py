"""What was read in order to run the tests is no garbage, and is not looked through for any.

Reading all tests makes millions of objects that stay: Python looked through them again and again,
which took more than half of what reading took, and a part of each test.
"""

import gc

import pytest

# Objects made, and rounds, before Python looks again: what tests leave behind is little, and mostly
# freed without being looked for.
SELDOM = (50_000, 20, 100)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection():
    """Read without looking for garbage; later look at what came since, and seldom."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(*SELDOM)
        gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish():
    """Look at all once more; pytest, which looks five times before it ends, then has little to look
    at. What is wrong with what is found here fails the run as there.
    """
    gc.collect()
    gc.freeze()
