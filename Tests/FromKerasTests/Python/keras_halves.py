"""Runs the Keras halves of docs/FromKeras.md, each on data of its own; needs keras 3 and tensorflow.

usage: keras_halves.py docs/FromKeras.md
"""

import re
import sys
import tempfile

import keras
import numpy as np
from keras import layers


def data(heading, folder):
    rng = np.random.default_rng(1)
    table = rng.normal(size=(160, 16)).astype("float32")
    values = {"folder": folder, "x": table, "y": (table @ rng.normal(size=(16, 1), scale=0.3)).astype("float32") + 0.5}
    images = rng.random((120, 8, 8, 1)).astype("float32")
    if heading == "Sequential":
        values |= {"x": images, "y": rng.integers(0, 8, 120)}
    if heading == "Siamese":
        values |= {"left": table[:, :8], "right": table[::-1, :8], "same": rng.integers(0, 2, (160, 1))}
    if heading == "Two inputs and outputs":
        values |= {"titles": rng.integers(0, 50, (80, 12)), "tags": rng.random((80, 5)).astype("float32"),
                   "priorities": rng.integers(0, 2, (80, 1)), "departments": rng.integers(0, 4, 80)}
    if heading == "Masked LSTM":
        values |= {"sentences": [list(rng.integers(1, 30, 2 + n % 6)) for n in range(40)],
                   "y": rng.integers(0, 2, (40, 1))}
    if heading == "Stateful RNN":
        x = rng.normal(size=(12, 5, 1)).astype("float32")
        values |= {"x": x, "y": x.mean(1)}
    if heading == "Sequence to sequence":
        source = np.eye(6, dtype="float32")[rng.integers(0, 6, (96, 4))]
        target = source[:, ::-1]
        values |= {"source": source, "target": target,
                   "shifted": np.concatenate([np.zeros((96, 1, 6), "float32"), target[:, :3]], 1)}
    if heading == "Frozen transfer":
        image = keras.Input((8, 8, 1))
        features = keras.Sequential([
            layers.Conv2D(6, 3, activation="relu"), layers.BatchNormalization(), layers.Flatten()])(image)
        values |= {"image": image, "features": features, "x": images, "y": rng.integers(0, 3, 120)}
    if heading == "GAN step":
        values |= {"data": rng.normal(2, 0.5, (32, 2)).astype("float32"), "steps": 5}
    if heading == "Sample and class weights":
        values |= {"y": rng.integers(0, 3, 160), "weights": rng.random(160)}
    if heading == "Resume":
        values |= {"logger": keras.callbacks.CSVLogger(folder + "/log.csv")}
    return values


page = open(sys.argv[1]).read()
imports, *programs = re.split(r"^## ", page, flags=re.M)
block = re.compile(r"^```python\n(.*?)^```", re.M | re.S)
for program in programs:
    heading = program.split("\n", 1)[0]
    with tempfile.TemporaryDirectory() as folder:
        names = data(heading, folder)
        exec(block.search(imports)[1] + block.search(program)[1], names)
        print(f"{heading}: runs", {name: np.shape(value) for name, value in names.items() if name in (
            "scores", "classes", "answer", "values", "g_loss")})
