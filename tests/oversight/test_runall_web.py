"""How the web server of `runall` is started."""

from waitress.adjustments import Adjustments

from oversight.management.commands import runall


def test_little_of_a_long_answer_waits_in_memory():
    words = runall.web("127.0.0.1", "8000").command

    said, _served = Adjustments.parse_args(words[words.index("waitress") + 1 :])

    assert int(said["outbuf_high_watermark"]) <= 2**20
