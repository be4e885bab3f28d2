"""Waits for ./run to end, however it ends, and then ends what it left.

Reads the mark, then nothing, from a pipe.
"""

import sys

import processes

if __name__ == "__main__":
    mark = sys.stdin.readline().strip()
    sys.stdin.read()  # returns when ./run is gone
    processes.sweep(mark)
