#!/usr/bin/env python3
"""CAVRA's own command line for the final release seal; judges with cavra-seal.

    python3 scripts/validate_customer_lifecycle_final_seal.py --packet PACKET [--require-live] [--output FILE]
"""
import os
import shutil
import sys

built = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "build", "release", "bin", "cavra-seal")
binary = built if os.access(built, os.X_OK) else shutil.which("cavra-seal")
if binary is None:
    sys.exit("validate_customer_lifecycle_final_seal.py: there is no cavra-seal; build it with scripts/build")
os.execv(binary, [binary, "release", "customer-lifecycle-final-seal", *sys.argv[1:]])
