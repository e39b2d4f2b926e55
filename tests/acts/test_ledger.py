"""The ledger: what it holds, what it refuses, and how it tells on whoever touches it."""

import json
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from django.db import ProgrammingError, connection, transaction

from tests.world import MONDAY, seal
from yinuo.acts import sequencer
from yinuo.acts.models import Checkpoint, Entry, Leaf, Text
from yinuo.acts.proof import prove
from yinuo.acts.verify import verify
from yinuo.kernel import merkle
from yinuo.matters import actions

CHECKER = Path(__file__).resolve().parents[2] / "tools" / "check_proof.py"


def without_triggers(sql, params=()):
    """What somebody with the database password could do."""
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(sql, params)
        cursor.execute("SET session_replication_role = origin")


def sequence_all():
    """In a test's open transaction nothing is older than every running one; give the entries an older number."""
    without_triggers("UPDATE acts_entry SET transaction = 1")
    return sequencer.sequence()


@pytest.mark.parametrize("sql", ["UPDATE acts_entry SET act = 'x'", "DELETE FROM acts_entry"])
def test_the_database_itself_refuses_to_change_an_entry(world, sql):
    world.raised()
    with pytest.raises(ProgrammingError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


def test_no_words_of_anybody_stand_in_the_ledger(world):
    matter = world.raised(words="我是一句悄悄话", called="张某某", phone="19900001234")
    entry = Entry.objects.get(subject=f"matter:{matter.pk}")
    assert "悄悄话" not in json.dumps(entry.given, ensure_ascii=False)
    assert entry.given["phone"] is True
    assert not Text.objects.filter(words__contains="1990000").exists()
    assert not Text.objects.filter(words__contains="张某某").exists()


def test_a_true_ledger_is_found_true_and_everything_is_sealed(world):
    world.closed()
    taken = sequence_all()
    verdict = verify()
    assert verdict.is_true
    assert verdict.entries == taken == Entry.objects.count()
    assert Checkpoint.objects.filter(log="4199").exists(), "the county is anchored in its city"


def test_one_changed_byte_is_found_and_named(world):
    matter = world.closed()
    entry = Entry.objects.filter(subject=f"matter:{matter.pk}")[4]
    without_triggers("UPDATE acts_entry SET channel = 'desj' WHERE id = %s", [entry.pk])
    verdict = verify()
    assert [line for line in verdict.broken if str(entry.pk) in line]


def test_a_changed_entry_with_a_recomputed_chain_is_found_by_its_seal(world):
    matter = world.raised()
    sequence_all()
    entry = Entry.objects.get(subject=f"matter:{matter.pk}")
    entry.channel = "desk"
    from yinuo.acts.canon import entry_hash
    from yinuo.acts.ledger import body

    without_triggers(
        "UPDATE acts_entry SET channel = 'desk', hash = %s WHERE id = %s", [entry_hash(body(entry)), entry.pk]
    )
    assert any("seal" in line and str(entry.pk) in line for line in verify().broken)


def test_a_whole_chain_deleted_after_a_checkpoint_is_found_and_named(world):
    matter = world.closed()
    sequence_all()
    without_triggers("DELETE FROM acts_entry WHERE subject = %s", [f"matter:{matter.pk}"])
    broken = verify().broken
    assert any(f"matter:{matter.pk} #1" in line for line in broken)


def test_deleting_the_leaves_as_well_leaves_a_root_that_nobody_can_explain(world):
    matter = world.closed()
    sequence_all()
    without_triggers("DELETE FROM acts_entry WHERE subject = %s", [f"matter:{matter.pk}"])
    without_triggers("DELETE FROM acts_leaf WHERE subject = %s", [f"matter:{matter.pk}"])
    assert not verify().is_true


def test_an_entry_that_may_still_be_overtaken_is_left_for_the_next_time(open_world):
    sequencer.sequence()
    begun, end = threading.Event(), threading.Event()

    def slow():
        try:
            with transaction.atomic():
                open_world.raised(words="慢的一件")
                begun.set()
                end.wait(20)
        finally:
            connection.close()

    thread = threading.Thread(target=slow)
    thread.start()
    begun.wait(20)
    quick = open_world.raised(words="快的一件")
    sequencer.sequence()
    sealed = Leaf.objects.filter(subject=f"matter:{quick.pk}")
    assert not sealed.exists(), "the slow one began earlier and may still come before the quick one"
    end.set()
    thread.join()
    seal(quick)
    assert sealed.exists()


def test_sequencing_twice_takes_nothing_twice(world):
    world.raised()
    assert sequence_all() > 0
    assert sequence_all() == 0
    assert Leaf.objects.filter(log="419901").count() == Entry.objects.filter(county="419901").count()


@pytest.fixture
def proof(world, tmp_path):
    matter = world.closed()
    sequence_all()
    world.raised()
    sequence_all()
    return prove(f"matter:{matter.pk}", opened=None)


def checked(proof, tmp_path, *more):
    path = tmp_path / "proof.json"
    path.write_text(json.dumps(proof, ensure_ascii=False))
    return subprocess.run([sys.executable, CHECKER, path, *more], capture_output=True, text=True, check=False)


def test_the_stand_alone_checker_accepts_a_good_proof(proof, tmp_path):
    result = checked(proof, tmp_path)
    assert result.returncode == 0, result.stderr
    root = Checkpoint.objects.filter(log="4199").latest("size").root
    assert checked(proof, tmp_path, root).returncode == 0
    assert checked(proof, tmp_path, "0" * 64).returncode == 1


@pytest.mark.parametrize(
    "spoil",
    [
        lambda p: p["entries"][2]["body"].update(act="matters.nothing"),
        lambda p: p["entries"].pop(3),
        lambda p: p["entries"][1]["inclusion"].update(position=0),
        lambda p: p["checkpoint"]["note"].update(root="0" * 64),
        lambda p: p["anchor"]["checkpoint"]["note"].update(root="0" * 64),
        lambda p: [e.update(inclusion=None) for e in p["entries"]],
    ],
)
def test_the_stand_alone_checker_rejects_a_bad_proof(proof, tmp_path, spoil):
    spoil(proof)
    result = checked(proof, tmp_path)
    assert result.returncode == 1
    assert "BAD" in result.stderr


def test_opened_words_are_proved_with_their_salt_and_forged_ones_are_not(world, tmp_path):
    from django.db.models import Q

    matter = world.promised()
    sequence_all()
    proof = prove(f"matter:{matter.pk}", opened=Q(name="text"))
    assert [t["words"] for t in proof["opened"]] == ["三天内换好灯头。"]
    assert checked(proof, tmp_path).returncode == 0
    proof["opened"][0]["words"] = "三年内换好灯头。"
    assert checked(proof, tmp_path).returncode == 1


def test_erasing_a_person_leaves_the_ledger_true(world):
    matter = world.raised(called="张某某", phone="19900001234")
    actions.forget(matter, world.raiser(matter), at=MONDAY)
    assert matter.raiser.phone_cipher is None
    assert verify().is_true


@pytest.mark.parametrize("size", [1, 2, 3, 7, 8, 9, 255, 256, 257, 300])
def test_every_leaf_of_a_log_has_a_path_to_its_root(size):
    leaves = [merkle.leaf_hash(str(n).encode()) for n in range(size)]
    frontier = []
    merkle.extend(frontier, 0, leaves)
    top = merkle.root(frontier)
    assert top == merkle.subtree_root(leaves)
    for position in {0, size // 2, size - 1}:
        way = merkle.path(position, size, lambda start, end: merkle.subtree_root(leaves[start:end]))
        assert merkle.root_from(leaves[position], position, size, way) == top


def test_the_empty_and_the_known_roots_are_those_of_rfc_6962():
    known = [b"", b"\x00", b"\x10", b"\x20\x21", b"\x30\x31", b"\x40\x41\x42\x43", b"\x50\x51\x52\x53\x54\x55\x56\x57"]
    known.append(b"\x60\x61\x62\x63\x64\x65\x66\x67\x68\x69\x6a\x6b\x6c\x6d\x6e\x6f")
    expected = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
    assert merkle.subtree_root([merkle.leaf_hash(data) for data in known]).hex() == expected
    assert merkle.subtree_root([]).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
