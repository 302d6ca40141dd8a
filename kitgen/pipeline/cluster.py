"""A Dask cluster that is there already, as a host for the jobs of a build.

Dask does a task again when its worker is lost. What travels is bytes and a small function that
goes whole, so that a scheduler need not have kitgen, and a worker without it can say so.
"""

from __future__ import annotations

import asyncio
import logging
import pickle
from collections.abc import Callable, Sequence
from concurrent.futures import CancelledError, Future
from typing import TYPE_CHECKING, TypeVar

from kitgen.errors import Code, Diagnostic, SetupError

if TYPE_CHECKING:
    from distributed import Client

Task = TypeVar("Task")
Result = TypeVar("Result")
Shared = TypeVar("Shared")

SECONDS = 20
"""How long a scheduler may take to answer, and then to have a worker."""


class Cluster:
    """Has tasks done by the workers of a scheduler.

    Args:
        address: the scheduler's: `tcp://192.0.2.1:8786`.

    Raises:
        SetupError: Dask is not installed, or the scheduler does not answer or has no worker.
    """

    away = True

    def __init__(self, address: str) -> None:
        self._address = address
        self._client: Client | None = None
        self._shared: tuple[object, object] = (None, None)
        self.check()

    def width(self) -> int:
        """Return two tasks for each worker: one that it does, one that is on its way."""
        workers = self._connected().scheduler_info(n_workers=-1)["workers"]
        return 2 * max(1, len(workers))

    def warm_up(self, modules: Sequence[str]) -> None:
        """Leave the workers as they are: they load what a task needs, once."""

    def submit(
        self, function: Callable[[Task, Shared], Result], task: Task, shared: Shared
    ) -> Future[Result]:
        """Have a task done; what a round's tasks share is sent once, and kept by the workers."""
        client = self._connected()
        if self._shared[0] is not shared:
            self._shared = (shared, client.submit(bytes, pickle.dumps(shared), pure=False))
        payload = pickle.dumps((function, task))
        executor = client.get_executor(pure=False)
        done: Future[Result] = executor.submit(_runner(), payload, self._shared[1])
        return done

    def explain(self, error: BaseException) -> SetupError | None:
        """Say that the scheduler or too many workers are lost, or that one lacks kitgen."""
        if isinstance(error, ImportError) and (error.name or "").startswith("kitgen"):
            return _unusable(
                "Un processus (worker) de la grappe n'a pas kitgen, ou pas le même",
                "Installez-y le même kitgen, du même dépôt, avec les mêmes bibliothèques",
            )
        if type(error).__name__ == "KilledWorker":
            return _unusable(
                "Plusieurs processus (workers) de la grappe se sont arrêtés sur le même document, "
                "faute de mémoire peut-être",
                "Donnez-leur plus de mémoire, ou produisez sur cette machine, sans `--executor`",
            )
        if isinstance(error, CancelledError) or type(error).__module__.startswith("distributed"):
            return self._silent()
        return None

    def check(self) -> None:
        """Refuse to wait for a scheduler that has no worker, and gets none."""
        try:
            self._connected().wait_for_workers(1, timeout=SECONDS)
        except TimeoutError as none:
            self.close()
            message = f"L'ordonnanceur {self._address} n'a aucun processus (worker)"
            hint = f"Démarrez-en : `dask worker {self._address}`"
            raise _unusable(message, hint) from none

    def close(self) -> None:
        """Leave every task, and the cluster as it was."""
        client, self._client = self._client, None
        self._shared = (None, None)
        if client is not None:
            client.close()

    def _connected(self) -> Client:
        if self._client is None:
            self._client = self._connect()
        return self._client

    def _connect(self) -> Client:
        try:
            import dask  # noqa: PLC0415  an extra, which most builds do without
            from distributed import Client, Security  # noqa: PLC0415  the same
            from distributed.comm import connect  # noqa: PLC0415  the same
        except ImportError as missing:
            raise _not_installed() from missing

        async def reach() -> None:
            """Try the address first: a client that fails to start leaves threads and words."""
            arguments = Security().get_connection_args("client")
            comm = await connect(self._address, timeout=SECONDS, **arguments)
            await comm.close()

        for name in ("distributed", "distributed.client"):
            logging.getLogger(name).setLevel(logging.CRITICAL)
        dask.config.set({"distributed.admin.large-graph-warning-threshold": "1 GB"})
        try:
            asyncio.run(reach())
            client = Client(self._address, timeout=SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as refused:
            raise self._silent() from refused
        return client

    def _silent(self) -> SetupError:
        return _unusable(
            f"L'ordonnanceur {self._address} ne répond pas",
            "Vérifiez l'adresse, comme `tcp://192.0.2.1:8786`, et que `dask scheduler` y tourne",
        )


def _runner() -> Callable[[bytes, bytes], object]:
    """Return what does a task on a worker; a function without a home is sent with its body."""

    def run(payload: bytes, shared: bytes) -> object:
        try:
            function, task = pickle.loads(payload)  # noqa: S301  from the client, over Dask's own
            common = pickle.loads(shared)  # noqa: S301  the same
        except Exception as error:
            raise ImportError("kitgen", name="kitgen") from error
        return function(task, common)

    return run


def _not_installed() -> SetupError:
    return SetupError(
        Diagnostic(
            Code.MISSING_LIBRARY,
            "Une grappe demande la bibliothèque Dask, qui n'est pas installée",
            hint="Tapez : uv sync --extra pdf --extra dask",
        )
    )


def _unusable(message: str, hint: str) -> SetupError:
    return SetupError(Diagnostic(Code.CLUSTER_UNUSABLE, message, hint=hint))
