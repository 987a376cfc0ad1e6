#!/usr/bin/env python3
"""Judges a packet from Python, and prints what blocks: python3 judge.py seal.json

The library is found by the loader; CAVRA_SEAL_LIBRARY names another file.
"""
import ctypes
import os
import sys

LIVE = 1  # CAVRA_REQUIRE_LIVE

library = ctypes.CDLL(os.environ.get("CAVRA_SEAL_LIBRARY", "libcavra-seal.so.0.1"))


def function(name, result, *arguments):
    found = getattr(library, name)
    found.restype, found.argtypes = result, arguments
    return found


POINTER, TEXT, SIZE, NUMBER = ctypes.c_void_p, ctypes.c_char_p, ctypes.c_size_t, ctypes.c_uint32
ERROR = ctypes.POINTER(POINTER)
judge_new = function("cavra_judge_new", POINTER, POINTER, ERROR)
judge_packet = function("cavra_judge_packet", POINTER, POINTER, TEXT, SIZE, NUMBER, TEXT, ERROR)
judge_free = function("cavra_judge_free", None, POINTER)
verdict_gate = function("cavra_verdict_gate", TEXT, POINTER)
verdict_status = function("cavra_verdict_status", TEXT, POINTER)
verdict_ready = function("cavra_verdict_ready", ctypes.c_int, POINTER)
verdict_findings = function("cavra_verdict_findings", POINTER, POINTER)
verdict_free = function("cavra_verdict_free", None, POINTER)
findings_count = function("cavra_findings_count", SIZE, POINTER)
finding_line = function("cavra_finding_line", NUMBER, POINTER, SIZE)
finding_column = function("cavra_finding_column", NUMBER, POINTER, SIZE)
finding_code = function("cavra_finding_code", TEXT, POINTER, SIZE)
finding_message = function("cavra_finding_message", TEXT, POINTER, SIZE)
error_text = function("cavra_error_text", TEXT, POINTER)
error_free = function("cavra_error_free", None, POINTER)


class NotJudged(Exception):
    """What is no packet, and why."""


def given(pointer, error):
    """What a function gave, or its error raised."""
    if pointer:
        return pointer
    text = error_text(error).decode()
    error_free(error)
    raise NotJudged(text)


def judge(packet):
    """(gate, status, ready, findings) of a packet's bytes."""
    error = POINTER()
    by = given(judge_new(None, ctypes.byref(error)), error)
    try:
        verdict = given(judge_packet(by, packet, len(packet), LIVE, None, ctypes.byref(error)), error)
        findings = verdict_findings(verdict)
        found = [
            (finding_line(findings, i), finding_column(findings, i), finding_code(findings, i).decode(), finding_message(findings, i).decode())
            for i in range(findings_count(findings))
        ]
        told = verdict_gate(verdict).decode(), verdict_status(verdict).decode(), verdict_ready(verdict) == 1, found
        verdict_free(verdict)
        return told
    finally:
        judge_free(by)


def main():
    try:
        with open(sys.argv[1], "rb") as file:
            gate, status, ready, findings = judge(file.read())
    except NotJudged as error:
        print(f"judge: {error}", file=sys.stderr)
        return 2
    print(gate, status)
    for line, column, code, message in findings:
        print(f"{line}:{column} {code} {message}")
    return 0 if ready else 1


if __name__ == "__main__":
    sys.exit(main())
