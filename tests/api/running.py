"""An application on a port of this machine, served as in real use, in a thread."""

from __future__ import annotations

import threading
import time
from typing import Any

import uvicorn

from web.serve import listening


class Running:
    """Serves from the moment it is made until ``stop``. ``port`` 0 takes a free one."""

    def __init__(self, application: Any, port: int = 0) -> None:
        listener = listening("127.0.0.1", port)
        self.port: int = listener.getsockname()[1]
        self.server = uvicorn.Server(uvicorn.Config(application, log_level="critical", lifespan="off"))
        self.thread = threading.Thread(target=self.server.run, kwargs={"sockets": [listener]}, daemon=True)
        self.thread.start()
        while not self.server.started:
            time.sleep(0.01)

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def stop(self) -> None:
        """At once: whoever still listens to a stream is not waited for."""
        self.server.should_exit = self.server.force_exit = True
        self.thread.join(10)
