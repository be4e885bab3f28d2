"""Room for the frames of a request's calls, in one piece.

CPython (3.11 to 3.13 at least) keeps the frames of running functions in pieces of 16 KB and gives a
piece back to the system the moment its last frame ends. A page whose busiest calls happen to go to
and fro across the edge of a piece asks the system for memory at each of them: measured, the same
page cost 4.5 or 10.5 ms, by how deep the server was when it called the portal.
"""

from collections.abc import Callable
from types import FunctionType
from typing import ParamSpec, TypeVar

# Of a pointer's 8 bytes: with them and what CPython adds, 144 KB are asked for and 256 KB given, so
# that 110 KB and more are left for everything that is called: six pieces in one.
SLOTS = 17_000
Given = ParamSpec("Given")
Returned = TypeVar("Returned")


def in_one_piece(function: Callable[Given, Returned]) -> Callable[Given, Returned]:
    """The function, called by one whose frame is so large that the piece it is put into has room
    for all that follow. Nothing of the frame is written to, so it costs one request of memory.
    """

    def roomy(*args: Given.args, **kwargs: Given.kwargs) -> Returned:
        return function(*args, **kwargs)

    code = roomy.__code__.replace(co_stacksize=SLOTS)
    return FunctionType(code, globals(), "roomy", None, roomy.__closure__)
