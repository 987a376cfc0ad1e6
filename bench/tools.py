"""What has to be there before anything can be timed; each step does only what is left to do."""
import filecmp
import multiprocessing
import os
import platform
import shutil
import subprocess

PACKAGES = {"/usr/include/simdjson.h": "libsimdjson-dev", "/usr/include/benchmark/benchmark.h": "libbenchmark-dev", "node": "nodejs",
            "npm": "npm", "openssl": "openssl"}
TIMED = ("cavra-seal", "bench-floor", "bench-judge", "bench-scan", "bench-chain", "bench-seal", "bench-log")


def install(root, folder):
    """Debian's packages, the npm packages under `folder`, and the programs. Returns the path of @sourcemeta/jsonschema."""
    subprocess.run([os.path.join(root, "scripts", "setup")], check=True, stdout=subprocess.DEVNULL)
    missing = [package for file, package in PACKAGES.items() if shutil.which(file) is None and not os.path.exists(file)]
    if missing:
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", *missing], check=True, stdout=subprocess.DEVNULL)
    install_npm(os.path.join(root, "bench"), folder)
    build = os.path.join(root, "build", "bench")
    if not os.path.exists(os.path.join(build, "build.ninja")):
        subprocess.run(["cmake", "--preset", "bench"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", build, "--target", *TIMED], check=True,
                   stdout=subprocess.DEVNULL)
    machine = {"x86_64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return os.path.join(folder, "node_modules", "@sourcemeta", "jsonschema", "build", "github-releases", f"jsonschema-linux-{machine}")


def install_npm(wanted, folder):
    """What the lock in `wanted` has, once."""
    lock, there = os.path.join(wanted, "package-lock.json"), os.path.join(folder, "node_modules", ".installed")
    if os.path.exists(there) and filecmp.cmp(lock, there, shallow=False):
        return
    os.makedirs(folder, exist_ok=True)
    for name in ("package.json", "package-lock.json", ".npmrc"):
        shutil.copy(os.path.join(wanted, name), folder)
    subprocess.run(["npm", "ci", "--silent", "--prefix", folder], check=True, stdout=subprocess.DEVNULL)
    shutil.copy(lock, there)


def apart(function, *arguments):
    """Calls a function in a process of its own: what is timed later begins with the peak memory of this one."""
    with multiprocessing.get_context("fork").Pool(1) as pool:
        return pool.apply(function, arguments)


def machine(programs):
    """The line of the report that says where the figures come from."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    first = lambda *argv: subprocess.run(argv, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    return (f"{model}, {os.cpu_count()} cores; {first('g++', '--version')}; "
            f"simdjson {first(os.path.join(programs, 'bench-floor'), '--version')}; node {first('node', '--version')}; "
            f"load average at the end {os.getloadavg()[0]:.1f}")
