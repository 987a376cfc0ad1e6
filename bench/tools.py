"""What has to be there before anything can be timed; each step does only what is left to do."""
import os
import platform
import shutil
import subprocess

PACKAGES = {"/usr/include/simdjson.h": "libsimdjson-dev", "node": "nodejs", "npm": "npm"}


def install(root, folder):
    """Debian's packages, the npm packages under `folder`, and the programs. Returns the path of @sourcemeta/jsonschema."""
    missing = [package for file, package in PACKAGES.items() if shutil.which(file) is None and not os.path.exists(file)]
    if missing:
        subprocess.run(["apt-get", "install", "-y", "--no-install-recommends", *missing], check=True, stdout=subprocess.DEVNULL)
    os.makedirs(folder, exist_ok=True)
    wanted = os.path.join(root, "bench", "package.json")
    there = os.path.join(folder, "package.json")
    if not os.path.exists(there) or open(wanted).read() != open(there).read():
        shutil.copy(wanted, there)
        subprocess.run(["npm", "install", "--prefix", folder, "--no-audit", "--no-fund", "--no-package-lock"], check=True,
                       stdout=subprocess.DEVNULL)
    build = os.path.join(root, "build", "bench")
    if not os.path.exists(os.path.join(build, "build.ninja")):
        subprocess.run(["cmake", "--preset", "bench"], cwd=root, check=True, stdout=subprocess.DEVNULL)
    subprocess.run(["cmake", "--build", build, "--target", "cavra-seal", "bench-floor", "bench-judge"], check=True,
                   stdout=subprocess.DEVNULL)
    machine = {"x86_64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    return os.path.join(folder, "node_modules", "@sourcemeta", "jsonschema", "build", "github-releases", f"jsonschema-linux-{machine}")


def machine(programs):
    """The line of the report that says where the figures come from."""
    with open("/proc/cpuinfo", encoding="utf-8") as file:
        model = next((line.split(":")[1].strip() for line in file if line.startswith("model name")), platform.machine())
    first = lambda *argv: subprocess.run(argv, capture_output=True, text=True, check=True).stdout.splitlines()[0]
    return (f"{model}, {os.cpu_count()} cores; {first('g++', '--version')}; "
            f"simdjson {first(os.path.join(programs, 'bench-floor'), '--version')}; node {first('node', '--version')}; "
            f"load average at the end {os.getloadavg()[0]:.1f}")
