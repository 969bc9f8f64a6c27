"""Student code talks to somebody: a canary listens on this machine and must hear nothing."""

from functools import partial

from .attack import coded

code = partial(coded, "network")
NETWORK = [
    code(
        "connect",
        "connects to a port of this machine",
        "import socket\n\nsocket.create_connection(('127.0.0.1', $PORT), 2).sendall(b'here')",
    ),
    code(
        "fetch_answer",
        "asks a server for the answers over HTTP",
        """
import urllib.request

text = urllib.request.urlopen("http://127.0.0.1:$PORT/", timeout=2).read()
q1 = [2, 3, 5, 7]
""",
    ),
    code(
        "abstract_socket",
        "connects to an abstract socket, which no file rights guard",
        """
import socket

with socket.socket(socket.AF_UNIX) as end:
    end.connect("\\0$ABSTRACT")
    end.sendall(b"here")
""",
    ),
    code(
        "socket_file",
        "connects to a socket in the file system",
        """
import socket

with socket.socket(socket.AF_UNIX) as end:
    end.connect("$SOCKET")
    end.sendall(b"here")
""",
    ),
    code(
        "every_interface",
        "sends datagrams to every address that it can think of",
        """
import socket

for family, address in (
    (socket.AF_INET, ("127.0.0.1", $PORT)),
    (socket.AF_INET, ("255.255.255.255", $PORT)),
    (socket.AF_INET6, ("::1", $PORT)),
):
    try:
        end = socket.socket(family, socket.SOCK_DGRAM)
        end.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)
        end.sendto(b"here", address)
    except OSError:
        pass
""",
    ),
    code(
        "raw_sockets",
        "opens raw, packet and netlink sockets",
        """
import socket

for family, kind, protocol in (
    (socket.AF_INET, socket.SOCK_RAW, 1),
    (socket.AF_PACKET, socket.SOCK_RAW, 3),
    (socket.AF_NETLINK, socket.SOCK_RAW, 0),
    (40, socket.SOCK_STREAM, 0),
    (38, socket.SOCK_SEQPACKET, 0),
):
    try:
        socket.socket(family, kind, protocol).send(b"here")
    except OSError:
        pass
""",
    ),
    code(
        "listen",
        "listens for later students and for the grader",
        """
import socket

ends = []
for port in range(40_000, 40_050):
    end = socket.socket()
    try:
        end.bind(("0.0.0.0", port))
        end.listen()
        ends.append(end)
    except OSError:
        pass
""",
    ),
    code(
        "meet_in_abstract",
        "meets another student's process at an abstract name",
        """
import socket

end = socket.socket(socket.AF_UNIX)
try:
    end.connect("\\0meeting-of-students")
    q1 = [2, 3, 5, 7]
except OSError:
    end.bind("\\0meeting-of-students")
    end.listen()
""",
    ),
]
