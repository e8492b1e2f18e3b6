import sys
from pathlib import Path
import pytest
from tests.party.season import Season
from tests.commands.test_ceremony_kills import TOUCHING
def test_count(tmp_path, monkeypatch):
    s=Season(tmp_path/"s",monkeypatch); h=s.hall(method="queue")
    real=s.run
    def run(*w,**k):
        n=0
        def watch(f,e,c):
            nonlocal n
            if e=="c_call" and getattr(c,"__name__","") in TOUCHING: n+=1
        sys.setprofile(watch)
        r=real(*w,**k)
        sys.setprofile(None)
        print(w[:2], n)
        return r
    s.run=run
    h.sealed().drawn()
