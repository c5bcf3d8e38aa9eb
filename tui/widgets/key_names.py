"""What a key is called in the commands."""

from textual import events


def key_name(event: events.Key) -> str:
    """The character that the key types, else the key's name: "]", "space", "ctrl+r"."""
    if event.is_printable and event.character and event.character != " ":
        return event.character
    return event.key
