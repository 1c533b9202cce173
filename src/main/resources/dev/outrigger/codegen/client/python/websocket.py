"""A WebSocket client of the standard library alone: text frames, as much as a sidecar needs."""

import base64
import hashlib
import os
import socket
import ssl
import struct
from urllib.parse import urlsplit

_ACCEPT = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
_CONTINUATION, _TEXT, _BINARY, _CLOSE, _PING, _PONG = 0, 1, 2, 8, 9, 10


class ConnectionLost(Exception):
    """The socket has ended; what was asked on it may be asked again on another."""


class WebSocket:
    def __init__(self, url, token=None, timeout=30.0, context=None):
        parts = urlsplit(url)
        secure = parts.scheme == "https"
        port = parts.port or (443 if secure else 80)
        try:
            self._socket = socket.create_connection((parts.hostname, port), timeout)
            if secure:
                context = context or ssl.create_default_context()
                self._socket = context.wrap_socket(self._socket, server_hostname=parts.hostname)
            self._reader = self._socket.makefile("rb")
            self._shake_hands(parts, token)
        except OSError as failure:
            raise ConnectionLost(str(failure)) from failure
        # Nothing may be told for a long time; the operating system notices a dead peer.
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        self._socket.settimeout(None)

    def _shake_hands(self, parts, token):
        key = base64.b64encode(os.urandom(16)).decode()
        lines = [
            f"GET {parts.path} HTTP/1.1",
            f"Host: {parts.netloc}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {key}",
            "Sec-WebSocket-Version: 13",
        ]
        if token:
            lines.append(f"Authorization: Bearer {token}")
        self._socket.sendall(("\r\n".join(lines) + "\r\n\r\n").encode())
        status = self._reader.readline().decode("latin-1")
        headers = {}
        while (line := self._reader.readline().decode("latin-1").strip()):
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        expected = base64.b64encode(hashlib.sha1((key + _ACCEPT).encode()).digest()).decode()
        if " 101 " not in status or headers.get("sec-websocket-accept") != expected:
            raise ConnectionLost(f"the handshake was answered with {status.strip()}")

    def send(self, text):
        self._frame(_TEXT, text.encode())

    def receive(self):
        """The next text, however many frames it came in."""
        message = b""
        while True:
            last, kind, payload = self._read()
            if kind == _PING:
                self._frame(_PONG, payload)
            elif kind == _CLOSE:
                raise ConnectionLost("the sidecar closed the socket")
            elif kind in (_TEXT, _CONTINUATION):
                message += payload
                if last:
                    return message.decode()

    def close(self):
        try:
            self._frame(_CLOSE, struct.pack("!H", 1000))
            self._socket.shutdown(socket.SHUT_RDWR)
        except (OSError, ConnectionLost):
            pass  # it has ended already
        self._socket.close()

    def _frame(self, kind, payload):
        head = bytearray([0x80 | kind])
        if len(payload) < 126:
            head.append(0x80 | len(payload))
        elif len(payload) < 1 << 16:
            head.append(0x80 | 126)
            head += struct.pack("!H", len(payload))
        else:
            head.append(0x80 | 127)
            head += struct.pack("!Q", len(payload))
        mask = os.urandom(4)
        masked = bytes(byte ^ mask[place % 4] for place, byte in enumerate(payload))
        try:
            self._socket.sendall(bytes(head) + mask + masked)
        except OSError as failure:
            raise ConnectionLost(str(failure)) from failure

    def _read(self):
        first, second = self._exactly(2)
        length = second & 0x7F
        if length == 126:
            (length,) = struct.unpack("!H", self._exactly(2))
        elif length == 127:
            (length,) = struct.unpack("!Q", self._exactly(8))
        return first & 0x80, first & 0x0F, self._exactly(length)

    def _exactly(self, count):
        try:
            found = self._reader.read(count)
        except (OSError, ValueError) as failure:
            raise ConnectionLost(str(failure)) from failure
        if len(found) < count:
            raise ConnectionLost("the sidecar closed the connection")
        return found
