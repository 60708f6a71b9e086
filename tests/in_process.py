"""The app in this process: a Shop whose users call it without a server, so that a test sees its statements."""

from __future__ import annotations

import io
from typing import Any

import requests
from flask import Flask
from requests.adapters import BaseAdapter

from support.people import Person, Shop

ORIGIN = "http://localhost"


class InProcessShop(Shop):
    """A shop without server processes."""

    def __init__(self, app: Flask, database: Any, name: str) -> None:
        super().__init__(app=None, database=database, name=name)  # type: ignore[arg-type]
        self.adapter, self.config = _Adapter(app), app.config

    @property
    def url(self) -> str:
        return ORIGIN

    def visitor(self) -> Person:
        person = super().visitor()
        person.http.mount(ORIGIN, self.adapter)
        return person


class _Adapter(BaseAdapter):
    """Sends the requests of a `requests.Session` to the WSGI app."""

    def __init__(self, app: Flask) -> None:
        super().__init__()
        self.client = app.test_client(use_cookies=False)

    def send(self, request: requests.PreparedRequest, *args: Any, **kwargs: Any) -> requests.Response:
        url = request.url or ""
        # Nothing here would decompress the response.
        headers = [(name, value) for name, value in request.headers.items() if name.lower() != "accept-encoding"]
        answer = self.client.open(url.removeprefix(ORIGIN), method=request.method, headers=headers, data=request.body)
        response = requests.Response()
        response.status_code = answer.status_code
        response.headers.update(answer.headers)
        response.raw = io.BytesIO(answer.get_data())
        response.url, response.request = url, request
        return response

    def close(self) -> None:
        pass
