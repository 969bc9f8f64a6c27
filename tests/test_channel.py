"""A message that is none, or comes too slowly, does not hold up the grader."""

import socket
import struct

import pytest

from twoviews.grading.values.channel import Channel, Closed, Late


def pair() -> tuple[Channel, socket.socket]:
    """A channel, and the hostile end of its socket."""
    here, there = socket.socketpair()
    return Channel(here), there


@pytest.mark.parametrize(
    "sent",
    [
        b"",
        b"\0\0",
        struct.pack(">I", 4_000_000_000),
        struct.pack(">I", 5) + b"{}",
        struct.pack(">I", 2) + b"[]",
        struct.pack(">I", 3) + b"nul",
        struct.pack(">I", 9) + b'{"a":NaN}',
        struct.pack(">I", 2) + b"\xff\xfe",
        struct.pack(">I", 200_000) + b"[" * 200_000,
    ],
)
def test_a_message_that_is_none_closes_the_channel(sent):
    channel, there = pair()
    there.sendall(sent)
    there.close()
    with pytest.raises(Closed):
        channel.receive(seconds=5)


def test_a_slow_writer_does_not_hold_up_the_grader():
    channel, there = pair()
    there.sendall(struct.pack(">I", 100) + b"{")
    with pytest.raises(Late):
        channel.receive(seconds=0.05)
    with pytest.raises(Late):
        channel.send({"a": "x" * 10_000_000}, seconds=0.05)
    there.close()
