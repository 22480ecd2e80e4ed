"""Reads event files with TensorBoard's own readers and prints what they hold; needs tensorboard from PyPI.

usage: VERBATIM_EVENTS=DIR swift test --filter TensorBoardTests; read_events.py DIR
"""

import pathlib
import struct
import sys

from tensorboard.backend.event_processing import data_provider, event_accumulator, plugin_event_multiplexer
from tensorboard.context import RequestContext
from tensorboard.data import provider

folder = pathlib.Path(sys.argv[1])


def varint(data, at):
    value = shift = 0
    while True:
        byte = data[at]
        at += 1
        value |= (byte & 127) << shift
        shift += 7
        if byte < 128:
            return value, at


def fields(data):
    at, found = 0, []
    while at < len(data):
        key, at = varint(data, at)
        if key & 7 == 0:
            value, at = varint(data, at)
        else:
            size = {1: 8, 5: 4}.get(key & 7)
            if size is None:
                size, at = varint(data, at)
            value, at = data[at:at + size], at + size
        found.append((key >> 3, value))
    return found


def first(found, number, default=None):
    return next((value for key, value in found if key == number), default)


def written(path):
    """Tag, step and value of a file, read without TensorBoard."""
    data, at = path.read_bytes(), 0
    while at < len(data):
        (length,) = struct.unpack_from("<Q", data, at)
        event = fields(data[at + 12:at + 12 + length])
        at += length + 16
        for value in fields(first(event, 5, b"")):
            parts = fields(value[1])
            yield first(parts, 1).decode(), first(event, 2, 0), parts


# The readers of one file, with every value confirmed.
for part in ("train", "validation"):
    (path,) = (folder / part).iterdir()
    read = event_accumulator.EventAccumulator(
        str(path), size_guidance={"scalars": 0, "histograms": 0, "tensors": 0}).Reload()
    counts = {"scalars": 0, "histograms": 0, "texts": 0}
    for tag, step, parts in written(path):
        if (scalar := first(parts, 2)) is not None:
            (event,) = [event for event in read.Scalars(tag) if event.step == step]
            assert struct.pack("<f", event.value) == scalar, tag
            assert event.wall_time == 1_700_000_000.25
            counts["scalars"] += 1
        elif (histogram := first(parts, 5)) is not None:
            (event,) = [event for event in read.Histograms(tag) if event.step == step]
            numbers = fields(histogram)
            value = event.histogram_value
            for number, found in zip(range(1, 6), (value.min, value.max, value.num, value.sum, value.sum_squares)):
                assert struct.pack("<d", found) == first(numbers, number), tag
            for number, found in ((6, value.bucket_limit), (7, value.bucket)):
                assert struct.pack(f"<{len(found)}d", *found) == first(numbers, number), tag
            counts["histograms"] += 1
        else:
            (event,) = [event for event in read.Tensors(tag) if event.step == step]
            assert event.tensor_proto.string_val[0] == first(fields(first(parts, 8)), 8), tag
            counts["texts"] += 1
    assert sum(len(read.Scalars(tag)) for tag in read.Tags()["scalars"]) == counts["scalars"]
    assert sum(len(read.Histograms(tag)) for tag in read.Tags()["histograms"]) == counts["histograms"]
    print(part, counts, read.Tags()["scalars"])

# What the dashboards ask for, over both runs.
multiplexer = plugin_event_multiplexer.EventMultiplexer().AddRunsFromDirectory(str(folder))
multiplexer.Reload()
board = data_provider.MultiplexerDataProvider(multiplexer, str(folder))
context = RequestContext()
for plugin, listing in (("scalars", board.list_scalars), ("histograms", board.list_tensors), ("text", board.list_tensors)):
    runs = listing(context, experiment_id="", plugin_name=plugin)
    print(plugin, {run: len(tags) for run, tags in runs.items()})
    assert runs, plugin
scalars = board.read_scalars(context, experiment_id="", plugin_name="scalars", downsample=1000)
for run, tags in scalars.items():
    for tag, values in tags.items():
        print(run, tag, [(value.step, value.value) for value in values])
text = board.read_tensors(
    context, experiment_id="", plugin_name="text", run_tag_filter=provider.RunTagFilter(), downsample=10)
print(text["train"]["model"][0].numpy.item().decode().splitlines()[1])
