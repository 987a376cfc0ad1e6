"""The files that everything is timed on: packets of the seal gate, one a line, the same bytes on every machine."""
import copy
import json
import os

PACKETS = 20_000
FAULTS = 5


def write_packets(example, folder, count):
    """Writes the clean packets, the faulty ones, and parts of the clean ones; returns the paths by name."""
    with open(example, encoding="utf-8") as file:
        packet = json.load(file)
    paths = {name: os.path.join(folder, f"{name}-{count}.jsonl") for name in ("clean", "faulty", "first_half", "second_half", "one_line", "thousand")}
    paths["one"] = os.path.join(folder, "one.json")
    os.makedirs(folder, exist_ok=True)
    with open(paths["one"], "w", encoding="utf-8") as file:
        json.dump(packet, file, indent=2)
    with (open(paths["clean"], "w", encoding="utf-8") as clean, open(paths["faulty"], "w", encoding="utf-8") as faulty,
          open(paths["first_half"], "w", encoding="utf-8") as first, open(paths["second_half"], "w", encoding="utf-8") as second,
          open(paths["one_line"], "w", encoding="utf-8") as one_line, open(paths["thousand"], "w", encoding="utf-8") as thousand):
        for number in range(count):
            one = numbered(packet, number)
            line = compact(one)
            clean.write(line)
            (first if number < count // 2 else second).write(line)
            faulty.write(compact(with_faults(one)))
            if number < 1:
                one_line.write(line)
            if number < 1_000:
                thousand.write(line)
    return paths


def compact(packet):
    return json.dumps(packet, separators=(",", ":"), ensure_ascii=False) + "\n"


def numbered(packet, number):
    """The packet with ids and references of its own."""
    one = copy.deepcopy(packet)
    one["final_seal_id"] += f"-{number:05}"
    one["customer_profile_ref"] += f"-{number * 7 % 99_991:05}"
    one["public_status_ref"] += f"-{number:05}"
    for position, component in enumerate(one["sealed_components"]):
        component["seal_ref"] += f"-{(number + position) % 1000:03}"
    return one


def with_faults(packet):
    """Five findings, each of another kind: a missing owner, a status, two references, a control."""
    one = copy.deepcopy(packet)
    del one["seal_owner_refs"]["support_owner_ref"]
    one["sealed_components"][2]["status"] = "pending"
    one["sealed_components"][4]["seal_ref"] = "an attachment"
    one["release_publication_refs"][0] = "an announcement"
    one["final_release_controls"]["support_handoff_ready"] = False
    return one
