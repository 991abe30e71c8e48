"""Threads that begin at once: structures are looked at before, so that none of them crashes the process."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
AT_ONCE = """
import sys, threading
from putright.core.shape import prepare
from putright.data import load_policy, pack_names
prepare()
sys.setswitchinterval(1e-6)
names, begin, told = list(pack_names()), threading.Barrier(12), []
def load(n):
    begin.wait()
    told.append(load_policy(names[n % len(names)]).pack.pack)
threads = [threading.Thread(target=load, args=(n,)) for n in range(12)]
for one in threads:
    one.start()
for one in threads:
    one.join()
assert sorted(set(told)) == sorted(names), told
"""


def test_many_threads_may_load_policies_at_once():
    for _ in range(3):
        done = subprocess.run([sys.executable, "-c", AT_ONCE], cwd=ROOT, capture_output=True, text=True, check=False)
        assert done.returncode == 0, (done.returncode, done.stderr[-2000:])
