"""What the terminal says of the demo: where it is, and how it goes on."""

from __future__ import annotations


def beginning(title: str) -> str:
    return f"Whoknows is moving in: {title}"


def ready(url: str) -> str:
    return f"Open {url} in your browser. Ctrl-C ends it."


def ending() -> str:
    return "Ending."


def kept(command: str) -> str:
    return f"Go on from here with: {command} demo --keep"


def taken(port: int, command: str) -> str:
    return f"Port {port} is in use, maybe by another demo. Choose another: {command} demo --port {port % 65535 + 1}"
