"""Holds the texts on standard input against their sources, JSON lines as `briefcheck verify` takes them, and writes what
is wrong with each: a line a finding, the text's id, the rule and the words."""

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def verify(records):
    """Yields the answer to each record in order, while later ones are read."""
    command = ["briefcheck", "verify"]
    with (
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8") as process,
        ThreadPoolExecutor(1) as threads,
        process.stdout as answers,
    ):

        def feed():
            with process.stdin as stdin:
                for record in records:
                    stdin.write(json.dumps(record) + "\n")

        # From a thread of its own: both pipes are short, and who only writes would wait for ever.
        fed = threads.submit(feed)
        yield from map(json.loads, answers)
        fed.result()
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)


if __name__ == "__main__":
    for answer in verify(map(json.loads, sys.stdin)):
        if "error" in answer:
            print(answer["id"], "error", answer["error"], sep="\t")
            continue
        for check in answer["checks"]:
            if check["rule"]:
                print(answer["id"], check["rule"], check["text"], sep="\t")
