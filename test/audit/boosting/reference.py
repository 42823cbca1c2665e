"""Trains scikit-learn's HistGradientBoostingClassifier on data that the test makes, too, and prints what it reaches.

    pip install scikit-learn numpy && python test/audit/boosting/reference.py > test/audit/boosting/reference.json
"""

import json
import math

import numpy as np
import sklearn
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.metrics import average_precision_score, roc_auc_score

ROWS, COLUMNS, TRAIN = 12_000, 8, 8_000
state = 12345


def draw():
    """A linear congruential generator, exact in doubles as well."""
    global state
    state = (1664525 * state + 1013904223) % 2**32
    return state / 2**32


x = np.empty((ROWS, COLUMNS))
y = np.empty(ROWS, dtype=int)
for row in range(ROWS):
    for column in range(COLUMNS):
        value = draw()
        # A twelfth is missing in the first two columns. Each value is a bin, so that both libraries cut alike.
        if column < 2 and draw() < 1 / 12:
            value = math.nan
            x[row, column] = value
            continue
        x[row, column] = math.floor(value * 6) if column == COLUMNS - 1 else math.floor(value * 64) / 64
    a, b = (0.3 if math.isnan(v) else v for v in x[row, :2])
    z = -5.2 + 4 * a * b + 3 * (x[row, 2] > 0.7) * (x[row, 3] < 0.4) + 2 * abs(x[row, 4] - 0.5) + 0.25 * x[row, 7]
    y[row] = draw() < 1 / (1 + math.exp(-z))



def reached(trees):
    model = HistGradientBoostingClassifier(max_iter=trees, early_stopping=False, random_state=0)
    model.fit(x[:TRAIN], y[:TRAIN])
    scores = model.decision_function(x[TRAIN:])
    return {
        "trees": trees,
        "roc_auc": float(roc_auc_score(y[TRAIN:], scores)),
        "average_precision": float(average_precision_score(y[TRAIN:], scores)),
        "first_scores": [float(score) for score in scores[:5]],
    }


print(
    json.dumps(
        {
            "scikit_learn": sklearn.__version__,
            "positives": int(y.sum()),
            "few": reached(5),
            "many": reached(60),
        },
        indent=2,
    )
)
