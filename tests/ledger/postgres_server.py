"""A PostgreSQL server of one's own: a temporary folder, a free port, gone when the block ends."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

FAST = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def binaries() -> Path | None:
    """The folder of the newest installed server, or None."""
    found = [p.parent for p in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return max(found, key=lambda p: [int(n) for n in p.parent.name.split(".") if n.isdigit()], default=None)


class Server:
    """A running server; `url(name)` addresses a database, `sql` runs a statement in one."""

    def __init__(self, folder: Path, bin_folder: Path, settings: tuple[str, ...]) -> None:
        self.bin, self.data, self.settings = bin_folder, folder / "data", settings
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self._user: dict[str, str] = {"user": "postgres"} if os.getuid() == 0 else {}
        if self._user:
            shutil.chown(folder, "postgres")
        self._call("initdb", "-D", self.data, "-U", "quoth", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "-N")
        self.folder = folder
        self.start()

    def start(self) -> None:
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=40"
        options += "".join(f" -c {setting}" for setting in self.settings)
        self._call("pg_ctl", "-D", self.data, "-o", options, "-l", self.folder / "log", "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        self._call("pg_ctl", "-D", self.data, "-m", mode, "-w", "stop")

    def url(self, name: str) -> str:
        return f"postgresql://quoth@127.0.0.1:{self.port}/{name}"

    def sql(self, statement: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            connection.execute(statement.encode())

    def _call(self, program: str, *arguments: object) -> None:
        command = [str(self.bin / program), *map(str, arguments)]
        done = subprocess.run(
            command, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, timeout=120, **self._user
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr}")


@contextmanager
def server(settings: tuple[str, ...] = FAST) -> Iterator[Server]:
    """Start a server and stop it at the end.

    Raises:
        FileNotFoundError: PostgreSQL is not installed.
    """
    bin_folder = binaries()
    if bin_folder is None:
        raise FileNotFoundError("no PostgreSQL server found (apt-get install postgresql)")
    with tempfile.TemporaryDirectory(prefix="quoth-pg-") as folder:
        running = Server(Path(folder), bin_folder, settings)
        try:
            yield running
        finally:
            running.stop()
