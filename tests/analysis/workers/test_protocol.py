import json

from tui.analysis.workers.protocol import encode_message


def test_a_message_is_one_line_of_ascii():
    message = {"id": 1, "text": "“Go!”\nsaid Ann\u2028"}
    line = encode_message(message)
    assert line.isascii()
    assert line.count("\n") == 1
    assert line.endswith("\n")
    assert json.loads(line) == message
