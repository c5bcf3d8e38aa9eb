"""Taguette as its users have it: a server with a browser before it."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.cookiejar import CookieJar
from pathlib import Path
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener

_BOUNDARY = "pullquote-0123456789"
_PATIENCE = 60.0
"""Seconds until the server must answer."""


class Browser:
    """Somebody who is logged in."""

    def __init__(self, opener: OpenerDirector, cookies: CookieJar, address: str) -> None:
        self._opener = opener
        self._cookies = cookies
        self._address = address

    def get(self, path: str) -> bytes:
        """What is at that path."""
        return self._send(Request(self._address + path))

    def post(self, path: str, fields: dict[str, str]) -> bytes:
        """Send a form."""
        data = urlencode({**fields, "_xsrf": self._token}).encode()
        return self._send(Request(self._address + path, data))

    def post_json(self, path: str, value: object) -> Any:
        """Send what the page's own script would."""
        headers = {"Content-Type": "application/json", "X-XSRFToken": self._token}
        request = Request(self._address + path, json.dumps(value).encode(), headers)
        return json.loads(self._send(request))

    def upload(
        self, path: str, file: str, kind: str, data: bytes, fields: dict[str, str] | None = None
    ) -> bytes:
        """Send a file with a form."""
        parts = [
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n'
            for key, value in {**(fields or {}), "_xsrf": self._token}.items()
        ]
        parts.append(
            f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="{file}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        body = "".join(parts).encode() + data + f"\r\n--{_BOUNDARY}--\r\n".encode()
        headers = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}
        return self._send(Request(self._address + path, body, headers))

    @property
    def _token(self) -> str:
        return next(cookie.value or "" for cookie in self._cookies if cookie.name == "_xsrf")

    def _send(self, request: Request) -> bytes:
        try:
            with self._opener.open(request, timeout=_PATIENCE) as answer:
                data: bytes = answer.read()
                return data
        except HTTPError as error:
            said = error.read().decode("utf-8", "replace")
            raise AssertionError(f"Taguette refused {request.full_url}: {said}") from error


@contextmanager
def running(program: Path, folder: Path) -> Iterator[Browser]:
    """The server with a database in the folder, and a browser that has been let in."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    log = folder / "taguette.log"
    arguments = ["--no-browser", "-p", str(port), "--database", str(folder / "t.sqlite3")]
    with log.open("wb") as output:
        server = subprocess.Popen(
            [program, *arguments], stdout=output, stderr=subprocess.STDOUT, cwd=folder
        )
    try:
        address = _address(log, server)
        cookies = CookieJar()
        opener = build_opener(HTTPCookieProcessor(cookies))
        browser = Browser(opener, cookies, address.partition("/?")[0])
        _let_in(browser, "/" + address.rpartition("/")[2])
        browser.get("/project/new")
        yield browser
    finally:
        server.terminate()
        server.wait(_PATIENCE)


def _address(log: Path, server: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end and server.poll() is None:
        found = re.search(r"http://localhost:\d+/\?token=\w+", log.read_text("utf-8", "replace"))
        if found:
            return found[0]
        time.sleep(0.1)
    raise AssertionError(f"Taguette did not start: {log.read_text('utf-8', 'replace')}")


def _let_in(browser: Browser, path: str) -> None:
    end = time.monotonic() + _PATIENCE
    while True:
        try:
            browser.get(path)
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
