"""A detector in Python to start from: a payment a line in, a decision a line out, both as JSON.

    fraudworld stress tiny --detector "python3 docs/example-detector.py" -o data/my-python-duel

The keys of a payment are the `request` columns of `transactions` (docs/data.md). Answer every line with one line and
flush it; print anything else to standard error. The transaction_id may be left out, but with it a stray line does no harm.
With `--feedback` there are two more kinds of lines, which are not answered: {"observed": {"event", "outcome"}} and
{"learned": label}.
"""

import json
import sys

suspects = set()


def decide(event):
    if event["destination_account"] in suspects:
        return {"action": "review", "score": 0.8, "reasons": ["the payee is suspected"]}
    if event["payment_type"] == "instant_transfer" and event["amount"] > 2000:
        return {"action": "step_up", "score": 0.4, "reasons": ["a large instant transfer"]}
    return {"action": "approve", "score": 0.05}


for line in sys.stdin:
    message = json.loads(line)
    if "learned" in message:
        if message["learned"]["label"] == "mule" and message["learned"]["account_id"] is not None:
            suspects.add(message["learned"]["account_id"])
    elif "observed" not in message:
        print(json.dumps({"transaction_id": message["transaction_id"], **decide(message)}), flush=True)
